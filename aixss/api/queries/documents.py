"""What a team has registered to be asked for by name."""

from __future__ import annotations

from aixss.accounts.models import Role
from aixss.api.asking import listing
from aixss.api.types.documents import DOCUMENTS, PersistedDocument

FIELDS = (
    listing(
        "documents",
        PersistedDocument,
        DOCUMENTS,
        role=Role.VIEWER,
        text="The documents that the viewer's team has registered.",
    ),
)
