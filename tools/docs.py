"""The pages that are made from the code: `python -m tools.docs [--check]`."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from aixss.api.http import STATUS
from aixss.api.mutations.starts import name_of
from aixss.api.remedies import remedy
from aixss.api.render import RETRYABLE
from aixss.errors import ErrorCode
from aixss.jobs.ask import CALLS
from aixss.jobs.prompts import catalogue
from aixss.jobs.spec import Kind, Kinds, Scope
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
ABOUT_KINDS = """\
What can be asked of a model, and the flows that ask several. "Reads" are the facts that its prompts
may be told; "asks" is how many questions a job puts to a model when nothing has to be asked again,
and a question whose answer breaks a rule is asked again with what is wrong; "waits for" are the
kinds whose live jobs about the same target, above it or below it, refuse a start with ACTIVE_JOB.
"""
ABOUT_PROMPTS = """\
Each kind asks by texts that a team may rewrite, in each language by itself: `prompts` shows our
own texts, `createSystemPrompt` puts another in the place of one, `deleteSystemPrompt` takes it away
again, and the kind `optimize_system_prompt` proposes a better one. `$name` in a text stands
for a fact, `$$` for a dollar sign; a text may leave facts out, but can reach none that its key does
not have. A job's `result.prompts` say which texts it asked by.

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
        ABOUT_KINDS,
    ]
    for kind in sorted(known, key=lambda each: (each.scope.depth, each.is_flow, each.name)):
        parts.append(_kind(known, kind))
    return "".join(parts).rstrip() + "\n"


def _asks(kind: Kind) -> str:
    """How many questions a job costs."""
    if kind.is_flow:
        return "what its steps ask"
    return f"{kind.questions}, and up to {CALLS - 1} repairs each" if kind.asks else "nobody"


def _conflicts(known: Kinds, kind: Kind) -> list[str]:
    """The other kinds whose live jobs about the same target, above or below it, refuse a start."""
    mine = known.writes(kind)
    return sorted(
        other.name
        for other in known
        if other is not kind
        and Scope.TEAM not in (kind.scope, other.scope)
        and (mine & known.writes(other) or _covers(other, kind) or _covers(kind, other))
    )


def _covers(above: Kind, below: Kind) -> bool:
    return above.covers and above.scope.depth <= below.scope.depth


def _kind(known: Kinds, kind: Kind) -> str:
    facts = sorted({name for prompt in kind.prompts for name in prompt.facts})
    needs = " ".join(need.sentence for need in kind.needs) or "Nothing."
    rows = {
        "Title": f"{kind.title} ({kind.title_zh})",
        "Mutation": f"`{name_of(kind)}`",
        "About": f"one {kind.scope}",
        "Role": kind.role.value,
        "Needs": needs,
        "Writes": ", ".join(f"`{name}`" for name in sorted(known.writes(kind))),
        "Reads": ", ".join(f"[`${name}`](prompts.md#facts)" for name in facts),
        "Asks": _asks(kind),
        "Waits for": ", ".join(f"`{name}`" for name in _conflicts(known, kind)),
        "Holds": f"`{kind.holds}`" if kind.holds else "no state",
        "Steps": ", then ".join(_steps(kind)),
        "Prompts": ", ".join(f"`{prompt.key}`" for prompt in kind.prompts),
    }
    lines = [f"| {name} | {value} |" for name, value in rows.items() if value]
    return f"\n## {kind.name}\n\n{kind.description}\n\n| | |\n|---|---|\n" + "\n".join(lines) + "\n"


def _steps(kind: Kind) -> Iterator[str]:
    for name, alike in groupby(step.kind for step in kind.steps):
        times = len(list(alike))
        yield f"`{name}`" if times == 1 else f"`{name}` ({times} times)"


def prompts() -> str:
    """Every prompt: who asks by it, what it may be told, and our own texts."""
    known = catalogue(registry.load())
    parts = [
        "# Prompts\n\n",
        MADE,
        ABOUT_PROMPTS,
        "## Facts\n\n| Fact | What it tells | |\n|---|---|---|\n",
        *(f"| `${name}` | {en} | {zh} |\n" for name, (zh, en) in sorted(registry.MEANINGS.items())),
        "\n## Keys\n\n| Key | Kinds | Facts |\n|---|---|---|\n",
    ]
    for key, each in known.items():
        kinds = ", ".join(f"[{name}](kinds.md#{name})" for name in each.kinds) or "all that ask"
        facts = " ".join(f"`${name}`" for name in sorted(each.prompt.facts))
        parts.append(f"| `{key}` | {kinds} | {facts} |\n")
    return "".join(parts)


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
    "docs/prompts.md": prompts,
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
