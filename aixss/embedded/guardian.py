"""The process that owns one server: starts it, and stops it when its last holder is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

from aixss.embedded.linux import ending_with_parent, leave_root
from aixss.embedded.locks import open_lock, seize
from aixss.embedded.servers import SERVERS, Place, Server

PREPARE_TIMEOUT_S = 60
START_TIMEOUT_S = 60  # recovery after a crash may take long
STOP_TIMEOUT_S = 20
POLL_S = 0.05


def guard(server: Server, place: Place, *, lock: int, started: int) -> None:
    """Run the server until no holder is left or it ends; `started` is closed once it answers."""
    if server.refuses_root and os.geteuid() == 0:
        _leave_root(server)
    os.set_inheritable(started, False)
    spawn = _spawner(server, lock)
    server.prepare(place, lambda command: _finish(spawn(command)))
    holders = open_lock(place.holders)
    process = spawn(server.command(place))
    try:
        _await_answer(server, place, process)
        os.close(started)
        while process.poll() is None and not seize(holders):
            time.sleep(POLL_S)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _stop(server, process)


def _leave_root(server: Server) -> None:
    try:
        leave_root()
    except (OSError, KeyError) as error:
        raise SystemExit(
            f"{server.title} refuses to run as root, and leaving root failed: {error}."
            f" Run as another user, or set {server.setting}."
        ) from error


def _spawner(server: Server, lock: int) -> Callable[[list[str]], subprocess.Popen[bytes]]:
    """Starts children that end with us and keep our lock until they have.

    So nobody starts a second server while the first one still ends.
    """
    tie = ending_with_parent(server.stop)
    return lambda command: subprocess.Popen(command, pass_fds=[lock], preexec_fn=tie)


def _finish(process: subprocess.Popen[bytes]) -> None:
    if process.wait(PREPARE_TIMEOUT_S) != 0:
        raise SystemExit(f"{process.args!r} failed.")


def _await_answer(server: Server, place: Place, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while not server.answers(place):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"{server.title} does not answer.")
        time.sleep(POLL_S)


def _stop(server: Server, process: subprocess.Popen[bytes]) -> None:
    process.send_signal(server.stop)
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_TIMEOUT_S)
    process.kill()
    process.wait()


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit


def main() -> None:
    """Become a child of init, then guard; the words come from `services`."""
    name, program, home, sockets, lock, started = sys.argv[1:]
    if os.fork():
        os._exit(0)
    os.umask(0o077)
    signal.signal(signal.SIGTERM, _end)
    place = Place(program=Path(program), home=Path(home), sockets=Path(sockets))
    guard(SERVERS[name], place, lock=int(lock), started=int(started))


if __name__ == "__main__":
    main()
