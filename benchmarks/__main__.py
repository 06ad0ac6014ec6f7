"""The figures of benchmarks/README.md, as Markdown: `make bench`, or the names of some."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from uuid import uuid4

import uvloop

# Read when rq is imported: the rings of a measurement must not meet those of a studio.
os.environ.setdefault("RQ_KEY_PREFIX", f"aixss-bench-{uuid4().hex[:8]}:")

from aixss.kit import logs
from benchmarks import jobs, reads, rings

FIGURES = {"throughput": jobs.throughput, "latency": jobs.latency}
TABLES = {
    "rings": rings.rates,
    "rings-start": rings.delays,
    "rings-memory": rings.growth,
}


async def main(names: Sequence[str]) -> None:
    """Run the named measurements, or all."""
    known = [*FIGURES, *TABLES, *reads.MEASURES]
    if unknown := sorted(set(names) - set(known)):
        sys.exit(f"There is no {', '.join(unknown)}: choose among {', '.join(known)}.")
    wanted = [name for name in known if name in names or not names]
    logs.configure("json", "WARNING")  # as a service does, without a line for each job
    for name in wanted:
        if name in FIGURES:
            print(f"\n## {name}\n")
            for what, figure in (await FIGURES[name]()).items():
                print(f"{what:<55} {figure:10.1f}", flush=True)
        if name in TABLES:
            print(f"\n## {name}\n\n{await TABLES[name]()}", flush=True)
    async for title, table in reads.measured([name for name in wanted if name in reads.MEASURES]):
        print(f"\n## {title}\n\n{table}", flush=True)


uvloop.run(main(sys.argv[1:]))
