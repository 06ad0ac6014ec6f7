# ruff: noqa: E501  a line of a prompt is a line for the model
"""Say where a season goes, from its question to its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aixss.jobs.needs import PROJECT_HAS_SUMMARY
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds import _chain_facts, _facts, _lexicon, _passage, _season
from aixss.kinds._lexicon import Pair
from aixss.kinds._passage import Passage
from aixss.kit.prompt import Prompt
from aixss.providers.reading import clip
from aixss.stories.artefacts.season_arc import SeasonAct, SeasonArc, SeasonThread
from aixss.stories.context import StoryContext

SYSTEM = Prompt(
    key="workflow.season_arc.system",
    zh="""
你是漫剧总编剧，为整季定下走向，分集大纲都要服从它。
要求：
- question 是让人从第一集追到最后一集的那一个问题；answer 写最后一集怎样回答它，不能含糊。
- begins 写主角开场时是什么人、缺什么；ends 写他最后成了什么人。两者必须不同，而且由剧情逼出来。
- acts 写 3 到 5 幕，order 从 1 连续编号：aim 是这一幕里人们想要什么、做了什么；turn 是结束这一幕、无法收回的事件；feeling 是这一幕的感受。各幕不得雷同。
- threads 写前面埋下、后面兑现的线：planted 怎样出现，redeemed 怎样有着落。只写故事撑得起的。
- 以给出的故事和世界观为准；已有分集时与它们相容。用中文写。只回答一个 JSON 对象。
""",
    en="""
You are the head writer of a comic drama and settle where the season goes; every outline will follow it.
What is asked:
- `question` is the one question that makes people watch from the first episode to the last; `answer` says plainly how the last one answers it.
- `begins` says who the protagonist is at the start and what they lack; `ends` who they have become. The two differ, and the plot is what forces the change.
- `acts`: 3 to 5, `order` counting up from 1. `aim` is what people want in it and do for it; `turn` the event that ends it and cannot be undone; `feeling` how it feels. None is like another.
- `threads` are planted early and redeemed late: how each is brought in and what comes of it. Only those that the story can carry.
- Keep to the story and its world, and to the episodes where there are some. Write in English. Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.season_arc.user",
    zh="""
【故事】
$story

【主角】
$protagonist

【世界观】
$world_view

【角色】
$cast

【因果链】
$causal_chain

【已有的各集】
$episodes

请写出这一季的弧线。
""",
    en="""
Story:
$story

Protagonist:
$protagonist

World:
$world_view

Cast:
$cast

Causal chain:
$causal_chain

Episodes that there are:
$episodes

Write the arc of this season.
""",
)

THREADS = 4
# What each act of four is for; tells acts apart whose words are the same.
_ACTS: tuple[Pair, ...] = (
    ("打破平静", "the calm is broken"),
    ("越陷越深", "in deeper"),
    ("无路可退", "no way back"),
    ("作出了断", "the reckoning"),
)


def facts(story: StoryContext, _: Params) -> Mapping[str, str]:
    """What the prompts are told."""
    return {
        "story": _facts.telling(story),
        "protagonist": story.project.protagonist.strip() or _facts.none(story),
        "world_view": _facts.world_view(story),
        "cast": _facts.cast(story),
        "causal_chain": _chain_facts.causal_chain(story),
        "episodes": _facts.feelings(story),
    }


def draft(story: StoryContext, _: Params) -> SeasonArc:
    """The story in four acts, told by its own sentences; its things that return are the threads."""
    story = _season.peopled(story)
    count = len(_ACTS)
    pieces = [_passage.of_plan(story, order, count) for order in range(1, count + 1)]
    first, last = pieces[0], pieces[-1]
    (who, who_en), (thing, thing_en) = first.who, first.thing
    say = first.say
    final = say(*(last.mood if last.mood != first.mood else _lexicon.MOOD_WORDS["closing"]))
    return SeasonArc(
        question=say(
            f"{who}能否弄清{thing}背后的真相，又要为此付出什么？",
            f"Will {who_en} learn what the {thing_en} stands for, and at what price?",
        ),
        answer=say(
            f"{who}得到了答案：{_ending(last)}", f"{who_en} gets the answer: {_ending(last)}"
        ),
        begins=say(
            f"开场时的{who}：{first.mood[0]}。{_opening(first)}",
            f"At the start {who_en} lives in {first.mood[1]}. {_opening(first)}",
        ),
        ends=say(
            f"结尾时的{who}：{final}。{_ending(last)}",
            f"At the end {who_en} has come through to {final}. {_ending(last)}",
        ),
        acts=_acts(story, pieces),
        threads=list(_threads(pieces))[:THREADS],
    )


def _opening(piece: Passage) -> str:
    return clip(piece.sentences[0], 400) if piece.sentences else piece.say(*_ACTS[0])


def _ending(piece: Passage) -> str:
    return clip(piece.sentences[-1], 400) if piece.sentences else piece.say(*_ACTS[-1])


def _acts(story: StoryContext, pieces: Sequence[Passage]) -> list[SeasonAct]:
    planned = _season.season(story, len(pieces))
    tails = [
        piece.say(f"（{zh}）", f" ({en})") for piece, (zh, en) in zip(pieces, _ACTS, strict=True)
    ]
    aims = _passage.distinct([each.logline for each in planned], tails)
    turns = _passage.distinct([each.beats[-1] for each in planned], tails)
    return [
        SeasonAct(
            order=each.order,
            title=clip(each.title, 120),
            aim=aim,
            turn=turn,
            feeling=piece.say(*piece.mood),
        )
        for each, aim, turn, piece in zip(planned, aims, turns, pieces, strict=True)
    ]


def _threads(pieces: Sequence[Passage]) -> Iterator[SeasonThread]:
    """Things of the first half that the second half names again."""
    half = len(pieces) // 2
    early = [sentence for piece in pieces[:half] for sentence in piece.sentences]
    late = [sentence for piece in pieces[half:] for sentence in piece.sentences]
    for term in dict.fromkeys(term for piece in pieces[:half] for term in piece.things):
        language = pieces[0].language
        planted = next((s for s in early if term in _lexicon.THINGS.terms(s, language)), None)
        again = [s for s in late if term in _lexicon.THINGS.terms(s, language)]
        if planted and again and again[-1] != planted:
            yield SeasonThread(
                name=term.said(language), planted=clip(planted, 500), redeemed=clip(again[-1], 500)
            )


KIND = Kind(
    name="generate_season_arc",
    title="Say where the season goes",
    title_zh="生成季弧线",
    description="Writes the project's season arc: the question and its answer, who the "
    "protagonist becomes, the acts and the threads. Needs a summary of at least 100 characters; "
    "plans and core expressions made afterwards follow it.",
    scope=Scope.PROJECT,
    needs=(PROJECT_HAS_SUMMARY,),
    writes=("season_arc",),
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=SeasonArc,
    draft=draft,
)
