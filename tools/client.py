"""The typed client, made of the schema and codegen/operations: `python -m tools.client [--check]`.

Runs ariadne-codegen in the environment that `make` gives it.
"""

from __future__ import annotations

import difflib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
GENERATOR = ROOT / ".venv/codegen/bin/ariadne-codegen"
TARGET = ROOT / "aixss/client/generated"
SOURCES = ("schema.graphql", "codegen")


class NotMade(Exception):
    """The generator refused; the text is what it said last."""


def make(folder: Path) -> Path:
    """The package made anew in a folder; raises NotMade."""
    for name in SOURCES:
        (folder / name).symlink_to(ROOT / name)
    command = [str(GENERATOR), "client", "--config", "codegen/ariadne.toml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotMade((done.stderr or done.stdout).strip().splitlines()[-1])
    made = folder / TARGET.name
    (made / "__init__.py").touch()  # which the generator leaves out where nothing is re-exported
    return made


def differences(made: Path, kept: Path) -> Iterator[str]:
    """What the kept package has otherwise than the made one, as lines of a diff."""
    for name in sorted({path.name for folder in (made, kept) for path in folder.glob("*.py")}):
        before, after = _lines(kept / name), _lines(made / name)
        yield from difflib.unified_diff(before, after, name, "made from the schema")


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines(True) if path.exists() else []


def main() -> int:
    """Write the package, or with --check say what is out of date."""
    with TemporaryDirectory() as folder:
        try:
            made = make(Path(folder))
        except NotMade as error:
            sys.stderr.write(f"{error}\nMend codegen/operations, then run `make client`.\n")
            return 1
        if "--check" in sys.argv:
            found = list(differences(made, TARGET))
            sys.stdout.writelines(found)
            sys.stdout.write("Run `make client`.\n" if found else "")
            return bool(found)
        shutil.rmtree(TARGET, ignore_errors=True)
        shutil.copytree(made, TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main())
