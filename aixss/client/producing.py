"""From a story to a finished production, through the API alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import NamedTuple

from aixss.client.board import EVENTS
from aixss.client.errors import ClientError, Refused
from aixss.client.story import Story
from aixss.client.studio import Json, Studio

FAILURES_NAMED = 20
PROJECT_PREFIX, JOB_PREFIX = "prj_", "job_"

CREATE = """
mutation ($input: CreateProjectInput!) {
  createProject(input: $input) { project { id } errors { code message path } }
}
"""
PRODUCE = """
mutation ($input: ProduceProjectInput!) {
  produceProject(input: $input) { job { id } errors { code message path } }
}
"""
PROFILES = "{ aiProfiles { id provider model baseUrl revision } }"
CREATE_PROFILE = """
mutation ($input: CreateAIProfileInput!) {
  createAIProfile(input: $input) { profile { id } errors { code message path } }
}
"""
UPDATE_PROFILE = """
mutation ($input: UpdateAIProfileInput!) {
  updateAIProfile(input: $input) { profile { id } errors { code message path } }
}
"""
JOB = "query ($id: ID!) { job(id: $id) { id status createdAt project { id } } }"
FAILED = """
query ($project: ID!, $since: DateTime!, $first: Int!) {
  jobs(
    first: $first
    filter: {
      projectId: { eq: $project } status: { eq: FAILED } createdAt: { from: $since }
    }
  ) {
    totalCount
    nodes { title episode { order } scene { order } error { code message } children { id } }
  }
}
"""
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


async def start(
    studio: Studio, story: Story, wanted: Mapping[str, int | None], model: Model | None
) -> Started:
    """Make the project and start its production; `wanted` holds parameters of produceProject."""
    profile_id = await _profile(studio, model) if model else None
    project = {
        "title": story.title,
        "summary": story.summary,
        "story": story.text,
        "style": story.style,
        "language": story.language.upper(),
    }
    made = await studio.mutate(CREATE, project)
    project_id = made["project"]["id"]
    order = {"projectId": project_id, "profileId": profile_id, **wanted}
    given = {name: value for name, value in order.items() if value is not None}
    return Started(project_id, (await studio.mutate(PRODUCE, given))["job"]["id"])


def check_id(text: str) -> None:
    """Return when a text may be the id of a project or a job; raises ClientError."""
    if not text.startswith((PROJECT_PREFIX, JOB_PREFIX)):
        raise ClientError(
            f"{text} is no id of a project ({PROJECT_PREFIX}...) or a job ({JOB_PREFIX}...)."
        )


async def find(studio: Studio, text: str) -> tuple[str, str | None]:
    """The project to follow for the id of a project or job, and the job; raises ClientError."""
    if text.startswith(PROJECT_PREFIX):
        return text, None
    job = (await studio.query(JOB, id=text))["job"]
    if job is None or job["project"] is None:
        raise Refused("There is no such job.", "NOT_FOUND")
    return job["project"]["id"], text


async def follow(
    studio: Studio, project_id: str, job_id: str | None, take: Callable[[Json], object]
) -> None:
    """Hand every event on until the job ends, or without one, until nothing is at work."""
    active: set[str] = set()
    async with aclosing(studio.subscribe(EVENTS, projectId=project_id)) as events:
        async for event in events:
            take(event)
            match event["__typename"]:
                case "ProjectSnapshot":
                    active = {job["id"] for job in event["activeJobs"]}
                case "JobQueued":
                    active.add(event["jobId"])
                case "JobSucceeded" | "JobFailed" | "JobCancelled":
                    active.discard(event["jobId"])
            if not active or (job_id and job_id not in active):
                return


async def failures(studio: Studio, project_id: str, job_id: str) -> list[str]:
    """A sentence for each failure since the job began, none when all went well."""
    job = (await studio.query(JOB, id=job_id))["job"]
    found = await studio.query(
        FAILED, project=project_id, since=job["createdAt"], first=FAILURES_NAMED
    )
    jobs = found["jobs"]["nodes"]
    # A flow fails because its jobs do: those say why.
    causes = [each for each in jobs if not each["children"]] or jobs
    said = [_failure(each) for each in causes]
    if found["jobs"]["totalCount"] > len(jobs):
        said.append(f"There are {found['jobs']['totalCount']} failed jobs in all.")
    return said or ([] if job["status"] == "SUCCEEDED" else [f"The job is {job['status']}."])


def _failure(job: Json) -> str:
    where = [f"episode {job['episode']['order']}"] if job["episode"] else []
    where += [f"scene {job['scene']['order']}"] if job["scene"] else []
    place = f" ({', '.join(where)})" if where else ""
    return f"{job['title']}{place} failed: {job['error']['message']} [{job['error']['code']}]"


async def _profile(studio: Studio, model: Model) -> str:
    """The profile of this model, made or given the present key."""
    for known in (await studio.query(PROFILES))["aiProfiles"]:
        if (known["baseUrl"], known["model"]) == (model.base_url, model.name):
            change = {
                "id": known["id"],
                "patch": {"apiKey": model.key},
                "expectedRevision": known["revision"],
            }
            return str((await studio.mutate(UPDATE_PROFILE, change))["profile"]["id"])
    fields = {
        "name": model.name[:80],
        "provider": COMPATIBLE,
        "model": model.name,
        "baseUrl": model.base_url,
    }
    given = fields | ({"apiKey": model.key} if model.key else {})
    return str((await studio.mutate(CREATE_PROFILE, given))["profile"]["id"])
