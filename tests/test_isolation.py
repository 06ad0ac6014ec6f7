"""Another team's object answers as if it did not exist, wherever the schema takes an id.

The cases come from the schema: a field that takes an id of a new sort fails here until it is known.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
import pytest
from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
    is_required_input_field,
)
from strawberry.utils.str_converters import to_camel_case

from aixss.accounts import sessions
from aixss.api import ids
from aixss.api.schema import build_schema
from aixss.kit import db
from aixss.kit import ids as uuids
from aixss.stories.models import (
    CharacterRelationship,
    RelationshipType,
    WorldViewElement,
    WorldViewType,
)
from tests import artefacts, factories
from tests.studio import Studio, joined, public, studio, written

SCHEMA = build_schema()._schema
Path = tuple[str, ...]
PASSWORD = "a long enough password"
SHOWN = {"id", "code", "message", "path", "totalCount", "ready", "deduplicated", "deletedId"}


@dataclass(frozen=True)
class Place:
    """One place of the schema that takes an id."""

    operation: str
    name: str
    field: GraphQLField
    path: Path

    def __str__(self) -> str:
        return f"{self.name}-{'.'.join(self.path)}"

    @property
    def type_name(self) -> str:
        """What the id is an id of."""
        return sort(self.name, self.path)


# What an id is an id of, by the name of its field or by that of the root field and its own.
SORTS = {
    "projectId": "Project",
    "episodeId": "Episode",
    "sceneId": "Scene",
    "sourceId": "Character",
    "targetId": "Character",
    "castIds": "Character",
    "subjectIds": "Character",
    "speakerId": "Character",
    "profileId": "AIProfile",
    "jobId": "Job",
    "teamId": "Team",
    "node.id": "Scene",
    "nodes.ids": "Scene",
    "readiness.targetId": "Scene",
}
COMPARATORS = ("eq", "ne", "in", "notIn")


def sort(name: str, path: Path) -> str:
    """What the id at a path of a root field is an id of; KeyError when that is not known here."""
    last = path[-1] if path[-1] not in COMPARATORS else path[-2]
    if known := SORTS.get(f"{name}.{last}"):
        return known
    if last != "id":
        return SORTS[last]
    # Such fields end with the type that they are about: updateScene, scene.
    return max((t for t in ids.PREFIX_OF if name.lower().endswith(t.lower())), key=len)


def places() -> Iterator[Place]:
    roots = {
        "query": SCHEMA.query_type,
        "mutation": SCHEMA.mutation_type,
        "subscription": SCHEMA.subscription_type,
    }
    for operation, root in roots.items():
        assert root is not None
        for name, each in root.fields.items():
            for argument, found in each.args.items():
                for path in below(found.type, (argument,), frozenset()):
                    yield Place(operation, name, each, path)


def below(kind: Any, path: Path, seen: frozenset[str]) -> Iterator[Path]:
    named = get_named_type(kind)
    if named.name == "ID":
        yield path
    elif isinstance(named, GraphQLInputObjectType) and named.name not in seen:
        for name, each in named.fields.items():
            yield from below(each.type, (*path, name), seen | {named.name})


PLACES = list(places())
# A new object may get an id of the client's own making, so one that is not there is no error.
OWN_MAKING = [p for p in PLACES if p.name.startswith("create") and p.path == ("input", "id")]
OTHERS = [place for place in PLACES if place not in OWN_MAKING]


@dataclass
class Rows:
    """One team's objects: public ids by type, and what a sign-in takes."""

    ids: dict[str, str]
    sign_in: dict[str, str] = field(default_factory=dict)


async def rows(we: Studio) -> Rows:
    project = await factories.project(we.team, language="en")
    above: dict[str, Any] = {"team_id": we.team.id, "project_id": project.id}
    episode = await factories.episode(project)
    scene = await factories.scene(episode, **artefacts.scene())
    people = [await factories.character(project) for _ in range(2)]
    relationship = await CharacterRelationship.create(
        **above, source=people[0], target=people[1], type=RelationshipType.FAMILY
    )
    element = await WorldViewElement.create(**above, type=WorldViewType.ERA, title="Then", order=1)
    job = await we.start("generate_scene_anchor", scene)
    profile = await we.profile()
    every = (project, episode, scene, people[0], relationship, element, job, profile, we.team)
    return Rows({type(row).__name__: public(row) for row in every})


@pytest.fixture(scope="module")
async def we(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as member:
        yield member


@pytest.fixture(scope="module")
async def sign_in(we: Studio) -> dict[str, str]:
    email = f"{uuids.new().hex}@example.org"
    opened = await sessions.register(we.api.services.tokens, email=email, password=PASSWORD)
    return {"email": email, "password": PASSWORD, "team": public(opened.team)}


@pytest.fixture
async def ours(we: Studio, sign_in: dict[str, str]) -> Rows:
    found = await rows(we)
    found.ids["Team"] = sign_in["team"]
    found.sign_in = sign_in
    return found


@pytest.fixture(scope="module")
async def theirs(we: Studio) -> Rows:
    return await rows(await joined(we.api))


# Requests

ARTEFACTS: Mapping[str, Any] = {
    "KeyframeBoardInput": artefacts.keyframes().model_dump(mode="json"),
    "DialogueInput": {"lines": [{"order": 1, "type": "DIALOGUE", "content": "Who is there?"}]},
}
PLAIN: Mapping[str, object] = {"String": "text", "Int": 1, "Float": 1.0, "Boolean": True}


@dataclass(frozen=True)
class Call:
    """A request whose ids are ours, but for the given one at a place."""

    place: Place
    ours: Rows
    given: str

    def variables(self) -> dict[str, Any]:
        """The required arguments, and the one with the place."""
        return {
            name: self.value(each.type, (self.place.name, name), rest)
            for name, each in self.place.field.args.items()
            if (rest := after(self.place.path, name)) is not None or is_required_argument(each)
        }

    def value(self, kind: Any, at: tuple[str, str], rest: Path | None) -> Any:
        """A value of a type for a field; `rest` leads to the place when it is within."""
        if is_list_type(get_nullable_type(kind)):
            return [self.value(get_named_type(kind), at, rest)]
        named = get_named_type(kind)
        if named.name == "ID":
            own = (*self.place.path[:-1], at[1])
            return self.given if rest == () else self.ours.ids[sort(self.place.name, own)]
        if named.name in ARTEFACTS:
            return placed(shaped(ARTEFACTS[named.name]), rest or (), self.given)
        if isinstance(named, GraphQLInputObjectType):
            return {
                name: self.value(each.type, (named.name, name), within)
                for name, each in named.fields.items()
                if (within := after(rest or (), name)) is not None or is_required_input_field(each)
            }
        if is_enum_type(named):
            return next(iter(named.values))
        return self.sample(at) or PLAIN[named.name]

    def sample(self, at: tuple[str, str]) -> str | None:
        """The value of a field that cannot be guessed from its type."""
        if at == ("readiness", "kind"):
            return "generate_scene_anchor"
        return self.ours.sign_in[at[1]] if at[0] == "LoginInput" else None


def after(path: Path, name: str) -> Path | None:
    """What follows a name that the path begins with; None when it begins with another."""
    return path[1:] if path[:1] == (name,) else None


def shaped(body: Any) -> Any:
    """A dumped artefact as an input."""
    if isinstance(body, list):
        return [shaped(each) for each in body]
    if not isinstance(body, dict):
        return body
    renamed = {"subjects": "subject_ids"}
    return {to_camel_case(renamed.get(name) or name): shaped(body[name]) for name in body}


def placed(body: Any, path: Path, given: str) -> Any:
    """An artefact with the id at a path, in the first item of each list."""
    if not path:
        return [given] if isinstance(body, list) else given
    if isinstance(body, list):
        return [placed(body[0], path, given), *body[1:]]
    return body | {path[0]: placed(body.get(path[0]), path[1:], given)}


def selection(kind: Any, *, deep: bool = True) -> str:
    named = get_named_type(kind)
    if is_leaf_type(named):
        return ""
    chosen = ["__typename"]
    for name, each in getattr(named, "fields", {}).items():
        if name in SHOWN and is_leaf_type(get_named_type(each.type)):
            chosen.append(name)
        elif deep and not each.args and named.name.endswith(("Payload", "Connection")):
            chosen.append(f"{name} {selection(each.type, deep=False)}")
    return f"{{ {' '.join(chosen)} }}"


async def answered(we: Studio, place: Place, ours: Rows, given: str) -> Any:
    """What the API answers when the id at the place is the given one."""
    given_there = Call(place, ours, given).variables()
    heads = ", ".join(f"${name}: {place.field.args[name].type}" for name in given_there)
    passed = ", ".join(f"{name}: ${name}" for name in given_there)
    shown = selection(place.field.type)
    document = f"{place.operation}({heads}) {{ {place.name}({passed}) {shown} }}"
    body = {"query": document, "variables": given_there}
    if place.operation == "subscription":
        answer = await first_event(we, body)
    else:
        answer = (await we.api.post(body, we.token)).json()
    for error in answer.get("errors", ()):
        error["extensions"].pop("requestId")
        assert error["extensions"]["code"] not in ("INTERNAL", "BAD_REQUEST"), error
    return answer


async def first_event(we: Studio, body: object) -> Any:
    headers = {"Accept": "text/event-stream", "Authorization": f"Bearer {we.token}"}
    async with we.api.client.stream("POST", "/graphql", json=body, headers=headers) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data:") and line != "data:":
                return orjson.loads(line.removeprefix("data:"))
    raise AssertionError("the stream ended without an event")


def unknown(type_name: str) -> str:
    return ids.public(type_name, uuids.new())


async def marks(theirs: Rows) -> object:
    """What grows with every change to the other team or its project."""
    project = ids.private(theirs.ids["Project"], "Project")
    team = ids.private(theirs.ids["Team"], "Team")
    return await db.rows(
        """
        SELECT seq, last_news, (SELECT seq FROM team WHERE id = $2) AS team_seq,
          (SELECT count(*) FROM job WHERE team_id = $2) AS jobs
        FROM project WHERE id = $1
        """,
        project,
        team,
    )


@pytest.mark.parametrize("place", OTHERS, ids=str)
async def test_a_foreign_id_answers_like_an_unknown_one(
    we: Studio, ours: Rows, theirs: Rows, place: Place
) -> None:
    before, rows_before = await marks(theirs), await written()

    foreign = await answered(we, place, ours, theirs.ids[place.type_name])
    never_was = await answered(we, place, ours, unknown(place.type_name))
    assert await written() == rows_before
    own = await answered(we, place, ours, ours.ids[place.type_name])

    assert foreign == never_was
    assert foreign != own
    assert await marks(theirs) == before


@pytest.mark.parametrize("place", OWN_MAKING, ids=str)
async def test_a_foreign_id_is_not_taken_for_a_new_object(
    we: Studio, ours: Rows, theirs: Rows, place: Place
) -> None:
    before, rows_before = await marks(theirs), await written()

    refused = await answered(we, place, ours, theirs.ids[place.type_name])

    payload = refused["data"][place.name]
    assert [error["code"] for error in payload["errors"]] == ["NOT_FOUND"]
    assert await written() == rows_before
    assert await marks(theirs) == before


@pytest.mark.parametrize("type_name", ids.PREFIX_OF)
async def test_no_node_of_another_team_is_shown(we: Studio, theirs: Rows, type_name: str) -> None:
    owner = await db.rows(
        "SELECT user_id FROM membership WHERE team_id = $1", ids.private(theirs.ids["Team"], "Team")
    )
    known = theirs.ids | {"User": ids.public("User", owner[0]["user_id"])}
    query = "query($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }"

    found = await we.ask(query, id=known[type_name])

    assert found == {"node": None, "nodes": [None]}
