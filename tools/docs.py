"""The pages that are made from the code: `python -m tools.docs [--check]`."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from aixss.api.http import STATUS
from aixss.api.render import RETRYABLE
from aixss.errors import AixssError, ErrorCode
from aixss.jobs.spec import Kind, Kinds
from aixss.jobs.states import JOB
from aixss.kinds import registry
from aixss.stories.states import MACHINES
from tools import apidocs

ROOT = Path(__file__).parents[1]
ABOUT_ERRORS = """\
A code is for programs; the message beside it is for people and may change.

- What you can mend is data: the `errors` of a mutation's payload, answered with status 200.
- What a job met is its `error`, and comes with its event `JobFailed`.
- Everything else is in the answer's top-level `errors`, with
  `extensions { code requestId retryable docsUrl }` and, where it is known, `retryAfterSeconds`. Its
  HTTP status is the one below; where there is none, 400 for who accepts
  `application/graphql-response+json`, and 200 for who accepts only `application/json`.

"Retry" says whether the very same request may succeed later without anybody changing anything.

"""
# Of codes whose own sentence does not say it.
REMEDIES = {
    ErrorCode.NOT_FOUND: "Check the id: it may be deleted, or another team's.",
    ErrorCode.BAD_REQUEST: "Check the document against `/schema.graphql`; the message says where.",
    ErrorCode.PERSISTED_QUERY_NOT_FOUND: "Send the document's text together with its hash once.",
    ErrorCode.INVALID: "Change the value that `path` names as the message says.",
    ErrorCode.NOT_READY: "Fill the fields in `missing` first, by hand or with their jobs.",
    ErrorCode.ILLEGAL_MOVE: "Choose one of `allowedMoves`, or read the object again.",
    ErrorCode.FORBIDDEN: "Ask an owner or an admin of the team.",
    ErrorCode.AUTH: "Put a valid key into the profile, then retry the job.",
    ErrorCode.QUOTA: "Top up the provider's account or choose another profile, then retry the job.",
    ErrorCode.RATE_LIMITED: "Wait for `retryAfterSeconds`; jobs wait and try again by themselves.",
    ErrorCode.TIMEOUT: "Retry the job, with a faster model or less to make at once.",
    ErrorCode.CONTENT_FILTER: "Change the text that the filter objects to, then retry the job.",
    ErrorCode.BAD_ANSWER: "Retry the job, or choose a model that follows instructions better.",
    ErrorCode.PROVIDER_REFUSED: "Check the profile's model, parameters and output mode.",
    ErrorCode.UNAVAILABLE: "Try again after `retryAfterSeconds`; jobs do so by themselves.",
    ErrorCode.WORKER_LOST: "Retry the job; if it happens again, the operator looks at the workers.",
    ErrorCode.DEADLINE: "Retry the job; what it wrote before has been kept.",
    ErrorCode.CHILD_FAILED: "Look at the job's `children`, mend what they failed of, and retry it.",
    ErrorCode.TARGET_GONE: "Restore the object, or start the job about another one.",
    ErrorCode.INTERNAL: "Tell the operator the `requestId`.",
}
MADE = "<!-- Made from the code by `make schema`: edit that instead. -->\n\n"


def states() -> str:
    """Every state machine: what its states mean, a diagram, and the moves that people may make."""
    parts = ["# States\n\n", MADE]
    for machine in (*MACHINES, JOB):
        people = [edge for edge in machine.edges if edge.by_people]
        parts.append(f"## {machine.name.capitalize()}\n\n| State | Meaning |\n|---|---|\n")
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
        f" | {'yes' if code in RETRYABLE else 'no'} | {_remedy(code)} |"
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


def _remedy(code: ErrorCode) -> str:
    """What to do: as the table says, else as the error itself tells whoever meets it."""
    if code in REMEDIES:
        return REMEDIES[code]
    told = next(each.__doc__ or "" for each in _kinds_of(AixssError) if each.code == code)
    _, _, remedy = " ".join(told.split()).partition(": ")
    return f"{remedy[0].upper()}{remedy[1:]}"


def _kinds_of(error: type[AixssError]) -> Iterator[type[AixssError]]:
    for each in error.__subclasses__():
        yield each
        yield from _kinds_of(each)


PAGES: dict[str, Callable[[], str]] = {
    "docs/states.md": states,
    "docs/kinds.md": kinds,
    "docs/errors.md": errors,
    "docs/api.md": lambda: apidocs.page(MADE),
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
