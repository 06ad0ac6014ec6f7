"""What each question about a causal chain is answered with, and how that becomes part of it.

A model answers what is new and no more: what stands is merged by code, and the answer is held to
the rules of the whole chain.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import ClassVar

from pydantic import Field

from aixss.stories.artefacts.base import Artefact, Path, Shape, Story, Violation, repeated
from aixss.stories.artefacts.causal_chain import CausalChain
from aixss.stories.artefacts.causal_parts import (
    BEATS_MAX,
    BEATS_MIN,
    ActMode,
    BeatFlow,
    BeatName,
    ChainAct,
    ChainBeat,
    CharacterStance,
    ConflictEngine,
    ConsistencyChecks,
    Name,
    PlotLine,
    VisibilityLayer,
)


class ChainPhase(Artefact):
    """An answer that becomes part of a chain."""

    @abstractmethod
    def onto(self, chain: CausalChain, act: int) -> CausalChain:
        """The chain with this put in, and without what hung on what stood there."""

    def rules(self, story: Story) -> Iterator[Violation]:
        """Those rules of the whole chain that its own fields break."""
        whole = self.onto(story.chain or CausalChain(), story.act)
        own = type(self).model_fields
        return (found for found in whole.rules(story) if found.path[0] in own)


class ChainConflict(ChainPhase):
    """Phase 1: the story in short, and what drives everybody against each other."""

    outline_summary: str = Field(
        min_length=1, max_length=8000, description="The story in short, 1 to 8000 characters."
    )
    conflict_engine: ConflictEngine = Field(description="What drives everybody against each other.")

    def onto(self, chain: CausalChain, act: int) -> CausalChain:  # noqa: ARG002  # all acts go
        """A chain of one phase."""
        return chain.through(0).model_copy(update={**parts(self), "completed_phase": 1})


class ChainPositions(ChainPhase):
    """Phase 2: who knows what, and where each character stands."""

    info_visibility_layers: list[VisibilityLayer] = Field(
        min_length=2, max_length=6, description="Who knows what, 2 to 6 layers."
    )
    character_matrix: list[CharacterStance] = Field(
        min_length=1, max_length=40, description="Where each character stands, 1 to 40."
    )

    def onto(self, chain: CausalChain, act: int) -> CausalChain:  # noqa: ARG002  # all acts go
        """A chain of two phases."""
        return chain.through(1).model_copy(update={**parts(self), "completed_phase": 2})

    def rules(self, story: Story) -> Iterator[Violation]:
        """Everybody is named, once."""
        yield from super().rules(story)
        names = [stance.name or "" for stance in self.character_matrix]
        for index, name in enumerate(names):
            if not name:
                yield Violation(("character_matrix", index, "name"), "Name this character.")
        for later, earlier in repeated(names):
            if names[later]:
                message = f"“{names[earlier]}” stands there already: leave this one out."
                yield Violation(("character_matrix", later, "name"), message)


class BeatEntry(Shape):
    """A turn of the plot by its name, before it is worked out."""

    beat_name: BeatName = Field(
        description="What the turn is called, unlike any other, 1 to 120 characters."
    )
    escalation: int = Field(ge=1, le=10, description="How high the tension is, 1 to 10.")
    interlock: str = Field(
        max_length=4000,
        description="How an earlier beat, by its name, makes this one happen; "
        "at most 4000 characters, empty for the first.",
    )


class ActEntry(Shape):
    """An act with the names of its turns."""

    act: int = Field(ge=1, le=4, description="Position within the story, from 1.")
    act_name: str = Field(
        min_length=1, max_length=120, description="What the act is called, 1 to 120 characters."
    )
    beats: list[BeatEntry] = Field(
        min_length=BEATS_MIN, max_length=BEATS_MAX, description="Its turns in order, 3 to 5."
    )


class FlowEntry(Shape):
    """The turns of the whole story by their names."""

    act_mode: ActMode = Field(description="How many acts the story has.")
    acts: list[ActEntry] = Field(min_length=3, max_length=4, description="The acts, 3 or 4.")


class ChainDirectory(ChainPhase):
    """Phase 3, first question: the acts and their turns by name."""

    beat_flow: FlowEntry = Field(description="The turns, act by act.")

    def onto(self, chain: CausalChain, act: int) -> CausalChain:  # noqa: ARG002  # all acts go
        """A chain of two phases, with beats that are not worked out yet."""
        acts = [
            ChainAct(
                act=entry.act,
                act_name=entry.act_name,
                beats=[ChainBeat.model_validate(parts(beat)) for beat in entry.beats],
            )
            for entry in self.beat_flow.acts
        ]
        flow = BeatFlow(act_mode=self.beat_flow.act_mode, acts=acts)
        return chain.through(2).model_copy(update={"beat_flow": flow})


class BeatDetails(Shape):
    """All that a worked-out turn of the plot has beside its place."""

    names: ClassVar[frozenset[str]] = frozenset({"beat_name", "characters"})

    beat_name: BeatName = Field(description="The turn's name, exactly as it was given.")
    surface_event: str = Field(
        min_length=1, max_length=4000, description="What is seen, 1 to 4000 characters."
    )
    info_flow: str = Field(
        min_length=1, max_length=4000, description="Who learns what, 1 to 4000 characters."
    )
    location: str = Field(
        min_length=1, max_length=400, description="Where it happens, 1 to 400 characters."
    )
    characters: list[Name] = Field(
        min_length=1,
        max_length=40,
        description="Who takes part, 1 to 40 of 1 to 200 characters.",
    )
    visual_hook: str = Field(
        min_length=1, max_length=1000, description="The image that stays, 1 to 1000 characters."
    )
    emotional_tone: str = Field(
        min_length=1, max_length=200, description="How it feels, 1 to 200 characters."
    )
    estimated_scenes: int = Field(ge=1, le=10, description="How many scenes it takes, 1 to 10.")


class ActDetails(ChainPhase):
    """Phase 3, a question for each act: the details of its turns."""

    beats: list[BeatDetails] = Field(
        min_length=BEATS_MIN, max_length=BEATS_MAX, description="The act's turns, 3 to 5."
    )

    def onto(self, chain: CausalChain, act: int) -> CausalChain:
        """A chain of two phases with one act worked out; names and order of its beats stay."""
        assert chain.beat_flow is not None
        told = {beat.beat_name: parts(beat) for beat in self.beats}
        acts = [
            each
            if each.act != act
            else each.model_copy(update={"beats": _merged(each.beats, told)})
            for each in chain.beat_flow.acts
        ]
        flow = chain.beat_flow.model_copy(update={"acts": acts})
        return chain.through(2).model_copy(update={"beat_flow": flow})

    def rules(self, story: Story) -> Iterator[Violation]:
        """Exactly the act's beats, and what the chain says of them."""
        assert story.chain is not None
        names = [beat.beat_name for beat in beats_of(story.chain, story.act)]
        own = [beat.beat_name for beat in self.beats]
        for index, (name, wanted) in enumerate(zip_longest(own, names)):
            if wanted is None:
                message = f"This act has {len(names)} beats and no more: leave it out."
                yield Violation(("beats", index), message)
            elif name is not None and name != wanted:
                message = f"The beats keep their names and order: this one must be “{wanted}”."
                yield Violation(("beats", index, "beat_name"), message)
        if len(own) < len(names):
            message = f"Give all {len(names)} beats of the act; there are only {len(own)}."
            yield Violation(("beats",), message)
        whole = self.onto(story.chain, story.act)
        for found in whole.rules(story):
            if (path := self._own(found.path, story.act, names)) is not None:
                yield Violation(path, found.message)

    def _own(self, path: Path, act: int, names: Sequence[str]) -> Path | None:
        """Where in this answer stands what a path of the whole chain leads to."""
        if path[:4] != ("beat_flow", "acts", act - 1, "beats") or len(path) < 6:
            return None
        place, name = path[4], path[5]
        own = [beat.beat_name for beat in self.beats]
        if name not in BeatDetails.model_fields or not isinstance(place, int):
            return None
        return ("beats", own.index(names[place]), *path[5:]) if names[place] in own else None


class ChainLines(ChainPhase):
    """Phase 4: the lines of the plot, and whether the chain holds."""

    plot_lines: list[PlotLine] = Field(
        min_length=2, max_length=6, description="The lines of the plot, 2 to 6."
    )
    consistency_checks: ConsistencyChecks = Field(
        description="Whether the chain keeps what it promises."
    )

    def onto(self, chain: CausalChain, act: int) -> CausalChain:  # noqa: ARG002  # all acts stay
        """A whole chain."""
        return chain.through(3).model_copy(update={**parts(self), "completed_phase": 4})


# The shapes of all answers, in the order in which they are asked for.
ANSWERS = (ChainConflict, ChainPositions, ChainDirectory, ActDetails, ChainLines)


def parts(shape: Shape) -> dict[str, object]:
    """The fields of a shape as they are."""
    return {name: getattr(shape, name) for name in type(shape).model_fields}


def beats_of(chain: CausalChain, act: int) -> list[ChainBeat]:
    """The beats of an act, counted from 1."""
    acts = chain.beat_flow.acts if chain.beat_flow else []
    return next((each.beats for each in acts if each.act == act), [])


def _merged(beats: Sequence[ChainBeat], told: dict[str, dict[str, object]]) -> list[ChainBeat]:
    return [
        beat.model_copy(update=told[beat.beat_name]) if beat.beat_name in told else beat
        for beat in beats
    ]
