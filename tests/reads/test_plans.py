"""Plans: made once for a document, few statements, one moment, and their bytes are counted."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from aixss.api.context import Context
from aixss.api.documents import ENTRY_BYTES, MEMO_MAX, Documents
from aixss.api.planning import Plans
from aixss.api.requests import Asked
from aixss.api.schema import build_schema
from aixss.kit import db
from aixss.kit.db import Fetch
from aixss.reads.plan import Plan
from aixss.reads.together import Together
from tests import factories
from tests.api import Api
from tests.api import api as running
from tests.reads.statements import Reader
from tests.reads.world import World, world

SCREEN = """
query Screen($deep: Boolean = true, $after: String) {
  projects(first: 2, after: $after) {
    totalCount
    nodes {
      title
      episodes(first: 30) {
        nodes {
          title
          scenes @include(if: $deep) { order cast { name } stale { field } activeJobs { id } }
        }
        totalCount
      }
    }
  }
}
"""
SCHEMA = build_schema()
# Pages and their counts twice; scenes, their casts, marks and live jobs.
STATEMENTS, SHALLOW = 8, 4
NAMES = "{ viewer { role } projects { nodes { id } } }"
LEFT = (
    '{ readiness(kind: "generate_dialogue", targetId: "%s") { isReady } projects { totalCount } }'
)


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


@pytest.fixture(scope="module")
async def made(api: Api) -> World:
    return await world()


@pytest.fixture
def reader(api: Api, made: World) -> Reader:
    return Reader.of(api, made)


def plan_of(reader: Reader, text: str, **variables: object) -> Plan | None:
    """The plan that an engine answers a document by."""
    document = reader.engine.documents.read(text)
    operation = document.operation(None)
    return reader.engine.plans.of(operation, operation.coerced(variables))


def certain(plan: Plan | None) -> Plan:
    assert plan is not None
    return plan


async def test_a_level_is_one_statement_however_many_rows_it_has(
    api: Api, reader: Reader, made: World
) -> None:
    plan = certain(plan_of(reader, SCREEN))
    _, few = await reader.ask(SCREEN)
    for _ in range(20):
        await factories.scene(await factories.episode(made.project))
    data, many = await reader.ask(SCREEN)

    rich = max(len(project["episodes"]["nodes"]) for project in data["projects"]["nodes"])
    assert rich > 20
    assert plan.statements == len(few) == len(many) == STATEMENTS


async def test_the_executor_takes_as_many_statements(reader: Reader) -> None:
    data, planned = await reader.ask(SCREEN)
    same, executed = await reader.ask(SCREEN, planned=False)

    assert same == data
    assert len(executed) <= len(planned)


async def test_what_is_not_asked_for_is_not_read(reader: Reader) -> None:
    for text, statements, absent in (
        ("{ projects { totalCount } }", 1, "ORDER BY"),
        ("{ projects { nodes { title } } }", 1, "summary"),
        ("{ projects { __typename } }", 0, "SELECT"),
        ("{ __typename }", 0, "SELECT"),
    ):
        _, sent = await reader.ask(text)

        assert len(sent) == statements, text
        assert not any(absent in each.sql for each in sent)


async def test_a_condition_makes_a_plan_of_its_own(reader: Reader) -> None:
    deep, shallow = plan_of(reader, SCREEN), plan_of(reader, SCREEN, deep=False)

    assert certain(deep).statements == STATEMENTS
    assert certain(shallow).statements == SHALLOW
    assert len((await reader.ask(SCREEN, {"deep": False}))[1]) == SHALLOW


async def test_a_plan_is_made_once_whatever_the_other_variables_are(reader: Reader) -> None:
    first = plan_of(reader, SCREEN)

    await reader.ask(SCREEN)

    assert plan_of(reader, SCREEN, after="whatever") is first
    assert plan_of(reader, SCREEN, deep=True) is first


async def test_what_cannot_be_planned_is_found_out_once(reader: Reader) -> None:
    text = "{ __schema { queryType { name } } }"
    document = reader.engine.documents.read(text)
    reader.engine.documents.check(document)

    assert plan_of(reader, text) is None
    kept = dict(document.operation(None).plans)
    assert plan_of(reader, text) is None
    assert dict(document.operation(None).plans) == kept


@dataclass
class Told:
    """A way to read that says how it was asked, and does something behind the first statement."""

    moments: list[bool]
    between: Any = None

    @asynccontextmanager
    async def reading(self, *, one_moment: bool = False) -> AsyncIterator[Fetch]:
        self.moments.append(one_moment)
        async with db.reading(one_moment=one_moment) as fetch:

            async def told(sql: str, *values: object) -> Sequence[Any]:
                rows = await fetch(sql, *values)
                if self.between is not None:
                    work, self.between = self.between, None
                    await work()
                return rows

            yield told


async def run(reader: Reader, plan: Plan, told: Told, **variables: object) -> Any:
    document = reader.engine.documents.read(SCREEN)
    coerced = document.operation(None).coerced(variables)
    context, viewer = Context.of(reader.caller), reader.caller.viewer
    assert viewer is not None
    return await plan.run(context, viewer.team_id, coerced, Together(told.reading))


async def test_several_statements_show_one_moment(api: Api) -> None:
    made = await world()
    reader = Reader.of(api, made)

    async def meanwhile() -> None:
        await factories.episode(made.project, title="Meanwhile")

    told = Told([], meanwhile)
    answer = await run(reader, certain(plan_of(reader, SCREEN)), told)
    titles = [e["title"] for p in answer["projects"]["nodes"] for e in p["episodes"]["nodes"]]
    later = str(await reader.ask(SCREEN))

    assert told.moments == [True]
    assert titles
    assert "Meanwhile" not in titles
    assert "Meanwhile" in later


async def test_one_statement_needs_no_transaction_and_none_no_connection(reader: Reader) -> None:
    told = Told([])

    await run(reader, certain(plan_of(reader, NAMES)), told)
    await run(reader, certain(plan_of(reader, "{ viewer { role } providers { name } }")), told)

    assert told.moments == [False]


async def test_what_goes_wrong_is_worded_by_the_executor(reader: Reader) -> None:
    plan = certain(plan_of(reader, SCREEN))

    assert await run(reader, plan, Told([]), after="made-up") is None
    body = await reader.engine.answer(
        Asked(text=SCREEN, variables={"after": "made-up"}), reader.caller
    )
    assert [each["extensions"]["code"] for each in body.errors] == ["BAD_CURSOR"]
    assert [each["path"] for each in body.errors] == [["projects"]]


async def test_the_executor_reads_only_what_the_plan_leaves(reader: Reader, made: World) -> None:
    scene = made.ids["sceneId"][0]
    plan = certain(plan_of(reader, LEFT % scene))

    data, sent = await reader.ask(LEFT % scene)

    assert [node.name.value for node in plan.rest] == ["readiness"]
    assert list(data) == ["readiness", "projects"]
    assert sum("count(*)" in each.sql for each in sent) == 1


# Memory


def documents(count: int) -> list[str]:
    return [SCREEN.replace("Screen", f"Screen{n}") for n in range(count)]


def planned(known: Documents, plans: Plans, text: str) -> Any:
    """A document, valid and planned."""
    document = known.read(text)
    known.check(document)
    operation = document.operation(None)
    plan = plans.of(operation, operation.coerced({}))
    assert plan is not None
    return document, plan


def test_a_documents_plans_count_among_its_bytes() -> None:
    known, plans = Documents(SCHEMA._schema), Plans(SCHEMA)
    document = known.read(SCREEN)
    known.check(document)
    bare = known.kept_bytes

    _, plan = planned(known, plans, SCREEN)

    assert document.size >= bare + plan.size
    assert known.kept_bytes == known.read(SCREEN).size


def test_a_flood_of_documents_and_their_plans_stays_within_its_bytes() -> None:
    plans = Plans(SCHEMA)
    one = planned(Documents(SCHEMA._schema), plans, SCREEN)[0].size
    known = Documents(SCHEMA._schema, kept_bytes=40 * one)
    for text in documents(60):
        planned(known, plans, text)
        assert known.kept_bytes <= 40 * one

    kept = [known._new._kept[text][0] for text in documents(60) if text in known._new._kept]
    assert 0 < len(kept) <= 10  # a quarter is for newcomers
    assert known.kept_bytes == sum(each.size for each in kept)


def test_what_is_let_go_of_is_not_weighed_any_more() -> None:
    known, plans = Documents(SCHEMA._schema, kept_bytes=0), Plans(SCHEMA)

    planned(known, plans, SCREEN)

    assert known.kept_bytes == 0


def test_the_size_of_a_plan_is_about_what_it_takes() -> None:
    plans, texts = Plans(SCHEMA), documents(20)
    read = [(known := Documents(SCHEMA._schema), known.read(text)) for text in texts]
    for known, document in read:
        known.check(document)
    planned(read[0][0], plans, texts[0])  # what is made once for all is there

    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    sizes = [planned(known, plans, document.text)[1].size for known, document in read[1:]]
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()

    assert 0.5 < taken / sum(sizes) < 2


def test_a_memo_is_emptied_before_it_holds_too_much() -> None:
    operation = Documents(SCHEMA._schema).read(SCREEN).operation(None)
    for n in range(MEMO_MAX * 3):
        operation.keep(operation.plans, n, "plan", 1_000)

    assert len(operation.plans) == operation.plans.size // (ENTRY_BYTES + 1_000) <= MEMO_MAX
