"""What a query does to the database: its statements, as they were sent, with their values."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from aixss.accounts.members import Viewer
from aixss.accounts.models import Role
from aixss.api.context import Caller
from aixss.api.execution import Engine
from aixss.api.requests import Asked
from aixss.kit import clock, db
from tests.api import Api
from tests.reads.world import World


@dataclass(frozen=True)
class Sent:
    """A statement."""

    sql: str
    values: tuple[Any, ...]

    @property
    def scope(self) -> Any:
        """What its rows were bound to."""
        return self.values[1]


class _Kept(logging.Handler):
    def __init__(self, sent: list[Sent]) -> None:
        super().__init__()
        self.sent = sent

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.args, tuple):
            self.sent.append(Sent(str(record.args[0]), tuple(record.args[1])))  # type: ignore[arg-type]  # the values


@contextmanager
def sending() -> Iterator[list[Sent]]:
    """The statements that are sent by what reads while the block runs."""
    sent: list[Sent] = []
    log, kept = db.log, _Kept(sent)
    level = log.level
    log.addHandler(kept)
    log.setLevel(logging.DEBUG)
    log.propagate = False  # a report of a failure has enough to say
    try:
        yield sent
    finally:
        log.propagate = True
        log.setLevel(level)
        log.removeHandler(kept)


@dataclass
class Reader:
    """An owner of a team who asks, by plans or not."""

    engine: Engine
    caller: Caller

    @classmethod
    def of(cls, api: Api, made: World) -> Reader:
        """The owner of a world."""
        viewer = Viewer(made.user.id, made.team.id, Role.OWNER, 0, clock.now())
        return cls(
            api.app.state.engine, Caller(services=api.services, request_id="r", viewer=viewer)
        )

    async def ask(
        self, text: str, variables: Mapping[str, Any] | None = None, *, planned: bool = True
    ) -> tuple[Any, list[Sent]]:
        """The data of an answer without errors, and the statements that it took."""
        self.engine.planned = planned
        try:
            with sending() as sent:
                answer = await self.engine.answer(
                    Asked(text=text, variables=dict(variables or {})), self.caller
                )
        finally:
            self.engine.planned = True
        assert not answer.errors, (text, answer.errors)
        return orjson.loads(answer.body)["data"], sent


def leaf(kind: Any) -> str:
    """A selection that is enough to make a field be read."""
    shown = get_named_type(kind)
    assert isinstance(shown, GraphQLObjectType | GraphQLInterfaceType)
    if "pageInfo" in shown.fields:
        return f"{{ nodes {leaf(shown.fields['nodes'].type)} totalCount }}"
    if "id" in shown.fields:
        return "{ id }"
    names = [
        name
        for name, each in shown.fields.items()
        if is_leaf_type(get_named_type(each.type))
        and not any(map(is_required_argument, each.args.values()))
    ]
    return f"{{ {names[0]} }}"
