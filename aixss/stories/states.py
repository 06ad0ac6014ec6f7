"""The state machines of projects, episodes and scenes: values, legal edges, people's moves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from aixss.kit.machine import Machine, edge

REST = "rest"  # the state follows from content and live jobs
START = "start"  # a live job now holds the state


class ProjectState(StrEnum):
    """How far a project has come."""

    IDLE = "IDLE"
    DATA_COLLECTING = "DATA_COLLECTING"
    DATA_COLLECTED = "DATA_COLLECTED"
    WORLD_VIEW_BUILDING = "WORLD_VIEW_BUILDING"
    CHARACTER_MANAGING = "CHARACTER_MANAGING"
    EPISODE_PLANNING = "EPISODE_PLANNING"
    EPISODE_PLAN_EDITING = "EPISODE_PLAN_EDITING"
    EPISODE_CREATING = "EPISODE_CREATING"
    SCENE_LIST_GENERATING = "SCENE_LIST_GENERATING"
    SCENE_LIST_EDITING = "SCENE_LIST_EDITING"
    SCENE_LIST_CONFIRMED = "SCENE_LIST_CONFIRMED"
    SCENE_PROCESSING = "SCENE_PROCESSING"
    ALL_SCENES_COMPLETE = "ALL_SCENES_COMPLETE"
    ALL_EPISODES_COMPLETE = "ALL_EPISODES_COMPLETE"
    EXPORTING = "EXPORTING"


class EpisodeState(StrEnum):
    """How far an episode has come."""

    IDLE = "IDLE"
    CORE_EXPRESSION_READY = "CORE_EXPRESSION_READY"
    SCRIPT_WRITING = "SCRIPT_WRITING"
    SCENE_LIST_EDITING = "SCENE_LIST_EDITING"
    SCENE_PROCESSING = "SCENE_PROCESSING"
    COMPLETE = "COMPLETE"


class SceneState(StrEnum):
    """How far a scene has come."""

    PENDING = "PENDING"
    SCENE_GENERATING = "SCENE_GENERATING"
    SCENE_CONFIRMED = "SCENE_CONFIRMED"
    KEYFRAME_GENERATING = "KEYFRAME_GENERATING"
    KEYFRAME_CONFIRMED = "KEYFRAME_CONFIRMED"
    MOTION_GENERATING = "MOTION_GENERATING"
    MOTION_CONFIRMED = "MOTION_CONFIRMED"
    DIALOGUE_GENERATING = "DIALOGUE_GENERATING"
    SOUND_DESIGN_GENERATING = "SOUND_DESIGN_GENERATING"
    SOUND_DESIGN_CONFIRMED = "SOUND_DESIGN_CONFIRMED"
    COMPLETED = "COMPLETED"
    NEEDS_UPDATE = "NEEDS_UPDATE"


P, E, S = ProjectState, EpisodeState, SceneState

# The states that a live job holds; every other one is a resting state.
HELD_PROJECT = (P.EPISODE_PLANNING, P.SCENE_LIST_GENERATING, P.EXPORTING)
HELD_EPISODE = (E.SCRIPT_WRITING,)
HELD_SCENE = tuple(s for s in S if s.endswith("_GENERATING"))
MILESTONES = (
    P.IDLE,
    P.DATA_COLLECTING,
    P.DATA_COLLECTED,
    P.WORLD_VIEW_BUILDING,
    P.CHARACTER_MANAGING,
)

PROJECT = Machine(
    "project",
    ProjectState,
    P.DATA_COLLECTING,
    (
        edge("restart", MILESTONES, P.IDLE, by_people=True),
        edge("collectData", MILESTONES, P.DATA_COLLECTING, by_people=True),
        edge("confirmData", MILESTONES[:2], P.DATA_COLLECTED, by_people=True),
        edge("buildWorldView", MILESTONES, P.WORLD_VIEW_BUILDING, by_people=True),
        edge("manageCharacters", MILESTONES, P.CHARACTER_MANAGING, by_people=True),
        edge("confirmPlan", [P.EPISODE_PLAN_EDITING], P.EPISODE_CREATING, by_people=True),
        edge("reopenPlan", [P.EPISODE_CREATING], P.EPISODE_PLAN_EDITING, by_people=True),
        *(edge(START, P, held) for held in HELD_PROJECT),
        *(edge(REST, P, state) for state in P if state not in HELD_PROJECT),
    ),
)

EPISODE = Machine(
    "episode",
    EpisodeState,
    E.IDLE,
    (
        edge("confirmSceneList", [E.SCENE_LIST_EDITING], E.SCENE_PROCESSING, by_people=True),
        edge("reopenSceneList", [E.SCENE_PROCESSING], E.SCENE_LIST_EDITING, by_people=True),
        *(edge(START, E, held) for held in HELD_EPISODE),
        *(edge(REST, E, state) for state in E if state not in HELD_EPISODE),
    ),
)

SCENE = Machine(
    "scene",
    SceneState,
    S.PENDING,
    (
        # A stage starts where the needs of its kind can be met, never where nothing is there yet.
        edge(START, S, S.SCENE_GENERATING),
        edge(START, set(S) - {S.PENDING}, S.KEYFRAME_GENERATING),
        edge(START, set(S) - {S.PENDING, S.SCENE_CONFIRMED}, S.MOTION_GENERATING),
        edge(
            START,
            set(S) - {S.PENDING, S.SCENE_CONFIRMED, S.KEYFRAME_CONFIRMED},
            S.DIALOGUE_GENERATING,
        ),
        edge(START, S, S.SOUND_DESIGN_GENERATING),
        *(edge(REST, S, state) for state in S if state not in HELD_SCENE),
    ),
)

MACHINES = (PROJECT, EPISODE, SCENE)


@dataclass(frozen=True)
class SceneFacts:
    """What the state of a scene follows from."""

    present: Collection[str]  # the artefact fields that are filled
    stale: Collection[str] = ()  # the fields that carry a stale mark
    held: str | None = None  # the state that a live job on the scene holds


@dataclass(frozen=True)
class EpisodeFacts:
    """What the state of an episode follows from."""

    expressed: bool = False
    confirmed: bool = False
    scenes: int = 0
    started: int = 0  # scenes past PENDING
    complete: int = 0
    scene_jobs: bool = False  # a live job works on one of its scenes
    held: str | None = None

    @property
    def is_complete(self) -> bool:
        """Every scene is complete, and there is at least one."""
        return self.scenes > 0 and self.complete == self.scenes


@dataclass(frozen=True)
class ProjectFacts:
    """What the state of a project follows from."""

    milestone: ProjectState
    episodes: Collection[EpisodeFacts] = ()
    planned: bool = False  # some episode has a planned outline
    plan_confirmed: bool = False
    held: str | None = None  # the state that a live job on the project or an episode holds


REQUIRED = ("anchor", "keyframes", "motion", "dialogue")
# The furthest stage present decides; dialogue alone does not rest anywhere but in COMPLETED.
CONFIRMED = {
    "motion": S.MOTION_CONFIRMED,
    "keyframes": S.KEYFRAME_CONFIRMED,
    "anchor": S.SCENE_CONFIRMED,
}


def scene_is_complete(facts: SceneFacts) -> bool:
    """Anchor, keyframes, motion and dialogue are present and nothing of it is stale."""
    present = set(facts.present)
    return present.issuperset(REQUIRED) and not present & set(facts.stale)


def rest_scene(facts: SceneFacts) -> SceneState:
    """The state of a scene, from its content and live jobs."""
    if facts.held:
        return SceneState(facts.held)
    if set(facts.present) & set(facts.stale):
        return S.NEEDS_UPDATE
    if scene_is_complete(facts):
        return S.COMPLETED
    return next((state for field, state in CONFIRMED.items() if field in facts.present), S.PENDING)


def rest_episode(facts: EpisodeFacts) -> EpisodeState:
    """The state of an episode, from its content, its scenes and live jobs."""
    if facts.held:
        return EpisodeState(facts.held)
    if facts.is_complete:
        return E.COMPLETE
    if facts.scenes and (facts.confirmed or facts.started or facts.scene_jobs):
        return E.SCENE_PROCESSING
    if facts.scenes:
        return E.SCENE_LIST_EDITING
    return E.CORE_EXPRESSION_READY if facts.expressed else E.IDLE


def rest_project(facts: ProjectFacts) -> ProjectState:
    """The state of a project, from its episodes and live jobs; the first match wins."""
    listed = [episode for episode in facts.episodes if episode.scenes]
    rules = (
        (facts.held == P.EXPORTING, P.EXPORTING),
        (facts.held == P.EPISODE_PLANNING, P.EPISODE_PLANNING),
        (bool(listed) and all(e.is_complete for e in facts.episodes), P.ALL_EPISODES_COMPLETE),
        (bool(listed) and all(e.is_complete for e in listed), P.ALL_SCENES_COMPLETE),
        (any(e.started or e.scene_jobs for e in listed), P.SCENE_PROCESSING),
        (facts.held == P.SCENE_LIST_GENERATING, P.SCENE_LIST_GENERATING),
        (bool(listed) and all(e.confirmed for e in listed), P.SCENE_LIST_CONFIRMED),
        (bool(listed), P.SCENE_LIST_EDITING),
        (
            facts.plan_confirmed or any(e.expressed for e in facts.episodes),
            P.EPISODE_CREATING,
        ),
        (facts.planned, P.EPISODE_PLAN_EDITING),
    )
    return next((state for holds, state in rules if holds), facts.milestone)
