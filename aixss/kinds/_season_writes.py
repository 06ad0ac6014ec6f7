"""Putting a season plan into a project: what people wrote meanwhile stays theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import orjson

from aixss.jobs.ask import Asking
from aixss.kinds._params import Planning
from aixss.kinds._rows import tell, trash
from aixss.kit import ids
from aixss.kit.db import Change, Row
from aixss.news.events import Operation
from aixss.stories import staleness, writes
from aixss.stories.artefacts.episode_plan import EpisodePlan, PlannedEpisode
from aixss.stories.models import VersionSource

WRITTEN = ("title", "summary", "outline")  # the columns of an episode that a plan fills
CAST_MOST = 40  # characters that a plan may add to a project without any


@dataclass(frozen=True)
class _Place:
    """A place in the plan: what was planned for it, and the episode that stands there."""

    planned: PlannedEpisode
    row: Row


async def apply(tx: Change, asking: Asking, plan: EpisodePlan) -> bool:
    """Write episodes 1 to N, trash what lies beyond; False when nothing could be applied."""
    params = asking.params
    assert isinstance(params, Planning)
    rows = await _rows(tx)
    if not params.force and any(row["content"] for row in rows):
        await _keep_answers(tx, asking, [_Place(p, r) for p, r in _paired(plan, rows)])
        return False
    places = [_Place(planned, row) for planned, row in _paired(plan, rows)]
    free = [place for place in places if not _is_theirs(place.row, asking)]
    await _keep_answers(tx, asking, [place for place in places if place not in free])
    await _replace(tx, asking, free)
    added = await _insert(tx, asking, plan.episodes[len(places) :])
    await _trash(tx, asking, rows[len(plan.episodes) :], len(plan.episodes))
    await _mark(tx, asking, free, added)
    await _cast(tx, asking, plan)
    await tx.rows("UPDATE project SET plan_confirmed_at = NULL WHERE id = $1", tx.counter.id)
    return bool(free or added)


def _paired(plan: EpisodePlan, rows: Sequence[Row]) -> Iterator[tuple[PlannedEpisode, Row]]:
    return zip(plan.episodes, rows, strict=False)


async def _rows(tx: Change) -> list[Row]:
    """The project's episodes in order."""
    return await tx.rows(
        """
        SELECT id, title, summary, outline::text AS outline, changed::text AS changed, revision,
          core_expression IS NOT NULL AS expressed,
          core_expression IS NOT NULL OR EXISTS (
            SELECT FROM scene WHERE episode_id = episode.id AND deleted_at IS NULL) AS content,
          EXISTS (SELECT FROM artefact_maturity WHERE episode_id = episode.id
            AND status = 'LOCKED' AND deleted_at IS NULL) AS locked
        FROM episode WHERE project_id = $1 AND deleted_at IS NULL ORDER BY "order"
        """,
        tx.counter.id,
    )


def _is_theirs(row: Row, asking: Asking, columns: Sequence[str] = WRITTEN) -> bool:
    """Whether people have locked or written the episode since the job read it."""
    read = {episode.id: episode.revision for episode in asking.story.episodes}
    changed: dict[str, int] = orjson.loads(row["changed"])
    since = read.get(row["id"])
    return row["locked"] or since is None or any(changed.get(c, 0) > since for c in columns)


async def _keep_answers(tx: Change, asking: Asking, places: Sequence[_Place]) -> None:
    """Keep what was not applied as versions of the outlines."""
    for place in places:
        body = place.planned.model_dump(mode="json")
        await writes.store_version(
            tx, "episode", place.row["id"], "outline", body, VersionSource.AI, job_id=asking.job_id
        )


async def _replace(tx: Change, asking: Asking, places: Sequence[_Place]) -> None:
    if not places:
        return
    for place in places:
        if (before := _before(place.row)) is not None:
            await writes.store_version(
                tx,
                "episode",
                place.row["id"],
                "outline",
                before,
                VersionSource.REPLACED,
                job_id=asking.job_id,
            )
    found = await tx.rows(
        """
        UPDATE episode SET title = p.title, summary = p.summary, outline = p.outline,
          revision = revision + 1, updated_at = now()
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[])
          AS p(id, title, summary, outline)
        WHERE episode.id = p.id RETURNING episode.id, revision
        """,
        [place.row["id"] for place in places],
        *_columns([place.planned for place in places]),
    )
    tell(tx, "episode", found, Operation.UPDATED, asking.job_id, WRITTEN)
    replaced = [row["id"] for row in found]
    asking.touched_episodes.update(replaced)
    await tx.rows(
        """
        DELETE FROM stale_mark
        WHERE target_id = ANY($1) AND field = 'outline' AND cause_seq <= $2
        """,
        replaced,
        asking.story.seq,
    )


def _before(row: Row) -> dict[str, object] | None:
    """What stood in an episode, as an outline; None when it was empty."""
    if row["outline"] is not None:
        outline: dict[str, object] = orjson.loads(row["outline"])
        told = {"title": row["title"], "logline": row["summary"]}
        return outline | {name: text for name, text in told.items() if text.strip()}
    summary = row["summary"].strip()[:2000]
    if not summary:
        return None
    title = row["title"].strip() or summary[:40]
    shell = PlannedEpisode(
        order=1, title=title, logline=summary, main_characters=[], beats=[], scene_scope=summary
    )
    return shell.model_dump(mode="json")


async def _mark(
    tx: Change, asking: Asking, replaced: Sequence[_Place], added: Sequence[Row]
) -> None:
    """What was made from the replaced outlines is stale, and what was made from the whole plan."""
    changed = [place.row["id"] for place in replaced] + [row["id"] for row in added]
    expressed = [place.row["id"] for place in replaced if place.row["expressed"]]
    causes = expressed or changed[:1]  # any one tells what is about all of them
    for episode_id in causes:
        touched = await staleness.mark(tx, "episode", episode_id, WRITTEN, asking.beside)
        asking.touched_episodes |= touched.episodes
        asking.touched_scenes |= touched.scenes


async def _insert(tx: Change, asking: Asking, planned: Sequence[PlannedEpisode]) -> list[Row]:
    if not planned:
        return []
    added = await tx.rows(
        """
        INSERT INTO episode (id, team_id, project_id, "order", title, summary, outline, state,
          scene_count, started_scene_count, completed_scene_count, estimated_scene_count,
          estimated_ms, revision, changed, created_at, updated_at)
        SELECT p.id, $1, $2, p.position, p.title, p.summary, p.outline, 'IDLE', 0, 0, 0, 0, 0,
          1, '{}', now(), now()
        FROM unnest($3::uuid[], $4::int[], $5::text[], $6::text[], $7::jsonb[])
          AS p(id, position, title, summary, outline)
        RETURNING id, revision
        """,
        tx.team_id,
        tx.counter.id,
        [ids.new() for _ in planned],
        [episode.order for episode in planned],
        *_columns(planned),
    )
    tell(tx, "episode", added, Operation.CREATED, asking.job_id)
    return added


def _columns(planned: Sequence[PlannedEpisode]) -> tuple[list[str], list[str], list[str]]:
    return (
        [episode.title for episode in planned],
        [episode.logline for episode in planned],
        [episode.model_dump_json() for episode in planned],
    )


async def _trash(tx: Change, asking: Asking, surplus: Sequence[Row], planned: int) -> None:
    """Trash the episodes beyond the plan; those that people wrote meanwhile close up."""
    theirs = [r for r in surplus if _is_theirs(r, asking, (*WRITTEN, "core_expression", "script"))]
    gone = [row["id"] for row in surplus if row not in theirs]
    await trash(tx, "episode", gone, asking.job_id)
    if theirs and gone:
        await tx.rows(
            """
            UPDATE episode SET "order" = p.position FROM unnest($1::uuid[], $2::int[])
              AS p(id, position) WHERE episode.id = p.id
            """,
            [row["id"] for row in theirs],
            [planned + n for n in range(1, len(theirs) + 1)],
        )


async def _cast(tx: Change, asking: Asking, plan: EpisodePlan) -> None:
    """People whom the plan names become characters of a project that has none."""
    named = [name for episode in plan.episodes for name in episode.main_characters]
    names = [name[:120] for name in dict.fromkeys(named)][:CAST_MOST]
    added = await tx.rows(
        """
        INSERT INTO character (id, team_id, project_id, name, aliases, brief, appearance,
          personality, background, revision, changed, created_at, updated_at)
        SELECT n.id, $1, $2, n.name, '[]', '', '', '', '', 1, '{}', now(), now()
        FROM unnest($3::uuid[], $4::text[]) AS n(id, name)
        WHERE NOT EXISTS (SELECT FROM character WHERE project_id = $2 AND deleted_at IS NULL)
        RETURNING id, revision
        """,
        tx.team_id,
        tx.counter.id,
        [ids.new() for _ in names],
        names,
    )
    tell(tx, "character", added, Operation.CREATED, asking.job_id)
