"""What is wrong with a value is said as what to do about it, whatever pydantic calls it."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from aixss.refusals import WORDS, sentence


def _blank(_: str) -> str:
    raise ValueError("a name has no blanks")


# The value's type, a wrong value, and what is said of it.
CASES: list[tuple[Any, object, str]] = [
    (Annotated[str, Field(min_length=1)], "", "Write at least 1 character."),
    (Annotated[str, Field(min_length=20)], "x", "Write at least 20 characters."),
    (Annotated[str, Field(max_length=2)], "long", "Write at most 2 characters."),
    (Annotated[list[int], Field(min_length=2)], [1], "Give at least 2 of them."),
    (Annotated[list[int], Field(max_length=1)], [1, 2, 3], "Give at most 1 of them."),
    (Annotated[float, Field(gt=0.5)], 0, "Give more than 0.5."),
    (Annotated[int, Field(ge=-7)], -8, "Give -7 or more."),
    (Annotated[float, Field(lt=3)], 3, "Give less than 3."),
    (Annotated[int, Field(le=100)], 101, "Give 100 or less."),
    (str, None, "This cannot be null: give a value, or leave it out."),
    (list[str], None, "This cannot be null: give a value, or leave it out."),
    (Annotated[str, AfterValidator(_blank)], "a b", "A name has no blanks."),
]


def _wrong(kind: Any, value: object) -> Any:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    return refused.value.errors()[0]


@pytest.mark.parametrize(("kind", "value", "said"), CASES, ids=[said for *_, said in CASES])
def test_a_mistake_is_told_by_its_remedy(kind: Any, value: object, said: str) -> None:
    found = _wrong(kind, value)

    assert sentence(found["type"], found["msg"]) == said


def test_every_wording_is_tried() -> None:
    assert {_wrong(kind, value)["type"] for kind, value, _ in CASES} > set(WORDS)
