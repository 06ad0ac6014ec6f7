"""Each bound of each artefact and draft is refused with the path of its field, nested ones too."""

from __future__ import annotations

import copy
import inspect
import random
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, get_args, get_origin
from uuid import UUID

import pytest
from pydantic import BaseModel, ValidationError

from aixss.api import ids
from aixss.api.artefacts import as_input
from aixss.kinds import registry
from aixss.stories.drafts import DRAFTS
from tests import factories
from tests.schema_server import Facts, Mind
from tests.studio import Studio, public, studio, written

Path = tuple[str | int, ...]
Json = Any
Broken = tuple[Path, str, Json]  # a path, the bound that is broken there, and all of the content

# Whatever people or models write: drafts of rows, and answers of kinds.
MODELS: Mapping[str, type[BaseModel]] = {
    model.__name__: model
    for model in (*DRAFTS.values(), *(kind.output for kind in registry.load() if kind.output))
}
SOMEBODY = tuple(str(ids.public("Character", UUID(int=n))) for n in range(1, 60))
BOUNDS = ("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern", "enum")
UNKNOWN = "neverHeardOf"


def full(model: type[BaseModel]) -> Json:
    """Content of a model in which nothing is left out."""
    facts = Facts(is_chinese=False, ids=SOMEBODY, listed=())
    schema = model.model_json_schema()
    made = Mind(schema, facts, random.Random(model.__name__), is_generous=True).make(schema)
    return made | {key: "#a0b1c2" for key in made if key.endswith("_color")} | _focal(made)


def _focal(made: Json) -> Json:
    """What has to fit a pattern, which chance does not."""
    for each in (made, made.get("shot_design") or {}):
        if "shot" in each:
            each["shot"]["focal_length"] = "35mm"
    return {}


def breaks(model: type[BaseModel]) -> Iterator[Broken]:
    """The content again and again, each time with one bound broken."""
    content, schema = full(model), model.model_json_schema()
    for path, found in walk(schema, schema, content):
        for bound in BOUNDS:
            if bound in found:
                yield path, bound, replaced(content, path, beyond(bound, found, at(content, path)))
        if found.get("type") == "object":
            yield (*path, UNKNOWN), "unknown", replaced(content, (*path, UNKNOWN), 1)
    for path in required(model):
        yield path, "required", without(content, path)


def walk(root: Json, schema: Json, content: Json, path: Path = ()) -> Iterator[tuple[Path, Json]]:
    """Each place of the content with the schema that holds there; of a list, its first item."""
    found = resolved(root, schema)
    yield path, found
    for name, below in found.get("properties", {}).items():
        yield from walk(root, below, content[name], (*path, name))
    if "items" in found and content:
        yield from walk(root, found["items"], content[0], (*path, 0))


def resolved(root: Json, schema: Json) -> Json:
    """A schema without references, and without null."""
    if ref := schema.get("$ref"):
        return resolved(root, root["$defs"][ref.rsplit("/", 1)[-1]])
    options = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    return resolved(root, options[0]) if options else schema


def required(annotation: object, path: Path = ()) -> Iterator[Path]:
    """The fields of a model and of its parts that may not be left out."""
    if get_origin(annotation) is list:
        yield from required(get_args(annotation)[0], (*path, 0))
    elif inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        for name, info in annotation.model_fields.items():
            if info.is_required():
                yield (*path, name)
            yield from required(info.annotation, (*path, name))
    else:
        for each in get_args(annotation):
            yield from required(each, path)


def beyond(bound: str, schema: Json, value: Json) -> Json:
    """A value that breaks this bound and no other before it."""
    limit = schema[bound]
    match bound:
        case "minLength":
            return ""
        case "maxLength":
            return "x" * (limit + 1)
        case "minimum":
            return limit - 1
        case "maximum":
            return limit + 1
        case "minItems":
            return value[: limit - 1]
        case "maxItems":
            return (value or ["x"]) * (limit + 1)
        case _:
            return "neither this nor that"


def at(content: Json, path: Path) -> Json:
    for step in path:
        content = content[step]
    return content


def replaced(content: Json, path: Path, value: Json) -> Json:
    made = copy.deepcopy(content)
    at(made, path[:-1])[path[-1]] = value
    return made


def without(content: Json, path: Path) -> Json:
    made = copy.deepcopy(content)
    del at(made, path[:-1])[path[-1]]
    return made


def refused_at(model: type[BaseModel], content: Json) -> set[Path]:
    """Where the input of a model says no; empty when it takes the content."""
    try:
        as_input(model).model_validate(content)
    except ValidationError as error:
        return {tuple(each["loc"]) for each in error.errors()}
    return set()


@pytest.mark.parametrize("name", MODELS)
def test_what_keeps_each_bound_is_taken(name: str) -> None:
    assert refused_at(MODELS[name], full(MODELS[name])) == set()


@pytest.mark.parametrize("name", MODELS)
def test_each_broken_bound_is_refused_where_it_is(name: str) -> None:
    cases = list(breaks(MODELS[name]))

    wrong = [
        (".".join(map(str, path)), bound, found)
        for path, bound, content in cases
        # Of too many items each may be wrong for itself; that there are too many is said too.
        if path not in (found := refused_at(MODELS[name], content))
        or (found != {path} and bound != "maxItems")
    ]

    assert {path[0] for path, _, _ in cases} >= MODELS[name].model_fields.keys()
    assert wrong == []


def test_every_text_list_and_number_has_its_bounds() -> None:
    unbounded = []
    for name, model in MODELS.items():
        schema = model.model_json_schema()
        for path, found in walk(schema, schema, full(model)):
            match found.get("type"):
                case "string":
                    has = "format" in found or "enum" in found or "const" in found
                    known = has or "maxLength" in found or "pattern" in found
                case "array":
                    known = "maxItems" in found
                case "integer" | "number":
                    known = {"minimum", "maximum"} <= found.keys()
                case _:
                    known = True
            if not known:
                unbounded.append(f"{name}.{'.'.join(map(str, path))}")

    assert unbounded == []


# What the predecessor wrote down, and where ours differs on purpose.
LIMITS: tuple[tuple[str, str, dict[str, Json]], ...] = (
    ("PlannedEpisode", "order", {"minimum": 1}),
    ("CoreExpression", "theme", {"minLength": 1, "maxLength": 500}),
    ("CoreExpression", "emotional_arc", {"minItems": 4, "maxItems": 4}),
    ("CoreExpression", "emotional_arc.0", {"minLength": 1, "maxLength": 200}),
    ("CoreExpression", "core_conflict", {"minLength": 1, "maxLength": 2000}),
    ("CoreExpression", "payoff.0", {"minLength": 1, "maxLength": 500}),
    ("CoreExpression", "visual_motifs.0", {"minLength": 1, "maxLength": 200}),
    ("CoreExpression", "ending_beat", {"minLength": 1, "maxLength": 2000}),
    ("CoreExpression", "next_hook", {"maxLength": 2000}),
    ("EmotionArc", "points.0.episode_order", {"minimum": 1}),
    ("EmotionArc", "points.0.scene_order", {"minimum": 1}),
    ("EmotionArc", "points.0.tension", {"minimum": 0, "maximum": 10}),
    ("EmotionArc", "points.0.valence", {"minimum": -5, "maximum": 5}),
    ("EmotionArc", "points.0.label", {"maxLength": 100}),
    ("SceneAnchor", "anchors", {"minItems": 4, "maxItems": 12}),
    ("KeyframeBoard", "shots", {"minItems": 9, "maxItems": 9}),
    ("KeyframeBoard", "shots.0.number", {"minimum": 1, "maximum": 9}),
    ("MotionPrompt", "beats", {"minItems": 3, "maxItems": 3}),
    ("MotionPrompt", "changes.subject", {"maxItems": 2}),
    ("MotionPrompt", "changes.camera", {"maxItems": 2}),
    ("MotionPrompt", "changes.environment", {"maxItems": 2}),
    ("Relationships", "relationships.0.label", {"maxLength": 60}),
    ("Relationships", "relationships.0.description", {"maxLength": 2000}),
    ("Relationships", "relationships.0.intensity", {"minimum": 1, "maximum": 10}),
    ("CharacterRelationshipDraft", "label", {"maxLength": 60}),
    ("CharacterRelationshipDraft", "description", {"maxLength": 2000}),
    ("CharacterRelationshipDraft", "intensity", {"minimum": 1, "maximum": 10}),
    ("SoundDesign", "cues.0.description", {"maxLength": 500}),
    ("SoundDesign", "cues.0.timing", {"maxLength": 100}),
    ("SoundDesign", "cues.0.mood", {"maxLength": 100}),
    ("SoundDesign", "cues.0.reference", {"maxLength": 500}),
    ("SoundDesign", "master_mood", {"maxLength": 200}),
    ("ShotDesign", "shot.focal_length", {"maxLength": 20}),
    ("ShotDesign", "shot.notes", {"maxLength": 500}),
    ("ShotDesign", "transition_in.duration_ms", {"minimum": 0, "maximum": 5000}),
    ("ShotDesign", "transition_out.duration_ms", {"minimum": 0, "maximum": 5000}),
    ("ShotDesign", "transition_out.motivation", {"maxLength": 500}),
    ("ShotDesign", "transition_out.match_element", {"maxLength": 200}),
    # Theirs had no end; an hour for one scene is one.
    ("DurationEstimate", "dialogue_s", {"minimum": 0, "maximum": 3600}),
    ("DurationEstimate", "transition_s", {"minimum": 0, "maximum": 3600}),
    # Theirs asked for 1 to 6 lines and took any number; an order beyond twelve has no place.
    ("Dialogue", "lines", {"minItems": 1, "maxItems": 12}),
    # Theirs took six lines or more; beyond 24 an episode is two.
    ("SceneList", "scenes", {"minItems": 6, "maxItems": 24}),
)


@pytest.mark.parametrize(("name", "path", "limits"), LIMITS, ids=[f"{m}.{p}" for m, p, _ in LIMITS])
def test_a_limit_is_as_it_was_written_down(name: str, path: str, limits: dict[str, Json]) -> None:
    known = {found.__name__: found for found in _all_models()}[name]
    schema = known.model_json_schema()
    found = schema
    for step in path.split("."):
        found = resolved(schema, found)
        found = found["items"] if step == "0" else found["properties"][step]
    found = resolved(schema, found)

    assert {bound: found.get(bound) for bound in limits} == limits


def _all_models() -> Iterator[type[BaseModel]]:
    """The models, and those of the fields of drafts."""
    for model in MODELS.values():
        yield model
        for info in model.model_fields.values():
            args = getattr(info.annotation, "__args__", ())
            yield from (each for each in args if hasattr(each, "model_fields"))


@pytest.fixture(scope="module")
async def we(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as member:
        yield member


BAD = {"type": "WIPE", "durationMs": 5001}
CUT = {"type": "CUT", "durationMs": 0}


@pytest.mark.parametrize(
    ("table", "patch", "path"),
    [
        ("Project", {"title": "x" * 121}, ["title"]),
        ("Project", {"emotionArc": {"points": []}}, ["emotionArc", "points"]),
        ("Episode", {"title": "x" * 201}, ["title"]),
        (
            "Scene",
            {"shotDesign": {"shot": {"size": "CU"}, "transitionIn": CUT, "transitionOut": BAD}},
            ["shotDesign", "transitionOut", "durationMs"],
        ),
        ("Scene", {"soundDesign": {"masterMood": "x", "cues": []}}, ["soundDesign", "cues"]),
        ("Scene", {"notes": "x" * 6001}, ["notes"]),
    ],
)
async def test_over_the_wire_a_bound_has_the_same_path_and_nothing_is_written(
    we: Studio, table: str, patch: dict[str, Json], path: list[str]
) -> None:
    project = await factories.project(we.team)
    episode = await factories.episode(project)
    rows = {"Project": project, "Episode": episode, "Scene": await factories.scene(episode)}
    before = await written()
    given = {"id": public(rows[table]), "patch": patch, "expectedRevision": 1}

    refused = await we.send(f"update{table}", **given)

    (error,) = refused["errors"]
    assert (error["code"], error["path"]) == ("INVALID", ["patch", *path])
    assert await written() == before
