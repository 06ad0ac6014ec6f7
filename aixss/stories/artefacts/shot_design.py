"""The shot design: how the camera tells a scene, and how the scene is entered and left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import auto
from typing import Annotated, ClassVar, Final

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import Artefact, Shape, Story, Violation, formed

FocalLength = Annotated[
    str,
    *formed(
        r"^\d{1,4}(?:\s?[-–]\s?\d{1,4})?\s?mm$",
        "Write millimetres: one focal length, e.g. 35mm, or two, e.g. 24-70mm.",
    ),
]


class ShotFraming(Described):
    """How much of the people and the place a scene's leading shot shows."""

    XLS = auto(), "Extra long: a landscape or a city.", "极远景", "Extra long shot"
    ELS = auto(), "Extreme long: the place, people as dots.", "大远景", "Extreme long shot"
    LS = auto(), "Long: people in full, with the place around them.", "远景", "Long shot"
    MLS = auto(), "Medium long: people from the knees up.", "中远景", "Medium long shot"
    MS = auto(), "Medium: people from the waist up.", "中景", "Medium shot"
    MCU = auto(), "Medium close: people from the chest up.", "中近景", "Medium close-up"
    CU = auto(), "Close: one face or one thing.", "特写", "Close-up"
    ECU = auto(), "Extreme close: a detail fills the picture.", "大特写", "Extreme close-up"
    OTS = auto(), "Over somebody's shoulder, at whom they face.", "过肩镜头", "Over the shoulder"
    POV = auto(), "Through somebody's eyes.", "主观镜头", "Point of view"
    INSERT = auto(), "One thing, cut out of what happens.", "插入镜头"
    TWO_SHOT = auto(), "Two people in one picture.", "双人镜头", "Two-shot"
    GROUP = auto(), "Three people or more in one picture.", "群像镜头"


class ShotAngle(Described):
    """From where the camera looks in a scene's leading shot."""

    EYE_LEVEL = auto(), "At the height of the eyes.", "平视"
    LOW_ANGLE = auto(), "From below, looking up.", "仰拍"
    HIGH_ANGLE = auto(), "From above, looking down.", "俯拍"
    BIRDS_EYE = auto(), "From high in the air.", "鸟瞰", "Bird's eye"
    WORMS_EYE = auto(), "From the ground.", "虫视", "Worm's eye"
    DUTCH_ANGLE = auto(), "Tilted to one side.", "倾斜"
    OVERHEAD = auto(), "Straight down.", "顶拍"


class CameraMotion(Described):
    """How the camera moves through a scene's leading shot."""

    STATIC = auto(), "It stands still.", "固定"
    PAN_LEFT = auto(), "It turns to the left.", "左摇"
    PAN_RIGHT = auto(), "It turns to the right.", "右摇"
    TILT_UP = auto(), "It turns upwards.", "上摇"
    TILT_DOWN = auto(), "It turns downwards.", "下摇"
    DOLLY_IN = auto(), "It travels closer.", "推进"
    DOLLY_OUT = auto(), "It travels away.", "拉远"
    TRUCK_LEFT = auto(), "It travels to the left.", "左移"
    TRUCK_RIGHT = auto(), "It travels to the right.", "右移"
    CRANE_UP = auto(), "It rises.", "升镜头"
    CRANE_DOWN = auto(), "It sinks.", "降镜头"
    ZOOM_IN = auto(), "The lens closes in, the camera stays.", "变焦推近"
    ZOOM_OUT = auto(), "The lens opens up, the camera stays.", "变焦拉远"
    HANDHELD = auto(), "Somebody carries it, and it shakes.", "手持"
    STEADICAM = auto(), "It floats along with somebody.", "稳定跟拍"
    WHIP_PAN = auto(), "It is thrown round, the picture blurs.", "甩镜头"
    RACK_FOCUS = auto(), "It stands still, the focus wanders.", "移焦"


class LensType(Described):
    """Through what lens a scene's leading shot is seen."""

    WIDE = auto(), "Much of the place, its depth stretched.", "广角"
    NORMAL = auto(), "As the eye sees.", "标准"
    TELEPHOTO = auto(), "Far things near, the depth pressed flat.", "长焦"
    MACRO = auto(), "Small things large.", "微距"
    FISHEYE = auto(), "All around, straight lines bent.", "鱼眼"
    ANAMORPHIC = auto(), "Very wide, with long flares.", "变形宽银幕"


class DepthOfField(Described):
    """How much of a picture is sharp."""

    SHALLOW = auto(), "The subject alone.", "浅景深"
    MEDIUM = auto(), "The subject and what is near it.", "中等景深"
    DEEP = auto(), "Everything, near and far.", "深景深"


class TransitionType(Described):
    """How one scene passes over into the next."""

    CUT = auto(), "At once.", "硬切"
    DISSOLVE = auto(), "One picture melts into the other.", "叠化"
    FADE_IN = auto(), "The picture comes up from black; only a scene begins so.", "淡入"
    FADE_OUT = auto(), "The picture fades away; only a scene ends so.", "淡出"
    FADE_TO_BLACK = auto(), "Black comes and stays a while; only a scene ends so.", "淡至黑场"
    WIPE = auto(), "One picture pushes the other away.", "划像"
    IRIS = auto(), "A circle opens or closes.", "圈入圈出"
    MATCH_CUT = auto(), "At once, from one form to a like one.", "匹配剪辑"
    JUMP_CUT = auto(), "At once, time leaps in one view.", "跳切"
    SMASH_CUT = auto(), "At once, into the opposite.", "猛切"
    CROSS_DISSOLVE = auto(), "Both pictures stand over each other.", "交叉叠化"
    DIP_TO_BLACK = auto(), "Through black, and on at once.", "闪黑"
    L_CUT = auto(), "At once; the sound of the scene before goes on.", "L 型剪辑", "L-cut"
    J_CUT = auto(), "At once; the sound of the scene after comes first.", "J 型剪辑", "J-cut"


T = TransitionType
CUTS: Final = frozenset({T.CUT, T.MATCH_CUT, T.JUMP_CUT, T.SMASH_CUT, T.L_CUT, T.J_CUT})
# What needs no scene before it, and what needs none after it.
OPENINGS: Final = (T.CUT, T.SMASH_CUT, T.FADE_IN, T.IRIS)
CLOSINGS: Final = (T.CUT, T.SMASH_CUT, T.FADE_OUT, T.FADE_TO_BLACK, T.IRIS)
# How a scene is entered after one that ends so; after every other in the same way.
ENTERED_BY: Final[Mapping[T, T]] = {T.FADE_OUT: T.FADE_IN, T.FADE_TO_BLACK: T.FADE_IN}
LEFT_BY: Final[Mapping[T, T]] = {T.FADE_IN: T.FADE_OUT}


def agrees(leaving: TransitionType, entering: TransitionType) -> bool:
    """Whether a scene that ends and the next that begins so are joined."""
    return ENTERED_BY.get(leaving, leaving) is entering


class Transition(Shape):
    """One way over from scene to scene."""

    type: TransitionType = Field(default=TransitionType.CUT, description="How it passes over.")
    duration_ms: int = Field(
        default=0,
        ge=0,
        le=5000,
        description="How long that takes, in milliseconds: 0 for every cut, 1 to 5000 for all "
        "else.",
    )
    motivation: str | None = Field(
        default=None,
        max_length=500,
        description="Why here and so, at most 500 characters; null when it goes without saying.",
    )
    match_element: str | None = Field(
        default=None,
        max_length=200,
        description="The form, move or sound that joins both pictures, at most 200 characters; "
        "null for none, which MATCH_CUT does not allow.",
    )


class Shot(Shape):
    """The leading shot of a scene, as a camera crew would note it."""

    names: ClassVar[frozenset[str]] = frozenset({"focal_length"})

    size: ShotFraming = Field(description="How much is in the picture.")
    angle: ShotAngle = Field(default=ShotAngle.EYE_LEVEL, description="From where it is seen.")
    motion: CameraMotion = Field(default=CameraMotion.STATIC, description="How the camera moves.")
    lens: LensType = Field(default=LensType.NORMAL, description="Through what lens.")
    focal_length: FocalLength | None = Field(
        default=None,
        max_length=20,
        description="The focal length as `35mm` or `24-70mm`, at most 20 characters; null to "
        "leave it open.",
    )
    depth_of_field: DepthOfField | None = Field(
        default=None, description="How much is sharp; null to leave it open."
    )
    notes: str | None = Field(
        default=None,
        max_length=500,
        description="What the crew has to know beyond that, at most 500 characters; null for "
        "nothing.",
    )


class ShotDesign(Artefact):
    """How the camera tells a scene, and how the scene is entered and left."""

    shot: Shot = Field(description="Its leading shot.")
    transition_in: Transition = Field(
        description="How it is entered: by the type by which the scene before is left, or FADE_IN "
        "after FADE_OUT and FADE_TO_BLACK."
    )
    transition_out: Transition = Field(
        description="How it is left: by the type by which the scene after is entered, or FADE_OUT "
        "or FADE_TO_BLACK before FADE_IN."
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Cuts take no time and all else some, ends join, and nothing dissolves from nothing."""
        for field in ("transition_in", "transition_out"):
            yield from _timed(getattr(self, field), field)
        yield from self._entered(story)
        yield from self._left(story)

    def _entered(self, story: Story) -> Iterator[Violation]:
        found, path = self.transition_in.type, ("transition_in", "type")
        if found in ENTERED_BY:
            yield Violation(path, f"Only a scene that ends may use {found}: take FADE_IN.")
        elif story.left_by is not None:
            due = TransitionType(story.left_by)
            if not agrees(due, found):
                wanted = ENTERED_BY.get(due, due)
                message = f"The scene before is left by {due}, so this one is entered by {wanted}."
                yield Violation(path, message)
        elif story.is_opening and found not in OPENINGS:
            yield Violation(path, f"Nothing comes before this scene: take {_listed(OPENINGS)}.")

    def _left(self, story: Story) -> Iterator[Violation]:
        found, path = self.transition_out.type, ("transition_out", "type")
        if found in LEFT_BY:
            yield Violation(path, f"Only a scene that begins may use {found}: take FADE_OUT.")
        elif story.is_closing and found not in CLOSINGS:
            yield Violation(path, f"Nothing comes after this scene: take {_listed(CLOSINGS)}.")


def _timed(found: Transition, field: str) -> Iterator[Violation]:
    if found.type in CUTS and found.duration_ms:
        yield Violation((field, "duration_ms"), "A cut takes no time: answer 0.")
    if found.type not in CUTS and not found.duration_ms:
        message = f"{found.type} takes time: answer more than 0 milliseconds, 500 to 1500 is usual."
        yield Violation((field, "duration_ms"), message)
    if found.type is TransitionType.MATCH_CUT and not found.match_element:
        message = "A match cut joins two like things: name what is alike."
        yield Violation((field, "match_element"), message)


def _listed(types: tuple[TransitionType, ...]) -> str:
    return f"{', '.join(types[:-1])} or {types[-1]}"
