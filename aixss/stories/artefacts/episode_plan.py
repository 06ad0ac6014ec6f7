"""The episode plan: what each episode of a project is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Annotated, ClassVar

from pydantic import Field

from aixss.stories.artefacts.base import CJK, Artefact, Shape, Story, Violation, repeated

# Two episodes that share this part of their word pairs tell the same thing.
DUPLICATE_RATIO = 0.58
_WORDS = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")


class PlannedEpisode(Shape):
    """One episode of a plan: its place in the season and what happens in it."""

    names: ClassVar[frozenset[str]] = frozenset({"main_characters"})

    order: int = Field(ge=1, le=1000, description="Position within the project, from 1.")
    title: str = Field(
        min_length=1,
        max_length=200,
        description="The episode's title, 1 to 200 characters, unlike any other in the plan.",
    )
    logline: str = Field(
        min_length=1,
        max_length=2000,
        description="One or two sentences that tell who wants what and what stands against it, "
        "1 to 2000 characters.",
    )
    main_characters: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(
        max_length=50,
        description="Names of those who carry the episode, at most 50 of 1 to 200 characters.",
    )
    beats: list[Annotated[str, Field(min_length=1, max_length=500)]] = Field(
        max_length=50,
        description="The turns of the episode in the order in which they happen, "
        "at most 50 of 1 to 500 characters.",
    )
    scene_scope: str = Field(
        min_length=1,
        max_length=2000,
        description="Where and when the episode plays and how far its scenes reach, "
        "1 to 2000 characters.",
    )
    cliffhanger: str | None = Field(
        default=None,
        max_length=2000,
        description="The open question at the end that makes people watch on, "
        "at most 2000 characters; null when the episode closes.",
    )


class EpisodePlan(Artefact):
    """The plan of a project's episodes, or of a run of them, in the order of the story."""

    episodes: list[PlannedEpisode] = Field(
        min_length=1, max_length=100, description="The episodes in order, 1 to 100, without a gap."
    )
    reasoning: str | None = Field(
        default=None,
        max_length=2000,
        description="Why the story is cut in this way, at most 2000 characters; "
        "null when it is not said.",
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Orders without a gap, the wanted count, titles unlike, no episode told twice."""
        count = len(self.episodes)
        if story.expected_episodes not in (None, count):
            wanted = story.expected_episodes
            yield Violation(("episodes",), f"Plan exactly {wanted} episodes, not {count}.")
        for index, episode in enumerate(self.episodes):
            order = story.first_order + index
            if episode.order != order:
                message = f"The orders count up without a gap: this one must be {order}."
                yield Violation(("episodes", index, "order"), message)
        for later, earlier in repeated([episode.title for episode in self.episodes]):
            message = f"Episode {self.episodes[earlier].order} has this title: find another."
            yield Violation(("episodes", later, "title"), message)
        for earlier, later, ratio in near_duplicates(self.episodes):
            first, second = self.episodes[earlier].order, self.episodes[later].order
            message = (
                f"Episodes {first} and {second} tell nearly the same ({ratio:.0%} alike): "
                f"rewrite episode {second} so that something new happens."
            )
            yield Violation(("episodes", later), message)


def near_duplicates(episodes: Sequence[PlannedEpisode]) -> Iterator[tuple[int, int, float]]:
    """Positions (earlier, later) of episodes that tell nearly the same, and how alike they are."""
    pairs = [_word_pairs(episode) for episode in episodes]
    for earlier, later in combinations(range(len(pairs)), 2):
        shorter, longer = sorted((len(pairs[earlier]), len(pairs[later])))
        if shorter < longer * DUPLICATE_RATIO:
            continue
        shared = len(pairs[earlier] & pairs[later])
        ratio = shared / max(1, shorter + longer - shared)
        if ratio >= DUPLICATE_RATIO:
            yield earlier, later, ratio


def _word_pairs(episode: PlannedEpisode) -> frozenset[tuple[str, str]]:
    # A Chinese character counts as a word: letter pairs make any two long English texts alike.
    parts = (episode.title, episode.logline, episode.scene_scope, *episode.beats)
    words = _WORDS.findall(" ".join(parts).casefold())
    return frozenset(zip(["", *words], words, strict=False))
