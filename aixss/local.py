"""The whole studio for one machine: servers, migrations, API and worker, and a user of its own."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from aixss.client.errors import Refused
from aixss.client.studio import Studio, is_ready
from aixss.embedded.processes import Ended, Processes
from aixss.embedded.services import hold
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


class ChildEnded(AixssError):
    """A part of the studio ended by itself."""

    code = ErrorCode.UNAVAILABLE

    def __init__(self, ended: Ended, tail: str) -> None:
        super().__init__(f"The {ended.name} ended with code {ended.code}.\n{tail}".rstrip())
        self.exit_code = ended.code or 1


@contextmanager
def servers(settings: Settings, say: Say) -> Iterator[Settings]:
    """The settings with keys and running servers: those that were named, embedded ones else."""
    given = with_local_secrets(settings)
    with hold(
        given.data_dir, say, postgres=not given.database_url, redis=not given.redis_url
    ) as services:
        yield given.model_copy(
            update={
                "database_url": given.database_url or services.database_url,
                "redis_url": given.redis_url or services.redis_url,
                "grace_s": min(given.grace_s, GRACE_S),
            }
        )


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
        raise Invalid(f"Cannot listen on {host}:{port}: {reason}.") from None
    return bound


def url(bound: socket.socket) -> str:
    """The address of an API on this socket."""
    host, port = bound.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


@asynccontextmanager
async def studio(
    settings: Settings, bound: socket.socket, logs: Path | None = None
) -> AsyncIterator[Processes]:
    """A migrated database, an API on the socket and a worker, until the block ends.

    Raises ChildEnded when one of them does not come up.
    """
    await migrate(settings.database_url or "")
    environment = _environment(settings)
    async with Processes(settings.grace_s + STOP_TIMEOUT_S, logs) as processes:
        descriptor = bound.fileno()
        serve = ["aixss.cli", "serve", "--fd", str(descriptor)]
        await processes.start("api", serve, environment, [descriptor])
        await processes.start("worker", ["aixss.cli", "worker"], environment)
        await _await_ready(processes, url(bound))
        yield processes


async def serve(settings: Settings, bound: socket.socket, say: Say) -> None:
    """Run the studio until one of its parts ends, which raises ChildEnded."""
    async with studio(settings, bound) as processes:
        say(f"The studio is ready: {url(bound)}/graphql (Ctrl-C stops it)")
        raise ChildEnded(await processes.first(), "")


async def alone(settings: Settings, work: Callable[[Studio], Coroutine[Any, Any, T]]) -> T:
    """What the work gives that has a studio to itself, which ends with it."""
    # The operator of this machine may ask the models that run on it.
    opened = settings.model_copy(update={"allow_private_providers": True})
    with closing(listen(LOOPBACK, 0)) as bound:
        async with (
            studio(opened, bound, settings.data_dir / "logs") as processes,
            Studio(url(bound)) as client,
        ):
            await sign_in(client, settings.data_dir)
            return await _unless_one_ends(processes, work(client))


async def _unless_one_ends(processes: Processes, work: Coroutine[Any, Any, T]) -> T:
    """What the work gives; raises ChildEnded when a process ends before it."""
    watch, task = asyncio.create_task(processes.first()), asyncio.create_task(work)
    try:
        await asyncio.wait({watch, task}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        ended = watch.result()
        raise ChildEnded(ended, processes.tail(ended.name))
    finally:
        watch.cancel()
        task.cancel()
        await asyncio.gather(watch, task, return_exceptions=True)


async def sign_in(client: Studio, data_dir: Path) -> None:
    """Act as this machine's own user, who is made at the first call."""
    # Whoever may read the folder of the keys may use the account; there is no second secret.
    key = local_secrets(data_dir)["token_keys"]
    password = hmac.digest(key.encode(), EMAIL.encode(), hashlib.sha256).hex()
    try:
        await client.login(EMAIL, password)
    except Refused:
        await client.register(EMAIL, password)


async def _await_ready(processes: Processes, address: str) -> None:
    async def poll() -> None:
        async with asyncio.timeout(READY_TIMEOUT_S):
            while not await is_ready(address):  # noqa: ASYNC110  # of another process
                await asyncio.sleep(READY_POLL_S)

    try:
        await _unless_one_ends(processes, poll())
    except TimeoutError:
        raise ChildEnded(Ended("api", 1), processes.tail("api")) from None


def _environment(settings: Settings) -> dict[str, str]:
    """What our children read their settings from."""
    told = {name: value for name, value in settings.model_dump().items() if value is not None}
    return os.environ | {
        f"{PREFIX}{name.upper()}": ",".join(value) if isinstance(value, tuple) else str(value)
        for name, value in told.items()
    }
