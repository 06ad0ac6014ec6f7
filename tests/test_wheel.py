"""The wheel carries all that an installed studio needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

SOURCES = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel of these sources."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=SOURCES, check=True, capture_output=True)
    with ZipFile(next(folder.glob("*.whl"))) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_has_every_file_of_the_package(wheel: Path) -> None:
    package = SOURCES / "aixss"
    ours = {path.relative_to(package) for path in package.rglob("*") if path.is_file()}

    built = {path.relative_to(wheel / "aixss") for path in (wheel / "aixss").rglob("*")}

    assert {path for path in ours if "__pycache__" not in path.parts} <= built
    assert Path("py.typed") in built


def test_the_wheel_has_the_migrations_and_the_schema(wheel: Path) -> None:
    migrations = {path.name for path in (SOURCES / "migrations/models").glob("*.py")}

    built = {path.name for path in (wheel / "aixss/_migrations/models").iterdir()}
    schema = (wheel / "aixss/_schema.graphql").read_text()

    assert migrations <= built
    assert schema == (SOURCES / "schema.graphql").read_text()


def test_an_installed_studio_migrates_with_the_files_of_its_wheel(
    wheel: Path, tmp_path: Path
) -> None:
    asking = "from aixss.migrate import LOCATION; print(LOCATION)"

    done = subprocess.run(
        [sys.executable, "-P", "-c", asking],
        cwd=tmp_path,
        env={"PYTHONPATH": str(wheel)},
        check=True,
        capture_output=True,
        text=True,
    )

    assert Path(done.stdout.strip()) == wheel / "aixss/_migrations"
