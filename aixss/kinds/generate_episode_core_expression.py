# ruff: noqa: E501  a line of a prompt is a line for the model
"""Say what an episode is about beneath its plot."""

from __future__ import annotations

from collections.abc import Mapping

from aixss.jobs.needs import EPISODE_HAS_SUMMARY
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds import _facts, _lexicon, _passage
from aixss.kinds._lexicon import Pair, Term
from aixss.kinds._passage import Passage
from aixss.kit.prompt import Prompt
from aixss.providers.reading import Reading, clip
from aixss.stories.artefacts.core_expression import CoreExpression
from aixss.stories.context import StoryContext

SYSTEM = Prompt(
    key="workflow.episode_core_expression.system",
    zh="""
你是漫剧的文学策划，为一集写“核心表达”：情节底下真正在说的事，供后面的分场、画面和对白对齐。
要求：
- theme 是观众看完会带走的一个想法，写成一句判断，不写成口号。
- emotional_arc 恰好四段：起、承、转、合各一段，写人物具体的感受变化，四段不得雷同。
- core_conflict 写清两边各要什么、为什么都不能退。
- payoff 只列前面埋过、这一集兑现的东西；visual_motifs 列会反复出现、能画出来的物件或画面。
- ending_beat 是最后看到或听到的一下；next_hook 把人带到下一集，全剧终时填 null。
- 与前后集衔接，不和已定的大纲矛盾。用中文写。只回答一个 JSON 对象。
""",
    en="""
You are the story editor of a comic drama and write one episode's core expression: what it is about beneath its plot, which scenes, pictures and dialogue will follow.
What is asked:
- `theme` is the one thought that people take away, put as a statement and not as a slogan.
- `emotional_arc` has exactly four texts: opening, development, turn and close; what is felt and how it changes, none like another.
- `core_conflict` says what each side wants and why neither can give way.
- `payoff` lists only what was planted earlier and is redeemed here; `visual_motifs` things and images that return and can be drawn.
- `ending_beat` is the last thing seen or heard; `next_hook` leads into the next episode and is null at the end of the story.
- Join up with the neighbouring episodes; do not contradict the outline. Write in English. Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.episode_core_expression.user",
    zh="""
【故事】
$story

【画风】
$style

【世界观】
$world_view

【角色】
$cast

【季弧线】
$season_arc

【上一集】
$previous_episode

【本集】
$episode

【下一集】
$next_episode

请写出本集的核心表达。
""",
    en="""
Story:
$story

Style:
$style

World:
$world_view

Cast:
$cast

Season arc:
$season_arc

Episode before:
$previous_episode

This episode:
$episode

Episode after:
$next_episode

Write the core expression of this episode.
""",
)

MOTIFS, PAYOFFS, QUOTED_CHARS = 5, 3, 90
# What is felt in each quarter when its own words carry no feeling.
_ARC: tuple[Pair, ...] = (
    ("平静里的疑问", "a question under the calm"),
    ("渐渐收紧的不安", "tightening unease"),
    ("退无可退的紧张", "tension with no way back"),
    ("尘埃落定的余味", "the aftertaste of things settled"),
)


def facts(story: StoryContext, _: Params) -> Mapping[str, str]:
    """What the prompts are told."""
    before, after = _facts.neighbours(story)
    return {
        "story": _facts.telling(story),
        "style": _facts.style(story),
        "world_view": _facts.world_view(story),
        "cast": _facts.cast(story),
        "season_arc": _facts.season_arc(story),
        "previous_episode": before,
        "episode": _facts.episode(story, story.episode),
        "next_episode": after,
    }


def draft(story: StoryContext, _: Params) -> CoreExpression:
    """What the episode's own words, things and feelings say about it."""
    assert story.episode is not None
    passage = _passage.of_episode(story, story.episode)
    (who, who_en), (thing, thing_en) = passage.who, passage.thing
    mood = passage.mood
    last = _quoted(passage.sentences[-1]) if passage.sentences else ""
    return CoreExpression(
        theme=passage.say(
            f"在{mood[0]}之中，{who}必须决定{thing}对自己意味着什么。",
            f"In the midst of {mood[1]}, {who_en} must decide what the {thing_en} is worth.",
        ),
        emotional_arc=_arc(passage),
        core_conflict=_conflict(passage),
        payoff=[
            passage.say(
                f"先前出现的{t.zh}在这里有了着落", f"the {t.en} seen before finds its meaning here"
            )
            for t in _returning(passage)[:PAYOFFS]
        ],
        visual_motifs=_motifs(passage),
        ending_beat=last
        or passage.say(f"{thing}静静留在原处。", f"The {thing_en} stays where it is."),
        next_hook=_hook(story),
    )


def _quoted(sentence: str) -> str:
    return clip(sentence, QUOTED_CHARS * 2)


def _arc(passage: Passage) -> list[str]:
    """The feeling of each quarter with the words that carry it; it moves on where it can."""
    read = Reading.of("\n".join(passage.sentences), passage.language)
    moods: list[Pair] = []
    texts = []
    for quarter, usual in enumerate(_ARC, start=1):
        words = read.part(quarter, 4) if passage.sentences else ()
        found = _lexicon.MOODS.terms(" ".join(words), passage.language)
        felt = [_lexicon.MOOD_WORDS[term.group] for term in found]
        moods.append(next((mood for mood in felt if mood not in moods), usual))
        told = clip(words[-1], QUOTED_CHARS) if words else ""
        texts.append(
            passage.say(f"{moods[-1][0]}：{told}", f"{moods[-1][1]}: {told}").rstrip("：: ")
        )
    tails = [passage.say(f"，转为{zh}", f", turning into {en}") for zh, en in _ARC]
    return list(_passage.distinct(texts, tails))


def _conflict(passage: Passage) -> str:
    (who, who_en), crux = passage.who, _crux(passage)
    if passage.partner is None:
        return passage.say(
            f"{who}想要的与必须做的不能两全。{crux}往前一步，就要放下一直守着的东西。",
            f"What {who_en} wants and what has to be done cannot both be. {crux} "
            "One step ahead means letting go of what was guarded so long.",
        )
    other, other_en = passage.partner
    return passage.say(
        f"{who}与{other}想要的不能两全。{crux}谁先退让，谁就要放下自己守着的东西。",
        f"{who_en} and {other_en} cannot both have what they want. {crux} "
        "Whoever gives way first lets go of what they guard.",
    )


def _crux(passage: Passage) -> str:
    """The sentence that tells the most."""
    read = Reading.of("\n".join(passage.sentences), passage.language)
    return _quoted(read.telling(1)[0]) if passage.sentences else ""


def _returning(passage: Passage) -> list[Term]:
    """The things that the story named before and names again."""
    earlier = set(_lexicon.THINGS.terms(" ".join(passage.before), passage.language))
    return [term for term in passage.things if term in earlier]


def _motifs(passage: Passage) -> list[str]:
    named = [term.said(passage.language) for term in passage.things[:MOTIFS]]
    place = passage.say(*passage.place_words)
    sky = passage.say(*passage.weather.look)
    return list(
        _passage.distinct(
            [*named, f"{place}：{sky}" if passage.language == "zh" else f"{place}, {sky}"], ()
        )
    )


def _hook(story: StoryContext) -> str | None:
    assert story.episode is not None
    order = story.episode.order or 0
    following = next((e for e in story.episodes if e.order == order + 1), None)
    if following is None:
        return None
    title = following.title.strip() or str(order + 1)
    if story.language == "zh":
        return f"下一集《{title}》：答案还没有出现。"
    return f"Next, “{title}”: the answer is still missing."


KIND = Kind(
    name="generate_episode_core_expression",
    title="Say what an episode is about",
    title_zh="生成核心表达",
    description="Writes the episode's core expression: theme, emotional arc, conflict, payoff, "
    "motifs, ending and hook. Needs the episode's summary.",
    scope=Scope.EPISODE,
    needs=(EPISODE_HAS_SUMMARY,),
    writes=("core_expression",),
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=CoreExpression,
    draft=draft,
)
