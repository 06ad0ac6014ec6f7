"""What README shows is there and works."""

from __future__ import annotations

import re
from pathlib import Path

from graphql import build_schema, parse, validate

SOURCES = Path(__file__).resolve().parents[1]
README = (SOURCES / "README.md").read_text()


def test_every_operation_of_the_readme_is_valid() -> None:
    schema = build_schema((SOURCES / "schema.graphql").read_text())

    (shown,) = re.findall(r"```graphql\n(.*?)```", README, re.DOTALL)

    assert validate(schema, parse(shown)) == []


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)

    assert links
    assert [link for link in links if not (SOURCES / link).exists()] == []


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (SOURCES / "Makefile").read_text(), re.MULTILINE))

    shown = set(re.findall(r"make ([a-z]+)", README))

    assert shown <= targets | {"it"}
