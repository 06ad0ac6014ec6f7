"""What every process of ours holds open: the database, the wire and the doorbell."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aixss.jobs import limits
from aixss.jobs.dispatch import Dispatcher
from aixss.jobs.rings import Doorbell
from aixss.kit import db
from aixss.migrate import MODULES
from aixss.news.wire import Wire
from aixss.providers import registry as providers
from aixss.settings import Settings


@dataclass(frozen=True)
class Links:
    """The open connections; each committed change is announced and rung through them."""

    wire: Wire
    doorbell: Doorbell
    dispatcher: Dispatcher


@asynccontextmanager
async def open_links(settings: Settings) -> AsyncIterator[Links]:
    """The links of this process, closed at the end; raises Invalid when a URL is not set."""
    settings.require("database_url", "redis_url")
    database_url, redis_url = settings.database_url or "", settings.redis_url or ""
    provider_limits = limits.parse(settings.provider_limits, providers.PROVIDERS)
    await db.connect(database_url, MODULES, pool_size=settings.pool_size, pooler=settings.is_pooled)
    wire, doorbell = Wire(redis_url, settings.news_prefix), Doorbell(redis_url)
    dispatcher = Dispatcher(
        doorbell, silent_s=settings.lost_after_s, provider_limits=provider_limits
    )
    links = Links(wire, doorbell, dispatcher)
    hooks = (wire.after_commit, links.dispatcher.after_commit)
    db.after_commit.extend(hooks)
    try:
        yield links
    finally:
        await db.drain()
        for hook in hooks:
            db.after_commit.remove(hook)
        await wire.aclose()
        await doorbell.aclose()
        await providers.aclose()
        await db.disconnect()
