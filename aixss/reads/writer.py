"""Source code for the rows of a statement: which columns, which keys of others, what they become.

A `Level` is compiled to three functions over its rows: `prepared` decodes JSON columns, `keys`
gives for each further statement the keys that it is about, `built` makes the objects of the answer
from the rows and from what the further statements gave. Expressions are over a row `r`, or over a
JSON object within it; constants live in the globals of the function.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

from aixss.reads.leaves import as_float, must
from aixss.reads.spec import Table

BASICS: Mapping[str, Any] = {
    "must": must,
    "as_float": as_float,
    "UUID": UUID,
    "loads": orjson.loads,
}
EMPTY: tuple[object, ...] = ()


@dataclass
class Scope:
    """Where an expression stands: how it names a column, and the loops that lead here."""

    level: Level
    var: str = "r"
    loops: str = "for r in rows"
    is_json: bool = False

    def cell(self, name: str, missing: object = None) -> str:
        """The value of a column, or of a key of a JSON object."""
        if not self.is_json:
            return f"r[{self.level.index(name)}]"
        if missing is None:
            return f"{self.var}.get({name!r})"
        return f"{self.var}.get({name!r}, {self.level.constant(missing)})"

    def may_be_null(self, name: str) -> bool:
        """Whether a column can be null."""
        table = self.level.table
        return self.is_json or table is None or name in table.nullable

    def inner(self, cell: str, *, is_list: bool) -> Scope:
        """The scope of the JSON objects that a cell holds."""
        var = self.level.name("d")
        loop = f"for {var} in {cell} or ()" if is_list else f"for {var} in ({cell},) if {var}"
        return Scope(self.level, var, f"{self.loops} {loop}", is_json=True)


@dataclass
class Level:
    """The rows of one statement while they are being compiled; `table` is None for given ones."""

    table: Table | None
    globals: dict[str, Any] = field(default_factory=lambda: dict(BASICS))
    columns: list[str] = field(default_factory=list)
    steps: list[Any] = field(default_factory=list)  # the further statements
    keys: list[str] = field(default_factory=list)  # for each, the expression of its keys
    _names: int = 0

    def index(self, column: str) -> int:
        """The place of a column in a row."""
        if column not in self.columns:
            self.columns.append(column)
        return self.columns.index(column)

    def name(self, stem: str) -> str:
        """A name that nothing else has."""
        self._names += 1
        return f"{stem}{self._names}"

    def constant(self, value: object) -> str:
        """A name for a value."""
        for name, known in self.globals.items():
            if known is value:
                return name
        name = self.name("k")
        self.globals[name] = value
        return name

    def further(self, keys: str, step: object) -> str:
        """A name for what another statement gives by key; `keys` are the keys that it is about."""
        self.steps.append(step)
        self.keys.append(keys)
        return f"s{len(self.keys) - 1}"

    def compiled(self, parameters: str, body: str) -> tuple[Functions, int]:
        """The functions, `built(rows, steps, bound, ...)` with `body`; and their source's size."""
        keys = "".join(f"{each}, " for each in self.keys)
        steps = "".join(f"    s{n} = steps[{n}].get\n" for n in range(len(self.keys)))
        source = (
            f"def prepared(rows):\n    return {self._prepared()}\n"
            f"def keys(rows):\n    return ({keys})\n"
            f"def built(rows, steps, bound{parameters}):\n{steps}{body}"
        )
        exec(source, self.globals)
        made = self.globals
        return Functions(made["prepared"], made["keys"], made["built"]), len(source)

    def _prepared(self) -> str:
        json = self.table.json if self.table else frozenset()
        if json.isdisjoint(self.columns):
            return "rows"
        cells = ", ".join(
            f"r[{n}] and loads(r[{n}])" if column in json else f"r[{n}]"
            for n, column in enumerate(self.columns)
        )
        return f"[({cells},) for r in rows]"


@dataclass(frozen=True)
class Functions:
    """What a level is compiled to."""

    prepared: Callable[[Any], Any]
    keys: Callable[[Any], tuple[Any, ...]]
    built: Callable[..., Any]
