"""What prompts are told about a story: named texts, each within a budget, nothing cut in two."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from aixss.jobs.needs import effective_style
from aixss.jobs.telling import fact, leave_out, sentences, spend
from aixss.providers.reading import Reading, clip
from aixss.stories.artefacts.core_expression import CoreExpression
from aixss.stories.artefacts.dialogue import Dialogue
from aixss.stories.artefacts.episode_plan import PlannedEpisode
from aixss.stories.artefacts.keyframe_board import KeyframeBoard, KeyframeShot
from aixss.stories.artefacts.motion_prompt import MotionPrompt
from aixss.stories.artefacts.scene_anchor import SceneAnchor
from aixss.stories.artefacts.shot_design import Transition
from aixss.stories.artefacts.sound_design import LASTING
from aixss.stories.context import StoryContext
from aixss.stories.models import Character, CharacterRelationship, Episode, Scene

# Budgets in characters; together they leave room for the answer in small contexts too.
STORY_CHARS = 12_000
STYLE_CHARS = 1_200
WORLD_CHARS = 3_000
WORLD_ITEM_CHARS = 400
CAST_CHARS = 4_000
PERSON_CHARS = 600
PLAN_CHARS = 6_000
SUMMARY_CHARS = 600
LINE_CHARS = 300
SEASON_CHARS, LEAST_SHARE = 9_000, 60  # of all episodes, and of each
IN_FULL = 3  # of the latest planned episodes

_ACTS = {
    "zh": ("起：交代人物与处境", "承：麻烦加深", "转：局面反转", "合：收束与余味"),
    "en": (
        "setup: people and situation",
        "development: trouble deepens",
        "turn: the situation flips",
        "close: resolution and aftertaste",
    ),
}


def none(story: StoryContext) -> str:
    """What stands for an absent fact."""
    return "（无）" if story.language == "zh" else "(none)"


@fact
def telling(story: StoryContext) -> str:
    """The story, or the sentences of a long one that tell the most."""
    if len(story.text) <= STORY_CHARS:
        return story.text or none(story)
    read = Reading.of(story.text, story.language)
    usual = max(1, len(story.text) // max(len(read.sentences), 1))
    told = read.joined(read.telling(STORY_CHARS // usual))
    return sentences(leave_out(story.text, told), STORY_CHARS, story.language)


@fact
def style(story: StoryContext) -> str:
    """The look of every picture."""
    return sentences(effective_style(story), STYLE_CHARS, story.language) or none(story)


@fact
def world_view(story: StoryContext) -> str:
    """The world that the story plays in, a line for each element."""
    lines = (
        sentences(f"- [{e.type}] {e.title}: {e.content}", WORLD_ITEM_CHARS, story.language)
        for e in story.world_view
    )
    return spend(lines, WORLD_CHARS, story.language) or none(story)


@fact
def cast(story: StoryContext) -> str:
    """Who may appear, a line for each with the id that answers use; those of the scene first."""
    present = set(story.scene.cast) if story.scene else set()
    first = sorted(story.characters, key=lambda character: str(character.id) not in present)
    lines = [_person(character, story.language) for character in first]
    budget = CAST_CHARS
    kept = []
    for line, character in zip(lines, first, strict=True):
        # Whoever may be named in an answer keeps an id and a name, however large the cast.
        short = f"- id {character.id}: {character.name}"
        kept.append(line if len(line) <= budget else leave_out(line, short))
        budget -= len(kept[-1])
    return "\n".join(kept) or none(story)


def _person(character: Character, language: str) -> str:
    names = " / ".join([character.name, *character.aliases])
    about = (character.brief, character.appearance, character.personality)
    told = " ".join(text.strip() for text in about if text.strip())
    line = f"- id {character.id}: {names}"
    return sentences(f"{line}. {told}", PERSON_CHARS, language) if told else line


@fact
def proposed(story: StoryContext) -> str:
    """Who was proposed for the cast before, the latest first, with what people decided."""
    lines = (
        f"- {' / '.join([each.name, *each.aliases])}: {each.status}"
        for each in reversed(story.candidates)
    )
    return spend(lines, CAST_CHARS, story.language) or none(story)


@fact
def plan(episodes: Sequence[PlannedEpisode], story: StoryContext) -> str:
    """All planned episodes in order: the latest in full, the others in a line each."""
    full = {episode.order for episode in episodes[-IN_FULL:]}
    latest_first = [
        _planned(episode) if episode.order in full else _line(episode, story)
        for episode in reversed(episodes)
    ]
    if sum(map(len, latest_first)) > PLAN_CHARS:
        shortest = [f"{e.order}. {e.title}" for e in reversed(episodes)]
        latest_first[IN_FULL:] = map(leave_out, latest_first[IN_FULL:], shortest[IN_FULL:])
    return "\n".join(reversed(latest_first)) or none(story)


def _planned(episode: PlannedEpisode) -> str:
    beats = " → ".join(episode.beats)
    parts = (episode.logline, beats, episode.scene_scope, episode.cliffhanger or "")
    return f"{episode.order}. {episode.title}: " + " | ".join(part for part in parts if part)


def _line(episode: PlannedEpisode, story: StoryContext) -> str:
    gist = sentences(episode.logline, SUMMARY_CHARS // 4, story.language)
    return f"{episode.order}. {episode.title}: {gist}"


@fact
def episode(story: StoryContext, row: Episode | None) -> str:
    """An episode as planned, or as its summary tells it."""
    if row is None:
        return none(story)
    outline = _planned(row.outline) if row.outline else f"{row.order}. {row.title}"
    return f"{outline}\n{sentences(row.summary, SUMMARY_CHARS * 2, story.language)}"


@fact
def season_arc(story: StoryContext) -> str:
    """Where the season goes, as it is settled: its question and answer, its acts, its threads."""
    arc = story.project.season_arc
    if arc is None:
        return none(story)
    lines = [
        f"question: {arc.question}",
        f"answer: {arc.answer}",
        f"protagonist: {arc.begins} → {arc.ends}",
        *(f"act {a.order}, {a.title}: {a.aim} → {a.turn} ({a.feeling})" for a in arc.acts),
        *(f"thread {t.name}: {t.planted} → {t.redeemed}" for t in arc.threads),
    ]
    shares = (sentences(line, SUMMARY_CHARS, story.language) for line in lines)
    return spend(shares, WORLD_CHARS, story.language)


@fact
def relationships(story: StoryContext) -> str:
    """What the characters are to each other as far as it is written, a line for each."""
    names = called(story)
    lines = (
        _bond(r, names[r.source_id], names[r.target_id], story.language)
        for r in story.relationships
        if r.source_id in names and r.target_id in names
    )
    return spend(lines, CAST_CHARS, story.language) or none(story)


def _bond(row: CharacterRelationship, source: str, target: str, language: str) -> str:
    told = f"- {source} → {target}: [{row.type}] {row.label} {row.description}"
    turns = row.arc.turns if row.arc else []
    arc = " → ".join(f"{turn.episode_order}. {turn.change}" for turn in turns)
    whole = sentences(told, PERSON_CHARS // 2, language)
    return f"{whole} | {sentences(arc, PERSON_CHARS // 2, language)}" if arc else whole


@fact
def feelings(story: StoryContext) -> str:
    """All episodes in order: how many scenes each has, what happens and how it feels."""
    share = max(SEASON_CHARS // max(len(story.episodes), 1), LEAST_SHARE)
    return "\n".join(_felt(row, share, story) for row in story.episodes) or none(story)


def _felt(row: Episode, share: int, story: StoryContext) -> str:
    core = row.core_expression
    told = (
        [row.summary, " → ".join(core.emotional_arc), core.ending_beat] if core else [row.summary]
    )
    opening = f"{row.order}. {row.title} ({row.scene_count}): "
    return sentences(opening + " | ".join(filter(None, told)), share, story.language)


def neighbours(story: StoryContext) -> tuple[str, str]:
    """The episodes before and after the context's own."""
    here = story.episodes.index(story.episode) if story.episode in story.episodes else 0
    before = story.episodes[here - 1] if here else None
    after = story.episodes[here + 1] if here + 1 < len(story.episodes) else None
    return _neighbour(story, before), _neighbour(story, after)


@fact
def _neighbour(story: StoryContext, row: Episode | None) -> str:
    if row is None:
        return none(story)
    line = f"{row.order}. {row.title}: {row.summary}"
    ending = row.core_expression.ending_beat if row.core_expression else ""
    return spend([line, ending], SUMMARY_CHARS, story.language)


@fact
def core(story: StoryContext, expression: CoreExpression | None) -> str:
    """What an episode says beneath its plot, field by field."""
    if expression is None:
        return none(story)
    fields = (
        ("theme", expression.theme),
        ("emotional_arc", " → ".join(expression.emotional_arc)),
        ("core_conflict", expression.core_conflict),
        ("ending_beat", expression.ending_beat),
        ("visual_motifs", "; ".join(expression.visual_motifs)),
        ("payoff", "; ".join(expression.payoff)),
        ("next_hook", expression.next_hook or ""),
    )
    lines = (f"{name}: {text}" for name, text in fields if text)
    return spend(lines, STYLE_CHARS * 2, story.language)


def position(story: StoryContext) -> str:
    """Where the scene stands in the whole story, counted and as a dramatic position."""
    assert story.episode is not None
    assert story.scene is not None
    index, count = story.scene_place
    act = _ACTS[story.language][min(index * 4 // count, 3)]
    numbers = (
        index + 1,
        count,
        story.episode.order,
        len(story.episodes),
        story.scene.order,
        len(story.scenes),
        act,
    )
    if story.language == "zh":
        return "全片第 {}/{} 场；第 {}/{} 集的第 {}/{} 场。戏剧位置：{}".format(*numbers)
    return "scene {} of {}; episode {} of {}, scene {} of {} there. Dramatic position: {}".format(
        *numbers
    )


@fact
def summary(story: StoryContext, scene: Scene | None) -> str:
    """What happens in a scene, with the team's notes on it."""
    if scene is None:
        return none(story)
    return spend([scene.summary, scene.notes], SUMMARY_CHARS * 2, story.language) or none(story)


def anchor(story: StoryContext, found: SceneAnchor | None) -> str:
    """A scene's fixed surroundings, its anchors word for word."""
    if found is None:
        return none(story)
    things = "\n".join(f"- {a.local} = {a.en}" for a in found.anchors)
    light = found.lighting
    lines = [f"scene: {found.scene.local} = {found.scene.en}", f"anchors:\n{things}"]
    if light:
        lines.append(
            f"lighting: {light.source}, {light.direction}, {light.color}, {light.intensity}"
        )
    if found.atmosphere:
        air = found.atmosphere
        lines.append(f"atmosphere: {air.mood}, {air.weather}, {air.time_of_day}")
    return "\n".join([*lines, f"avoid: {found.avoid.local}"])


def shot(story: StoryContext, found: KeyframeShot | None) -> str:
    """One still picture in a line."""
    if found is None:
        return none(story)
    text = f"{found.description.local} | {found.focus.local}"
    return f"{found.number} {found.size} {found.angle}: {clip(text, SUMMARY_CHARS)}"


def board(story: StoryContext, found: KeyframeBoard | None) -> str:
    """A scene's nine still pictures, a line each."""
    return "\n".join(shot(story, s) for s in found.shots) if found else none(story)


def last_shot(story: StoryContext) -> str:
    """The last still picture of the scene before."""
    scene = story.previous_scene
    return shot(story, scene.keyframes.shots[-1] if scene and scene.keyframes else None)


def first_shot(story: StoryContext) -> str:
    """The first still picture of the scene after."""
    scene = story.next_scene
    return shot(story, scene.keyframes.shots[0] if scene and scene.keyframes else None)


@fact
def motion(story: StoryContext, found: MotionPrompt | None) -> str:
    """How a scene moves: the whole and its beats."""
    if found is None:
        return none(story)
    beats = (f"{b.starts_at_s}-{b.ends_at_s} s: {b.action.local}" for b in found.beats)
    return spend([found.summary.local, *beats], STYLE_CHARS, story.language)


@fact
def spoken_before(story: StoryContext) -> str:
    """The last lines that were heard in the scene before."""
    scene = story.previous_scene
    lines = scene.dialogue.lines[-3:] if scene and scene.dialogue else []
    names = called(story)
    told = (f"{names.get(line.speaker_id, '—')}: {line.content}" for line in lines)
    return spend(told, SUMMARY_CHARS, story.language) or none(story)


def dialogue(story: StoryContext, found: Dialogue | None) -> str:
    """A scene's dialogue, each line with the order by which others refer to it."""
    names = called(story)
    lines = (
        f"{line.order}. {line.type} {names.get(line.speaker_id, '—')}"
        f"{f' ({line.emotion})' if line.emotion else ''}: {clip(line.content, LINE_CHARS)}"
        for line in (found.lines if found else [])
    )
    return "\n".join(lines) or none(story)


def transition(story: StoryContext, found: Transition | None) -> str:
    """One way over from scene to scene in a line."""
    if found is None:
        return none(story)
    told = filter(None, (found.motivation, found.match_element))
    return " | ".join([f"{found.type} {found.duration_ms} ms", *told])


@fact
def sound_before(story: StoryContext) -> str:
    """How the scene before sounds, its music and ambience in full."""
    scene = story.previous_scene
    found = scene.sound_design if scene else None
    if found is None:
        return none(story)
    lasting = (f"{cue.type}: {cue.description}" for cue in found.cues if cue.type in LASTING)
    return spend([found.master_mood, *lasting], SUMMARY_CHARS, story.language)


def called(story: StoryContext) -> dict[UUID | None, str]:
    """What the characters are called, by id."""
    return {character.id: character.name for character in story.characters}


def scene(story: StoryContext) -> dict[str, str]:
    """The facts that every kind about a scene is told."""
    assert story.episode is not None
    return {
        "style": style(story),
        "world_view": world_view(story),
        "cast": cast(story),
        "episode": episode(story, story.episode),
        "core_expression": core(story, story.episode.core_expression),
        "position": position(story),
        "summary": summary(story, story.scene),
        "previous_scene": summary(story, story.previous_scene),
        "next_scene": summary(story, story.next_scene),
    }
