"""The look that every picture of a project shares."""

from __future__ import annotations

from enum import auto

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import Artefact


class StylePreset(Described):
    """The looks that we offer; CUSTOM is anything else."""

    ANIME_CEL = auto(), "Japanese animation with flat, clean shading."
    INK_ORIENTAL = auto(), "Chinese ink and wash."
    COMIC_WESTERN = auto(), "Western comic with strong outlines."
    CYBERPUNK = auto(), "Neon light on wet streets."
    CINEMATIC_REALISTIC = auto(), "Like a photographed film."
    FANTASY_EPIC = auto(), "Painted high fantasy."
    WATERCOLOR = auto(), "Soft watercolour on paper."
    PIXEL_RETRO = auto(), "Pixels of an old game console."
    CUSTOM = auto(), "Anything else, described in the other fields."


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
