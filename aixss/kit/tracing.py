"""Spans for OpenTelemetry; they are nothing, and cost nothing, where nobody is named to send to."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Protocol

from aixss.errors import Invalid

Value = str | int | float | bool
NOTHING: AbstractContextManager[None] = nullcontext()


class Tracer(Protocol):
    """What makes spans and sends them; see kit/otel.py."""

    def span(
        self, name: str, parent: str | None, attributes: Mapping[str, Value | None]
    ) -> AbstractContextManager[None]:
        """A span for a block, below the current one or below a `traceparent`."""

    def traceparent(self) -> str | None:
        """The current span, as W3C Trace Context writes it."""

    def close(self) -> None:
        """Send what has not been sent."""


_tracer: Tracer | None = None


def exporting(endpoint: str | None, service: str) -> AbstractContextManager[None]:
    """Send the spans of a block there; nothing without an endpoint. Raises Invalid at once."""
    if not endpoint:
        return NOTHING
    try:
        otel: Any = importlib.import_module("aixss.kit.otel")
    except ImportError as error:
        raise Invalid(
            "OTEL_EXPORTER_OTLP_ENDPOINT is set, and OpenTelemetry is not installed "
            f"({error.name}): run `pip install 'aixss[otel]'`."
        ) from None
    return _sending(otel.Spans(service))


def span(
    name: str, *, parent: str | None = None, **attributes: Value | None
) -> AbstractContextManager[None]:
    """A span for a block; `parent` is a `traceparent` of another process."""
    return NOTHING if _tracer is None else _tracer.span(name, parent, attributes)


def is_on() -> bool:
    """Whether spans are sent anywhere."""
    return _tracer is not None


def traceparent() -> str | None:
    """The current span, for another process to go on from; None without tracing."""
    return None if _tracer is None else _tracer.traceparent()


@contextmanager
def _sending(tracer: Tracer) -> Iterator[None]:
    global _tracer  # one for a process, as there is one loop
    _tracer = tracer
    try:
        yield
    finally:
        _tracer = None
        tracer.close()
