"""The constitution of a kind: what every file in `kinds/` keeps, whoever writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml

from aixss.jobs.ask import examine
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds import registry
from aixss.kinds._facts import spend
from aixss.kit.prompt import placeholders
from aixss.providers.reading import Reading
from aixss.providers.spec import Reply
from aixss.stories.artefacts.base import Language, Story, is_in
from aixss.stories.context import StoryContext
from aixss.stories.models import Character, Episode, Project, Scene, WorldViewElement

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
KINDS = registry.load()
MAKING = [kind for kind in KINDS if not kind.is_flow]
ASKING = [kind for kind in MAKING if kind.asks]
LANGUAGES = ("zh", "en")
STYLE = {"zh": "水墨漫画，青灰与暖黄", "en": "ink comic, slate and amber"}
CAST = {"zh": ("沈知遥", "郑伯", "阿满", "何川"), "en": ("Mara", "Jonah", "Edwin Pell", "Ruth")}

# What nobody plans for: the text of a story and its language.
ODD = {
    "a sentence": ("他走进雨里。", "zh"),
    "a word": ("Rain", "en"),
    "nothing": ("", "zh"),
    "one letter for ever": ("她" * 3000, "zh"),
    "words without a stop": ("word " * 2000, "en"),
    "emoji": ("😀😀 ok 😀", "en"),
    "another language": ("沈知遥来了。郑伯走了。", "en"),
    "markup of models": ("以下是：\n1. 好的，场景一：\n第一场 内景", "zh"),
    "headings of scripts": ("Note: 1. INT. HOUSE\n2. Here is\nScene 1: foo:", "en"),
    "only a course of events": (
        "Then she starts to run. After that, while it rains, slowly. " * 9,
        "en",
    ),
    "repetition": ("“走！”“不！”" * 30 + "阿满说。", "zh"),
    "placeholders": ("$5 {a} %s {} $name ${x} {p}.", "en"),
}


def project(text: str, language: str) -> Project:
    return Project(
        id=UUID(int=10),
        team_id=UUID(int=11),
        title="T",
        summary=text[:2000],
        story=text,
        style=STYLE[language],
        language=Language(language),
    )


def cast(language: str) -> list[Character]:
    ids = (f"00000000-0000-7000-8000-00000000000{n}" for n in range(1, 5))
    return [
        Character(id=UUID(id_), name=name, aliases=[], brief=STYLE[language])
        for id_, name in zip(ids, CAST[language], strict=True)
    ]


def drafted(name: str, story: StoryContext, params: Params | None = None) -> Any:
    kind = KINDS[name]
    assert kind.draft is not None
    return kind.draft(story, params or kind.params())


def planned(story: StoryContext, count: int | None) -> list[Episode]:
    kind = KINDS["plan_episodes"]
    plan = drafted(kind.name, story, kind.params.model_validate({"target_episode_count": count}))
    return [
        Episode(
            id=UUID(int=100 + e.order),
            project_id=story.project.id,
            order=e.order,
            title=e.title,
            summary=e.logline,
            outline=e,
        )
        for e in plan.episodes
    ]


def listed(story: StoryContext, count: int | None) -> list[Scene]:
    assert story.episode is not None
    kind = KINDS["generate_episode_scene_list"]
    found = drafted(kind.name, story, kind.params.model_validate({"scene_count": count}))
    return [
        Scene(id=UUID(int=1000 + n), episode_id=story.episode.id, order=n, summary=line.summary)
        for n, line in enumerate(found.scenes, start=1)
    ]


def made(
    text: str,
    language: str,
    *,
    people: list[Character] | None = None,
    episodes: int | None = 2,
    scenes: int | None = 6,
    first: int | None = None,
) -> Iterator[StoryContext]:
    """The contexts of all scenes of a production, made step by step by the drafts themselves."""
    start = StoryContext(1, project(text, language), [], people or [], [])
    plan = planned(start, episodes)
    for episode in plan[:first]:
        whole = replace(start, episodes=plan, episode=episode)
        episode.core_expression = drafted("generate_episode_core_expression", whole)
        rows = listed(whole, scenes)
        episode.scene_count = len(rows)
        for scene in rows:
            context = replace(whole, scenes=rows, scene=scene)
            scene.anchor = drafted("generate_scene_anchor", context)
            scene.keyframes = drafted("generate_keyframe_prompt", context)
            scene.motion = drafted("generate_motion_prompt", context)
            scene.shot_design = drafted("generate_shot_design", context)
            scene.dialogue = drafted("generate_dialogue", context)
            scene.sound_design = drafted("generate_sound_design", context)
            scene.duration_estimate = drafted("estimate_duration", context)
            yield context


def example(language: str) -> str:
    return next(EXAMPLES.glob(f"*.{language}.md")).read_text()


@cache
def sample(language: str) -> StoryContext:
    """A scene in the middle of an example, everything around it filled."""
    contexts = list(made(example(language), language, people=cast(language)))
    element = WorldViewElement(id=UUID(int=12), type="ERA", title="T", content=STYLE[language])
    return replace(contexts[8], world_view=[element])


def at_scope(kind: Kind, story: StoryContext) -> StoryContext:
    """The context as a job of the kind gets it."""
    if kind.scope is Scope.PROJECT:
        return replace(story, episode=None, scenes=(), scene=None)
    return replace(story, scene=None) if kind.scope is Scope.EPISODE else story


def rules(kind: Kind, story: StoryContext, params: Params) -> Story:
    return kind.rules(story, params) if kind.rules else story.rules()


def broken(contexts: list[StoryContext]) -> list[str]:
    """What is wrong with the drafts of all kinds, by the very check that answers get."""
    found, seen = [], set()
    for kind, context in product(MAKING, contexts):
        story = at_scope(kind, context)
        target = story.scene or story.episode or story.project
        if (kind.name, target.id) in seen:
            continue
        seen.add((kind.name, target.id))
        text = drafted(kind.name, story).model_dump_json()
        assert kind.output is not None
        known = rules(kind, story, kind.params())
        found += [
            f"{kind.name}: {problem}"
            for problem in examine(Reply(text, None, "rules"), kind.output, known)[1]
        ]
    return found


@pytest.mark.parametrize("kind", list(KINDS), ids=lambda kind: kind.name)
def test_a_kind_says_what_it_is(kind: Kind) -> None:
    assert is_in(kind.title, Language.EN)
    assert is_in(kind.title_zh, Language.ZH)
    assert kind.description.endswith(".")
    assert bool(kind.steps) == (kind.draft is None) == (kind.output is None)
    assert kind.is_flow or kind.writes


def test_the_folder_is_the_registry() -> None:
    folder = Path(str(registry.__file__)).parent
    files = {path.stem for path in folder.glob("[!_]*.py")} - {"registry"}

    assert {kind.name for kind in KINDS} == files


def test_each_asking_kind_has_recorded_answers() -> None:
    recorded = {path.stem for path in (HERE / "kinds").glob("*.yaml")}

    assert recorded == {kind.name for kind in ASKING}


def test_prompt_keys_are_unique() -> None:
    keys = [prompt.key for kind in ASKING for prompt in kind.prompts]

    assert len(keys) == len(set(keys)) >= 2 * len(ASKING)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ASKING, ids=lambda kind: kind.name)
def test_prompts_use_exactly_the_facts_they_get(kind: Kind, language: str) -> None:
    assert kind.facts is not None
    facts = kind.facts(at_scope(kind, sample(language)), kind.params())

    used = [placeholders(prompt.text(language)) for prompt in kind.prompts]

    assert frozenset().union(*used) == facts.keys()
    assert all(fact.strip() for fact in facts.values())
    assert all(is_in(prompt.text(language), Language(language)) for prompt in kind.prompts)
    assert all("$" not in prompt.render(facts, language) for prompt in kind.prompts)


@pytest.mark.parametrize("kind", ASKING, ids=lambda kind: kind.name)
def test_facts_of_a_huge_story_stay_small(kind: Kind) -> None:
    crowd = [
        Character(id=UUID(int=n + 1), name=f"Person {n}", aliases=[], brief="Tall. " * 300)
        for n in range(200)
    ]
    world = [
        WorldViewElement(id=UUID(int=n), type="ERA", title=f"W{n}", content="Dust. " * 2000)
        for n in range(100)
    ]
    huge = replace(sample("en"), characters=crowd, world_view=world)
    huge = replace(huge, project=project("The ferry left. " * 12_000, "en"))
    assert kind.facts is not None

    facts = kind.facts(at_scope(kind, huge), kind.params())

    assert sum(map(len, facts.values())) < 50_000


def test_a_budget_is_spent_by_importance_and_cuts_no_sentence() -> None:
    told = spend(["First things first. And on.", "Second. Third.", "Never."], 36, "en")

    assert told == "First things first. And on.\nSecond."


@pytest.mark.parametrize("kind", MAKING, ids=lambda kind: kind.name)
def test_the_answers_schema_suits_strict_modes(kind: Kind) -> None:
    assert kind.output is not None

    schema = kind.output.model_json_schema()
    objects = [d for d in (schema, *schema.get("$defs", {}).values()) if d["type"] == "object"]

    assert all(o["additionalProperties"] is False for o in objects)
    assert all(set(o["required"]) == set(o["properties"]) for o in objects)
    assert "default" not in json.dumps([o["properties"] for o in objects])


@pytest.mark.parametrize("people", [True, False], ids=["cast", "nobody"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_drafts_of_an_example_keep_every_rule(language: str, people: bool) -> None:
    known = cast(language) if people else []

    contexts = list(made(example(language), language, people=known, episodes=None, scenes=None))

    assert broken(contexts) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_scene_of_a_draft_is_its_own(language: str) -> None:
    contexts = list(made(example(language), language, people=cast(language)))

    for field in ("summary", "anchor", "keyframes", "motion", "dialogue", "sound_design"):
        told = {str(getattr(context.scene, field)) for context in contexts}
        assert len(told) == len(contexts), field


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_lets_the_people_of_the_story_say_their_own_words(language: str) -> None:
    spoken = {
        line.content
        for context in made(example(language), language, people=cast(language))
        for line in context.scene.dialogue.lines  # type: ignore[union-attr]  # made just now
        if line.speaker_id
    }

    told = {speech.words for speech in Reading.of(example(language), language).speeches}
    assert len(spoken & told) >= len(told) * 0.7
    assert spoken <= told


@pytest.mark.parametrize(("text", "language"), ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("count", [1, 3, 100])
def test_drafts_of_odd_stories_keep_every_rule(text: str, language: str, count: int) -> None:
    contexts = list(made(text, language, episodes=count, scenes=7, first=2))

    assert broken(contexts) == []
    assert len(contexts[0].episodes) == count


@pytest.mark.parametrize("kind", MAKING, ids=lambda kind: kind.name)
def test_the_same_story_gets_the_same_draft(kind: Kind) -> None:
    story = at_scope(kind, sample("zh"))
    again = replace(story, project=project(story.project.story + " ", "zh"))

    first, second = drafted(kind.name, story), drafted(kind.name, again)

    assert first == second


def test_a_longer_story_is_proposed_more_episodes() -> None:
    counts = [
        len(planned(StoryContext(1, project("他走进雨里，没有回头。" * n, "zh"), [], [], []), None))
        for n in (1, 100, 2000)
    ]

    assert counts[0] == 1
    assert 1 < counts[1] < counts[2] == 24


def recorded(kind: Kind) -> dict[str, Any]:
    answers: dict[str, Any] = yaml.safe_load((HERE / "kinds" / f"{kind.name}.yaml").read_text())
    assert answers.keys() == {"good", "repairable", "unusable"}
    return answers


def problems(kind: Kind, answer: object) -> tuple[bool, int]:
    """Whether an answer has the shape, and how much is wrong with it."""
    assert kind.output is not None
    story = sample("en")
    anchors = recorded(KINDS["generate_scene_anchor"])["good"]["anchors"]
    known = replace(
        rules(kind, at_scope(kind, story), kind.params()),
        anchors=tuple(anchor["local"] for anchor in anchors),
    )
    text = answer if isinstance(answer, str) else json.dumps(answer)
    found, wrong = examine(Reply(text, None, "recorded"), kind.output, known)
    return found is not None, len(wrong)


@pytest.mark.parametrize("kind", ASKING, ids=lambda kind: kind.name)
def test_a_good_answer_is_taken_as_it_is(kind: Kind) -> None:
    assert problems(kind, recorded(kind)["good"]) == (True, 0)


@pytest.mark.parametrize("kind", ASKING, ids=lambda kind: kind.name)
def test_a_repairable_answer_is_told_each_mistake_and_mended(kind: Kind) -> None:
    first, second = recorded(kind)["repairable"]

    assert problems(kind, first)[1] >= 1
    assert problems(kind, second) == (True, 0)


@pytest.mark.parametrize("kind", ASKING, ids=lambda kind: kind.name)
def test_an_unusable_answer_never_becomes_an_artefact(kind: Kind) -> None:
    assert problems(kind, recorded(kind)["unusable"])[0] is False
