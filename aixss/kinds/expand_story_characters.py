# ruff: noqa: E501  a line of a prompt is a line for the model
"""Propose people whom the story needs and the cast lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from aixss.jobs.needs import PROJECT_HAS_SUMMARY
from aixss.jobs.spec import Kind, Scope
from aixss.kinds import _facts, _passage
from aixss.kinds._candidate_writes import apply
from aixss.kinds._params import Expanding
from aixss.kinds._people import Person, mentioned, people
from aixss.kit.prompt import Prompt
from aixss.providers.reading import clip
from aixss.providers.speech import QUOTE
from aixss.stories.artefacts.base import CastMember, Language, is_in
from aixss.stories.artefacts.cast_expansion import (
    ALIASES_MOST,
    NAME_CHARS,
    QUOTE_CHARS,
    TEXT_CHARS,
    CastExpansion,
    CharacterRole,
    ProposedCharacter,
    name_key,
)
from aixss.stories.context import StoryContext

SYSTEM = Prompt(
    key="workflow.expand_characters.system",
    zh="""
你是漫剧的选角编辑，读完整个故事，找出故事里需要、角色名单里还没有的人。
要求：
- 只提故事离不开的人：有名字或固定称呼，推动过情节，或者以后必然出场。路人和人群不算。
- 名单里的人换一个称呼不算新人；“已经提出过的人”也不再提，无论结果如何。
- name 用故事里的称呼，aliases 是故事里对同一个人的其他叫法，没有就给空列表。
- brief 写他是谁、故事为什么需要他；appearance、personality、background 只写故事里有根据的内容，没有就留空。
- evidence 逐字摘自故事，能看出这个人确实存在；没有原文可引的人不要提。
- confidence 0 到 1：名字和作用都写明的接近 1，只是推测的低于 0.5。
- 除名字和引文外用中文写。最需要的排在前面，一个都不缺就给空列表。只回答一个 JSON 对象。
""",
    en="""
You cast a comic drama: you read the whole story and find the people whom it needs and whom the cast does not have yet.
What is asked:
- Only people whom the story cannot do without: they have a name or are always called the same, and they move the plot or are bound to appear. Passers-by and crowds do not count.
- Somebody of the cast under another name is nobody new. Whoever was proposed before is not proposed again, whatever was decided.
- `name` is what the story calls them; `aliases` what else it calls the same person, an empty list if nothing.
- `brief` says who they are and why the story needs them. `appearance`, `personality` and `background` hold only what the story bears out; leave them empty otherwise.
- `evidence` is quoted from the story word for word and shows that the person exists; without a quotation, leave the person out.
- `confidence` is 0 to 1: near 1 where name and part are spelled out, below 0.5 for a guess.
- Write in English, names and quotations apart. The most needed come first; if nobody is missing, give an empty list. Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.expand_characters.user",
    zh="""
【故事】
$story

【主角】
$protagonist

【世界观】
$world_view

【季弧线】
$season_arc

【各集】
$episodes

【角色名单】
$cast

【已经提出过的人】
$proposed

请提出最多 $most 个名单里缺少的人。
""",
    en="""
Story:
$story

Protagonist:
$protagonist

World:
$world_view

Season arc:
$season_arc

Episodes:
$episodes

Cast:
$cast

Proposed before:
$proposed

Propose at most $most people whom the cast lacks.
""",
)

QUOTED = 3  # sentences that a draft quotes of each
CARRYING = 3  # whoever is named in so many sentences helps to carry the story
GUESS, SURER, SUREST = 0.5, 0.05, 0.95  # a draft's confidence: of a name, by sentence, at most


def facts(story: StoryContext, params: Expanding) -> Mapping[str, str]:
    """What the prompts are told."""
    return {
        "story": _facts.telling(story),
        "protagonist": story.project.protagonist.strip() or _facts.none(story),
        "world_view": _facts.world_view(story),
        "season_arc": _facts.season_arc(story),
        "episodes": _facts.feelings(story),
        "cast": _facts.cast(story),
        "proposed": _facts.proposed(story),
        "most": str(params.max_new_characters),
    }


def draft(story: StoryContext, params: Expanding) -> CastExpansion:
    """Whom the story's sentences and its plan name, and the cast does not."""
    missing = tuple(
        CastMember(UUID(int=n), name, aliases)
        for n, (name, aliases) in enumerate(_missing(story, params.max_new_characters))
    )
    found = people((*story.cast, *missing), story.text, story.language)[len(story.cast) :]
    told = (_proposed(story, *each) for each in zip(missing, found, strict=True))
    return CastExpansion(candidates=[each for each in told if each])


def _missing(story: StoryContext, most: int) -> Sequence[tuple[str, tuple[str, ...]]]:
    """The names that nobody known goes by, each with its other forms; the most named first."""
    forms = [form for person in _passage.cast(story) for form in person.forms]
    forms += [name for each in story.candidates for name in (each.name, *each.aliases)]
    known = set(map(name_key, forms))
    found: list[tuple[str, tuple[str, ...]]] = []
    for name, others in _named(story):
        keys = set(map(name_key, (name, *others)))
        is_part = any(name in form for form in forms)
        if len(found) < most and not is_part and not keys & known and len(name) <= NAME_CHARS:
            aliases = tuple(other for other in others if len(other) <= NAME_CHARS)
            found.append((name, aliases[:ALIASES_MOST]))
            known |= keys
    return found


def _named(story: StoryContext) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((seen.word, seen.forms) for seen in _passage.reading(story).people)
    outlines = (episode.outline for episode in story.episodes if episode.outline)
    yield from ((name, ()) for outline in outlines for name in outline.main_characters)


def _proposed(story: StoryContext, member: CastMember, person: Person) -> ProposedCharacter | None:
    """Somebody with the sentences that name them; None when none does."""
    sentences = _passage.reading(story).sentences
    naming = [s for s in sentences if any(f in s for f in person.forms) and mentioned(s, [person])]
    evidence = naming[:QUOTED] or _planned(story, member.name)
    if not evidence:
        return None
    language, is_zh = Language(story.language), story.language == "zh"
    unsaid = "故事里写到了这个人。" if is_zh else "The story names this person."
    # What is told of somebody says more than what is said to them.
    told = next((s for s in naming if not QUOTE.search(s)), evidence[0])
    return ProposedCharacter(
        name=member.name,
        aliases=list(member.aliases),
        role=CharacterRole.SUPPORTING if len(naming) >= CARRYING else CharacterRole.MINOR,
        brief=clip(told, TEXT_CHARS) if is_in(told, language) else unsaid,
        appearance=person.look[0 if is_zh else 1],
        personality=_speaking(story, person),
        background="",
        confidence=round(min(GUESS + SURER * len(naming), SUREST), 2),
        evidence=[clip(sentence, QUOTE_CHARS) for sentence in evidence],
    )


def _planned(story: StoryContext, name: str) -> list[str]:
    """What happens in the first episode whose plan counts on somebody."""
    outlines = (episode.outline for episode in story.episodes if episode.outline)
    return next(([o.logline] for o in outlines if name in o.main_characters), [])


def _speaking(story: StoryContext, person: Person) -> str:
    """How somebody talks, by the first words that the story puts into their mouth."""
    speeches = _passage.reading(story).speeches
    words = next((each.words for each in speeches if each.speaker in person.forms), "")
    if not words or not is_in(words, Language(story.language)):
        return ""
    told = f"会这样说话：“{words}”" if story.language == "zh" else f"Talks like this: “{words}”"
    return clip(told, TEXT_CHARS)


KIND = Kind(
    name="expand_story_characters",
    title="Propose characters",
    title_zh="扩充角色",
    description="Proposes people whom the story needs and the cast lacks, with quotations that "
    "show it: candidates that wait for people to accept, reject or merge them; the cast itself "
    "stays as it is. Nobody is proposed who is in the cast, or who was proposed before: a "
    "rejected candidate stays rejected. Proposals with a confidence below 0.45 are left out.",
    scope=Scope.PROJECT,
    needs=(PROJECT_HAS_SUMMARY,),
    writes=("character_candidates",),
    params=Expanding,
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=CastExpansion,
    draft=draft,
    apply=apply,
)
