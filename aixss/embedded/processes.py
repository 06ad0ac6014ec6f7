"""Programs of ours that run as long as this process does, and never longer."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from aixss.embedded.linux import ending_with_parent

LOG_TAIL_LINES = 12
KILLED = 128  # what a shell adds to the number of the signal

_SOURCES = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """A program that has ended; the code is what a shell would say."""

    name: str
    code: int

    @property
    def was_killed(self) -> bool:
        """Whether a signal ended it."""
        return KILLED < self.code <= KILLED + signal.NSIG

    @property
    def how(self) -> str:
        """How it ended, in words."""
        if self.was_killed:
            return f"was killed by signal {self.code - KILLED}"
        return f"ended with code {self.code}"


class Processes:
    """Children of this process: stopped at the end of the block, killed when we are."""

    def __init__(self, stop_timeout_s: float, logs: Path | None = None) -> None:
        self._stop_timeout_s = stop_timeout_s
        self._logs = logs
        self._running: dict[str, asyncio.subprocess.Process] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.gather(*(self._stop(each) for each in self._running.values()))

    async def start(
        self,
        name: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        inherited: Sequence[int] = (),
    ) -> None:
        """Start `python -m` with the arguments; its output goes to a log, if there are logs."""
        output = self._open(name)
        try:
            self._running[name] = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                "-m",
                *arguments,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**environment, "PYTHONPATH": str(_SOURCES)},
                pass_fds=inherited,
                start_new_session=True,  # Ctrl-C is for us; we stop it then
                preexec_fn=ending_with_parent(signal.SIGKILL),
            )
        finally:
            if output is not None:
                os.close(output)

    async def first(self) -> Ended:
        """The first one that ends; waits until one does."""
        waits = {asyncio.create_task(each.wait()): name for name, each in self._running.items()}
        try:
            done, _ = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        ended = done.pop()
        code = ended.result()
        return Ended(waits[ended], code if code >= 0 else KILLED - code)

    def tail(self, name: str) -> str:
        """The last lines of a log; empty without logs."""
        path = self._path(name)
        if path is None or not path.exists():
            return ""
        return "\n".join(path.read_text(errors="replace").splitlines()[-LOG_TAIL_LINES:])

    def _path(self, name: str) -> Path | None:
        return self._logs / f"{name.lower()}.log" if self._logs else None

    def _open(self, name: str) -> int | None:
        path = self._path(name)
        if path is None:
            return None
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)

    async def _stop(self, process: asyncio.subprocess.Process) -> None:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(self._stop_timeout_s):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
