"""Bad input gets a typed error with a code, a path and a sentence; nothing is written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from aixss.accounts.models import Role
from aixss.errors import Invalid
from aixss.jobs import failures, lifecycle
from aixss.kit import ids
from aixss.stories.models import Episode, Project, Scene
from tests import factories
from tests.studio import Studio, public, studio, written

NOWHERE = ids.encode("scn", ids.new())


@pytest.fixture(scope="module")
async def we(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as member:
        yield member


@dataclass(frozen=True)
class World:
    """What the cases are about."""

    project: Project
    episode: Episode
    scene: Scene
    theirs: Scene  # of another team


@pytest.fixture
async def world(we: Studio) -> World:
    project = await factories.project(we.team, language="en")
    episode = await factories.episode(project)
    theirs = await factories.scene(await factories.episode(await factories.project()))
    return World(project, episode, await factories.scene(episode), theirs)


UNFOCUSED = {"size": "CU", "focalLength": "35"}
CUT = {"type": "CUT", "durationMs": 0}
Given = Callable[[World], dict[str, Any]]


def edit(**patch: object) -> Given:
    return lambda world: {"id": public(world.scene), "patch": patch, "expectedRevision": 1}


def about(field: str, **more: object) -> Given:
    def given(world: World) -> dict[str, Any]:
        row = getattr(world, field.removesuffix("Id"))
        return {field: public(row), **more}

    return given


def line(**fields: object) -> dict[str, object]:
    return {"order": 1, "type": "NARRATION", "content": "Wind.", **fields}


# mutation, input, code, path
CASES: dict[str, tuple[str, Given, str, list[str]]] = {
    "a title too long": (
        "createProject",
        lambda _: {"title": "x" * 121},
        "INVALID",
        ["title"],
    ),
    "an empty title": ("createProject", lambda _: {"title": "  "}, "INVALID", ["title"]),
    "a NUL character": (
        "createProject",
        lambda _: {"title": "T", "summary": "a\0b"},
        "INVALID",
        ["summary"],
    ),
    "a NUL character within an artefact": (
        "updateScene",
        edit(dialogue={"lines": [{"order": 1, "type": "NARRATION", "content": "a\0b"}]}),
        "INVALID",
        ["patch", "dialogue"],
    ),
    "a summary too long": (
        "updateScene",
        edit(summary="x" * 2001),
        "INVALID",
        ["patch", "summary"],
    ),
    "null for what cannot be cleared": (
        "updateScene",
        edit(summary=None),
        "INVALID",
        ["patch", "summary"],
    ),
    "a bound deep within an artefact": (
        "updateScene",
        edit(dialogue={"lines": [line(), line(order=2, content="")]}),
        "INVALID",
        ["patch", "dialogue", "lines", "1", "content"],
    ),
    "a rule of an artefact": (
        "updateScene",
        edit(dialogue={"lines": [line(), line(order=3)]}),
        "INVALID",
        ["patch", "dialogue", "lines", "1", "order"],
    ),
    "a colour in words": (
        "createCharacter",
        lambda world: {"projectId": public(world.project), "name": "Tam", "primaryColor": "red"},
        "INVALID",
        ["primaryColor"],
    ),
    "a focal length without its unit": (
        "updateScene",
        edit(shotDesign={"shot": UNFOCUSED, "transitionIn": CUT, "transitionOut": CUT}),
        "INVALID",
        ["patch", "shotDesign", "shot", "focalLength"],
    ),
    "a speaker outside the cast": (
        "updateScene",
        edit(dialogue={"lines": [line(type="DIALOGUE", speakerId=ids.encode("chr", ids.new()))]}),
        "INVALID",
        ["patch", "dialogue", "lines", "0", "speakerId"],
    ),
    "a character of nowhere": (
        "updateScene",
        edit(castIds=[ids.encode("chr", ids.new())]),
        "INVALID",
        ["patch", "castIds", "0"],
    ),
    "a malformed id within an artefact": (
        "updateScene",
        edit(dialogue={"lines": [line(type="DIALOGUE", speakerId="chr_x")]}),
        "BAD_ID",
        ["patch", "dialogue", "lines", "0", "speakerId"],
    ),
    "a colour that is none": (
        "createCharacter",
        about("projectId", name="Lin", primaryColor="red"),
        "INVALID",
        ["primaryColor"],
    ),
    "a malformed id": (
        "updateScene",
        lambda _: {"id": "scene-1", "patch": {}, "expectedRevision": 1},
        "BAD_ID",
        ["id"],
    ),
    "the id of another kind of object": (
        "deleteScene",
        lambda world: {"id": public(world.episode)},
        "BAD_ID",
        ["id"],
    ),
    "an unknown id": ("deleteScene", lambda _: {"id": NOWHERE}, "NOT_FOUND", ["id"]),
    "another team's id": (
        "deleteScene",
        lambda world: {"id": public(world.theirs)},
        "NOT_FOUND",
        ["id"],
    ),
    "another team's episode for a new scene": (
        "createScene",
        lambda world: {"episodeId": public(Episode(id=world.theirs.episode_id))},
        "NOT_FOUND",
        ["episodeId"],
    ),
    "a revision that is not there yet": (
        "updateScene",
        lambda world: {"id": public(world.scene), "patch": {"notes": "n"}, "expectedRevision": 9},
        "INVALID",
        ["expectedRevision"],
    ),
    "a place beyond the list": (
        "moveScene",
        lambda world: {"id": public(world.scene), "position": 2, "expectedRevision": 1},
        "INVALID",
        ["position"],
    ),
    "a place before the list": (
        "moveScene",
        lambda world: {"id": public(world.scene), "position": 0, "expectedRevision": 1},
        "INVALID",
        ["position"],
    ),
    "101 episodes": (
        "planEpisodes",
        about("projectId", targetEpisodeCount=101),
        "INVALID",
        ["targetEpisodeCount"],
    ),
    "no episodes": (
        "produceProject",
        about("projectId", targetEpisodeCount=0),
        "INVALID",
        ["targetEpisodeCount"],
    ),
    "5 scenes": (
        "generateEpisodeSceneList",
        about("episodeId", sceneCount=5),
        "INVALID",
        ["sceneCount"],
    ),
    "an unknown profile": (
        "generateSceneAnchor",
        about("sceneId", profileId=ids.encode("prf", ids.new())),
        "NOT_FOUND",
        ["profileId"],
    ),
    "an unknown provider": (
        "createAIProfile",
        lambda _: {"name": "P", "provider": "nobody", "model": "m"},
        "INVALID",
        ["provider"],
    ),
    "a provider without its key": (
        "createAIProfile",
        lambda _: {
            "name": "P",
            "provider": "openai_compatible",
            "model": "m",
            "baseUrl": "file:///etc",
        },
        "INVALID",
        ["baseUrl"],
    ),
    "a password in an address": (
        "createAIProfile",
        lambda _: {
            "name": "P",
            "provider": "offline",
            "model": "m",
            "baseUrl": "https://me:secret@example.org/v1",
        },
        "INVALID",
        ["baseUrl"],
    ),
    "a NUL character in a profile": (
        "createAIProfile",
        lambda _: {"name": "a\0b", "provider": "offline", "model": "m"},
        "INVALID",
        ["name"],
    ),
    "a temperature too high": (
        "createAIProfile",
        lambda _: {
            "name": "P",
            "provider": "offline",
            "model": "m",
            "parameters": {"temperature": 3},
        },
        "INVALID",
        ["parameters", "temperature"],
    ),
    "an idempotency key too long": (
        "createProject",
        lambda _: {"title": "T", "idempotencyKey": "k" * 201},
        "INVALID",
        ["idempotencyKey"],
    ),
    "a move that is not open": (
        "advanceProject",
        lambda world: {"id": public(world.project), "move": "CONFIRM_PLAN"},
        "ILLEGAL_MOVE",
        [],
    ),
    "a scene list that is not there": (
        "reopenSceneList",
        about("episodeId"),
        "ILLEGAL_MOVE",
        [],
    ),
    "an address that is none": (
        "register",
        lambda _: {"email": "nobody", "password": "12345678"},
        "INVALID",
        ["email"],
    ),
    "a password too short": (
        "register",
        lambda _: {"email": "a@example.org", "password": "1"},
        "INVALID",
        ["password"],
    ),
    "a wrong password": (
        "login",
        lambda _: {"email": "a@example.org", "password": "12345678"},
        "UNAUTHENTICATED",
        [],
    ),
    "a refresh token that is none": (
        "refresh",
        lambda _: {"refreshToken": "x"},
        "UNAUTHENTICATED",
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
async def test_a_refusal_says_what_and_where_and_writes_nothing(
    we: Studio, world: World, case: str
) -> None:
    name, given, code, path = CASES[case]
    before = await written()

    refused = await we.send(name, **given(world))

    (error,) = refused["errors"]
    assert (error["code"], error["path"]) == (code, path)
    assert error["message"].endswith(".")
    assert "pattern" not in error["message"], "a creator reads no regular expressions"
    assert await written() == before


async def test_every_bad_value_is_named_at_once(we: Studio, world: World) -> None:
    patch = {"summary": "x" * 2001, "notes": "x" * 6001}

    refused = await we.send("updateScene", id=public(world.scene), patch=patch, expectedRevision=0)

    paths = [error["path"] for error in refused["errors"]]
    assert paths == [["patch", "summary"], ["patch", "notes"], ["expectedRevision"]]


async def test_a_summary_too_short_is_missing(we: Studio) -> None:
    project = await factories.project(we.team, summary="Short.", style="")
    before = await written()

    refused = await we.send("planEpisodes", "job { id }", projectId=public(project))

    (error,) = refused["errors"]
    assert (error["code"], error["missing"]) == ("NOT_READY", ["summary", "artStyle"])
    assert "100 characters" in error["message"]
    assert refused["job"] is None
    assert await written() == before


async def test_a_stale_revision_conflicts_and_shows_the_current_one(
    we: Studio, world: World
) -> None:
    given = edit(summary="Mine.", castIds=[])(world)
    cast = [public(await factories.character(world.project))]
    await we.done("updateScene", **edit(summary="Theirs.", castIds=cast)(world))
    before = await written()

    refused = await we.send("updateScene", "scene { id }", **given)

    (error,) = refused["errors"]
    assert (error["__typename"], error["fields"]) == ("ConflictError", ["summary", "castIds"])
    assert (error["current"], error["currentRevision"]) == ({"id": public(world.scene)}, 2)
    assert (await Scene.get(id=world.scene.id)).summary == "Theirs."
    assert await written() == before


async def test_a_start_that_collides_names_the_job_in_the_way(we: Studio, world: World) -> None:
    running = await we.start("refine_scene_all", world.scene)
    await lifecycle.claim(running.id, ids.new())
    before = await written()

    refused = await we.send("generateSceneAnchor", "job { id }", sceneId=public(world.scene))

    (error,) = refused["errors"]
    assert (error["code"], error["jobs"]) == ("ACTIVE_JOB", [{"id": public(running)}])
    assert await written() == before


async def test_the_same_start_again_is_the_same_job(we: Studio, world: World) -> None:
    job = await we.start("generate_scene_anchor", world.scene)
    before = await written()

    again = await we.done(
        "generateSceneAnchor", "job { id } deduplicated", sceneId=public(world.scene)
    )

    assert (again["job"]["id"], again["deduplicated"]) == (public(job), True)
    assert await written() == before


async def test_what_jobs_work_on_is_not_deleted(we: Studio, world: World) -> None:
    job = await we.start("generate_scene_anchor", world.scene)

    refused = [
        await we.send(f"delete{type(row).__name__}", id=public(row))
        for row in (world.scene, world.episode, world.project)
    ]

    codes = [(each["errors"][0]["code"], each["errors"][0]["jobs"]) for each in refused]
    assert codes == [("ACTIVE_JOB", [{"id": public(job)}])] * 3


async def test_an_ended_job_is_not_cancelled(we: Studio, world: World) -> None:
    job = await we.start("generate_scene_anchor", world.scene)
    row = await lifecycle.claim(job.id, ids.new())
    assert row is not None
    await failures.fail(row, None, Invalid("It could not be done."))
    before = await written()

    refused = await we.send("cancelJob", "job { id }", id=public(job))

    (error,) = refused["errors"]
    assert (error["code"], error["path"]) == ("INVALID", ["id"])
    assert "FAILED" in error["message"]
    assert await written() == before


async def test_a_live_job_is_not_retried(we: Studio, world: World) -> None:
    job = await we.start("generate_scene_anchor", world.scene)

    refused = await we.send("retryJob", "job { id }", id=public(job))

    assert (refused["errors"][0]["code"], refused["job"]) == ("INVALID", None)


async def test_a_key_used_for_something_else_is_refused(we: Studio) -> None:
    key = ids.new().hex
    await we.done("createProject", title="One", idempotencyKey=key)
    before = await written()

    refused = await we.send("createProject", "project { id }", title="Two", idempotencyKey=key)

    (error,) = refused["errors"]
    assert (error["code"], error["path"]) == ("IDEMPOTENCY_MISMATCH", ["idempotencyKey"])
    assert await written() == before


async def test_a_refusal_does_not_use_up_its_key(we: Studio, world: World) -> None:
    given = {"id": public(world.scene), "idempotencyKey": ids.new().hex}
    job = await we.start("generate_scene_anchor", world.scene)

    refused = await we.send("deleteScene", **given)
    await we.done("cancelJob", id=public(job))

    assert refused["errors"][0]["code"] == "ACTIVE_JOB"
    assert (await we.done("deleteScene", "deletedId", **given))["deletedId"] == given["id"]


async def test_an_unknown_enum_value_never_reaches_the_mutation(we: Studio, world: World) -> None:
    before = await written()

    answer = await we.answer("advanceProject", "", {"id": public(world.project), "move": "FLY"})

    assert answer["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
    assert await written() == before


@pytest.mark.parametrize(
    ("mutation", "given"),
    [
        ("createProject", lambda _: {"title": "T"}),
        ("deleteScene", lambda world: {"id": public(world.scene)}),
        ("generateSceneAnchor", about("sceneId")),
        ("cancelJob", lambda _: {"id": ids.encode("job", ids.new())}),
    ],
)
async def test_viewers_and_strangers_change_nothing(
    we: Studio, world: World, mutation: str, given: Given
) -> None:
    viewer, stranger = await we.as_role(Role.VIEWER), replace(we, token="")
    before = await written()

    answers = [await each.answer(mutation, "", given(world)) for each in (viewer, stranger)]

    codes = [answer["errors"][0]["extensions"]["code"] for answer in answers]
    assert codes == ["FORBIDDEN", "UNAUTHENTICATED"]
    assert await written() == before
