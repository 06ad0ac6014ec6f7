"""Half a minute of jobs, cancels and watchers that come and go leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

from faults.house import Pace, house
from faults.soak import more_than, soak

SECONDS, WARM_S = 30.0, 15.0
GROWN_MAX_MB = 20.0  # far below what leaking each job or watcher comes to


async def test_a_soak_leaves_nothing_behind(tmp_path: Path) -> None:
    async with house(Pace(beat_s=0.5, lost_after_s=10.0, slots=8), tmp_path) as built:
        soaked = await soak(built, SECONDS, warm_s=WARM_S)

    assert soaked.problems == []
    assert more_than(soaked.after, soaked.before) == [], soaked
    assert max(soaked.grown_mb) < GROWN_MAX_MB, soaked
    assert min(soaked.jobs, soaked.cancels, soaked.watchers, soaked.facts) > 0
