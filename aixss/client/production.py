"""A finished production: fetched episode by episode, written as a book and as JSON."""

from __future__ import annotations

import os
import re
from pathlib import Path

from aixss.client.book import render
from aixss.client.errors import ClientError, Refused
from aixss.client.generated.enums import Language, Locale
from aixss.client.generated.fragments import (
    CharacterFacts,
    EpisodeFacts,
    RelationshipFacts,
    StoryboardFacts,
)
from aixss.client.made import Maker, Production
from aixss.client.studio import Studio

SLUG_CHARS = 80


async def fetch(studio: Studio, project_id: str) -> Production:
    """The production of a project; raises Refused when there is no such project."""
    project = await studio.production(project_id)
    if project is None:
        raise Refused("There is no such project.", "NOT_FOUND")
    results = [job.result for job in project.jobs.nodes if job.result]
    makers = {Maker(provider=it.provider, model=it.model) for it in results if it.provider}
    found = [await studio.episode_content(node.id) for node in project.episodes.nodes]
    episodes = [episode for episode in found if episode]
    return Production(
        project=project,
        made_by=sorted(makers, key=lambda maker: (maker.provider, maker.model or "")),
        characters=await _characters(studio, project_id),
        relationships=await _relationships(studio, project_id),
        episodes=episodes,
        storyboards=await _storyboards(studio, episodes),
        labels=await _labels(studio, project.language),
    )


async def _storyboards(studio: Studio, episodes: list[EpisodeFacts]) -> list[StoryboardFacts]:
    cut = [it.id for each in episodes for it in each.scenes if it.storyboard_plan]
    found = [await studio.storyboard(scene_id) for scene_id in cut]
    return [storyboard for storyboard in found if storyboard]


async def _labels(studio: Studio, language: Language) -> dict[str, dict[str, str]]:
    """What people call the values of each enum, in the language of the story."""
    sets = await studio.labels(Locale(language.value))
    return {each.name: {it.value: it.text for it in each.labels} for each in sets}


async def _characters(studio: Studio, project_id: str) -> list[CharacterFacts]:
    found: list[CharacterFacts] = []
    after = None
    while project := await studio.characters(project_id, after):
        page = project.characters
        found += page.nodes
        if not page.page_info.has_next_page:
            break
        after = page.page_info.end_cursor
    return found


async def _relationships(studio: Studio, project_id: str) -> list[RelationshipFacts]:
    found: list[RelationshipFacts] = []
    after = None
    while project := await studio.relationships(project_id, after):
        page = project.relationships
        found += page.nodes
        if not page.page_info.has_next_page:
            break
        after = page.page_info.end_cursor
    return found


def write(production: Production, folder: Path) -> tuple[Path, Path]:
    """Put the book and the JSON into a folder; raises ClientError."""
    name = slug(production.project.title)
    book, data = folder / f"{name}.md", folder / f"{name}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        book.write_text(render(production), encoding="utf-8")
        text = production.model_dump_json(by_alias=True, indent=2)
        data.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise ClientError(f"{folder} cannot be written to: {error.strerror}.") from None
    return book, data


def check(folder: Path) -> None:
    """Return when a production can be put into this folder; raises ClientError."""
    nearest = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if not nearest.is_dir():
        raise ClientError(f"{nearest} is no folder: choose another one with --out.")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise ClientError(f"{nearest} cannot be written to: choose another folder with --out.")


def makers(production: Production) -> str:
    """Who drafted it, in a few words."""
    names = [
        it.model or it.provider if it.is_model else f"{it.provider} (rules, no model)"
        for it in production.made_by
    ]
    return " and ".join(names)


def slug(title: str) -> str:
    """A title as the name of a file."""
    return re.sub(r"\W+", "-", title).strip("-").lower()[:SLUG_CHARS] or "production"
