# ruff: noqa: E501  a line of a prompt is a line for the model
"""Write an episode's script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aixss.jobs.needs import EPISODE_HAS_CORE_EXPRESSION
from aixss.jobs.spec import Kind, Scope
from aixss.kinds import _facts, _lexicon
from aixss.kinds._heard import Heard, acted, spoken
from aixss.kinds._lines import invented, lines, pieces
from aixss.kinds._params import Scripting
from aixss.kinds._passage import Passage
from aixss.kinds._people import Person
from aixss.kit.prompt import Prompt
from aixss.providers.reading import Reading, clip
from aixss.stories.artefacts.base import Language, is_in
from aixss.stories.artefacts.script import (
    EpisodeScript,
    ScriptHeading,
    ScriptScene,
    ScriptSpeech,
)
from aixss.stories.context import StoryContext
from aixss.stories.states import EpisodeState

SYSTEM = Prompt(
    key="workflow.scene_script.system",
    zh="""
你是漫剧编剧，为一集写完整的剧本：看得见的动作，听得到的话，一场接一场。
要求：
- 场次按先后编号，从 1 起不跳号；heading 写清内外景、地点和时间；summary 用一句话概括这一场。
- 场与场之间有因果：上一场的结果逼出下一场；情绪走向对齐核心表达，最后一场落在 ending_beat 上。
- action 一行一个看得见的动作，用现在时，不写心理评论，不写镜头术语。
- 台词夹在动作之间：after_action 表示这句话之前已出现几行动作，前后不倒退。
- 说话的是角色表里的人，就填他的 id，speaker_name 为 null；表外的人 speaker_id 为 null，写称呼。
- 故事里已有的对白保留原话；每句话都有目的，不解释剧情；语气和小动作写进 parenthetical，没有就填 null。
- emotional_beat 写这一场结束时谁的心情与开始时有何不同。每场内容都不重复。
- 用中文写。只回答一个 JSON 对象。
""",
    en="""
You write the script of one episode of a comic drama: the action that is seen and the words that are heard, scene by scene.
What is asked:
- Scenes are numbered from 1 without a gap; the heading says inside or outside, place and time; `summary` is one sentence.
- Scenes cause each other: the outcome of one forces the next. The feeling follows the core expression; the last scene lands on its ending beat.
- Each line of `action` is one thing that is seen, in the present tense: no comment on feelings, no camera terms.
- Speeches stand among the action: `after_action` says how many action lines have been seen before; it never goes down.
- A speaker of the cast goes by the id, with a null `speaker_name`; anybody else has a null `speaker_id` and a name.
- Words that the story already puts into a mouth stay as they are; each speech wants something, none explains the plot; tone and gesture go into `parenthetical`, or null.
- `emotional_beat` says who feels otherwise at the end of the scene than at its start. No scene repeats another.
- Write in English. Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.scene_script.user",
    zh="""
【故事】
$story

【世界观】
$world_view

【角色与 id】
$cast

【上一集】
$previous_episode

【本集】
$episode

【本集核心表达】
$core_expression

【下一集】
$next_episode

请写出本集的剧本，场次：$scene_count。
""",
    en="""
Story:
$story

World:
$world_view

Cast with ids:
$cast

Episode before:
$previous_episode

This episode:
$episode

What the episode is about beneath its plot:
$core_expression

Episode after:
$next_episode

Write the script of this episode, its scenes: $scene_count.
""",
)

SENTENCES = 16  # of the story that a scene of a draft retells
ACTION_CHARS = 600
SPEECHES = 40


def facts(story: StoryContext, params: Scripting) -> Mapping[str, str]:
    """What the prompts are told."""
    assert story.episode is not None
    before, after = _facts.neighbours(story)
    count = params.scene_count
    wanted = {
        "zh": f"恰好 {count} 场" if count else "12 场左右，6 到 24 场之间",
        "en": f"exactly {count}" if count else "about 12, between 6 and 24",
    }
    return {
        "story": _facts.telling(story),
        "world_view": _facts.world_view(story),
        "cast": _facts.cast(story),
        "previous_episode": before,
        "episode": _facts.episode(story, story.episode),
        "core_expression": _facts.core(story, story.episode.core_expression),
        "next_episode": after,
        "scene_count": wanted[story.language],
    }


def draft(story: StoryContext, params: Scripting) -> EpisodeScript:
    """The episode's own sentences as action, and what is said in them as speeches."""
    assert story.episode is not None
    found = pieces(story, params.scene_count)
    told = zip(found, lines(found), strict=True)
    title = story.episode.title.strip()
    number = story.episode.order or 1
    known = title and is_in(title, Language(story.language))
    return EpisodeScript(
        title=title if known else found[0].say(f"第 {number} 集", f"Episode {number}"),
        scenes=[
            _scene(piece, n, summary, _arc(story, n, len(found)))
            for n, (piece, summary) in enumerate(told)
        ],
    )


def _arc(story: StoryContext, n: int, count: int) -> str:
    """The stage of the core expression's feeling that the n-th of `count` scenes has reached."""
    core = story.episode.core_expression if story.episode else None
    return core.emotional_arc[n * len(core.emotional_arc) // count].rstrip("。.！!") if core else ""


def _scene(piece: Passage, n: int, summary: str, arc: str) -> ScriptScene:
    action, dialogue = _body(piece)
    mood = piece.say(*piece.mood)
    beat = piece.say(f"{arc}，{mood}", f"{arc}, {mood}") if arc and arc != mood else mood
    return ScriptScene(
        order=n + 1,
        heading=ScriptHeading(
            kind=_lexicon.place_kind(piece.place),
            place=piece.say(*piece.place_words),
            time=piece.time,
        ),
        summary=summary,
        # Where the words are those of a scene before, only what is invented is new.
        action=action if action and not piece.echo else [invented(piece, n)],
        dialogue=[] if piece.echo else dialogue,
        emotional_beat=clip(beat, 500),
    )


def _body(piece: Passage) -> tuple[list[str], list[ScriptSpeech]]:
    """The sentences of a piece: what is seen, and what is said among it."""
    action: list[str] = []
    dialogue: list[ScriptSpeech] = []
    last: Person | None = None
    for sentence in _telling(piece):
        said = list(_in_language(spoken(sentence, piece, last), piece))
        told = acted(sentence, piece.language)
        if any(char.isalnum() for char in told) and is_in(told, Language(piece.language)):
            action.append(clip(told, ACTION_CHARS))
        dialogue += [_speech(line, len(action), piece) for line in said]
        last = said[-1].speaker if said else last
    if dialogue and not action:
        place, place_en = piece.place_words
        action = [piece.say(f"{place}，有人开口。", f"Voices at the {place_en}.")]
    return action, dialogue[:SPEECHES]


def _telling(piece: Passage) -> tuple[str, ...]:
    """The sentences of a piece, or those of a long one that tell the most."""
    if len(piece.sentences) <= SENTENCES:
        return piece.sentences
    return Reading.of("\n".join(piece.sentences), piece.language).telling(SENTENCES)


def _in_language(said: Iterator[Heard], piece: Passage) -> Iterator[Heard]:
    return (line for line in said if is_in(line.words, Language(piece.language)))


def _speech(line: Heard, seen: int, piece: Passage) -> ScriptSpeech:
    somebody = clip(line.name or piece.say("有人", "Somebody"), 120)
    return ScriptSpeech(
        after_action=seen,
        speaker_id=line.speaker.id if line.speaker else None,
        speaker_name=None if line.speaker else somebody,
        parenthetical=line.emotion,
        line=clip(line.words, 1000),
    )


KIND = Kind(
    name="generate_scene_script",
    title="Write an episode's script",
    title_zh="生成分场剧本",
    description="Writes the episode's script: 6 to 24 scenes with heading, action, speeches and "
    "feeling, which the scene list and the dialogues then follow. Needs the episode's core "
    "expression.",
    scope=Scope.EPISODE,
    needs=(EPISODE_HAS_CORE_EXPRESSION,),
    writes=("script",),
    holds=EpisodeState.SCRIPT_WRITING,
    params=Scripting,
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=EpisodeScript,
    rules=lambda story, params: story.rules(expected_scenes=params.scene_count),
    draft=draft,
)
