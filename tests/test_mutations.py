"""What mutations do, through a real server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from strawberry.utils.str_converters import to_camel_case

from aixss.accounts.models import AuditEntry, Role
from aixss.api.mutations.starts import name_of
from aixss.jobs.models import AIProfile, Job
from aixss.jobs.spec import Kind, Scope
from aixss.kinds.registry import load
from aixss.kit import db, ids
from aixss.stories.models import Episode, Project, Scene, StaleMark, StoryboardGroup, Version
from tests import artefacts, factories, storyboards
from tests.studio import Studio, public, studio, written

KINDS = list(load())
ABOUT_STORIES = [kind for kind in KINDS if kind.scope is not Scope.TEAM]
SESSION = "session { accessToken refreshToken expiresAt viewer { user { email } role } }"
PASSWORD = "a long enough password"


@pytest.fixture(scope="module")
async def we(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as member:
        yield member


def address() -> str:
    return f"{ids.new().hex}@example.org"


async def scene(we: Studio, **fields: Any) -> Scene:
    episode = await factories.episode(await factories.project(we.team, language="en"))
    return await factories.scene(episode, **fields)


# Accounts


async def test_a_session_can_be_opened_and_speaks_for_its_user(we: Studio) -> None:
    email = address()

    opened = await we.done("register", SESSION, email=email, password=PASSWORD, name="Lin")

    session = opened["session"]
    assert session["viewer"] == {"user": {"email": email}, "role": "OWNER"}
    me = await we.api.data("{ viewer { user { email } } }", token=session["accessToken"])
    assert me["viewer"]["user"]["email"] == email


async def test_a_session_goes_on_with_new_tokens_until_it_is_ended(we: Studio) -> None:
    email = address()
    await we.done("register", SESSION, email=email, password=PASSWORD)

    first = (await we.done("login", SESSION, email=email, password=PASSWORD))["session"]
    second = (await we.done("refresh", SESSION, refreshToken=first["refreshToken"]))["session"]
    await we.done("logout", refreshToken=second["refreshToken"])

    assert second["refreshToken"] != first["refreshToken"]
    ended = await we.send("refresh", SESSION, refreshToken=second["refreshToken"])
    assert (ended["session"], ended["errors"][0]["code"]) == (None, "UNAUTHENTICATED")
    refused = await we.api.gql("{ viewer { role } }", token=second["accessToken"])
    assert refused["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_who_has_just_signed_up_goes_on_in_the_same_operation(we: Studio) -> None:
    document = """
    mutation($who: RegisterInput!, $what: CreateProjectInput!) {
      register(input: $who) { session { viewer { team { id } } } }
      createProject(input: $what) { project { title } errors { code } }
    }
    """
    who = {"email": address(), "password": PASSWORD}

    made = await we.api.data(document, {"who": who, "what": {"title": "First"}})

    assert made["createProject"] == {"project": {"title": "First"}, "errors": []}
    assert made["register"]["session"]["viewer"]["team"]["id"]


# The causal chain


async def chained(we: Studio) -> Project:
    return await factories.project(we.team, language="en", causal_chain=artefacts.causal_chain())


def as_input(value: Any) -> Any:
    """A stored artefact as the API takes it."""
    if isinstance(value, dict):
        return {to_camel_case(name): as_input(each) for name, each in value.items()}
    return [as_input(each) for each in value] if isinstance(value, list) else value


CHAIN = (
    "project { causalChain { validationStatus outlineSummary consistencyChecks { hasPassed } } }"
)


async def test_a_chain_is_edited_and_what_it_replaces_is_kept(we: Studio) -> None:
    project = await chained(we)
    chain = artefacts.causal_chain("A keeper stops answering.").model_dump(mode="json")
    chain["consistency_checks"]["no_redundant_role"] = False

    done = await we.done(
        "updateProject",
        CHAIN,
        id=public(project),
        expectedRevision=1,
        patch={"causalChain": as_input(chain)},
    )

    (version,) = await Version.filter(target_id=project.id, field="causal_chain")
    assert done["project"]["causalChain"] == {
        "validationStatus": "NEEDS_REVISION",
        "outlineSummary": "A keeper stops answering.",
        "consistencyChecks": {"hasPassed": False},
    }
    assert version.body == artefacts.causal_chain().model_dump(mode="json")


async def test_a_chain_with_a_stranger_is_refused_where_they_stand(we: Studio) -> None:
    project = await chained(we)
    chain = artefacts.causal_chain("Somebody else comes.").model_dump(mode="json")
    chain["beat_flow"]["acts"][1]["beats"][2]["characters"] = ["Lin 0", "The mayor"]
    before = await written()

    refused = await we.send(
        "updateProject",
        id=public(project),
        expectedRevision=1,
        patch={"causalChain": as_input(chain)},
    )

    (error,) = refused["errors"]
    assert error["code"] == "INVALID"
    assert error["message"] == (
        "Neither the character matrix nor the cast knows this name: use one of “Lin 0”, “Lin 1”."
    )
    path = "patch.causalChain.beatFlow.acts.1.beats.2.characters.1"
    assert ".".join(error["path"]).endswith(path)
    assert await written() == before


# Content

CONTENT: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "Project": ("project", {"title": "The lamp"}, {"title": "The light", "language": "EN"}),
    "Episode": ("episode", {"title": "One"}, {"summary": "A letter comes."}),
    "Scene": ("scene", {"summary": "The lamp is lit."}, {"notes": "Rain."}),
    "Character": (
        "character",
        {"name": "Lin"},
        {"aliases": ["Lin Wan"], "primaryColor": "#aabbcc"},
    ),
    "CharacterRelationship": ("characterRelationship", {"type": "FAMILY"}, {"intensity": 9}),
    "WorldViewElement": ("worldViewElement", {"type": "ERA", "title": "Then"}, {"content": "1900"}),
}


async def keys(we: Studio, type_name: str) -> dict[str, str]:
    project = await factories.project(we.team)
    match type_name:
        case "Project":
            return {}
        case "Scene":
            return {"episodeId": public(await factories.episode(project))}
        case "CharacterRelationship":
            pair = [await factories.character(project), await factories.character(project)]
            return {"sourceId": public(pair[0]), "targetId": public(pair[1])}
        case _:
            return {"projectId": public(project)}


@pytest.mark.parametrize("type_name", CONTENT)
async def test_content_is_made_changed_trashed_and_restored(we: Studio, type_name: str) -> None:
    field, new, patch = CONTENT[type_name]
    select = f"{field} {{ id revision {' '.join([*new, *patch])} }}"

    made = await we.done(f"create{type_name}", select, **await keys(we, type_name), **new)
    which = {"id": made[field]["id"]}
    changed = await we.done(f"update{type_name}", select, **which, patch=patch, expectedRevision=1)
    gone = await we.done(f"delete{type_name}", "deletedId", **which)
    missing = await we.ask("query($id: ID!) { node(id: $id) { id } }", **which)
    back = await we.done(f"restore{type_name}", select, **which)

    assert made[field] | new == made[field]
    assert changed[field] == made[field] | patch | {"revision": 2}
    assert gone["deletedId"] == which["id"]
    assert missing["node"] is None
    assert back[field] == changed[field]


async def test_a_relationship_has_an_arc_over_episodes_that_there_are(we: Studio) -> None:
    project = await factories.project(we.team)
    pair = [await factories.character(project), await factories.character(project)]
    given = {"sourceId": public(pair[0]), "targetId": public(pair[1])}
    select = """characterRelationship { id revision arc { turns {
      episodeOrder change newIntensity } } }"""
    turns = [{"episodeOrder": n, "change": "他们相遇。", "newIntensity": n} for n in (1, 3)]

    early = await we.done(
        "createCharacterRelationship", select, **given, type="FAMILY", arc={"turns": turns}
    )
    made = early["characterRelationship"]
    await factories.episode(project)
    which = {"id": made["id"], "expectedRevision": 1}
    change = {**turns[0], "change": "他们分开。"}
    late, twice, known = [
        await we.send("updateCharacterRelationship", select, **which, patch={"arc": arc})
        for arc in (
            {"turns": [change, turns[1]]},
            {"turns": [change, change]},
            {"turns": [change]},
        )
    ]

    assert made["arc"]["turns"] == turns
    for refused in (late, twice):
        (error,) = refused["errors"]
        assert error["code"] == "INVALID"
        assert error["path"] == ["patch", "arc", "turns", "1"]
    assert known["characterRelationship"]["arc"]["turns"] == [change]
    assert known["characterRelationship"]["revision"] == 2


async def test_a_client_may_make_the_id_and_send_it_twice(we: Studio) -> None:
    episode = await factories.episode(await factories.project(we.team))
    given = {"episodeId": public(episode), "summary": "S", "id": public(Scene(id=ids.new()))}

    made = [await we.done("createScene", "scene { id }", **given) for _ in range(2)]
    other = await we.send("createScene", "scene { id }", **given | {"summary": "T"})

    assert [each["scene"]["id"] for each in made] == [given["id"]] * 2
    assert other["errors"][0]["code"] == "CONFLICT"
    assert await Scene.filter(episode_id=episode.id).count() == 1


async def test_absent_stays_and_null_clears(we: Studio) -> None:
    row = await scene(we, notes="Keep me.", anchor=artefacts.anchor())

    changed = await we.done(
        "updateScene",
        "scene { notes anchor { scene { local } } }",
        id=public(row),
        patch={"anchor": None},
        expectedRevision=1,
    )

    assert changed["scene"] == {"notes": "Keep me.", "anchor": None}


async def test_an_artefact_comes_in_as_it_goes_out(we: Studio) -> None:
    row = await scene(we)
    who = await factories.character(await Project.get(id=row.project_id))
    lines = [
        {"order": 1, "type": "DIALOGUE", "speakerId": public(who), "content": "Who is there?"},
        {"order": 2, "type": "NARRATION", "speakerId": None, "content": "Nobody answered."},
    ]

    changed = await we.done(
        "updateScene",
        "scene { castIds cast { name } dialogue { lines { order type speakerId content } } }",
        id=public(row),
        patch={"dialogue": {"lines": lines}, "castIds": [public(who)]},
        expectedRevision=1,
    )

    assert changed["scene"] == {
        "castIds": [public(who)],
        "cast": [{"name": "Lin Wan"}],
        "dialogue": {"lines": lines},
    }


async def test_an_edit_marks_what_was_made_from_it_and_keeps_what_it_replaces(we: Studio) -> None:
    row = await scene(we, anchor=artefacts.anchor(), keyframes=artefacts.keyframes())
    place = {"local": "A cellar", "en": "A cellar"}
    anchor = {
        "scene": place,
        "anchors": [{"local": f"thing {n}", "en": "thing"} for n in "abcd"],
        "avoid": place,
    }

    await we.done("updateScene", id=public(row), patch={"anchor": anchor}, expectedRevision=1)

    assert await StaleMark.filter(target_id=row.id, field="keyframes").exists()
    assert await Version.filter(target_id=row.id, field="anchor").count() == 1


async def test_two_editors_of_different_fields_both_win(we: Studio) -> None:
    row = await scene(we)
    which = {"id": public(row), "expectedRevision": 1}

    await we.done("updateScene", **which, patch={"notes": "mine"})
    second = await we.done(
        "updateScene", "scene { notes summary revision }", **which, patch={"summary": "theirs"}
    )

    assert second["scene"] == {"notes": "mine", "summary": "theirs", "revision": 3}


@pytest.mark.parametrize("type_name", ["Episode", "Scene", "WorldViewElement"])
async def test_siblings_close_up_around_what_is_moved(we: Studio, type_name: str) -> None:
    field, new, _ = CONTENT[type_name]
    above = await keys(we, type_name)
    made = [
        (await we.done(f"create{type_name}", f"{field} {{ id order }}", **above, **new))[field]
        for _ in range(3)
    ]

    moved = await we.done(
        f"move{type_name}",
        f"{field} {{ id order }}",
        id=made[2]["id"],
        position=1,
        expectedRevision=1,
    )

    assert [each["order"] for each in made] == [1, 2, 3]
    assert moved[field] == {"id": made[2]["id"], "order": 1}
    query = f"query($id: ID!) {{ node(id: $id) {{ ... on {type_name} {{ order }} }} }}"
    orders = [(await we.ask(query, id=each["id"]))["node"]["order"] for each in made]
    assert orders == [2, 3, 1]


async def test_people_move_projects_and_scene_lists(we: Studio) -> None:
    row = await scene(we)
    project, episode = await Project.get(id=row.project_id), await Episode.get(id=row.episode_id)
    empty = public(await factories.project(we.team))
    await db.rows("UPDATE episode SET state = 'SCENE_LIST_EDITING' WHERE id = $1", episode.id)

    settled = await we.done(
        "advanceProject", "project { workflowState }", id=empty, move="CONFIRM_DATA"
    )
    confirmed = await we.done(
        "confirmSceneList", "episode { workflowState }", episodeId=public(episode)
    )
    reopened = await we.done(
        "reopenSceneList", "episode { workflowState }", episodeId=public(episode)
    )

    assert settled["project"]["workflowState"] == "DATA_COLLECTED"
    assert confirmed["episode"]["workflowState"] == "SCENE_PROCESSING"
    assert reopened["episode"]["workflowState"] == "SCENE_LIST_EDITING"
    assert (await Project.get(id=project.id)).state == "SCENE_LIST_EDITING"


async def test_the_same_key_does_it_once_and_answers_twice(we: Studio) -> None:
    given = {"title": "Once", "idempotencyKey": ids.new().hex}

    first = await we.done("createProject", "project { id title }", **given)
    rows = await written()
    second = await we.done("createProject", "project { id title }", **given)

    assert second == first
    assert await written() == rows


async def test_two_that_come_at_once_under_one_key_are_one(we: Studio) -> None:
    given = {"title": "At once", "idempotencyKey": ids.new().hex}

    answers = await asyncio.gather(
        *(we.done("createProject", "project { id }", **given) for _ in range(3))
    )

    assert answers[0] == answers[1] == answers[2]
    assert await Project.filter(team_id=we.team.id, title="At once").count() == 1


async def test_a_deletion_sent_twice_is_answered_twice(we: Studio) -> None:
    given = {"id": public(await scene(we)), "idempotencyKey": ids.new().hex}

    answers = [await we.done("deleteScene", "deletedId", **given) for _ in range(2)]

    assert [each["deletedId"] for each in answers] == [given["id"]] * 2


# Jobs


async def ready(we: Studio, kind: Kind) -> str:
    """A target that lacks nothing which the kind needs."""
    project = await factories.project(we.team, language="en")
    for _ in range(2):
        await factories.character(project)
    episode = await factories.episode(
        project, core_expression=artefacts.core_expression(), outline=artefacts.outline()
    )
    made = artefacts.scene() | {
        "storyboard_bible": storyboards.bible(),
        "storyboard_plan": storyboards.plan(),
    }
    row = await factories.scene(episode, **made, state="COMPLETED", is_complete=True)
    await StoryboardGroup.create(
        team_id=we.team.id,
        project=project,
        episode=episode,
        scene=row,
        order=1,
        panels=storyboards.group_panels(),
    )
    return public({"project": project, "episode": episode, "scene": row}[kind.scope])


@pytest.mark.parametrize("kind", ABOUT_STORIES, ids=lambda kind: kind.name)
async def test_every_kind_has_a_mutation_that_starts_it_once(we: Studio, kind: Kind) -> None:
    name, rows = name_of(kind), await Job.all().count()
    given: dict[str, Any] = {f"{kind.scope}Id": await ready(we, kind)}
    if "force" in kind.params.model_fields:
        given["force"] = True
    if "number" in kind.params.model_fields:
        given["number"] = 5
    if "group" in kind.params.model_fields:
        given["group"] = 1

    first, second = [
        await we.done(name, "job { id kind status target { id } } deduplicated", **given)
        for _ in range(2)
    ]

    assert first["job"] | {"kind": kind.name, "status": "QUEUED"} == first["job"]
    assert first["job"]["target"]["id"] == given[f"{kind.scope}Id"]
    assert (first["deduplicated"], second["deduplicated"]) == (False, True)
    assert second["job"] == first["job"]
    assert await Job.all().count() == rows + 1


async def test_what_a_start_chooses_reaches_the_job(we: Studio) -> None:
    project = await factories.project(we.team)
    profile = await we.profile()

    started = await we.done(
        "planEpisodes",
        "job { id }",
        projectId=public(project),
        profileId=public(profile),
        targetEpisodeCount=3,
    )

    job = await Job.get(project_id=project.id)
    assert started["job"]["id"] == public(job)
    assert job.params["target_episode_count"] == 3
    assert job.profile_id == profile.id
    assert job.actor_id is not None


async def test_a_cancelled_job_can_be_retried_as_a_new_one(we: Studio) -> None:
    job = await we.start("generate_scene_anchor", await scene(we))

    cancelled = await we.done("cancelJob", "job { status }", id=public(job))
    retried = await we.done(
        "retryJob", "job { id kind status retryOf { id } } deduplicated", id=public(job)
    )

    assert cancelled["job"]["status"] == "CANCELLED"
    assert retried["job"].pop("id") != public(job)
    assert retried["job"] == {
        "kind": "generate_scene_anchor",
        "status": "QUEUED",
        "retryOf": {"id": public(job)},
    }
    assert retried["deduplicated"] is False


# Profiles

PROFILE = "profile { id revision name hasKey keyHint isDefault outputMode parameters { topP } }"
KEY = "sk-0123456789abcdefghij"
NEW = {
    "name": "Main",
    "provider": "openai_compatible",
    "model": "m",
    "baseUrl": "https://models.example/v1",
}


async def test_a_key_is_kept_cleared_or_replaced_and_never_shown(we: Studio) -> None:
    made = await we.done("createAIProfile", PROFILE, **NEW, apiKey=KEY)
    which = {"id": made["profile"]["id"]}

    kept = await we.done(
        "updateAIProfile", PROFILE, **which, patch={"name": "Other"}, expectedRevision=1
    )
    replaced = await we.done(
        "updateAIProfile", PROFILE, **which, patch={"apiKey": KEY + "-new!"}, expectedRevision=2
    )
    cleared = await we.done(
        "updateAIProfile", PROFILE, **which, patch={"apiKey": None}, expectedRevision=3
    )

    hints = [each["profile"]["keyHint"] for each in (made, kept, replaced, cleared)]
    assert hints == ["ghij", "ghij", "new!", None]
    assert [each["profile"]["hasKey"] for each in (kept, cleared)] == [True, False]
    assert kept["profile"]["name"] == "Other"
    assert KEY not in str((made, kept, replaced, cleared))
    row = await AIProfile.get(name="Other", team_id=we.team.id)
    assert (row.model, row.base_url) == (NEW["model"], NEW["baseUrl"])


async def test_one_profile_is_the_default_and_a_deleted_one_is_gone(we: Studio) -> None:
    first, second = [
        (await we.done("createAIProfile", PROFILE, **NEW, apiKey=KEY, isDefault=True))["profile"]
        for _ in range(2)
    ]

    gone = await we.done("deleteAIProfile", "deletedId", id=second["id"])

    left = await we.ask("{ aiProfiles { nodes { id isDefault } } }")
    assert gone["deletedId"] == second["id"]
    assert {"id": first["id"], "isDefault": False} in left["aiProfiles"]["nodes"]
    assert second["id"] not in [each["id"] for each in left["aiProfiles"]["nodes"]]


async def test_parameters_of_a_profile_are_replaced_as_a_whole(we: Studio) -> None:
    made = await we.done("createAIProfile", PROFILE, **NEW, apiKey=KEY, parameters={"topP": 0.5})

    changed = await we.done(
        "updateAIProfile",
        PROFILE,
        id=made["profile"]["id"],
        patch={"parameters": {"temperature": 1.0}, "outputMode": "PROMPTED"},
        expectedRevision=1,
    )

    assert made["profile"]["parameters"] == {"topP": 0.5}
    assert changed["profile"]["parameters"] == {"topP": None}
    assert changed["profile"]["outputMode"] == "PROMPTED"


async def test_members_write_but_do_not_keep_keys(we: Studio) -> None:
    member = await we.as_role(Role.MEMBER)

    made = await member.done("createProject", "project { id }", title="Mine")
    refused = await member.answer("createAIProfile", PROFILE, NEW)

    assert made["project"]["id"]
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_who_deleted_and_who_restored_can_be_looked_up(we: Studio) -> None:
    project = await factories.project(we.team)

    for name in ("deleteProject", "deleteProject", "restoreProject"):
        await we.send(name, id=public(project), idempotencyKey=name)

    trail = await AuditEntry.filter(target_id=project.id).order_by("at", "id")
    assert [(e.action, e.target_type) for e in trail] == [
        ("deleteProject", "Project"),
        ("restoreProject", "Project"),
    ]
    assert all(entry.actor_id is not None and entry.team_id == we.team.id for entry in trail)


# Ids of the client's own

CREATED: dict[str, tuple[str, str, dict[str, Any], dict[str, Any]]] = {
    "createProject": ("project", "prj", {"title": "Fog"}, {"title": "Sun"}),
    "createAIProfile": (
        "profile",
        "prf",
        {
            "name": "Own",
            "provider": "openai_compatible",
            "model": "m",
            "baseUrl": "https://models.example/v1",
            "apiKey": "sk-1",
            "parameters": {"temperature": 0.5},
        },
        {"apiKey": "sk-2"},
    ),
    "createSystemPrompt": (
        "prompt",
        "pmt",
        {"key": "workflow.scene_anchor.user", "language": "EN", "content": "Where? $summary"},
        {"content": "Where then? $summary"},
    ),
}


@pytest.mark.parametrize("name", CREATED)
async def test_what_has_an_id_of_the_clients_own_is_created_once(we: Studio, name: str) -> None:
    field, prefix, content, other = CREATED[name]
    own = ids.encode(prefix, ids.new())
    select = f"{field} {{ id revision }}"

    first = await we.done(name, select, id=own, **content)
    again = await we.done(name, select, id=own, **content)
    before = await written()
    taken = await we.send(name, select, id=own, **{**content, **other})
    elsewhere = await factories.team()
    strangers = Studio(we.api, elsewhere, await we.api.member(elsewhere, Role.OWNER))
    foreign = await strangers.send(name, select, id=own, **content)

    assert first == again
    assert first[field]["id"] == own
    [error] = taken["errors"]
    assert (error["code"], error["path"], error["current"]) == ("CONFLICT", ["id"], {"id": own})
    assert [each["code"] for each in foreign["errors"]] == ["NOT_FOUND"]
    assert await written() == before
