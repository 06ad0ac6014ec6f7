"""A team with some of everything that the schema shows, and strangers' rows beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aixss.accounts.models import Role, Team, User
from aixss.api import ids
from aixss.jobs.models import AIProfile, Job, JobAttempt, Stage, SystemPrompt, UsageRecord
from aixss.jobs.states import JobState
from aixss.kit import clock
from aixss.stories.artefacts.action_plan import ActionPlan
from aixss.stories.artefacts.art_style import ArtStyle, StylePreset
from aixss.stories.artefacts.keyframe_groups import KeyframeGroups
from aixss.stories.artefacts.relationships import RelationshipType
from aixss.stories.models import (
    CandidateStatus,
    Character,
    CharacterCandidate,
    CharacterRelationship,
    Priority,
    Project,
    Scene,
    StaleMark,
    StoryboardGroup,
    WorldViewElement,
    WorldViewType,
)
from tests import artefacts, factories, storyboards


@dataclass
class World:
    """What was made: one team's rows, by the names of the arguments that take their ids."""

    team: Team
    user: User
    project: Project
    ids: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, row: Any) -> None:
        text = ids.public(type(row).__name__, row.id)
        self.ids.setdefault(name, []).append(text)
        self.ids.setdefault("", []).append(text)
        self.ids.setdefault("ids", []).append(text)
        self.ids.setdefault("id", []).append(text)


async def world(
    team: Team | None = None, *, episodes: int = 2, scenes: int = 3, people: int = 3
) -> World:
    """A team of two projects, the first of which is rich; `scenes` are those of an episode.

    Of each of them the last is bare, and so is the last episode.
    """
    own = team or await factories.team()
    user = await factories.member(own, Role.OWNER)
    look = ArtStyle(preset=StylePreset.CUSTOM, base_style="ink", technique="wash")
    project = await factories.project(
        own,
        art_style=look,
        language="en",
        protagonist="Lin Wan",
        causal_chain=artefacts.causal_chain(),
    )
    made = World(own, user, project)
    made.add("projectId", project)
    made.add("projectId", await factories.project(own, title="灯塔", style=""))
    cast = [
        await factories.character(project, name=f"Lin {n}", aliases=["A"]) for n in range(people)
    ]
    for person in cast:
        made.add("characterId", person)
    for n, kind in enumerate((RelationshipType.FAMILY, RelationshipType.RIVALRY)):
        await CharacterRelationship.create(
            team_id=own.id,
            project=project,
            source=cast[n],
            target=cast[n + 1],
            type=kind,
            intensity=n + 3,
        )
    await WorldViewElement.create(
        team_id=own.id, project=project, type=WorldViewType.ERA, title="Steam", order=1
    )
    profile = await AIProfile.create(
        team_id=own.id, name="P", provider="offline", model="m", sealed_key="k", key_hint="abcd"
    )
    prompt: dict[str, Any] = {
        "key": "workflow.repair.user",
        "language": "zh",
        "content": "$violations",
    }
    await SystemPrompt.create(team_id=own.id, **prompt)
    made.add("profileId", profile)
    for n in range(episodes):
        outline = artefacts.core_expression() if n < episodes - 1 else None
        script = artefacts.script(speaker_id=cast[0].id)
        episode = await factories.episode(
            project, scene_count=2, core_expression=outline, script=script
        )
        made.add("episodeId", episode)
        await _scenes(made, episode, cast, scenes)
    job = await Job.filter(project_id=project.id).first()
    await CharacterCandidate.create(
        team_id=own.id,
        project=project,
        name="Wan",
        confidence=0.5,
        evidence=["Wan came."],
        character=cast[0],
        status=CandidateStatus.MERGED,
        job_id=job.id if job else None,
    )
    await factories.episode(project, deleted_at=clock.now(), order=None)
    await factories.webhook(project)
    return made


MAKING = {"group": 2}  # what the live job of each scene is at work on


async def _scenes(made: World, episode: Any, people: list[Character], scenes: int) -> None:
    spoken = artefacts.dialogue()
    lines = [spoken.lines[0].model_copy(update={"speaker_id": each.id}) for each in people]
    board = artefacts.keyframes()
    shot = board.shots[0].model_copy(update={"subjects": [each.id for each in people]})
    person = str(people[0].id)
    full = {
        **artefacts.finished_scene(),
        "action_plan": ActionPlan.model_validate(artefacts.peopled_plan(person)),
        "keyframe_groups": KeyframeGroups.model_validate(
            {"groups": [artefacts.peopled_group(person)]}
        ),
        "keyframes": board.model_copy(update={"shots": [shot, *board.shots[1:]]}),
        "storyboard_bible": storyboards.bible(people[0].id),
        "dialogue": spoken.model_copy(update={"lines": [*lines, spoken.lines[0]]}),
        "cast": [str(each.id) for each in people],
    }
    for n in range(scenes):
        scene = await factories.scene(episode, **(full if n < scenes - 1 else {}))
        made.add("sceneId", scene)
        group, _ = [
            await StoryboardGroup.create(
                team_id=scene.team_id,
                project_id=scene.project_id,
                episode=episode,
                scene=scene,
                order=order,
                panels=storyboards.group_panels(),
                end_state=storyboards.end_state(people[0].id, people[1].id),
            )
            for order in (1, MAKING["group"])
        ]
        await _jobs(made, scene)
        stale = (("scene", scene, "keyframes"), ("storyboard_group", group, "panels"))
        for table, row, name in stale:
            await StaleMark.create(
                team_id=scene.team_id,
                project_id=scene.project_id,
                target_type=table,
                target_id=row.id,
                field=name,
                reason="SCENE_SUMMARY",
                priority=Priority.HIGH,
                cause_seq=1,
            )


async def _jobs(made: World, scene: Scene) -> None:
    place: dict[str, Any] = {
        "team_id": scene.team_id,
        "project_id": scene.project_id,
        "episode_id": scene.episode_id,
        "scene_id": scene.id,
        "deadline_at": clock.now(),
    }
    flow = await Job.create(
        **place, kind="refine_scene_all", state=JobState.WAITING, ratio=0.5, params=MAKING
    )
    done = await Job.create(
        **place,
        kind="generate_dialogue",
        parent_id=flow.id,
        state=JobState.SUCCEEDED,
        finished_at=clock.now(),
        stage=Stage.DONE,
        ratio=1.0,
        result={"provider": "offline", "calls": 1},
    )
    failed = await Job.create(
        **place,
        kind="a kind of yore",
        parent_id=flow.id,
        retry_of=done.id,
        state=JobState.FAILED,
        finished_at=clock.now(),
        error_code="TIMEOUT",
        error_message="It took too long.",
        raw_output="…",
    )
    await JobAttempt.create(
        team_id=scene.team_id,
        job_id=done.id,
        kind=done.kind,
        attempt=1,
        worker_id=flow.id,
        started_at=clock.now(),
        ended_at=clock.now(),
    )
    for job in (flow, done, failed):
        made.add("jobId", job)
    await UsageRecord.create(
        team_id=scene.team_id,
        project_id=scene.project_id,
        job_id=done.id,
        attempt=1,
        kind=done.kind,
        provider="offline",
        model="rules",
        request_hash="h",
        input_tokens=7,
    )
