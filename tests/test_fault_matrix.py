"""Twelve cells of the matrix of faults: each part, each harm and each moment is among them.

All 80 run by `make faults`, with the product's own times.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from aixss.kinds.refine_scene_all import STAGES
from faults import report
from faults.cells import EMPTIED, HARMS, Cell, Harm, Moment, run
from faults.house import House, Pace, Victim, house
from faults.proof import WRITTEN

JOBS, PROJECTS = 20, 2
HURRY = Pace(beat_s=0.3, lost_after_s=3.0, grace_s=1.0, slots=4)
HARM_S = 4.5  # above the time after which a silent worker has lost its jobs

CELLS = (
    Cell(Victim.API, Harm.KILL, Moment.UNRUNG),
    Cell(Victim.API, Harm.STOP, Moment.THINKING),
    Cell(Victim.API, Harm.RESTART, Moment.AFTER),
    Cell(Victim.WORKER, Harm.KILL, Moment.THINKING),
    Cell(Victim.WORKER, Harm.STOP, Moment.SETTLED),
    Cell(Victim.WORKER, Harm.CUT, Moment.QUEUED),
    Cell(Victim.POSTGRES, Harm.KILL, Moment.SETTLED),
    Cell(Victim.POSTGRES, Harm.RESTART, Moment.THINKING),
    Cell(Victim.POSTGRES, Harm.CUT, Moment.UNRUNG),
    Cell(Victim.REDIS, Harm.KILL, Moment.QUEUED),
    Cell(Victim.REDIS, Harm.CUT, Moment.SETTLED),
    Cell(Victim.REDIS, Harm.RESTART, Moment.AFTER),
)


@pytest.fixture(scope="module")
async def built(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    folder: Path = tmp_path_factory.mktemp("house")
    async with house(HURRY, folder) as made:
        yield made


def test_every_part_harm_and_moment_is_tried() -> None:
    assert {cell.victim for cell in CELLS} == set(Victim)
    assert {cell.harm for cell in CELLS} == set(HARMS)
    assert {cell.moment for cell in CELLS} == set(Moment)


def test_the_page_shows_the_figures_that_are_kept() -> None:
    assert report.PAGE.read_text() == report.page()


@pytest.mark.parametrize("cell", CELLS, ids=[cell.name for cell in CELLS])
async def test_what_was_accepted_ends_once_whatever_dies(built: House, cell: Cell) -> None:
    outcome = await run(built, cell, JOBS, projects=PROJECTS, harm_s=HARM_S)

    assert outcome.problems == []
    # After the load each project gets one job more.
    assert outcome.jobs == JOBS + (PROJECTS if cell.moment is Moment.AFTER else 0)
    # Flows write nothing, and one job of each fills several columns.
    several = PROJECTS * (len(WRITTEN) - len(STAGES))
    assert outcome.counts.writes == outcome.counts.succeeded - PROJECTS + several


async def test_redis_emptied_among_200_jobs_costs_nothing(built: House) -> None:
    outcome = await run(built, EMPTIED, 200, projects=4, harm_s=HARM_S)

    assert outcome.problems == []
    assert (outcome.jobs, outcome.counts.paid_twice) == (200, 0)
