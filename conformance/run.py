"""Suites: programs that tell a line of JSON a case, each by the test runner of its language."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
LIMIT_S = 300.0  # of one suite, many times what any takes
RUNNERS: Mapping[str, tuple[str, ...]] = {
    ".mjs": ("node", "--test-reporter=./conformance/reporter.mjs"),
    ".py": (
        *(sys.executable, "-m", "pytest", "--capture=no"),
        *("-p", "no:terminal", "-p", "conformance.reporter"),
    ),
}


@dataclass(frozen=True)
class Case:
    """One thing that was tried."""

    name: str
    failure: str | None = None
    is_skipped: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of a suite."""

    suite: str
    cases: tuple[Case, ...]

    @property
    def tried(self) -> tuple[Case, ...]:
        """The cases that could be tried here."""
        return tuple(case for case in self.cases if not case.is_skipped)

    @property
    def failed(self) -> tuple[Case, ...]:
        """The cases that were tried in vain."""
        return tuple(case for case in self.cases if case.failure is not None)


def suites() -> dict[str, Path]:
    """Every suite by its name: a new one is a new file."""
    files = sorted((HERE / "suites").iterdir())
    return {path.stem: path for path in files if path.suffix in RUNNERS}


async def run(path: Path, environment: Mapping[str, str]) -> Outcome:
    """The outcome of a suite; one that ends badly with no failed case has failed as a whole."""
    command = [*RUNNERS[path.suffix], str(path)]
    with TemporaryDirectory() as folder:
        ended = await _run(command, {**environment, "CONFORMANCE_OUT": folder})
    outcome = Outcome(path.stem, read(ended.output))
    if outcome.failed or (ended.code == 0 and outcome.cases):
        return outcome
    complaint = Case("runs to its end", ended.complaint or "It reported nothing.")
    return Outcome(path.stem, (*outcome.cases, complaint))


def read(lines: str) -> tuple[Case, ...]:
    """The cases that a suite has told of; what else it printed is passed over."""
    told = (json.loads(line) for line in lines.splitlines() if line.startswith('{"name":'))
    return tuple(
        Case(each["name"], each.get("failure"), each.get("skipped", False)) for each in told
    )


@dataclass(frozen=True)
class _Ended:
    code: int | None
    output: str
    complaint: str


async def _run(command: list[str], environment: Mapping[str, str]) -> _Ended:
    """How a program ended, all that it started with it."""
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=HERE.parent,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(LIMIT_S):
            output, complaint = await process.communicate()
    except TimeoutError:
        return _Ended(None, "", f"It did not end within {LIMIT_S:.0f} s.")
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
    return _Ended(process.returncode, output.decode(), complaint.decode(errors="replace").strip())
