"""What has to stay the same where beats and their pictures join, and how much has to change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aixss.stories.artefacts.base import Bilingual, Path, Violation, plain

if TYPE_CHECKING:
    from aixss.stories.artefacts.action_plan import BeatState
    from aixss.stories.artefacts.keyframe_groups import (
        FrameSpec,
        FrameSubject,
        GroupCamera,
        KeyframeGroup,
    )

KEPT = ("location", "stance", "facing", "props")  # of a character, from beat to beat
HELD = ("position", "orientation", "pose", "hands", "props")  # of a subject, from group to group
SEEN = (*HELD, "action_snapshot", "expression", "gaze")  # what may differ between two pictures
EMPTY = ("composition", "focus")  # what differs between pictures without people
CAMERA = ("size", "angle", "lens")
LEAST_DIFFERENCE = 3  # points between neighbouring frames of a group
ONE_SIDED = 2  # points for a subject who is in one of two frames only


def state_joints(before: BeatState, after: BeatState, path: Path) -> Iterator[Violation]:
    """Where a character does not start a beat as the beat before left it; null says nothing."""
    left = {each.character_id: each for each in before.characters}
    for index, each in enumerate(after.characters):
        was = left.get(each.character_id)
        for field in KEPT if was else ():
            then, now = getattr(was, field), getattr(each, field)
            if then is not None and now is not None and _word(then) != _word(now):
                message = f"The beat before ends with {field} {_told(then)}: start with the same."
                yield Violation((*path, "characters", index, field), message)


def frame_joints(before: FrameSpec, after: FrameSpec, path: Path) -> Iterator[Violation]:
    """Where a group's first picture does not join up with the last one of the group before."""
    if set(before.anchors) != set(after.anchors):
        message = f"Use the same anchors as the picture before: {_told(before.anchors)}."
        yield Violation((*path, "anchors"), message)
    left = _subjects(before)
    for index, subject in enumerate(after.subjects):
        was = left.get(subject.character_id)
        for field in _differing(was, subject, HELD) if was else ():
            message = f"The picture before has {field} {_told(getattr(was, field))}: keep it."
            yield Violation((*path, "subjects", index, field), message)


def camera_joints(before: GroupCamera, after: GroupCamera, path: Path) -> Iterator[Violation]:
    """Where a camera that has to stay does not; null says nothing."""
    for field in CAMERA:
        then, now = getattr(before, field), getattr(after, field)
        if then is not None and now is not None and _word(then) != _word(now):
            message = f"The camera stays: keep its {field} {_told(then)}."
            yield Violation((*path, field), message)


def group_joints(
    before: KeyframeGroup | None, after: KeyframeGroup, *, keep_camera: bool, path: Path = ()
) -> Iterator[Violation]:
    """Where a group does not join up with the one before it."""
    if before is None:
        return
    yield from frame_joints(before.end, after.start, (*path, "start"))
    if keep_camera:
        yield from camera_joints(before.camera, after.camera, (*path, "camera"))


def group_unity(group: KeyframeGroup, path: Path = ()) -> Iterator[Violation]:
    """Where the three pictures of a group are of other surroundings, or too much alike."""
    for name in ("mid", "end"):
        if set(getattr(group, name).anchors) != set(group.start.anchors):
            wanted = _told(group.start.anchors)
            message = f"The three pictures of a group have one setting: use the same {wanted}."
            yield Violation((*path, name, "anchors"), message)
    for name, one, other in (("mid", group.start, group.mid), ("end", group.mid, group.end)):
        if (found := difference(one, other)) < LEAST_DIFFERENCE:
            message = (
                f"Only {found} things differ from the picture before: change at least "
                f"{LEAST_DIFFERENCE} of pose, action, expression, gaze, hands, props and place."
            )
            yield Violation((*path, name), message)


def difference(one: FrameSpec, other: FrameSpec) -> int:
    """Points: one for each thing that differs of a subject, two for a subject in one frame only.

    Where nobody is seen in either, another composition or focus is difference enough, and where
    somebody is seen but nobody in both, that is.
    """
    left, right = _subjects(one), _subjects(other)
    if not left and not right:
        same = all(_word(getattr(one, f)) == _word(getattr(other, f)) for f in EMPTY)
        return 0 if same else LEAST_DIFFERENCE
    shared = left.keys() & right.keys()
    if not shared:
        return max(LEAST_DIFFERENCE, ONE_SIDED * len(left.keys() ^ right.keys()))
    changed = sum(len(_differing(left[key], right[key], SEEN)) for key in shared)
    return changed + ONE_SIDED * len(left.keys() ^ right.keys())


def changes(before: FrameSubject | None, after: FrameSubject, fields: tuple[str, ...]) -> int:
    """How many of these fields of a subject are new in a picture."""
    return len(_differing(before, after, fields)) if before else len(fields)


def _differing(one: FrameSubject, other: FrameSubject, fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f for f in fields if _word(getattr(one, f)) != _word(getattr(other, f)))


def _subjects(frame: FrameSpec) -> dict[object, FrameSubject]:
    return {subject.character_id: subject for subject in frame.subjects}


def _word(value: object) -> object:
    """A value so that equal wording is equal."""
    if isinstance(value, list):
        return frozenset(_word(each) for each in value)
    if isinstance(value, Bilingual):
        return plain(value.local)
    return plain(value) if isinstance(value, str) else value


def _told(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, list):
        return f"“{'; '.join(_told(each).strip('“”') for each in value)}”"
    return f"“{value.local if isinstance(value, Bilingual) else value}”"
