"""What people call what programs know by names."""

from __future__ import annotations

from aixss.api.asking import giving
from aixss.api.labels import LabelSet, label_sets

FIELDS = (
    giving(
        "labels",
        label_sets,
        list[LabelSet],
        role=None,
        text="What people call every state, kind, error code and other value, in Chinese or "
        "English: ask once and keep it.",
    ),
)
