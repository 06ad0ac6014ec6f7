"""A cell of the matrix: who is hurt, how, and at which moment of a load of jobs."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import httpx
from rq.suspension import WORKERS_SUSPENDED

from faults.house import House, Victim
from faults.proof import Counts, all_ended, caught_up, count, queues_empty
from faults.proxy import Trap
from faults.team import ANCHOR, ANSWER_S, FLOW, Order, Team
from faults.watchers import Watcher

LIMIT_S = 180.0  # for anything that has to come
LOOK_S = 0.05
GATHER_S = 0.2  # for what is on its way to a trap or a gate


class Harm(StrEnum):
    """What is done to a part."""

    KILL = "kill -9"
    STOP = "stop and continue"
    RESTART = "restart"
    CUT = "network cut"
    EMPTY = "emptied"  # Redis only
    FORGET = "connections forgotten"  # of a server: they stay open, and nothing passes any more


class Moment(StrEnum):
    """When it is done."""

    UNRUNG = "before the ring"
    QUEUED = "queued"
    THINKING = "thinking"
    SETTLED = "between settle and publish"
    AFTER = "after"


HARMS = (Harm.KILL, Harm.STOP, Harm.RESTART, Harm.CUT)


@dataclass(frozen=True)
class Cell:
    """One experiment."""

    victim: Victim
    harm: Harm
    moment: Moment

    @property
    def name(self) -> str:
        """As people say it."""
        return f"{self.victim}, {self.harm}, {self.moment}"


MATRIX = tuple(
    Cell(victim, harm, moment) for victim in Victim for harm in HARMS for moment in Moment
)
EMPTIED = Cell(Victim.REDIS, Harm.EMPTY, Moment.THINKING)
FORGOTTEN = tuple(
    Cell(victim, Harm.FORGET, Moment.THINKING) for victim in (Victim.POSTGRES, Victim.REDIS)
)
CELLS = (*MATRIX, EMPTIED, *FORGOTTEN)


@dataclass
class Outcome:
    """What became of a cell."""

    cell: Cell
    jobs: int
    recovered_s: float  # from the end of the harm until the last job ended
    taken_back_s: float | None  # from the blow until the last job of a silent worker was queued
    counts: Counts
    reconnects: int  # of all watchers
    asked_again: int  # mutations that were sent more than once

    @property
    def problems(self) -> list[str]:
        """What is not as promised."""
        return self.counts.problems


@dataclass
class Run:
    """One cell under way."""

    house: House
    cell: Cell
    team: Team
    harm_s: float  # how long a stop or a cut lasts
    watchers: list[Watcher] = field(default_factory=list)
    struck_at: float = 0.0
    over_at: float = 0.0  # when the harm was over
    _watching: list[asyncio.Task[None]] = field(default_factory=list)

    # The harm: a blow, and what ends it.

    async def strike(self) -> None:
        """Do the harm."""
        self.struck_at = time.time()
        part = self.house.part(self.cell.victim)
        match self.cell.harm:
            case Harm.KILL:
                part.send(signal.SIGKILL)
                await part.ended()
            case Harm.STOP:
                part.send(signal.SIGSTOP)
            case Harm.RESTART:
                part.ask_to_end()
            case Harm.CUT:
                for link in self.house.links(self.cell.victim):
                    link.cut()
            case Harm.EMPTY:
                async with self.house.keys() as redis:
                    await redis.flushall()
            case Harm.FORGET:
                for link in self.house.links(self.cell.victim):
                    link.forget()
        self.over_at = time.time()

    async def heal(self) -> None:
        """End it; a killed worker stays dead, for the other one has to do."""
        part = self.house.part(self.cell.victim)
        match self.cell.harm:
            case Harm.KILL if self.cell.victim is not Victim.WORKER:
                await part.start()
                return  # what has to be recovered from began with the blow
            case Harm.STOP:
                await asyncio.sleep(self.harm_s)
                part.send(signal.SIGCONT)
            case Harm.RESTART:
                await part.ended()
                await part.start()
            case Harm.CUT:
                await asyncio.sleep(self.harm_s)
                for link in self.house.links(self.cell.victim):
                    link.mend()
            case _:
                return
        self.over_at = time.time()

    # The moments.

    async def unrung(self) -> None:
        """The API has committed the start of jobs, and does not know it yet."""
        orders = self.team.orders
        half = len(orders) // 2
        await self._start(orders[:half])
        async with self._trapped(b"JobQueued", [0]) as trap:
            starting = asyncio.create_task(self._start(orders[half:]))
            await _soon(trap.sprung.wait())
            await self.strike()
        await self._open()
        await self.heal()
        await starting

    async def queued(self) -> None:
        """Every job is queued and rung, and no worker takes one."""
        async with self.house.keys() as redis:
            await redis.set(WORKERS_SUSPENDED, 1)
        await asyncio.sleep(1.0)  # both look every half second
        await self._start(self.team.orders)
        await self.strike()
        await self._open()
        await self.heal()
        async with self.house.keys() as redis:
            await redis.delete(WORKERS_SUSPENDED)

    async def thinking(self) -> None:
        """Every slot waits for an answer."""
        await self._start(self.team.orders)
        await self._gathered()
        await self.strike()
        await self._open()
        await self.heal()

    async def settled(self) -> None:
        """A worker has committed an answer, and does not know it yet."""
        await self._start(self.team.orders)
        await self._gathered()
        mine = [1] if self.cell.victim is Victim.WORKER else [1, 2]
        async with self._trapped(b"JobSucceeded", mine) as trap:
            while not trap.sprung.is_set():
                await self.house.gate.let_one()
                await asyncio.sleep(GATHER_S)
            await self.strike()
        await self._open()
        await self.heal()

    async def after(self) -> None:
        """All is done; then comes more."""
        await self._start(self.team.orders)
        await self._open()
        await all_ended(self.house, self.team, LIMIT_S)
        await self.strike()
        await self.heal()
        spare = [(ANCHOR, place.spare) for place in self.team.places]
        await self._start(spare)

    async def _start(self, orders: Sequence[Order]) -> None:
        """Start jobs; flows come first and are watched from their beginning."""
        flows = [order for order in orders if order[0] == FLOW]
        for flow in await self.team.start(flows):
            await self.watch("jobEvents", flow)
        await self.team.start([order for order in orders if order[0] != FLOW])

    async def _gathered(self) -> None:
        wanted = min(len(self.team.orders), 2 * self.house.pace.slots)
        async with asyncio.timeout(LIMIT_S):
            while self.house.gate.waiting < wanted:
                await asyncio.sleep(LOOK_S)
        await asyncio.sleep(GATHER_S)

    async def _open(self) -> None:
        await self.house.gate.set(is_open=True)

    @asynccontextmanager
    async def _trapped(self, mark: bytes, programs: Iterable[int]) -> AsyncIterator[Trap]:
        trap = Trap(mark)
        links = [self.house.to_postgres[number] for number in programs]
        for link in links:
            link.trap = trap
        try:
            yield trap
        finally:
            trap.released.set()
            for link in links:
                link.trap = None

    # Watching.

    async def watch(self, subscription: str, target: str) -> None:
        """One more watcher, who has seen how things stand."""
        watcher = Watcher(self.house.url, self.team.token, subscription, target)
        self.watchers.append(watcher)
        self._watching.append(asyncio.create_task(watcher.watch()))
        await _soon(watcher.begun.wait())

    async def leave(self) -> None:
        """End the watching."""
        for task in self._watching:
            task.cancel()
        ended = await asyncio.gather(*self._watching, return_exceptions=True)
        for each in ended:
            if isinstance(each, Exception):
                raise each


MOMENTS: dict[Moment, Callable[[Run], Coroutine[Any, Any, None]]] = {
    Moment.UNRUNG: Run.unrung,
    Moment.QUEUED: Run.queued,
    Moment.THINKING: Run.thinking,
    Moment.SETTLED: Run.settled,
    Moment.AFTER: Run.after,
}


async def run(house: House, cell: Cell, jobs: int, *, projects: int, harm_s: float) -> Outcome:
    """The outcome of a cell; the house is whole again when it returns."""
    await house.gate.set(is_open=True)
    called, answered = len(house.provider.calls), len(house.provider.answered)
    async with httpx.AsyncClient(base_url=house.url, timeout=ANSWER_S) as client:
        team = Team(client)
        await team.join(house.provider.base_url)
        await team.settle_in(projects, jobs)
        going = Run(house, cell, team, harm_s)
        try:
            for place in team.places:
                await going.watch("projectEvents", place.id)
            await house.gate.set(is_open=False)
            await MOMENTS[cell.moment](going)
            await all_ended(house, team, LIMIT_S)
            await house.mended()
            await caught_up(house, going.watchers, LIMIT_S)
            left = await queues_empty(house)
        finally:
            await going.leave()
            await house.gate.set(is_open=True)
        provided = house.provider
        counts = await count(
            house,
            team,
            going.watchers,
            left,
            len(provided.calls) - called,
            len(provided.answered) - answered,
        )
    return Outcome(
        cell=cell,
        jobs=counts.jobs,
        recovered_s=max(0.0, counts.last_end - going.over_at),
        taken_back_s=counts.last_taken_back - going.struck_at if counts.lost else None,
        counts=counts,
        reconnects=sum(each.connects - 1 for each in going.watchers),
        asked_again=team.asked,
    )


async def _soon(something: Awaitable[object]) -> None:
    async with asyncio.timeout(LIMIT_S):
        await something
