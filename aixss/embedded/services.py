"""PostgreSQL and Redis for the processes of one machine, with nothing to install or to stop."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

from aixss.embedded.locks import open_lock, release, seize, share
from aixss.embedded.servers import POSTGRES, REDIS, Place, Server
from aixss.errors import AixssError, ErrorCode

START_TIMEOUT_S = 150  # above the guardian's own limits together
STOP_TIMEOUT_S = 30
POLL_S = 0.02
WATCH_S = 0.2
SOCKET_PATH_MAX_BYTES = 107  # the kernel's limit
LOG_TAIL_LINES = 12

_SOURCES = Path(__file__).resolve().parents[2]
_logger = logging.getLogger(__name__)


class EmbeddedUnavailable(AixssError):
    """The servers for this machine could not be started, or have ended."""

    code = ErrorCode.UNAVAILABLE


@dataclass(frozen=True)
class Services:
    """Where the servers are reached; empty for one that was not asked for."""

    database_url: str
    redis_url: str
    places: Mapping[Server, Place] = field(repr=False)

    async def fail(self) -> NoReturn:
        """Wait until one of the servers ends although it is held; raises EmbeddedUnavailable."""
        while True:
            for server, place in self.places.items():
                if _is_free(place.guardian):
                    raise EmbeddedUnavailable(
                        f"{server.title} has ended, which {place.log} may explain;"
                        " the next run starts it again."
                    )
            await asyncio.sleep(WATCH_S)


@contextmanager
def hold(
    data_dir: Path,
    log: Callable[[str], None] = _logger.info,
    *,
    postgres: bool = True,
    redis: bool = True,
) -> Iterator[Services]:
    """The servers of this folder, started if need be, stopped after the last holder of any process.

    Raises EmbeddedUnavailable with what to do.
    """
    asked = [server for server, is_asked in ((POSTGRES, postgres), (REDIS, redis)) if is_asked]
    places = {server: _place(server, data_dir.resolve()) for server in asked}
    with ExitStack() as leave:
        for place in places.values():
            leave.callback(_await_end, place)
        for server, place in places.items():
            _join(server, place, leave, log)
        yield Services(
            database_url=_database_url(places[POSTGRES]) if postgres else "",
            redis_url=_redis_url(places[REDIS]) if redis else "",
            places=places,
        )


def _database_url(place: Place) -> str:
    return f"asyncpg://postgres:@/postgres?host={quote(str(place.sockets))}"


def _redis_url(place: Place) -> str:
    return f"unix://{quote(str(place.sockets / REDIS.socket))}"


def _place(server: Server, data_dir: Path) -> Place:
    program = server.find()
    if program is None:
        raise EmbeddedUnavailable(
            f"{server.title} is missing: there is no {server.sought}. Name one that runs in"
            f" {server.setting}, or start one with `docker compose up {server.name}`."
        )
    home = data_dir / server.name
    _make_private(home)
    sockets = _socket_folder(server, home)
    _make_private(sockets)
    return Place(program=program, home=home, sockets=sockets)


def _socket_folder(server: Server, home: Path) -> Path:
    """The home, unless no socket can have such a path."""
    path = os.fsencode(home / server.socket)
    if len(path) <= SOCKET_PATH_MAX_BYTES and b"," not in path:  # PostgreSQL splits at commas
        return home
    # Not TMPDIR, in which two processes may differ.
    return Path("/tmp") / f"aixss-{hashlib.sha256(path).hexdigest()[:16]}"


def _make_private(folder: Path) -> None:
    """Make a folder that only we may enter; one that exists is refused rather than changed."""
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise EmbeddedUnavailable(f"Cannot make {folder}: {error.strerror}.") from error
    if found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise EmbeddedUnavailable(
            f"{folder} is open to other users or belongs to one. Choose another folder, or let"
            " the same user run everything."
        )


def _join(server: Server, place: Place, leave: ExitStack, log: Callable[[str], None]) -> None:
    """Share the holders' lock, and return when the server answers."""
    deadline = time.monotonic() + START_TIMEOUT_S
    holders = open_lock(place.holders)
    leave.callback(os.close, holders)
    guardian = open_lock(place.guardian)
    try:
        # A guardian that is ending has the holders' lock alone.
        while not share(holders):
            _rest(server, place, deadline)
        while not seize(guardian):
            if server.answers(place):
                return
            _rest(server, place, deadline)
        log(f"Starting {server.title} in {place.home}.")
        _start_guardian(server, place, guardian)
        if not server.answers(place):
            raise _failure(server, place)
    finally:
        os.close(guardian)


def _start_guardian(server: Server, place: Place, lock: int) -> None:
    """Start a guardian that owns the lock from its first moment; return when it has succeeded."""
    started, report = os.pipe()
    where = [str(place.program), str(place.home), str(place.sockets)]
    words = [server.name, *where, str(lock), str(report)]
    if place.log.exists():
        place.log.replace(place.log.with_name("log.before"))
    with place.log.open("wb") as output:
        subprocess.run(
            [sys.executable, "-P", "-m", "aixss.embedded.guardian", *words],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=place.home,
            env=_environment(),
            pass_fds=[lock, report],
            start_new_session=True,  # Ctrl-C is for us, not for it
            check=False,
        )
    os.close(report)
    with os.fdopen(started, "rb") as pipe:
        pipe.read()  # ends when the guardian closes its end, at success or by ending


def _environment() -> dict[str, str]:
    """Only what programs need to run: secrets stay here, and PG... would steer PostgreSQL."""
    needed = {name: os.environ.get(name, "") for name in ("PATH", "LD_LIBRARY_PATH")}
    return {name: value for name, value in needed.items() if value} | {"PYTHONPATH": str(_SOURCES)}


def _rest(server: Server, place: Place, deadline: float) -> None:
    if time.monotonic() > deadline:
        raise _failure(server, place)
    time.sleep(POLL_S)


def _failure(server: Server, place: Place) -> EmbeddedUnavailable:
    lines = place.log.read_text(errors="replace").splitlines() if place.log.exists() else []
    tail = "\n".join(lines[-LOG_TAIL_LINES:])
    return EmbeddedUnavailable(f"{server.title} did not start. The end of {place.log}:\n{tail}")


def _is_free(lock: Path) -> bool:
    descriptor = open_lock(lock)
    try:
        return seize(descriptor)
    finally:
        os.close(descriptor)


def _await_end(place: Place) -> None:
    """Return when the guardian and its server have ended, or another holder needs them."""
    deadline = time.monotonic() + STOP_TIMEOUT_S
    holders, guardian = open_lock(place.holders), open_lock(place.guardian)
    try:
        while not seize(guardian) and not _others_hold(holders) and time.monotonic() < deadline:
            time.sleep(POLL_S)
    finally:
        os.close(guardian)
        os.close(holders)


def _others_hold(holders: int) -> bool:
    """Whether holders are left; the guardian that is ending is none: it shares the lock not."""
    try:
        return not seize(holders) and share(holders)
    finally:
        release(holders)
