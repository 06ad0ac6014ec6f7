"""A provider that answers well, and only when it is let."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aixss.stories.artefacts.base import Artefact
from tests import artefacts
from tests.openai_server import Call, FakeOpenAI, Fault, fake_openai

ANSWERS: Mapping[str, Callable[[], Artefact]] = {
    "SceneAnchor": artefacts.anchor,
    "ActionPlan": artefacts.action_plan,
    "KeyframeGroup": artefacts.keyframe_group,
    "BoardLook": artefacts.board_look,
    "MotionPrompt": artefacts.motion,
    "ShotDesign": artefacts.shot_design,
    "Dialogue": artefacts.dialogue,
    "SoundDesign": artefacts.sound_design,
}


class Gate:
    """What every answer waits for."""

    def __init__(self) -> None:
        self.waiting = 0
        self.delay_s = 0.0
        self._is_open, self._tickets = True, 0
        self._changed = asyncio.Condition()

    async def set(self, *, is_open: bool) -> None:
        """Let all answers pass, or none."""
        async with self._changed:
            self._is_open, self._tickets = is_open, 0
            self._changed.notify_all()

    async def let_one(self) -> None:
        """Let one answer pass."""
        async with self._changed:
            self._tickets += 1
            self._changed.notify_all()

    async def passed(self) -> None:
        """Wait for leave to answer."""
        await asyncio.sleep(self.delay_s)
        self.waiting += 1
        try:
            async with self._changed:
                await self._changed.wait_for(lambda: self._is_open or self._tickets > 0)
                if not self._is_open:
                    self._tickets -= 1
        finally:
            self.waiting -= 1


@asynccontextmanager
async def providing(gate: Gate) -> AsyncIterator[FakeOpenAI]:
    """A provider on the OpenAI wire whose answers wait at the gate."""
    async with fake_openai(_answer, lambda _: Fault.held(gate.passed)) as server:
        yield server


def _answer(body: Mapping[str, Any]) -> str:
    return ANSWERS[str(Call(0, body, {}).output_name)]().model_dump_json()
