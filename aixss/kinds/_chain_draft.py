"""A causal chain drafted from the story's own words, phase by phase, without a model."""

from __future__ import annotations

from collections.abc import Sequence

from aixss.kinds import _chain_roster as cast
from aixss.kinds._chain_phases import (
    ActDetails,
    ActEntry,
    BeatDetails,
    BeatEntry,
    ChainConflict,
    ChainDirectory,
    ChainLines,
    ChainPositions,
    FlowEntry,
)
from aixss.kinds._chain_roster import Actor, Turn, spoken
from aixss.kinds._passage import Passage
from aixss.providers.reading import Reading, clip
from aixss.stories.artefacts.base import Language
from aixss.stories.artefacts.causal_chain import CausalChain
from aixss.stories.artefacts.causal_checks import checked
from aixss.stories.artefacts.causal_parts import (
    CHECKS,
    ActMode,
    CharacterStance,
    ConflictEngine,
    ConsistencyChecks,
    FactionStake,
    FirstMover,
    LayerMotivation,
    PlotLine,
    PlotLineType,
    VisibilityLayer,
)
from aixss.stories.context import StoryContext

OUTLINE_CHARS, CLAUSE_CHARS = 1_200, 160
# From so many sentences on, a story has so many acts with so many beats each.
SHAPES = ((120, ActMode.FOUR_ACT, 5), (60, ActMode.FOUR_ACT, 4), (0, ActMode.THREE_ACT, 3))
CALMEST, HIGHEST = 2, 10  # of a drafted chain's escalation
SCENE_SENTENCES = 6  # of the story, in one scene
GOAL_CHARS = 600
INTERLOCKS = 4  # that a drafted line names


def conflict(story: StoryContext) -> ChainConflict:
    """Phase 1: the thing that the story keeps coming back to, and who wants it how."""
    whole, actors = cast.whole(story), cast.roster(story, CausalChain())
    one, other = actors[0], actors[1]
    thing, thing_en = cast.core(whole)
    own = Reading.of("\n".join(whole.sentences), whole.language)
    gist = clip(own.joined(own.telling(10)), OUTLINE_CHARS)
    plain = whole.say(
        f"{one.said}与{other.said}都绕不开{thing}，最后必须有人作出选择。",
        f"Neither {one.said} nor {other.said} gets past the {thing_en}: somebody has to choose.",
    )
    return ChainConflict(
        outline_summary=spoken(gist, whole, plain),
        conflict_engine=ConflictEngine(
            core_object_or_event=whole.say(thing, f"the {thing_en}"),
            stakes_by_faction=_stakes(whole, one, other),
            first_mover=_mover(whole, one, other),
            necessity_derivation=_necessity(story, actors),
        ),
    )


def _stakes(whole: Passage, one: Actor, other: Actor) -> list[FactionStake]:
    (thing, thing_en), (place, place_en) = cast.core(whole), whole.place_words
    outside = whole.say(f"{place}的其他人", f"the others at the {place_en}")
    sides = (
        (one.name, "守住自己的那一份", "keeps what is theirs"),
        (other.name, "终于得到答案", "has an answer at last"),
        (outside, "不必再为旧事付代价", "pays for the past no more"),
    )
    return [
        FactionStake(
            faction=name,
            stake=whole.say(
                f"赢了，{zh}；输了，{thing}的来历就由别人说了算。",
                f"Whoever wins {en}; whoever loses leaves the {thing_en} to others.",
            ),
        )
        for name, zh, en in sides
    ]


def _mover(whole: Passage, one: Actor, other: Actor) -> FirstMover:
    thing, thing_en = cast.core(whole)
    return FirstMover(
        initiator=one.name,
        public_reason=whole.say(
            f"{one.said}说，只是想把{thing}的事了结。",
            f"{one.said} only wants to be done with the {thing_en}, or says so.",
        ),
        hidden_intent=whole.say(
            f"其实不想让{other.said}先知道全部。",
            f"In truth {other.said} must not learn all of it first.",
        ),
        legitimacy_mask=whole.say("这样做，看上去是为了大家好。", "It looks like a kindness."),
    )


def _necessity(story: StoryContext, actors: Sequence[Actor]) -> list[str]:
    steps = cast.turns(story, actors, 3)
    return [
        turn.piece.say(
            f"第{order}步：{clip(turn.event, CLAUSE_CHARS)}",
            f"Step {order}: {clip(turn.event, CLAUSE_CHARS)}",
        )
        for order, turn in enumerate(steps, start=1)
    ]


def positions(story: StoryContext, chain: CausalChain) -> ChainPositions:
    """Phase 2: one knows, another suspects, the others see the outside only."""
    actors = cast.roster(story, chain)
    parts = cast.turns(story, actors, len(actors))
    others = [*actors[1:], actors[0]]
    groups = [actors[:1], actors[1:2], actors[2:]]
    told = (
        ("知情者", "Those who know", "知道{t}的来历", "know where the {t} comes from"),
        ("起疑者", "Those who suspect", "只看见{t}的一角", "see a corner of the {t}"),
        ("局外人", "Those outside", "只听过关于{t}的传言", "have heard talk of the {t}"),
    )
    layers = [
        _layer(parts[0].piece, group, words, gain)
        for gain, (group, words) in enumerate(zip(groups, told, strict=True), start=6)
        if group
    ]
    pairs = zip(actors, others, parts, strict=True)
    return ChainPositions(
        info_visibility_layers=layers, character_matrix=[_stance(*pair) for pair in pairs]
    )


def _layer(
    piece: Passage, group: Sequence[Actor], words: tuple[str, str, str, str], gain: int
) -> VisibilityLayer:
    (thing, thing_en), (name, name_en, known, known_en) = piece.thing, words
    return VisibilityLayer(
        layer_name=piece.say(name, name_en),
        roles=[actor.name for actor in group],
        info_boundary=piece.say(
            f"他们{known.format(t=thing)}。", f"They {known_en.format(t=thing_en)}."
        ),
        blind_spot=piece.say(
            f"看不见别人为什么离不开{thing}，所以会误判。",
            f"They do not see why others cannot let the {thing_en} go, and misjudge them.",
        ),
        motivation=LayerMotivation(
            gain=gain,
            loss_avoid=15 - gain,
            activation_trigger=piece.say(f"{thing}再次出现。", f"The {thing_en} turns up again."),
        ),
    )


def _stance(actor: Actor, other: Actor, turn: Turn) -> CharacterStance:
    piece, (thing, thing_en) = turn.piece, turn.piece.thing
    return CharacterStance(
        name=actor.name,
        identity=piece.say(
            f"{actor.said}：被{thing}牵住的人。", f"{actor.said}, who is tied to the {thing_en}."
        ),
        goal=piece.say(
            f"{actor.said}要在{other.said}之前弄清{thing}意味着什么。",
            f"{actor.said} wants to know what the {thing_en} means before {other.said} does.",
        ),
        secret=piece.say(
            f"{actor.said}与{thing}的关系比承认的更深。",
            f"{actor.said} has more to do with the {thing_en} than is admitted.",
        ),
        vulnerability=piece.say(
            f"只要有人提起{piece.place.zh}的事，{actor.said}就会失去分寸。",
            f"Any word of the {piece.place.en} makes {actor.said} lose measure.",
        ),
        assumptions=[
            piece.say(
                f"{actor.said}以为{other.said}什么都不知道。",
                f"{actor.said} believes that {other.said} knows nothing.",
            )
        ],
    )


def directory(story: StoryContext, chain: CausalChain) -> ChainDirectory:
    """Phase 3, first question: the story's pieces as beats, each because of the one before."""
    mode, each = _shape(story)
    turns = cast.turns(story, cast.roster(story, chain), mode.acts * each)
    names = cast.titles(story, turns)
    beats = [
        BeatEntry(
            beat_name=name,
            escalation=CALMEST + (HIGHEST - CALMEST) * index // (len(turns) - 1),
            interlock=_interlock(turn, names[index - 1]) if index else "",
        )
        for index, (turn, name) in enumerate(zip(turns, names, strict=True))
    ]
    zh, en = ("一二三四", ("One", "Two", "Three", "Four"))
    acts = [
        ActEntry(
            act=n,
            act_name=turns[0].piece.say(
                f"第{zh[n - 1]}幕：{names[(n - 1) * each]}",
                f"Act {en[n - 1]}: {names[(n - 1) * each]}",
            )[: cast.TITLE_CHARS],
            beats=beats[(n - 1) * each : n * each],
        )
        for n in range(1, mode.acts + 1)
    ]
    return ChainDirectory(beat_flow=FlowEntry(act_mode=mode, acts=acts))


def _shape(story: StoryContext) -> tuple[ActMode, int]:
    told = len(cast.whole(story).sentences)
    return next((mode, beats) for least, mode, beats in SHAPES if told >= least)


def _interlock(turn: Turn, before: str) -> str:
    (thing, thing_en), who = turn.piece.thing, turn.actors[0].said
    return turn.piece.say(
        f"因为“{before}”，{who}不能再装作没看见{thing}，所以才有了这一步。",
        f"Because of “{before}” {who} cannot look past the {thing_en} any more, and this follows.",
    )


def details(story: StoryContext, chain: CausalChain, act: int) -> ActDetails:
    """Phase 3, an act: what the story's pieces show of its beats."""
    assert chain.beat_flow is not None
    places = [(each.act, beat.beat_name) for each in chain.beat_flow.acts for beat in each.beats]
    turns = cast.turns(story, cast.roster(story, chain), len(places))
    return ActDetails(
        beats=[
            _details(name, turn)
            for (number, name), turn in zip(places, turns, strict=True)
            if number == act
        ]
    )


def _details(name: str, turn: Turn) -> BeatDetails:
    piece, one, other = turn.piece, turn.actors[0].said, turn.actors[-1].said
    (thing, thing_en), (place, place_en) = piece.thing, piece.place_words
    (time, time_en), alone = piece.time_words, len(turn.actors) == 1
    left = piece.say("旁人", "everybody else") if alone else other
    return BeatDetails(
        beat_name=name,
        surface_event=turn.event,
        info_flow=piece.say(
            f"{one}由此知道了{thing}背后的一点实情，{left}还只知道一半；两人都改了下一步的打算。",
            f"{one} learns something true about the {thing_en}; {left} knows half of it. "
            "Both change what they do next.",
        ),
        location=piece.say(f"{place}，{time}", f"The {place_en}, {time_en}"),
        characters=[actor.name for actor in turn.actors],
        visual_hook=piece.say(
            f"{piece.weather.look[0]}的{place}，{thing}停在画面中央，{one}没有伸手。",
            f"The {thing_en} in the middle of the frame, {piece.weather.look[1]}, and {one} "
            "not reaching for it.",
        ),
        emotional_tone=piece.say(*piece.mood),
        estimated_scenes=min(max(len(piece.sentences) // SCENE_SENTENCES, 1), 10),
    )


def lines(story: StoryContext, chain: CausalChain) -> ChainLines:
    """Phase 4: a line for each who takes part the most, and only what the rules let stand."""
    assert chain.beat_flow is not None
    whole = cast.whole(story)
    thing, thing_en = cast.core(whole)
    seen = [(beat.beat_name, beat.characters) for beat in chain.beat_flow.beats()]
    met = {
        actor: [name for name, people in seen if actor.name in people]
        for actor in cast.roster(story, chain)
    }
    stances = {stance.name: stance for stance in chain.character_matrix or []}
    drivers = [(a.name, stances.get(a.name), names) for a, names in met.items() if names][:3]
    everywhere = [name for name, _ in seen]
    spare = (
        whole.say(f"关于{thing}的传言", f"the talk about the {thing_en}"),
        whole.say(f"{whole.place.zh}的众人", f"the others at the {whole.place.en}"),
    )
    drivers += [(name, None, everywhere) for name in spare[: max(2 - len(drivers), 0)]]
    made = ChainLines(
        plot_lines=[
            _line(whole, kind, *driver) for kind, driver in zip(PlotLineType, drivers, strict=False)
        ],
        consistency_checks=ConsistencyChecks(**dict.fromkeys(CHECKS, True), notes=[]),
    )
    checks = checked(made.onto(chain, 1), made.consistency_checks, Language(story.language))
    return made.model_copy(update={"consistency_checks": checks})


def _line(
    whole: Passage,
    kind: PlotLineType,
    driver: str,
    stance: CharacterStance | None,
    names: Sequence[str],
) -> PlotLine:
    thing, thing_en = cast.core(whole)
    goal, secret = (stance.goal, stance.secret) if stance else (None, None)
    hidden = whole.say(f"不让人知道：{secret}", f"That nobody learns this: {secret}")
    return PlotLine(
        line_type=kind,
        driver=driver[:200],
        stated_goal=spoken(
            clip(goal or "", GOAL_CHARS),
            whole,
            whole.say(f"让{thing}的事到此为止。", f"To lay the {thing_en} to rest."),
        ),
        true_goal=spoken(
            clip(hidden if secret else "", GOAL_CHARS),
            whole,
            whole.say("让人承认当初发生过什么。", "To have it owned what happened then."),
        ),
        key_interlocks=_spread(names),
        point_of_no_return=names[-1],
    )


def _spread(names: Sequence[str]) -> list[str]:
    """Some of the beats, the first and the last among them."""
    count, last = min(len(names), INTERLOCKS), len(names) - 1
    return [names[round(n * last / max(count - 1, 1))] for n in range(count)]
