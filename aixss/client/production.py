"""A finished production: fetched episode by episode, written as a book and as JSON."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from aixss.client.book import render
from aixss.client.errors import ClientError, Refused
from aixss.client.studio import Json, Studio

SLUG_CHARS = 80
EPISODES = 100  # a project has no more

PROJECT = f"""
query ($id: ID!) {{
  project(id: $id) {{
    id title language style summary workflowState
    stats {{ episodeCount sceneCount completedSceneCount }}
    characters {{ id name brief }}
    episodes(first: {EPISODES}) {{ nodes {{ id }} }}
    jobs(first: 100, filter: {{ status: {{ eq: SUCCEEDED }} }}) {{
      nodes {{ result {{ provider model }} }}
    }}
  }}
}}
"""
EPISODE = """
query ($id: ID!) {
  episode(id: $id) {
    id order title summary
    outline { logline mainCharacters beats sceneScope cliffhanger }
    coreExpression {
      theme emotionalArc coreConflict payoff visualMotifs endingBeat nextHook
    }
    scenes {
      id order summary status
      anchor {
        scene { ...text } anchors { ...text } avoid { ...text }
        location { kind name details } atmosphere { mood weather timeOfDay }
      }
      keyframes {
        aspectRatio style { ...text }
        shots { number size angle description { ...text } focus { ...text } subjects { name } }
      }
      motion {
        summary { ...text } beats { startsAtS endsAtS action { ...text } }
        changes { subject { ...text } camera { ...text } environment { ...text } }
        constraints { ...text }
      }
      dialogue { lines { order type content emotion notes speaker { id name } } }
    }
  }
}
fragment text on Bilingual { local en }
"""


async def fetch(studio: Studio, project_id: str) -> Json:
    """The production of a project; raises Refused when there is no such project."""
    project = (await studio.query(PROJECT, id=project_id))["project"]
    if project is None:
        raise Refused("There is no such project.", "NOT_FOUND")
    results = [job["result"] for job in project.pop("jobs")["nodes"] if job["result"]]
    makers = {(it["provider"], it["model"]) for it in results if it["provider"]}
    nodes = project.pop("episodes")["nodes"]
    episodes = [(await studio.query(EPISODE, id=node["id"]))["episode"] for node in nodes]
    return {
        "project": project,
        "madeBy": [{"provider": provider, "model": model} for provider, model in sorted(makers)],
        "episodes": [episode for episode in episodes if episode],
    }


def write(production: Json, folder: Path) -> tuple[Path, Path]:
    """Put the book and the JSON into a folder; raises ClientError."""
    name = slug(production["project"]["title"])
    book, data = folder / f"{name}.md", folder / f"{name}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        book.write_text(render(production), encoding="utf-8")
        text = json.dumps(production, ensure_ascii=False, indent=2)
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


def makers(production: Json) -> str:
    """Who drafted it, in a few words."""
    names = [
        f"{it['provider']} (rules, no model)" if it["provider"] == "offline" else it["model"]
        for it in production["madeBy"]
    ]
    return " and ".join(names)


def slug(title: str) -> str:
    """A title as the name of a file."""
    return re.sub(r"\W+", "-", title).strip("-").lower()[:SLUG_CHARS] or "production"
