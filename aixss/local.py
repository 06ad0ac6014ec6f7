"""The whole studio for one machine: servers, migrations, API and worker, and a user of its own."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from aixss.client.address import is_ready
from aixss.client.errors import Refused
from aixss.client.studio import Studio
from aixss.doctor import reachable
from aixss.embedded.processes import Ended, Processes
from aixss.embedded.services import Services, hold
from aixss.errors import AixssError, ErrorCode, Invalid
from aixss.migrate import migrate
from aixss.settings import PREFIX, Settings, local_secrets, with_local_secrets

READY_POLL_S = 0.05
READY_TIMEOUT_S = 60.0
# A worker hands back what does not end in time, and the next run goes on with it.
GRACE_S = 2.0
STOP_TIMEOUT_S = 10.0
EMAIL = "studio@aixss.local"
LOOPBACK = "127.0.0.1"

T = TypeVar("T")
Say = Callable[[str], None]


class Down(AixssError):
    """A server that the studio needs does not answer."""

    code = ErrorCode.UNAVAILABLE


class ChildEnded(AixssError):
    """A part of the studio ended by itself."""

    code = ErrorCode.UNAVAILABLE

    def __init__(self, ended: Ended, tail: str) -> None:
        super().__init__(f"The {ended.name} {ended.how}.\n{tail}".rstrip())
        self.exit_code = ended.code or 1


@dataclass(frozen=True)
class Held:
    """What a studio stands on, for as long as it is held."""

    settings: Settings
    services: Services


@dataclass(frozen=True)
class Running:
    """All the parts of a studio that is at work."""

    services: Services
    processes: Processes

    async def during(self, work: Coroutine[Any, Any, T]) -> T:
        """What the work gives; raises EmbeddedUnavailable or ChildEnded when a part ends first."""
        task = asyncio.create_task(work)
        parts = {asyncio.create_task(self.services.fail()), asyncio.create_task(self._fail())}
        try:
            await asyncio.wait({task, *parts}, return_when=asyncio.FIRST_COMPLETED)
            for part in parts:
                if part.done():
                    part.result()
            return task.result()
        finally:
            for each in (task, *parts):
                each.cancel()
            await asyncio.gather(task, *parts, return_exceptions=True)

    async def _fail(self) -> NoReturn:
        ended = await self.processes.first()
        # Who was killed did not say why.
        tail = "" if ended.was_killed else self.processes.tail(ended.name)
        raise ChildEnded(ended, tail)


@contextmanager
def servers(settings: Settings, say: Say) -> Iterator[Held]:
    """The settings with keys and running servers: those that were named, embedded ones else."""
    given = _with_secrets(settings)
    with hold(
        given.data_dir, say, postgres=not given.database_url, redis=not given.redis_url
    ) as services:
        found = given.model_copy(
            update={
                "database_url": given.database_url or services.database_url,
                "redis_url": given.redis_url or services.redis_url,
                "grace_s": min(given.grace_s, GRACE_S),
            }
        )
        yield Held(found, services)


def _with_secrets(settings: Settings) -> Settings:
    try:
        return with_local_secrets(settings)
    except OSError as error:
        raise Invalid(
            f"Nothing can be kept in {settings.data_dir} ({error.strerror}):"
            " choose another folder with --data-dir."
        ) from None


def listen(host: str, port: int) -> socket.socket:
    """A socket for the API, bound before anything starts; raises Invalid when it cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except (OSError, OverflowError) as error:
        bound.close()
        reason = getattr(error, "strerror", None) or str(error)
        told = f"Cannot listen on {host}:{port}: {reason}. Choose another with --port or --host."
        raise Invalid(told) from None
    return bound


def url(bound: socket.socket) -> str:
    """The address of an API on this socket."""
    host, port = bound.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


@asynccontextmanager
async def studio(
    held: Held, bound: socket.socket, logs: Path | None = None
) -> AsyncIterator[Running]:
    """A migrated database, an API on the socket and a worker, until the block ends.

    Raises Down, EmbeddedUnavailable and ChildEnded when one of them does not come up.
    """
    async for finding in reachable(held.settings):
        if not finding.is_well:
            raise Down(f"{finding.name}: {finding.text}.")
    await migrate(held.settings.database_url or "")
    environment = _environment(held.settings)
    async with Processes(held.settings.grace_s + STOP_TIMEOUT_S, logs) as processes:
        descriptor = bound.fileno()
        serve = ["aixss", "serve", "--fd", str(descriptor)]
        # On one machine the metrics port is the worker's: the API shows its own beside GraphQL.
        beside = environment | {f"{PREFIX}METRICS_PORT": "0"}
        await processes.start("API", serve, beside, [descriptor])
        await processes.start("worker", ["aixss", "worker"], environment)
        running = Running(held.services, processes)
        await running.during(_await_ready(url(bound)))
        yield running


async def serve(held: Held, bound: socket.socket, say: Say) -> None:
    """Run the studio until one of its parts ends, which raises."""
    async with studio(held, bound) as running:
        say(f"The studio is ready: {url(bound)}/graphql (Ctrl-C stops it)")
        await running.during(asyncio.Event().wait())


async def alone(held: Held, work: Callable[[Studio], Coroutine[Any, Any, T]], say: Say) -> T:
    """What the work gives that has a studio to itself, which ends with it."""
    # The operator of this machine may ask the models that run on it.
    opened = held.settings.model_copy(update={"allow_private_providers": True})
    with closing(listen(LOOPBACK, 0)) as bound:
        say("Starting the API and a worker.")
        async with (
            studio(replace(held, settings=opened), bound, opened.data_dir / "logs") as running,
            Studio(url(bound)) as client,
        ):
            await sign_in(client, opened.data_dir)
            return await running.during(work(client))


async def sign_in(client: Studio, data_dir: Path) -> None:
    """Act as this machine's own user, who is made at the first call."""
    # Whoever may read the folder of the keys may use the account; there is no second secret.
    key = local_secrets(data_dir)["token_keys"]
    password = hmac.digest(key.encode(), EMAIL.encode(), hashlib.sha256).hex()
    try:
        await client.sign_in(EMAIL, password)
    except Refused:
        await client.sign_up(EMAIL, password)


async def _await_ready(address: str) -> None:
    try:
        async with asyncio.timeout(READY_TIMEOUT_S):
            while not await is_ready(address):  # noqa: ASYNC110  # of another process
                await asyncio.sleep(READY_POLL_S)
    except TimeoutError:
        raise Down(
            f"The API is not ready after {READY_TIMEOUT_S:.0f} s: see what `aixss doctor` says."
        ) from None


def _environment(settings: Settings) -> dict[str, str]:
    """What our children read their settings from."""
    told = {name: value for name, value in settings.model_dump().items() if value is not None}
    return os.environ | {
        f"{PREFIX}{name.upper()}": ",".join(value) if isinstance(value, tuple) else str(value)
        for name, value in told.items()
    }
