"""The page to which the `docsUrl` of an error leads: what every code means and what to do."""

from __future__ import annotations

import re
from functools import cache
from html import escape

from starlette.responses import HTMLResponse

from aixss.api.http import STATUS
from aixss.api.remedies import remedy
from aixss.api.render import RETRYABLE
from aixss.errors import ErrorCode
from aixss.kit.gql import doc

CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=3600",
}
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


@cache
def _errors() -> str:
    return "\n".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Error codes</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>",
            f"<h1>Error codes</h1>\n<p>{_prose(doc(ErrorCode))}</p>",
            *map(_section, ErrorCode),
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


def errors() -> HTMLResponse:
    """All error codes, each under its own anchor."""
    return HTMLResponse(_errors(), headers=HEADERS)
