"""Every suite against a running server, as one table: `make conformance`."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from conformance import RUN

# Both are inherited by the server's processes; rq reads its own when it is imported.
os.environ["RQ_KEY_PREFIX"] = RUN
os.environ["AIXSS_NEWS_PREFIX"] = RUN

from aixss.errors import AixssError
from conformance.run import Outcome, run, suites
from conformance.stage import stage

AT_ONCE = max(1, (os.cpu_count() or 1) - 1)  # the server wants a processor too


async def main(names: Sequence[str]) -> int:
    """The exit code: 0 when every case of the named suites, or of all, has passed."""
    known = suites()
    if unknown := set(names) - known.keys():
        sys.stderr.write(f"No suite is called {', '.join(sorted(unknown))}.")
        sys.stderr.write(f" There are: {', '.join(known)}.\n")
        return 2
    chosen = [path for name, path in known.items() if not names or name in names]
    try:
        async with stage() as on:
            outcomes = await on.running.during(_all(chosen, on.environment))
    except AixssError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    sys.stdout.write("\n".join([*_failures(outcomes), *_table(outcomes)]) + "\n")
    return int(any(outcome.failed for outcome in outcomes))


async def _all(paths: Iterable[Path], environment: dict[str, str]) -> list[Outcome]:
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(path: Path) -> Outcome:
        async with turn:
            return await run(path, environment)

    return await asyncio.gather(*map(one, paths))


def _failures(outcomes: Iterable[Outcome]) -> Iterable[str]:
    for outcome in outcomes:
        for case in outcome.failed:
            yield f"FAILED {outcome.suite}: {case.name}"
            yield "".join(f"    {line}\n" for line in (case.failure or "").splitlines())


def _table(outcomes: Sequence[Outcome]) -> Iterable[str]:
    width = max(len(outcome.suite) for outcome in outcomes)
    for outcome in outcomes:
        tried = outcome.tried
        skipped = len(outcome.cases) - len(tried)
        note = f"  ({skipped} skipped)" if skipped else ""
        passed = len(tried) - len(outcome.failed)
        yield f"{outcome.suite:<{width}} {passed:>4} / {len(tried)}{note}"


try:
    sys.exit(asyncio.run(main(sys.argv[1:])))
except KeyboardInterrupt:
    sys.exit(130)  # everything has been stopped by then
