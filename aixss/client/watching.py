"""Following a project in a terminal, and what is left to say and to write at its end."""

from __future__ import annotations

import asyncio
from pathlib import Path

from rich.console import Console

from aixss.client import producing, production
from aixss.client.board import Board
from aixss.client.display import showing
from aixss.client.studio import Studio


async def watch(
    studio: Studio,
    project_id: str,
    job_id: str | None,
    folder: Path | None,
    console: Console,
    resume: str,
) -> bool:
    """Show the work to its end and write the production; whether all of it went well.

    When it is interrupted, `resume` is told: what to enter to go on.
    """
    try:
        with showing(Board(), console) as take:
            await producing.follow(studio, project_id, job_id, take)
    except asyncio.CancelledError:
        console.print(f"Interrupted; what is done is kept. To go on: {resume}")
        raise
    failures = await producing.failures(studio, project_id, job_id) if job_id else []
    for failure in failures:
        console.print(failure)
    if folder:
        book, data = production.write(await production.fetch(studio, project_id), folder)
        console.print(f"Written: {book} and {data}.")
    return not failures
