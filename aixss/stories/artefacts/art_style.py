"""The look that every picture of a project shares."""

from __future__ import annotations

from enum import auto

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import Artefact


class StylePreset(Described):
    """The looks that we offer; CUSTOM is anything else."""

    ANIME_CEL = (
        auto(),
        "Japanese animation with flat, clean shading.",
        "日式赛璐璐",
        "Anime, cel shading",
    )
    INK_ORIENTAL = auto(), "Chinese ink and wash.", "水墨国风", "Chinese ink"
    COMIC_WESTERN = auto(), "Western comic with strong outlines.", "美式漫画", "Western comic"
    CYBERPUNK = auto(), "Neon light on wet streets.", "赛博朋克"
    CINEMATIC_REALISTIC = auto(), "Like a photographed film.", "电影写实", "Cinematic realism"
    FANTASY_EPIC = auto(), "Painted high fantasy.", "史诗奇幻", "Epic fantasy"
    WATERCOLOR = auto(), "Soft watercolour on paper.", "水彩", "Watercolour"
    PIXEL_RETRO = auto(), "Pixels of an old game console.", "复古像素", "Retro pixels"
    CUSTOM = auto(), "Anything else, described in the other fields.", "自定义"


class ArtStyle(Artefact):
    """The look that every picture of a project shares, in parts that a prompt is built from."""

    preset: StylePreset = Field(
        default=StylePreset.CUSTOM, description="The look that this was made from."
    )
    base_style: str = Field(
        default="", max_length=500, description="The school of drawing, at most 500 characters."
    )
    technique: str = Field(
        default="", max_length=500, description="Lines, shading, texture, at most 500 characters."
    )
    color_palette: str = Field(
        default="", max_length=500, description="The colours and light, at most 500 characters."
    )
    cultural_feature: str = Field(
        default="",
        max_length=500,
        description="Dress, architecture and ornament, at most 500 characters.",
    )

    @property
    def full_prompt(self) -> str:
        """The parts that are filled, joined with commas."""
        parts = (self.base_style, self.technique, self.color_palette, self.cultural_feature)
        return ", ".join(part for part in parts if part)
