"""What is wrong with the descriptions of a schema: missing, no sentence, or only the name again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphql import GraphQLSchema

from tools.elements import Element, elements

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


def words(text: str) -> frozenset[str]:
    """The words of a text or a name that say something, in the singular."""
    found = (word.lower() for word in WORD.findall(text))
    return frozenset(word.removesuffix("s") for word in found if word not in EMPTY)
