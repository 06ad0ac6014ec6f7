"""What is asked: the documents, and the requests that ask them of a data set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, cycle
from random import Random
from typing import Any
from uuid import UUID

import orjson

from aixss.api.ids import public
from benchmarks.dataset import SEED, Dataset

# What to send after an answer, or at the beginning after none; raises RuntimeError for a refusal.
Following = Callable[[bytes | None], bytes]
Variables = Mapping[str, Any]

PROJECT = """
query Screen($id: ID!, $episodes: Int!) {
  project(id: $id) {
    id title
    episodes(first: $episodes) {
      nodes {
        id order title workflowState
        scenes {
          id revision order status isComplete summary notes castIds createdAt updatedAt
          %s
        }
      }
    }
  }
}
"""
LATEST_JOB = "jobs(first: 1) { nodes { id kind status } }"
SCREEN = PROJECT % LATEST_JOB
DRAWN = PROJECT % (
    f"{LATEST_JOB} anchor {{ scene {{ local }} }} dialogue {{ lines {{ content }} }}"
)
BOARD = """
query Board {
  projects(first: 20) {
    nodes { id title workflowState stats { episodeCount sceneCount completedSceneCount } }
  }
}
"""
SCENE = """
query Scene($id: ID!) {
  scene(id: $id) {
    id revision order status isComplete summary notes castIds createdAt updatedAt
  }
}
"""
EDIT = """
mutation Edit($input: UpdateSceneInput!) {
  updateScene(input: $input) { scene { revision summary status } errors { code } }
}
"""
PAGE = """
query Page($after: String) {
  jobs(first: 10, after: $after) {
    nodes { id kind status createdAt }
    pageInfo { hasNextPage endCursor }
  }
}
"""


def screens(projects: list[UUID], episodes: int) -> list[Variables]:
    """Whole projects, one after the other."""
    return [{"id": public("Project", each), "episodes": episodes} for each in projects]


def scenes(dataset: Dataset, limit: int = 1000) -> list[Variables]:
    """Scenes of all projects in an order of no meaning."""
    keys = [key for each in dataset.scenes for key in each]
    Random(SEED).shuffle(keys)
    return [{"id": public("Scene", key)} for key in keys[:limit]]


def body(document: str, variables: Variables) -> bytes:
    """A request as JSON."""
    return orjson.dumps({"query": document, "variables": variables})


@dataclass(frozen=True)
class Wire:
    """How a request looks on a socket."""

    token: str

    def __call__(self, body: bytes) -> bytes:
        head = (
            "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
            f"Authorization: Bearer {self.token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def reading(wire: Wire, document: str, variables: list[Variables]) -> Following:
    """The document with these variables in turn, for ever."""
    requests = cycle([wire(body(document, each)) for each in variables])

    def following(answer: bytes | None) -> bytes:
        if answer is not None and b'"errors"' in answer:
            raise RuntimeError(answer[:500].decode())
        return next(requests)

    return following


def editing(wire: Wire, scene_id: UUID) -> Following:
    """One edit of a scene's summary after the other, each on the revision of the last."""
    texts: Iterator[int] = count(1)

    def following(answer: bytes | None) -> bytes:
        revision = 1
        if answer is not None:
            found = orjson.loads(answer)
            if "errors" in found or found["data"]["updateScene"]["errors"]:
                raise RuntimeError(answer[:500].decode())
            revision = found["data"]["updateScene"]["scene"]["revision"]
        return wire(body(EDIT, edit(scene_id, revision, next(texts))))

    return following


def edit(scene_id: UUID, revision: int, n: int) -> Variables:
    """The variables of the n-th edit."""
    patch = {"summary": edited(n)}
    given = {"id": public("Scene", scene_id), "patch": patch, "expectedRevision": revision}
    return {"input": given}


def edited(n: int) -> str:
    """The summary that the n-th edit writes."""
    return f"Edit {n}: the lamp is lit and a letter arrives. " * 6
