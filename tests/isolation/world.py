"""A team's rows, one behind every field that leads to objects, and hiding them for a while."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from tortoise.models import Model

from aixss.accounts import sessions
from aixss.accounts.models import ApiToken, Membership, Role, TokenScope, User
from aixss.api import ids
from aixss.documents import PersistedDocument
from aixss.jobs.ask import REPAIR
from aixss.jobs.models import Job, JobAttempt, SystemPrompt, UsageRecord, UsageStatus
from aixss.jobs.start import Order, new_job
from aixss.kinds.registry import load
from aixss.kit import clock
from aixss.kit import ids as uuids
from aixss.stories.artefacts.action_plan import ActionPlan
from aixss.stories.artefacts.dialogue import Dialogue, DialogueLine, DialogueType
from aixss.stories.artefacts.keyframe_groups import KeyframeGroups
from aixss.stories.artefacts.relationships import RelationshipType
from aixss.stories.models import (
    CandidateStatus,
    CharacterCandidate,
    CharacterRelationship,
    Episode,
    Priority,
    Project,
    Scene,
    StaleMark,
    StoryboardGroup,
    WorldViewElement,
    WorldViewType,
)
from aixss.stories.reasons import Reason
from tests import artefacts, factories, storyboards
from tests.engine import target
from tests.isolation.schema import say
from tests.studio import Studio, public

PASSWORD = "a long enough password"
WHERE = "tests/isolation/world.py"
# The kinds that the world's jobs are of, by what they are about.
KINDS: Mapping[str, str] = {
    "Team": "chat",
    "Project": "plan_episodes",
    "Episode": "generate_episode_core_expression",
    "Scene": "generate_scene_anchor",
}
# The texts that an edit may set: every row of the world was edited since anybody looked.
TEXTS = ("title", "summary", "name", "label", "content")


@dataclass
class World:
    """A team's objects: public ids by type."""

    studio: Studio
    ids: dict[str, list[str]] = field(default_factory=dict)
    sign_in: dict[str, str] = field(default_factory=dict)

    @property
    def team_id(self) -> UUID:
        """The team's key."""
        key: UUID = self.studio.team.id
        return key

    def add(self, *rows: Model) -> None:
        """Keep the ids of rows."""
        for row in rows:
            self.ids.setdefault(type(row).__name__, []).append(public(row))

    def of(self, type_name: str) -> list[str]:
        """The ids of a type's objects."""
        assert type_name in self.ids, say(f"A row for {type_name}", WHERE)
        return self.ids[type_name]

    def key(self, type_name: str) -> UUID:
        """The key of the first object of a type."""
        return ids.private(self.of(type_name)[0], type_name)


async def rows(studio: Studio) -> World:
    """One row of each sort that a mutation may be about."""
    world = World(studio)
    project = await factories.project(studio.team, language="en")
    above: dict[str, Any] = {"team_id": studio.team.id, "project_id": project.id}
    # The one in the middle has others beside it.
    people = [await factories.character(project) for _ in range(2)]
    script = artefacts.script(speaker_id=people[0].id)
    _, episode, _ = [await factories.episode(project, script=script) for _ in range(3)]
    await factories.scene(episode)
    scene = await factories.scene(episode, **_played_by(people[0]))
    await factories.scene(episode)
    relationship = await CharacterRelationship.create(
        **above, source=people[0], target=people[1], type=RelationshipType.FAMILY
    )
    element = await WorldViewElement.create(**above, type=WorldViewType.ERA, title="Then", order=1)
    group = await StoryboardGroup.create(
        **above,
        episode=episode,
        scene=scene,
        order=1,
        panels=storyboards.group_panels(),
        end_state=storyboards.end_state(people[0].id, people[1].id),
    )
    world.add(group)
    world.add(project, episode, scene, *people, relationship, element, studio.team)
    job = await job_about(scene)
    world.add(
        job,
        await studio.profile(),
        await CharacterCandidate.create(
            **above, name="Somebody", confidence=1, evidence=["Somebody came."], job_id=job.id
        ),
    )
    person = await factories.member(studio.team)
    world.add(person, await _token(person, studio), await _document(person, studio))
    world.add(*await factories.webhook(project))
    # One prompt is rewritten once, and a team may have more than one world.
    key = f"{REPAIR.key}.{project.id}"
    world.add(
        await SystemPrompt.create(
            team_id=studio.team.id, key=key, language="zh", content="$violations"
        )
    )
    return world


def _played_by(person: Model) -> dict[str, Any]:
    """A scene's artefacts with a character in each of them that can name one."""
    board = artefacts.keyframes()
    shots = [shot.model_copy(update={"subjects": [person.pk]}) for shot in board.shots]
    line = DialogueLine(
        order=1, type=DialogueType.DIALOGUE, speaker_id=person.pk, content="Who is there?"
    )
    return artefacts.finished_scene() | {
        "storyboard_bible": storyboards.bible(person.pk),
        "cast": [str(person.pk)],
        "keyframes": board.model_copy(update={"shots": shots}),
        "action_plan": ActionPlan.model_validate(artefacts.peopled_plan(str(person.pk))),
        "keyframe_groups": KeyframeGroups.model_validate(
            {"groups": [artefacts.peopled_group(str(person.pk))]}
        ),
        "dialogue": Dialogue(lines=[line]),
    }


async def job_about(about: Project | Episode | Scene, **more: Any) -> Job:
    """A queued job about a row, beside any others about it."""
    kinds = load()
    kind = kinds[KINDS[type(about).__name__]]
    job = new_job(kinds, Order(kind, target(about), kind.params()), None)
    job.update_from_dict({"lock": None, **more})
    await job.save(force_create=True)
    return job


async def whole(studio: Studio) -> World:
    """A world with something behind every field that leads to objects."""
    world = await rows(studio)
    project = await Project.get(id=world.key("Project"))
    episode = await Episode.get(id=world.key("Episode"))
    scene = await Scene.get(id=world.key("Scene"))
    flow = await job_about(project)
    world.add(
        flow,
        await job_about(episode),
        await job_about(scene, parent_id=flow.id, step="anchor"),
        await job_about(scene, retry_of=flow.id),
    )
    # The first of a sort stands for it where one is enough: the one that leads to most.
    world.ids["Job"].sort(key=lambda text: text != public(flow))
    await CharacterCandidate.filter(id=world.key("CharacterCandidate")).update(
        status=CandidateStatus.ACCEPTED, character_id=world.key("Character")
    )
    await _mark(project)
    await _mark(episode)
    await _mark(scene)
    await _mark(await StoryboardGroup.get(id=world.key("StoryboardGroup")))
    for job in world.of("Job"):
        await _usage(studio, ids.private(job, "Job"))
        await _attempt(studio, ids.private(job, "Job"))
    await _edit(world)
    world.sign_in = await _sign_in(studio)
    return world


async def _mark(row: Project | Episode | Scene | StoryboardGroup) -> None:
    await StaleMark.create(
        team_id=row.team_id,
        project_id=row.id if isinstance(row, Project) else row.project_id,
        target_type=str(row._meta.db_table),
        target_id=row.id,
        field="dialogue",
        reason=Reason.CHARACTER_LOOKS,
        priority=Priority.LOW,
        cause_seq=1,
    )


async def _usage(studio: Studio, job_id: UUID) -> None:
    await UsageRecord.create(
        team_id=studio.team.id,
        job_id=job_id,
        attempt=1,
        kind="any",
        provider="offline",
        model="m",
        request_hash="0",
        status=UsageStatus.ANSWERED,
        input_tokens=3,
        output_tokens=5,
    )


async def _attempt(studio: Studio, job_id: UUID) -> None:
    await JobAttempt.create(
        team_id=studio.team.id,
        job_id=job_id,
        kind="any",
        attempt=1,
        worker_id=uuids.new(),
        host="there",
        started_at=clock.now(),
    )


async def _edit(world: World) -> None:
    """As if every text of every row had been edited since its first revision."""
    for type_name in world.ids:
        model = ids.MODEL_OF[type_name]
        if "changed" in model._meta.fields_map:
            changed = {name: 2 for name in (*TEXTS, "panels")}
            keys = [ids.private(each, type_name) for each in world.of(type_name)]
            await model.filter(id__in=keys).update(revision=2, changed=changed)


async def _sign_in(studio: Studio) -> dict[str, str]:
    """What a member's sign-in takes."""
    email = f"{uuids.new().hex}@example.org"
    opened = await sessions.register(studio.api.services.tokens, email=email, password=PASSWORD)
    await Membership.create(user=opened.user, team=studio.team, role=Role.MEMBER)
    return {"email": email, "password": PASSWORD}


async def _token(person: User, studio: Studio) -> ApiToken:
    return await ApiToken.create(
        team_id=studio.team.id,
        created_by=person,
        name="Build",
        scopes=[TokenScope.READ],
        token_hash=uuids.new().hex,
        hint="aix_1234",
        expires_at=clock.now() + timedelta(days=1),
    )


async def _document(person: User, studio: Studio) -> PersistedDocument:
    # Each team's text is its own, so that its hash is known to no other.
    text = f"{{ viewer {{ role }} }} # {uuids.new().hex}"
    return await PersistedDocument.create(
        team_id=studio.team.id,
        created_by=person.id,
        name="Role",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
