"""The main screens of a studio: each file is the one document that a client would send for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "screens"
SCREENS: Mapping[str, str] = {
    each.stem: each.read_text() for each in sorted(FOLDER.glob("*.graphql"))
}
# The argument in whose place a screen takes the id of what it shows, as `World.ids` has it.
ABOUT: Mapping[str, str] = {
    "workbench": "projectId",
    "episode": "episodeId",
    "scene_editor": "sceneId",
    "storyboard": "sceneId",
    "causal_chain": "projectId",
}


def variables(screen: str, ids: Mapping[str, list[str]]) -> dict[str, object]:
    """What a screen is sent with, to show the first of some objects by their kind."""
    return {"id": ids[ABOUT[screen]][0]} if screen in ABOUT else {}
