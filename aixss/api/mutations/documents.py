"""Registering documents: what requests may name instead of sending it."""

from __future__ import annotations

from pydantic import Field

from aixss import documents
from aixss.accounts.models import Role
from aixss.api.documents import Refused
from aixss.api.mutations._change import Doing, changing, deleted, showing
from aixss.api.mutations._parts import Fields, id_of
from aixss.api.operation import Ids
from aixss.api.types.documents import PersistedDocument
from aixss.errors import BadRequest, Invalid, TooComplex

REGISTER, DELETE = "registerDocument", "deleteDocument"

WHAT: Fields = {
    "text": (
        str,
        Field(
            min_length=1,
            max_length=documents.TEXT_CHARS,
            description="One or more operations with their fragments, "
            f"at most {documents.TEXT_CHARS} characters; valid against this schema.",
        ),
    ),
    "name": (
        str,
        Field(
            min_length=1,
            max_length=documents.NAME_CHARS,
            description=f"What to call it, 1 to {documents.NAME_CHARS} characters.",
        ),
    ),
}
WHICH: Fields = {
    "id": (id_of(PersistedDocument.__name__), Field(description="The id of a document."))
}


async def _register(do: Doing) -> Ids:
    text = do.given.text
    try:
        do.context.services.documents.admit(text)
    except Refused as refused:
        first = refused.errors[0]
        place = f"Line {first.locations[0].line}: " if first.locations else ""
        raise Invalid(f"{place}{first.message}", path=("text",)) from None
    except (BadRequest, TooComplex) as error:
        error.path = ("text",)
        raise
    key = await documents.register(do.tx, do.user_id, do.given.name, text)
    return {"id": str(key)}


async def _delete(do: Doing) -> Ids:
    return {"id": str(await documents.delete(do.tx, do.given.id))}


FIELDS = (
    changing(
        REGISTER,
        WHAT,
        _register,
        showing(REGISTER, "document", PersistedDocument),
        at=None,
        role=Role.MEMBER,
        audited=PersistedDocument.__name__,
        text="Register a document, which requests of the team may then name by `documentId`. "
        "A text that is registered already gives the document as it is, under its own name.",
    ),
    changing(
        DELETE,
        WHICH,
        _delete,
        deleted(DELETE, PersistedDocument.__name__),
        at=None,
        role=Role.MEMBER,
        audited=PersistedDocument.__name__,
        text="Take a document away: requests that name it are refused from now on. "
        "Registering its text again gives it back under the same id.",
    ),
)
