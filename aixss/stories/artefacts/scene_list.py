"""The scene list: an episode cut into scenes, one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from aixss.stories.artefacts.base import Artefact, Shape, Story, Violation, repeated

# What models put around a list: headings, numbers, labels and words to the reader.
_MARKUP = re.compile(
    r"""\s*(?:
        [#>|*+•-] | ```
      | [(（\[【]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）\].、．】:：]
      | 第\s*[\d一二三四五六七八九十百]+\s*[场幕镜]
      | (?:场景|镜头)\s*[\d一二三四五六七八九十]
      | (?:scene|shot|int|ext)(?:\.|\s*\d|\s*:)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_CHATTER = re.compile(
    r"\s*(?:以下|下面是|好的|当然|希望这|sure\b|certainly\b|of course\b|here (?:are|is)\b"
    r"|below (?:are|is)\b|i hope this\b|let me know\b|note:)|.*[:：]\s*$",
    re.IGNORECASE | re.DOTALL,
)


class SceneLine(Shape):
    """One scene of an episode in one line."""

    summary: str = Field(
        min_length=1,
        max_length=2000,
        description="What happens in the scene, to whom and where: one sentence "
        "of 1 to 2000 characters, without number or heading.",
    )


class SceneList(Artefact):
    """An episode cut into scenes, in the order in which they are seen."""

    scenes: list[SceneLine] = Field(
        min_length=6, max_length=24, description="The scenes in order, 6 to 24."
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """The wanted count; each line tells something that happens, and none twice."""
        count = len(self.scenes)
        if story.expected_scenes not in (None, count):
            wanted = story.expected_scenes
            yield Violation(("scenes",), f"List exactly {wanted} scenes, not {count}.")
        for index, scene in enumerate(self.scenes):
            if _MARKUP.match(scene.summary) or _CHATTER.match(scene.summary):
                message = "Give only what happens: no number, heading, mark or word to the reader."
                yield Violation(("scenes", index, "summary"), message)
        for later, earlier in repeated([scene.summary for scene in self.scenes]):
            message = f"This is scene {earlier + 1} again: let something new happen."
            yield Violation(("scenes", later, "summary"), message)
