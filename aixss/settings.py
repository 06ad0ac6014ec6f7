"""Settings: one class, one environment variable a line; only the entry points read them."""

from __future__ import annotations

import base64
import json
import os
import secrets
import tempfile
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from aixss.errors import Invalid

PREFIX = "AIXSS_"
KEYS = ("secret_keys", "token_keys")
KEY_BYTES = 32


def _split(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _address(like: str, *schemes: str) -> AfterValidator:
    """Takes addresses of these schemes only; what it says shows none of the value."""

    def check(value: str | None) -> str | None:
        if value is None or value.partition("://")[0] in schemes:
            return value
        raise ValueError(f"it looks like {like}")

    return AfterValidator(check)


def _user_data() -> Path:
    home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(home).expanduser() / "aixss"


# Kept out of every repr: an address holds a password, a key ring holds keys.
Hidden = Annotated[str | None, Field(repr=False)]
DatabaseUrl = Annotated[
    Hidden, _address("postgres://user:password@host:5432/name", "postgres", "postgresql", "asyncpg")
]
RedisUrl = Annotated[Hidden, _address("redis://host:6379", "redis", "rediss", "unix")]
# A comma-separated list.
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    """What an operator can choose; each field is the variable AIXSS_<FIELD>."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, hide_input_in_errors=True
    )

    database_url: DatabaseUrl = None
    database_pooler: Literal["session", "transaction"] = "session"
    pool_size: Annotated[int, Field(ge=2, le=200)] = 10
    redis_url: RedisUrl = None
    news_prefix: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$")] = "aixss"
    data_dir: Path = Field(default_factory=_user_data)

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    origins: Names = ()
    # Key rings, `id:base64` of 32 bytes, comma-separated; the first is the current key.
    secret_keys: Hidden = None
    token_keys: Hidden = None

    # What each signed-in caller may spend on the API; others a tenth. 0 sets no limit.
    points_per_minute: Annotated[int, Field(ge=0)] = 1_000_000

    slots: Annotated[int, Field(ge=1, le=1000)] = 100
    grace_s: Annotated[float, Field(ge=0)] = 30.0
    # A worker beats so often; one that has been silent for so long has lost its jobs.
    beat_s: Annotated[float, Field(gt=0)] = 2.0
    lost_after_s: Annotated[float, Field(gt=0)] = 15.0
    # How long things are kept: told news, raw answers of models, what ended jobs hold, and the log
    # of their attempts. Usage records stay.
    news_kept_h: Annotated[float, Field(gt=0)] = 24.0
    raw_kept_days: Annotated[float, Field(gt=0)] = 7.0
    jobs_kept_days: Annotated[float, Field(gt=1)] = 90.0
    attempts_kept_days: Annotated[float, Field(gt=1)] = 90.0
    allow_private_providers: bool = False
    # What all teams together may ask of a provider, e.g.
    # `openai_compatible=concurrency:50,rpm:600,tpm:200000; offline=concurrency:8`.
    provider_limits: str | None = None
    allow_private_webhooks: bool = False

    # Where /metrics and /healthz are served beside the API, and by workers; 0 for nowhere.
    metrics_port: Annotated[int, Field(ge=0, le=65535)] = 0
    # OpenTelemetry's own variable; with it, spans are sent there (needs `aixss[otel]`).
    otlp_endpoint: Annotated[
        str | None, Field(validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT", repr=False)
    ] = None
    log_format: Literal["text", "json"] = "text"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def is_pooled(self) -> bool:
        """Whether a pooler gives out connections by transaction, so that nothing outlives one."""
        return self.database_pooler == "transaction"

    def require(self, *names: str) -> None:
        """Return when each of these fields has a value; raises Invalid naming the variables."""
        missing = [name for name in names if not getattr(self, name)]
        if not missing:
            return
        variables = ", ".join(f"{PREFIX}{name.upper()}" for name in missing)
        message = f"Set {variables} first."
        if not set(missing).isdisjoint(KEYS):
            message += ' A key ring is "k1:" and the output of `openssl rand -base64 32`.'
        raise Invalid(message)


def read() -> Settings:
    """The settings of the environment; raises Invalid with a line for each bad variable."""
    try:
        return Settings()
    except ValidationError as error:
        lines = (
            f"{PREFIX}{'_'.join(map(str, problem['loc'])).upper()}: {_sentence(problem)}."
            for problem in error.errors(include_input=False, include_url=False)
        )
        raise Invalid("\n".join(lines)) from None


def _sentence(problem: ErrorDetails) -> str:
    """What is wrong: in our own words where the rule is ours."""
    return str(problem.get("ctx", {}).get("error") or problem["msg"])


def with_local_secrets(settings: Settings) -> Settings:
    """The settings, with keys of this machine in place of those that were not given."""
    if all(getattr(settings, name) for name in KEYS):
        return settings
    kept = local_secrets(settings.data_dir)
    return settings.model_copy(
        update={name: getattr(settings, name) or kept[name] for name in KEYS}
    )


def local_secrets(data_dir: Path) -> dict[str, str]:
    """The key rings in `data_dir/secrets`, made at the first call and readable by us only."""
    path = data_dir / "secrets"
    if not path.exists():
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(path, json.dumps({name: _new_key_ring() for name in KEYS}))
    kept: dict[str, str] = json.loads(path.read_text())
    return kept


def _new_key_ring() -> str:
    return "local:" + base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _write_once(path: Path, text: str) -> None:
    """Whole or not at all: of two processes that start together, both read what one wrote."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent) as draft:  # its mode is 0600
        draft.write(text)
        draft.flush()
        try:
            os.link(draft.name, path)
        except FileExistsError:
            return
