"""What the wheel carries from outside the package; an editable install reads it where it is."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Carry(BuildHookInterface):
    """Puts the migrations and the schema into the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add them to a standard wheel; the build fails when one is missing."""
        if version == "standard":
            build_data["force_include"] |= {
                "migrations/models": "aixss/_migrations/models",
                "schema.graphql": "aixss/_schema.graphql",
            }
