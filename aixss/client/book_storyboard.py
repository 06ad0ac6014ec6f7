"""A scene's storyboard in a production's book: what each grid shows, panel by panel."""

from __future__ import annotations

from collections.abc import Iterator

from aixss.client.generated.fragments import GroupFacts, PanelFacts, StoryboardFacts
from aixss.client.markdown import fact, table
from aixss.client.words import Words, called


def storyboard(found: StoryboardFacts, words: Words) -> Iterator[str]:
    """What all panels share, then the grids that are drawn up."""
    bible, plan = found.storyboard_bible, found.storyboard_plan
    yield from (f"#### {words['storyboard']}", "")
    if bible:
        yield from (bible.premise.local, "", fact("setting", bible.setting.local, words), "")
    goals = {goal.number: goal.goal.local for goal in plan.groups} if plan else {}
    for group in found.storyboard_groups:
        if group.panels:
            yield from _group(group, goals.get(group.order, ""), words)


def _group(group: GroupFacts, goal: str, words: Words) -> Iterator[str]:
    told = f"{words['is']}{goal}" if goal else ""
    yield from (f"**{words['group'].format(group.key, group.shots)}**{told}", "")
    panels = group.panels.panels if group.panels else []
    heads = ["#", words["camera"], words["picture"]]
    yield from table(heads, [[it.number, _camera(it, words), it.local or it.en] for it in panels])


def _camera(panel: PanelFacts, words: Words) -> str:
    if panel.camera is None:
        return ""
    each = (panel.camera.size, panel.camera.angle, panel.camera.lens, panel.camera.motion)
    return words["and"].join(called(value, words) for value in each)
