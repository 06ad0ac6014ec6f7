"""What a kind is: one frozen value per file in `kinds/`, from which everything else is derived."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_snake

from aixss.accounts.models import Role
from aixss.kit.db import Change, Counter
from aixss.kit.prompt import Prompt
from aixss.stories.artefacts.base import Artefact, Story
from aixss.stories.context import Context, StoryContext

if TYPE_CHECKING:
    from aixss.jobs.ask import Asking


class Pool(StrEnum):
    """Which workers do a kind; a worker takes from its pools in the order that it was given.

    INTERACTIVE is what a person waits for, a few seconds of one call; TEXT is what a model writes,
    in its own time; MEDIA waits for pictures, clips and voices, for minutes; CPU is work that our
    own processor does, one job in a process at a time. All but CPU share a loop.
    """

    INTERACTIVE = "interactive"
    TEXT = "text"
    MEDIA = "media"
    CPU = "cpu"


class Scope(StrEnum):
    """What a kind is about; the value is the table."""

    TEAM = "team"
    PROJECT = "project"
    EPISODE = "episode"
    SCENE = "scene"

    @property
    def depth(self) -> int:
        """0 for a team, 3 for a scene."""
        return list(Scope).index(self)


class Params(BaseModel):
    """What a start may choose; subclasses become GraphQL inputs."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True)
class Of:
    """Stands beside a UUID among parameters: which type of object it is the id of."""

    type_name: str


@dataclass(frozen=True)
class Target:
    """A team, a project of it, or an episode or scene within that."""

    team_id: UUID
    project_id: UUID | None = None
    episode_id: UUID | None = None
    scene_id: UUID | None = None

    @property
    def scope(self) -> Scope:
        """What this is."""
        if self.scene_id:
            return Scope.SCENE
        if self.episode_id:
            return Scope.EPISODE
        return Scope.PROJECT if self.project_id else Scope.TEAM

    @property
    def id(self) -> UUID:
        """The most specific id."""
        return self.scene_id or self.episode_id or self.project_id or self.team_id

    @property
    def counter(self) -> Counter:
        """What orders the transactions of its jobs: its project, or its team."""
        if self.project_id:
            return Counter("project", self.project_id)
        return Counter("team", self.team_id, "id")

    def covers(self, other: Target) -> bool:
        """Whether `other` is this or lies within it."""
        mine = (self.project_id, self.episode_id, self.scene_id)
        theirs = (other.project_id, other.episode_id, other.scene_id)
        return all(a is None or a == b for a, b in zip(mine, theirs, strict=True))


@dataclass(frozen=True)
class Need:
    """A precondition: the field that is missing, a sentence for people, and the check."""

    field: str
    sentence: str
    met: Callable[[Any, Any], bool]  # of the context and the parameters
    asks: str | None = None  # the parameter without which it cannot be judged


Facts = Mapping[str, str]


@dataclass(frozen=True)
class Step:
    """One step of a flow: which kind is started on which targets; an empty list is a skip."""

    name: str
    kind: str
    targets: Callable[[StoryContext, Any], Sequence[tuple[Target, Params]]]
    # What a failed child means: stop the flow, or go on and report it.
    stop_on_failure: bool = True


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What can be asked of a model, or a flow of such askings."""

    name: str  # equals the file's name; a job's kind is text, never a database enum
    title: str
    title_zh: str
    description: str  # for the schema: sentences for a stranger
    scope: Scope
    role: Role = Role.MEMBER
    needs: tuple[Need, ...] = ()
    writes: tuple[str, ...] = ()  # columns of the target that no other live job may write
    holds: str | None = None  # the state of the target while a job of this kind is live
    params: type[Params] = Params
    pool: Pool = Pool.TEXT
    timeout_s: float = 300
    tries: int = 2
    reads_groups: bool = False  # whether its context has the groups of the scene's storyboard
    asks: bool = True  # a model, itself or by its children; what asks none needs no profile
    probes: bool = False  # whether its jobs ask although the profile is failing, to find out why
    all_scenes: bool = False  # whether a project's context is to name all its scenes
    # Raises an error with its path for parameters that do not fit what is known of the target.
    refuse: Callable[[Any, Any], None] | None = None
    # A simple kind: prompts, their facts, the answer's shape, and what the rules alone would draft.
    system: Prompt | None = None
    user: Prompt | None = None
    further: tuple[Prompt, ...] = ()  # what `compose` asks beside them
    # What is known of the target comes first: a StoryContext, or a TeamContext for a team.
    facts: Callable[[Any, Any], Facts] | None = None
    output: type[Artefact] | None = None
    answers: tuple[type[Artefact], ...] = ()  # what `compose` asks for, where not the output
    rules: Callable[[Any, Any], Story] | None = None  # by default what the context knows
    draft: Callable[[Any, Any], Artefact] | None = None
    # A kind with several calls, or with none, composes its answer itself.
    compose: Callable[[Asking], Awaitable[Artefact]] | None = None
    # Fits the answer to what was written beside it meanwhile, in the transaction that writes it.
    fit: Callable[[Change, Asking, Any], Awaitable[Artefact]] | None = None
    # The answer by the columns that it goes into; by default all of it into the first of `writes`.
    parts: Callable[[StoryContext, Any, Any], Mapping[str, Artefact]] | None = None
    # Writes the answer instead. False: a person's text stayed.
    apply: Callable[[Change, Asking, Any], Awaitable[bool]] | None = None
    questions: str = "one question"  # how many it asks, for people
    # A flow has steps instead.
    steps: tuple[Step, ...] = ()

    @property
    def is_flow(self) -> bool:
        """Whether its jobs only start other jobs."""
        return bool(self.steps)

    @property
    def reading(self) -> dict[str, Any]:
        """What of the story its jobs look at beside the usual, as `context.read` takes it."""
        return {"all_scenes": self.all_scenes, "groups": self.reads_groups}

    @property
    def keeps(self) -> str | None:
        """The name under which a job's result keeps its answer, which is written nowhere else."""
        if self.is_flow or self.writes or self.output is None:
            return None
        return to_snake(self.output.__name__)

    @property
    def covers(self) -> bool:
        """Whether a live job of this kind keeps other jobs away from all below its target."""
        return self.is_flow or bool({"episodes", "scenes"} & set(self.writes))

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """The prompts that a team may rewrite."""
        return tuple(prompt for prompt in (self.system, self.user, *self.further) if prompt)

    def missing(self, context: Context, params: Params) -> tuple[Need, ...]:
        """The needs that are not met, of those that can be judged by what is given."""
        known = {None, *params.model_fields_set}
        judged = (need for need in self.needs if need.asks in known)
        return tuple(need for need in judged if not need.met(context, params))


@dataclass(frozen=True)
class Kinds:
    """The kinds by name; refuses doubles and steps of unknown kinds."""

    by_name: Mapping[str, Kind] = field(default_factory=dict)

    @classmethod
    def of(cls, kinds: Sequence[Kind]) -> Kinds:
        """A registry; raises ValueError on doubles and unknown steps."""
        by_name = {kind.name: kind for kind in kinds}
        if len(by_name) != len(kinds):
            raise ValueError("two kinds have one name")
        for kind in kinds:
            if unknown := {step.kind for step in kind.steps} - by_name.keys():
                raise ValueError(f"{kind.name} has steps of unknown kinds: {sorted(unknown)}")
        return cls(by_name)

    def __getitem__(self, name: str) -> Kind:
        return self.by_name[name]

    def get(self, name: str) -> Kind | None:
        """The kind of that name, or None when this release does not know it."""
        return self.by_name.get(name)

    def __iter__(self) -> Any:
        return iter(self.by_name.values())

    def writes(self, kind: Kind) -> frozenset[str]:
        """`table.column` of all that a kind, or a flow's kinds, may write."""
        own = {f"{kind.scope}.{column}" for column in kind.writes}
        return frozenset(own.union(*(self.writes(self[step.kind]) for step in kind.steps)))
