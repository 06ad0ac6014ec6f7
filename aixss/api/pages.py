"""Pages for people: what there is at `/`, and what every error code means and what to do."""

from __future__ import annotations

import re
from functools import cache
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from aixss.api import media
from aixss.api.http import STATUS
from aixss.api.remedies import DOCS, remedy
from aixss.api.render import RETRYABLE
from aixss.errors import ErrorCode
from aixss.kit.gql import doc

CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=3600",
}
VARIES = {"Vary": "Accept"}
NAME = "AIXSS"
# What there is for who knows nothing but our address: its name, where, and for people.
LINKS = (
    ("graphql", "/graphql", "GraphiQL, to try the API; programs send their requests there"),
    ("schema", "/schema.graphql", "The schema, as text"),
    ("errors", DOCS, "What each error code means"),
    ("health", "/healthz", "Whether this process answers"),
    ("readiness", "/readyz", "Whether it can do its work"),
)
LATER = "Ask again later: the same request may succeed unchanged."
QUOTED = re.compile(r"`([^`]+)`")  # as the enum and the remedies mark names
STYLE = """
:root { color-scheme: light dark; --line: light-dark(#ddd, #444); --mark: light-dark(#fff3c4, #4a3f10) }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 40vh }
h1 { font-size: 1.5rem; line-height: 1.25; text-wrap: balance }
section { border-top: 1px solid var(--line); padding: .25rem .5rem .75rem; scroll-margin-top: 1rem }
section:target { background: var(--mark) }
h2 { font: 600 1rem/1.4 ui-monospace, monospace; margin: .75rem 0 .25rem; overflow-wrap: anywhere }
h2 a { color: inherit; text-decoration: none }
h2 a:hover, h2 a:focus-visible { text-decoration: underline }
p { margin: .25rem 0 }
small { opacity: .75 }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere }
""".strip()  # noqa: E501  # a rule a line


async def home(request: Request) -> Response:
    """Where everything is: a page for browsers, JSON for others."""
    if media.wanted(request.headers.get("accept", "")).first == media.HTML:
        return HTMLResponse(_home(), headers=HEADERS | VARIES)
    links = {name: path for name, path, _ in LINKS}
    return JSONResponse({"name": NAME, "links": links}, headers=VARIES)


def errors() -> HTMLResponse:
    """All error codes, each under its own anchor."""
    return HTMLResponse(_errors(), headers=HEADERS)


@cache
def _home() -> str:
    links = (f'<p><a href="{path}">{path}</a><br>{text}.</p>' for _, path, text in LINKS)
    return _page(NAME, f"<h1>{NAME}</h1>", *links)


@cache
def _errors() -> str:
    head = f"<h1>Error codes</h1>\n<p>{_prose(doc(ErrorCode))}</p>"
    return _page("Error codes", head, *map(_section, ErrorCode))


def _page(title: str, *parts: str) -> str:
    return "\n".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>",
            *parts,
            "</main>\n</body>\n</html>\n",
        )
    )


def _section(code: ErrorCode) -> str:
    status = STATUS.get(code)
    notes = [f"HTTP {status.value} when nothing could be answered." if status else ""]
    notes.append(LATER if code in RETRYABLE else "")
    note = " ".join(filter(None, notes))
    return "\n".join(
        (
            f'<section id="{code.value}">',
            f'<h2><a href="#{code.value}">{code.value}</a></h2>',
            f"<p>{_prose(code.description)}</p>",
            f"<p>{_prose(remedy(code))}</p>",
            *([f"<p><small>{note}</small></p>"] if note else []),
            "</section>",
        )
    )


def _prose(text: str) -> str:
    return QUOTED.sub(r"<code>\1</code>", escape(text))
