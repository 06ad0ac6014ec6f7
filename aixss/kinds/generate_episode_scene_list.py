# ruff: noqa: E501  a line of a prompt is a line for the model
"""Cut an episode into scenes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson

from aixss.jobs.ask import Asking
from aixss.jobs.needs import EPISODE_HAS_CORE_EXPRESSION
from aixss.jobs.spec import Kind, Need, Scope
from aixss.kinds import _facts, _passage
from aixss.kinds._inventions import SCENES
from aixss.kinds._params import Listing
from aixss.kinds._passage import Passage
from aixss.kinds._people import mentioned
from aixss.kinds._rows import tell, trash
from aixss.kit import ids
from aixss.kit.db import Change, Row
from aixss.kit.prompt import Prompt
from aixss.news.events import Operation
from aixss.providers.reading import clip
from aixss.providers.speech import QUOTE
from aixss.stories import writes
from aixss.stories.artefacts.scene_list import SceneLine, SceneList
from aixss.stories.context import StoryContext
from aixss.stories.models import Scene, VersionSource
from aixss.stories.states import ProjectState

SYSTEM = Prompt(
    key="workflow.episode_scene_list.system",
    zh="""
你是漫剧分场编剧，把一集切成一场一场的戏。
要求：
- 每场一句话：谁、在哪里、做了什么、因此有什么变化；15 到 60 个字，写看得见的事，不写心理评论。
- 场与场之间有因果：上一场的结果逼出下一场；起承转合对齐核心表达的四段情绪。
- 第一场直接入戏，最后一场落在 ending_beat 上；payoff 与 visual_motifs 要有落点。
- 人物用角色表里的名字，不造新人；相邻两场不重复同一动作。
- 只写内容本身：不加编号、标题、“场景一”“内景”之类的前缀，也不写解释。
- 用中文写。只回答一个 JSON 对象。
""",
    en="""
You cut one episode of a comic drama into scenes.
What is asked:
- One sentence a scene: who does what, where, and what is different afterwards; 12 to 40 words, things that can be seen, no comment on feelings.
- Scenes cause each other: the outcome of one forces the next. Opening, development, turn and close follow the emotional arc of the core expression.
- The first scene starts in the middle of things, the last lands on the ending beat; payoffs and motifs have their place.
- People go by their names in the cast; nobody is invented; neighbouring scenes never repeat an action.
- The sentence alone: no number, no heading, no prefix such as "Scene 1" or "INT.", no explanation.
- Write in English. Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.episode_scene_list.user",
    zh="""
【画风】
$style

【世界观】
$world_view

【角色】
$cast

【上一集】
$previous_episode

【本集】
$episode

【本集核心表达】
$core_expression

【下一集】
$next_episode

请列出本集的场次：$scene_count。
""",
    en="""
Style:
$style

World:
$world_view

Cast:
$cast

Episode before:
$previous_episode

This episode:
$episode

What the episode is about beneath its plot:
$core_expression

Episode after:
$next_episode

List the scenes of this episode: $scene_count.
""",
)

FEWEST, USUAL = 6, 12  # scenes of an episode
PER_SCENE = 2  # sentences of the story, where nobody says how many scenes are wanted
SUMMARY_CHARS = {"zh": 120, "en": 260}
MADE = ("anchor", "keyframes", "motion", "dialogue")


def has_content(scenes: Sequence[Scene]) -> bool:
    """Whether anything has been made for any of the scenes."""
    return any(getattr(scene, field) is not None for scene in scenes for field in MADE)


FORCE = Need(
    "force",
    "Scenes have content already: set `force` to list anew; the old scenes go to the trash.",
    lambda story, params: params.force or not has_content(story.scenes),
)


def facts(story: StoryContext, params: Listing) -> Mapping[str, str]:
    """What the prompts are told."""
    assert story.episode is not None
    before, after = _facts.neighbours(story)
    wanted = {
        "zh": f"恰好 {params.scene_count} 场"
        if params.scene_count
        else "12 场左右，6 到 24 场之间",
        "en": f"exactly {params.scene_count}"
        if params.scene_count
        else "about 12, between 6 and 24",
    }
    return {
        "style": _facts.style(story),
        "world_view": _facts.world_view(story),
        "cast": _facts.cast(story),
        "previous_episode": before,
        "episode": _facts.episode(story, story.episode),
        "core_expression": _facts.core(story, story.episode.core_expression),
        "next_episode": after,
        "scene_count": wanted[story.language],
    }


def draft(story: StoryContext, params: Listing) -> SceneList:
    """Scenes from the episode's own sentences, each after its time and place."""
    assert story.episode is not None
    own = len(_passage.of_episode(story, story.episode).sentences)
    count = params.scene_count or min(max(own // PER_SCENE, FEWEST), USUAL)
    pieces = [_passage.of_line(story, story.episode, n, count) for n in range(1, count + 1)]
    lines = [_line(piece, n) for n, piece in enumerate(pieces)]
    tails = [pieces[0].say(f"此时，{zh}。", f" Meanwhile: {en}.") for zh, en in _filled(pieces[0])]
    return SceneList(scenes=[SceneLine(summary=line) for line in _passage.distinct(lines, tails)])


def _line(piece: Passage, n: int) -> str:
    zh, en = _filled(piece)[n % len(SCENES)]
    gist = piece.say(f"{zh}。", f"{en}.") if piece.echo else piece.text
    # A colon at the end announces something: nothing follows here.
    told = clip(gist, SUMMARY_CHARS[piece.language]).rstrip(":： ")
    (place, place_en), (time, time_en) = piece.place_words, piece.time_words
    return piece.say(f"{time}，{place}。{told}", f"{time_en.capitalize()}, {place_en}. {told}")


def _filled(piece: Passage) -> list[tuple[str, str]]:
    """What may happen here when the story says no more, with its own people and things."""
    (a, a_en), (b, b_en) = piece.who, piece.partner or ("另一个人", "somebody else")
    zh = {"a": a, "b": b, "p": piece.place.zh, "t": piece.thing[0]}
    en = {"a": a_en, "b": b_en, "p": piece.place.en, "t": piece.thing[1]}
    return [(line.format_map(zh), line_en.format_map(en)) for line, line_en in SCENES]


async def apply(tx: Change, asking: Asking, answer: SceneList) -> bool:
    """Trash the old scenes and insert the new ones; False when people wrote scenes meanwhile."""
    story, episode = asking.story, asking.story.episode
    assert episode is not None
    old = await tx.rows(
        """
        SELECT id, changed::text AS changed FROM scene
        WHERE episode_id = $1 AND deleted_at IS NULL
        """,
        episode.id,
    )
    if _are_theirs(old, story):
        body = answer.model_dump(mode="json")
        await writes.store_version(
            tx, "episode", episode.id, "scenes", body, VersionSource.AI, job_id=asking.job_id
        )
        return False
    await trash(tx, "scene", [row["id"] for row in old], asking.job_id)
    added = await _insert(tx, story, answer)
    tell(tx, "scene", added, Operation.CREATED, asking.job_id)
    await tx.rows("UPDATE episode SET list_confirmed_at = NULL WHERE id = $1", episode.id)
    asking.touched_episodes.add(episode.id)
    return True


def _are_theirs(rows: Sequence[Row], story: StoryContext) -> bool:
    """Whether people have added or written scenes since the job read them."""
    read = {scene.id: scene.revision for scene in story.scenes}
    return any(
        row["id"] not in read
        or any(written > read[row["id"]] for written in orjson.loads(row["changed"]).values())
        for row in rows
    )


async def _insert(tx: Change, story: StoryContext, answer: SceneList) -> list[Row]:
    assert story.episode is not None
    known = _passage.cast(story)
    summaries = [line.summary for line in answer.scenes]
    told = [QUOTE.sub(" ", text) for text in summaries]
    named = [[str(person.id) for person in mentioned(text, known)] for text in told]
    return await tx.rows(
        """
        INSERT INTO scene (id, team_id, project_id, episode_id, "order", summary, notes, "cast",
          state, is_complete, revision, changed, created_at, updated_at)
        SELECT s.id, $1, $2, $3, s.position, s.summary, '', s.named, 'PENDING', false, 1, '{}',
          now(), now()
        FROM unnest($4::uuid[], $5::int[], $6::text[], $7::jsonb[])
          AS s(id, position, summary, named)
        RETURNING id, revision
        """,
        tx.team_id,
        tx.counter.id,
        story.episode.id,
        [ids.new() for _ in summaries],
        list(range(1, len(summaries) + 1)),
        summaries,
        [orjson.dumps(cast).decode() for cast in named],
    )


KIND = Kind(
    name="generate_episode_scene_list",
    title="Cut an episode into scenes",
    title_zh="生成分场列表",
    description="Lists the episode's scenes, one sentence each, with the characters that each "
    "names. Needs the episode's core expression; once scenes have content it needs `force`, and "
    "the old scenes go to the trash.",
    scope=Scope.EPISODE,
    needs=(EPISODE_HAS_CORE_EXPRESSION, FORCE),
    writes=("scenes",),
    holds=ProjectState.SCENE_LIST_GENERATING,
    params=Listing,
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=SceneList,
    rules=lambda story, params: story.rules(expected_scenes=params.scene_count),
    draft=draft,
    apply=apply,
)
