"""How the house stands, for those who run it: counts, and nothing of any team."""

from __future__ import annotations

from datetime import datetime

import strawberry

from aixss.api.context import Context
from aixss.jobs import standing
from aixss.jobs.standing import PoolStanding, WorkerStanding
from aixss.kit import servers
from aixss.kit.gql import resolved, shown
from aixss.kit.servers import DatabaseStanding, RedisStanding

Info = strawberry.Info[Context, None]


@shown
class PoolStatus:
    """How busy a pool of workers is, with the jobs of all teams."""

    name: str = strawberry.field(description="Its name, as `aixss worker --pools` takes it.")
    waiting: int = strawberry.field(description="Jobs that wait for a worker or for another try.")
    running: int = strawberry.field(description="Jobs that a worker is doing.")
    oldest_age_seconds: float = strawberry.field(
        description="For how many seconds the oldest queued job has been waiting; 0 without any."
    )

    @classmethod
    def of(cls, found: PoolStanding) -> PoolStatus:
        """A pool as it is shown."""
        return cls(
            name=found.pool,
            waiting=found.waiting,
            running=found.running,
            oldest_age_seconds=found.oldest_s,
        )


@shown
class WorkerStatus:
    """A worker process, as it last said of itself."""

    name: str = strawberry.field(description="Its name, as `rq info` shows it.")
    host: str = strawberry.field(description="The host that it runs on.")
    version: str = strawberry.field(description="The release that it runs, e.g. `0.1.0`.")
    pools: list[str] = strawberry.field(
        description="The pools that it serves, in the order in which it takes jobs from them."
    )
    slots: int = strawberry.field(description="How many jobs it can do at once.")
    busy: int = strawberry.field(description="How many it was doing when it last beat.")
    started_at: datetime = strawberry.field(description="When it started.")
    beat_at: datetime = strawberry.field(description="When it last beat; it does so every 2 s.")
    is_alive: bool = strawberry.field(
        description="Whether it has beaten in the last 15 s; else its jobs go to others."
    )

    @classmethod
    def of(cls, found: WorkerStanding) -> WorkerStatus:
        """A worker as it is shown."""
        return cls(
            name=f"aixss-{found.id}",
            host=found.host,
            version=found.version,
            pools=found.pools,
            slots=found.slots,
            busy=found.busy,
            started_at=found.started_at,
            beat_at=found.beat_at,
            is_alive=found.is_alive,
        )


@shown
class PostgresStatus:
    """PostgreSQL as the answering process meets it."""

    version: str = strawberry.field(description="Its version, e.g. `17.2`.")
    connections: int = strawberry.field(description="Open connections to our database.")
    connections_max: int = strawberry.field(description="How many the server takes in all.")
    latency_ms: float = strawberry.field(description="Milliseconds of the smallest query.")

    @classmethod
    def of(cls, found: DatabaseStanding) -> PostgresStatus:
        """The database as it is shown."""
        return cls(**vars(found))


@shown
class RedisStatus:
    """Redis as the answering process meets it."""

    version: str = strawberry.field(description="Its version, e.g. `7.4.1`.")
    memory_mib: float = strawberry.field(description="Memory in use, in MiB.")
    clients: int = strawberry.field(description="Open connections.")
    latency_ms: float = strawberry.field(description="How long a PING took, in milliseconds.")

    @classmethod
    def of(cls, found: RedisStanding) -> RedisStatus:
        """Redis as it is shown."""
        return cls(
            version=found.version,
            memory_mib=found.memory_bytes / 2**20,
            clients=found.clients,
            latency_ms=found.latency_ms,
        )


@shown
class SystemStatus:
    """The processes and servers behind this API, as they are now."""

    release: str = strawberry.field(description="The release of the answering process.")

    @resolved
    async def pending_migrations(self, info: Info) -> list[str]:
        """Migrations that this release knows and the database lacks: run `aixss migrate`."""
        return await info.context.services.pending()

    @resolved
    async def pools(self) -> list[PoolStatus]:
        """Every pool of workers, the idle ones too."""
        return [PoolStatus.of(each) for each in await standing.pools()]

    @resolved
    async def workers(self) -> list[WorkerStatus]:
        """The worker processes, oldest first, 1000 at most; a silent one is listed for a minute."""
        return [WorkerStatus.of(each) for each in await standing.workers()]

    @resolved
    async def postgres(self) -> PostgresStatus:
        """The database."""
        return PostgresStatus.of(await servers.database())

    @resolved
    async def redis(self, info: Info) -> RedisStatus | None:
        """Redis; null when it does not answer."""
        found = await info.context.services.wire.standing()
        return RedisStatus.of(found) if found else None
