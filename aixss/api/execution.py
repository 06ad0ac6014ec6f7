"""One operation from its text to the bytes of its answer, the same way for every transport."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

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
    execute_subscription_event,
)
from graphql.execution.values import VariableValues
from strawberry.execution import optimized_is_awaitable

from aixss.api import deprecations, limits, persisted, render
from aixss.api.context import Caller, Context
from aixss.api.deprecations import Deprecation
from aixss.api.desks import Gone, Sink
from aixss.api.documents import Documents, Operation, Refused
from aixss.api.following import Following, Way
from aixss.api.observing import Observed
from aixss.api.planning import Plans, rest_of
from aixss.api.rates import Standing
from aixss.api.render import Rendered
from aixss.api.requests import DRY_RUN, Asked
from aixss.api.types.events import Shown
from aixss.errors import AixssError, BadRequest, ErrorCode
from aixss.kit import metrics
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


@dataclass(slots=True)
class Data:
    """What running an operation gave: the JSON of `data`, and the errors of fields."""

    json: bytes
    errors: list[GraphQLError] | None = None


@dataclass(slots=True)
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
        """The answer to a request of which nothing has run, or nothing more will.

        It says what the operation would have cost; null where that was not worked out.
        """
        points = why.points if isinstance(why, AixssError) else None
        body = orjson.dumps({"errors": errors, "extensions": {"cost": _cost(points)}})
        return cls(body, errors, standing, why, True)


class Price(NamedTuple):
    """What an operation costs, and the JSON of an answer's `extensions`, which says so."""

    points: int
    extensions: bytes
    old: list[Deprecation]  # what its document uses that is deprecated


@dataclass(slots=True)
class Run:
    """An operation that may run: measured, valid, paid for, its variables coerced."""

    operation: Operation
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
        return self.refusal(found, caller) if isinstance(found, Exception) else found

    async def is_subscription(self, asked: Asked, caller: Caller) -> bool:
        """Whether a subscription is asked for; not for what is refused, whatever it is."""
        try:
            caller.services.rates.admit(caller.key)
            return (await self._operation(asked, caller)).kind is OperationType.SUBSCRIPTION
        except (AixssError, Refused):
            return False

    async def serve(
        self,
        asked: Asked,
        caller: Caller,
        sink: Sink[Answer],
        allowed: frozenset[OperationType] = ANY,
    ) -> Answer | None:
        """Tell the answers to any operation: one, or those of a subscription until it ends.

        Gives the refusal when nothing could run, or not to its end; raises Gone only.
        """
        found = await render.caught(self._serve(asked, caller, sink, allowed))
        if isinstance(found, Gone):
            raise found
        return self.refusal(found, caller) if isinstance(found, Exception) else None

    async def _answer(
        self, asked: Asked, caller: Caller, allowed: frozenset[OperationType]
    ) -> Answer:
        run = await self._begin(asked, caller, allowed)
        return run if isinstance(run, Answer) else await self._finish(run, caller)

    async def _finish(self, run: Run, caller: Caller) -> Answer:
        with Observed(run.operation.node, caller):
            data = await self._data(run)
        return self._told(run, data, caller)

    async def _begin(
        self, asked: Asked, caller: Caller, allowed: frozenset[OperationType]
    ) -> Run | Answer:
        """All that comes before running: the answer itself when nothing is to be run."""
        rates, key = caller.services.rates, caller.key
        rates.admit(key)
        try:
            operation, price = await self._measured(asked, caller, allowed)
            if asked.extensions.get(DRY_RUN) is True:
                operation.coerced(asked.variables)  # bad variables are no valid request either
                persisted.keep(asked, caller)
                return Answer.dry(self._said(operation, price, asked), rates.standing(key))
            standing = await rates.spend(key, price.points)
        except (AixssError, Refused):
            rates.take(key, 1 + len(asked.text or "") // REFUSED_CHARS)
            raise
        variables = operation.coerced(asked.variables)
        persisted.keep(asked, caller)
        said = self._said(operation, price, asked)
        return Run(operation, variables, Context.of(caller), standing, said)

    async def _measured(
        self, asked: Asked, caller: Caller, allowed: frozenset[OperationType]
    ) -> tuple[Operation, Price]:
        """The operation, of a valid document, and what it costs."""
        operation = await self._operation(asked, caller)
        if operation.kind not in allowed:
            raise WrongTransport(operation.kind)
        return operation, self._price(operation, asked.variables)

    async def _operation(self, asked: Asked, caller: Caller) -> Operation:
        """The operation that is asked for; its document need not be valid."""
        text = asked.own_text
        document = self.documents.read(
            await persisted.text(asked, caller) if text is None else text
        )
        return document.operation(asked.operation_name)

    def _price(self, operation: Operation, variables: Mapping[str, Any]) -> Price:
        """What the operation costs, measured once for equal page sizes; its document is valid.

        Raises TooComplex, Refused and BadRequest.
        """
        limits.check_values(variables)
        key = limits.sizes(operation.sizing, variables)
        known: Price | None = operation.prices.get(key)
        if known is None:
            document, node = operation.document, operation.node
            points = limits.measure(self.schema, document.node, node, variables).points
            self.documents.check(document)
            old = deprecations.used(self.schema, document.node, node)
            known = Price(points, _extensions(points, old), old)
            operation.keep(operation.prices, key, known, len(known.extensions))
        return known

    def _said(self, operation: Operation, price: Price, asked: Asked) -> bytes:
        """The JSON of an answer's `extensions`; the variables of the request are valid."""
        if not operation.may_send_old:
            return price.extensions
        sent = deprecations.sent(self.schema, operation.node, asked.variables)
        return _extensions(price.points, deprecations.together(price.old, sent))

    async def _data(self, run: Run) -> Data:
        """What a query or a mutation gives."""
        operation, variables, context = run.operation, run.variables, run.context
        if not self.planned or operation.kind is not OperationType.QUERY:
            return _data(await self._executed(run, operation.node))
        plan = self.plans.of(operation, variables)
        found = await self.plans.read(plan, context, variables) if plan else None
        if plan is None or found is None:
            return _data(await self._executed(run, operation.node))
        if not plan.rest:
            return Data(orjson.dumps(found, option=orjson.OPT_UTC_Z))
        return _data(await self._executed(run, rest_of(plan, operation.node)), found)

    async def _executed(self, run: Run, node: OperationDefinitionNode) -> ExecutionResult:
        """What the executor gives for the operation, or for a part of it."""
        found: Any = self._executor(run, node).execute_operation()
        result: ExecutionResult = await found if optimized_is_awaitable(found) else found
        return result

    async def _serve(
        self, asked: Asked, caller: Caller, sink: Sink[Answer], allowed: frozenset[OperationType]
    ) -> None:
        run = await self._begin(asked, caller, allowed)
        if isinstance(run, Answer):
            await sink.tell(run)
        elif run.operation.kind is OperationType.SUBSCRIPTION:
            await self._follow(run, caller, sink)
        else:
            await sink.tell(await self._finish(run, caller))

    async def _follow(self, run: Run, caller: Caller, sink: Sink[Answer]) -> None:
        """Tell what a subscription gives; each event is executed once for all who ask the same."""
        source: Any = create_source_event_stream(self._executor(run, run.operation.node))
        if optimized_is_awaitable(source):
            source = await source
        if isinstance(source, ExecutionResult):
            raise Refused(source.errors or [])
        following: Following[Any] = source
        run.context.forget()  # what was read to begin is as large as a story, and this lasts

        async def answer(shown: Shown) -> Answer:
            found = await render.caught(self._event(run, shown))
            if isinstance(found, Exception):
                return self.refusal(found, caller)
            return self._told(run, found, caller)

        below = {name: run.variables.coerced.get(name) for name in run.operation.below}
        # As text: bytes of orjson keep the four kilobytes in which they were made.
        wanted = orjson.dumps(below, default=str).decode()
        key = (run.operation, wanted, run.context.kind)
        with metrics.SUBSCRIPTIONS:
            await following.serve(Way(sink, answer, caller.services.desks, key))

    async def _event(self, run: Run, shown: Shown) -> Data:
        """What the selection of a subscription makes of an event; everything is read afresh."""
        fresh = replace(run, context=run.context.anew())
        executor = self._executor(fresh, run.operation.node).build_per_event_executor(shown)
        found: Any = execute_subscription_event(executor)
        result: ExecutionResult = await found if optimized_is_awaitable(found) else found
        return _data(result)

    def _executor(self, run: Run, node: OperationDefinitionNode) -> Executor[Any]:
        document = run.operation.document
        return self.executor_class(
            self.schema,
            document.fragments,
            document.details,
            None,
            run.context,
            node,
            run.variables,
            default_field_resolver,
            default_type_resolver,
            default_field_resolver,
            is_awaitable=AWAITABLE,
            hide_suggestions=True,
        )

    def _told(self, run: Run, data: Data, caller: Caller) -> Answer:
        errors = [render.render(each, caller) for each in data.errors or ()]
        return Answer.of(data.json, errors, run.extensions, run.standing)

    def refusal(self, why: Exception, caller: Caller) -> Answer:
        """The answer that says why nothing has run, or nothing more will."""
        standing = caller.services.rates.standing(caller.key)
        return Answer.refusal(why, render.refusal(why, caller), standing)


def _cost(points: int | None) -> dict[str, int | None]:
    return {"points": points, "limit": limits.LIMIT}


def _extensions(points: int, old: list[Deprecation]) -> bytes:
    said: dict[str, Any] = {"cost": _cost(points)}
    return orjson.dumps(said | {"deprecations": old} if old else said)


def _data(result: ExecutionResult, planned: Mapping[str, Any] | None = None) -> Data:
    """The data of a result, in the order and with the values of what a plan has read of it."""
    data = result.data
    if planned is not None and data is not None:
        data = {**planned, **data}
    return Data(orjson.dumps(data, option=orjson.OPT_UTC_Z), result.errors)
