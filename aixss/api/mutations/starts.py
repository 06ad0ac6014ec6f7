"""Letting models draft: one mutation for each kind of job, made from the kinds themselves."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, Field, ValidationError
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from aixss.api.mutations._change import At, Doing, changing
from aixss.api.mutations._parts import Fields, id_of, new_fields, nullable_id_of
from aixss.api.mutations._starting import REPLY, started
from aixss.api.operation import Ids
from aixss.errors import Invalid
from aixss.jobs.spec import Kind, Params, Scope, Target
from aixss.jobs.start import Order, start
from aixss.kinds.registry import load
from aixss.stories import edits
from aixss.stories.models import Episode, Project, Scene

# What a kind is about, as the input names it; a team is the viewer's own.
TARGETS: Mapping[Scope, type[Project | Episode | Scene]] = {
    Scope.PROJECT: Project,
    Scope.EPISODE: Episode,
    Scope.SCENE: Scene,
}


PROFILE = (
    "The id of the AI profile to ask; null asks the team's default. A team without a default "
    "gets drafts that are made by rules, without a model."
)
UNASKED = "Makes no difference: no model is asked."
# Of a kind that writes one thing, whether it is there or not.
REPLACES = (
    "What is there already is replaced, and kept as a version; what people write while the job "
    "runs stays."
)


def name_of(kind: Kind) -> str:
    """The mutation that starts a kind's jobs; AI is spelled as in `createAIProfile`."""
    return to_camel_case(kind.name).replace("Ai", "AI")


def starting(kind: Kind) -> StrawberryField:
    """The mutation that starts jobs of a kind."""
    model = TARGETS.get(kind.scope)
    at = At(f"{kind.scope}_id", model) if model else None

    async def act(do: Doing) -> Ids:
        order = Order(
            kind,
            _target(await edits.find(do.tx, model, getattr(do.given, at.field)))
            if at and model
            else Target(do.tx.team_id),
            _params(kind, do.given),
            profile_id=do.given.profile_id,
            actor_id=do.user_id,
        )
        return started(await start(do.tx, do.context.services.kinds, order))

    return changing(
        name_of(kind),
        _fields(kind, at),
        act,
        REPLY,
        at=at,
        text=_text(kind),
        role=kind.role,
    )


def _fields(kind: Kind, at: At | None) -> Fields:
    about = Field(description=f"The id of the {kind.scope} that it is about.")
    told = Field(description=PROFILE if kind.asks else UNASKED)
    return {
        **({at.field: (id_of(at.model.__name__), about)} if at else {}),
        "profile_id": (nullable_id_of("AIProfile"), told),
        **new_fields(kind.params),
    }


def _text(kind: Kind) -> str:
    said = [kind.description]
    if kind.writes and kind.apply is None and "force" not in kind.params.model_fields:
        said.append(REPLACES)
    if kind.needs:
        fields = ", ".join(f"`{to_camel_case(need.field)}`" for need in kind.needs)
        said.append(f"NOT_READY can name as missing: {fields}.")
    return " ".join(said)


def _params(kind: Kind, given: BaseModel) -> Params:
    try:
        return kind.params.model_validate(given.model_dump(include=set(kind.params.model_fields)))
    except ValidationError as error:  # what only the parameters together can break
        raise Invalid.by(error) from error


def _target(row: Project | Episode | Scene) -> Target:
    if isinstance(row, Scene):
        return Target(row.team_id, row.project_id, row.episode_id, row.id)
    if isinstance(row, Episode):
        return Target(row.team_id, row.project_id, row.id)
    return Target(row.team_id, row.id)


FIELDS = tuple(starting(kind) for kind in load())
