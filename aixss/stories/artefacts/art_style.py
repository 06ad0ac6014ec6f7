"""The look that every picture of a project shares."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from aixss.stories.artefacts.base import Artefact


class StylePreset(StrEnum):
    """The looks that we offer; CUSTOM is anything else."""

    ANIME_CEL = "ANIME_CEL"
    INK_ORIENTAL = "INK_ORIENTAL"
    COMIC_WESTERN = "COMIC_WESTERN"
    CYBERPUNK = "CYBERPUNK"
    CINEMATIC_REALISTIC = "CINEMATIC_REALISTIC"
    FANTASY_EPIC = "FANTASY_EPIC"
    WATERCOLOR = "WATERCOLOR"
    PIXEL_RETRO = "PIXEL_RETRO"
    CUSTOM = "CUSTOM"


class ArtStyle(Artefact):
    """The look that every picture of a project shares, in parts that a prompt is built from."""

    preset: StylePreset = Field(
        default=StylePreset.CUSTOM, description="The look that this was made from."
    )
    base_style: str = Field(default="", max_length=500, description="The school of drawing.")
    technique: str = Field(default="", max_length=500, description="Lines, shading, texture.")
    color_palette: str = Field(default="", max_length=500, description="The colours and light.")
    cultural_feature: str = Field(
        default="", max_length=500, description="Dress, architecture and ornament."
    )

    @property
    def full_prompt(self) -> str:
        """The parts that are filled, joined with commas."""
        parts = (self.base_style, self.technique, self.color_palette, self.cultural_feature)
        return ", ".join(part for part in parts if part)
