"""The groups of a scene's storyboard: nine rows from the moment that it has a plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import orjson

from aixss.described import Locale
from aixss.kit import ids
from aixss.kit.db import Change
from aixss.news import log
from aixss.news.events import ObjectChanged, Operation
from aixss.stories import writes
from aixss.stories.artefacts.base import Artefact
from aixss.stories.artefacts.storyboard import (
    GROUPS,
    PANELS,
    GroupPanels,
    StoryboardBible,
    StoryboardPlan,
)
from aixss.stories.models import StoryboardGroup, VersionSource

TABLE = "storyboard_group"
EN = Locale.EN
TEMPLATE = 1  # grows when `render` says the same otherwise


async def make_groups(tx: Change, scene_id: UUID, job_id: UUID | None = None) -> None:
    """Make the groups that a scene does not have yet."""
    made = await tx.rows(
        """
        INSERT INTO storyboard_group (id, team_id, project_id, episode_id, scene_id, "order",
          edited_panels, revision, changed, created_at, updated_at)
        SELECT made.id, s.team_id, s.project_id, s.episode_id, s.id, made.n, '[]', 1, '{}',
          now(), now()
        FROM scene s, unnest($2::uuid[]) WITH ORDINALITY made (id, n)
        WHERE s.id = $1
        ON CONFLICT (scene_id, "order") DO NOTHING RETURNING id
        """,
        scene_id,
        [ids.new() for _ in range(GROUPS)],
    )
    for row in made:
        log.record(
            tx,
            ObjectChanged(
                target_type=TABLE,
                target_id=row["id"],
                revision=1,
                operation=Operation.CREATED,
                fields=(),
                job_id=job_id,
            ),
        )


async def groups(tx: Change, scene_id: UUID) -> list[StoryboardGroup]:
    """The groups of a scene as a transaction sees them, in order."""
    rows = await tx.rows(
        """
        SELECT * FROM storyboard_group WHERE scene_id = $1 AND deleted_at IS NULL ORDER BY "order"
        """,
        scene_id,
    )
    return [StoryboardGroup._init_from_db(**row) for row in rows]


async def put(
    tx: Change,
    group: StoryboardGroup,
    parts: Mapping[str, Artefact],
    *,
    edited: Collection[int],
    job_id: UUID,
) -> bool:
    """Write parts of a group together; False when a person has written one since it was read.

    They become versions then. `edited` are the panels whose English does not follow their text.
    """
    untouched = await tx.rows(
        """
        SELECT FROM storyboard_group WHERE id = $1 AND deleted_at IS NULL AND NOT EXISTS (
          SELECT FROM unnest($2::text[]) field WHERE (changed ->> field)::int > $3)
        """,
        group.id,
        list(parts),
        group.revision,
    )
    if not untouched:
        for field, part in parts.items():
            body, source = part.model_dump(mode="json"), VersionSource.AI
            await writes.store_version(tx, TABLE, group.id, field, body, source, job_id=job_id)
        return False
    for field, part in parts.items():
        seen = group.revision
        await writes.write_field(
            tx, TABLE, group.id, field, part, read_revision=seen, job_id=job_id
        )
    await tx.rows(
        "UPDATE storyboard_group SET edited_panels = $2::jsonb WHERE id = $1",
        group.id,
        orjson.dumps(sorted(edited)).decode(),
    )
    return True


def shot(order: int, number: int) -> int:
    """Which of the 81 shots a panel of a group is."""
    return (order - 1) * PANELS + number


def shot_range(order: int) -> str:
    """Which of the 81 shots a group holds: `1-9` for the first."""
    return f"{shot(order, 1)}-{shot(order, PANELS)}"


def render(
    order: int,
    panels: Any,
    bible: StoryboardBible | None,
    plan: StoryboardPlan | None,
    style: str,
) -> str:
    """The English text by which an image model draws a group as one grid of nine pictures."""
    drawn = GroupPanels.model_validate(panels).panels
    lines = [
        "One image: a grid of three rows and three columns, nine equal panels with thin white "
        "gutters, read from left to right and from top to bottom. No text, no numbers.",
        f"Style: {style}" if style else "",
    ]
    if bible:
        lines += [
            f"Scene: {bible.premise.en}",
            f"Setting, the same in every panel: {bible.setting.en}",
            *(f"Person, the same in every panel: {person.look.en}" for person in bible.people),
            f"Props: {'; '.join(prop.en for prop in bible.props)}" if bible.props else "",
        ]
    if plan:
        lines.append(f"This grid shows: {plan.groups[order - 1].goal.en}")
    for panel in drawn:
        camera = panel.camera
        where = (
            f" [{camera.size.label(EN)}, {camera.angle.label(EN)}, {camera.lens.label(EN)} lens]"
            if camera
            else ""
        )
        lines.append(f"Panel {panel.number}{where}: {panel.en}")
    return "\n".join(line for line in lines if line)
