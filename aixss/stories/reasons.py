"""Why a field is stale: what has changed since it was made."""

from __future__ import annotations

from enum import auto

from aixss.described import Described


class Reason(Described):
    """Why a field is stale."""

    PROJECT_STYLE = (
        auto(),
        "The project's style has changed.",
        "项目风格已变",
        "Project style changed",
    )
    PROJECT_PROTAGONIST = (
        auto(),
        "The project's protagonist has changed.",
        "项目主角已变",
        "Protagonist changed",
    )
    PROJECT_SUMMARY = (
        auto(),
        "The project's summary has changed.",
        "项目简介已变",
        "Project summary changed",
    )
    WORLD_VIEW = auto(), "The world view has changed.", "世界观已变", "World view changed"
    CHARACTER_NAME = (
        auto(),
        "A character has another name.",
        "角色改名",
        "Character renamed",
    )
    CHARACTER_LOOKS = (
        auto(),
        "A character who appears looks different.",
        "角色外貌已变",
        "Character looks different",
    )
    CHARACTER_PERSONALITY = (
        auto(),
        "A character who appears has another personality.",
        "角色性格已变",
        "Character is different",
    )
    CAUSAL_CHAIN = auto(), "The causal chain has changed.", "因果链已变", "Causal chain changed"
    EPISODE_PLAN = (
        auto(),
        "The outline, summary or place of an episode has changed.",
        "单集规划已变",
        "Episode plan changed",
    )
    CORE_EXPRESSION = (
        auto(),
        "The episode's core expression has changed.",
        "核心表达已变",
        "Core expression changed",
    )
    SCRIPT = auto(), "The episode's script has changed.", "剧本已变", "Script changed"
    SCENE_SUMMARY = (
        auto(),
        "The scene's summary has changed.",
        "分镜概要已变",
        "Scene summary changed",
    )
    SEASON_ARC = auto(), "The season arc has changed.", "季弧线已变", "Season arc changed"
    NEIGHBOUR = (
        auto(),
        "The scene before or after has changed.",
        "相邻分镜已变",
        "Neighbouring scene changed",
    )
    ANCHOR = auto(), "The scene's anchor has changed.", "场景锚点已变", "Anchor changed"
    ACTION_PLAN = (
        auto(),
        "The scene's action plan has changed.",
        "动作规划已变",
        "Action plan changed",
    )
    KEYFRAME_GROUPS = (
        auto(),
        "The scene's keyframe groups have changed.",
        "关键帧组已变",
        "Keyframe groups changed",
    )
    KEYFRAMES = auto(), "The scene's keyframes have changed.", "关键帧已变", "Keyframes changed"
    MOTION = auto(), "The scene's motion has changed.", "运动已变", "Motion changed"
    SHOT_DESIGN = (
        auto(),
        "The scene's shot design has changed.",
        "镜头设计已变",
        "Shot design changed",
    )
    SEAM = (
        auto(),
        "The scene before is left, or the scene after entered, in another way.",
        "相邻转场已变",
        "Transition changed next door",
    )
    DIALOGUE = auto(), "The scene's dialogue has changed.", "对白已变", "Dialogue changed"
    STORYBOARD_BIBLE = (
        auto(),
        "The storyboard's bible has changed.",
        "分镜设定已变",
        "Storyboard bible changed",
    )
    STORYBOARD_PLAN = (
        auto(),
        "The storyboard's plan has changed.",
        "分镜规划已变",
        "Storyboard plan changed",
    )
    EARLIER_GROUP = (
        auto(),
        "An earlier group of the storyboard has changed.",
        "前面的分镜组已变",
        "Earlier group changed",
    )
    SOUND_DESIGN = (
        auto(),
        "The scene's sound design has changed.",
        "声音设计已变",
        "Sound design changed",
    )
