"""Operations made from the schema: for a place that takes an id, and for a field that leads on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graphql import (
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

from tests import artefacts
from tests.isolation.schema import (
    SCHEMA,
    Lead,
    Path,
    Place,
    Route,
    fields,
    implements,
    is_connection,
    root,
    say,
    shown,
    sorts,
)
from tests.isolation.world import KINDS, World

SHOWN = {"id", "code", "message", "path", "totalCount", "isReady", "deduplicated", "deletedId"}
WHERE = "tests/isolation/requests.py"

OWN = "own"  # in an input below: a key of ours
WHO = {"speaker_id": OWN, "speaker_name": None}
SCRIPT = artefacts.script().model_dump(mode="json")
SCENES = [{**s, "dialogue": [{**s["dialogue"][0], **WHO}]} for s in SCRIPT["scenes"]]

# Inputs whose rules go beyond their shape.
ARTEFACTS: Mapping[str, Any] = {
    "EpisodeScriptInput": {**SCRIPT, "scenes": SCENES},
    "KeyframeGroupsInput": {"groups": [artefacts.peopled_group(OWN)]},
    "KeyframeBoardInput": artefacts.keyframes().model_dump(mode="json"),
    "DialogueInput": {"lines": [{"order": 1, "type": "DIALOGUE", "content": "Who is there?"}]},
}
PLAIN: Mapping[str, object] = {
    "String": "text",
    "Int": 1,
    "Float": 1.0,
    "Boolean": True,
    "DateTime": "2026-11-22T18:00:00Z",
}


# Places that take ids


@dataclass(frozen=True)
class Request:
    """One operation for places of one field, each filled with what `given` says for its type."""

    places: Sequence[Place]
    ours: World
    given: Callable[[str], str]

    @property
    def calls(self) -> dict[str, Call]:
        """The field's calls by their aliases."""
        return {
            f"a{n}": Call(place, self.ours, self.given(place.type_name))
            for n, place in enumerate(self.places)
        }

    @property
    def document(self) -> str:
        """The operation, with the arguments as variables."""
        heads, asked = [], []
        for alias, call in self.calls.items():
            args = call.place.field.args
            heads += [f"${alias}_{name}: {args[name].type}" for name in call.arguments]
            passed = ", ".join(f"{name}: ${alias}_{name}" for name in call.arguments)
            chosen = selection(call.place.field.type)
            asked.append(f"{alias}: {call.place.name}({passed}) {chosen}")
        owner, head, body = self.places[0].owner, ", ".join(heads), " ".join(asked)
        for operation in ("query", "mutation", "subscription"):
            if owner == root(operation):
                return f"{operation}({head}) {{ {body} }}"
        assert implements(SCHEMA.type_map[owner], "Node"), say(f"How to reach {owner}", WHERE)
        about = self.ours.of(owner)[0]
        return f'query({head}) {{ node(id: "{about}") {{ ... on {owner} {{ {body} }} }} }}'

    @property
    def variables(self) -> dict[str, Any]:
        """The arguments of every call."""
        return {
            f"{alias}_{name}": value
            for alias, call in self.calls.items()
            for name, value in call.arguments.items()
        }

    def said(self, answer: Mapping[str, Any]) -> list[Any]:
        """What the answer says to each call; None where it says nothing."""
        data = answer["data"] or {}
        return [data.get("node", data).get(alias) for alias in self.calls]


@dataclass(frozen=True)
class Call:
    """A call of a field whose ids are ours, but for the given one at a place."""

    place: Place
    ours: World
    given: str

    @cached_property
    def arguments(self) -> dict[str, Any]:
        """The required arguments, and the one with the place."""
        return {
            name: self._value(each.type, (self.place.name, name), rest)
            for name, each in self.place.field.args.items()
            if (rest := after(self.place.path, name)) is not None or is_required_argument(each)
        }

    def _value(self, kind: Any, at: tuple[str, str], rest: Path | None) -> Any:
        """A value of a type for a field; `rest` leads to the place when it is within."""
        if is_list_type(get_nullable_type(kind)):
            return [self._value(get_named_type(kind), at, rest)]
        named = get_named_type(kind)
        if named.name == "ID":
            return self.given if rest == () else self._own((*self.place.path[:-1], at[1]))
        if named.name in ARTEFACTS:
            return self._filled(placed(shaped(ARTEFACTS[named.name]), rest or (), self.given))
        if isinstance(named, GraphQLInputObjectType):
            return {
                name: self._value(each.type, (named.name, name), within)
                for name, each in named.fields.items()
                if (within := after(rest or (), name)) is not None or is_required_input_field(each)
            }
        if is_enum_type(named):
            return next(iter(named.values))
        if known := self._sample(at):
            return known
        assert named.name in PLAIN, say(f"A value of {named.name}", WHERE)
        return PLAIN[named.name]

    def _filled(self, body: Any) -> Any:
        """An input with keys of ours where it asks for them."""
        if isinstance(body, dict):
            return {name: self._filled(each) for name, each in body.items()}
        if isinstance(body, list):
            return [self._filled(each) for each in body]
        return self._own(self.place.path) if body == OWN else body

    def _own(self, path: Path) -> str:
        known = sorts(self.place.owner, self.place.name, path)
        assert known, say(f"What {self.place.name} takes at {'.'.join(path)}", "SORTS")
        return self.ours.of(known[0])[0]

    def _sample(self, at: tuple[str, str]) -> str | None:
        """The value of a field that cannot be guessed from its type."""
        if at == ("readiness", "kind"):
            return KINDS[self.place.type_name]
        if at == ("CreateWebhookInput", "url"):
            return "https://board.example/hook"
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
    return {_input_name(name, body[name]): shaped(body[name]) for name in body}


def _input_name(name: str, value: Any) -> str:
    """What an input calls a field: keys of characters are told from characters in full."""
    is_keys = name == "subjects" and not any(isinstance(each, dict) for each in value)
    return "subjectIds" if is_keys else to_camel_case(name)


def placed(body: Any, path: Path, given: str) -> Any:
    """An artefact with the id at a path, in the first item of each list."""
    if not path:
        return [given] if isinstance(body, list) else given
    if isinstance(body, list):
        return [placed(body[0], path, given), *body[1:]]
    return body | {path[0]: placed(body.get(path[0]), path[1:], given)}


def selection(kind: Any, *, deep: bool = True) -> str:
    """What tells answers apart."""
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


# Fields that lead to objects


@dataclass(frozen=True)
class Visit:
    """A query for what a field shows at every object of a world that has it."""

    lead: Lead
    route: Route
    world: World

    @property
    def document(self) -> str:
        """The query; each of its root fields leads to the field once or more."""
        names, chosen = (*self.route.steps, self.lead.name), things(self.lead.field.type)
        if self.route.start != root("query"):
            inner = nested(names, chosen)
            objects = listed(self.world.of(self.route.start))
            return f"{{ nodes(ids: {objects}) {{ ... on {self.route.start} {inner} }} }}"
        calls = enumerate(arguments(self.route.start, names[0], self.world))
        inner = nested(names[1:], chosen)
        return f"{{ {' '.join(f'a{n}: {names[0]}{given} {inner}' for n, given in calls)} }}"

    def found(self, answer: Mapping[str, Any]) -> list[Any]:
        """What the field says at each object that has it; None at one that is gone."""
        owners = list((answer["data"] or {}).values())
        names = (*self.route.steps, self.lead.name)
        if self.route.start == root("query"):
            names = names[1:]
        else:
            owners = [each for nodes in owners for each in nodes]
        for depth, name in enumerate(names, 1):
            owners = [each and each[name] for each in owners]
            if depth < len(names):
                owners = [
                    one for each in owners for one in (each if isinstance(each, list) else [each])
                ]
        return owners


def nested(names: Sequence[str], chosen: str) -> str:
    """A selection within fields."""
    for name in reversed(names):
        chosen = f"{{ {name} {chosen} }}"
    return chosen


def listed(texts: Sequence[str]) -> str:
    """Ids as a list of the language."""
    return "[" + ", ".join(f'"{each}"' for each in texts) + "]"


def arguments(owner: str, name: str, world: World) -> Iterator[str]:
    """The arguments of a root field, once for each object of ours that it may be asked about."""
    needed = {
        key: arg for key, arg in fields(owner)[name].args.items() if is_required_argument(arg)
    }
    if not needed:
        yield ""
        return
    keyed = [key for key, arg in needed.items() if get_named_type(arg.type).name == "ID"]
    assert len(keyed) == 1, say(f"How to ask {owner}.{name}", WHERE)
    assert needed.keys() <= {keyed[0], "kind"}, say(f"How to ask {owner}.{name}", WHERE)
    about = [(sort, text) for sort in sorts(owner, name, (keyed[0],)) for text in world.of(sort)]
    if is_list_type(get_nullable_type(needed[keyed[0]].type)):
        yield f"({keyed[0]}: {listed([text for _, text in about])})"
        return
    for sort, text in about:
        kind = f', kind: "{KINDS[sort]}"' if "kind" in needed else ""
        yield f'({keyed[0]}: "{text}"{kind})'


def things(kind: Any) -> str:
    """A selection of what tells objects, of a page also how many there are."""
    named = get_named_type(kind)
    if is_connection(named):
        item = things(shown(named))
        return f"{{ totalCount nodes {item} edges {{ node {item} }} }}"
    if implements(named, "Node"):
        return "{ __typename id }"
    leaves = [
        name for name, each in named.fields.items() if is_leaf_type(get_named_type(each.type))
    ]
    return f"{{ {' '.join(leaves)} }}"


# What admins see of the house itself, measured anew each time: numbers of all teams together.
OF_ALL = {"systemStatus"}


def everything(type_name: str) -> str:
    """A selection of all that an object shows, and of what tells the objects that it leads to."""
    chosen = []
    for name, each in fields(type_name).items():
        named = get_named_type(each.type)
        if name in OF_ALL or any(map(is_required_argument, each.args.values())):
            continue
        if is_leaf_type(named):
            chosen.append(name)
        elif is_connection(named) or implements(named, "Node"):
            chosen.append(f"{name} {things(named)}")
        else:
            chosen.append(f"{name} {everything(named.name)}")
    return f"{{ {' '.join(chosen)} }}"


def objects_in(value: Any) -> set[tuple[str, str]]:
    """The type and the id of every object in an answer."""
    if isinstance(value, list):
        return set().union(*map(objects_in, value))
    if not isinstance(value, dict):
        return set()
    own = {(value["__typename"], value["id"])} if {"id", "__typename"} <= value.keys() else set()
    return own.union(*map(objects_in, value.values()))


def is_blank(value: Any) -> bool:
    """Whether an answer holds nothing: nulls, zeros and empty lists."""
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    return all(map(is_blank, value)) if isinstance(value, list) else not value
