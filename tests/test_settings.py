"""Settings: one variable each, clear refusals, and secrets that stay secret."""

from __future__ import annotations

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from aixss import settings
from aixss.errors import Invalid


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"AIXSS_{name.upper()}", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def test_origins_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXSS_ORIGINS", "https://a.example, https://b.example")

    assert settings.read().origins == ("https://a.example", "https://b.example")


def test_empty_variable_is_one_that_was_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXSS_PORT", "")

    assert settings.read().port == 8000


def test_bad_variable_is_named_and_its_value_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXSS_PORT", "hunter2")

    with pytest.raises(Invalid, match="AIXSS_PORT: Input should be a valid integer") as refusal:
        settings.read()

    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("AIXSS_DATABASE_URL", "mysql://me:hunter2@host/name"),
        ("AIXSS_DATABASE_URL", "hunter2"),
        ("AIXSS_REDIS_URL", "http://:hunter2@host"),
    ],
)
def test_address_of_another_kind_of_server_is_refused_without_showing_it(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(Invalid, match=f"{variable}: it looks like ") as refusal:
        settings.read()

    assert "hunter2" not in str(refusal.value)


def test_no_secret_is_in_a_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXSS_DATABASE_URL", "postgres://me:hunter2@host/name")
    monkeypatch.setenv("AIXSS_REDIS_URL", "redis://:hunter2@host")
    monkeypatch.setenv("AIXSS_SECRET_KEYS", "hunter2")
    monkeypatch.setenv("AIXSS_TOKEN_KEYS", "hunter2")

    assert "hunter2" not in repr(settings.read())
    assert "hunter2" not in str(settings.read())


def test_missing_variables_are_refused_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXSS_REDIS_URL", "redis://127.0.0.1")

    with pytest.raises(Invalid, match=r"^Set AIXSS_DATABASE_URL, AIXSS_TOKEN_KEYS first"):
        settings.read().require("database_url", "redis_url", "token_keys")


def test_keys_that_were_given_win_over_those_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AIXSS_TOKEN_KEYS", "mine:abc")

    chosen = settings.with_local_secrets(settings.read())

    assert chosen.token_keys == "mine:abc"
    assert chosen.secret_keys == settings.local_secrets(chosen.data_dir)["secret_keys"]


def test_processes_that_start_together_share_one_set_of_keys(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(settings.local_secrets, [tmp_path / "data"] * 32))

    assert all(each == made[0] for each in made)
    assert len(base64.b64decode(made[0]["token_keys"].removeprefix("local:"))) == 32
    assert stat.S_IMODE((tmp_path / "data" / "secrets").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["secrets"]
