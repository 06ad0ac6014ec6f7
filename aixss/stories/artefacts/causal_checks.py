"""What a causal chain promises, checked by rules: a claim that they can refute does not stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from aixss.stories.artefacts.base import Language
from aixss.stories.artefacts.causal_chain import CausalChain
from aixss.stories.artefacts.causal_parts import (
    ChainBeat,
    ConsistencyChecks,
    PlotLine,
    called,
)

SIDES = 3  # that pull at the core of the conflict
MOVED = 2  # people whom new knowledge moves
LINES = 2  # that make the ending final
NOTES = 40  # that the checks hold
NOTE_CHARS = 4000


def checked(chain: CausalChain, checks: ConsistencyChecks, language: Language) -> ConsistencyChecks:
    """The reviewer's checks with those refuted that the chain itself refutes; notes say which."""
    refuted = dict(refutations(chain, language))
    ours = [note[:NOTE_CHARS] for note in refuted.values()]
    kept = [note for note in checks.notes if note not in ours]
    false = dict.fromkeys(refuted, False)
    return checks.model_copy(update={**false, "notes": [*ours, *kept][:NOTES]})


def refutations(chain: CausalChain, language: Language) -> Iterator[tuple[str, str]]:
    """Each check that cannot hold, with a sentence for people that says why."""
    for name, refute in _REFUTATIONS.items():
        if note := refute(chain):
            yield name, note[0] if language is Language.ZH else note[1]


Note = tuple[str, str] | None  # in Chinese and in English


def _blind_spot(chain: CausalChain) -> Note:
    blind = [layer for layer in chain.info_visibility_layers or [] if layer.blind_spot]
    acting = _acting(_beats(chain))
    if any(called(role) in acting for layer in blind for role in layer.roles):
        return None
    return (
        "规则检查：没有任何一个带盲区的人物出现在节拍里，盲区没有推动行动。",
        "Checked by rules: nobody with a blind spot takes part in a beat, so it moves nothing.",
    )


def _info_flow(chain: CausalChain) -> Note:
    told = [beat for beat in _beats(chain) if beat.info_flow]
    if len(told) >= MOVED and len(_acting(told)) >= MOVED:
        return None
    return (
        f"规则检查：信息流动涉及的人物不足 {MOVED} 个，或只发生过一次。",
        f"Checked by rules: what is learned reaches fewer than {MOVED} people, or only once.",
    )


def _three_ways(chain: CausalChain) -> Note:
    stakes = chain.conflict_engine.stakes_by_faction if chain.conflict_engine else []
    found = len({called(stake.faction) for stake in stakes})
    if found >= SIDES:
        return None
    return (
        f"规则检查：核心冲突只有 {found} 方的得失，三方拉扯至少需要 {SIDES} 方。",
        f"Checked by rules: {found} sides have a stake in the conflict; it takes {SIDES}.",
    )


def _ending(chain: CausalChain) -> Note:
    last = chain.beat_flow.acts[-1].beats if chain.beat_flow else []
    names = {beat.beat_name for beat in last}
    found = sum(bool(names & _named(line)) for line in chain.plot_lines or [])
    if found >= LINES:
        return None
    return (
        f"规则检查：只有 {found} 条情节线进入最后一幕，结局不是多线共同触发的。",
        f"Checked by rules: {found} plot lines reach the last act; an ending takes {LINES}.",
    )


def _redundant(chain: CausalChain) -> Note:
    acting = _acting(_beats(chain))
    names = [stance.name or "" for stance in chain.character_matrix or []]
    idle = [name for name in names if name and called(name) not in acting]
    if not idle:
        return None
    return (
        f"规则检查：这些人物没有出现在任何节拍里：{'、'.join(idle)}。",
        f"Checked by rules: these take part in no beat: {', '.join(idle)}.",
    )


_REFUTATIONS: Mapping[str, Callable[[CausalChain], Note]] = {
    "blind_spot_drives_action": _blind_spot,
    "info_flow_changes_at_least_two": _info_flow,
    "core_conflict_has_three_way_tension": _three_ways,
    "ending_irreversible_triggered_by_multi_lines": _ending,
    "no_redundant_role": _redundant,
}


def _beats(chain: CausalChain) -> list[ChainBeat]:
    return list(chain.beat_flow.beats()) if chain.beat_flow else []


def _acting(beats: list[ChainBeat]) -> set[str]:
    """The names of those who take part."""
    return {called(name) for beat in beats for name in beat.characters}


def _named(line: PlotLine) -> set[str]:
    """The beats that a plot line names."""
    return {line.point_of_no_return, *line.key_interlocks}
