"""Following a project in a terminal, and what is left to say and to write at its end."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from rich.console import Console

from aixss.client import producing, production
from aixss.client.board import Board, counted
from aixss.client.display import showing
from aixss.client.errors import ClientError, Unreachable
from aixss.client.made import Production
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

    When it is interrupted, `resume` is told: the command that goes on with it.
    """
    began = time.monotonic()
    try:
        with showing(Board(), console) as take:
            await producing.follow(studio, project_id, job_id, take)
    except (asyncio.CancelledError, Unreachable):
        console.print(f"Interrupted; what is done is kept. To go on: {resume}")
        raise
    failures = await producing.failures(studio, project_id, job_id) if job_id else []
    for failure in failures:
        console.print(failure)
    made = await production.fetch(studio, project_id)
    console.print(_sum(made, time.monotonic() - began))
    if folder and made.episodes:
        try:
            book, data = production.write(made, folder)
        except ClientError as error:
            raise ClientError(f"{error} To try again: {resume}") from None
        console.print(f"Written: {book} and {data}.")
    return not failures


def _sum(made: Production, seconds: float) -> str:
    stats = made.project.stats
    scenes = f"{stats.completed_scene_count} of {counted(stats.scene_count, 'scene')}"
    by = production.makers(made)
    drafted = f", drafted by {by}" if by else ""
    return (
        f"{made.project.title}: {counted(stats.episode_count, 'episode')},"
        f" {scenes} complete{drafted}, in {seconds:.0f} s."
    )
