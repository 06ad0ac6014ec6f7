"""The duration estimate: how long a scene lasts on screen, in parts that add up."""

from __future__ import annotations

from enum import auto

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import Artefact

LONGEST_S = 3600


class EstimateConfidence(Described):
    """How much of a scene an estimate knows."""

    LOW = auto(), "The dialogue alone.", "低"
    MEDIUM = auto(), "The dialogue and the motion.", "中"
    HIGH = auto(), "The dialogue, the motion and the sound design.", "高"


class DurationEstimate(Artefact):
    """How long a scene lasts on screen, part by part, in seconds."""

    dialogue_s: float = Field(
        ge=0, le=LONGEST_S, description="How long is spoken, in seconds, 0 to 3600."
    )
    action_s: float = Field(
        ge=0, le=LONGEST_S, description="What is shown without words, in seconds, 0 to 3600."
    )
    pause_s: float = Field(
        ge=0,
        le=LONGEST_S,
        description="Pauses within and between the lines, and for sounds that stand alone, in "
        "seconds, 0 to 3600.",
    )
    transition_s: float = Field(
        ge=0, le=LONGEST_S, description="The way over to the next scene, in seconds, 0 to 3600."
    )
    confidence: EstimateConfidence = Field(description="How much of the scene it knows.")

    @property
    def total_s(self) -> float:
        """All parts together, in seconds."""
        # Read of a column's JSON too, where there are the fields and nothing else.
        total: float = sum(getattr(self, part) for part in PARTS)
        return round(total, 1)


PARTS = tuple(name for name in DurationEstimate.model_fields if name.endswith("_s"))
