"""Characters that are proposed: what jobs put forward, and what people decide about it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from aixss.jobs.ask import Asking
from aixss.jobs.models import Job
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._params import Expanding
from aixss.kit import clock, db
from aixss.news.models import News
from aixss.providers.scripted import Scripted
from aixss.stories.artefacts.cast_expansion import (
    CastExpansion,
    CharacterRole,
    ProposedCharacter,
)
from aixss.stories.models import (
    ArtefactMaturity,
    CandidateStatus,
    Character,
    CharacterCandidate,
    Maturity,
    MaturityKind,
    Project,
)
from tests import factories
from tests.engine import Engine, attempt, engine
from tests.studio import Studio, public, studio, written

EXAMPLE = Path(__file__).parents[1] / "examples" / "lighthouse.zh.md"
KIND = "expand_story_characters"
DECISIONS = ("accept", "reject", "merge", "update")


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


@pytest.fixture
async def we(database_url: str, redis_url: str) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as made:
        yield made


async def story() -> Project:
    text = EXAMPLE.read_text()
    return await factories.project(story=text, summary=text[:500], style="水墨", language="zh")


def proposed(name: str, **fields: Any) -> ProposedCharacter:
    plain = {
        "name": name,
        "aliases": [],
        "role": CharacterRole.MINOR,
        "brief": "岛上的人。",
        "appearance": "",
        "personality": "",
        "background": "",
        "confidence": 0.9,
        "evidence": [f"{name}来了。"],
    }
    return ProposedCharacter.model_validate(plain | fields)


async def candidate(of: Project, name: str = "何川", **fields: Any) -> CharacterCandidate:
    plain = {"team_id": of.team_id, "confidence": 0.8, "evidence": [f"{name}来了。"]}
    return await CharacterCandidate.create(**{**plain, "project": of, "name": name, **fields})


async def names(of: Project) -> list[str]:
    found = CharacterCandidate.filter(project_id=of.id).order_by("created_at", "id")
    return [each.name for each in await found]


async def ends(run: Engine, project: Project, **params: Any) -> Job:
    async with run.worker():
        return await run.ended((await run.start(KIND, project, Expanding(**params))).job.id)


async def tried(run: Engine, project: Project, provider: Any = None) -> Asking:
    """An attempt at proposing two people."""
    job = (await run.start(KIND, project, Expanding(max_new_characters=2))).job
    asking, _ = await attempt(run, job, provider)
    return asking


async def settled(asking: Asking, *those: ProposedCharacter) -> bool:
    """Whether the proposals were applied."""
    apply = asking.kind.apply
    assert apply is not None
    answer = CastExpansion(candidates=list(those))
    return await db.change(asking.target.counter, lambda tx: apply(tx, asking, answer))


# What jobs propose


async def test_whoever_the_story_names_and_the_cast_lacks_is_proposed_once(run: Engine) -> None:
    project = await story()
    await factories.character(project, name="沈知遥")

    first = await ends(run, project)
    made = await CharacterCandidate.filter(project_id=project.id)
    again = await ends(run, project)

    assert first.state is again.state is JobState.SUCCEEDED, first.error_message
    assert {each.name for each in made} == {"郑伯", "阿满", "郑远", "何川"}
    assert all(quote in project.story for each in made for quote in each.evidence)
    assert {each.status for each in made} == {CandidateStatus.PENDING}
    assert {each.job_id for each in made} == {first.id}
    assert len(await names(project)) == len(made)
    assert await Character.filter(project_id=project.id).count() == 1
    told = await News.filter(stream_id=project.id).values_list("body", flat=True)
    assert sum("character_candidate" in str(each) for each in told) == len(made)


async def test_no_more_are_proposed_than_were_asked_for(run: Engine) -> None:
    project = await story()

    await ends(run, project, max_new_characters=2)

    assert len(await names(project)) == 2


async def test_guesses_and_those_known_meanwhile_are_left_out(run: Engine) -> None:
    project = await story()
    await candidate(project, "郑远", status=CandidateStatus.REJECTED)
    await candidate(project, "阿满", aliases=["小满"])
    asking = await tried(run, project)
    await factories.character(project, name="郑 伯")
    known = [proposed("郑远"), proposed("满儿", aliases=["小满"]), proposed("郑伯")]
    guess, new = proposed("路人", confidence=0.44), proposed("何川", confidence=0.45)

    applied = await settled(asking, *known, guess, new)
    twice = await settled(asking, *known)

    assert applied
    assert not twice
    assert await names(project) == ["郑远", "阿满", "何川"]


async def test_of_too_many_the_surest_are_kept_and_a_second_settling_adds_none(
    run: Engine,
) -> None:
    project = await story()
    asking = await tried(run, project)
    those = [proposed(name, confidence=sure) for name, sure in (("甲", 0.5), ("乙", 0.9))]

    await settled(asking, *those, proposed("丙", confidence=0.7))
    await settled(asking, proposed("乙", confidence=0.9), proposed("丙", confidence=0.7))

    assert sorted(await names(project)) == sorted(["乙", "丙"])


async def test_models_are_told_who_was_proposed_before_and_what_became_of_them(
    run: Engine,
) -> None:
    project = await story()
    await candidate(project, "郑远", status=CandidateStatus.REJECTED)
    script = Scripted({"CastExpansion": [CastExpansion(candidates=[]).model_dump_json()]})

    await (await tried(run, project, script)).answer()

    (question,) = script.questions
    assert "郑远: REJECTED" in question.messages[1].text


# What people decide


async def decide(we: Studio, how: str, row: CharacterCandidate, **given: Any) -> dict[str, Any]:
    """The payload of a decision about a candidate as it was made."""
    select = "characterCandidate { id status revision character { name } }"
    more = {"id": public(row), "expectedRevision": 1, **given}
    if how in ("accept", "merge"):
        select += " character { id name aliases brief appearance revision }"
    if how == "merge" and "characterId" not in more:
        people = await Character.filter(project_id=row.project_id)
        more["characterId"] = public(people[0])
    if how == "update":
        more.setdefault("patch", {"name": "何大川"})
    return await we.send(f"{how}CharacterCandidate", select, **more)


async def test_who_is_accepted_becomes_a_character_as_they_stand(we: Studio) -> None:
    row = await candidate(
        await factories.project(we.team), aliases=["船长"], brief="渡船的船长。", appearance="高大"
    )

    edited = await decide(we, "update", row, patch={"role": "MINOR", "brief": "摆渡人。"})
    done = await decide(we, "accept", row, expectedRevision=2)

    assert edited["errors"] == done["errors"] == []
    assert done["character"] | {"id": ""} == {
        "id": "",
        "name": "何川",
        "aliases": ["船长"],
        "brief": "摆渡人。",
        "appearance": "高大",
        "revision": 1,
    }
    assert done["characterCandidate"]["status"] == "ACCEPTED"
    assert done["characterCandidate"]["character"] == {"name": "何川"}
    assert done["characterCandidate"]["revision"] == 3


async def test_a_decision_sent_twice_with_its_key_is_made_once(we: Studio) -> None:
    project = await factories.project(we.team)
    row = await candidate(project)

    first = await decide(we, "accept", row, idempotencyKey="once")
    again = await decide(we, "accept", row, idempotencyKey="once")

    assert first == again
    assert await Character.filter(project_id=project.id).count() == 1


async def test_who_is_merged_lends_names_and_fills_only_what_is_empty(we: Studio) -> None:
    project = await factories.project(we.team)
    known = await factories.character(project, name="Hé", aliases=["船长"], brief="他守船。")
    row = await candidate(
        project, aliases=["船 长", "老何"], brief="渡船的船长。", appearance="高大"
    )

    done = await decide(we, "merge", row)

    assert done["errors"] == []
    assert done["character"]["id"] == public(known)
    assert done["character"]["aliases"] == ["船长", "何川", "老何"]
    assert done["character"]["brief"] == "他守船。"
    assert done["character"]["appearance"] == "高大"
    assert done["characterCandidate"]["status"] == "MERGED"


async def test_who_is_rejected_becomes_nobody(we: Studio) -> None:
    project = await factories.project(we.team)
    row = await candidate(project)

    done = await decide(we, "reject", row)

    assert done["characterCandidate"]["status"] == "REJECTED"
    assert done["characterCandidate"]["character"] is None
    assert not await Character.exists(project_id=project.id)


@pytest.mark.parametrize("how", DECISIONS)
async def test_people_decide_once(we: Studio, how: str) -> None:
    project = await factories.project(we.team)
    await factories.character(project)
    row = await candidate(project, status=CandidateStatus.REJECTED)
    before = await written()

    refused = await decide(we, how, row)

    (error,) = refused["errors"]
    assert (error["code"], error["path"]) == ("INVALID", ["id"])
    assert "rejected already" in error["message"]
    assert await written() == before


@pytest.mark.parametrize("how", DECISIONS)
async def test_who_decides_has_seen_what_others_wrote(we: Studio, how: str) -> None:
    project = await factories.project(we.team)
    await factories.character(project)
    row = await candidate(project, revision=2, changed={"name": 2})
    before = await written()

    refused = await decide(we, how, row)

    (error,) = refused["errors"]
    assert (error["code"], error["fields"]) == ("CONFLICT", ["name"])
    assert error["current"] == {"id": public(row)}
    assert await written() == before


async def test_nobody_of_the_cast_is_accepted_a_second_time(we: Studio) -> None:
    project = await factories.project(we.team)
    await factories.character(project, name="Captain", aliases=["HE CHUAN"])
    row = await candidate(project, "He Chuan")

    refused = await decide(we, "accept", row)

    (error,) = refused["errors"]
    assert (error["code"], error["path"]) == ("INVALID", ["id"])
    assert "merge" in error["message"]
    assert await Character.filter(project_id=project.id).count() == 1


async def test_a_locked_bible_takes_nobody_in(we: Studio) -> None:
    project = await factories.project(we.team)
    row = await candidate(project)
    await ArtefactMaturity.create(
        team_id=we.team.id, project=project, kind=MaturityKind.BIBLE, status=Maturity.LOCKED
    )

    refused = await decide(we, "accept", row)

    assert refused["errors"][0]["code"] == "ARTEFACT_LOCKED"
    assert (await CharacterCandidate.get(id=row.id)).status == "PENDING"


async def test_a_merge_names_the_character_that_is_missing_or_full(we: Studio) -> None:
    project = await factories.project(we.team)
    row = await candidate(project)
    gone = await factories.character(project, deleted_at=clock.now())
    full = await factories.character(project, aliases=[f"A{n}" for n in range(20)])

    missing = await decide(we, "merge", row, characterId=public(gone))
    crowded = await decide(we, "merge", row, characterId=public(full))

    assert missing["errors"][0]["code"] == "NOT_FOUND"
    assert crowded["errors"][0]["code"] == "INVALID"
    assert [e["errors"][0]["path"] for e in (missing, crowded)] == [["characterId"]] * 2
    assert (await CharacterCandidate.get(id=row.id)).status == "PENDING"


async def test_candidates_are_listed_by_what_became_of_them(we: Studio) -> None:
    project = await factories.project(we.team)
    await candidate(project, "甲", confidence=0.6)
    await candidate(project, "乙", confidence=0.9)
    await candidate(project, "丙", status=CandidateStatus.REJECTED)

    page = """query($id: ID!, $after: String) { project(id: $id) {
      characterCandidates(first: 1, after: $after, filter: { status: { eq: PENDING } },
        orderBy: [{ field: CONFIDENCE, direction: DESC }]) {
        nodes { name evidence statusLabel(locale: EN) } pageInfo { endCursor hasNextPage } } } }"""
    first = (await we.ask(page, id=public(project)))["project"]["characterCandidates"]
    after = first["pageInfo"]["endCursor"]
    second = (await we.ask(page, id=public(project), after=after))["project"]

    assert first["nodes"] == [{"name": "乙", "evidence": ["乙来了。"], "statusLabel": "Pending"}]
    assert [each["name"] for each in second["characterCandidates"]["nodes"]] == ["甲"]
    assert not second["characterCandidates"]["pageInfo"]["hasNextPage"]


async def test_candidates_go_to_the_trash_with_their_project_and_come_back(we: Studio) -> None:
    project = await factories.project(we.team)
    row = await candidate(project)
    query = "query($id: ID!) { node(id: $id) { id } }"

    await we.done("deleteProject", "deletedId", id=public(project))
    gone = await we.ask(query, id=public(row))
    await we.done("restoreProject", "project { id }", id=public(project))
    back = await we.ask(query, id=public(row))

    assert gone["node"] is None
    assert back["node"] == {"id": public(row)}
