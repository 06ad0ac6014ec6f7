"""The constitution of a kind: what every file in `kinds/` keeps, whoever writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml

from aixss.jobs.ask import examine
from aixss.jobs.prompts import catalogue
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds import registry
from aixss.kinds._chain_phases import ChainPhase
from aixss.kit.prompt import placeholders
from aixss.providers.reading import Reading
from aixss.providers.spec import Reply
from aixss.stories.artefacts.base import Artefact, Language, Story, is_in
from aixss.stories.artefacts.causal_chain import CausalChain
from aixss.stories.artefacts.scene_anchor import SceneAnchor
from aixss.stories.artefacts.storyboard import GROUPS, GroupPanels
from aixss.stories.context import Context, StoryContext, TeamContext
from aixss.stories.models import (
    Character,
    Episode,
    Project,
    Scene,
    StoryboardGroup,
    WorldViewElement,
)

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
KINDS = registry.load()
MAKING = [kind for kind in KINDS if not kind.is_flow]
PROMPTING = [kind for kind in MAKING if kind.prompts]
# For kinds that cannot be started without saying more.
PARAMS: dict[str, dict[str, Any]] = {
    "regenerate_keyframe": {"number": 5},
    "generate_storyboard_group": {"group": 5},
    "chat": {"messages": [{"role": "USER", "content": "Hello?"}]},
    # It can pass for both languages.
    "optimize_system_prompt": {"content": "讲 Tell the story.  \n\n\n\n讲 Tell it."},
}
# What a model may be asked: of each kind its output, or what it composes that of.
QUESTIONS = [(kind, output) for kind in PROMPTING for output in kind.answers or (kind.output,)]
LANGUAGES = ("zh", "en")
STYLE = {"zh": "水墨漫画，青灰与暖黄", "en": "ink comic, slate and amber"}
UNTRANSLATED = "A lamp in the window"
REWRITTEN = {"zh": "空椅子上放着一盏灯", "en": "A lamp on an empty chair"}
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


ARTEFACTS = {kind.output: None for kind in MAKING if kind.output}
ANSWERS = [answer for kind in PROMPTING for answer in kind.answers]


def called(value: Kind | type[Artefact]) -> str:
    """What a case is called."""
    return value.name if isinstance(value, Kind) else value.__name__


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


def params_of(kind: Kind) -> Params:
    return kind.params.model_validate(PARAMS.get(kind.name, {}))


def drafted(name: str, story: StoryContext, params: Params | None = None) -> Any:
    kind = KINDS[name]
    assert kind.draft is not None
    return kind.draft(story, params or params_of(kind))


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
        script = {"scene_count": scenes}
        kind = KINDS["generate_scene_script"]
        episode.script = drafted(kind.name, whole, kind.params.model_validate(script))
        rows = listed(whole, scenes)
        episode.scene_count = len(rows)
        for scene in rows:
            context = replace(whole, scenes=rows, scene=scene)
            scene.anchor = drafted("generate_scene_anchor", context)
            pictures = drafted("generate_keyframe_prompt", context)
            scene.action_plan = pictures.action_plan
            scene.keyframe_groups = pictures.keyframe_groups
            scene.keyframes = pictures.keyframes
            scene.motion = drafted("generate_motion_prompt", context)
            scene.shot_design = drafted("generate_shot_design", context)
            scene.dialogue = drafted("generate_dialogue", context)
            scene.sound_design = drafted("generate_sound_design", context)
            scene.duration_estimate = drafted("estimate_duration", context)
            yield boarded(context)


def boarded(context: StoryContext) -> StoryContext:
    """The context with the storyboard of its scene, group after group, as nobody has edited it."""
    scene = context.scene
    assert scene is not None
    scene.storyboard_bible = drafted("generate_storyboard_bible", context)
    scene.storyboard_plan = drafted("generate_storyboard_plan", context)
    groups = [StoryboardGroup(order=n, edited_panels=[]) for n in range(1, GROUPS + 1)]
    context = replace(context, groups=groups)
    for group in groups:
        kind = KINDS["generate_storyboard_group"]
        found = drafted(kind.name, context, kind.params.model_validate({"group": group.order}))
        group.panels = found.drawn(Language(context.language))
        group.end_state = found.end_state
    return context


def example(language: str) -> str:
    return next(EXAMPLES.glob(f"*.{language}.md")).read_text()


@cache
def sample(language: str) -> StoryContext:
    """A scene in the middle of an example, everything around it filled."""
    contexts = list(made(example(language), language, people=cast(language)))
    element = WorldViewElement(id=UUID(int=12), type="ERA", title="T", content=STYLE[language])
    return replace(
        contexts[8], world_view=[element], groups=rewritten(contexts[8].groups, language)
    )


def rewritten(groups: Sequence[StoryboardGroup], language: str) -> list[StoryboardGroup]:
    """The groups as a person has left them: of the first, one panel says nothing, one new words."""
    first, *others = groups
    assert first.panels is not None
    panels = list(first.panels.panels)
    panels[1] = panels[1].model_copy(update={"en": UNTRANSLATED, "local": None})
    panels[2] = panels[2].model_copy(update={"local": REWRITTEN[language]})
    edited = copy(first)
    edited.panels, edited.edited_panels = GroupPanels(panels=panels), [3]
    return [edited, *others]


def at_scope(kind: Kind, story: StoryContext) -> Any:
    """The context as a job of the kind gets it."""
    if kind.scope is Scope.TEAM:
        return TeamContext(language=story.language)
    if kind.scope is Scope.PROJECT:
        return replace(story, episode=None, scenes=(), scene=None)
    return replace(story, scene=None) if kind.scope is Scope.EPISODE else story


def rules(kind: Kind, story: Context, params: Params) -> Story:
    return kind.rules(story, params) if kind.rules else story.rules()


def _target(story: Context) -> UUID | None:
    if isinstance(story, TeamContext):
        return None
    return (story.scene or story.episode or story.project).id


def broken(contexts: list[StoryContext]) -> list[str]:
    """What is wrong with the drafts of all kinds, by the very check that answers get."""
    found, seen = [], set()
    for kind, context in product(MAKING, contexts):
        story = at_scope(kind, context)
        key = (kind.name, _target(story))
        if key in seen:
            continue
        seen.add(key)
        text = drafted(kind.name, story).model_dump_json()
        assert kind.output is not None
        known = rules(kind, story, params_of(kind))
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
    assert kind.is_flow or kind.writes or kind.keeps


def test_the_folder_is_the_registry() -> None:
    folder = Path(str(registry.__file__)).parent
    files = {path.stem for path in folder.glob("[!_]*.py")} - {"registry"}

    assert {kind.name for kind in KINDS} == files


def test_each_asking_kind_has_recorded_answers() -> None:
    recorded = {path.stem for path in (HERE / "kinds").glob("*.yaml")}

    assert recorded == {kind.name for kind in PROMPTING}


def test_prompt_keys_are_unique() -> None:
    keys = [prompt.key for kind in PROMPTING for prompt in kind.prompts]

    assert len(keys) == len(set(keys)) >= 2 * len(PROMPTING)


def test_each_fact_that_a_prompt_may_use_is_explained() -> None:
    used = {name for known in catalogue(KINDS).values() for name in known.prompt.facts}

    assert used == registry.MEANINGS.keys()
    assert all(
        is_in(zh, Language.ZH) and is_in(en, Language.EN) for zh, en in registry.MEANINGS.values()
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PROMPTING, ids=lambda kind: kind.name)
def test_prompts_use_exactly_the_facts_they_get(kind: Kind, language: str) -> None:
    assert kind.facts is not None
    facts = kind.facts(at_scope(kind, sample(language)), params_of(kind))

    used = [placeholders(prompt.text(language)) for prompt in kind.prompts]

    assert frozenset().union(*used) == facts.keys()
    assert all(fact.strip() for fact in facts.values())
    assert all(is_in(prompt.text(language), Language(language)) for prompt in kind.prompts)
    assert all("$" not in prompt.render(facts, language) for prompt in kind.prompts)


@pytest.mark.parametrize("kind", PROMPTING, ids=lambda kind: kind.name)
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

    facts = kind.facts(at_scope(kind, huge), params_of(kind))

    assert sum(map(len, facts.values())) < 50_000


@pytest.mark.parametrize("output", [*ARTEFACTS, *ANSWERS], ids=lambda output: output.__name__)
def test_the_answers_schema_suits_strict_modes(output: type[Artefact]) -> None:
    schema = output.model_json_schema()
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
    story = sample("zh")
    again = replace(story, project=project(story.project.story + " ", "zh"))

    first, second = (drafted(kind.name, at_scope(kind, each)) for each in (story, again))

    assert first == second


def test_a_longer_story_is_proposed_more_episodes() -> None:
    counts = [
        len(planned(StoryContext(1, project("他走进雨里，没有回头。" * n, "zh"), [], [], []), None))
        for n in (1, 100, 2000)
    ]

    assert counts[0] == 1
    assert 1 < counts[1] < counts[2] == 24


def recorded(kind: Kind, output: type[Artefact] | None) -> dict[str, Any]:
    """The recorded answers; of a kind with several questions those to one of them."""
    answers: dict[str, Any] = yaml.safe_load((HERE / "kinds" / f"{kind.name}.yaml").read_text())
    if kind.answers:
        assert answers.keys() == {each.__name__ for each in kind.answers}
        answers = answers[output.__name__ if output else ""]
    assert answers.keys() == {"good", "repairable", "unusable"}
    return answers


def before(kind: Kind, output: type[Artefact] | None) -> CausalChain | None:
    """What the good answers to the questions before one have made."""
    chain = None
    for each in kind.answers[: kind.answers.index(output) if output in kind.answers else 0]:
        found = each.model_validate(recorded(kind, each)["good"])
        assert isinstance(found, ChainPhase)
        chain = found.onto(chain or CausalChain(), 1)
    return chain


def problems(kind: Kind, output: type[Artefact] | None, answer: object) -> tuple[bool, int]:
    """Whether an answer has the shape, and how much is wrong with it."""
    assert output is not None
    story, anchoring = sample("en"), KINDS["generate_scene_anchor"]
    scene = copy(story.scene)
    assert scene is not None
    scene.anchor = SceneAnchor.model_validate(recorded(anchoring, anchoring.output)["good"])
    story = replace(story, scene=scene)
    known = replace(rules(kind, at_scope(kind, story), params_of(kind)), chain=before(kind, output))
    text = answer if isinstance(answer, str) else json.dumps(answer)
    found, wrong = examine(Reply(text, None, "recorded"), output, known)
    return found is not None, len(wrong)


@pytest.mark.parametrize(("kind", "output"), QUESTIONS, ids=called)
def test_a_good_answer_is_taken_as_it_is(kind: Kind, output: type[Artefact]) -> None:
    assert problems(kind, output, recorded(kind, output)["good"]) == (True, 0)


@pytest.mark.parametrize(("kind", "output"), QUESTIONS, ids=called)
def test_a_repairable_answer_is_told_each_mistake_and_mended(
    kind: Kind, output: type[Artefact]
) -> None:
    first, second = recorded(kind, output)["repairable"]

    assert problems(kind, output, first)[1] >= 1
    assert problems(kind, output, second) == (True, 0)


@pytest.mark.parametrize(("kind", "output"), QUESTIONS, ids=called)
def test_an_unusable_answer_never_becomes_an_artefact(kind: Kind, output: type[Artefact]) -> None:
    assert problems(kind, output, recorded(kind, output)["unusable"])[0] is False
