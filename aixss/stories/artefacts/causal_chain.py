"""The causal chain: why a story's plot has to happen, made in four phases."""

from __future__ import annotations

from collections.abc import Iterator
from enum import auto
from typing import Annotated, ClassVar

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import (
    Artefact,
    Path,
    Shape,
    Story,
    Violation,
    repeated,
)

Name = Annotated[str, Field(min_length=1, max_length=200)]
Note = Annotated[str, Field(min_length=1, max_length=4000)]
Thought = Annotated[str, Field(min_length=1, max_length=800)]
BeatName = Annotated[str, Field(min_length=1, max_length=120)]

PHASES = 4
BEATS_MIN, BEATS_MAX = 3, 5  # of one act


class ValidationStatus(Described):
    """Whether a chain holds together."""

    INCOMPLETE = auto(), "Not all four phases are made.", "未完成"
    NEEDS_REVISION = auto(), "All phases are made, and a check failed.", "需要修订"
    PASS = auto(), "All phases are made, and every check passed.", "通过", "Passed"


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
        default=None, max_length=200, description="Who it is, at most 200 characters."
    )
    public_reason: str | None = Field(
        default=None, max_length=4000, description="The reason given, at most 4000 characters."
    )
    hidden_intent: str | None = Field(
        default=None, max_length=4000, description="The reason kept, at most 4000 characters."
    )
    legitimacy_mask: str | None = Field(
        default=None,
        max_length=4000,
        description="What makes the move look rightful, at most 4000 characters.",
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
        default=None, ge=1, le=10, description="How much they want to win, 1 to 10; may be null."
    )
    loss_avoid: int | None = Field(
        default=None, ge=1, le=10, description="How much they fear to lose, 1 to 10; may be null."
    )
    activation_trigger: str | None = Field(
        default=None,
        max_length=4000,
        description="What makes them act, at most 4000 characters; may be null.",
    )


class VisibilityLayer(Shape):
    """People who know equally much, and what they cannot see."""

    names: ClassVar[frozenset[str]] = frozenset({"layer_name", "roles"})

    layer_name: str | None = Field(
        default=None, max_length=80, description="The layer's name, at most 80 characters."
    )
    roles: list[Name] = Field(
        max_length=40, description="Who belongs to it, at most 40 of 1 to 200 characters."
    )
    info_boundary: str | None = Field(
        default=None, max_length=4000, description="What they know, at most 4000 characters."
    )
    blind_spot: str | None = Field(
        default=None,
        max_length=4000,
        description="What they do not see and stumble over, at most 4000 characters.",
    )
    motivation: LayerMotivation | None = Field(
        default=None, description="What moves them to act; may be null."
    )


class CharacterStance(Shape):
    """Where one character stands in the conflict."""

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
        description="Which earlier beat makes this one happen, at most 4000 characters.",
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
    def missing(self) -> tuple[str, ...]:
        """The details that a worked-out beat needs and this one lacks."""
        needed = ("surface_event", "info_flow", "location", "characters", "visual_hook")
        return tuple(name for name in needed if not getattr(self, name))


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

    @property
    def beat_names(self) -> list[str]:
        """The names of all beats, in the order of the story."""
        return [beat.beat_name for act in self.acts for beat in act.beats]


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
    def passed(self) -> bool:
        """Whether every check holds."""
        return all(value is not False for _, value in self)


class CausalChain(Artefact):
    """Why the plot has to happen: conflict, who knows what, beats, plot lines; null until made."""

    completed_phase: int = Field(
        default=0, ge=0, le=PHASES, description="The last phase that is made, 0 to 4."
    )
    outline_summary: str | None = Field(
        default=None,
        max_length=8000,
        description="Phase 1: the story in short, at most 8000 characters.",
    )
    conflict_engine: ConflictEngine | None = Field(
        default=None, description="Phase 1: what drives everybody against each other."
    )
    info_visibility_layers: list[VisibilityLayer] | None = Field(
        default=None, max_length=6, description="Phase 2: who knows what, at most 6 layers."
    )
    character_matrix: list[CharacterStance] | None = Field(
        default=None,
        max_length=40,
        description="Phase 2: where each character stands, at most 40.",
    )
    beat_flow: BeatFlow | None = Field(default=None, description="Phase 3: the turns, act by act.")
    plot_lines: list[PlotLine] | None = Field(
        default=None, max_length=6, description="Phase 4: the lines of the plot, at most 6."
    )
    consistency_checks: ConsistencyChecks | None = Field(
        default=None, description="Phase 4: whether the chain keeps what it promises."
    )

    @property
    def validation_status(self) -> ValidationStatus:
        """What the checks say, once all phases are made."""
        if self.completed_phase < PHASES or self.consistency_checks is None:
            return ValidationStatus.INCOMPLETE
        passed = self.consistency_checks.passed
        return ValidationStatus.PASS if passed else ValidationStatus.NEEDS_REVISION

    def rules(self, story: Story) -> Iterator[Violation]:  # noqa: ARG002  # needs no facts
        """Each made phase has its parts; beats have names of their own, which plot lines use."""
        for phase, names in enumerate(_PARTS, 1):
            for name in names:
                if phase <= self.completed_phase and not getattr(self, name):
                    yield Violation((name,), f"Phase {phase} is made, so this cannot be empty.")
        if self.beat_flow:
            yield from _flow(self.beat_flow, worked_out=self.completed_phase >= PHASES - 1)
        for index, line in enumerate(self.plot_lines or []):
            yield from _line(line, self.beat_flow, ("plot_lines", index))
        types = [line.line_type for line in self.plot_lines or []]
        if types and types.count(PlotLineType.MAIN) != 1:
            yield Violation(("plot_lines",), "Name exactly one main line.")


# What each phase makes.
_PARTS = (
    ("outline_summary", "conflict_engine"),
    ("info_visibility_layers", "character_matrix"),
    ("beat_flow",),
    ("plot_lines", "consistency_checks"),
)


def _flow(flow: BeatFlow, *, worked_out: bool) -> Iterator[Violation]:
    if len(flow.acts) != flow.act_mode.acts:
        message = f"This mode has {flow.act_mode.acts} acts, not {len(flow.acts)}."
        yield Violation(("beat_flow", "acts"), message)
    paths: list[Path] = []
    for index, act in enumerate(flow.acts):
        path = ("beat_flow", "acts", index)
        if act.act != index + 1:
            message = f"The acts count up without a gap: this one must be {index + 1}."
            yield Violation((*path, "act"), message)
        for position, beat in enumerate(act.beats):
            paths.append((*path, "beats", position))
            for name in beat.missing if worked_out else ():
                yield Violation((*paths[-1], name), "A worked-out beat cannot leave this empty.")
    for later, earlier in repeated(flow.beat_names):
        message = f"“{flow.beat_names[earlier]}” is taken: give this beat a name of its own."
        yield Violation((*paths[later], "beat_name"), message)


def _line(line: PlotLine, flow: BeatFlow | None, path: Path) -> Iterator[Violation]:
    known = set(flow.beat_names) if flow else set()
    message = "There is no beat of this name: use the names of the beats."
    for index, name in enumerate(line.key_interlocks):
        if name not in known:
            yield Violation((*path, "key_interlocks", index), message)
    if line.point_of_no_return and line.point_of_no_return not in known:
        yield Violation((*path, "point_of_no_return"), message)
