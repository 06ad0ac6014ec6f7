"""The enums of the schema, with a sentence for each value."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from aixss.accounts.models import Role
from aixss.errors import ErrorCode
from aixss.jobs.models import Stage
from aixss.jobs.states import JobState
from aixss.kit.gql import Described, described
from aixss.news.events import Operation
from aixss.providers.spec import OutputMode, ReasoningEffort
from aixss.stories.artefacts.art_style import StylePreset
from aixss.stories.artefacts.base import Language
from aixss.stories.models import Priority, RelationshipType, WorldViewType
from aixss.stories.staleness import Reason
from aixss.stories.states import EpisodeState, ProjectState, SceneState

# How the schema calls an enum of the floors below, and a sentence for each of its values.
ENUMS: Mapping[type[Enum], tuple[str, Mapping[str, str]]] = {
    Role: (
        "Role",
        {
            "OWNER": "Does everything, also hands the team over or deletes it.",
            "ADMIN": "Manages members, profiles and locks, and all that members do.",
            "MEMBER": "Writes, and starts and cancels jobs.",
            "VIEWER": "Reads.",
        },
    ),
    Language: (
        "Language",
        {
            "ZH": "Chinese.",
            "EN": "English.",
        },
    ),
    ProjectState: (
        "ProjectWorkflowState",
        {
            "IDLE": "Nothing is done yet.",
            "DATA_COLLECTING": "Title, summary and style are being written.",
            "DATA_COLLECTED": "Title, summary and style are settled.",
            "WORLD_VIEW_BUILDING": "The world view is being written.",
            "CHARACTER_MANAGING": "The characters are being written.",
            "EPISODE_PLANNING": "A job plans the episodes.",
            "EPISODE_PLAN_EDITING": "The episodes are planned; the plan can be edited.",
            "EPISODE_CREATING": "The plan is settled; episodes get their core expressions.",
            "SCENE_LIST_GENERATING": "A job cuts an episode into scenes.",
            "SCENE_LIST_EDITING": "Some episode has scenes; the lists can be edited.",
            "SCENE_LIST_CONFIRMED": "The scene lists are settled.",
            "SCENE_PROCESSING": "Scenes are being worked out.",
            "ALL_SCENES_COMPLETE": "Every scene of every listed episode is complete.",
            "ALL_EPISODES_COMPLETE": "Every scene of every episode is complete.",
            "EXPORTING": "A job exports the project.",
        },
    ),
    EpisodeState: (
        "EpisodeWorkflowState",
        {
            "IDLE": "Planned at most.",
            "CORE_EXPRESSION_READY": "It has its core expression.",
            "SCRIPT_WRITING": "A job writes its script.",
            "SCENE_LIST_EDITING": "It has scenes; the list can be edited.",
            "SCENE_PROCESSING": "The list is settled, or its scenes are being worked out.",
            "COMPLETE": "All its scenes are complete, and it has at least one.",
        },
    ),
    SceneState: (
        "SceneStatus",
        {
            "PENDING": "It has a summary at most.",
            "SCENE_GENERATING": "A job makes its anchor.",
            "SCENE_CONFIRMED": "It has its anchor.",
            "KEYFRAME_GENERATING": "A job makes its keyframes.",
            "KEYFRAME_CONFIRMED": "It has its keyframes.",
            "MOTION_GENERATING": "A job makes its motion.",
            "MOTION_CONFIRMED": "It has its motion.",
            "DIALOGUE_GENERATING": "A job writes its dialogue.",
            "SOUND_DESIGN_GENERATING": "A job designs its sound.",
            "SOUND_DESIGN_CONFIRMED": "It has its sound design.",
            "COMPLETED": "Anchor, keyframes, motion and dialogue are there, and nothing is stale.",
            "NEEDS_UPDATE": "Something in it was made from what has changed since.",
        },
    ),
    JobState: (
        "JobStatus",
        {
            "QUEUED": "It waits for a worker.",
            "RUNNING": "A worker is at it.",
            "WAITING": "It waits for the jobs that it started.",
            "RETRYING": "An attempt failed; the next one follows at `nextRunAt`.",
            "SUCCEEDED": "It ended well. Final.",
            "FAILED": "It ended in failure. Final.",
            "CANCELLED": "It was cancelled. Final.",
        },
    ),
    Stage: (
        "JobStage",
        {
            "PREPARE": "It gathers facts and writes the prompt.",
            "CALL": "It waits for the model.",
            "PARSE": "It checks the answer.",
            "REPAIR": "It asks the model to mend its answer.",
            "WRITE": "It writes the result.",
            "DONE": "It is done.",
        },
    ),
    Operation: (
        "ChangeOperation",
        {
            "CREATED": "It was made.",
            "UPDATED": "It was edited.",
            "DELETED": "It was put into the trash.",
            "RESTORED": "It was taken out of the trash.",
        },
    ),
    OutputMode: (
        "OutputMode",
        {
            "TOOL": "The model calls a tool whose parameters are the answer.",
            "JSON_SCHEMA": "The provider holds the model to the schema of the answer.",
            "JSON_OBJECT": "The provider holds the model to some JSON object.",
            "PROMPTED": "The prompt alone asks for JSON.",
        },
    ),
    ReasoningEffort: (
        "ReasoningEffort",
        {
            "NONE": "None at all.",
            "MINIMAL": "As little as possible.",
            "LOW": "A little.",
            "MEDIUM": "A fair amount.",
            "HIGH": "Much.",
            "XHIGH": "As much as possible.",
        },
    ),
    Priority: (
        "StalePriority",
        {
            "HIGH": "It does not fit any more.",
            "MEDIUM": "It may not fit any more.",
            "LOW": "It probably still fits.",
        },
    ),
    WorldViewType: (
        "WorldViewType",
        {
            "ERA": "When the story plays.",
            "GEOGRAPHY": "Where it plays.",
            "SOCIETY": "How people live together there.",
            "TECHNOLOGY": "What can be built there.",
            "MAGIC": "What goes beyond nature there.",
            "CUSTOM": "Anything else.",
        },
    ),
    RelationshipType: (
        "RelationshipType",
        {
            "FAMILY": "They are related.",
            "ROMANTIC": "They love, or loved, each other.",
            "FRIENDSHIP": "They are friends.",
            "RIVALRY": "They compete.",
            "MENTORSHIP": "One teaches the other.",
            "ALLIANCE": "They act together for now.",
            "SUBORDINATE": "One serves the other.",
            "ENEMY": "They want each other's harm.",
            "STRANGER": "They do not know each other.",
            "CUSTOM": "Anything else; the label says what.",
        },
    ),
    StylePreset: (
        "StylePreset",
        {
            "ANIME_CEL": "Japanese animation with flat, clean shading.",
            "INK_ORIENTAL": "Chinese ink and wash.",
            "COMIC_WESTERN": "Western comic with strong outlines.",
            "CYBERPUNK": "Neon light on wet streets.",
            "CINEMATIC_REALISTIC": "Like a photographed film.",
            "FANTASY_EPIC": "Painted high fantasy.",
            "WATERCOLOR": "Soft watercolour on paper.",
            "PIXEL_RETRO": "Pixels of an old game console.",
            "CUSTOM": "Anything else, described in the other fields.",
        },
    ),
}


@described
class ProjectMove(Described):
    """What people can do to move a project on."""

    RESTART = "restart", "Back to the beginning."
    COLLECT_DATA = "collectData", "Write title, summary and style."
    CONFIRM_DATA = "confirmData", "Settle title, summary and style."
    BUILD_WORLD_VIEW = "buildWorldView", "Write the world view."
    MANAGE_CHARACTERS = "manageCharacters", "Write the characters."
    CONFIRM_PLAN = "confirmPlan", "Settle the episode plan."
    REOPEN_PLAN = "reopenPlan", "Edit the episode plan again."


@described
class EpisodeMove(Described):
    """What people can do to move an episode on."""

    CONFIRM_SCENE_LIST = "confirmSceneList", "Settle the scene list."
    REOPEN_SCENE_LIST = "reopenSceneList", "Edit the scene list again."


def register() -> None:
    """Put the enums of the floors below into the schema."""
    described(ErrorCode)
    described(Reason, name="StaleReason")
    for cls, (name, sentences) in ENUMS.items():
        described(cls, sentences, name=name)
