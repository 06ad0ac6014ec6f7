"""Resolvers that take what the functions behind them take."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints


def taking(resolver: Callable[..., Any], behind: Callable[..., Any] | None) -> Callable[..., Any]:
    """`resolver(..., **arguments)` with the arguments that `behind(context, **arguments)` names.

    They are said once, there: their types, what describes them, and what stands for a missing one.
    Without a function behind it, a resolver takes none.
    """
    own = inspect.signature(resolver)
    kept = [each for each in own.parameters.values() if each.kind is not each.VAR_KEYWORD]
    arguments = _after_context(behind) if behind else []
    made: Any = resolver
    made.__signature__ = own.replace(parameters=[*kept, *arguments])
    made.__annotations__ |= {each.name: each.annotation for each in arguments}
    return resolver


def _after_context(behind: Callable[..., Any]) -> list[inspect.Parameter]:
    kinds = get_type_hints(behind, include_extras=True)
    _, *taken = inspect.signature(behind).parameters.values()
    return [each.replace(annotation=kinds[each.name]) for each in taken]
