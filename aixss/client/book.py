"""A production as a Markdown book, in the language of its story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aixss.client import book_scene, book_script, book_season, book_storyboard
from aixss.client.generated.fragments import CoreFacts, EpisodeFacts, StoryboardFacts
from aixss.client.made import Production
from aixss.client.markdown import after, fact, facts, table
from aixss.client.words import WORDS, Words, named


def render(production: Production) -> str:
    """The book of a production."""
    words = named(WORDS[production.project.language], production.labels)
    boards = {each.id: each for each in production.storyboards}
    lines = [*_front(production, words), *book_season.season(production, words)]
    lines += _plan(production.episodes, words)
    for episode in production.episodes:
        lines += _episode(episode, boards, words)
    return "\n".join(lines).rstrip() + "\n"


def _front(production: Production, words: Words) -> Iterator[str]:
    project, episodes = production.project, production.episodes
    yield from (f"# {project.title}", "")
    for maker in production.made_by:
        model = maker.model if maker.is_model else words["offline"]
        yield fact("made", f"`{maker.provider}`{words['aside'].format(model)}", words)
    scenes = sum(len(episode.scenes) for episode in episodes)
    yield fact("episodes", str(len(episodes)), words)
    yield fact("scenes", str(scenes), words)
    yield from _length(episodes, words)
    yield from (fact("style", project.style, words), "")
    yield from (f"## {words['story']}", "", project.summary, "")
    if production.characters:
        yield from (f"## {words['cast']}", "")
        for person in production.characters:
            yield f"- **{person.name}**{after(words['is'], person.brief)}"
        yield ""


def _plan(episodes: Sequence[EpisodeFacts], words: Words) -> Iterator[str]:
    yield from (f"## {words['plan']}", "")
    rows = [[it.order, f"[{it.title}](#{_mark(it)})", it.summary] for it in episodes]
    yield from table(["#", words["title"], words["story"]], rows)


def _episode(
    episode: EpisodeFacts, boards: Mapping[str, StoryboardFacts], words: Words
) -> Iterator[str]:
    # Readers of Markdown differ in the names that they make of headings.
    yield from (f'<a id="{_mark(episode)}"></a>', "")
    name = words["episode"].format(episode.order)
    yield from (f"## {name} · {episode.title}", "", episode.summary, "")
    if length := list(_length([episode], words)):
        yield from (*length, "")
    if core := episode.core_expression:
        yield from _core(core, words)
    if episode.script:
        yield from book_script.script(episode.script, words)
    for scene in episode.scenes:
        yield from book_scene.scene(scene, words)
        if board := boards.get(scene.id):
            yield from book_storyboard.storyboard(board, words)


def _length(episodes: Sequence[EpisodeFacts], words: Words) -> Iterator[str]:
    """How long the scenes of these last together, and of how many of them it is known."""
    scenes = [scene for episode in episodes for scene in episode.scenes]
    estimates = [scene.duration_estimate for scene in scenes if scene.duration_estimate]
    if not estimates:
        return
    seconds = round(sum(each.total_s for each in estimates))
    aside = words["aside"].format(words["partly"].format(len(estimates), len(scenes)))
    text = f"{seconds // 60}:{seconds % 60:02}"
    yield fact("length", text if len(estimates) == len(scenes) else f"{text}{aside}", words)


def _core(core: CoreFacts, words: Words) -> Iterator[str]:
    yield from (f"### {words['core']}", "", fact("theme", core.theme, words))
    yield fact("arc", "", words).rstrip()
    yield from (f"  {place}. {step}" for place, step in enumerate(core.emotional_arc, 1))
    told = {
        "conflict": core.core_conflict,
        "payoff": words["and"].join(core.payoff),
        "motifs": words["and"].join(core.visual_motifs),
        "ending": core.ending_beat,
        "hook": core.next_hook,
    }
    yield from (*facts(told, words), "")


def _mark(episode: EpisodeFacts) -> str:
    return f"episode-{episode.order}"
