"""The pages that are made from the code: `python -m tools.docs [--check]`."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from pathlib import Path

from aixss.api.http import STATUS
from aixss.api.remedies import remedy
from aixss.api.render import RETRYABLE
from aixss.errors import ErrorCode
from aixss.jobs.spec import Kind, Kinds
from aixss.jobs.states import JOB
from aixss.kinds import registry
from aixss.stories.states import MACHINES
from aixss.webhooks.states import DELIVERY
from tools import apidocs, scaling, webhooks

ROOT = Path(__file__).parents[1]
ABOUT_ERRORS = """\
A code is for programs; the message beside it is for people and may change.

- What you can mend is data: the `errors` of a mutation's payload, answered with status 200.
- What a job met is its `error`, and comes with its event `JobFailed`.
- Everything else is in the answer's top-level `errors`, with
  `extensions { code requestId retryable docsUrl }` and, where they are known, `retryAfterSeconds`
  and `argument`, the path to the argument that is wrong. Its HTTP status is the one below; where
  there is none, 400 for who accepts `application/graphql-response+json`, and 200 for who accepts
  only `application/json`.

"Retry" says whether the very same request may succeed later without anybody changing anything.

"""
MADE = "<!-- Made from the code by `make schema`: edit that instead. -->\n\n"


def states() -> str:
    """Every state machine: what its states mean, a diagram, and the moves that people may make."""
    parts = ["# States\n\n", MADE]
    for machine in (*MACHINES, JOB, DELIVERY):
        people = [edge for edge in machine.edges if edge.by_people]
        title = machine.name.replace("_", " ").capitalize()
        parts.append(f"## {title}\n\n| State | Meaning |\n|---|---|\n")
        parts += [f"| {state} | {state.description} |\n" for state in machine.states]
        parts.append(f"\n```mermaid\n{machine.mermaid()}\n```\n\n")
        if people:
            parts.append("| People's move | From | To |\n|---|---|---|\n")
            for edge in people:
                sources = ", ".join(s for s in machine.states if s in edge.sources)
                parts.append(f"| `{edge.event}` | {sources} | {edge.target} |\n")
            parts.append("\n")
    return "".join(parts).rstrip() + "\n"


def kinds() -> str:
    """Every kind: what it is about, needs and writes."""
    known = registry.load()
    parts = [
        "# Kinds\n\n",
        MADE,
        "What can be asked of a model, and the flows that ask several. "
        "Each has a mutation of the same name in camel case.\n",
    ]
    for kind in sorted(known, key=lambda each: (each.scope.depth, each.is_flow, each.name)):
        parts.append(_kind(known, kind))
    return "".join(parts).rstrip() + "\n"


def _kind(known: Kinds, kind: Kind) -> str:
    needs = " ".join(need.sentence for need in kind.needs) or "Nothing."
    rows = {
        "Title": f"{kind.title} ({kind.title_zh})",
        "About": f"one {kind.scope}",
        "Role": kind.role.value,
        "Needs": needs,
        "Writes": ", ".join(f"`{name}`" for name in sorted(known.writes(kind))),
        "Holds": f"`{kind.holds}`" if kind.holds else "no state",
        "Steps": ", then ".join(f"`{step.kind}`" for step in kind.steps),
        "Prompts": ", ".join(f"`{prompt.key}`" for prompt in kind.prompts),
    }
    lines = [f"| {name} | {value} |" for name, value in rows.items() if value]
    return f"\n## {kind.name}\n\n{kind.description}\n\n| | |\n|---|---|\n" + "\n".join(lines) + "\n"


def errors() -> str:
    """Every error code: what it means, its HTTP status, and what to do about it."""
    rows = [
        f'| <a id="{code}"></a>`{code}` | {code.description}'
        f" | {STATUS[code].value if code in STATUS else ''}"
        f" | {'yes' if code in RETRYABLE else 'no'} | {remedy(code)} |"
        for code in ErrorCode
    ]
    return (
        "# Errors\n\n"
        + MADE
        + ABOUT_ERRORS
        + "| Code | Meaning | Status | Retry | What to do |\n|---|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )


PAGES: dict[str, Callable[[], str]] = {
    "docs/states.md": states,
    "docs/kinds.md": kinds,
    "docs/errors.md": errors,
    "docs/api.md": lambda: apidocs.page(MADE),
    "docs/scaling.md": lambda: scaling.page((ROOT / "docs/scaling.md").read_text()),
    "docs/webhooks.md": lambda: webhooks.page((ROOT / "docs/webhooks.md").read_text()),
}


def main() -> int:
    """Write the pages, or with --check say which are out of date."""
    stale = 0
    for name, make in PAGES.items():
        path, text = ROOT / name, make()
        before = path.read_text() if path.exists() else ""
        if text == before:
            continue
        if "--check" in sys.argv:
            stale = 1
            sys.stdout.writelines(
                difflib.unified_diff(
                    before.splitlines(True), text.splitlines(True), name, "made from the code"
                )
            )
        else:
            path.write_text(text)
    if stale:
        sys.stdout.write("Run `make schema`.\n")
    return stale


if __name__ == "__main__":
    sys.exit(main())
