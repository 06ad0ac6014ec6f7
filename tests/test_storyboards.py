"""The storyboard of a scene: its groups, who may edit what, and what follows from an edit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from aixss.stories.models import StaleMark, StoryboardGroup, Version
from tests import factories, storyboards
from tests.studio import Studio, public, studio


@pytest.fixture(scope="module")
async def we(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as member:
        yield member


EDIT = "storyboardGroup { order revision editedPanels status }"
READ = """query($id: ID!) { node(id: $id) { ... on Scene { storyboardGroups {
  id order key shots status statusLabel prompt promptVersion editedPanels
  panels { panels { number en local } } stale { field reason } } } } }"""


def sent(**changes: Any) -> dict[str, Any]:
    """Panels as a client sends them, the third one changed."""
    panels = []
    for each in storyboards.group_panels().panels:
        shown = each.model_dump(mode="json")
        panels.append(shown | (changes if each.number == 3 else {}))
    return {"panels": panels}


async def planned(we: Studio, language: str = "zh") -> Any:
    project = await factories.project(we.team, language=language, style="ink and wash")
    scene = await factories.scene(
        await factories.episode(project), storyboard_bible=storyboards.bible()
    )
    plan = storyboards.plan().model_dump(mode="json")
    said = {"cameraMode": plan["camera_mode"], "groups": plan["groups"]}
    if language == "zh":
        for n, group in enumerate(said["groups"]):
            for part in ("goal", "starts", "ends"):
                group[part] = group[part] | {"local": f"第{'一二三四五六七八九'[n]}组"}
    which = {"id": public(scene), "expectedRevision": 1}
    await we.done("updateScene", "scene { id }", **which, patch={"storyboardPlan": said})
    return scene


async def groups(scene: Any) -> list[StoryboardGroup]:
    return await StoryboardGroup.filter(scene_id=scene.id).order_by("order")


async def test_a_plan_makes_nine_empty_groups_once(we: Studio) -> None:
    scene = await planned(we)
    shown = (await we.ask(READ, id=public(scene)))["node"]["storyboardGroups"]

    assert [group["key"] for group in shown] == [f"KF{n}" for n in range(9)]
    assert [shown[0]["shots"], shown[8]["shots"]] == ["1-9", "73-81"]
    assert {(group["status"], group["prompt"]) for group in shown} == {("PENDING", None)}

    await we.done(
        "updateScene",
        "scene { id }",
        id=public(scene),
        expectedRevision=2,
        patch={"storyboardPlan": None},
    )
    assert len(await groups(scene)) == 9


async def test_an_edited_group_makes_the_later_ones_stale_and_no_earlier_one(we: Studio) -> None:
    scene = await planned(we)
    rows = await groups(scene)
    await StoryboardGroup.filter(scene_id=scene.id).update(panels=storyboards.group_panels())
    edited = rows[2]

    await we.done(
        "updateStoryboardGroup",
        EDIT,
        id=public(edited),
        expectedRevision=1,
        patch={"panels": sent(local="灯灭了")},
    )

    marks = await StaleMark.filter(
        reason="EARLIER_GROUP", target_id__in=[row.id for row in await groups(scene)]
    )
    assert {mark.target_id for mark in marks} == {row.id for row in rows[3:]}
    shown = (await we.ask(READ, id=public(scene)))["node"]["storyboardGroups"]
    assert [g["status"] for g in shown] == ["READY"] * 3 + ["NEEDS_FIX"] * 6
    assert await Version.filter(target_id=edited.id, field="panels").count() == 1


async def test_the_server_finds_out_which_panels_a_person_has_rewritten(we: Studio) -> None:
    scene = await planned(we)
    group = (await groups(scene))[0]
    await StoryboardGroup.filter(id=group.id).update(panels=storyboards.group_panels())
    which = {"id": public(group)}

    async def edit(revision: int, **changes: Any) -> list[int]:
        patch = {"panels": sent(**changes)}
        done = await we.done(
            "updateStoryboardGroup", EDIT, **which, expectedRevision=revision, patch=patch
        )
        found: list[int] = done["storyboardGroup"]["editedPanels"]
        return found

    assert await edit(1, local="灯灭了") == [3]
    assert await edit(2, local="灯灭了", en="The dark lamp") == []


async def test_a_group_says_that_a_job_is_making_it(we: Studio) -> None:
    scene = await planned(we)
    job = await we.done("generateStoryboardGroup", "job { id }", sceneId=public(scene), group=1)

    async def shown() -> list[str]:
        found = (await we.ask(READ, id=public(scene)))["node"]["storyboardGroups"]
        return [group["status"] for group in found]

    assert await shown() == ["GENERATING"] + ["PENDING"] * 8

    await we.done("cancelJob", "job { id }", id=job["job"]["id"])
    assert await shown() == ["PENDING"] * 9


async def test_a_group_is_rendered_in_english_when_it_is_read(we: Studio) -> None:
    scene = await planned(we)
    group = (await groups(scene))[0]
    await StoryboardGroup.filter(id=group.id).update(panels=storyboards.group_panels())

    first, second, *_ = (await we.ask(READ, id=public(scene)))["node"]["storyboardGroups"]

    for told in ("ink and wash", "A lamp room at night", "brass lamp", "Goal 1", "view 9"):
        assert told in first["prompt"]
    assert second["prompt"] is None


async def test_a_group_keeps_the_rules_of_its_panels(we: Studio) -> None:
    scene = await planned(we)
    group = (await groups(scene))[0]

    answer = await we.send(
        "updateStoryboardGroup",
        id=public(group),
        expectedRevision=1,
        patch={"panels": sent(en="The lamp slowly dies")},
    )

    (error,) = answer["errors"]
    assert error["path"] == ["patch", "panels", "panels", "2", "en"]
    assert (await groups(scene))[0].panels is None


async def test_groups_go_to_the_trash_with_their_scene_and_come_back(we: Studio) -> None:
    scene = await planned(we)

    await we.done("deleteScene", "deletedId", id=public(scene))
    assert await StoryboardGroup.filter(scene_id=scene.id, deleted_at=None).count() == 0

    await we.done("restoreScene", "scene { id }", id=public(scene))
    assert await StoryboardGroup.filter(scene_id=scene.id, deleted_at=None).count() == 9
