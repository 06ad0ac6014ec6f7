# ruff: noqa: E501  a line of a prompt is a line for the model
"""Cut an episode into scenes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson

from aixss.jobs.ask import Asking
from aixss.jobs.needs import EPISODE_HAS_CORE_EXPRESSION
from aixss.jobs.spec import Kind, Need, Scope
from aixss.kinds import _facts, _passage, _script
from aixss.kinds._lines import lines, pieces
from aixss.kinds._params import Listing
from aixss.kinds._people import mentioned
from aixss.kinds._rows import tell, trash
from aixss.kit import ids
from aixss.kit.db import Change, Row
from aixss.kit.prompt import Prompt
from aixss.news.events import Operation
from aixss.providers.speech import QUOTE
from aixss.stories import writes
from aixss.stories.artefacts.base import Story
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
- 有剧本时，逐场对应剧本：同样的场次与先后，每场概括剧本里的那一场。
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
- Where there is a script, follow it: the same scenes in the same order, a sentence for each.
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

【本集剧本】
$script

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

Its script:
$script

Episode after:
$next_episode

List the scenes of this episode: $scene_count.
""",
)

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
    count = _count(story, params)
    wanted = {
        "zh": f"恰好 {count} 场" if count else "12 场左右，6 到 24 场之间",
        "en": f"exactly {count}" if count else "about 12, between 6 and 24",
    }
    return {
        "style": _facts.style(story),
        "world_view": _facts.world_view(story),
        "cast": _facts.cast(story),
        "previous_episode": before,
        "episode": _facts.episode(story, story.episode),
        "core_expression": _facts.core(story, story.episode.core_expression),
        "script": _script.script(story),
        "next_episode": after,
        "scene_count": wanted[story.language],
    }


def draft(story: StoryContext, params: Listing) -> SceneList:
    """The scenes of the script, else scenes from the episode's own sentences."""
    assert story.episode is not None
    script, rules = story.episode.script, _rules(story, params)
    if script is not None:
        told = _listed([scene.summary for scene in script.scenes])
        # People may number their scenes in a script, and a list of another length is wanted.
        if not told.violations(rules):
            return told
    return _listed(lines(pieces(story, rules.expected_scenes)))


def _listed(summaries: Sequence[str]) -> SceneList:
    return SceneList(scenes=[SceneLine(summary=summary) for summary in summaries])


def _rules(story: StoryContext, params: Listing) -> Story:
    return story.rules(expected_scenes=_count(story, params))


def _count(story: StoryContext, params: Listing) -> int | None:
    """How many scenes are wanted: what the start says, else as many as the script has."""
    assert story.episode is not None
    script = story.episode.script
    return params.scene_count or (len(script.scenes) if script else None)


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
    "names; an episode with a script gets the scenes of its script. The old scenes go to the "
    "trash, and a confirmed list is open again. Needs the episode's core expression; once a scene "
    "has an anchor, keyframes, motion or dialogue it needs `force`.",
    scope=Scope.EPISODE,
    needs=(EPISODE_HAS_CORE_EXPRESSION, FORCE),
    writes=("scenes",),
    holds=ProjectState.SCENE_LIST_GENERATING,
    params=Listing,
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=SceneList,
    rules=_rules,
    draft=draft,
    apply=apply,
)
