"""What the schema promises: `python -m tools.contract [--release]`.

The baseline is a file and no commit: it is there in a shallow clone and in an archive without git,
it moves only with a release, and so it is exactly what the changelog's "Unreleased" begins from.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from graphql import (
    GraphQLError,
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
    resolve_schema_coordinate,
    specified_scalar_types,
)
from graphql.utilities.find_schema_changes import DangerousChangeType

from tools.elements import Element, elements
from tools.wording import faults

ROOT = Path(__file__).parents[1]
SCHEMA, BASELINE = ROOT / "schema.graphql", ROOT / "schema.baseline.graphql"
CHANGELOG = ROOT / "CHANGELOG.md"

NOTICE = timedelta(days=184)  # six months at their longest
HEAD = "# What release {version} of {day} promises. Written by `make baseline`, at a release.\n"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
UNRELEASED = re.compile(r"^## Unreleased\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BREAKING = re.compile(
    r"^(?:\*\*Breaking\*\*|#+ Breaking).*?(?=^\*\*|^#+ |\Z)", re.MULTILINE | re.DOTALL
)
COORDINATE = re.compile(r"@?[A-Za-z_]\w*(?:\.\w+)?(?:\(\w+:\))?")
DEPRECATION = re.compile(r"Use `(?P<use>[^`]+)`\. Removed on (?P<day>\d{4}-\d{2}-\d{2})\.")
# Who sends what was sent before is answered as before.
HARMLESS = {DangerousChangeType.OPTIONAL_INPUT_FIELD_ADDED, DangerousChangeType.OPTIONAL_ARG_ADDED}


def unannounced(old: GraphQLSchema, new: GraphQLSchema, changelog: str) -> Iterator[str]:
    """A line for each change that clients feel and the changelog does not name.

    A breaking change is named under "Breaking" of "Unreleased", one that may surprise a client
    anywhere in "Unreleased"; each by its coordinate in backticks, as in `Project.jobs(first:)`.
    """
    unreleased = UNRELEASED.search(changelog)
    text = unreleased[1] if unreleased else ""
    breaking = "".join(BREAKING.findall(text))
    for broken in find_breaking_changes(old, new):
        # A scalar of GraphQL's own that nothing uses any more is nobody's loss.
        if coordinate_of(broken.description, old, new) not in specified_scalar_types:
            yield from _missing(broken.description, breaking, old, new, "under **Breaking** of")
    for risk in find_dangerous_changes(old, new):
        if risk.type not in HARMLESS:
            yield from _missing(risk.description, text, old, new, "in")


def _missing(
    change: str, announced: str, old: GraphQLSchema, new: GraphQLSchema, where: str
) -> Iterator[str]:
    coordinate = coordinate_of(change, old, new)
    if f"`{coordinate}`" not in announced:
        yield f'{change} Name `{coordinate}` {where} "Unreleased" in CHANGELOG.md, or undo it.'


def coordinate_of(change: str, old: GraphQLSchema, new: GraphQLSchema) -> str:
    """The coordinate of what a change is about, which its sentence names first."""
    found: list[str] = COORDINATE.findall(change)
    return next(each for each in found if exists(each, old) or exists(each, new))


def exists(coordinate: str, schema: GraphQLSchema) -> bool:
    """Whether a schema has an element at a coordinate."""
    try:
        return resolve_schema_coordinate(schema, coordinate) is not None
    except (ValueError, GraphQLError):  # a type has no such parts, or it is no coordinate
        return False


def bad_deprecations(old: GraphQLSchema, new: GraphQLSchema, since: date) -> Iterator[str]:
    """A line for each deprecation of other form than "Use `x`. Removed on 2027-06-01.".

    What was not deprecated so before stays for at least six months from `since`.
    """
    before = {each.coordinate: each.deprecation for each in elements(old)}
    for element in elements(new):
        if element.deprecation is None:
            continue
        fault = _fault(element, new)
        is_new = before.get(element.coordinate) != element.deprecation
        if fault is None and is_new and _day(element.deprecation) < since + NOTICE:
            fault = f"it must stay until {since + NOTICE} at least"
        if fault:
            yield f"{element.coordinate} is deprecated with {element.deprecation!r}: {fault}."


def _fault(element: Element, schema: GraphQLSchema) -> str | None:
    found = DEPRECATION.fullmatch(element.deprecation or "")
    if found is None:
        return "write it as in 'Use `x`. Removed on 2027-06-01.'"
    places = (
        found["use"],
        f"{element.parent}.{found['use']}",
        f"{element.parent}({found['use']}:)",
    )
    if not any(exists(place, schema) for place in places):
        return f"there is no `{found['use']}` to use, neither beside it nor as a coordinate"
    return None


def _day(text: str) -> date:
    found = DAY.search(text)
    return date.fromisoformat(found[0]) if found else date.min


def problems(old_text: str, new_text: str, changelog: str, since: date) -> list[str]:
    """All that keeps a schema from following on another one that was promised on a day."""
    old, new = build_schema(old_text), build_schema(new_text)
    return [
        *unannounced(old, new, changelog),
        *bad_deprecations(old, new, since),
        *faults(new),
    ]


def main() -> int:
    """0 when the promise is kept; with --release the present schema is the promise from then on."""
    releasing = "--release" in sys.argv
    # Nothing has been promised before the first release.
    first = releasing and not BASELINE.exists()
    baseline = (SCHEMA if first else BASELINE).read_text()
    today = datetime.now(UTC).date()
    since = today if releasing else _day(baseline.partition("\n")[0])
    found = problems(baseline, SCHEMA.read_text(), CHANGELOG.read_text(), since)
    if found:
        sys.stderr.write("\n".join(found) + "\n")
        return 1
    if releasing:
        version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
        BASELINE.write_text(HEAD.format(version=version, day=today) + SCHEMA.read_text())
    return 0


if __name__ == "__main__":
    sys.exit(main())
