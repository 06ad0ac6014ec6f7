"""The state machines of projects, episodes and scenes: values, legal edges, people's moves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import auto

from aixss.described import Described
from aixss.kit.machine import Machine, edge

REST = "rest"  # the state follows from content and live jobs
START = "start"  # a live job now holds the state


class ProjectState(Described):
    """How far a project has come."""

    IDLE = auto(), "Nothing is done yet.", "未开始", "Not started"
    DATA_COLLECTING = (
        auto(),
        "Title, summary and style are being written.",
        "填写基本设定",
        "Writing the basics",
    )
    DATA_COLLECTED = (
        auto(),
        "Title, summary and style are settled.",
        "基本设定已定",
        "Basics settled",
    )
    WORLD_VIEW_BUILDING = (
        auto(),
        "The world view is being written.",
        "构建世界观",
        "Building the world view",
    )
    CHARACTER_MANAGING = (
        auto(),
        "The characters are being written.",
        "编写角色",
        "Writing the characters",
    )
    EPISODE_PLANNING = auto(), "A job plans the episodes.", "剧集规划中", "Planning episodes"
    EPISODE_PLAN_EDITING = (
        auto(),
        "The episodes are planned; the plan can be edited.",
        "编辑剧集规划",
        "Editing the episode plan",
    )
    EPISODE_CREATING = (
        auto(),
        "The plan is settled; episodes get their core expressions.",
        "单集创作中",
        "Creating episodes",
    )
    SCENE_LIST_GENERATING = (
        auto(),
        "A job cuts an episode into scenes.",
        "分镜列表生成中",
        "Making scene lists",
    )
    SCENE_LIST_EDITING = (
        auto(),
        "Some episode has scenes; the lists can be edited.",
        "编辑分镜列表",
        "Editing scene lists",
    )
    SCENE_LIST_CONFIRMED = (
        auto(),
        "The scene lists are settled.",
        "分镜列表已定",
        "Scene lists settled",
    )
    SCENE_PROCESSING = auto(), "Scenes are being worked out.", "分镜细化中", "Working out scenes"
    ALL_SCENES_COMPLETE = (
        auto(),
        "Every scene of every listed episode is complete.",
        "分镜全部完成",
        "All scenes complete",
    )
    ALL_EPISODES_COMPLETE = (
        auto(),
        "Every scene of every episode is complete.",
        "剧集全部完成",
        "All episodes complete",
    )
    EXPORTING = auto(), "A job exports the project.", "导出中"


class EpisodeState(Described):
    """How far an episode has come."""

    IDLE = auto(), "Planned at most.", "未开始", "Not started"
    CORE_EXPRESSION_READY = auto(), "It has its core expression.", "核心表达已就绪"
    SCRIPT_WRITING = auto(), "A job writes its script.", "分场脚本编写中", "Writing the script"
    SCENE_LIST_EDITING = (
        auto(),
        "It has scenes; the list can be edited.",
        "编辑分镜列表",
        "Editing the scene list",
    )
    SCENE_PROCESSING = (
        auto(),
        "The list is settled, or its scenes are being worked out.",
        "分镜细化中",
        "Working out scenes",
    )
    COMPLETE = auto(), "All its scenes are complete, and it has at least one.", "已完成"


class SceneState(Described):
    """How far a scene has come."""

    PENDING = auto(), "It has no anchor, keyframes, motion or sound design yet.", "待处理"
    SCENE_GENERATING = auto(), "A job makes its anchor.", "场景锚点生成中", "Making the anchor"
    SCENE_CONFIRMED = auto(), "It has its anchor.", "场景锚点已就绪", "Anchor ready"
    KEYFRAME_GENERATING = auto(), "A job makes its keyframes.", "关键帧生成中", "Making keyframes"
    KEYFRAME_CONFIRMED = auto(), "It has its keyframes.", "关键帧已就绪", "Keyframes ready"
    MOTION_GENERATING = auto(), "A job makes its motion.", "运动生成中", "Making the motion"
    MOTION_CONFIRMED = auto(), "It has its motion.", "运动已就绪", "Motion ready"
    DIALOGUE_GENERATING = auto(), "A job writes its dialogue.", "台词生成中", "Writing the dialogue"
    SOUND_DESIGN_GENERATING = (
        auto(),
        "A job designs its sound.",
        "声音设计中",
        "Designing the sound",
    )
    SOUND_DESIGN_CONFIRMED = (
        auto(),
        "It has its sound design.",
        "声音设计已就绪",
        "Sound design ready",
    )
    COMPLETED = (
        auto(),
        "Anchor, keyframes, motion and dialogue are there, and nothing is stale.",
        "已完成",
        "Complete",
    )
    NEEDS_UPDATE = auto(), "Something in it was made from what has changed since.", "需要更新"


class ProjectMove(Described):
    """What people can do to move a project on."""

    RESTART = auto(), "Back to the beginning; what was made stays.", "重新开始", "Start over"
    COLLECT_DATA = auto(), "Write title, summary and style.", "填写基本设定", "Write the basics"
    CONFIRM_DATA = auto(), "Settle title, summary and style.", "确定基本设定", "Settle the basics"
    BUILD_WORLD_VIEW = auto(), "Write the world view.", "构建世界观", "Build the world view"
    MANAGE_CHARACTERS = auto(), "Write the characters.", "编写角色", "Write the characters"
    CONFIRM_PLAN = auto(), "Settle the episode plan.", "确定剧集规划", "Settle the plan"
    REOPEN_PLAN = auto(), "Edit the episode plan again.", "重新编辑剧集规划", "Edit the plan again"


class EpisodeMove(Described):
    """What people can do to move an episode on."""

    CONFIRM_SCENE_LIST = auto(), "Settle the scene list.", "确定分镜列表", "Settle the scene list"
    REOPEN_SCENE_LIST = (
        auto(),
        "Edit the scene list again.",
        "重新编辑分镜列表",
        "Edit the scene list again",
    )


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
        edge(ProjectMove.RESTART, MILESTONES, P.IDLE, by_people=True),
        edge(ProjectMove.COLLECT_DATA, MILESTONES, P.DATA_COLLECTING, by_people=True),
        edge(ProjectMove.CONFIRM_DATA, MILESTONES[:2], P.DATA_COLLECTED, by_people=True),
        edge(ProjectMove.BUILD_WORLD_VIEW, MILESTONES, P.WORLD_VIEW_BUILDING, by_people=True),
        edge(ProjectMove.MANAGE_CHARACTERS, MILESTONES, P.CHARACTER_MANAGING, by_people=True),
        edge(
            ProjectMove.CONFIRM_PLAN, [P.EPISODE_PLAN_EDITING], P.EPISODE_CREATING, by_people=True
        ),
        edge(ProjectMove.REOPEN_PLAN, [P.EPISODE_CREATING], P.EPISODE_PLAN_EDITING, by_people=True),
        *(edge(START, P, held) for held in HELD_PROJECT),
        *(edge(REST, P, state) for state in P if state not in HELD_PROJECT),
    ),
)

EPISODE = Machine(
    "episode",
    EpisodeState,
    E.IDLE,
    (
        edge(
            EpisodeMove.CONFIRM_SCENE_LIST,
            [E.SCENE_LIST_EDITING],
            E.SCENE_PROCESSING,
            by_people=True,
        ),
        edge(
            EpisodeMove.REOPEN_SCENE_LIST,
            [E.SCENE_PROCESSING],
            E.SCENE_LIST_EDITING,
            by_people=True,
        ),
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
ARTEFACTS = (*REQUIRED, "shot_design", "sound_design", "duration_estimate")
# By table, the fields from which its rows' states, and those above them, follow.
DECIDING = {
    "scene": frozenset(ARTEFACTS),
    "episode": frozenset({"outline", "core_expression"}),
}
# The furthest stage present decides; dialogue alone does not rest anywhere but in COMPLETED.
CONFIRMED = {
    "sound_design": S.SOUND_DESIGN_CONFIRMED,
    "motion": S.MOTION_CONFIRMED,
    "keyframes": S.KEYFRAME_CONFIRMED,
    "anchor": S.SCENE_CONFIRMED,
}


def scene_is_complete(facts: SceneFacts) -> bool:
    """Anchor, keyframes, motion and dialogue are present and nothing of it is stale."""
    required = set(REQUIRED)
    return required.issubset(facts.present) and required.isdisjoint(facts.stale)


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
