# ruff: noqa: E501  a line of a prompt is a line for the model
"""Plan a project's episodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from pydantic import Field

from aixss.jobs.ask import Asking
from aixss.jobs.models import Stage
from aixss.jobs.needs import PROJECT_HAS_STYLE, PROJECT_HAS_SUMMARY
from aixss.jobs.spec import Kind, Need, Scope
from aixss.kinds import _chain_facts, _facts, _season
from aixss.kinds._params import Planning
from aixss.kinds._season_writes import apply
from aixss.kit.prompt import Prompt
from aixss.stories.artefacts.base import Artefact, Violation
from aixss.stories.artefacts.episode_plan import EpisodePlan, PlannedEpisode
from aixss.stories.context import StoryContext
from aixss.stories.states import ProjectState

SYSTEM = Prompt(
    key="workflow.plan_episodes.system",
    zh="""
你是漫剧总编剧，把一个故事切成一季剧集，写分集大纲。
要求：
- 按故事的先后切分，每集有自己的事件、自己的转折，合起来讲完整个故事，不遗漏主线，不重复已写过的情节。
- 每集开头三十秒就有看点；除最后一集外，结尾留一个真正未解的问题（cliffhanger），收尾集填 null。
- title 具体、有画面，全季不重名；logline 一两句：谁要什么，什么挡着他。
- beats 按发生顺序写 3 到 8 个转折，每个都是看得见的事件；scene_scope 写主要地点、时间与规模。
- main_characters 只写名字，沿用给出的角色名；没有角色表时用故事里的名字。
- 用中文写。只回答一个 JSON 对象。
""",
    en="""
You are the head writer of a comic drama. You cut one story into a season and outline its episodes.
What is asked:
- Follow the order of the story. Each episode has an event and a turn of its own; together they tell all of it. Nothing that is planned already is told again.
- Each one gives a reason to watch within thirty seconds and, but for the last, ends on a question that is truly open (`cliffhanger`); the last has null.
- `title` is concrete and visual and unlike any other of the season. `logline`: who wants what, and what stands against it, in one or two sentences.
- `beats`: 3 to 8 turns in the order in which they happen, each an event that can be seen. `scene_scope`: places, times and scale.
- `main_characters` holds names only, as the cast has them; without a cast, as the story has them.
- Write in English. Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.plan_episodes.user",
    zh="""
【故事】
$story

【主角】
$protagonist

【画风】
$style

【世界观】
$world_view

【角色】
$cast

【因果链】
$causal_chain

【季弧线】
$season_arc

【全季】共 $total 集。
【已经定下的各集】
$planned

【这一次】写第 $first 集到第 $last 集，order 依次递增。
【必须避免】
$avoid
""",
    en="""
Story:
$story

Protagonist:
$protagonist

Style:
$style

World:
$world_view

Cast:
$cast

Causal chain:
$causal_chain

Season arc:
$season_arc

The season has $total episodes. Those planned already:
$planned

Now write episodes $first to $last, `order` counting up.
To be avoided:
$avoid
""",
)
LENGTH = Prompt(
    key="workflow.plan_episodes.length.user",
    zh="""
【故事】
$story

【画风】
$style

先不写大纲。这个故事按每集一到三分钟的漫剧来讲，讲完整、不注水、不赶路，需要几集？回答 1 到 24 之间的整数，并用一两句说明理由。
""",
    en="""
Story:
$story

Style:
$style

No outlines yet. Told as a comic drama of one to three minutes an episode, complete, without padding and without haste: how many episodes does this story need? Answer a whole number from 1 to 24 and say why in a sentence or two.
""",
)

ONE_ASK = 12  # episodes; longer plans are written in chunks
CHUNKS = ((16, 8), (60, 10), (100, 12))  # up to so many episodes, so many at once
REWRITTEN = 12  # episodes at most that are written anew because they repeat others


class SeasonLength(Artefact):
    """How many episodes a story needs."""

    count: int = Field(
        ge=1, le=_season.MOST_PROPOSED, description="The number of episodes, 1 to 24."
    )
    reasoning: str = Field(
        min_length=1, max_length=2000, description="Why so many, 1 to 2000 characters."
    )


class RewrittenEpisodes(Artefact):
    """Episodes of a plan that were written anew, each under its old order."""

    episodes: list[PlannedEpisode] = Field(
        min_length=1, max_length=REWRITTEN, description="The episodes, 1 to 12."
    )


def has_content(story: StoryContext) -> bool:
    """Whether planning anew would replace what has been made from the plan."""
    return any(e.core_expression is not None or e.scene_count for e in story.episodes)


FORCE = Need(
    "force",
    "Episodes have content already: set `force` to plan anew; replaced outlines are kept as "
    "versions, and episodes beyond the plan go to the trash.",
    lambda story, params: params.force or not has_content(story),
)


def facts(story: StoryContext, params: Planning) -> Mapping[str, str]:
    """What the prompts are told for the first chunk of the plan."""
    count = params.target_episode_count or _season.proposed_count(story)
    return _chunk_facts(story, count, range(1, _size(count) + 1), [], "")


def draft(story: StoryContext, params: Planning) -> EpisodePlan:
    """A plan from the story's own sentences, its length by the story's where none is asked for."""
    count = params.target_episode_count or _season.proposed_count(story)
    return EpisodePlan(episodes=_season.season(story, count), reasoning=None)


async def compose(asking: Asking) -> EpisodePlan:
    """The plan: its length, then chunk by chunk with all that is planned before, then unlike."""
    params = asking.params
    assert isinstance(params, Planning)
    count, reasoning = await _length(asking, params)
    planned: list[PlannedEpisode] = []
    drafted = cache(lambda: _season.season(asking.story, count))  # once for all chunks
    size = _size(count)
    for start in range(1, count + 1, size):
        orders = range(start, min(start + size, count + 1))
        note = f"{orders[0]}-{orders[-1]} / {count}"
        await asking.progress(0.1 + 0.8 * (start - 1) / count, Stage.CALL, note)
        planned += (await _chunk(asking, count, orders, planned, drafted)).episodes
    plan = EpisodePlan(episodes=planned, reasoning=reasoning)
    return plan if count <= size else await _unlike(asking, plan)


def _size(count: int) -> int:
    if count <= ONE_ASK:
        return count
    return next(size for limit, size in CHUNKS if count <= limit)


async def _length(asking: Asking, params: Planning) -> tuple[int, str | None]:
    """How many episodes to plan, and why when that was the model's choice."""
    story = asking.story
    if params.target_episode_count:
        return params.target_episode_count, None
    await asking.progress(0.05, Stage.CALL)
    proposed = SeasonLength(
        count=_season.proposed_count(story),
        reasoning="按篇幅估算。" if story.language == "zh" else "Counted by the story's length.",
    )
    told = {"story": _facts.telling(story), "style": _facts.style(story)}
    length = await asking.ask(
        SYSTEM, LENGTH, told, SeasonLength, rules=story.rules(), draft=lambda: proposed
    )
    return length.count, length.reasoning


async def _chunk(
    asking: Asking,
    count: int,
    orders: range,
    planned: Sequence[PlannedEpisode],
    drafted: Callable[[], list[PlannedEpisode]],
) -> EpisodePlan:
    story = asking.story
    return await asking.ask(
        SYSTEM,
        USER,
        _chunk_facts(story, count, orders, planned, ""),
        EpisodePlan,
        rules=story.rules(first_order=orders[0], expected_episodes=len(orders)),
        draft=lambda: EpisodePlan(episodes=drafted()[orders[0] - 1 : orders[-1]], reasoning=None),
    )


async def _unlike(asking: Asking, plan: EpisodePlan) -> EpisodePlan:
    """The plan with what repeats earlier chunks written anew, once; the better of the two."""
    rules = asking.story.rules(expected_episodes=len(plan.episodes))
    found = plan.violations(rules)
    again = list(dict.fromkeys(_position(violation) for violation in found))[:REWRITTEN]
    if not again:
        return plan
    await asking.progress(0.92, Stage.REPAIR, f"{len(again)}")
    old = {e.order: e for index, e in enumerate(plan.episodes) if index in again}
    rewritten = await asking.ask(
        SYSTEM,
        USER,
        _rewriting_facts(asking.story, plan, old, found),
        RewrittenEpisodes,
        rules=asking.story.rules(),
        draft=lambda: RewrittenEpisodes(episodes=list(old.values())),
    )
    fresh = {e.order: e for e in rewritten.episodes if e.order in old}
    better = plan.model_copy(update={"episodes": [fresh.get(e.order, e) for e in plan.episodes]})
    return better if len(better.violations(rules)) < len(found) else plan


def _rewriting_facts(
    story: StoryContext,
    plan: EpisodePlan,
    old: Mapping[int, PlannedEpisode],
    found: Sequence[Violation],
) -> Mapping[str, str]:
    kept = [episode for episode in plan.episodes if episode.order not in old]
    avoid = "\n".join(f"- {violation.message}" for violation in found)
    orders = ", ".join(map(str, old))
    base = _chunk_facts(story, len(plan.episodes), range(1, 2), kept, avoid)
    return {**base, "first": orders, "last": orders}


def _position(violation: Violation) -> int:
    """Which episode of a plan, from 0, a violation is about."""
    return next(part for part in violation.path if isinstance(part, int))


def _chunk_facts(
    story: StoryContext,
    count: int,
    orders: range,
    planned: Sequence[PlannedEpisode],
    avoid: str,
) -> dict[str, str]:
    return {
        "story": _facts.telling(story),
        "protagonist": story.project.protagonist.strip() or _facts.none(story),
        "style": _facts.style(story),
        "world_view": _facts.world_view(story),
        "cast": _facts.cast(story),
        "causal_chain": _chain_facts.causal_chain(story),
        "season_arc": _facts.season_arc(story),
        "total": str(count),
        "planned": _facts.plan(planned, story),
        "first": str(orders[0]),
        "last": str(orders[-1]),
        "avoid": avoid or _facts.none(story),
    }


KIND = Kind(
    name="plan_episodes",
    title="Plan the episodes",
    title_zh="规划分集",
    description="Cuts the story into episodes: title, logline, beats, scope and cliffhanger of "
    "each. Needs a summary of at least 100 characters and a style; once an episode has a core "
    "expression or scenes it needs `force`. Replaced outlines are kept as versions, episodes "
    "beyond the plan go to the trash, and a confirmed plan is open again. A project without "
    "characters gets those whom the plan names, at most 40.",
    scope=Scope.PROJECT,
    needs=(PROJECT_HAS_SUMMARY, PROJECT_HAS_STYLE, FORCE),
    writes=("episodes",),
    holds=ProjectState.EPISODE_PLANNING,
    params=Planning,
    timeout_s=900,
    system=SYSTEM,
    user=USER,
    further=(LENGTH,),
    questions="one question for up to 12 episodes, then one for every 8 to 12; one before them "
    "when their number is left open",
    facts=facts,
    output=EpisodePlan,
    rules=lambda story, params: story.rules(expected_episodes=params.target_episode_count),
    draft=draft,
    compose=compose,
    apply=apply,
)
