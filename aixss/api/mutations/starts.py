"""Letting models draft: one mutation for each kind of job, made from the kinds themselves."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from aixss.api.mutations._change import At, Doing, changing
from aixss.api.mutations._parts import Fields, id_of, nullable_id_of
from aixss.api.mutations._starting import REPLY, started
from aixss.api.operation import Ids
from aixss.jobs.spec import Kind, Scope, Target
from aixss.jobs.start import Order, start
from aixss.kinds.registry import load
from aixss.stories import edits
from aixss.stories.models import Episode, Project, Scene

TARGETS: Mapping[Scope, type[Project | Episode | Scene]] = {
    Scope.PROJECT: Project,
    Scope.EPISODE: Episode,
    Scope.SCENE: Scene,
}


def starting(kind: Kind) -> StrawberryField:
    """The mutation that starts jobs of a kind."""
    model, field = TARGETS[kind.scope], f"{kind.scope}_id"

    async def act(do: Doing) -> Ids:
        said = do.given.model_dump(include=set(kind.params.model_fields))
        order = Order(
            kind,
            _target(await edits.find(do.tx, model, getattr(do.given, field))),
            kind.params.model_validate(said),
            profile_id=do.given.profile_id,
            actor_id=do.user_id,
        )
        return started(await start(do.tx, do.context.services.kinds, order))

    return changing(
        to_camel_case(kind.name),
        _fields(kind, field, model),
        act,
        REPLY,
        at=At(field, model),
        text=_text(kind),
        role=kind.role,
    )


def _fields(kind: Kind, field: str, model: type[Project | Episode | Scene]) -> Fields:
    about = f"The id of the {kind.scope} that it is about."
    profile = (
        "Which AI profile to ask; null asks the team's default, or drafts by rule without one."
    )
    return {
        field: (id_of(model.__name__), Field(description=about)),
        "profile_id": (nullable_id_of("AIProfile"), Field(description=profile)),
        **{name: (info.annotation, info) for name, info in kind.params.model_fields.items()},
    }


def _text(kind: Kind) -> str:
    if not kind.needs:
        return kind.description
    fields = ", ".join(f"`{to_camel_case(need.field)}`" for need in kind.needs)
    return f"{kind.description} NOT_READY can name as missing: {fields}."


def _target(row: Project | Episode | Scene) -> Target:
    if isinstance(row, Scene):
        return Target(row.team_id, row.project_id, row.episode_id, row.id)
    if isinstance(row, Episode):
        return Target(row.team_id, row.project_id, row.id)
    return Target(row.team_id, row.id)


FIELDS = tuple(starting(kind) for kind in load())
