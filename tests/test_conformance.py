"""`make conformance` works; a small cut of it runs here where its clients are installed."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.run import Case, Outcome, read, run, suites
from tests import RUN

SOURCES = Path(__file__).resolve().parents[1]
FOLDER = SOURCES / "conformance"

needs_clients = pytest.mark.skipif(
    shutil.which("node") is None or not (FOLDER / "node_modules").exists(),
    reason="the clients are not installed: `make conformance` does that",
)


@needs_clients
def test_a_running_server_passes_the_audits_and_speaks_sse(
    postgres_url: str, redis_url: str
) -> None:
    servers = {"AIXSS_DATABASE_URL": postgres_url, "AIXSS_REDIS_URL": redis_url}

    ended = subprocess.run(
        [sys.executable, "-m", "conformance", "http", "sse"],
        cwd=SOURCES,
        env=os.environ | servers,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert [line.split()[0] for line in ended.stdout.splitlines()] == ["http", "sse"]
    assert "61 / 61" in ended.stdout


async def test_a_suite_that_does_not_pass_has_failed(tmp_path: Path) -> None:
    texts = {
        "fails": "def test_it() -> None:\n    assert 1 == 2\n",
        "stops": "import os\nos._exit(0)\n",
        "cannot_be_read": "import nothing_of_that_name\n",
        "has_no_case": "",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.py").write_text(text)

    ran = (run(tmp_path / f"{name}.py", os.environ) for name in texts)
    outcomes = await asyncio.gather(*ran)

    assert [outcome.suite for outcome in outcomes if outcome.failed] == list(texts)


def test_what_a_suite_tells_is_counted() -> None:
    told = [{"name": "a"}, {"name": "b", "failure": "no"}, {"name": "c", "skipped": True}]
    lines = ["something printed", *(json.dumps(each) for each in told)]

    outcome = Outcome("it", read("\n".join(lines)))

    assert [case.name for case in outcome.tried] == ["a", "b"]
    assert outcome.failed == (Case("b", "no"),)


def test_an_unknown_suite_is_named_before_anything_starts() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "conformance", "nonsense"],
        cwd=SOURCES,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert "nonsense" in ended.stderr
    assert all(name in ended.stderr for name in suites())


def test_every_suite_is_in_the_book() -> None:
    book = (FOLDER / "README.md").read_text()

    assert [name for name in suites() if f"| `{name}` |" not in book] == []


def test_versions_are_exact_and_the_lock_names_no_registry() -> None:
    wanted = json.loads((FOLDER / "package.json").read_text())["dependencies"]
    lock = (FOLDER / "package-lock.json").read_text()

    assert [version for version in wanted.values() if not version[0].isdigit()] == []
    assert '"resolved"' not in lock
    assert all("integrity" in each for key, each in json.loads(lock)["packages"].items() if key)


def test_nothing_that_tests_import_changes_their_names_in_redis() -> None:
    # A worker process inherits them, and would listen where nobody rings.
    assert (os.environ["RQ_KEY_PREFIX"], os.environ["AIXSS_NEWS_PREFIX"]) == (RUN, RUN)
