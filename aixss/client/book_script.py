"""An episode's script in a production's book: what is seen and said, in order."""

from __future__ import annotations

from collections.abc import Iterator

from aixss.client.generated.fragments import EpisodeFactsScript, ScriptFacts, SpeechFacts
from aixss.client.words import Words, called


def script(found: EpisodeFactsScript, words: Words) -> Iterator[str]:
    """Scene by scene."""
    yield from (f"### {words['script']}", "")
    for scene in found.scenes:
        yield from _scene(scene, words)


def _scene(scene: ScriptFacts, words: Words) -> Iterator[str]:
    heading = scene.heading
    where = (called(heading.kind, words), heading.place, called(heading.time, words))
    yield from (f"**{words['heading'].format(scene.order, *where)}**", "")
    for after, seen in enumerate(["", *scene.action]):
        if seen:
            yield from (seen, "")
        said = [speech for speech in scene.dialogue if speech.after_action == after]
        for speech in said:
            yield from (_speech(speech, words), "")


def _speech(speech: SpeechFacts, words: Words) -> str:
    name = speech.speaker.name if speech.speaker else speech.speaker_name or words["narrator"]
    manner = words["aside"].format(speech.parenthetical) if speech.parenthetical else ""
    return f"> **{name}**{manner}{words['is']}{speech.line}"
