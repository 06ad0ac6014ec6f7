"""The figures of benchmarks/README.md: `make bench`."""

from __future__ import annotations

import os
import sys
from uuid import uuid4

import uvloop

# Read when rq is imported: the rings of a measurement must not meet those of a studio.
os.environ.setdefault("RQ_KEY_PREFIX", f"aixss-bench-{uuid4().hex[:8]}:")

from benchmarks import jobs, reads

MEASURES = {
    "throughput": jobs.throughput,
    "latency": jobs.latency,
    "screens": reads.screens,
}


async def main(names: list[str]) -> None:
    """Run the named measurements, or all."""
    for name, measure in MEASURES.items():
        if names and name not in names:
            continue
        print(f"## {name}")
        for what, figure in (await measure()).items():
            print(f"{what:<55} {figure:10.1f}", flush=True)


uvloop.run(main(sys.argv[1:]))
