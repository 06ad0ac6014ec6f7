"""Spans that OpenTelemetry sends over OTLP/HTTP; its own OTEL_* variables say where and how.

Imported only when an endpoint is set: it needs `aixss[otel]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import TracebackType

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from aixss.kit.metrics import RELEASE
from aixss.kit.tracing import Value

HEADER = "traceparent"


class _Block(AbstractContextManager[None]):
    """A span for a block; of an error it tells the class: the text may hold what people wrote."""

    def __init__(self, started: AbstractContextManager[Span]) -> None:
        self._started = started

    def __enter__(self) -> None:
        self._span = self._started.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._span.set_status(Status(StatusCode.ERROR, kind.__name__))
        self._started.__exit__(kind, error, trace)


class Spans:
    """The spans of this process; a thread sends them, and what cannot be sent is dropped."""

    def __init__(self, service: str) -> None:
        ours = Resource({"service.name": service, "service.version": RELEASE})
        # What the operator says wins.
        self._provider = TracerProvider(resource=ours.merge(OTELResourceDetector().detect()))
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("aixss", RELEASE)
        self._context = TraceContextTextMapPropagator()

    def span(
        self, name: str, parent: str | None, attributes: Mapping[str, Value | None]
    ) -> AbstractContextManager[None]:
        """See Tracer."""
        above = self._context.extract({HEADER: parent}) if parent else None
        known = {f"aixss.{key}": value for key, value in attributes.items() if value is not None}
        started = self._tracer.start_as_current_span(
            name, above, attributes=known, record_exception=False, set_status_on_exception=False
        )
        return _Block(started)

    def traceparent(self) -> str | None:
        """See Tracer."""
        if not trace.get_current_span().get_span_context().is_valid:
            return None
        carrier: dict[str, str] = {}
        self._context.inject(carrier)
        return carrier.get(HEADER)

    def close(self) -> None:
        """See Tracer."""
        self._provider.shutdown()
