"""Kinds that do next to nothing, so that the engine around them can be seen."""

from __future__ import annotations

import asyncio
import os
import signal
import time

from pydantic import Field

from aixss.jobs.ask import Asking
from aixss.jobs.spec import Kind, Kinds, Need, Params, Pool, Scope, Step, Target
from aixss.kit.db import Change
from aixss.kit.prompt import Prompt
from aixss.stories.artefacts.base import Artefact
from aixss.stories.context import StoryContext


class Word(Artefact):
    """One word."""

    word: str = Field(min_length=1, max_length=50, description="The word.")


class SlowParams(Params):
    """How long to take."""

    seconds: float = 0.0


def _facts(story: StoryContext, _: Params) -> dict[str, str]:
    return {"title": story.project.title, "scene": str(story.scene.order if story.scene else 0)}


def _draft(story: StoryContext, _: Params) -> Word:
    return Word(word=f"word {story.scene.order if story.scene else 0}")


async def _note(tx: Change, asking: Asking, answer: Word) -> bool:
    """Append to the scene's notes: an effect that shows when it happens twice."""
    target = asking.story.scene or asking.story.episode or asking.story.project
    if asking.story.scene:
        await tx.rows(
            "UPDATE scene SET notes = notes || $2 WHERE id = $1", target.id, f"{answer.word};"
        )
    return True


async def _sleep(asking: Asking) -> Word:
    assert isinstance(asking.params, SlowParams)
    await asyncio.sleep(asking.params.seconds)
    return Word(word="slept")


async def _burn(asking: Asking) -> Word:
    """Holds the processor, and the loop."""
    assert isinstance(asking.params, SlowParams)
    ends_at = time.monotonic() + asking.params.seconds
    while time.monotonic() < ends_at:
        pass
    return Word(word="burnt")


async def _die(asking: Asking) -> Word:
    """The first time its process is killed, as by a system without memory."""
    if asking.attempt == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return Word(word="alive")


async def _break(asking: Asking) -> Word:
    raise ZeroDivisionError


SYSTEM = Prompt("test.system", "只用一个词回答。", "Answer with one word.")
USER = Prompt("test.user", "$title 的第 $scene 场。", "Scene $scene of $title.")


def asks(name: str, scope: Scope = Scope.SCENE, **more: object) -> Kind:
    fields: dict[str, object] = {
        "name": name,
        "title": name,
        "title_zh": name,
        "description": "A kind of the tests.",
        "scope": scope,
        "system": SYSTEM,
        "user": USER,
        "facts": _facts,
        "output": Word,
        "draft": _draft,
        "apply": _note,
    }
    return Kind(**{**fields, **more})  # type: ignore[arg-type]  # a table of fields


def scenes_of(story: StoryContext, _: Params) -> list[tuple[Target, Params]]:
    return [(Target(s.team_id, s.project_id, s.episode_id, s.id), Params()) for s in story.scenes]


KINDS = Kinds.of(
    [
        asks("say", writes=("notes",), holds="SCENE_GENERATING"),
        asks("whisper", writes=("summary",)),
        asks("sleep", params=SlowParams, compose=_sleep, writes=("dialogue",)),
        asks("crash", compose=_break, writes=("motion",)),
        asks("burn", params=SlowParams, compose=_burn, writes=("dialogue",), pool=Pool.CPU),
        asks("die", compose=_die, writes=("dialogue",), pool=Pool.CPU),
        asks("plan", Scope.PROJECT, writes=("episodes",), holds="EPISODE_PLANNING"),
        asks("never", needs=(Need("summary", "Write it first.", lambda *_: False),)),
        asks("say_all", Scope.EPISODE, steps=(Step("say", "say", scenes_of),)),
        asks("say_some", Scope.EPISODE, steps=(Step("say", "say", scenes_of, False),)),
        asks("crash_all", Scope.EPISODE, steps=(Step("crash", "crash", scenes_of, False),)),
    ]
)


def load() -> Kinds:
    """The same, for another process."""
    return KINDS
