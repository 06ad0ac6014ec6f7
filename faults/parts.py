"""The parts of the house as processes: each can be killed, stopped for a time, and started anew."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from redis import Redis

from aixss.embedded.linux import ending_with_parent
from aixss.embedded.servers import POSTGRES, Server
from aixss.embedded.services import Services, hold

LOG_TAIL_LINES = 12
END_S = 60.0  # for a process to end that was asked to


class Ended(Exception):
    """A program has ended that nobody told to: the end of its log."""


class Part(ABC):
    """Something that runs and can be hurt."""

    @abstractmethod
    async def start(self) -> None:
        """Bring it up."""

    @abstractmethod
    async def ended(self) -> None:
        """Wait until it has ended that was told to, or was killed."""

    @abstractmethod
    def send(self, number: signal.Signals) -> None:
        """Send a signal to all its processes."""

    @property
    @abstractmethod
    def politely(self) -> signal.Signals:
        """The signal that asks it to end."""

    def ask_to_end(self) -> None:
        """Let it end in its own way."""
        self.send(self.politely)


class Program(Part):
    """A command of ours in a process of its own; it never outlives this one."""

    def __init__(
        self, name: str, arguments: Sequence[str], environment: Mapping[str, str], logs: Path
    ) -> None:
        self.name = name
        self._arguments, self._environment, self._logs = arguments, environment, logs
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """Of the process that runs, or ran last."""
        assert self._process is not None
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.returncode is None

    @property
    def log(self) -> Path:
        """What it prints."""
        return self._logs / f"{self.name}.log"

    def check(self) -> None:
        """Return when it runs; raises Ended."""
        if not self.is_running:
            lines = self.log.read_text(errors="replace").splitlines()[-LOG_TAIL_LINES:]
            raise Ended("\n".join((f"{self.name} has ended:", *lines)))

    @property
    def politely(self) -> signal.Signals:
        """The signal that asks it to end."""
        return signal.SIGTERM

    async def start(self) -> None:
        """Bring it up; what it prints is added to its log."""
        with self.log.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "aixss", *self._arguments),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=dict(self._environment),
                start_new_session=True,
                preexec_fn=ending_with_parent(signal.SIGKILL),
            )

    async def ended(self) -> None:
        """Wait until it has ended; raises TimeoutError."""
        assert self._process is not None
        async with asyncio.timeout(END_S):
            await self._process.wait()

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, if it runs."""
        if self.is_running:
            os.kill(self.pid, number)

    async def stop(self) -> None:
        """End it, whatever state it is in."""
        if self.is_running:
            self.send(signal.SIGCONT)
            self.ask_to_end()
            try:
                await self.ended()
            except TimeoutError:
                self.send(signal.SIGKILL)
                await self.ended()


class Embedded(Part):
    """A server of ours, in a folder of its own."""

    def __init__(self, server: Server, folder: Path) -> None:
        self._server, self._folder = server, folder
        self._held = ExitStack()
        self._redis_pid = 0
        self.services: Services

    @property
    def socket(self) -> str:
        """The path where it is reached."""
        return str(self.services.places[self._server].sockets / self._server.socket)

    @property
    def politely(self) -> signal.Signals:
        """The signal that asks it to end."""
        return self._server.stop

    async def start(self) -> None:
        """Bring it up, its data as they were left."""
        is_postgres = self._server is POSTGRES
        held = hold(self._folder, lambda _: None, postgres=is_postgres, redis=not is_postgres)
        self.services = await asyncio.to_thread(self._held.enter_context, held)

    async def ended(self) -> None:
        """Wait until its guardian has seen that it is gone."""
        await asyncio.to_thread(self._held.close)

    def send(self, number: signal.Signals) -> None:
        """To all processes of the server; what asks it to end goes to the first one only."""
        first = self._pid()
        others = [] if number == self.politely else _children(first)
        for pid in (first, *others):
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def _pid(self) -> int:
        if self._server is POSTGRES:
            return int((self._folder / "postgres/data/postmaster.pid").read_text().split()[0])
        # One that is stopped cannot be asked again.
        if not _is_named(self._redis_pid, "valkey", "redis"):
            with Redis.from_url(self.services.redis_url, socket_timeout=END_S) as redis:
                self._redis_pid = int(redis.info("server")["process_id"])
        return self._redis_pid


def _children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(fields[1]) == parent:
                    found.append(int(entry.name))
    return found


def _is_named(pid: int, *names: str) -> bool:
    try:
        return any(name in Path(f"/proc/{pid}/comm").read_text() for name in names)
    except OSError:
        return False
