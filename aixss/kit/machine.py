"""State machines as tables of legal edges; pure, so that they can be drawn and tested."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from aixss.described import Described
from aixss.errors import IllegalMove

S = TypeVar("S", bound=Described)


@dataclass(frozen=True)
class Edge(Generic[S]):
    """`event` leads from any of `sources` to `target`; people may trigger it when `by_people`."""

    event: str
    sources: frozenset[S]
    target: S
    by_people: bool = False


def edge(event: str, sources: Iterable[S], target: S, *, by_people: bool = False) -> Edge[S]:
    """An edge from several sources, the target itself left out."""
    return Edge(event, frozenset(sources) - {target}, target, by_people)


@dataclass(frozen=True)
class Machine(Generic[S]):
    """The legal edges of one kind of object; `name` is also its table."""

    name: str
    states: type[S]
    initial: S
    edges: tuple[Edge[S], ...]

    @cached_property
    def table(self) -> dict[tuple[S, str], frozenset[S]]:
        """(source, event) -> possible targets."""
        rows: dict[tuple[S, str], frozenset[S]] = {}
        for line in self.edges:
            for source in line.sources:
                key = (source, line.event)
                rows[key] = rows.get(key, frozenset()) | {line.target}
        return rows

    def next(self, state: S, event: str, target: S | None = None) -> S:
        """Where `event` leads; `target` picks one of several; raises IllegalMove."""
        targets = self.table.get((state, event), frozenset())
        if target is None and len(targets) == 1:
            return next(iter(targets))
        if target is not None and target in targets:
            return target
        raise IllegalMove(machine=self.name, state=state, event=event, allowed=self.moves(state))

    def events(self, state: S) -> tuple[str, ...]:
        """The events that are legal in `state`, sorted."""
        return tuple(sorted({event for source, event in self.table if source == state}))

    def moves(self, state: S) -> tuple[str, ...]:
        """The events that people may trigger in `state`, sorted."""
        return tuple(sorted({e.event for e in self.edges if e.by_people and state in e.sources}))

    def sources(self, event: str) -> frozenset[S]:
        """The states in which `event` is legal."""
        return frozenset(source for source, name in self.table if name == event)

    def reachable(self) -> frozenset[S]:
        """Every state that some path from the initial one reaches."""
        found, frontier = {self.initial}, [self.initial]
        while frontier:
            state = frontier.pop()
            for (source, _), targets in self.table.items():
                if source == state:
                    frontier.extend(targets - found)
                    found |= targets
        return frozenset(found)

    def mermaid(self) -> str:
        """The machine as a Mermaid state diagram; `any` stands for every other state."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for line in self.edges:
            everywhere = line.sources >= set(self.states) - {line.target}
            sources = ["any"] if everywhere else [s for s in self.states if s in line.sources]
            lines += [f"    {source} --> {line.target}: {line.event}" for source in sources]
        return "\n".join(lines)
