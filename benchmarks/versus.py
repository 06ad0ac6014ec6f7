"""Ways against each other: short slices in turn, and the medians of what each round says."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.load import Slice
from benchmarks.ways import Way

ROUNDS = 8
SLICE_S = 1.0
WARM_S = 0.3

Rounds = Sequence[Mapping[str, Slice]]


async def rounds(
    ways: Mapping[str, Way], name: str, *, count: int = ROUNDS, seconds: float = SLICE_S
) -> list[dict[str, Slice]]:
    """A slice of each way in each round; in each round another way is the first."""
    names = list(ways)
    for way in names:
        await ways[way].slice(name, min(WARM_S, seconds))
    found = []
    for turn in range(count):
        order = names[turn % len(names) :] + names[: turn % len(names)]
        found.append({way: await ways[way].slice(name, seconds) for way in order})
    return found


def rate(of: Rounds, way: str) -> float:
    """The median of a way's answers a second."""
    return statistics.median(each[way].rate for each in of)


def ratio(of: Rounds, way: str, other: str) -> float:
    """The median over the rounds of how many times as many as another it answered."""
    return statistics.median(each[way].rate / each[other].rate for each in of)


def load_ms(of: Rounds, way: str) -> float:
    """Milliseconds of computing that the load itself spends on an answer."""
    return statistics.median(1000 * each[way].load_s / each[way].answers for each in of)


@dataclass(frozen=True)
class Table:
    """A Markdown table: its head, then its rows."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __str__(self) -> str:
        bars = ["---", *["--:"] * (len(self.head) - 1)]
        return "\n".join(f"| {' | '.join(row)} |" for row in (self.head, bars, *self.rows))


def table(of: Rounds, ways: Sequence[str]) -> Table:
    """Each way's answers a second, and how it stands to tuned and to the limit."""
    head = ("way", "answers/s", "ms an answer", "x tuned", "x limit")
    rows = [
        (
            way,
            f"{rate(of, way):,.1f}",
            f"{1000 / rate(of, way):.2f}",
            f"{ratio(of, way, 'tuned'):.2f}",
            f"{ratio(of, way, 'limit'):.2f}",
        )
        for way in ways
    ]
    return Table(head, rows)


def agree(answers: Mapping[str, bytes]) -> None:
    """Raises RuntimeError unless all ways gave the same `data`, its names in the same order."""
    texts = {way: _data(way, answer) for way, answer in answers.items()}
    first = next(iter(texts))
    for way, text in texts.items():
        if text != texts[first]:
            found = f"{first}: {texts[first][:1000]}\n{way}: {text[:1000]}"
            raise RuntimeError(f"{way} and {first} do not answer alike\n{found}")


def _data(way: str, answer: bytes) -> str:
    found = json.loads(answer)
    if found.get("errors") or not found["data"]:
        raise RuntimeError(f"{way} does not answer: {answer[:1000].decode()}")
    return json.dumps(found["data"])
