"""Projects with a causal chain, and one attempt at a time of the kind that makes it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aixss.jobs.live import live
from aixss.jobs.models import Job
from aixss.jobs.run import Runner
from aixss.kinds import registry
from aixss.kinds._params import Phase
from aixss.kit import db, ids
from aixss.kit.crypto import KeyRing
from aixss.kit.db import Counter
from aixss.providers.scripted import Line, Scripted
from aixss.providers.spec import Question
from aixss.stories import context, edits
from aixss.stories.artefacts.causal_chain import CausalChain
from aixss.stories.models import (
    Project,
)
from tests import factories
from tests.engine import KEYS, Engine

KIND = "build_narrative_causal_chain"
TEXT = (Path(__file__).parents[1] / "examples" / "lighthouse.zh.md").read_text()
DIRECTORY, ACT = "ChainDirectory", "ActDetails"
Meanwhile = Callable[[], Awaitable[object]]


async def project(through: int = 0, **fields: Any) -> Project:
    """A project with a cast and so many phases of its chain."""
    plain = {"story": TEXT, "summary": TEXT[:500], "style": "水墨", "language": "zh"}
    made = await factories.project(**{**plain, **fields})
    for name in ("沈知遥", "郑伯", "阿满"):
        await factories.character(made, name=name)
    if through:
        story = await context.load(made.id)
        assert story is not None
        draft = registry.load()[KIND].draft
        assert draft is not None
        for phase in range(1, through + 1):
            story.project.causal_chain = draft(story, Phase(phase=phase))  # type: ignore[assignment]  # a chain
        await Project.filter(id=made.id).update(causal_chain=story.project.causal_chain)
    return await Project.get(id=made.id)


async def chain(of: Project) -> CausalChain:
    found = (await Project.get(id=of.id)).causal_chain
    assert found is not None
    return found


async def drafted(question: Question) -> str:
    """The answer that our own rules draft."""
    assert question.draft is not None
    return question.draft()


def then(meanwhile: Meanwhile) -> Line:
    """An answer before which something happens."""

    async def line(question: Question) -> str:
        await meanwhile()
        return await drafted(question)

    return line


def at_act(second: Line) -> Scripted:
    """Drafts everything, but for what happens at the question about the second act."""
    return Scripted({ACT: [drafted, second]}, otherwise=drafted)


def runner(run: Engine, provider: Scripted) -> Runner:
    return Runner(run.kinds, {"offline": provider}, KeyRing.parse(KEYS), run.links.wire, ids.new())


async def made(
    run: Engine, of: Project, params: Phase | None = None, provider: Scripted | None = None
) -> Job:
    """A job of the kind after one attempt."""
    job = (await run.start(KIND, of, params)).job
    await runner(run, provider or Scripted(otherwise=drafted)).answer(job.id)
    return await Job.get(id=job.id)


async def edit(of: Project, **patch: object) -> Project:
    async def work(tx: db.Change) -> Project:
        return await edits.update(tx, Project, of.id, patch, of.revision, live=await live(tx))

    return await db.change(Counter("project", of.id), work)


def asked(provider: Scripted) -> list[str]:
    return [question.output_name for question in provider.questions]


def worked_out(found: CausalChain) -> list[bool]:
    """Of each act, whether it has its details."""
    assert found.beat_flow is not None
    return [all(beat.is_worked_out for beat in act.beats) for act in found.beat_flow.acts]
