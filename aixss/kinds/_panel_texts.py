"""Panels of a storyboard in the other language: what is asked for, group by group, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from pydantic import Field

from aixss.jobs.ask import Asking
from aixss.jobs.models import Stage
from aixss.kinds import _facts, _passage, _storyboard_facts
from aixss.kinds._panels import Sketch, sketches
from aixss.kinds._passage import Passage
from aixss.kit.db import Change
from aixss.kit.prompt import Prompt
from aixss.stories import staleness, storyboards
from aixss.stories.artefacts.base import Artefact, Language, Path, Shape, Story, Violation
from aixss.stories.artefacts.storyboard import (
    GROUPS,
    PANELS,
    TEXT_CHARS,
    CameraMode,
    GroupPanels,
    StoryboardPanel,
)
from aixss.stories.context import StoryContext
from aixss.stories.models import StoryboardGroup
from aixss.stories.storyboards import shot

SHOTS = GROUPS * PANELS
TOLD_FROM, TOLD_TO = 0.05, 0.9  # of a job's progress, while its questions are asked


class PanelText(Shape):
    """A panel's text in the other language."""

    shot: int = Field(ge=1, le=SHOTS, description="Which of the storyboard's 81 shots, from 1.")
    text: str = Field(
        min_length=1,
        max_length=TEXT_CHARS,
        description="The translation, 1 to 1000 characters.",
    )


class PanelTexts(Artefact):
    """Panels in the project's language."""

    panels: list[PanelText] = Field(
        max_length=SHOTS, description="One for each panel that was given, in order."
    )


class EnglishPanelTexts(PanelTexts):
    """Panels in English."""

    def texts(self, language: Language, path: Path = ()) -> Iterator[tuple[Path, str, Language]]:
        """All of it is in English."""
        del language
        yield from super().texts(Language.EN, path)


@dataclass(frozen=True)
class Due:
    """A panel whose text in the other language is wanted."""

    group: int
    panel: StoryboardPanel

    @property
    def shot(self) -> int:
        """Which of the storyboard's 81 shots it is."""
        return shot(self.group, self.panel.number)


@dataclass(frozen=True)
class Rendering:
    """One of the two directions: which text is read, and which is written."""

    source: str  # the field of a panel that is read
    made: str  # the one that is written
    output: type[PanelTexts]
    prompts: tuple[Prompt, Prompt]
    # Says a panel's text by rules alone.
    draft: Callable[[Passage, StoryboardPanel, Sketch], str]

    def facts(self, story: StoryContext, due: Iterable[Due]) -> Mapping[str, str]:
        """What the prompts are told."""
        assert story.scene is not None
        bible = story.scene.storyboard_bible
        lines = (f"{d.shot}: {getattr(d.panel, self.source)}" for d in due)
        return {
            "cast": _facts.cast(story),
            "storyboard_bible": _storyboard_facts.bible(story, bible),
            "panels": "\n".join(lines) or _facts.none(story),
        }

    def rules(self, story: StoryContext, due: Iterable[Due]) -> Story:
        """Just those panels that were given, and each group still keeps its own rules."""
        known, given = story.rules(), list(due)

        def check(answer: PanelTexts) -> Iterator[Violation]:
            for index, each in enumerate(answer.panels):
                if index >= len(given):
                    yield Violation(("panels", index), "Nothing more was given: leave it out.")
                elif each.shot != given[index].shot:
                    message = f"Say them in the order given: this one must be {given[index].shot}."
                    yield Violation(("panels", index, "shot"), message)
            if len(answer.panels) < len(given):
                message = f"Say each of the {len(given)} panels that were given."
                yield Violation(("panels",), message)
            yield from self._kept(story, answer, known)

        return story.rules(further=check)

    def _kept(self, story: StoryContext, answer: PanelTexts, known: Story) -> Iterator[Violation]:
        """What the panels would break with these texts in them."""
        for group in story.groups:
            numbers = {shot(group.order, number): number for number in range(1, PANELS + 1)}
            places = {
                numbers[each.shot]: n
                for n, each in enumerate(answer.panels)
                if each.shot in numbers
            }
            if group.panels is None or not places:
                continue
            texts = {number: answer.panels[n].text for number, n in places.items()}
            changed = _with(group.panels, {n: {self.made: text} for n, text in texts.items()})
            there = group.panels.violations(known)
            for found in changed.violations(known):
                if found in there:
                    continue
                match found.path:
                    case (_, int(index), *_) if index + 1 in places:
                        yield Violation(("panels", places[index + 1], "text"), found.message)
                    case (_, int(index), *_):
                        message = f"Panel {index + 1} of group {group.order}: {found.message}"
                        yield Violation(("panels",), message)

    def drafted(self, story: StoryContext, due: Iterable[Due]) -> PanelTexts:
        """The texts by rules alone."""
        assert story.scene is not None
        plan = story.scene.storyboard_plan
        passage = _passage.of_scene(story, story.scene)
        mode = plan.camera_mode if plan else CameraMode.B
        return self.output(
            panels=[
                PanelText(
                    shot=each.shot,
                    text=self.draft(passage, each.panel, sketched[each.panel.number - 1]),
                )
                for group, found in groupby(due, lambda each: each.group)
                for sketched in [sketches(passage, group, mode)]
                for each in found
            ]
        )

    async def compose(self, asking: Asking, due: list[Due]) -> PanelTexts:
        """All texts, one question a group; what a group has is kept before the next is asked."""
        story, made = asking.story, list[PanelText]()
        groups = [list(found) for _, found in groupby(due, lambda each: each.group)]
        for n, given in enumerate(groups):
            await asking.progress(TOLD_FROM + (TOLD_TO - TOLD_FROM) * n / len(groups), Stage.CALL)
            answer = await asking.ask(
                *self.prompts,
                self.facts(story, given),
                self.output,
                rules=self.rules(story, given),
                draft=partial(self.drafted, story, given),
            )
            await asking.checkpoint(answer)
            made += answer.panels
        return self.output(panels=made)

    async def apply(self, tx: Change, asking: Asking, answer: PanelTexts) -> bool:
        """Write the texts of panels that still are as they were read; False when some are not."""
        wanted = {each.shot: each.text for each in answer.panels}
        read = {
            shot(group.order, panel.number): panel
            for group in asking.story.groups
            for panel in (group.panels.panels if group.panels else ())
        }
        assert asking.target.scene_id is not None
        theirs = 0
        for group in await storyboards.groups(tx, asking.target.scene_id):
            settled: dict[int, Mapping[str, str]] = {}
            for panel in group.panels.panels if group.panels else ():
                place = shot(group.order, panel.number)
                if (text := wanted.get(place)) is None:
                    continue
                if self._may_say(panel, read.get(place), text):
                    settled[panel.number] = {self.made: text}
                else:
                    theirs += 1
            await self._write(tx, asking, group, settled)
        return not theirs

    def _may_say(self, panel: StoryboardPanel, then: StoryboardPanel | None, text: str) -> bool:
        """Whether a panel is as it was read, but perhaps for what this job has written itself."""
        if then is None or getattr(panel, self.source) != getattr(then, self.source):
            return False
        return getattr(panel, self.made) in (getattr(then, self.made), text)

    async def _write(
        self,
        tx: Change,
        asking: Asking,
        group: StoryboardGroup,
        settled: Mapping[int, Mapping[str, str]],
    ) -> None:
        if group.panels is None:
            return
        panels = _with(group.panels, settled)
        edited = set(group.edited_panels).difference(settled)
        if panels == group.panels and len(edited) == len(group.edited_panels):
            return
        parts = {"panels": panels}
        await storyboards.put(tx, group, parts, edited=edited, job_id=asking.job_id)
        if self.made == "en" and panels != group.panels:
            # What is seen has changed, and later groups went on from it.
            await staleness.mark(tx, storyboards.TABLE, group.id, parts, asking.beside)


def _with(panels: GroupPanels, changes: Mapping[int, Mapping[str, str]]) -> GroupPanels:
    """The panels with fields of some of them changed, by number."""
    return GroupPanels(
        panels=[
            each.model_copy(update=dict(changes.get(each.number, {}))) for each in panels.panels
        ]
    )
