"""What is told of an operation: numbers, a span, and a log line for each mutation."""

from __future__ import annotations

import time
from functools import lru_cache

import structlog
from graphql import OperationDefinitionNode, OperationType

from aixss.api.context import Caller
from aixss.kit import metrics, tracing
from aixss.kit.counting import Spread

ANONYMOUS = "anonymous"
MUTATION: str = OperationType.MUTATION.value

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@lru_cache(metrics.OPERATIONS)
def _numbers(kind: str, name: str) -> tuple[Spread, Spread]:
    return metrics.OPERATION_S.of(kind, name), metrics.OPERATION_STATEMENTS.of(kind)


class Observed:
    """The run of a query or a mutation; reading its document comes before."""

    __slots__ = ("_caller", "_node", "_span", "_started", "_tally")

    def __init__(self, node: OperationDefinitionNode, caller: Caller) -> None:
        self._node = node
        self._caller = caller

    def __enter__(self) -> None:
        self._span = None
        if tracing.is_on():
            kind, request_id = self._node.operation.value, self._caller.request_id
            self._span = tracing.span(kind, operation=self._name, request_id=request_id)
            self._span.__enter__()
        self._tally = metrics.tally()
        self._started = time.perf_counter()

    def __exit__(self, *error: object) -> None:
        took_s = time.perf_counter() - self._started
        kind: str = self._node.operation.value
        seconds, statements = _numbers(kind, self._name)
        seconds.see(took_s)
        statements.see(self._tally[0])
        if kind == MUTATION:
            self._log(took_s)
        if self._span is not None:
            self._span.__exit__(*error)  # type: ignore[arg-type]  # the three of any block

    @property
    def _name(self) -> str:
        name = self._node.name
        return name.value if name else ANONYMOUS

    def _log(self, took_s: float) -> None:
        viewer = self._caller.viewer
        who = {"team_id": str(viewer.team_id), "user_id": str(viewer.user_id)} if viewer else {}
        log.info("mutation", operation=self._name, seconds=round(took_s, 4), **who)
