"""The figures of cells: printed as they come, kept in a file, written into the documentation."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path
from typing import Any

from faults.cells import CELLS, Outcome

HERE = Path(__file__).resolve().parent
FIGURES = HERE / "figures.json"
PAGE = HERE.parent / "docs" / "reliability.md"
BEGIN, END = "<!-- figures: python -m faults page -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Column:
    """One figure of a cell."""

    title: str
    key: str
    meaning: str


COLUMNS = (
    Column("jobs", "jobs", "accepted, and all of them ended well"),
    Column("recovered s", "recovered_s", "seconds from the end of the fault to the last job's end"),
    Column("taken back", "lost", "attempts of silent workers that others took over"),
    Column("after s", "taken_back_s", "seconds from the fault to the last of these"),
    Column("facts", "facts", "in the log, each seen once by every watcher"),
    Column(
        "writes",
        "writes",
        "of columns with artefacts, one or several by each job",
    ),
    Column("calls", "calls", "that reached the provider"),
    Column("answers", "answered", "that the provider sent"),
    Column("unheard", "unknown", "answers that came to a process which could not write them down"),
    Column("paid twice", "paid_twice", "calls whose answer was known already"),
    Column("reconnects", "reconnects", "of watchers"),
    Column("sent again", "asked_again", "mutations that got no answer at first"),
)


def figures(outcome: Outcome) -> dict[str, object]:
    """What is kept of a cell."""
    kept: dict[str, object] = {
        "jobs": outcome.jobs,
        "recovered_s": round(outcome.recovered_s, 1),
        "taken_back_s": _rounded(outcome.taken_back_s),
        "reconnects": outcome.reconnects,
        "asked_again": outcome.asked_again,
        "problems": outcome.problems,
    }
    counts = ("lost", "facts", "writes", "calls", "answered", "unknown", "paid_twice")
    return kept | {name: getattr(outcome.counts, name) for name in counts}


def line(name: str, kept: Mapping[str, Any]) -> str:
    """A cell in one line for a terminal."""
    told = ", ".join(f"{column.title} {_shown(kept, column)}" for column in COLUMNS)
    problems = "".join(f"\n    PROBLEM {each}" for each in kept["problems"])
    return f"{name}: {told}{problems}"


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)


def _shown(kept: Mapping[str, Any], column: Column) -> str:
    value = kept.get(column.key)
    return "" if value is None else str(value)


def keep(name: str, kept: Mapping[str, Any]) -> None:
    """Put a cell's figures among those of earlier runs."""
    known: dict[str, Any] = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    known[name] = {**kept, "on": datetime.now(UTC).date().isoformat(), "machine": _machine()}
    FIGURES.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n")


def page() -> str:
    """The page with the figures that are kept."""
    head, rest = PAGE.read_text().split(BEGIN)
    tail = rest.split(END)[1]
    return f"{head}{BEGIN}\n\n{_tables()}\n\n{END}{tail}"


def _tables() -> str:
    known: dict[str, Any] = json.loads(FIGURES.read_text())
    found = {cell: known[cell.name] for cell in CELLS if cell.name in known}
    machines = sorted({f"{each['machine']}, {each['on']}" for each in found.values()})
    head = ["part", "fault", "moment", *(column.title for column in COLUMNS), "as promised"]
    rows = [
        [
            cell.victim,
            cell.harm,
            cell.moment,
            *(_shown(each, column) for column in COLUMNS),
            "no" if each["problems"] else "yes",
        ]
        for cell, each in found.items()
    ]
    meanings = "\n".join(f"- **{column.title}**: {column.meaning}." for column in COLUMNS)
    return f"Measured on: {'; '.join(machines)}.\n\n{_table(head, rows)}\n\n{meanings}"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * 3 + ["---:"] * len(COLUMNS) + ["---"], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _machine() -> str:
    return f"{cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
