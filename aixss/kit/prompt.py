"""Prompts as templates over named facts, in two languages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Template

from aixss.errors import Invalid


@dataclass(frozen=True)
class Prompt:
    """A text for a model under a key that teams may rewrite; `$name` stands for a fact."""

    key: str
    zh: str
    en: str

    def text(self, language: str) -> str:
        """Our own text in `zh` or `en`."""
        return self.zh if language == "zh" else self.en

    @cached_property
    def facts(self) -> frozenset[str]:
        """The names that the default texts use: what a rewritten text may use too."""
        return placeholders(self.zh) | placeholders(self.en)

    def render(self, facts: Mapping[str, str], language: str, rewritten: str | None = None) -> str:
        """The text with its facts put in."""
        return Template(rewritten or self.text(language)).substitute(facts).strip()

    def check(self, rewritten: str) -> None:
        """Raise Invalid, naming them, when a text uses facts that this prompt does not have."""
        template = Template(rewritten)
        if not template.is_valid():
            raise Invalid("Write $$ for a dollar sign; $name or ${name} stands for a fact.")
        if unknown := placeholders(rewritten) - self.facts:
            names = ", ".join(sorted(unknown))
            known = ", ".join(sorted(self.facts))
            raise Invalid(f"This prompt has no fact named {names}; it has: {known}.")


def placeholders(text: str) -> frozenset[str]:
    """The names that stand for facts in a text."""
    return frozenset(Template(text).get_identifiers())


def version(text: str) -> str:
    """A short name for exactly this text; a job records it."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
