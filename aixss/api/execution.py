"""One operation from its text to the bytes of its answer, the same way for every transport."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import orjson
import strawberry
from graphql import (
    ExecutionResult,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    default_field_resolver,
    default_type_resolver,
)
from graphql.execution import (
    Executor,
    create_source_event_stream,
    map_source_to_response_event,
)
from graphql.execution.values import VariableValues, get_variable_values
from strawberry.execution import optimized_is_awaitable

from aixss.api import deprecations, limits, persisted, render
from aixss.api.context import Caller, Context
from aixss.api.documents import Document, Documents, Refused
from aixss.api.planning import Plans, rest_of
from aixss.api.rates import Standing
from aixss.api.render import Rendered
from aixss.api.requests import DRY_RUN, Asked
from aixss.errors import AixssError, BadRequest, ErrorCode
from aixss.reads.executor import fast

AWAITABLE: Any = optimized_is_awaitable  # which says that it gives a bool
REFUSED_CHARS = 100  # a request that is refused before it may run costs a point for so many
NULL = b"null"
QUERY = frozenset({OperationType.QUERY})
ONE_ANSWER = QUERY | {OperationType.MUTATION}
ANY = ONE_ANSWER | {OperationType.SUBSCRIPTION}


class WrongTransport(BadRequest):
    """This operation cannot be sent in this way."""

    def __init__(self, sent: OperationType) -> None:
        super().__init__(SEND_OTHERWISE[sent])
        self.sent = sent


SEND_OTHERWISE: Mapping[OperationType, str] = {
    OperationType.QUERY: "Send a query by GET, by POST or over a websocket.",
    OperationType.MUTATION: "A GET request changes nothing: send mutations by POST.",
    OperationType.SUBSCRIPTION: "Subscribe over a websocket, or by POST with "
    "Accept: text/event-stream.",
}


@dataclass(frozen=True, slots=True)
class Data:
    """What running an operation gave: the JSON of `data`, and the errors of fields."""

    json: bytes
    errors: list[GraphQLError] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is sent; `why` says why nothing has run, None when it has."""

    body: bytes
    errors: list[Rendered]
    standing: Standing | None = None
    why: Exception | None = None
    is_null: bool = False  # whether there is no data

    @property
    def code(self) -> ErrorCode | None:
        """The code of the first error, None without any."""
        return ErrorCode(self.errors[0]["extensions"]["code"]) if self.errors else None

    @classmethod
    def of(
        cls, data: bytes, errors: list[Rendered], extensions: bytes, standing: Standing | None
    ) -> Answer:
        """The answer of an operation that has run; `data` and `extensions` are JSON."""
        told = b',"errors":' + orjson.dumps(errors) if errors else b""
        body = b'{"data":' + data + told + b',"extensions":' + extensions + b"}"
        return cls(body, errors, standing, None, data == NULL)

    @classmethod
    def dry(cls, extensions: bytes, standing: Standing) -> Answer:
        """The answer to a dry run: what the operation would cost, and that it is valid."""
        told = extensions[:-1] + b',"dryRun":{"valid":true}}'
        return cls(b'{"data":null,"extensions":' + told + b"}", [], standing, None, True)

    @classmethod
    def refusal(cls, why: Exception, errors: list[Rendered], standing: Standing | None) -> Answer:
        """The answer to a request of which nothing has run."""
        return cls(orjson.dumps({"errors": errors}), errors, standing, why, True)


@dataclass(frozen=True, slots=True)
class Run:
    """An operation that may run: measured, valid, paid for, its variables coerced."""

    document: Document
    operation: OperationDefinitionNode
    variables: VariableValues
    context: Context
    standing: Standing
    extensions: bytes


class Engine:
    """What answers operations: one for each process and schema."""

    def __init__(self, schema: strawberry.Schema) -> None:
        self.schema = schema._schema
        self.documents = Documents(self.schema)
        self.plans = Plans(schema)
        self.planned = True  # whether queries are read as plans where that is possible
        self.executor_class = fast(self.plans.convert)

    async def answer(
        self, asked: Asked, caller: Caller, allowed: frozenset[OperationType] = ONE_ANSWER
    ) -> Answer:
        """The answer to a query or a mutation; it never raises, whatever is asked."""
        found = await render.caught(self._answer(asked, caller, allowed))
        return self._refusal(found, caller) if isinstance(found, Exception) else found

    async def stream(
        self, asked: Asked, caller: Caller, allowed: frozenset[OperationType] = ANY
    ) -> AsyncGenerator[Answer, None]:
        """The answers to any operation: one, or those of a subscription until it ends."""
        run = await render.caught(self._begin(asked, caller, allowed))
        if isinstance(run, Exception):
            yield self._refusal(run, caller)
            return
        if isinstance(run, Answer):
            yield run
            return
        if run.operation.operation is not OperationType.SUBSCRIPTION:
            found = await render.caught(self._finish(run, caller))
            yield self._refusal(found, caller) if isinstance(found, Exception) else found
            return
        async with aclosing(self._events(run)) as events:
            while True:
                event = await render.caught(anext(events))
                if isinstance(event, StopAsyncIteration):
                    return
                if isinstance(event, Exception):
                    yield self._refusal(event, caller)
                    return
                yield self._told(run, event, caller)

    async def _answer(
        self, asked: Asked, caller: Caller, allowed: frozenset[OperationType]
    ) -> Answer:
        run = await self._begin(asked, caller, allowed)
        return run if isinstance(run, Answer) else await self._finish(run, caller)

    async def _finish(self, run: Run, caller: Caller) -> Answer:
        data = await self._run(run.document, run.operation, run.variables, run.context)
        return self._told(run, data, caller)

    async def _begin(
        self, asked: Asked, caller: Caller, allowed: frozenset[OperationType]
    ) -> Run | Answer:
        """All that comes before running: the answer itself when nothing is to be run."""
        is_dry = asked.extensions.get(DRY_RUN) is True
        rates, key = caller.services.rates, caller.key
        rates.admit(key)
        try:
            document, operation, points = await self._measured(asked, caller, allowed)
            standing = rates.standing(key) if is_dry else await rates.spend(key, points)
        except (AixssError, Refused):
            if not is_dry:
                rates.take(key, 1 + len(asked.text or "") // REFUSED_CHARS)
            raise
        variables = self._coerced(operation, asked.variables)
        persisted.keep(asked, caller)
        extensions = self._extensions(document, operation, points)
        if is_dry:
            return Answer.dry(extensions, standing)
        return Run(document, operation, variables, Context.of(caller), standing, extensions)

    async def _measured(
        self, asked: Asked, caller: Caller, allowed: frozenset[OperationType]
    ) -> tuple[Document, OperationDefinitionNode, int]:
        """The valid document, its operation and the points that it costs."""
        text = asked.own_text
        document = self.documents.read(
            await persisted.text(asked, caller) if text is None else text
        )
        operation = document.operation(asked.operation_name)
        if operation.operation not in allowed:
            raise WrongTransport(operation.operation)
        points = self._points(document, operation, asked.variables)
        self.documents.check(document)
        return document, operation, points

    def _points(
        self, document: Document, operation: OperationDefinitionNode, variables: Mapping[str, Any]
    ) -> int:
        """What the operation costs; raises TooComplex. Measured once for equal page sizes."""
        limits.check_values(variables)
        name = operation.name and operation.name.value
        names = document.measures.get(name)
        if names is None:
            names = document.keep(document.measures, name, limits.sizing(document.node, operation))
        key = name, limits.sizes(names, variables)
        points: int | None = document.measures.get(key)
        if points is None:
            cost = limits.measure(self.schema, document.node, operation, variables)
            points = document.keep(document.measures, key, cost.points)
        return points

    def _coerced(
        self, operation: OperationDefinitionNode, variables: Mapping[str, Any]
    ) -> VariableValues:
        found = get_variable_values(
            self.schema,
            operation.variable_definitions or (),
            dict(variables),
            max_errors=50,
            hide_suggestions=True,
        )
        if isinstance(found, list):
            raise Refused(found)
        return found

    def _extensions(
        self, document: Document, operation: OperationDefinitionNode, points: int
    ) -> bytes:
        """The JSON of an answer's `extensions`, made once for each number of points."""
        key = operation.name and operation.name.value, points
        told: bytes | None = document.notes.get(key)
        if told is None:
            said: dict[str, Any] = {"cost": {"points": points, "limit": limits.LIMIT}}
            if old := deprecations.used(self.schema, document.node, operation):
                said["deprecations"] = old
            told = orjson.dumps(said)
            document.keep(document.notes, key, told, len(told))
        return told

    async def _run(
        self,
        document: Document,
        operation: OperationDefinitionNode,
        variables: VariableValues,
        context: Context,
    ) -> Data:
        """What a query or a mutation gives."""
        if not self.planned or operation.operation is not OperationType.QUERY:
            return _data(await self._executed(document, operation, variables, context))
        plan = self.plans.of(document, operation, variables)
        found = await self.plans.read(plan, context, variables) if plan else None
        if plan is None or found is None:
            return _data(await self._executed(document, operation, variables, context))
        if not plan.rest:
            return Data(orjson.dumps(found, option=orjson.OPT_UTC_Z))
        rest = await self._executed(document, rest_of(plan, operation), variables, context)
        return _data(rest, found)

    async def _executed(
        self,
        document: Document,
        operation: OperationDefinitionNode,
        variables: VariableValues,
        context: Context,
    ) -> ExecutionResult:
        """What the executor gives."""
        executor = self._executor(document, operation, variables, context)
        found: Any = executor.execute_operation()
        result: ExecutionResult = await found if optimized_is_awaitable(found) else found
        return result

    async def _events(self, run: Run) -> AsyncGenerator[Data, None]:
        """What a subscription gives, event by event."""
        executor = self._executor(run.document, run.operation, run.variables, run.context)
        source: Any = create_source_event_stream(executor)
        if optimized_is_awaitable(source):
            source = await source
        if isinstance(source, ExecutionResult):
            raise Refused(source.errors or [])
        async with aclosing(map_source_to_response_event(executor, source)) as results:
            async for result in results:
                yield _data(result)

    def _executor(
        self,
        document: Document,
        operation: OperationDefinitionNode,
        variables: VariableValues,
        context: Context,
    ) -> Executor[Any]:
        return self.executor_class(
            self.schema,
            document.fragments,
            document.details,
            None,
            context,
            operation,
            variables,
            default_field_resolver,
            default_type_resolver,
            default_field_resolver,
            is_awaitable=AWAITABLE,
            hide_suggestions=True,
        )

    def _told(self, run: Run, data: Data, caller: Caller) -> Answer:
        errors = [render.render(each, caller) for each in data.errors or ()]
        return Answer.of(data.json, errors, run.extensions, run.standing)

    def _refusal(self, why: Exception, caller: Caller) -> Answer:
        standing = caller.services.rates.standing(caller.key)
        return Answer.refusal(why, render.refusal(why, caller), standing)


def _data(result: ExecutionResult, planned: Mapping[str, Any] | None = None) -> Data:
    """The data of a result, in the order and with the values of what a plan has read of it."""
    data = result.data
    if planned is not None and data is not None:
        data = {**planned, **data}
    return Data(orjson.dumps(data, option=orjson.OPT_UTC_Z), result.errors)
