"""The season in a production's book: where it goes, how it feels, who is what to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aixss.client import book_chain
from aixss.client.generated.fragments import EmotionFacts, RelationshipFacts, SeasonFacts
from aixss.client.made import Production
from aixss.client.markdown import fact, facts, joined, table
from aixss.client.words import Words, called

BARS = "▁▂▃▄▅▆▇█"
TENSEST = 10  # as the server measures tension, from 0


def season(production: Production, words: Words) -> Iterator[str]:
    """What was made of the whole season."""
    project = production.project
    if project.causal_chain:
        yield from book_chain.chain(project.causal_chain, words)
    if production.relationships:
        yield from _relationships(production.relationships, words)
    if project.season_arc:
        yield from _arc(project.season_arc, words)
    if project.emotion_arc:
        yield from _feeling(project.emotion_arc, words)


def _relationships(those: Sequence[RelationshipFacts], words: Words) -> Iterator[str]:
    yield from (f"## {words['relations']}", "")
    heads = [words[key] for key in ("from", "to", "is_to", "strength", "told", "turns")]
    rows = [
        [
            it.source.name if it.source else "",
            it.target.name if it.target else "",
            it.label or called(it.type_, words).lower(),
            f"{it.intensity}/10",
            it.description,
            joined(
                (
                    words["turned"].format(turn.episode_order, turn.change, turn.new_intensity)
                    for turn in (it.arc.turns if it.arc else ())
                ),
                words,
            ),
        ]
        for it in those
    ]
    yield from table(heads, rows)


def _arc(arc: SeasonFacts, words: Words) -> Iterator[str]:
    yield from (f"## {words['season']}", "")
    told = {name: getattr(arc, name) for name in ("question", "answer", "begins", "ends")}
    yield from (*facts(told, words), "")
    for act in arc.acts:
        feeling = words["aside"].format(act.feeling)
        yield f"{act.order}. **{act.title}**{feeling}{words['is']}{act.aim}"
        yield f"   {fact('turn', act.turn, words)}"
    yield ""
    if arc.threads:
        heads = [words[key] for key in ("threads", "planted", "redeemed")]
        yield from table(heads, [[it.name, it.planted, it.redeemed] for it in arc.threads])


def _feeling(arc: EmotionFacts, words: Words) -> Iterator[str]:
    yield from (f"## {words['feeling']}", "")
    top = len(BARS) - 1
    curve = "".join(BARS[it.tension * top // TENSEST] for it in arc.points)
    yield from (f"`{curve}`", "")
    heads = [words[key] for key in ("where", "tension", "valence", "felt", "turn")]
    rows = [
        [
            words["within"].format(it.episode_order, it.scene_order)
            if it.scene_order
            else words["whole"].format(it.episode_order),
            it.tension,
            f"{it.valence:+d}",
            it.label,
            it.beat_name or "",
        ]
        for it in arc.points
    ]
    yield from table(heads, rows)
