"""What a follower of a project knows of its progress: fed with events, read by a display."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from aixss.client.generated.enums import JobStatus, SceneStatus
from aixss.client.generated.follow import (
    FollowEventJobCancelled,
    FollowEventJobFailed,
    FollowEventJobProgress,
    FollowEventJobQueued,
    FollowEventJobRetrying,
    FollowEventJobStarted,
    FollowEventJobSucceeded,
    FollowEventJobWaiting,
    FollowEventProjectEvent,
    FollowEventProjectSnapshot,
    FollowEventStateChanged,
)
from aixss.client.generated.fragments import JobAtWork

Ending = FollowEventJobCancelled | FollowEventJobFailed | FollowEventJobSucceeded
# What happens in a project.
Event = (
    Ending
    | FollowEventJobProgress
    | FollowEventJobQueued
    | FollowEventJobRetrying
    | FollowEventJobStarted
    | FollowEventJobWaiting
    | FollowEventProjectEvent
    | FollowEventProjectSnapshot
    | FollowEventStateChanged
)

# How many of a scene's four parts a state says are there.
PARTS = 4
PARTS_AT: Mapping[SceneStatus, int] = {
    SceneStatus.SCENE_CONFIRMED: 1,
    SceneStatus.KEYFRAME_GENERATING: 1,
    SceneStatus.KEYFRAME_CONFIRMED: 2,
    SceneStatus.MOTION_GENERATING: 2,
    SceneStatus.MOTION_CONFIRMED: 3,
    SceneStatus.DIALOGUE_GENERATING: 3,
    SceneStatus.SOUND_DESIGN_GENERATING: 3,
    SceneStatus.SOUND_DESIGN_CONFIRMED: 3,
    SceneStatus.COMPLETED: PARTS,
}


@dataclass
class Scene:
    """A scene and how far its running job is."""

    order: int
    status: SceneStatus
    work: float = 0.0
    is_complete: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_complete = self.status is SceneStatus.COMPLETED

    def move(self, status: SceneStatus) -> bool:
        """Whether a new state completes it; a complete one stays so while it gets its sound."""
        was, self.status, self.work = self.is_complete, status, 0.0
        still = was and status is SceneStatus.SOUND_DESIGN_GENERATING
        self.is_complete = still or status is SceneStatus.COMPLETED
        return self.is_complete and not was

    @property
    def ratio(self) -> float:
        """From 0 to 1."""
        if self.is_complete:
            return 1.0
        return min(1.0, (PARTS_AT.get(self.status, 0) + self.work) / PARTS)


@dataclass
class Episode:
    """An episode and its scenes by id."""

    order: int
    title: str
    scenes: dict[str, Scene] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """From 0 to 1; 0 before it has scenes."""
        return sum(scene.ratio for scene in self.scenes.values()) / max(1, len(self.scenes))

    @property
    def complete(self) -> int:
        """How many of its scenes are complete."""
        return sum(scene.is_complete for scene in self.scenes.values())


@dataclass
class Job:
    """A live job, and what it is about."""

    title: str
    episode_id: str | None
    scene_id: str | None
    is_running: bool
    ratio: float
    is_told: bool  # whether its end is worth a line


@dataclass(frozen=True)
class Bar:
    """One line of a display."""

    label: str
    ratio: float
    note: str
    depth: int


@dataclass
class Board:
    """The progress of one project."""

    title: str = ""
    episodes: dict[str, Episode] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)

    def take(self, event: Event) -> str | None:
        """Learn from an event; a sentence when it is worth a line of a log."""
        match event:
            case FollowEventProjectSnapshot():
                return self._start(event)
            case FollowEventJobQueued():
                self._know(event.job)
            case FollowEventStateChanged():
                return self._moved(event.target_id, event.to)
            case FollowEventJobStarted():
                self._progressed(event.job_id, 0.0)
            case FollowEventJobProgress():
                self._progressed(event.job_id, event.ratio)
            case FollowEventJobWaiting():
                self._paused(event.job_id)
            case FollowEventJobRetrying():
                self._paused(event.job_id)
                return f"Trying again: {self._name(event.job_id)}: {event.message}"
            case FollowEventJobSucceeded() | FollowEventJobFailed() | FollowEventJobCancelled():
                return self._ended(event)
        return None

    def bars(self, scenes: int) -> Iterator[Bar]:
        """The lines of a display: the project, its episodes, at most so many scenes of each."""
        episodes = sorted(self.episodes.items(), key=lambda each: each[1].order)
        ratios = [episode.ratio for _, episode in episodes]
        yield Bar(self.title, sum(ratios) / max(1, len(ratios)), self._busy(None, None), 0)
        for key, episode in episodes:
            note = f"{episode.complete}/{len(episode.scenes)}" if episode.scenes else ""
            busy = self._busy(key, None)
            yield Bar(_episode(episode), episode.ratio, " ".join(filter(None, (note, busy))), 1)
            running = [
                (scene, self._busy(key, scene_id))
                for scene_id, scene in episode.scenes.items()
                if self._busy(key, scene_id)
            ]
            for scene, title in sorted(running, key=lambda each: each[0].order)[:scenes]:
                # What is made beyond its parts is shown by itself.
                ratio = scene.work if scene.is_complete else scene.ratio
                yield Bar(f"Scene {scene.order}", ratio, title, 2)

    def _start(self, event: FollowEventProjectSnapshot) -> str:
        self.title = event.project.title
        self.episodes.clear()
        self.jobs.clear()
        for node in event.project.episodes.nodes:
            scenes = {it.id: Scene(it.order or 0, it.status) for it in node.scenes}
            self.episodes[node.id] = Episode(node.order or 0, node.title, scenes)
        for job in event.active_jobs:
            self._know(job)
        at_work = f"{counted(len(self.jobs), 'job')} at work"
        return f"{self.title}: {counted(len(self.episodes), 'episode')}, {at_work}."

    def _know(self, job: JobAtWork | None) -> None:
        if job is None:
            return
        about, scene = job.episode, job.scene
        if about:
            known = Episode(about.order or 0, about.title)
            episode = self.episodes.setdefault(about.id, known)
            if scene:
                episode.scenes.setdefault(scene.id, Scene(scene.order or 0, scene.status))
        self.jobs[job.id] = Job(
            title=job.title,
            episode_id=about.id if about else None,
            scene_id=scene.id if scene else None,
            is_running=job.status is JobStatus.RUNNING,
            ratio=job.progress.ratio,
            is_told=_is_told(job),
        )

    def _moved(self, target_id: str, state: str) -> str | None:
        for episode in self.episodes.values():
            if scene := episode.scenes.get(target_id):
                is_new = scene.move(SceneStatus(state))
                # Quarters: a line for each scene would be a long log.
                total, done = len(episode.scenes), episode.complete
                if is_new and done * 4 // total > (done - 1) * 4 // total:
                    return f"{_episode(episode)}: {done} of {total} scenes."
        return None

    def _progressed(self, job_id: str, ratio: float) -> None:
        if job := self.jobs.get(job_id):
            job.is_running, job.ratio = True, ratio
            if scene := self._scene(job):
                scene.work = ratio

    def _paused(self, job_id: str) -> None:
        if job := self.jobs.get(job_id):
            job.is_running = False

    def _ended(
        self, event: FollowEventJobSucceeded | FollowEventJobFailed | FollowEventJobCancelled
    ) -> str | None:
        name, job = self._name(event.job_id), self.jobs.pop(event.job_id, None)
        match event:
            case FollowEventJobFailed():
                return f"Failed: {name}: {event.message}"
            case FollowEventJobCancelled():
                return f"Cancelled: {name}"
        return f"Done: {name}" if job and job.is_told else None

    def _scene(self, job: Job) -> Scene | None:
        episode = self.episodes.get(job.episode_id or "")
        return episode.scenes.get(job.scene_id or "") if episode else None

    def _name(self, job_id: str) -> str:
        job = self.jobs.get(job_id)
        if job is None:
            return job_id
        episode, scene = self.episodes.get(job.episode_id or ""), self._scene(job)
        where = [_episode(episode)] if episode else []
        where += [f"scene {scene.order}"] if scene else []
        return f"{', '.join(where)}: {job.title}" if where else job.title

    def _busy(self, episode_id: str | None, scene_id: str | None) -> str:
        """What is being done on exactly this object."""
        titles = (
            job.title
            for job in self.jobs.values()
            if job.is_running and (job.episode_id, job.scene_id) == (episode_id, scene_id)
        )
        return next(titles, "")


def _is_told(job: JobAtWork) -> bool:
    """What is below a flow's flow is told by the end of that one, unless it is about an episode.

    A scene is told when it is complete; what is made of it beyond that, by its own end.
    """
    is_deep = bool(job.parent and job.parent.parent)
    if job.scene:
        return job.scene.status is SceneStatus.COMPLETED and not is_deep
    return bool(job.episode) or not is_deep


def counted(number: int, noun: str) -> str:
    """`1 scene`, `2 scenes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _episode(episode: Episode) -> str:
    return f"Episode {episode.order} · {episode.title}"
