"""What the facts mean that prompts are told, for people who rewrite prompts: Chinese, English."""

from __future__ import annotations

from collections.abc import Mapping

MEANINGS: Mapping[str, tuple[str, str]] = {
    "anchor": (
        "场景锚点：固定的环境、光线和可指认的物件。",
        "The scene's anchor: its fixed surroundings, light, and the things to recognise it by.",
    ),
    "avoid": ("新的分集不能重复的内容。", "What the episodes to be planned must not repeat."),
    "camera_mode": ("分镜里镜头的写法：A 或 B。", "How panels say where the camera is: A or B."),
    "cast": (
        "角色名单，每人一行，带回答时要用的 id；本场人物在前。",
        "The cast, a line each with the id that answers use; those of the scene come first.",
    ),
    "content": ("要改写的提示词。", "The prompt that is to be rewritten."),
    "core_expression": (
        "本集的核心表达：主题、情绪、冲突、意象和结尾。",
        "The episode's core expression: theme, feeling, conflict, motifs and ending.",
    ),
    "count": ("全季的集数。", "How many episodes the season has."),
    "dialogue": (
        "本场对白，每句带编号。",
        "The scene's dialogue, each line with its number.",
    ),
    "episode": ("本集的大纲和梗概。", "The episode's outline and summary."),
    "episodes": (
        "已有的各集：标题、场数、梗概和情绪。",
        "The episodes there are: title, number of scenes, what happens, how it feels.",
    ),
    "first": ("这一批的第一集是第几集。", "The number of the first episode of this batch."),
    "first_frame": ("下一场的第一格画面。", "The first still picture of the next scene."),
    "keyframes": ("本场的九格画面。", "The scene's nine still pictures."),
    "known": ("已经写下的人物关系。", "The relationships that are written already."),
    "last": ("这一批的最后一集是第几集。", "The number of the last episode of this batch."),
    "last_frame": ("上一场的最后一格画面。", "The last still picture of the scene before."),
    "motion": ("本场的运动。", "How the scene moves."),
    "next_episode": ("下一集的梗概和结尾。", "The next episode: its summary and ending."),
    "next_scene": ("下一场的概要。", "The summary of the next scene."),
    "planned": ("已经规划的各集。", "The episodes that are planned already."),
    "position": (
        "本场在全片和本集中的位置，以及起承转合。",
        "Where the scene stands in the story and in its episode, counted and in dramatic terms.",
    ),
    "previous_episode": ("上一集的梗概和结尾。", "The episode before: its summary and ending."),
    "previous_scene": ("上一场的概要。", "The summary of the scene before."),
    "protagonist": ("主角是谁。", "Who the story is about."),
    "scene_count": ("要分成几场。", "How many scenes to list."),
    "season_arc": (
        "季弧线：问题、答案、各幕和伏笔。",
        "The season arc: its question and answer, its acts, its threads.",
    ),
    "sound_before": ("上一场的声音。", "How the scene before sounds."),
    "spoken_before": (
        "上一场最后几句对白。",
        "The last lines that were heard in the scene before.",
    ),
    "storyboard_bible": (
        "分镜设定：人物、地点、物件和必须发生的事。",
        "The storyboard's bible: its people, setting, things and beats.",
    ),
    "story": (
        "完整的故事；太长时是最说明问题的句子。",
        "The whole story; of a long one, the sentences that tell the most.",
    ),
    "style": ("画面风格。", "How every picture looks."),
    "summary": ("本场的概要和备注。", "What happens in the scene, with the team's notes on it."),
    "task": ("这一次要做的事。", "What is to be done this time."),
    "total": ("全季一共几集。", "How many episodes the whole season gets."),
    "violations": (
        "上一次回答里要改正的地方，每条一行。",
        "What is wrong with the last answer, a line each.",
    ),
    "wish": ("希望改进的地方。", "What is to be better about it."),
    "world_view": (
        "世界观，每项一行。",
        "The world that the story plays in, a line for each element.",
    ),
}
