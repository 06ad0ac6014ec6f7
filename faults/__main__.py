"""`python -m faults`: the matrix of faults, or some of its cells; or the soak, or only the page."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from faults import report
from faults.cells import CELLS, Cell, run
from faults.house import Pace, house
from faults.soak import more_than, soak

JOBS, PROJECTS = 200, 4
HARM_S = 10.0  # how long a stop and a cut last
WARM_S = 30.0  # of a soak, in which pools and caches fill
GROWN_MAX_MB = 20.0


async def matrix(cells: Sequence[Cell], jobs: int, folder: Path) -> bool:
    """Whether every cell ended as promised; its figures are printed and kept."""
    is_well = True
    async with house(Pace(), folder) as built:
        for cell in cells:
            began = time.monotonic()
            try:
                outcome = await run(built, cell, jobs, projects=PROJECTS, harm_s=HARM_S)
            except TimeoutError as error:
                is_well = False
                print(f"{cell.name}: PROBLEM {error!r}. Logs are in {folder}.", flush=True)
                await built.mended()
                continue
            kept = report.figures(outcome)
            print(f"[{time.monotonic() - began:.0f} s] {report.line(cell.name, kept)}", flush=True)
            report.keep(cell.name, kept)
            report.PAGE.write_text(report.page())
            is_well &= not outcome.problems
    return is_well


async def soaking(minutes: float, folder: Path) -> bool:
    """Whether nothing is left behind by so long a load; all that was counted is printed."""
    async with house(Pace(), folder) as built:
        soaked = await soak(built, minutes * 60, warm_s=WARM_S)
    print(f"jobs {soaked.jobs}, cancels {soaked.cancels}, watchers {soaked.watchers},", end=" ")
    print(f"facts told {soaked.facts}; memory grew by {soaked.grown_mb} MB")
    print(f"memory halfway: {soaked.halfway_mb} MB")
    print(f"before: {soaked.before}\nafter:  {soaked.after}")
    for each in soaked.problems:
        print(f"PROBLEM {each}")
    too_many = more_than(soaked.after, soaked.before)
    for name in too_many:
        print(f"PROBLEM more {name} than before")
    is_flat = max(soaked.grown_mb) < GROWN_MAX_MB
    return is_flat and not too_many and not soaked.problems


def main() -> None:
    """Run what was asked for; ends with 1 when something is not as promised."""
    asked = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    asked.add_argument("what", nargs="?", choices=("matrix", "soak", "page"), default="matrix")
    asked.add_argument("--minutes", type=float, default=10, help="how long to soak")
    asked.add_argument("--only", default="", help="only cells whose name has this in it")
    asked.add_argument("--jobs", type=int, default=JOBS, help="of each cell")
    asked.add_argument("--logs", type=Path, help="an empty folder for the servers and their logs")
    given = asked.parse_args()
    if given.what == "page":
        report.PAGE.write_text(report.page())
        return
    cells = [cell for cell in CELLS if given.only in cell.name]
    with TemporaryDirectory() as made:
        folder = given.logs or Path(made)
        work = (
            soaking(given.minutes, folder)
            if given.what == "soak"
            else matrix(cells, given.jobs, folder)
        )
        is_well = asyncio.run(work)
    sys.exit(not is_well)


if __name__ == "__main__":
    main()
