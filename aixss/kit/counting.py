"""Numbers that a process keeps for Prometheus: added to by one event loop, so nothing locks.

prometheus_client writes them out; its own histogram takes a lock for each of its numbers, which
costs six times as much, and some of these are added to at every request.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from prometheus_client import CollectorRegistry
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

LABEL_SETS = 1000  # of one name: more would be values that clients make up
Value = str | int
Values = tuple[Value, ...]
OTHER = "other"  # stands for all that come later


class Count:
    """A number that goes up."""

    __slots__ = ("value",)

    def __init__(self) -> None:
        self.value = 0.0

    def add(self, amount: float = 1) -> None:
        """Count so many more."""
        self.value += amount


class Level(Count):
    """A number that goes up and down; as a block it counts how many are within."""

    __slots__ = ()

    def __enter__(self) -> None:
        self.value += 1

    def __exit__(self, *_: object) -> None:
        self.value -= 1


class Spread:
    """How many values came up to each bound, and the sum of all."""

    __slots__ = ("bounds", "counts", "total")

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self.bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        self.total = 0.0

    def see(self, value: float) -> None:
        """Count a value."""
        self.counts[bisect_left(self.bounds, value)] += 1
        self.total += value

    def buckets(self) -> Iterator[tuple[str, float]]:
        """How many values were at most each bound."""
        so_far = 0
        for bound, count in zip((*map(str, self.bounds), "+Inf"), self.counts, strict=True):
            so_far += count
            yield bound, so_far


Kept = TypeVar("Kept", Count, Level, Spread)


class Family(Collector, Generic[Kept]):
    """What is kept under one name: a number for each set of values of its labels."""

    def __init__(
        self,
        make: Callable[[], Kept],
        show: Callable[[dict[Values, Kept]], Metric],
        most: int,
    ) -> None:
        self._make: Callable[[], Kept] = make
        self._show: Callable[[dict[Values, Kept]], Metric] = show
        self._most = most
        self._kept: dict[Values, Kept] = {}

    def of(self, *values: Value) -> Kept:
        """The number for these values: made at its first use, `other` once there are too many."""
        found = self._kept.get(values)
        return self._first(values) if found is None else found

    def forget(self) -> None:
        """Drop all numbers: what is not set again is shown no more."""
        self._kept.clear()

    def _first(self, values: Values) -> Kept:
        if len(self._kept) >= self._most:
            values = (*values[:-1], OTHER)
        return self._kept.setdefault(values, self._make())

    def collect(self) -> Iterable[Metric]:
        """The name, its text and its numbers, as prometheus_client writes them out."""
        # A copy: the loop may count something new while a thread writes this out.
        yield self._show(dict(self._kept))


class Numbers:
    """The names of a process; a registry writes them out."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry

    def count(self, name: str, text: str, *labels: str) -> Family[Count]:
        """Numbers that go up; the name ends with `_total`."""

        def show(kept: dict[Values, Count]) -> Metric:
            family = CounterMetricFamily(name, text, labels=labels)
            for values, each in kept.items():
                family.add_metric(tuple(map(str, values)), each.value)
            return family

        return self._registered(Family(Count, show, LABEL_SETS))

    def level(self, name: str, text: str, *labels: str) -> Family[Level]:
        """Numbers that go up and down."""

        def show(kept: dict[Values, Level]) -> Metric:
            family = GaugeMetricFamily(name, text, labels=labels)
            for values, each in kept.items():
                family.add_metric(tuple(map(str, values)), each.value)
            return family

        return self._registered(Family(Level, show, LABEL_SETS))

    def spread(
        self, name: str, text: str, bounds: tuple[float, ...], *labels: str, most: int = 0
    ) -> Family[Spread]:
        """Histograms; with `most`, of so many sets of values at most."""

        def show(kept: dict[Values, Spread]) -> Metric:
            family = HistogramMetricFamily(name, text, labels=labels)
            for values, each in kept.items():
                family.add_metric(tuple(map(str, values)), list(each.buckets()), each.total)
            return family

        return self._registered(Family(lambda: Spread(bounds), show, most or LABEL_SETS))

    def _registered(self, family: Family[Kept]) -> Family[Kept]:
        self._registry.register(family)
        return family
