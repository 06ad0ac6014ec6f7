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
    "characters are to each other, and its emotion arc. What is there and not stale is kept; what "
    "cannot be made yet, because there are no characters or no core expressions, is left for "
    "another run. A part that fails does not stop the others.",
    scope=Scope.PROJECT,
    needs=(PROJECT_HAS_SUMMARY, PROJECT_HAS_STYLE),
    steps=STEPS,
)
