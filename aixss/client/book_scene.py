"""A scene in a production's book."""

from __future__ import annotations

from collections.abc import Iterator

from aixss.client.generated.fragments import (
    Bilingual,
    CrossingFacts,
    CueFacts,
    DesignFacts,
    LineFacts,
    SceneFacts,
    SceneFactsDurationEstimate,
    ShotFacts,
)
from aixss.client.markdown import fact, joined, table
from aixss.client.words import Words, called


def scene(scene: SceneFacts, words: Words) -> Iterator[str]:
    """A scene: what happens in it, then whatever was made of it."""
    yield from (f"### {words['scene'].format(scene.order)}", "", scene.summary, "")
    if anchor := scene.anchor:
        yield from _part("anchor", anchor.scene, words)
        yield from (f"- {each.local}" for each in anchor.anchors)
        yield from (fact("avoid", anchor.avoid.local, words), "")
    if board := scene.keyframes:
        yield from _part("keyframes", board.style, words)
        heads = ["#", *(words[key] for key in ("shot", "picture", "focus", "who"))]
        yield from table(heads, [_shot(shot, words) for shot in board.shots])
    if motion := scene.motion:
        yield from _part("motion", motion.summary, words)
        for beat in motion.beats:
            span = f"{beat.starts_at_s}-{beat.ends_at_s} s"
            yield f"- {span}{words['is']}{beat.action.local}"
        yield from (fact("fixed", motion.constraints.local, words), "")
    if design := scene.shot_design:
        yield from _design(design, words)
    if dialogue := scene.dialogue:
        yield from (f"**{words['dialogue']}**", "")
        yield from (_line(line, words) for line in dialogue.lines)
        yield ""
    if sound := scene.sound_design:
        yield from (f"**{words['sound']}**{words['is']}{sound.master_mood}", "")
        yield from (_cue(cue, words) for cue in sound.cues)
        yield ""
    if duration := scene.duration_estimate:
        yield from (_duration(duration, words), "")


def _part(key: str, text: Bilingual, words: Words) -> Iterator[str]:
    yield from (f"**{words[key]}**{words['is']}{text.local}", "")


def _shot(shot: ShotFacts, words: Words) -> list[object]:
    people = words["and"].join(person.name for person in shot.subjects)
    return [shot.number, called(shot.size, words), shot.description.local, shot.focus.local, people]


def _design(design: DesignFacts, words: Words) -> Iterator[str]:
    shot = design.shot
    values = [called(it, words) for it in (shot.size, shot.angle, shot.motion, shot.lens)]
    told = words["and"].join(filter(None, [*values, shot.focal_length]))
    yield from (f"**{words['design']}**{words['is']}{told}", "")
    if shot.notes:
        yield f"- {shot.notes}"
    yield fact("enters", _crossing(design.transition_in, words), words)
    yield from (fact("leaves", _crossing(design.transition_out, words), words), "")


def _crossing(found: CrossingFacts, words: Words) -> str:
    length = f"{found.duration_ms / 1000:g} s" if found.duration_ms else None
    told = joined((length, found.motivation, found.match_element), words)
    aside = words["aside"].format(told) if told else ""
    return f"{called(found.type_, words)}{aside}"


def _line(line: LineFacts, words: Words) -> str:
    who = line.speaker.name if line.speaker else words["narrator"]
    manner = words["aside"].format(line.emotion) if line.emotion else ""
    return f"- **{who}**{manner}{words['is']}{line.content}"


def _cue(cue: CueFacts, words: Words) -> str:
    begins = words["line"].format(cue.at_line) if cue.at_line else ""
    told = joined((begins, cue.timing, cue.mood, cue.reference), words)
    manner = words["aside"].format(told) if told else ""
    return f"- **{called(cue.type_, words)}**{words['is']}{cue.description}{manner}"


def _duration(found: SceneFactsDurationEstimate, words: Words) -> str:
    parts = {
        "spoken": found.dialogue_s,
        "shown": found.action_s,
        "paused": found.pause_s,
        "crossed": found.transition_s,
    }
    told = words["and"].join(words[key].format(f"{part:g}") for key, part in parts.items())
    total = f"{found.total_s:g} s"
    return f"**{words['length']}**{words['is']}{total}{words['aside'].format(told)}"
