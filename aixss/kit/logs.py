"""How a process logs: one line an event, for people or for machines."""

from __future__ import annotations

import logging
import sys
from typing import Any

import orjson
import structlog


def bound(name: str) -> str | None:
    """What the lines of this task carry under a name; None when they carry nothing."""
    value: str | None = structlog.contextvars.get_contextvars().get(name)
    return value


def configure(form: str = "text", level: str = "INFO") -> None:
    """Log to standard error as `text` or `json`, from `level` on; never with local variables."""
    # Locals in tracebacks could show keys, and rendering them holds the event loop for seconds.
    plain = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    shown: list[structlog.types.Processor]
    if form == "json":
        as_bytes = structlog.processors.JSONRenderer(orjson.dumps)
        shown = [structlog.processors.ExceptionRenderer(plain), as_bytes]
        lines: Any = structlog.BytesLoggerFactory(sys.stderr.buffer)
    else:
        shown = [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            )
        ]
        lines = structlog.PrintLoggerFactory(sys.stderr)
    common: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*common, *shown],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=lines,
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(
        stream=sys.stderr, level=level, format="%(asctime)s [%(levelname)s] %(name)s: %(message)s"
    )
    logging.getLogger("tortoise").setLevel(logging.WARNING)  # says that it shut down
    logging.getLogger("httpx2").setLevel(logging.WARNING)  # an address may hold a secret
