"""The machines as tables, and the states that content and live jobs lead to."""

from __future__ import annotations

from typing import Any

import pytest

from aixss.described import Described
from aixss.errors import IllegalMove
from aixss.jobs.states import ENDED, JOB, LIVE
from aixss.kit.machine import Machine
from aixss.stories import states
from aixss.stories.states import (
    EpisodeFacts,
    EpisodeMove,
    EpisodeState,
    ProjectFacts,
    ProjectMove,
    ProjectState,
    SceneFacts,
    SceneState,
    rest_episode,
    rest_project,
    rest_scene,
)
from aixss.webhooks.states import DELIVERY

MACHINES = (*states.MACHINES, JOB, DELIVERY)
P, E, S = ProjectState, EpisodeState, SceneState

ALL = ("anchor", "keyframes", "motion", "dialogue")

SCENES = [
    (SceneFacts(()), S.PENDING),
    (SceneFacts((), held="SCENE_GENERATING"), S.SCENE_GENERATING),
    (SceneFacts(("anchor",)), S.SCENE_CONFIRMED),
    (SceneFacts(("anchor",), held="KEYFRAME_GENERATING"), S.KEYFRAME_GENERATING),
    (SceneFacts(ALL[:2]), S.KEYFRAME_CONFIRMED),
    (SceneFacts(ALL[:2], held="MOTION_GENERATING"), S.MOTION_GENERATING),
    (SceneFacts(ALL[:3]), S.MOTION_CONFIRMED),
    (SceneFacts(ALL[:3], held="DIALOGUE_GENERATING"), S.DIALOGUE_GENERATING),
    (SceneFacts(ALL, held="SOUND_DESIGN_GENERATING"), S.SOUND_DESIGN_GENERATING),
    (SceneFacts(ALL), S.COMPLETED),
    (SceneFacts(ALL, stale=("motion",)), S.NEEDS_UPDATE),
    (SceneFacts(ALL, stale=("motion",), held="MOTION_GENERATING"), S.MOTION_GENERATING),
    # A mark on a field that is only being generated says nothing of what is there.
    (SceneFacts(("anchor",), stale=("keyframes",)), S.SCENE_CONFIRMED),
    # The furthest stage counts, also when an earlier one was cleared.
    (SceneFacts(("motion",)), S.MOTION_CONFIRMED),
    (SceneFacts(("dialogue",)), S.PENDING),
    (SceneFacts(("dialogue", "sound_design")), S.SOUND_DESIGN_CONFIRMED),
    (SceneFacts(("dialogue", "duration_estimate")), S.PENDING),
    # Nothing that a complete scene gets beyond makes it anything less.
    (SceneFacts((*ALL, "sound_design", "duration_estimate")), S.COMPLETED),
    (SceneFacts((*ALL, "sound_design"), stale=("sound_design",)), S.NEEDS_UPDATE),
]

EPISODES = [
    (EpisodeFacts(), E.IDLE),
    (EpisodeFacts(confirmed=True), E.IDLE),
    (EpisodeFacts(expressed=True), E.CORE_EXPRESSION_READY),
    (EpisodeFacts(expressed=True, held="SCRIPT_WRITING"), E.SCRIPT_WRITING),
    (EpisodeFacts(expressed=True, scenes=6), E.SCENE_LIST_EDITING),
    (EpisodeFacts(scenes=6, confirmed=True), E.SCENE_PROCESSING),
    (EpisodeFacts(scenes=6, started=1), E.SCENE_PROCESSING),
    (EpisodeFacts(scenes=6, scene_jobs=True), E.SCENE_PROCESSING),
    (EpisodeFacts(scenes=6, started=6, complete=5), E.SCENE_PROCESSING),
    (EpisodeFacts(scenes=6, started=6, complete=6), E.COMPLETE),
    (EpisodeFacts(scenes=6, complete=6, scene_jobs=True), E.COMPLETE),
]

IDLE, LISTED = EpisodeFacts(), EpisodeFacts(expressed=True, scenes=6)
CONFIRMED = EpisodeFacts(expressed=True, scenes=6, confirmed=True)
STARTED = EpisodeFacts(expressed=True, scenes=6, started=1)
COMPLETE = EpisodeFacts(expressed=True, scenes=6, started=6, complete=6)
EXPRESSED = EpisodeFacts(expressed=True)


def project(
    *episodes: EpisodeFacts, milestone: ProjectState = P.DATA_COLLECTED, **facts: Any
) -> ProjectFacts:
    return ProjectFacts(milestone=milestone, episodes=episodes, **facts)


PROJECTS = [
    *((project(milestone=milestone), milestone) for milestone in states.MILESTONES),
    (project(IDLE), P.DATA_COLLECTED),
    (project(held="EPISODE_PLANNING"), P.EPISODE_PLANNING),
    (project(IDLE, planned=True), P.EPISODE_PLAN_EDITING),
    (project(IDLE, planned=True, plan_confirmed=True), P.EPISODE_CREATING),
    (project(IDLE, EXPRESSED, planned=True), P.EPISODE_CREATING),
    (project(EXPRESSED, held="SCENE_LIST_GENERATING"), P.SCENE_LIST_GENERATING),
    (project(LISTED, EXPRESSED), P.SCENE_LIST_EDITING),
    (project(CONFIRMED, LISTED), P.SCENE_LIST_EDITING),
    (project(CONFIRMED, EXPRESSED), P.SCENE_LIST_CONFIRMED),
    (project(STARTED, LISTED), P.SCENE_PROCESSING),
    (project(STARTED, held="SCENE_LIST_GENERATING"), P.SCENE_PROCESSING),
    (project(COMPLETE, STARTED), P.SCENE_PROCESSING),
    (project(COMPLETE, IDLE), P.ALL_SCENES_COMPLETE),
    (project(COMPLETE, COMPLETE), P.ALL_EPISODES_COMPLETE),
    (project(COMPLETE, held="EXPORTING"), P.EXPORTING),
]


@pytest.mark.parametrize(("facts", "state"), SCENES)
def test_a_scene_rests_where_its_content_says(facts: SceneFacts, state: SceneState) -> None:
    assert rest_scene(facts) is state


@pytest.mark.parametrize(("facts", "state"), EPISODES)
def test_an_episode_rests_where_its_scenes_say(facts: EpisodeFacts, state: EpisodeState) -> None:
    assert rest_episode(facts) is state


@pytest.mark.parametrize(("facts", "state"), PROJECTS)
def test_a_project_rests_where_its_episodes_say(facts: ProjectFacts, state: ProjectState) -> None:
    assert rest_project(facts) is state


def test_the_situations_lead_to_every_state() -> None:
    scenes = {state for _, state in SCENES}
    episodes = {state for _, state in EPISODES}
    projects = {state for _, state in PROJECTS}

    assert set(S) == scenes
    assert set(E) == episodes
    assert set(P) == projects


@pytest.mark.parametrize(
    ("present", "stale", "complete"),
    [
        (ALL, (), True),
        (ALL[:3], (), False),
        (ALL, ("dialogue",), False),
        ((*ALL, "sound_design"), ("sound_design", "duration_estimate"), True),
    ],
)
def test_complete_means_all_there_and_nothing_stale(
    present: tuple[str, ...], stale: tuple[str, ...], complete: bool
) -> None:
    facts = SceneFacts(present, stale, held="SOUND_DESIGN_GENERATING")

    assert states.scene_is_complete(facts) is complete


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_every_state_can_be_reached(machine: Machine[Described]) -> None:
    assert machine.reachable() == set(machine.states)


# A scene in the first state lacks what the kinds need that hold the second.
WITHOUT_WHAT_IT_NEEDS = {
    (S.PENDING, S.KEYFRAME_GENERATING),
    (S.PENDING, S.MOTION_GENERATING),
    (S.PENDING, S.DIALOGUE_GENERATING),
    (S.SCENE_CONFIRMED, S.MOTION_GENERATING),
    (S.SCENE_CONFIRMED, S.DIALOGUE_GENERATING),
    (S.KEYFRAME_CONFIRMED, S.DIALOGUE_GENERATING),
}


@pytest.mark.parametrize("machine", states.MACHINES, ids=lambda machine: machine.name)
def test_whatever_rest_finds_is_a_legal_move(machine: Machine[Described]) -> None:
    held = {*states.HELD_PROJECT, *states.HELD_EPISODE, *states.HELD_SCENE}

    for source in machine.states:
        for target in set(machine.states) - {source}:
            if (source, target) in WITHOUT_WHAT_IT_NEEDS:
                continue
            event = states.START if target in held else states.REST
            assert machine.next(source, event, target) is target


@pytest.mark.parametrize(("source", "target"), sorted(WITHOUT_WHAT_IT_NEEDS))
def test_a_stage_starts_only_where_its_needs_can_be_met(
    source: SceneState, target: SceneState
) -> None:
    with pytest.raises(IllegalMove):
        states.SCENE.next(source, states.START, target)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_an_event_without_an_edge_tells_what_is_allowed(machine: Machine[Described]) -> None:
    events = {edge.event for edge in machine.edges}

    for state in machine.states:
        for event in events - set(machine.events(state)):
            with pytest.raises(IllegalMove) as refused:
                machine.next(state, event)
            assert refused.value.allowed == machine.moves(state)


@pytest.mark.parametrize(
    ("machine", "state", "event"),
    [
        (states.PROJECT, P.SCENE_PROCESSING, ProjectMove.CONFIRM_PLAN),
        (states.PROJECT, P.EPISODE_PLANNING, ProjectMove.BUILD_WORLD_VIEW),
        (states.PROJECT, P.WORLD_VIEW_BUILDING, ProjectMove.CONFIRM_DATA),
        (states.EPISODE, E.IDLE, EpisodeMove.CONFIRM_SCENE_LIST),
        (states.EPISODE, E.COMPLETE, EpisodeMove.REOPEN_SCENE_LIST),
        (JOB, LIVE[0], "settle"),
        *((JOB, state, event) for state in ENDED for event in ("claim", "cancel", "fail", "retry")),
    ],
)
def test_an_illegal_edge_is_refused(machine: Machine[Described], state: Any, event: str) -> None:
    with pytest.raises(IllegalMove):
        machine.next(state, event)


def test_an_ended_job_stays_as_it_is() -> None:
    assert not any(JOB.events(state) for state in ENDED)


def test_people_move_scenes_only_through_content() -> None:
    assert not any(states.SCENE.moves(state) for state in S)
