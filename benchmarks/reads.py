"""Screens, lists and edits: ours, stock Strawberry, and what the database itself allows."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import orjson
from redis.asyncio import Redis

from aixss.accounts.tokens import issue
from aixss.kit import clock
from aixss.settings import Settings
from benchmarks import capacity, machine, versus, watchers, workloads
from benchmarks.dataset import Dataset, fill
from benchmarks.load import CONNECTIONS, CROWDS, Slice
from benchmarks.stage import stage
from benchmarks.stock import token_settings
from benchmarks.versus import Table
from benchmarks.ways import Looped, Served, Way, looped, served
from benchmarks.workloads import Following, Variables, Wire

SERVED = ("ours", "fallback", "plain", "tuned")
TOKEN_TTL_S = 24 * 3600
FEW_ROUNDS = 4  # where the figure itself matters less than its order
SAMPLES = 3  # answers of each workload that all ways must give alike
PAGE_FIRST, PAGE_NUMBER = 10, 1000


@dataclass
class Bench:
    """A filled database and the ways that are running on it."""

    settings: Settings
    dataset: Dataset
    wire: Wire
    ways: dict[str, Served]
    limit: Looped

    async def versus(
        self,
        name: str,
        document: str,
        variables: Sequence[Variables],
        *,
        count: int = versus.ROUNDS,
    ) -> Table:
        """A document asked of all ways, after they have been found to agree."""
        given = list(variables)
        for each in given[:SAMPLES]:
            once = workloads.reading(self.wire, document, [each])
            versus.agree({way: await found.once(once) for way, found in self.ways.items()})
        for found in self.ways.values():
            asked = [workloads.reading(self.wire, document, given) for _ in range(CONNECTIONS)]
            found.takes(name, asked)
        return await _table({**self.ways, "limit": self.limit}, name, count)

    async def alone(self, documents: Mapping[str, tuple[str, Variables]]) -> dict[str, float]:
        """Seconds that ours takes for an answer to each of some documents, asked in turn."""
        ours: dict[str, Way] = {}
        for name, (document, variables) in documents.items():
            following = workloads.reading(self.wire, document, [variables])
            self.ways["ours"].takes(name, [following] * CONNECTIONS)
            ours[name] = Named(self.ways["ours"], name)
        found = await versus.rounds(ours, "", count=FEW_ROUNDS)
        return {name: 1 / versus.rate(found, name) for name in documents}


@dataclass
class Named:
    """One workload of a way, as a way of its own."""

    way: Way
    name: str

    async def slice(self, _: str, seconds: float) -> Slice:
        """Do that workload."""
        return await self.way.slice(self.name, seconds)


async def _table(ways: Mapping[str, Way], name: str, count: int) -> Table:
    return versus.table(await versus.rounds(ways, name, count=count), list(ways))


async def q1(bench: Bench) -> Table:
    """One project, 12 episodes, 144 scenes and the latest job of each: 2,225 fields."""
    given = workloads.screens(bench.dataset.projects, 12)
    return await bench.versus("q1", workloads.SCREEN, given)


async def q1a(bench: Bench) -> Table:
    """The same with the anchor and the dialogue of each scene."""
    given = workloads.screens(bench.dataset.drawn, 12)
    return await bench.versus("q1a", workloads.DRAWN, given, count=FEW_ROUNDS)


async def q2(bench: Bench) -> Table:
    """20 projects with their counts of episodes, scenes and complete scenes."""
    return await bench.versus("q2", workloads.BOARD, [{}])


async def q3(bench: Bench) -> Table:
    """One scene, 10 fields."""
    return await bench.versus("q3", workloads.SCENE, workloads.scenes(bench.dataset))


async def q3m(bench: Bench) -> Table:
    """The same on more and more connections, until they keep the core of the server busy."""
    given = workloads.scenes(bench.dataset)
    rows = []
    for count in CROWDS:
        ways = {way: capacity.Metered(bench.ways[way]) for way in ("ours", "tuned")}
        for each in ways.values():
            asked = [workloads.reading(bench.wire, workloads.SCENE, given) for _ in range(count)]
            each.way.takes("q3m", asked)
        found = await versus.rounds(ways, "q3m", count=FEW_ROUNDS)
        rates = [f"{versus.rate(found, way):,.0f}" for way in ways]
        busy = [f"{each.busy:.0%}" for each in ways.values()]
        rows.append((str(count), *rates, f"{versus.ratio(found, 'ours', 'tuned'):.2f}", *busy))
    head = ("connections", "ours/s", "tuned/s", "x tuned", "core busy, ours", "core busy, tuned")
    return Table(head, rows)


async def m1(bench: Bench) -> Table:
    """An edit of a scene's summary, with all that it entails; `bare` is one statement instead."""
    async with served("bare", bench.settings) as bare:
        # No edit is planned, so what falls back does not differ.
        ways = {**{way: bench.ways[way] for way in SERVED if way != "fallback"}, "bare": bare}
        scenes = iter(bench.dataset.scenes)  # of a project each, so that no two wait for a counter
        answers = {}
        for way, each in ways.items():
            edited = [workloads.editing(bench.wire, next(scenes)[0]) for _ in range(CONNECTIONS)]
            each.takes("m1", edited)
            first = workloads.editing(bench.wire, next(scenes)[0])
            answers[way] = await each.once(first)
        # What is bare does not derive the state that follows from the content.
        versus.agree({way: answer for way, answer in answers.items() if way != "bare"})
        return await _table({**ways, "limit": bench.limit}, "m1", versus.ROUNDS)


async def growth(bench: Bench) -> Table:
    """Ours: what a scene of a whole project costs, in projects of different sizes."""
    sizes = {str(n): project for n, project in bench.dataset.grown.items()}
    asked = {n: (workloads.SCREEN, workloads.screens([each], 100)[0]) for n, each in sizes.items()}
    took_s = await bench.alone(asked)
    rows = [(n, f"{1000 * took_s[n]:.1f}", f"{1e6 * took_s[n] / int(n):.1f}") for n in sizes]
    return Table(("scenes", "ms an answer", "us a scene"), rows)


async def pages(bench: Bench) -> Table:
    """Ours: 10 of the team's jobs, at the begin of the list and far behind it."""
    after = await _cursor(bench, PAGE_FIRST * (PAGE_NUMBER - 1))
    places: dict[str, Variables] = {"1": {}, f"{PAGE_NUMBER:,}": {"after": after}}
    took_s = await bench.alone({n: (workloads.PAGE, given) for n, given in places.items()})
    return Table(("page", "ms an answer"), [(n, f"{1000 * took_s[n]:.2f}") for n in places])


async def _cursor(bench: Bench, skipped: int) -> str:
    """The place behind so many jobs, found as a client finds it."""
    document = workloads.PAGE.replace("first: 10", "first: 90")
    after: str | None = None
    for _ in range(skipped // 90):
        following = workloads.reading(bench.wire, document, [{"after": after}])
        found = orjson.loads(await bench.ways["ours"].once(following))
        after = found["data"]["jobs"]["pageInfo"]["endCursor"]
    assert after is not None
    return after


async def load(bench: Bench) -> Table:
    """An answer without content: what the HTTP server and the load itself cost."""
    async with served("nothing", bench.settings) as nothing:
        once = workloads.reading(bench.wire, "", [{}])
        nothing.takes("load", [once] * CONNECTIONS)
        found = await versus.rounds({"nothing": nothing}, "load", count=FEW_ROUNDS)
    row = (
        f"{versus.rate(found, 'nothing'):,.0f}",
        f"{1000 * versus.load_ms(found, 'nothing'):.0f}",
    )
    return Table(("answers/s", "us of the load's own core an answer"), [row])


async def s1(bench: Bench) -> Table:
    """Ours: many sockets that watch one project, four facts a second."""
    last = len(bench.dataset.projects) - 1
    project_id, scene_id = bench.dataset.projects[last], bench.dataset.scenes[last][0]
    return await watchers.crowds(bench.settings, bench.wire.token, project_id, scene_id)


async def costs(bench: Bench) -> Table:
    """Ours: processor time that an operation costs the API, PostgreSQL and Redis."""
    ours, given = bench.ways["ours"], bench.dataset
    screens = workloads.screens(given.projects, 12)
    made: dict[str, Callable[[int], Following]] = {
        "screen": lambda _: workloads.reading(bench.wire, workloads.SCREEN, screens),
        "board": lambda _: workloads.reading(bench.wire, workloads.BOARD, [{}]),
        "object": lambda _: workloads.reading(bench.wire, workloads.SCENE, workloads.scenes(given)),
        "edit": lambda n: workloads.editing(bench.wire, given.scenes[n][1]),
        "start": lambda n: capacity.starting(
            bench.wire, [key for each in given.scenes[n::CONNECTIONS] for key in each]
        ),
    }
    async with Redis.from_url(bench.settings.redis_url or "") as redis:
        meter = await capacity.Meter.of(ours.pid, redis)
        return await capacity.costs(ours, ours.takes, meter, made)


MEASURES: Mapping[str, Callable[[Bench], Awaitable[Table]]] = {
    "q1": q1,
    "q1a": q1a,
    "q2": q2,
    "q3": q3,
    "q3m": q3m,
    "growth": growth,
    "pages": pages,
    "load": load,
    "s1": s1,
    "m1": m1,  # the last two, for they write
    "costs": costs,
}


async def measured(names: Sequence[str]) -> AsyncIterator[tuple[str, Table]]:
    """The named measures, one after the other on the same servers."""
    if names:
        async with running() as bench:
            for name in names:
                yield f"{name}: {MEASURES[name].__doc__}", await MEASURES[name](bench)


@asynccontextmanager
async def running() -> AsyncIterator[Bench]:
    """A data set and all ways, each in a process of its own."""
    with machine.apart():
        if machine.IS_SHARED:
            print("One core: what is measured shares it with the load.", file=sys.stderr)
        async with stage() as (settings, _), AsyncExitStack() as stack:
            dataset = await fill()
            started = [stack.enter_async_context(served(way, settings)) for way in SERVED]
            ways = dict(zip(SERVED, await asyncio.gather(*started), strict=True))
            keys = _keys(dataset)
            limit = await stack.enter_async_context(looped(settings.database_url or "", keys))
            yield Bench(settings, dataset, Wire(token(settings, dataset)), ways, limit)


def token(settings: Settings, dataset: Dataset) -> str:
    """An access token of the data set's owner."""
    signing = token_settings(settings, TOKEN_TTL_S)
    return issue(signing, dataset.user_id, dataset.team_id, 0, clock.now())[0]


def _keys(dataset: Dataset) -> dict[str, object]:
    scenes = [key for each in dataset.scenes for key in each]
    listed: dict[str, list[UUID]] = {
        "projects": dataset.projects,
        "scenes": scenes,
        "drawn": dataset.drawn,
        "edited": [each[0] for each in dataset.scenes[-CONNECTIONS:]],
    }
    return {"team_id": dataset.team_id, **listed}
