"""docs/api.md: the operations by task, then the types."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from graphql import (
    GraphQLNamedType,
    get_named_type,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_object_type,
    is_scalar_type,
    is_specified_scalar_type,
    is_union_type,
)

from aixss.api.schema import build_schema
from aixss.errors import ErrorCode
from tools.elements import members, types
from tools.examples import document, variables
from tools.operations import Operation, Task, tasks

INTRODUCTION = """\
Everything that the API can be asked, by task; the [types](#types) come after that. The same is in
[schema.graphql](../schema.graphql), which a studio serves at `/schema.graphql`, and in its GraphiQL
at `/graphql`. [API in ten minutes](ten-minutes.md) takes one way through it,
[errors.md](errors.md) says what to do about each error.

Errors that you can mend are data of a mutation's payload. The codes that stand with an operation
are those that follow from its shape; besides, any operation can be answered with:
{anywhere}.
"""
ANYWHERE = (
    ErrorCode.BAD_REQUEST,
    ErrorCode.TOO_COMPLEX,
    ErrorCode.RATE_LIMITED,
    ErrorCode.UNAVAILABLE,
    ErrorCode.INTERNAL,
)
ROOTS = {"Query", "Mutation", "Subscription"}
KINDS: Mapping[str, Callable[[object], bool]] = {
    "type": is_object_type,
    "interface": is_interface_type,
    "input": is_input_object_type,
    "enum": is_enum_type,
    "union": is_union_type,
    "scalar": is_scalar_type,
}


def page(made: str) -> str:
    """The whole page; `made` says that it is generated."""
    found = tasks()
    parts = ["# The API\n", made.rstrip() + "\n"]
    parts += [INTRODUCTION.format(anywhere=_codes(ANYWHERE)), *_contents(found)]
    for task in found:
        parts += [f"\n## {task.title}\n"]
        parts += [_operation(each) for each in task.operations]
    parts += ["\n## Types\n"]
    schema = build_schema()._schema
    # The inputs of mutations have been shown with them.
    inputs = {each.input.name for task in found for each in task.operations if each.input}
    parts += [_type(each) for each in types(schema) if each.name not in inputs | ROOTS]
    return "\n".join(parts).rstrip() + "\n"


def _contents(found: list[Task]) -> Iterator[str]:
    yield "| Task | Operations |\n|---|---|"
    for task in found:
        links = ", ".join(f"[`{each.name}`](#{_mark(each)})" for each in task.operations)
        yield f"| {task.title} | {links} |"


def _operation(operation: Operation) -> str:
    rows = [_row(f"`{name}`", it.type, it.description) for name, it in operation.takes.items()]
    role = operation.role
    who = f"Needs the role `{role.value}` or a higher one. " if role else ""
    parts = [
        f'\n<a id="{_mark(operation)}"></a>\n\n### {operation.root} `{operation.name}`\n',
        f"{operation.field.description}\n",
        f"{who}Answers {_link(operation.field.type)}."
        + (f" Errors: {_codes(operation.errors)}.\n" if operation.errors else "\n"),
    ]
    if rows:
        where = "In `input`" if operation.input else "Argument"
        parts += [f"| {where} | Type | |\n|---|---|---|", *rows, ""]
    parts += [f"```graphql\n{document(operation)}\n```\n"]
    if given := variables(operation):
        parts += [f"```json\n{json.dumps(given, indent=2, ensure_ascii=False)}\n```"]
    return "\n".join(parts)


def _type(type_: GraphQLNamedType) -> str:
    kind = next(name for name, is_kind in KINDS.items() if is_kind(type_))
    parts = [f'\n<a id="type-{type_.name}"></a>\n\n### {kind} `{type_.name}`\n']
    parts += [f"{type_.description}\n"]
    if interfaces := getattr(type_, "interfaces", ()):
        parts += [f"Implements {', '.join(_link(each) for each in interfaces)}.\n"]
    found = members(type_)
    if is_enum_type(type_):
        parts += ["| Value | |\n|---|---|"]
        parts += [f"| `{name}` | {_cell(each.description)} |" for name, each in found.items()]
    elif found:
        parts += ["| Field | Type | |\n|---|---|---|"]
        parts += [_row(f"`{name}`", each.type, _told(each)) for name, each in found.items()]
    return "\n".join(parts)


def _told(member: object) -> str:
    reason = getattr(member, "deprecation_reason", None)
    said = getattr(member, "description", "") or ""
    return f"**Deprecated.** {reason} {said}" if reason else said


def _row(name: str, type_: object, text: str | None) -> str:
    return f"| {name} | {_link(type_)} | {_cell(text)} |"


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


def _link(type_: object) -> str:
    named = get_named_type(type_)  # type: ignore[call-overload]  # any type of the schema
    if is_specified_scalar_type(named):
        return f"`{type_}`"
    return f"[`{type_}`](#type-{named.name})"


def _mark(operation: Operation) -> str:
    return f"{operation.root}-{operation.name}"


def _codes(codes: tuple[ErrorCode, ...] | list[ErrorCode]) -> str:
    return ", ".join(f"[`{code}`](errors.md#{code})" for code in codes)
