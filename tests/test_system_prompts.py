"""The prompts of a team: what is shown of them, and putting one's own in the place of ours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from aixss.accounts.models import AuditEntry, Role
from aixss.jobs.prompts import catalogue
from aixss.kinds import registry
from aixss.kit import ids
from aixss.kit.prompt import version
from tests import factories
from tests.engine import engine
from tests.openai_server import fake_openai
from tests.studio import Studio, joined, public, studio, written
from tests.test_kinds import KINDS, recorded

KNOWN = catalogue(registry.load())
KEY = "workflow.scene_anchor.user"
FIELDS = "id key language content version revision"
PROMPTS = """
query($language: Language!) {
  prompts(language: $language) { key language content version kinds facts }
  promptFacts { name meaning }
}
"""
MINE = "Describe the place of $summary in English; only what stays."
WHERE = {"key": KEY, "language": "EN"}


@pytest.fixture
async def we(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as made:
        yield made


async def rewritten(we: Studio, content: str = MINE, **where: str) -> dict[str, Any]:
    select = f"prompt {{ {FIELDS} }}"
    done = await we.done("createSystemPrompt", select, **{**WHERE, **where}, content=content)
    prompt: dict[str, Any] = done["prompt"]
    return prompt


async def listed(we: Studio) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await we.ask(f"{{ systemPrompts {{ nodes {{ {FIELDS} }} }} }}"))[
        "systemPrompts"
    ]["nodes"]
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_prompt_is_shown_with_its_facts(we: Studio, language: str) -> None:
    shown = await we.ask(PROMPTS, language=language.upper())

    assert {each["key"]: each["content"] for each in shown["prompts"]} == {
        key: known.prompt.text(language) for key, known in KNOWN.items()
    }
    told = {each["name"] for each in shown["promptFacts"]}
    for each in shown["prompts"]:
        assert each["kinds"] == list(KNOWN[each["key"]].kinds)
        assert told.issuperset(each["facts"])
        assert each["version"] == version(each["content"])


async def test_a_rewritten_prompt_is_the_teams_own_and_nobody_elses(we: Studio) -> None:
    mine = await rewritten(we)

    assert await listed(we) == [mine]
    assert await listed(await joined(we.api)) == []
    assert mine == {**WHERE, "id": mine["id"], "content": MINE, "version": version(MINE)} | {
        "revision": 1
    }


async def test_a_rewritten_prompt_is_edited_and_taken_away(we: Studio) -> None:
    mine = await rewritten(we)
    select = f"prompt {{ {FIELDS} }}"
    which = {"id": mine["id"], "expectedRevision": 1}

    done = await we.done("updateSystemPrompt", select, **which, patch={"content": "Say $summary."})
    await we.done("deleteSystemPrompt", "deletedId", id=mine["id"])
    again = await rewritten(we)

    assert (done["prompt"]["content"], done["prompt"]["revision"]) == ("Say $summary.", 2)
    assert await listed(we) == [again]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("Tell $secret.", "secret"),
        ("It costs 5$.", "$$"),
        ("", "at least 1"),
        ("x" * 100_001, "at most 100000"),
        ("NUL \x00", "NUL"),
    ],
    ids=["an unknown fact", "a lone dollar", "nothing", "too long", "NUL"],
)
async def test_a_text_that_cannot_work_is_refused(we: Studio, content: str, says: str) -> None:
    mine = await rewritten(we, language="ZH", content="说 $summary。")
    before = await written()
    which = {"id": mine["id"], "expectedRevision": 1}

    made = await we.send("createSystemPrompt", **WHERE, content=content)
    changed = await we.send("updateSystemPrompt", **which, patch={"content": content})

    for path, [error] in ([], made["errors"]), (["patch"], changed["errors"]):
        assert (error["code"], error["path"]) == ("INVALID", [*path, "content"])
        assert says in error["message"]
    assert await written() == before


@pytest.mark.parametrize("key", ["workflow.nothing.system", KEY], ids=["unknown", "taken"])
async def test_a_prompt_is_rewritten_once_and_only_if_there_is_one(we: Studio, key: str) -> None:
    await rewritten(we)

    [error] = (await we.send("createSystemPrompt", **{**WHERE, "key": key}, content="Mine."))[
        "errors"
    ]

    assert (error["code"], error["path"]) == ("INVALID", ["key"])


async def test_who_has_seen_an_older_text_is_told_so(we: Studio) -> None:
    mine = await rewritten(we)
    which = {"id": mine["id"], "expectedRevision": 1}
    await we.done("updateSystemPrompt", **which, patch={"content": "Mine."})

    [error] = (await we.send("updateSystemPrompt", **which, patch={"content": "Theirs."}))["errors"]

    assert (error["code"], error["currentRevision"]) == ("CONFLICT", 2)
    assert error["current"] == {"id": mine["id"]}


async def test_only_those_who_manage_the_team_rewrite_prompts(we: Studio) -> None:
    member = await we.as_role(Role.MEMBER)

    answer = await member.answer("createSystemPrompt", "", {**WHERE, "content": "Mine."})

    assert "FORBIDDEN" in str(answer)
    await rewritten(we)
    entries = await AuditEntry.filter(team_id=we.team.id, action="createSystemPrompt")
    assert [entry.target_type for entry in entries] == ["SystemPrompt"]


async def test_a_job_asks_by_the_teams_own_text_and_says_so(
    we: Studio, database_url: str, redis_url: str
) -> None:
    project = await factories.project(we.team, language="en")
    row = await factories.scene(await factories.episode(project))
    mine = await rewritten(we)
    answers = recorded(KINDS["generate_scene_anchor"], KINDS["generate_scene_anchor"].output)
    async with (
        fake_openai(lambda _: answers["good"]) as server,
        engine(database_url, redis_url, allow_private_providers=True) as run,
    ):
        run.kinds = KINDS
        await we.profile(
            provider="openai_compatible", base_url=server.base_url, model="m", is_default=True
        )
        started = await we.done("generateSceneAnchor", "job { id }", sceneId=public(row))
        key = ids.decode("job", started["job"]["id"])
        async with run.worker():
            await run.ended(key)

    text = server.calls[0].body["messages"][-1]["content"]
    assert text.startswith("Describe the place of ")
    shown = await we.ask(
        "query($id: ID!) { job(id: $id) { result {"
        " contextTokens cuts { fact } prompts { key version }"
        " } } }",
        id=started["job"]["id"],
    )
    assert shown["job"]["result"]["contextTokens"] > 0
    assert shown["job"]["result"]["cuts"] == []
    versions = {each["key"]: each["version"] for each in shown["job"]["result"]["prompts"]}
    assert versions[KEY] == mine["version"]
    assert versions["workflow.scene_anchor.system"] == version(
        KNOWN["workflow.scene_anchor.system"].prompt.en
    )
