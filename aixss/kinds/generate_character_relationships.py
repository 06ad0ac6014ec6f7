# ruff: noqa: E501  a line of a prompt is a line for the model
"""Say what the characters of a story are to each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from uuid import UUID

from aixss.jobs.needs import PROJECT_HAS_TWO_CHARACTERS
from aixss.jobs.spec import Kind, Scope
from aixss.kinds import _chain_facts, _facts, _passage
from aixss.kinds._lexicon import Pair
from aixss.kinds._params import Redo
from aixss.kinds._people import Person, mentioned
from aixss.kinds._relationship_writes import apply
from aixss.kit.prompt import Prompt
from aixss.providers.reading import clip
from aixss.stories.artefacts.base import Language, Story, is_in
from aixss.stories.artefacts.relationships import (
    Relationship,
    RelationshipArc,
    Relationships,
    RelationshipTurn,
    RelationshipType,
)
from aixss.stories.context import StoryContext

SYSTEM = Prompt(
    key="workflow.character_relationships.system",
    zh="""
你是漫剧的人物统筹，理清角色之间的关系，供分集、对白和画面参考。
要求：
- 关系有方向：source_id 是从谁的角度看，target_id 是关于谁。两个方向的感受不同时各写一条，同一方向只写一条。
- 两端都用给出的角色 id，不能是同一个人；不发明名单以外的人。
- type 选最贴切的一种；都不合适时用 CUSTOM，由 label 说清。label 是几个字的称呼，如“失和的姐妹”。
- description 写故事里看得到的依据：他们之间发生过什么、各自想要什么、有什么没说出口。
- intensity 1 到 10，10 表示能左右两人的命运。没有交集的人不硬凑。
- arc 写关系在哪几集变了：按集的先后，每集至多一条，episode_order 只用列出的集数，change 写发生了什么，new_intensity 是从那一集起的强度。没有变化或还没有分集就填 null。
- 用中文写。只回答一个 JSON 对象。
""",
    en="""
You keep the characters of a comic drama and work out what they are to each other; outlines, dialogue and pictures will rely on it.
What is asked:
- A relationship has a direction: `source_id` is whose view it is, `target_id` whom it is about. Where the two sides feel differently, write one each; never two in one direction.
- Both ends are ids of the given cast and two different people. Nobody is invented.
- `type` is the closest one; if none fits, CUSTOM, and `label` says what. `label` is a few words, such as "estranged sisters".
- `description` holds what the story shows: what happened between them, what each wants, what stays unsaid.
- `intensity` is 1 to 10; at 10 it decides both their fates. People who never touch each other need no relationship.
- `arc` says in which episodes it changes: in their order, at most one turn an episode, `episode_order` of those that are listed, `change` for what happens, `new_intensity` for how strong it is from then on. Null while it does not change or there are no episodes.
- Write in English. Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.character_relationships.user",
    zh="""
【故事】
$story

【世界观】
$world_view

【因果链】
$causal_chain

【季弧线】
$season_arc

【各集】
$episodes

【角色与 id】
$cast

【已经写下的关系】
$known

【这一次】$task
""",
    en="""
Story:
$story

World:
$world_view

Causal chain:
$causal_chain

Season arc:
$season_arc

Episodes:
$episodes

Cast with ids:
$cast

Relationships that are written already:
$known

Now: $task
""",
)
MISSING: Pair = (
    "只补上还没有写到的关系；已经写下的不再重复。没有可补的就给空列表。",
    "add only those that are missing and repeat none that is written; with nothing to add, give an empty list.",
)
ANEW: Pair = (
    "重新写出全部关系，可以改进已经写下的。",
    "write all of them anew; those that are written may be improved.",
)

CHANGE_CHARS = 500
PAIRS = 40  # at most so many pairs are told by a draft
FAINT, STRONG = 3, 9  # how strong a relationship is that is seen once, and one seen everywhere

# What two people are to each other by the words of the sentences that name both, in both languages.
_SIGNS: tuple[tuple[RelationshipType, Pair, str], ...] = (
    (
        RelationshipType.FAMILY,
        ("一家人", "kin"),
        r"父亲|母亲|妈妈|爸爸|女儿|儿子|哥哥|弟弟|姐姐|妹妹|爷爷|奶奶|外婆|孙女|孙子|丈夫|妻子"
        r"|\b(?:father|mother|daughter|son|brother|sister|uncle|aunt|wife|husband|grand\w+)\b",
    ),
    (
        RelationshipType.ROMANTIC,
        ("爱恋", "love"),
        r"爱上|恋人|亲吻|心动|情人|\b(?:in love|kiss\w*|lovers?|beloved)\b",
    ),
    (
        RelationshipType.ENEMY,
        ("仇怨", "enmity"),
        r"仇|恨|背叛|敌人|\b(?:hat(?:e|es|ed|red)|enem\w+|betray\w*|revenge)\b",
    ),
    (
        RelationshipType.RIVALRY,
        ("较量", "rivalry"),
        r"争|吵|对峙|不服|\b(?:argu\w+|fought|rivals?|quarrel\w*)\b",
    ),
    (
        RelationshipType.MENTORSHIP,
        ("师徒", "teacher and pupil"),
        r"师父|徒弟|老师|教[他她会]|学徒|\b(?:taught|teach\w*|apprentice|pupil)\b",
    ),
    (
        RelationshipType.SUBORDINATE,
        ("上下级", "one who leads and one who serves"),
        r"命令|吩咐|老板|手下|雇|\b(?:orders?|ordered|boss|hired|serv(?:es|ed))\b",
    ),
    (
        RelationshipType.FRIENDSHIP,
        ("情谊", "friendship"),
        r"朋友|伙伴|拥抱|相视|\b(?:friends?|hugged|embraced|smiled at)\b",
    ),
)
_MET: tuple[RelationshipType, Pair] = (RelationshipType.ALLIANCE, ("同行", "allies for now"))
_APART: tuple[RelationshipType, Pair] = (
    RelationshipType.STRANGER,
    ("未曾相遇", "strangers so far"),
)


def facts(story: StoryContext, params: Redo) -> Mapping[str, str]:
    """What the prompts are told."""
    zh, en = ANEW if params.force else MISSING
    return {
        "story": _facts.telling(story),
        "world_view": _facts.world_view(story),
        "causal_chain": _chain_facts.causal_chain(story),
        "season_arc": _facts.season_arc(story),
        "episodes": _facts.feelings(story),
        "cast": _facts.cast(story),
        "known": _facts.relationships(story),
        "task": zh if story.language == "zh" else en,
    }


def rules(story: StoryContext, _: Redo) -> Story:
    """With a cast of which nothing is written yet, an empty answer is none."""
    return story.rules(has_unrelated_cast=len(story.cast) > 1 and not story.relationships)


def draft(story: StoryContext, params: Redo) -> Relationships:
    """Who is named together, and what the sentences say that name them."""
    known = set() if params.force else {(r.source_id, r.target_id) for r in story.relationships}
    cast = _passage.cast(story)
    shared = _shared(story, cast)
    pairs = sorted(combinations(cast, 2), key=lambda pair: -len(shared[_key(pair)]))
    met = [pair for pair in pairs[:PAIRS] if shared[_key(pair)]]
    told_in = _told_in(story)
    told = [
        each
        for pair in met or pairs[:1]
        for each in _told(story, pair, shared[_key(pair)], told_in)
        if each.pair not in known
    ]
    return Relationships(relationships=told)


def _shared(
    story: StoryContext, cast: Sequence[Person]
) -> defaultdict[tuple[UUID, UUID], list[str]]:
    """What names both of two people, by the two: a sentence, or two that follow each other."""
    found: defaultdict[tuple[UUID, UUID], list[str]] = defaultdict(list)
    read = _passage.reading(story)
    before, earlier = "", set[UUID]()
    for sentence in read.sentences:
        own = is_in(sentence, Language(story.language))
        # Looking for whole words is dear, and most sentences name few.
        near = [person for person in cast if own and any(f in sentence for f in person.forms)]
        here = {person.id for person in mentioned(sentence, near)}
        for pair in combinations((p for p in cast if p.id in here | earlier), 2):
            ends = set(_key(pair))
            if ends <= here:
                found[_key(pair)].append(sentence)
            elif ends & here and not ends <= earlier:
                found[_key(pair)].append(read.joined([before, sentence]))
        before, earlier = sentence, here
    return found


def _key(pair: tuple[Person, Person]) -> tuple[UUID, UUID]:
    return pair[0].id, pair[1].id


def _told_in(story: StoryContext) -> Mapping[str, int]:
    """The first episode that tells each sentence, by itself and with the one before it."""
    read, found, before = _passage.reading(story), dict[str, int](), ""
    for episode in story.episodes:
        for sentence in _passage.of_episode(story, episode).sentences:
            for text in (sentence, read.joined([before, sentence])):
                found.setdefault(text, episode.order or 1)
            before = sentence
    return found


def _arc(sentences: Sequence[str], told_in: Mapping[str, int]) -> RelationshipArc | None:
    """A turn for each episode that names both, by its first such sentence; stronger each time."""
    firsts: dict[int, str] = {}
    for sentence in sentences:
        if sentence in told_in:
            firsts.setdefault(told_in[sentence], sentence)
    turns = [
        RelationshipTurn(
            episode_order=order,
            change=clip(firsts[order], CHANGE_CHARS),
            new_intensity=min(FAINT + n, STRONG),
        )
        for n, order in enumerate(sorted(firsts))
    ]
    return RelationshipArc(turns=turns) if turns else None


def _told(
    story: StoryContext,
    pair: tuple[Person, Person],
    sentences: Sequence[str],
    told_in: Mapping[str, int],
) -> Iterator[Relationship]:
    """The view of the first, and that of the second when the story has another sentence for it."""
    kind, (label, label_en) = _type(sentences)
    views = [(*pair, sentences[:1]), (*pair[::-1], sentences[-1:])][: max(len(sentences), 1)]
    for source, target, seen in views:
        one, other = source.said(story.language), target.said(story.language)
        zh = "".join(seen) or "故事里还没有把他们放到一处。"
        en = " ".join(seen) or "The story has not brought them together yet."
        is_zh = story.language == "zh"
        yield Relationship(
            source_id=source.id,
            target_id=target.id,
            type=kind,
            label=label if is_zh else label_en,
            description=clip(f"{one}看{other}：{zh}" if is_zh else f"{one} on {other}: {en}", 2000),
            intensity=min(FAINT + max(len(sentences) - 1, 0), STRONG),
            arc=_arc(sentences, told_in),
        )


def _type(sentences: Sequence[str]) -> tuple[RelationshipType, Pair]:
    if not sentences:
        return _APART
    text = "\n".join(sentences)
    hits = [(len(re.findall(signs, text, re.IGNORECASE)), t, label) for t, label, signs in _SIGNS]
    most = max(hits, key=lambda hit: hit[0])  # of equals the first
    return (most[1], most[2]) if most[0] else _MET


KIND = Kind(
    name="generate_character_relationships",
    title="Say what the characters are to each other",
    title_zh="生成角色关系",
    description="Writes what the characters are to each other, one relationship for each "
    "direction, and how it changes over the episodes. Needs at least two characters. "
    "Adds those that are missing; with `force` those that are written already are written anew. "
    "What people wrote or removed while it worked stays as they left it.",
    scope=Scope.PROJECT,
    needs=(PROJECT_HAS_TWO_CHARACTERS,),
    writes=("relationships",),
    params=Redo,
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=Relationships,
    rules=rules,
    draft=draft,
    apply=apply,
)
