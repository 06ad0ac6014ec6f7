"""The commands: one sentence for bad input, a production for a story, and nothing left behind."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from aixss import cli, local
from aixss.client import producing, story
from aixss.embedded.servers import REDIS
from aixss.errors import Invalid
from aixss.kinds import registry
from tests.api import Api, api
from tests.engine import Engine, engine
from tests.platform import needs_servers

SOURCES = Path(__file__).resolve().parents[1]
LIMIT_S = 120  # ten times what a run takes
STORY = """# The Last Lamp

Mara kept the lamp on Gull Rock for thirty years. "It goes out tonight," said Tom, the inspector.

The storm came before the dark. Mara saw a boat without a light near the reef, and ran up.
The lamp would not burn. "Hold the mirror," she told Tom, and lit the oil with her last match.

The boat turned away from the reef. In the morning Tom wrote into his book: the lamp stays.
"""
BIG = "x" * 5_000_000


def run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(cli.app, [str(each) for each in arguments])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "story.md"
    path.write_text(STORY)
    return path


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "No such file"),
        (b"", "is empty"),
        (b"# Only a title\n", "is empty"),
        (b"# Title\n\nToo short.\n", "too short"),
        ("故事".encode("gb18030") * 200, "not UTF-8"),
        (b"# Title\n\n" + b"A line.\0" * 100, "is not a text"),
        (BIG.encode(), "larger than 1 MB"),
    ],
    ids=["missing", "empty", "title only", "too short", "not UTF-8", "NUL", "5 MB"],
)
def test_a_bad_story_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "bad.md"
    if content is not None:
        path.write_bytes(content)

    result = run("produce", path, "--out", tmp_path / "out", "--data-dir", tmp_path / "data")

    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert {each.name for each in tmp_path.iterdir()} <= {"bad.md"}


def test_a_story_without_end_is_refused(tmp_path: Path) -> None:
    result = run("produce", "/dev/zero", "--out", tmp_path / "out")

    assert result.exit_code == 2
    assert "larger than 1 MB" in result.stderr


def test_a_folder_is_no_story(tmp_path: Path) -> None:
    result = run("produce", tmp_path, "--out", tmp_path / "out")

    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "Is a directory" in result.stderr


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--episodes", "0"], "--episodes"),
        (["--episodes", "101"], "--episodes"),
        (["--scenes", "5"], "--scenes"),
        (["--language", "fr"], "--language"),
        (["--api", "nowhere"], "no address of a studio"),
        (["--api", "http://127.0.0.1:1"], "Nothing answers"),
        (["--model", "m"], "--base-url and --model together"),
        (["--base-url", "ftp://x", "--model", "m"], "https:// or http://"),
        (["--out", __file__], "is no folder"),
        (["--out", f"{__file__}/deeper"], "is no folder"),
        (["--data-dir", __file__], "--data-dir"),
        (
            ["--base-url", "http://127.0.0.1:1", "--model", "m", "--api-key-env", "NO_SUCH_KEY"],
            "NO_SUCH_KEY is not set",
        ),
    ],
    ids=lambda value: " ".join(value).replace(str(SOURCES), "") if isinstance(value, list) else "",
)
def test_bad_options_are_refused_and_nothing_starts(
    file: Path, options: list[str], sentence: str
) -> None:
    folder = file.parent

    result = run("produce", file, "--data-dir", folder / "data", "--out", folder / "out", *options)

    assert result.exit_code == 2
    assert sentence in result.stderr
    assert [each.name for each in folder.iterdir()] == ["story.md"]


@pytest.mark.parametrize(
    ("command", "keys", "sentence"),
    [
        ("serve", {}, "Set AIXSS_SECRET_KEYS, AIXSS_TOKEN_KEYS first."),
        ("worker", {}, "Set AIXSS_SECRET_KEYS first."),
        ("worker", {"AIXSS_SECRET_KEYS": "k1:c2hvcnQ="}, "AIXSS_SECRET_KEYS: Key 1 has 5 bytes"),
    ],
)
def test_a_process_without_good_keys_does_not_start(
    command: str, keys: dict[str, str], sentence: str
) -> None:
    bare = dict.fromkeys(("AIXSS_SECRET_KEYS", "AIXSS_TOKEN_KEYS"), "")

    result = run(command, **bare | keys)

    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_studio_without_its_redis_says_so_and_ends(tmp_path: Path, postgres_url: str) -> None:
    addresses = {"AIXSS_DATABASE_URL": postgres_url, "AIXSS_REDIS_URL": "redis://127.0.0.1:1"}

    result = run("dev", "--port", "0", "--data-dir", tmp_path, **addresses)

    assert result.exit_code == 2
    assert re.search(r"Redis: not reachable .*AIXSS_REDIS_URL", result.stderr)


def test_what_an_interrupted_command_says_can_be_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIXSS_DATA_DIR", "my data")
    monkeypatch.setattr(sys, "argv", [".venv/bin/aixss", "produce"])

    here = cli.resume("job_1", Path("out"), None, None)
    there = cli.resume("job_1", None, "http://studio.example", None)

    assert here == ".venv/bin/aixss watch job_1 --out out --data-dir 'my data'"
    assert there == ".venv/bin/aixss watch job_1 --api http://studio.example"


def test_a_port_that_is_taken_is_refused() -> None:
    with local.listen("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Invalid, match=f"Cannot listen on 127.0.0.1:{port}: Address already"):
            local.listen("127.0.0.1", port)


def test_doctor_says_what_is_missing_and_what_to_do(tmp_path: Path) -> None:
    nowhere = "postgres://postgres@127.0.0.1:1/none"
    addresses = {"AIXSS_DATABASE_URL": nowhere, "AIXSS_REDIS_URL": "redis://127.0.0.1:1"}

    result = run("doctor", "--data-dir", tmp_path, **addresses)

    assert result.exit_code == 1
    assert re.search(r"MISSING\s+PostgreSQL: not reachable .*AIXSS_DATABASE_URL", result.stdout)
    assert re.search(r"MISSING\s+Redis: not reachable .*AIXSS_REDIS_URL", result.stdout)


async def test_doctor_names_missing_workers(database_url: str, redis_url: str) -> None:
    addresses = {"AIXSS_DATABASE_URL": database_url, "AIXSS_REDIS_URL": redis_url}

    done = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "aixss",
        "doctor",
        cwd=SOURCES,
        env=os.environ | addresses,
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await done.communicate()

    assert done.returncode == 1
    assert re.search(r"ok\s+Migrations: all applied", said.decode())
    assert re.search(r"MISSING\s+Workers: .*aixss worker", said.decode())


def test_schema_check_shows_what_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "schema.graphql"

    assert run("schema", "--out", path).exit_code == 0
    assert run("schema", "--check", "--out", path).exit_code == 0
    path.write_text(path.read_text().replace("type Subscription", "type Subscriptions"))
    changed = run("schema", "--check", "--out", path)

    assert changed.exit_code == 1
    assert "-type Subscriptions" in changed.stdout


@pytest.mark.parametrize(
    ("name", "language", "title"),
    [("lighthouse.zh.md", "zh", "雾岬的最后一夜"), ("last-ferry.en.md", "en", None)],
)
def test_a_project_takes_title_language_and_beginning_from_its_story(
    name: str, language: str, title: str | None
) -> None:
    path = SOURCES / "examples" / name

    found = story.read(path)

    heading = path.read_text().splitlines()[0].removeprefix("# ")
    assert (found.title, found.language) == (title or heading, language)
    assert 100 <= len(found.summary) <= 2000
    assert found.summary[-1] in "。！？.!?”\"'"
    assert found.text.startswith("# ")


def test_a_story_without_a_heading_is_called_like_its_file(tmp_path: Path) -> None:
    path = tmp_path / "the lamp.md"
    path.write_text("The lamp burned all night. " * 200)

    found = story.read(path, "zh")

    assert (found.title, found.language) == ("the lamp", "zh")
    assert found.summary.endswith("night.")
    assert len(found.summary) <= 2000


@pytest.fixture
async def running(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Api]:
    async with api(database_url, redis_url) as started:
        yield started


@pytest.fixture
async def run_engine(database_url: str, redis_url: str) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


async def at(running: Api, token: str, *arguments: str | Path) -> Result:
    """A command against the API of the test, whose loop goes on meanwhile."""
    return await asyncio.to_thread(run, *arguments, "--api", running.url, AIXSS_TOKEN=token)


async def test_a_token_that_does_not_count_is_refused(running: Api, file: Path) -> None:
    result = await at(running, "no token", "produce", file, "--out", file.parent / "out")

    assert result.exit_code == 2
    assert "sign in" in result.stderr
    assert not (file.parent / "out").exists()


async def test_a_story_is_produced_by_a_running_studio(
    running: Api, run_engine: Engine, file: Path
) -> None:
    token, out = await running.register(), file.parent / "out"

    async with run_engine.worker():
        small = ("--episodes", "1", "--scenes", "6", "--storyboards", "1")
        result = await at(running, token, "produce", file, "--out", out, *small)
    written = json.loads((out / "the-last-lamp.json").read_text())
    project, (storyboard,) = written["project"], written["storyboards"]
    again = await at(running, token, "watch", project["id"], "--out", file.parent / "again")

    assert result.exit_code == 0, result.output
    assert project["stats"] == {"episodeCount": 1, "sceneCount": 6, "completedSceneCount": 6}
    assert "6 of 6 scenes." in result.stdout
    assert len(result.stdout.splitlines()) < 20
    # The end of a flow below the production tells for what it has started.
    assert "Done: Make what a story stands on" in result.stdout
    assert "Done: Build the causal chain" not in result.stdout
    assert re.search(r"^Done: .*scene 1: Make a scene's storyboard$", result.stdout, re.MULTILINE)
    assert [group["status"] for group in storyboard["storyboardGroups"]] == ["READY"] * 9
    assert "#### Storyboard" in (out / "the-last-lamp.md").read_text()
    assert again.exit_code == 0
    assert (file.parent / "again" / "the-last-lamp.md").read_text().startswith("# The Last Lamp")


async def test_a_failed_production_names_the_failed_jobs(
    running: Api, run_engine: Engine, file: Path
) -> None:
    token, out = await running.register(), file.parent / "out"
    nobody = ("--base-url", "http://127.0.0.1:1/v1", "--model", "gone")

    async with run_engine.worker():
        result = await at(running, token, "produce", file, "--out", out, *nobody)

    assert result.exit_code == 1
    assert re.search(r"Plan the episodes failed: .+ \[\w+\]", result.stdout)


@pytest.mark.parametrize(
    "text",
    ["something", "job_x", "prj_", f"scn_{'0' * 26}", f"job_{'0' * 25}", f"prj_{'u' * 26}"],
)
def test_what_is_no_id_is_refused_and_nothing_starts(tmp_path: Path, text: str) -> None:
    result = run("watch", text, "--data-dir", tmp_path / "data")

    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert f"{text} is no id of a project" in result.stderr


async def test_who_watches_what_is_not_there_is_told(running: Api) -> None:
    token = await running.register()
    foreign = producing.PROJECT_PREFIX + "0" * 26

    unknown = await at(running, token, "watch", foreign)
    lost = await at(running, token, "watch", producing.JOB_PREFIX + "0" * 26)

    assert (unknown.exit_code, lost.exit_code) == (2, 2)
    assert "There is no such project." in unknown.stderr
    assert "There is no such job." in lost.stderr


PARENT = """
import asyncio, os
from aixss.embedded.processes import Processes
async def main():
    async with Processes(5) as processes:
        await processes.start("web", ["http.server", "0"], os.environ)
        print(next(iter(processes._running.values())).pid, flush=True)
        print(await processes.first(), flush=True)
asyncio.run(main())
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=lambda number: number.name)
def test_children_end_with_their_parent(number: signal.Signals) -> None:
    with python("-c", PARENT) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())

        parent.send_signal(number)
        parent.wait(LIMIT_S)

        await_that(lambda: not Path(f"/proc/{child}").exists())


def test_a_dead_child_is_told_with_its_code() -> None:
    with python("-c", PARENT) as parent:
        assert parent.stdout
        os.kill(int(parent.stdout.readline()), signal.SIGKILL)

        assert parent.stdout.readline() == "Ended(name='web', code=137)\n"


def test_an_interrupt_while_the_commands_are_loaded_says_nothing(file: Path) -> None:
    with python("-X", "importtime", "-m", "aixss", "produce", str(file)) as process:
        read_until(process, "aixss.errors")
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=LIMIT_S)

    assert process.returncode == -signal.SIGINT
    assert "Traceback" not in rest


SWALLOWING = """
import asyncio, signal
from aixss import cli

async def work():
    try:
        signal.raise_signal(signal.SIGTERM)
    except KeyboardInterrupt:
        pass  # as a driver does that is interrupted in the middle of a statement
    await asyncio.sleep(600)

@cli.app.command()
def swallow():
    asyncio.run(work())

cli.main()
"""


def test_who_is_told_to_end_does_so_whatever_it_is_about() -> None:
    with python("-c", SWALLOWING, "swallow") as process:
        process.communicate(timeout=LIMIT_S)

    assert process.returncode == 130


@needs_servers
def test_a_server_that_dies_ends_the_production_with_a_sentence(file: Path) -> None:
    data, out = file.parent / "data", file.parent / "out"

    where = ("--out", str(out), "--data-dir", str(data))
    with python("-m", "aixss", "produce", str(file), *where) as process:
        read_until(process, "at work")
        (server,) = [pid for pid, it in processes_of(data).items() if REDIS.socket in it]
        os.kill(server, signal.SIGKILL)
        said, _ = process.communicate(timeout=LIMIT_S)

    assert process.returncode == 2
    assert re.search(r"To go on: aixss watch job_\w+ --out .+ --data-dir .+\n", said)
    assert re.search(r"Redis has ended, .* the next run starts it again.\n$", said)
    assert "Traceback" not in said
    await_that(lambda: not processes_of(data))


@needs_servers
def test_an_interrupted_production_leaves_nothing_running_and_is_resumed(file: Path) -> None:
    data, out = file.parent / "data", file.parent / "out"
    where = ("--out", str(out), "--data-dir", str(data))

    small = ("--episodes", "1", "--scenes", "6")
    with python("-m", "aixss", "produce", str(file), *where, *small) as first:
        read_until(first, "at work")
        first.send_signal(signal.SIGINT)
        said, _ = first.communicate(timeout=LIMIT_S)
    resume = re.search(r"aixss watch (job_\w+) --out", said)

    assert (first.returncode, out.exists(), processes_of(data)) == (130, False, {})
    assert resume
    with python("-m", "aixss", "watch", resume[1], *where) as second:
        output, _ = second.communicate(timeout=LIMIT_S)
    assert second.returncode == 0, output
    assert json.loads((out / "the-last-lamp.json").read_text())["episodes"]
    assert processes_of(data) == {}


@contextmanager
def python(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has embedded servers of its own; killed if it is still there at the end."""
    foreign = ("AIXSS_DATABASE_URL", "AIXSS_REDIS_URL")
    environment = {name: value for name, value in os.environ.items() if name not in foreign}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=SOURCES,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def await_that(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LIMIT_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def read_until(process: subprocess.Popen[str], text: str) -> None:
    """Take what a process says up to the line that holds this text."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if text in line:
            return
    pytest.fail(f"It never said {text!r}: {said}")


def processes_of(folder: Path) -> dict[int, str]:
    """The command lines of all processes that know of a folder."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            known = command + (process / "environ").read_bytes()
        except OSError:  # it has ended, or is another user's
            continue
        if os.fsencode(folder) in known:
            found[int(process.name)] = command.decode(errors="replace")
    return found
