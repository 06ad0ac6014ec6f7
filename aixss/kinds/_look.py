# ruff: noqa: E501  a line of a text is a line
"""What all pictures of a board share: drafted from the scene's light, weather and people."""

from __future__ import annotations

from pydantic import Field

from aixss.jobs.needs import effective_style
from aixss.kinds._passage import Passage
from aixss.providers.reading import clip
from aixss.stories.artefacts.base import Artefact, Bilingual, Language, is_in
from aixss.stories.artefacts.keyframe_board import AspectRatio, BoardRequirements, VisualAnchor
from aixss.stories.artefacts.scene_anchor import SceneAnchor
from aixss.stories.context import StoryContext

STYLE_CHARS = 1500
MOST_LOOKS = 6  # people whose looks are said


class BoardLook(Artefact):
    """What all nine pictures of a keyframe board share."""

    aspect_ratio: AspectRatio = Field(description="Width to height of every picture.")
    style: Bilingual = Field(description="The art style of every picture.")
    visual_anchor: VisualAnchor = Field(description="What stays the same in all nine pictures.")
    requirements: BoardRequirements = Field(
        description="What the painter of the pictures has to keep to."
    )


def look(story: StoryContext, passage: Passage) -> BoardLook:
    """The project's style and the scene's light, weather and people."""
    assert story.scene is not None
    return BoardLook(
        aspect_ratio=AspectRatio.WIDE_16_9,
        style=_style(story, passage),
        visual_anchor=_constant(passage, story.scene.anchor),
        requirements=BoardRequirements(
            consistency=passage.both(
                "九张画面里人物的脸、发型、衣着与道具不变，场景的陈设、光向与天气不变。",
                "Faces, hair, clothes and props stay the same in all nine pictures, and so do "
                "the furnishings, the direction of the light and the weather.",
            ),
            composition=passage.both(
                "三行三列，每格等大，留出对白气泡的空白，主体落在三分线上。",
                "Three rows of three equal panels, room for speech bubbles, subjects on the thirds.",
            ),
            quality=passage.both(
                "线条干净，五官与手指准确；不要文字、水印和多余的人。",
                "Clean lines, correct faces and hands; no lettering, no watermark, no extra people.",
            ),
        ),
    )


def _style(story: StoryContext, passage: Passage) -> Bilingual:
    wanted = clip(effective_style(story) or "comic drama", STYLE_CHARS)
    preset = story.project.art_style.preset if story.project.art_style else "CUSTOM"
    look = "hand-drawn comic drama" if preset == "CUSTOM" else preset.lower().replace("_", " ")
    en = wanted if is_in(wanted, Language.EN) else f"{look} style, consistent line and colour"
    return passage.both(f"画风：{wanted}", en)


def _constant(passage: Passage, anchor: SceneAnchor | None) -> VisualAnchor:
    light, look = passage.light, passage.weather.look
    made = passage.both(*passage.stage[0])
    shown = passage.people[:MOST_LOOKS]
    looks_zh = "；".join(f"{p.name}：{p.look[0]}" for p in shown) or "画面中没有人"
    looks_en = "; ".join(
        f"{p.en}: {p.look[1]}" if passage.language == "en" else p.look[1] for p in shown
    )
    return VisualAnchor(
        character=passage.both(looks_zh, looks_en or "nobody is seen"),
        environment=anchor.scene if anchor and passage.speaks(anchor.scene) else made,
        lighting=passage.both(
            f"{light.source[0]}，{light.color[0]}，{light.intensity[0]}，{look[0]}",
            f"{light.source[1]}, {light.color[1]}, {light.intensity[1]}, {look[1]}",
        ),
        mood=passage.both(*passage.mood),
    )
