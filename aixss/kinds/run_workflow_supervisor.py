"""Make what a story stands on."""

from __future__ import annotations

from aixss.jobs.needs import PROJECT_HAS_STYLE, PROJECT_HAS_SUMMARY
from aixss.jobs.spec import Kind, Scope
from aixss.kinds._ground import STEPS

KIND = Kind(
    name="run_workflow_supervisor",
    title="Make what a story stands on",
    title_zh="一键完善故事根基",
    description="Makes what the project lacks, one after the other: the four phases of its causal "
    "chain, proposals of people whom the chain needs and the cast lacks, its season arc, what its "
    "characters are to each other, and its emotion arc. What is there is kept, but a stale season "
    "or emotion arc is made anew. What cannot be made yet is left for another run: proposals need "
    "a character and all four phases, relationships two characters, the emotion arc a core "
    "expression of every episode. A part that fails does not stop the others. Needs a summary of "
    "at least 100 characters and a style.",
    scope=Scope.PROJECT,
    needs=(PROJECT_HAS_SUMMARY, PROJECT_HAS_STYLE),
    steps=STEPS,
)
