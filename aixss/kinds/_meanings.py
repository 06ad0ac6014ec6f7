"""What the facts mean that prompts are told, for people who rewrite prompts: Chinese, English."""

from __future__ import annotations

from collections.abc import Mapping

MEANINGS: Mapping[str, tuple[str, str]] = {
    "act": ("要展开的一幕和它的节点名。", "The act to be worked out, with the names of its beats."),
    "anchor": (
        "场景锚点：固定的环境、光线和可指认的物件。",
        "The scene's anchor: its fixed surroundings, light, and the things to recognise it by.",
    ),
    "avoid": ("新的分集不能重复的内容。", "What the episodes to be planned must not repeat."),
    "beat": ("这一组画面要画的动作。", "The beat of the action plan that is to be pictured."),
    "beats": (
        "节点：因果链的，或本场动作计划的。",
        "The beats as far as they are made: of the causal chain, or of the scene's action plan.",
    ),
    "causal_chain": (
        "因果链：冲突、谁知道什么、节点和情节线。",
        "The causal chain: conflict, who knows what, beats and plot lines.",
    ),
    "conflict": (
        "因果链第一阶段：梗概和冲突引擎。",
        "Phase 1 of the causal chain: the story in short and what drives everybody.",
    ),
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
    "entered_after": (
        "下一场已经写下的入场转场。",
        "How the next scene is entered, where that is written already.",
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
    "last_picture": (
        "上一个动作结束时的画面，下一格从这里接。",
        "The picture that the beat before ends with, from which the next one goes on.",
    ),
    "last_frame": ("上一场的最后一格画面。", "The last still picture of the scene before."),
    "left_before": (
        "上一场已经写下的出场转场。",
        "How the scene before is left, where that is written already.",
    ),
    "most": ("最多提出几个人。", "How many people to propose at most."),
    "motion": ("本场的运动。", "How the scene moves."),
    "next_episode": ("下一集的梗概和结尾。", "The next episode: its summary and ending."),
    "next_scene": ("下一场的概要。", "The summary of the next scene."),
    "panels": (
        "要翻译的分镜画面，每行镜号和原文。",
        "The panels to be translated, a line each with the shot's number.",
    ),
    "planned": ("已经规划的各集。", "The episodes that are planned already."),
    "positions": (
        "因果链第二阶段：人物立场和信息层。",
        "Phase 2 of the causal chain: where everybody stands, and who knows what.",
    ),
    "position": (
        "本场在全片和本集中的位置，以及起承转合。",
        "Where the scene stands in the story and in its episode, counted and in dramatic terms.",
    ),
    "previous_episode": ("上一集的梗概和结尾。", "The episode before: its summary and ending."),
    "previous_scene": ("上一场的概要。", "The summary of the scene before."),
    "proposed": (
        "已经提出过的人，不论是否采纳。",
        "Who was proposed before, whatever people decided.",
    ),
    "protagonist": ("主角是谁。", "Who the story is about."),
    "scene_count": ("要分成几场。", "How many scenes to list."),
    "season_arc": (
        "季弧线：问题、答案、各幕和伏笔。",
        "The season arc: its question and answer, its acts, its threads.",
    ),
    "script": ("本集剧本，每场一行。", "The episode's script, a line for each scene."),
    "script_scene": (
        "剧本里的这一场：动作和台词。",
        "The scene as scripted: what is seen and said, in order.",
    ),
    "shot": ("要重画的那一格。", "The shot that is to be made anew."),
    "shot_after": ("后一格画面。", "The shot after it."),
    "shot_before": ("前一格画面。", "The shot before it."),
    "sound_before": ("上一场的声音。", "How the scene before sounds."),
    "spoken_before": (
        "上一场最后几句对白。",
        "The last lines that were heard in the scene before.",
    ),
    "storyboard_bible": (
        "分镜设定：人物、地点、物件和必须发生的事。",
        "The storyboard's bible: its people, setting, things and beats.",
    ),
    "standing": (
        "这一组分镜开始时的局面：人在哪、手里有什么、谁离开了。",
        "How things stand when the group of panels begins: who is where, holds what, has gone.",
    ),
    "storyboard_group": (
        "要画的一组分镜：目标、开始和结束。",
        "The group of panels to be drawn up: its goal, how it starts and ends.",
    ),
    "story": (
        "完整的故事；太长时是最说明问题的句子。",
        "The whole story; of a long one, the sentences that tell the most.",
    ),
    "style": ("画面风格。", "How every picture looks."),
    "summary": ("本场的概要和备注。", "What happens in the scene, with the team's notes on it."),
    "task": ("这一次要做的事。", "What is to be done this time."),
    "told_so_far": (
        "前面各组画过的画面，最近一组逐格列出。",
        "What the groups before have shown, of the latest each panel.",
    ),
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
