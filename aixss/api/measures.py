"""How much a part of a document asks for, and how the parts add up."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import FieldNode

from aixss.errors import TooComplex

DEPTH_MAX = 15  # of fields: the standard introspection query has as many
ALIASES_MAX = 100
OVERLAP_MAX = 20_000  # pairs of selections that validation compares
NODES_MAX = 10_000  # with those of a fragment counted wherever it is spread
PEAKS = 3

Path = tuple[FieldNode, ...]
Peak = tuple[int, Path]


@dataclass(frozen=True, slots=True)
class Bill:
    """A cost, and the paths to the fields that cost most themselves."""

    cost: int = 0
    peaks: tuple[Peak, ...] = ()  # in no order

    def __add__(self, other: Bill) -> Bill:
        """Both."""
        if not other.cost:
            return self
        peaks = self.peaks + other.peaks
        if len(peaks) > PEAKS:
            peaks = tuple(heapq.nlargest(PEAKS, peaks, key=_height))
        return Bill(self.cost + other.cost, peaks)

    @property
    def costliest(self) -> list[Peak]:
        """The paths that cost most, the most first."""
        return sorted(self.peaks, key=_height, reverse=True)

    def times(self, size: int) -> Bill:
        """For each item of a list."""
        return Bill(size * self.cost, tuple((size * cost, path) for cost, path in self.peaks))

    def under(self, node: FieldNode, own: int) -> Bill:
        """As part of a field that costs `own` itself."""
        peaks = tuple((cost, (node, *path)) for cost, path in self.peaks)
        return Bill(own, ((own, (node,)),)) + Bill(self.cost, peaks)


def _height(peak: Peak) -> int:
    return peak[0]  # a tie must not compare the nodes


@dataclass(slots=True)
class Measure:
    """What a selection set asks for.

    `leaves` is what its own leaves cost, `once` what all else costs, `each` what each item of the
    page costs whose connection this is. `names` says for each response name how often it is asked
    for, and how many pairs its selections make.
    """

    depth: int = 0
    nesting: int = 0
    aliases: int = 0
    nodes: int = 0
    overlap: int = 0
    names: dict[str, tuple[int, int]] = field(default_factory=dict)
    leaves: int = 0
    once: Bill = Bill()
    each: Bill = Bill()

    def add(self, other: Measure) -> None:
        """Take in what stands elsewhere in the document."""
        self.depth = max(self.depth, other.depth)
        self.nesting = max(self.nesting, other.nesting)
        self.aliases += other.aliases
        self.nodes += other.nodes
        self.overlap += other.overlap
        self.leaves += other.leaves
        self.once += other.once
        self.each += other.each

    def join(self, names: Mapping[str, tuple[int, int]]) -> None:
        """Take in names of the same selection set, where equal ones are compared in pairs."""
        for name, (count, load) in names.items():
            known_count, known_load = self.names.get(name, (0, 0))
            # Two that have n and m equal parts below them make n * m pairs, at most n² + m².
            self.overlap += known_count * load + count * known_load
            self.names[name] = known_count + count, known_load + load

    @property
    def bill(self) -> Bill:
        """All that it costs, where it is no connection."""
        return Bill(self.leaves) + self.once + self.each

    def refuse(self) -> None:
        """Raise TooComplex for what is beyond a limit."""
        if self.depth > DEPTH_MAX:
            raise TooComplex(f"Fields may be nested {DEPTH_MAX} deep: split the operation.")
        if self.aliases > ALIASES_MAX:
            raise TooComplex(f"A document may have {ALIASES_MAX} aliases: ask for lists instead.")
        if self.overlap > OVERLAP_MAX:
            raise TooComplex(
                "This document asks too often for what it asks for already, "
                "spread fragments included: ask once."
            )
        if self.nodes > NODES_MAX:
            raise TooComplex(
                f"A document may have {NODES_MAX} fields, arguments and values, with those of "
                "fragments wherever they are spread: split it."
            )


def response_name(node: FieldNode) -> str:
    """Under which a field stands in the answer."""
    return node.alias.value if node.alias else node.name.value


def written(path: Path) -> str:
    """A path as clients write it."""
    return ".".join(map(response_name, path))
