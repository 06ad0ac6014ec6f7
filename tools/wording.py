"""What is wrong with the descriptions of a schema: too little is said, or only the name again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphql import GraphQLSchema, is_interface_type, is_non_null_type, is_object_type

from tools.elements import Element, elements, members, types

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
# Words that say nothing by themselves.
EMPTY = frozenset(
    WORD.findall(
        "a all an and any are as at be by each for from has have if in into is it its new no not"
        " of on one or out s some that the their them there these this those to was which with"
    )
)
FULL_STOP = re.compile(r"[.?!:]`?$|```$")


def faults(schema: GraphQLSchema) -> Iterator[str]:
    """A line for each element that is not described as a stranger needs it."""
    for element in elements(schema):
        if fault := fault_of(element):
            yield f"{element.coordinate}: {fault}"
    for coordinate in unsaid(schema):
        yield f"{coordinate}: it may be null, and neither it nor its type says what null means."


def fault_of(element: Element) -> str | None:
    """What is wrong with the description of an element; None when nothing is."""
    text = (element.description or "").strip()
    if not text:
        return "has no description."
    if not FULL_STOP.search(text):
        return f"its description is no full sentence: {text!r}."
    # Whose id it is says something; that a scene's status is a scene's does not.
    said = words(text) if element.name == "id" else words(text) - words(element.parent)
    if said == words(element.name):
        return f"its description only repeats its name: {text!r}."
    return None


def unsaid(schema: GraphQLSchema) -> Iterator[str]:
    """The coordinates of the fields of which nothing says what their null means."""
    for type_ in types(schema):
        if is_object_type(type_) or is_interface_type(type_):
            for name, field in members(type_).items():
                said = f"{type_.description} {field.description}".lower()
                if not is_non_null_type(field.type) and "null" not in said:
                    yield f"{type_.name}.{name}"


def words(text: str) -> frozenset[str]:
    """The words of a text or a name that say something, in the singular."""
    found = (word.lower() for word in WORD.findall(text))
    return frozenset(word.removesuffix("s") for word in found if word not in EMPTY)
