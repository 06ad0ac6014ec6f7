"""What a causal chain is made of: conflict, who knows what, turns of the plot, plot lines."""

from __future__ import annotations

from collections.abc import Iterator
from enum import auto
from typing import Annotated, ClassVar

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import Shape, plain

Name = Annotated[str, Field(min_length=1, max_length=200)]
Note = Annotated[str, Field(min_length=1, max_length=4000)]
Thought = Annotated[str, Field(min_length=1, max_length=800)]
BeatName = Annotated[str, Field(min_length=1, max_length=120)]

BEATS_MIN, BEATS_MAX = 3, 5  # of one act


def called(name: str) -> str:
    """A name as names are compared: by its wording, where it has any."""
    return plain(name) or name.strip()


class FactionStake(Shape):
    """What one faction stands to win or lose."""

    names: ClassVar[frozenset[str]] = frozenset({"faction"})

    faction: str = Field(
        min_length=1, max_length=200, description="The faction's name, 1 to 200 characters."
    )
    stake: str = Field(
        min_length=1,
        max_length=4000,
        description="What it stands to win or lose, 1 to 4000 characters.",
    )


class FirstMover(Shape):
    """Who makes the first move, and what that move hides."""

    names: ClassVar[frozenset[str]] = frozenset({"initiator"})

    initiator: str | None = Field(
        default=None,
        max_length=200,
        description="Who it is, at most 200 characters; null when it is not said.",
    )
    public_reason: str | None = Field(
        default=None,
        max_length=4000,
        description="The reason given, at most 4000 characters; null when it is not said.",
    )
    hidden_intent: str | None = Field(
        default=None,
        max_length=4000,
        description="The reason kept, at most 4000 characters; null when there is none.",
    )
    legitimacy_mask: str | None = Field(
        default=None,
        max_length=4000,
        description="What makes the move look rightful, at most 4000 characters; "
        "null when nothing does.",
    )


class ConflictEngine(Shape):
    """What drives everybody against each other, and why nobody can leave it alone."""

    core_object_or_event: str = Field(
        min_length=1,
        max_length=400,
        description="The thing or event that all want or fear, 1 to 400 characters.",
    )
    stakes_by_faction: list[FactionStake] = Field(
        max_length=20, description="What each faction stands to win or lose, at most 20."
    )
    first_mover: FirstMover | None = Field(
        default=None, description="Who makes the first move; null when nobody in particular does."
    )
    necessity_derivation: list[Thought] = Field(
        max_length=20,
        description="Step by step, why the conflict cannot be avoided, "
        "at most 20 texts of 1 to 800 characters.",
    )


class LayerMotivation(Shape):
    """What moves the people of a layer to act."""

    gain: int | None = Field(
        default=None,
        ge=1,
        le=10,
        description="How much they want to win, 1 to 10; null when it is not said.",
    )
    loss_avoid: int | None = Field(
        default=None,
        ge=1,
        le=10,
        description="How much they fear to lose, 1 to 10; null when it is not said.",
    )
    activation_trigger: str | None = Field(
        default=None,
        max_length=4000,
        description="What makes them act, at most 4000 characters; null when it is not said.",
    )


class VisibilityLayer(Shape):
    """People who know equally much, and what they cannot see."""

    names: ClassVar[frozenset[str]] = frozenset({"layer_name", "roles"})

    layer_name: str | None = Field(
        default=None,
        max_length=80,
        description="The layer's name, at most 80 characters; null without one.",
    )
    roles: list[Name] = Field(
        max_length=40, description="Who belongs to it, at most 40 of 1 to 200 characters."
    )
    info_boundary: str | None = Field(
        default=None,
        max_length=4000,
        description="What they know, at most 4000 characters; null when it is not said.",
    )
    blind_spot: str | None = Field(
        default=None,
        max_length=4000,
        description="What they do not see and stumble over, at most 4000 characters; null when it "
        "is not said.",
    )
    motivation: LayerMotivation | None = Field(
        default=None, description="What moves them to act; null when it is not said."
    )


class CharacterStance(Shape):
    """Where one character stands in the conflict; null says nothing of it."""

    names: ClassVar[frozenset[str]] = frozenset({"name"})

    name: str | None = Field(
        default=None, max_length=200, description="The character, at most 200 characters."
    )
    identity: str | None = Field(
        default=None, max_length=800, description="Who that is, at most 800 characters."
    )
    goal: str | None = Field(
        default=None, max_length=4000, description="What they want, at most 4000 characters."
    )
    secret: str | None = Field(
        default=None, max_length=4000, description="What they hide, at most 4000 characters."
    )
    vulnerability: str | None = Field(
        default=None,
        max_length=4000,
        description="Where they can be hurt, at most 4000 characters.",
    )
    assumptions: list[Thought] = Field(
        default_factory=list,
        max_length=20,
        description="What they believe, rightly or not, at most 20 texts of 1 to 800 characters.",
    )


class ActMode(Described):
    """How many acts the story has."""

    THREE_ACT = auto(), "Set-up, confrontation, resolution.", "三幕", "Three acts"
    FOUR_ACT = auto(), "Opening, development, turn, close.", "四幕", "Four acts"

    @property
    def acts(self) -> int:
        """3 or 4."""
        return 3 if self is ActMode.THREE_ACT else 4


# What a beat has once its act is worked out.
NEEDED = ("surface_event", "info_flow", "location", "characters", "visual_hook")


class ChainBeat(Shape):
    """One turn of the plot; its details stay null until the act is worked out."""

    names: ClassVar[frozenset[str]] = frozenset({"characters"})

    beat_name: str = Field(
        min_length=1,
        max_length=120,
        description="What the turn is called, unlike any other, 1 to 120 characters.",
    )
    escalation: int = Field(ge=1, le=10, description="How high the tension is, 1 to 10.")
    interlock: str = Field(
        max_length=4000,
        description="How an earlier beat, by its name, makes this one happen; "
        "at most 4000 characters, empty for the first.",
    )
    surface_event: str | None = Field(
        default=None, max_length=4000, description="What is seen, at most 4000 characters."
    )
    info_flow: str | None = Field(
        default=None, max_length=4000, description="Who learns what, at most 4000 characters."
    )
    location: str | None = Field(
        default=None, max_length=400, description="Where it happens, at most 400 characters."
    )
    characters: list[Name] = Field(
        default_factory=list,
        max_length=40,
        description="Who takes part, at most 40 of 1 to 200 characters.",
    )
    visual_hook: str | None = Field(
        default=None,
        max_length=1000,
        description="The image that stays, at most 1000 characters.",
    )
    emotional_tone: str | None = Field(
        default=None, max_length=200, description="How it feels, at most 200 characters."
    )
    estimated_scenes: int | None = Field(
        default=None, ge=1, le=10, description="How many scenes it takes, 1 to 10."
    )

    @property
    def is_worked_out(self) -> bool:
        """Whether it has all the details that a worked-out beat needs."""
        return all(getattr(self, name) for name in NEEDED)

    def missing(self) -> tuple[str, ...]:
        """The details that a worked-out beat needs and this one lacks."""
        return tuple(name for name in NEEDED if not getattr(self, name))


class ChainAct(Shape):
    """One act of the story with its turns."""

    act: int = Field(ge=1, le=4, description="Position within the story, from 1.")
    act_name: str = Field(
        min_length=1, max_length=120, description="What the act is called, 1 to 120 characters."
    )
    beats: list[ChainBeat] = Field(
        min_length=BEATS_MIN, max_length=BEATS_MAX, description="Its turns in order, 3 to 5."
    )


class BeatFlow(Shape):
    """The turns of the whole story, act by act."""

    act_mode: ActMode = Field(default=ActMode.THREE_ACT, description="How many acts the story has.")
    acts: list[ChainAct] = Field(min_length=3, max_length=4, description="The acts, 3 or 4.")

    def beats(self) -> Iterator[ChainBeat]:
        """All beats in the order of the story."""
        return (beat for act in self.acts for beat in act.beats)


class PlotLineType(Described):
    """The weight of a plot line."""

    MAIN = auto(), "The line that the story is about.", "主线", "Main line"
    SUB1 = auto(), "The first line beside it.", "副线一", "First subplot"
    SUB2 = auto(), "The second line beside it.", "副线二", "Second subplot"
    SUB3 = auto(), "The third line beside it.", "副线三", "Third subplot"


class PlotLine(Shape):
    """One line of the plot, tied to the others at named beats."""

    names: ClassVar[frozenset[str]] = frozenset({"driver", "key_interlocks", "point_of_no_return"})

    line_type: PlotLineType = Field(description="The weight of the line.")
    driver: str = Field(
        min_length=1, max_length=200, description="Who drives it, 1 to 200 characters."
    )
    stated_goal: str = Field(
        max_length=4000, description="The goal that is told, at most 4000 characters."
    )
    true_goal: str = Field(
        max_length=4000, description="The goal that is meant, at most 4000 characters."
    )
    key_interlocks: list[BeatName] = Field(
        max_length=20, description="Names of the beats where it meets other lines, at most 20."
    )
    point_of_no_return: str = Field(
        max_length=120, description="Name of the beat after which it cannot be undone."
    )


class ConsistencyChecks(Shape):
    """Whether the chain keeps what it promises, as its reviewer judged."""

    blind_spot_drives_action: bool = Field(description="Somebody acts because of a blind spot.")
    info_flow_changes_at_least_two: bool = Field(
        description="What is learned changes what at least two people do."
    )
    core_conflict_has_three_way_tension: bool = Field(
        description="At least three sides pull at the core of the conflict."
    )
    ending_irreversible_triggered_by_multi_lines: bool = Field(
        description="Several plot lines together make the ending final."
    )
    no_redundant_role: bool = Field(description="Nobody could be left out.")
    notes: list[Note] = Field(
        default_factory=list,
        max_length=40,
        description="What to improve, at most 40 texts of 1 to 4000 characters.",
    )

    @property
    def has_passed(self) -> bool:
        """Whether every check holds."""
        return all(getattr(self, name) for name in CHECKS)


# The names of the checks.
CHECKS = tuple(name for name in ConsistencyChecks.model_fields if name != "notes")
