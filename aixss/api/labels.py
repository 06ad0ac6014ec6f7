"""What people call the values of the schema, in the language that they ask for or speak."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

import strawberry

from aixss.api import enums
from aixss.api.context import Context
from aixss.described import Described, Locale
from aixss.kit.gql import shown
from aixss.reads.resolvers import bound, document
from aixss.reads.spec import View

KINDS = "kind"
Asked = Annotated[
    Locale | None,
    strawberry.argument(
        description="The language of the answer; when it is left out or null, the one that the "
        "header `Accept-Language` asks for, else English."
    ),
]


@shown
class Label(View):
    """What people call a value."""

    value: str = strawberry.field(
        description="The value as answers give it, e.g. `SCENE_LIST_EDITING`."
    )
    text: str = strawberry.field(description="A few words for people, e.g. `Editing scene lists`.")


@shown
class LabelSet(View):
    """What people call the values of one enum, or the kinds of jobs."""

    name: str = strawberry.field(
        description="The name of the enum, e.g. `SceneStatus`; `kind` for the names of kinds."
    )
    labels: list[Label] = document("labels", "Its values, in their order in the schema.")


def label_of(column: str, values: type[Described], text: str) -> Any:
    """A leaf: what people call the value of an enum that a column holds."""

    def labels(context: Context, locale: Asked = strawberry.UNSET) -> Callable[[str], str]:
        spoken = locale or context.locale
        return {each.value: each.label(spoken) for each in values}.__getitem__

    return bound(labels, column, text=text)


def kind_titles(context: Context, locale: Locale | None = None) -> Mapping[str, str]:
    """What people call each kind, by its name."""
    is_chinese = (locale or context.locale) is Locale.ZH
    return {
        each.name: each.title_zh if is_chinese else each.title for each in context.services.kinds
    }


def label_sets(
    context: Context, locale: Asked = strawberry.UNSET
) -> Iterator[Mapping[str, object]]:
    """The labels of every enum of the schema and of the kinds, as `LabelSet` shows them."""
    spoken = locale or context.locale
    for name, values in enums.by_name().items():
        yield _set(name, {member.name: member.label(spoken) for member in values})
    yield _set(KINDS, kind_titles(context, spoken))


def _set(name: str, labels: Mapping[str, str]) -> Mapping[str, object]:
    return {
        "name": name,
        "labels": [{"value": value, "text": text} for value, text in labels.items()],
    }
