"""A team that works in the house: it sends a mutation again until it is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx

from aixss.kit import ids
from aixss.stories import states

ANSWER_S = 5.0  # of one request; then it is sent again
PAUSE_S = 0.2
AT_ONCE = 8
FLOW_JOBS = 1 + len(states.ARTEFACTS)  # a flow over a scene, and a job for each of its artefacts
FLOW, ANCHOR = "refineSceneAll", "generateSceneAnchor"
STYLE = "ink and wash"
STORY = {
    "title": "The last ferry",
    "summary": "On the night of the last ferry, Mara finds a letter that her brother hid in the "
    "lamp room, and has until dawn to decide whether the island may know what it says.",
    "style": STYLE,
    "language": "EN",
}
ERRORS = "errors { code message path }"

Order = tuple[str, str]  # a mutation, and the scene that it is about


class Refused(Exception):
    """The API said no to what should be possible."""


@dataclass(frozen=True)
class Place:
    """A project with what is to be done in it."""

    id: str
    anchors: list[str]  # scenes that get an anchor
    flow: str  # the scene that is refined wholly
    spare: str  # a scene for what comes after

    @property
    def uuid(self) -> UUID:
        """As the database knows it."""
        return ids.decode("prj", self.id)


@dataclass
class Team:
    """A signed-in owner with projects."""

    client: httpx.AsyncClient
    token: str = ""
    profile: str = ""
    places: list[Place] = field(default_factory=list)
    asked: int = 0  # mutations that were sent more than once

    async def join(self, base_url: str) -> None:
        """Register, and make a profile of the provider."""
        who = {"email": f"{uuid4().hex}@example.org", "password": "correct horse"}
        session = await self.send("register", "session { accessToken }", who, keyed=False)
        self.token = session["session"]["accessToken"]
        profile = {
            "name": "Model",
            "provider": "openai_compatible",
            "model": "fake-1",
            "baseUrl": base_url,
            "apiKey": "sk-test-0123456789",
        }
        made = await self.send("createAIProfile", "profile { id }", profile)
        self.profile = made["profile"]["id"]

    async def settle_in(self, projects: int, jobs: int) -> None:
        """Make projects whose scenes give so many jobs together."""
        anchors, rest = divmod(jobs - projects * FLOW_JOBS, projects)
        assert anchors >= 0, "too few jobs for so many projects"
        for number in range(projects):
            self.places.append(await self._place(anchors + (number < rest)))

    async def _place(self, anchors: int) -> Place:
        project = (await self.send("createProject", "project { id }", STORY))["project"]["id"]
        given = {"projectId": project, "title": "Night one"}
        episode = (await self.send("createEpisode", "episode { id }", given))["episode"]["id"]
        scenes = []
        for number in range(anchors + 2):
            scene = {"episodeId": episode, "summary": f"Letter {number} is read by the lamp."}
            made = await self.send("createScene", "scene { id }", scene)
            scenes.append(made["scene"]["id"])
        return Place(project, scenes[2:], scenes[0], scenes[1])

    @property
    def orders(self) -> list[Order]:
        """All that is to be started, a mutation and its scene, project by project in turn."""
        flows = [(FLOW, place.flow) for place in self.places]
        longest = max(len(place.anchors) for place in self.places)
        anchors = [
            (ANCHOR, place.anchors[n])
            for n in range(longest)
            for place in self.places
            if n < len(place.anchors)
        ]
        return flows + anchors

    async def start(self, orders: Iterable[Order]) -> list[str]:
        """Start jobs; their ids in order."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(name: str, scene: str) -> str:
            async with gate:
                given = {"sceneId": scene, "profileId": self.profile}
                answer = await self.send(name, "job { id }", given)
            job: str = answer["job"]["id"]
            return job

        return list(await asyncio.gather(*(one(*order) for order in orders)))

    async def send(
        self, name: str, select: str, given: Mapping[str, object], *, keyed: bool = True
    ) -> dict[str, Any]:
        """The payload of a mutation, however often it has to be sent; raises Refused."""
        takes = f"{name[0].upper()}{name[1:]}Input"
        query = f"mutation($input: {takes}!) {{ {name}(input: $input) {{ {select} {ERRORS} }} }}"
        key = {"idempotencyKey": uuid4().hex} if keyed else {}
        body = {"query": query, "variables": {"input": {**given, **key}}}
        while (payload := await self._payload(body, name)) is None:
            self.asked += 1
            await asyncio.sleep(PAUSE_S)
        if payload["errors"]:
            raise Refused(f"{name}: {payload['errors']}")
        return payload

    async def _payload(self, body: object, name: str) -> dict[str, Any] | None:
        """None when there was no answer, or one that says that it may work later."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            answer = await self.client.post("/graphql", json=body, headers=headers)
            said = answer.json()
        except (httpx.HTTPError, ValueError):
            return None
        if said.get("data") and said["data"].get(name):
            payload: dict[str, Any] = said["data"][name]
            return payload
        codes = {each.get("extensions", {}).get("code") for each in said.get("errors", ())}
        if codes <= {"UNAVAILABLE"}:
            return None
        raise Refused(f"{name}: {answer.status_code} {said}")
