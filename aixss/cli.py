"""The commands: what an operator, a creator and the Makefile type."""

from __future__ import annotations

import asyncio
import difflib
import importlib
import os
import shlex
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any

import asyncpg
import typer
import uvicorn
from pydantic import ValidationError
from redis.exceptions import RedisError
from rich.console import Console
from tortoise.exceptions import BaseORMException

from aixss import doctor as doctors
from aixss import local, settings
from aixss.client import producing, production, story, watching
from aixss.client.errors import ClientError
from aixss.client.studio import Studio
from aixss.errors import AixssError, Invalid
from aixss.kit import logs
from aixss.kit.crypto import BadKeyRing, parse_keys
from aixss.kit.memory import loading, settle
from aixss.local import ChildEnded
from aixss.migrate import migrate as apply_migrations
from aixss.settings import KEYS, Settings

FAILED, WRONG, INTERRUPTED = 1, 2, 130
CLOSE_S = 5  # for requests that are under way when the API stops

Work = Callable[[Studio], Coroutine[Any, Any, bool]]


class Sentences(typer.core.TyperGroup):
    """Commands whose expected errors are one sentence and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with _answering():
            return super().invoke(ctx)


app = typer.Typer(
    cls=Sentences,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="A studio that takes a story to a planned, scene-by-scene production.",
)
# Texts of others hold no markup, and a line ends where its sentence does.
OUT = Console(soft_wrap=True, markup=False, highlight=False)
ERR = Console(soft_wrap=True, markup=False, highlight=False, stderr=True)

DataDir = Annotated[
    Path | None, typer.Option(help="Where the studio of this machine keeps its data.")
]
Host = Annotated[str | None, typer.Option(help="The address to listen on.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="The port; 0 for any.")]
Api = Annotated[str | None, typer.Option(help="A running studio; without it, one is brought up.")]
Token = Annotated[
    str | None, typer.Option(envvar="AIXSS_TOKEN", help="An access token of that studio.")
]
FOLDER = typer.Option(help="The folder for the finished production.")
OutDir = Annotated[Path, FOLDER]
Out = Annotated[Path | None, FOLDER]


@app.command()
def dev(host: Host = None, port: Port = None, data_dir: DataDir = None) -> None:
    """Run the whole studio in this terminal until Ctrl-C."""
    chosen = _settings(host=host, port=port, data_dir=data_dir)
    with (
        closing(local.listen(chosen.host, chosen.port)) as bound,
        local.servers(chosen, _say) as held,
    ):
        asyncio.run(local.serve(held, bound, _say))


@app.command()
def produce(
    file: Annotated[Path, typer.Argument(metavar="STORY.md", help="The story, as UTF-8 text.")],
    episodes: Annotated[
        int | None, typer.Option(min=1, max=100, help="How many; the story decides without it.")
    ] = None,
    scenes: Annotated[
        int | None, typer.Option(min=6, max=24, help="Scenes of each episode; about 12 without it.")
    ] = None,
    storyboards: Annotated[
        int, typer.Option(min=0, max=1000, help="Scenes, from the first, that get a storyboard.")
    ] = 0,
    language: Annotated[story.Language | None, typer.Option(help="Detected without it.")] = None,
    out: OutDir = Path("out"),
    api: Api = None,
    token: Token = None,
    base_url: Annotated[
        str | None, typer.Option(help="An OpenAI-compatible API; drafts by rule without it.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="The model there.")] = None,
    api_key_env: Annotated[
        str | None, typer.Option(help="The environment variable that holds its key.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Make a production of a story and write it as Markdown and JSON."""
    text = story.read(file, language)
    asked = _model(base_url, model, api_key_env)
    production.check(out)
    wanted = producing.Wanted(episodes, scenes, storyboards)

    async def work(studio: Studio) -> bool:
        started = await producing.start(studio, text, wanted, asked)
        going_on = resume(started.job_id, out, api, data_dir)
        return await watching.watch(studio, *started, out, OUT, going_on)

    _with_studio(work, api, token, data_dir)


@app.command()
def watch(
    target: Annotated[str, typer.Argument(metavar="JOB|PROJECT", help="prj_... or job_...")],
    out: Out = None,
    api: Api = None,
    token: Token = None,
    data_dir: DataDir = None,
) -> None:
    """Follow a job, or all that is at work in a project, to its end."""
    producing.check_id(target)
    if out:
        production.check(out)
    going_on = resume(target, out, api, data_dir)

    async def work(studio: Studio) -> bool:
        found = await producing.find(studio, target)
        return await watching.watch(studio, *found, out, OUT, going_on)

    _with_studio(work, api, token, data_dir)


@app.command()
def serve(
    host: Host = None,
    port: Port = None,
    fd: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Run one API process."""
    chosen = _settings(host=host, port=port)
    _check_keys(chosen, *KEYS)
    logs.configure(chosen.log_format, chosen.log_level)
    served = _late("aixss.app")
    config = uvicorn.Config(
        served.build(chosen),
        **served.SOCKETS,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=CLOSE_S,
    )
    bound = socket.socket(fileno=fd) if fd else local.listen(chosen.host, chosen.port)
    settle()
    with suppress(KeyboardInterrupt):  # which uvicorn raises again after a clean end
        uvicorn.Server(config).run(sockets=[bound])


@app.command()
def worker(
    pools: Annotated[
        str, typer.Option(help="What it takes, first things first: also cpu, if you name it.")
    ] = "interactive,text,media",
    slots: Annotated[
        int | None, typer.Option(min=1, max=1000, help="Jobs at once in each process.")
    ] = None,
    processes: Annotated[int, typer.Option(min=1, max=64, help="How many of them.")] = 1,
    grace: Annotated[
        float | None,
        typer.Option(min=0, help="Seconds in which jobs may end once it is told to stop."),
    ] = None,
) -> None:
    """Run workers; the cpu pool has processes of its own, with one job each."""
    chosen = _settings(slots=slots, grace_s=grace)
    _check_keys(chosen, "secret_keys")
    chosen.require("database_url", "redis_url")
    logs.configure(chosen.log_format, chosen.log_level)
    fleet = _late("aixss.fleet")
    taken = fleet.pools_of(pools)
    wanted = fleet.members(taken, processes, chosen)
    if len(wanted) > 1:
        if not asyncio.run(fleet.run(wanted)):
            raise typer.Exit(FAILED)
    elif wanted[0].is_cpu:
        asyncio.run(_late("aixss.horses").work(chosen))
    else:
        asyncio.run(_late("aixss.worker").work(chosen, taken))


@app.command()
def migrate() -> None:
    """Bring the database to the schema that this release knows."""
    chosen = _settings()
    chosen.require("database_url")
    applied = asyncio.run(apply_migrations(chosen.database_url or ""))
    OUT.print(f"Applied: {', '.join(applied)}." if applied else "Nothing to apply.")


@app.command()
def schema(
    check: Annotated[bool, typer.Option("--check", help="Compare with schema.graphql.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
) -> None:
    """Print the GraphQL schema, write it to a file, or compare it with the committed one."""
    text: str = _late("aixss.api.schema").sdl()
    if check:
        _check_schema(text, out or Path("schema.graphql"))
    elif out:
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise Invalid(f"{out} cannot be written: {error.strerror}.") from None
    else:
        typer.echo(text, nl=False)


@app.command()
def doctor(data_dir: DataDir = None) -> None:
    """Say what is reachable, what is missing, and what to do about it."""

    async def examine() -> bool:
        is_well = True
        async for finding in doctors.examine(_settings(data_dir=data_dir)):
            is_well &= finding.is_well
            OUT.print(f"{'ok' if finding.is_well else 'MISSING':8}{finding.name}: {finding.text}")
        return is_well

    if not asyncio.run(examine()):
        raise typer.Exit(FAILED)


def resume(target: str, out: Path | None, api: str | None, data_dir: Path | None) -> str:
    """The command that goes on with this one's work, to be entered as it stands."""
    # Where one machine keeps its data may come from the environment, that of `make` for one.
    kept = None if api else data_dir or os.environ.get(f"{settings.PREFIX}DATA_DIR")
    options = {"--out": out, "--api": api, "--data-dir": kept}
    words = [word for name, value in options.items() if value for word in (name, str(value))]
    program = sys.argv[0] if Path(sys.argv[0]).name == "aixss" else "aixss"
    return shlex.join([program, "watch", target, *words])


def _with_studio(work: Work, api: str | None, token: str | None, data_dir: Path | None) -> None:
    """Work with the studio that was named, or with one that lives as long as the work."""
    if api:
        is_well = asyncio.run(_remote(work, api, token))
    else:
        with local.servers(_settings(data_dir=data_dir), _say) as held:
            is_well = asyncio.run(local.alone(held, work, _say))
    if not is_well:
        raise typer.Exit(FAILED)


async def _remote(work: Work, api: str, token: str | None) -> bool:
    async with Studio(api, token) as studio:
        await studio.check()
        return await work(studio)


def _model(base_url: str | None, model: str | None, key_env: str | None) -> producing.Model | None:
    if not (base_url or model or key_env):
        return None
    if not (base_url and model):
        raise Invalid("Give --base-url and --model together.")
    if not base_url.startswith(("https://", "http://")):
        raise Invalid("A --base-url starts with https:// or http://.")
    key = os.environ.get(key_env) if key_env else None
    if key_env and not key:
        raise Invalid(f"The environment variable {key_env} is not set: put the key into it.")
    return producing.Model(base_url, model, key)


def _settings(**given: object) -> Settings:
    chosen = {name: value for name, value in given.items() if value is not None}
    return settings.read().model_copy(update=chosen)


def _check_keys(chosen: Settings, *names: str) -> None:
    """Return when these key rings are there and can be read; raises Invalid."""
    chosen.require(*names)
    for name in names:
        try:
            parse_keys(getattr(chosen, name))
        except BadKeyRing as error:
            raise Invalid(f"{settings.PREFIX}{name.upper()}: {error}") from None


def _late(module: str) -> Any:
    """A module that takes a second to import, which the other commands need not wait for."""
    with loading():
        return importlib.import_module(module)


def _check_schema(text: str, path: Path) -> None:
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if text == before:
        return
    changes = difflib.unified_diff(
        before.splitlines(True), text.splitlines(True), str(path), "made from the code"
    )
    typer.echo("".join(changes), nl=False)
    ERR.print("Run `make schema`.")
    raise typer.Exit(FAILED)


def _say(sentence: str) -> None:
    ERR.print(sentence)


@contextmanager
def _answering() -> Iterator[None]:
    """Expected errors as a sentence and an exit code."""
    try:
        yield
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except ChildEnded as error:
        _say(error.message)
        raise typer.Exit(error.exit_code) from None
    except AixssError as error:
        _say(error.message)
        raise typer.Exit(WRONG) from None
    except ClientError as error:
        _say(str(error))
        raise typer.Exit(WRONG) from None
    except ValidationError:
        _say("The studio's answers do not fit this release: bring both to the same one.")
        raise typer.Exit(WRONG) from None
    except (OSError, asyncpg.PostgresError, RedisError, BaseORMException) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        _say(f"{reason}: see what `aixss doctor` says.")
        raise typer.Exit(FAILED) from None


def main() -> None:
    """Run a command; SIGTERM ends it as Ctrl-C does."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _interrupt)
    app()


def _interrupt(*_: object) -> None:
    # Raised wherever the process happens to be, a KeyboardInterrupt may be swallowed (by asyncpg,
    # for one), and the process stays. For SIGINT asyncio cancels what it runs instead.
    signal.raise_signal(signal.SIGINT)
