"""What prompts are told about an episode's script."""

from __future__ import annotations

from aixss.jobs.telling import fact, sentences, spend
from aixss.kinds import _facts
from aixss.stories.artefacts.script import ScriptScene
from aixss.stories.context import StoryContext


@fact
def script(story: StoryContext) -> str:
    """The context's episode as scripted, a line for each scene."""
    found = story.episode.script if story.episode else None
    if found is None:
        return _facts.none(story)
    share = max(_facts.STORY_CHARS // len(found.scenes), _facts.LEAST_SHARE)
    return "\n".join(
        sentences(
            f"{s.order}. {_heading(s)}: {s.summary} | {s.emotional_beat}", share, story.language
        )
        for s in found.scenes
    )


def scene_of(story: StoryContext) -> ScriptScene | None:
    """The context's scene as scripted; None where the scenes do not follow a script."""
    found = story.episode.script if story.episode else None
    # A list of another length tells other scenes by the same orders.
    if found is None or story.scene is None or len(found.scenes) != len(story.scenes):
        return None
    return next((each for each in found.scenes if each.order == story.scene.order), None)


@fact
def scene(story: StoryContext) -> str:
    """The context's scene as scripted: what is seen and said, in order."""
    found = scene_of(story)
    if found is None:
        return _facts.none(story)
    names, lines = _facts.called(story), [f"{_heading(found)}: {found.summary}"]
    for seen, action in enumerate(["", *found.action]):
        lines += [action] if action else []
        for speech in found.dialogue:
            if speech.after_action == seen:
                who = names.get(speech.speaker_id) or speech.speaker_name or "—"
                how = f" ({speech.parenthetical})" if speech.parenthetical else ""
                lines.append(f"{who}{how}: {speech.line}")
    return spend([*lines, found.emotional_beat], _facts.PLAN_CHARS, story.language)


def _heading(found: ScriptScene) -> str:
    return f"{found.heading.kind}, {found.heading.place}, {found.heading.time}"
