"""A model that knows no story: it answers any JSON schema with chance, and mends what it is told.

async with fake_openai(Improviser(seed)) as server:
    ...

It knows no kind and no artefact. A list's whole numbers count up, its closed choices go round; ids
come from the conversation. All else it learns as a model does: from the messages of a repair.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tests.openai_server import Call, Json

UUID_TEXT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LISTED = re.compile(r"^- (.+?) = .+$", re.MULTILINE)
MISTAKE = re.compile(r"^- ([\w.]+): (.+)$", re.MULTILINE)
KEEPS = re.compile("the same|keep it")
MISSED = re.compile("“(.+?)” was there")
QUOTED, PROPOSES = re.compile("“(.*?)”"), re.compile("one of|must be|the same|keep it")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "ke",
    "li",
    "mo",
    "nu",
    "pa",
    "re",
    "si",
    "to",
    "vu",
    "wa",
    "xe",
    "yo",
    "zi",
]
CHARACTERS = "山水云月风雪桥灯船门石木铁纸绳钟窗塔路井镜盐茶刀琴铃鸟鱼花草沙河谷林"
WORDS = 9  # of a text, where its bounds allow
FEW = 3  # more of an open list than it has to hold


class Improviser:
    """What answers requests; equal conversations get equal answers for one seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def __call__(self, body: Mapping[str, Json]) -> Json:
        call = Call(0, body, {})
        talk = [(each["role"], str(each.get("content") or "")) for each in body["messages"]]
        said = _last_answer(body["messages"])
        told = "\n".join(text for role, text in talk if role in ("system", "user"))
        digest = hashlib.sha256(_anonymous(f"{self.seed}{talk}{said}").encode()).hexdigest()
        mind = Mind(call.schema, _facts(told), random.Random(digest))
        if said is None:
            return mind.make(call.schema)
        try:
            answer = json.loads(said)
        except ValueError:
            return mind.make(call.schema)
        return mind.mended(answer, MISTAKE.findall(talk[-1][1]))


@dataclass(frozen=True)
class Facts:
    """What a conversation tells: the language, ids in it, and texts that are listed."""

    is_chinese: bool
    ids: tuple[str, ...]
    listed: tuple[str, ...]


def _facts(told: str) -> Facts:
    ids = dict.fromkeys(UUID_TEXT.findall(told))
    return Facts(len(CHINESE.findall(told)) > 200, tuple(ids), tuple(LISTED.findall(told)))


def _anonymous(text: str) -> str:
    """A text with its ids counted, for each run has new ones."""
    places = {key: n for n, key in enumerate(dict.fromkeys(UUID_TEXT.findall(text)))}
    return UUID_TEXT.sub(lambda found: f"id {places[found[0]]}", text)


def _last_answer(messages: Sequence[Mapping[str, Json]]) -> str | None:
    answers = [each for each in messages if each["role"] == "assistant"]
    if not answers:
        return None
    calls = answers[-1].get("tool_calls")
    text = calls[0]["function"]["arguments"] if calls else answers[-1].get("content")
    return str(text)


@dataclass(frozen=True)
class Mind:
    """Chance within a schema; `at` is the place in the list that is being made."""

    root: Mapping[str, Json]
    facts: Facts
    dice: random.Random
    at: int = 0
    is_listed: bool = False
    is_generous: bool = False  # as long and as full as may be
    name: str = ""

    def make(self, schema: Mapping[str, Json]) -> Json:
        """Content that fits the schema."""
        options = list(self._options(schema))
        nothing = {"type": "null"} in options
        schema = next(option for option in options if option.get("type") != "null")
        if nothing and (
            "pattern" in schema or self.dice.random() < (0 if self.is_generous else 0.3)
        ):
            return None
        match schema:
            case {"const": value}:
                return value
            case {"enum": values}:
                return values[self.at % len(values)] if self.is_listed else self.dice.choice(values)
            case {"type": "object", **more}:
                return self._object(more)
            case {"type": "array"}:
                return self._list(schema)
            case {"type": "string"}:
                return self._string(schema, nothing)
            case {"type": "integer"}:
                return self._integer(schema)
            case {"type": "number"}:
                low, high = schema.get("minimum", 0), schema.get("maximum", 10)
                return round(self.dice.uniform(low, min(high, low + 10)), 1)
            case _:
                return self.dice.random() < 0.5

    def mended(self, answer: Json, mistakes: Sequence[tuple[str, str]]) -> Json:
        """The answer with what is wrong made anew, as far as each message helps."""
        gone: list[tuple[Json, int]] = []
        for path, message in mistakes:
            steps = [int(s) if s.isdigit() else s for s in path.split(".")]
            if steps == ["answer"]:
                return self.make(self.root)
            self._mend(answer, steps, message, gone)
        for among, index in sorted(gone, key=lambda each: -each[1]):
            if index < len(among):
                del among[index]
        return answer

    def _mend(
        self, answer: Json, steps: list[str | int], message: str, gone: list[tuple[Json, int]]
    ) -> None:
        parent, schema, mind = answer, self.root, self
        for step in steps[:-1]:
            if isinstance(step, int) and step >= len(parent):
                return  # what was wrong there has gone with an earlier mistake
            parent, schema, mind = parent[step], self._below(schema, step), mind._in(step)
        last = steps[-1]
        if isinstance(last, int) and last >= len(parent):
            return
        above = schema
        schema, mind = self._below(schema, last), mind._in(last)
        old = parent[last] if isinstance(last, int) or last in parent else None
        if "leave it out" in message.lower() and isinstance(last, int):
            gone.append((parent, last))
        elif mind._is_nobody(schema) and (field := self._field(above, message)):
            parent |= {field: self._text({"maxLength": 40}, chinese=self.facts.is_chinese)}
            parent[last] = None
        elif mind._is_nobody(schema) and (named := self._beside(above, message)):
            parent |= {named[0]: named[1], last: None}
        else:
            parent[last] = mind._anew(schema, old, message)

    def _is_nobody(self, schema: Mapping[str, Json]) -> bool:
        """Whether this is to be an id, and the conversation has none."""
        shapes = [option.get("format") for option in self._options(schema)]
        return "uuid" in shapes and not self.facts.ids

    def _field(self, schema: Mapping[str, Json], message: str) -> str | None:
        """A field of the same object that the message names."""
        properties = next(self._options(schema)).get("properties", {})
        return next((name for name in properties if f"`{name}`" in message), None)

    def _beside(self, schema: Mapping[str, Json], message: str) -> tuple[str, str] | None:
        """A closed choice of the same object that the message proposes, by its name."""
        properties = next(self._options(schema)).get("properties", {})
        choices = ((name, o) for name, each in properties.items() for o in self._options(each))
        named = ((name, v) for name, o in choices for v in o.get("enum", ()))
        return next((each for each in named if str(each[1]).lower() in message), None)

    def _in(self, step: str | int) -> Mind:
        if isinstance(step, int):
            return replace(self, at=step, is_listed=True)
        return replace(self, name=step)

    def _below(self, schema: Mapping[str, Json], step: str | int) -> Mapping[str, Json]:
        for option in self._options(schema):
            if isinstance(step, int) and "items" in option:
                return dict(option["items"])
            if isinstance(step, str) and step in option.get("properties", {}):
                return dict(option["properties"][step])
        raise KeyError(step)

    def _options(self, schema: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
        if ref := schema.get("$ref"):
            yield from self._options(self.root["$defs"][ref.rsplit("/", 1)[-1]])
        elif several := schema.get("anyOf") or schema.get("allOf") or schema.get("oneOf"):
            for each in several:
                yield from self._options(each)
        else:
            yield schema

    def _anew(self, schema: Mapping[str, Json], old: Json, message: str) -> Json:
        """What a message asks for in words, else anything else that fits."""
        options = list(self._options(schema))
        named = QUOTED.findall(message) if PROPOSES.search(message) else []
        if named and isinstance(old, str):
            return self.dice.choice(named)
        if named and isinstance(old, dict):
            return self._said(options[0], named[0])
        if named and isinstance(old, list) and KEEPS.search(message):
            kept = filter(None, named[0].split("; "))  # nothing may be what is kept
            return [self._said(options[0]["items"], each) for each in kept]
        if named and isinstance(old, list):
            return [*old, self.dice.choice(named)]
        if isinstance(old, list) and (added := self._named(schema, message)):
            return [*old, added]
        numbers = [int(n) for n in re.findall(r"(?<!\w)-?\d+(?!\w)", message)]
        kind = next(option for option in options if option.get("type") != "null")
        if {"type": "null"} in options and "null" in message:
            return None
        if "answer false" in message:
            return False
        if words := [
            value for value in kind.get("enum", ()) if re.search(rf"\b{value}\b", message)
        ]:
            return next((word for word in words if word != old), words[0])
        if kind.get("type") == "integer" and numbers:
            return next((n for n in reversed(numbers) if n != old), numbers[-1])
        if isinstance(old, list) and numbers:
            return self._counted(kind, old, numbers[0])
        if "word for word" in message and self.facts.listed:
            return self.dice.choice(self.facts.listed)
        if isinstance(old, str) and ("Chinese" in message or "English" in message):
            return self._text(kind, chinese="Chinese" in message)
        if kind.get("format") == "uuid":
            others = [each for each in self.facts.ids if each != old] or self.facts.ids
            return self.dice.choice(others) if others else None
        if isinstance(old, dict) and (new := self._varied(kind, old, message)) != old:
            return new
        return replace(self, is_generous="at least" in message).make(kind)

    def _said(self, schema: Mapping[str, Json], text: str) -> Json:
        """A text, or an object that says it in the project's language."""
        kind = next(option for option in self._options(schema) if option.get("type") != "null")
        if kind.get("type") != "object":
            return text
        return {**self.make(kind), "local": text} | ({} if self.facts.is_chinese else {"en": text})

    def _varied(self, schema: Mapping[str, Json], old: Json, message: str) -> Json:
        """The same, but for the fields that a message asks to change."""
        if isinstance(old, list):
            items = next(self._options(schema)).get("items", {})
            return [self._in(at)._varied(items, each, message) for at, each in enumerate(old)]
        if not isinstance(old, dict):
            return old
        varied = {}
        for name, value in old.items():
            below, mind = self._below(schema, name), self._in(name)
            is_asked = name.split("_")[0] in message
            varied[name] = mind.make(below) if is_asked else mind._varied(below, value, message)
        return varied

    def _named(self, schema: Mapping[str, Json], message: str) -> Json:
        """An object for a list, of whom or what a message misses there."""
        items = next(self._options(schema)).get("items", {})
        for name, each in next(self._options(items)).get("properties", {}).items():
            pattern = UUID_TEXT if each.get("format") == "uuid" else MISSED
            found = pattern.search(message)
            # An object goes by its first field.
            return {**self.make(items), name: found[found.lastindex or 0]} if found else None
        return None

    def _counted(self, schema: Mapping[str, Json], old: list[Json], wanted: int) -> list[Json]:
        more = range(len(old), wanted)
        return [*old[:wanted], *(self._in(at).make(schema["items"]) for at in more)]

    def _object(self, schema: Mapping[str, Json]) -> Json:
        return {
            name: replace(self, name=name).make(each)
            for name, each in schema.get("properties", {}).items()
        }

    def _list(self, schema: Mapping[str, Json]) -> Json:
        least, items = schema.get("minItems", 0), schema["items"]
        most = min(schema.get("maxItems", least + FEW), least + FEW)
        least = most if self.is_generous else least
        if not self.facts.ids and not schema.get("minItems") and self._is_somebody(items):
            return []
        if items.get("format") == "uuid":
            known = self.facts.ids[:]
            return self.dice.sample(known, min(len(known), self.dice.randint(least, most)))
        return [self._in(at).make(items) for at in range(self.dice.randint(least, most))]

    def _is_somebody(self, schema: Mapping[str, Json]) -> bool:
        """Whether an object has to have an id."""
        return any(
            each.get("format") == "uuid"
            for each in next(self._options(schema)).get("properties", {}).values()
        )

    def _string(self, schema: Mapping[str, Json], nothing: bool) -> Json:
        if schema.get("format") == "uuid":
            return None if nothing and not self.facts.ids else self.dice.choice(self.facts.ids)
        return self._text(schema, chinese=self.facts.is_chinese and self.name != "en")

    def _text(self, schema: Mapping[str, Json], *, chinese: bool) -> str:
        least, most = schema.get("minLength", 0), schema.get("maxLength", 200)
        parts: list[str] = []
        while len(" ".join(parts)) < least or len(parts) < WORDS:
            kind = CHARACTERS if chinese else SYLLABLES
            parts.append("".join(self.dice.choice(kind) for _ in range(3)))
        return ("" if chinese else " ").join(parts)[:most].strip()

    def _integer(self, schema: Mapping[str, Json]) -> int:
        least = schema.get("minimum", 0)
        most = schema.get("maximum", least + 1000)
        if self.is_listed:
            return int(min(least + self.at, most))
        return self.dice.randint(least, min(most, least + 1000))
