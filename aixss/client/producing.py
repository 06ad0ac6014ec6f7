"""From a story to a finished production, through the API alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from aixss.client.board import Event
from aixss.client.errors import ClientError, Refused, present
from aixss.client.generated.enums import JobStatus, Language
from aixss.client.generated.follow import (
    FollowEventJobCancelled,
    FollowEventJobFailed,
    FollowEventJobQueued,
    FollowEventJobSucceeded,
    FollowEventProjectSnapshot,
)
from aixss.client.generated.fragments import FailedJob
from aixss.client.generated.input_types import (
    AIProfileFilter,
    AIProfilePatch,
    CreateAIProfileInput,
    CreateProjectInput,
    ProduceProjectInput,
    StringEquality,
    TextMatch,
    UpdateAIProfileInput,
)
from aixss.client.story import Story
from aixss.client.studio import Studio

FAILURES_NAMED = 20
PROJECT_PREFIX, JOB_PREFIX = "prj_", "job_"
# As the server makes them, of which the client imports nothing.
SHAPE = re.compile(rf"({PROJECT_PREFIX}|{JOB_PREFIX})[0-7][0-9a-hjkmnp-tv-z]{{25}}")

COMPATIBLE = "openai_compatible"


@dataclass(frozen=True)
class Model:
    """A model behind an OpenAI-compatible address."""

    base_url: str
    name: str
    key: str | None


class Started(NamedTuple):
    """A production under way."""

    project_id: str
    job_id: str


@dataclass(frozen=True)
class Wanted:
    """How much a production is to have; the story decides what is None."""

    episodes: int | None = None
    scenes: int | None = None
    storyboards: int = 0


async def start(studio: Studio, story: Story, wanted: Wanted, model: Model | None) -> Started:
    """Make the project and start its production."""
    profile_id = await _profile(studio, model) if model else None
    given = CreateProjectInput(
        title=story.title,
        summary=story.summary,
        story=story.text,
        style=story.style,
        language=Language(story.language.upper()),
    )
    project = present((await studio.create_project(given)).project)
    order = ProduceProjectInput(
        project_id=project.id,
        profile_id=profile_id,
        target_episode_count=wanted.episodes,
        scene_count=wanted.scenes,
        storyboards=wanted.storyboards,
    )
    return Started(project.id, present((await studio.produce_project(order)).job).id)


def check_id(text: str) -> None:
    """Return when a text may be the id of a project or a job; raises ClientError."""
    if not SHAPE.fullmatch(text):
        raise ClientError(
            f"{text} is no id of a project ({PROJECT_PREFIX}...) or a job ({JOB_PREFIX}...)."
        )


async def find(studio: Studio, text: str) -> tuple[str, str | None]:
    """The project to follow for the id of a project or job, and the job; raises ClientError."""
    if text.startswith(PROJECT_PREFIX):
        return text, None
    job = await studio.job(text)
    if job is None or job.project is None:
        raise Refused("There is no such job.", "NOT_FOUND")
    return job.project.id, text


async def follow(
    studio: Studio, project_id: str, job_id: str | None, take: Callable[[Event], object]
) -> None:
    """Hand every event on until the job ends, or without one, until nothing is at work."""
    active: set[str] = set()
    async for event in studio.follow(project_id):
        take(event)
        match event:
            case FollowEventProjectSnapshot():
                active = {job.id for job in event.active_jobs}
            case FollowEventJobQueued():
                active.add(event.job_id)
            case FollowEventJobSucceeded() | FollowEventJobFailed() | FollowEventJobCancelled():
                active.discard(event.job_id)
        if not active or (job_id and job_id not in active):
            return


async def failures(studio: Studio, project_id: str, job_id: str) -> list[str]:
    """A sentence for each failure since the job began, none when all went well."""
    job = present(await studio.job(job_id))
    found = await studio.failed_jobs(project_id, job.created_at, FAILURES_NAMED)
    # A flow fails because its jobs do: those say why.
    causes = [each for each in found.nodes if not each.children.total_count] or found.nodes
    said = [_failure(each) for each in causes]
    if found.total_count > len(found.nodes):
        said.append(f"There are {found.total_count} failed jobs in all.")
    return said or (
        [] if job.status is JobStatus.SUCCEEDED else [f"The job is {job.status.value}."]
    )


def _failure(job: FailedJob) -> str:
    where = [f"episode {job.episode.order}"] if job.episode else []
    where += [f"scene {job.scene.order}"] if job.scene else []
    place = f" ({', '.join(where)})" if where else ""
    error = present(job.error)
    return f"{job.title}{place} failed: {error.message} [{error.code.value}]"


async def _profile(studio: Studio, model: Model) -> str:
    """The profile of this model, made or given the present key."""
    same = AIProfileFilter(provider=StringEquality(eq=COMPATIBLE), model=TextMatch(eq=model.name))
    for known in (await studio.profiles(same)).nodes:
        if known.base_url == model.base_url:
            change = UpdateAIProfileInput(
                id=known.id,
                patch=AIProfilePatch(api_key=model.key),
                expected_revision=known.revision,
            )
            return present((await studio.update_profile(change)).profile).id
    given = CreateAIProfileInput(
        name=model.name[:80],
        provider=COMPATIBLE,
        model=model.name,
        base_url=model.base_url,
        api_key=model.key,
    )
    return present((await studio.create_profile(given)).profile).id
