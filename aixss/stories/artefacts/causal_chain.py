"""The causal chain: why a story's plot has to happen, made in four phases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import auto

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import Artefact, Path, Story, Violation, one_of, plain, repeated
from aixss.stories.artefacts.causal_parts import (
    ActMode,
    BeatFlow,
    ChainBeat,
    CharacterStance,
    ConflictEngine,
    ConsistencyChecks,
    PlotLine,
    PlotLineType,
    VisibilityLayer,
    called,
)

PHASES = 4
# By how much the peak of an act may lie below that of the act before: only the close of four acts
# may breathe out.
EASING = {ActMode.THREE_ACT: (0, 0), ActMode.FOUR_ACT: (0, 0, 2)}
# What each phase makes.
PARTS = (
    ("outline_summary", "conflict_engine"),
    ("info_visibility_layers", "character_matrix"),
    ("beat_flow",),
    ("plot_lines", "consistency_checks"),
)


class ValidationStatus(Described):
    """Whether a chain holds together."""

    INCOMPLETE = auto(), "Not all four phases are made.", "未完成"
    NEEDS_REVISION = auto(), "All phases are made, and a check failed.", "需要修订"
    PASS = auto(), "All phases are made, and every check passed.", "通过", "Passed"


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
        has_passed = self.consistency_checks.has_passed
        return ValidationStatus.PASS if has_passed else ValidationStatus.NEEDS_REVISION

    def through(self, phase: int) -> CausalChain:
        """The chain as it was when this phase was made: without what later ones have made."""
        later = {name: None for names in PARTS[phase:] for name in names}
        made = min(self.completed_phase, phase)
        return self.model_copy(update={**later, "completed_phase": made})

    def rules(self, story: Story) -> Iterator[Violation]:
        """Each made phase has its parts, and the later parts hold on to the earlier ones."""
        for phase, names in enumerate(PARTS, 1):
            for name in names:
                if phase <= self.completed_phase and not getattr(self, name):
                    yield Violation((name,), f"Phase {phase} is made, so this cannot be empty.")
        yield from _layers(self)
        people = _people(self, story)
        if self.beat_flow:
            yield from _flow(self.beat_flow, worked_out=self.completed_phase >= PHASES - 1)
            yield from _escalation(self.beat_flow)
            yield from _beats(self.beat_flow, people)
        for index, line in enumerate(self.plot_lines or []):
            yield from _line(line, self.beat_flow, people, ("plot_lines", index))
        types = [line.line_type for line in self.plot_lines or []]
        if types and types.count(PlotLineType.MAIN) != 1:
            yield Violation(("plot_lines",), "Name exactly one main line.")


def _people(chain: CausalChain, story: Story) -> Mapping[str, str]:
    """How everybody who is known may be called, and is named; empty when nobody is known."""
    matrix = (stance.name or "" for stance in chain.character_matrix or [])
    cast = (name for member in story.cast for name in (member.name, *member.aliases))
    return {called(name): name for name in (*matrix, *cast) if name}


def _layers(chain: CausalChain) -> Iterator[Violation]:
    names = [stance.name for stance in chain.character_matrix or [] if stance.name]
    known = set(map(called, names))
    message = f"Nobody in the character matrix has this name: {one_of(names)}"
    for index, layer in enumerate(chain.info_visibility_layers or [] if known else []):
        for position, role in enumerate(layer.roles):
            if called(role) not in known:
                yield Violation(("info_visibility_layers", index, "roles", position), message)


def _flow(flow: BeatFlow, *, worked_out: bool) -> Iterator[Violation]:
    if len(flow.acts) != flow.act_mode.acts:
        message = f"This mode has {flow.act_mode.acts} acts, not {len(flow.acts)}."
        yield Violation(("beat_flow", "acts"), message)
    for index, act in enumerate(flow.acts):
        path = ("beat_flow", "acts", index)
        if act.act != index + 1:
            message = f"The acts count up without a gap: this one must be {index + 1}."
            yield Violation((*path, "act"), message)
        for position, beat in enumerate(act.beats):
            for name in beat.missing() if worked_out else ():
                message = "A worked-out beat cannot leave this empty."
                yield Violation((*path, "beats", position, name), message)
    paths, names = _paths(flow), [beat.beat_name for beat in flow.beats()]
    for later, earlier in repeated(names):
        message = f"“{names[earlier]}” is taken: give this beat a name of its own."
        yield Violation((*paths[later], "beat_name"), message)


def _paths(flow: BeatFlow) -> list[Path]:
    """Where each beat stands, in the order of the story."""
    return [
        ("beat_flow", "acts", index, "beats", position)
        for index, act in enumerate(flow.acts)
        for position in range(len(act.beats))
    ]


def _escalation(flow: BeatFlow) -> Iterator[Violation]:
    peaks = [max(beat.escalation for beat in act.beats) for act in flow.acts]
    for index, easing in enumerate(EASING[flow.act_mode][: len(peaks) - 1], start=1):
        least = peaks[index - 1] - easing
        if peaks[index] < least:
            beats = flow.acts[index].beats
            highest = max(range(len(beats)), key=lambda at: beats[at].escalation)
            message = f"The tension falls: this beat, the highest of its act, must reach {least}."
            path = ("beat_flow", "acts", index, "beats", highest, "escalation")
            yield Violation(path, message)


def _beats(flow: BeatFlow, people: Mapping[str, str]) -> Iterator[Violation]:
    """Each beat but the first follows from an earlier one, and only known people take part."""
    earlier: list[str] = []
    nobody = f"Neither the character matrix nor the cast knows this name: {one_of(people.values())}"
    for path, beat in zip(_paths(flow), flow.beats(), strict=True):
        because = plain(beat.interlock)
        if earlier and not any(plain(name) in because for name in earlier):
            message = f"Name the earlier beat that makes this one happen: {one_of(earlier[::-1])}"
            yield Violation((*path, "interlock"), message)
        earlier.append(beat.beat_name)
        for index, name in enumerate(beat.characters if people else []):
            if called(name) not in people:
                yield Violation((*path, "characters", index), nobody)


def _line(
    line: PlotLine, flow: BeatFlow | None, people: Mapping[str, str], path: Path
) -> Iterator[Violation]:
    known = {beat.beat_name: beat for beat in flow.beats()} if flow else {}
    message = f"There is no beat of this name: {one_of(known)}"
    for index, name in enumerate(line.key_interlocks):
        if name not in known:
            yield Violation((*path, "key_interlocks", index), message)
    if line.point_of_no_return and line.point_of_no_return not in known:
        yield Violation((*path, "point_of_no_return"), message)
    named = {line.point_of_no_return, *line.key_interlocks} & known.keys()
    driver = called(line.driver)
    # What drives a line may be a thing or a crowd, which nobody lists among those who take part.
    if named and driver in people and not any(_takes_part(driver, known[name]) for name in named):
        theirs = [name for name, beat in known.items() if _takes_part(driver, beat)]
        message = f"Whoever drives a line takes part in one of its beats at least: {one_of(theirs)}"
        yield Violation((*path, "key_interlocks"), message)


def _takes_part(person: str, beat: ChainBeat) -> bool:
    return person in map(called, beat.characters)
