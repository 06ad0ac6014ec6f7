"""Several worker processes under one parent: it starts the dead again and passes signals on."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import structlog

from aixss.embedded.linux import ending_with_parent
from aixss.errors import Invalid
from aixss.jobs.spec import Pool
from aixss.settings import PREFIX, Settings

PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0  # before a dead one is started again, doubled each time
SOUND_S = 60.0  # one that lived so long did not die of its start
# How a process ends that is told to: by itself, or by the signal while it was starting.
AS_TOLD = {0, 130, -signal.SIGTERM}

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Member:
    """A process that is to run: the pools of one worker."""

    pools: tuple[Pool, ...]
    slots: int
    grace_s: float
    metrics_port: int

    @property
    def is_cpu(self) -> bool:
        """Whether it burns CPU, one job at a time."""
        return Pool.CPU in self.pools

    @property
    def arguments(self) -> list[str]:
        """What follows `aixss`."""
        return ["worker", "--pools", ",".join(self.pools)]

    @property
    def environment(self) -> dict[str, str]:
        """What differs from the parent's."""
        given = {"slots": self.slots, "grace_s": self.grace_s, "metrics_port": self.metrics_port}
        return {f"{PREFIX}{name.upper()}": str(value) for name, value in given.items()}


def pools_of(names: str) -> tuple[Pool, ...]:
    """The pools of a comma-separated list, in its order; raises Invalid."""
    known = ", ".join(Pool)
    try:
        found = tuple(dict.fromkeys(Pool(name.strip()) for name in names.split(",")))
    except ValueError:
        raise Invalid(f"There is no such pool in {names!r}: choose among {known}.") from None
    return found


def members(pools: Sequence[Pool], processes: int, settings: Settings) -> list[Member]:
    """So many processes for the pools that share a loop, and as many for the one that burns CPU."""
    shared = tuple(pool for pool in pools if pool is not Pool.CPU)
    kinds = [each for each in (shared, (Pool.CPU,) if Pool.CPU in pools else ()) if each]
    first = settings.metrics_port
    wanted = [kind for kind in kinds for _ in range(processes)]
    return [
        Member(kind, settings.slots, settings.grace_s, first + index if first else 0)
        for index, kind in enumerate(wanted)
    ]


async def run(wanted: Sequence[Member]) -> bool:
    """Keep these running until SIGTERM or SIGINT; whether all ended as they were told to.

    Each signal is passed on, so that a second one hurries them.
    """
    fleet = _Fleet()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, fleet.stop)
    return all(await asyncio.gather(*map(fleet.keep, wanted)))


class _Fleet:
    def __init__(self) -> None:
        self._running: set[Process] = set()
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        self._stopping.set()
        for process in self._running:
            _terminate(process)

    async def keep(self, member: Member) -> bool:
        pause_s = PAUSE_S
        while True:
            began = time.monotonic()
            code = await self._once(member)
            if self._stopping.is_set():
                return code in AS_TOLD
            if time.monotonic() - began > SOUND_S:
                pause_s = PAUSE_S
            told = {"pools": ",".join(member.pools), "code": code, "again_in_s": pause_s}
            log.warning("a worker process ended by itself", **told)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause_s)
                return True
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _once(self, member: Member) -> int:
        process = await _start(member.arguments, os.environ | member.environment)
        self._running.add(process)
        if self._stopping.is_set():  # it came while this one was being started
            _terminate(process)
        try:
            return await process.wait()
        finally:
            self._running.discard(process)


async def _start(arguments: Sequence[str], environment: Mapping[str, str]) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "aixss",
        *arguments,
        stdin=DEVNULL,
        env=environment,
        start_new_session=True,  # Ctrl-C is for the parent, which passes it on once
        preexec_fn=ending_with_parent(signal.SIGTERM),
    )


def _terminate(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
