"""Two teams at one running API, and what takes down the cases that were tried."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest

from aixss.webhooks import hooks
from tests.isolation.cases import CASE, case
from tests.isolation.ways import Asker, asking
from tests.isolation.world import World, whole
from tests.studio import Studio, joined, studio

Count = Callable[[str, object], None]


@pytest.fixture(scope="package")
async def us(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Studio]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hooks, "LIVE_MOST", 10_000)  # a whole walk makes more than a team may have
        async with studio(database_url, redis_url) as member:
            yield member


@pytest.fixture(scope="package")
async def ours(us: Studio) -> World:
    """Our team's rows, which tests put back as they were."""
    return await whole(us)


@pytest.fixture(scope="package")
async def theirs(us: Studio) -> World:
    """The rows of another team."""
    return await whole(await joined(us.api))


@pytest.fixture(scope="package")
async def asker(us: Studio) -> AsyncIterator[Asker]:
    """One of us, who asks."""
    async with asking(us) as found:
        yield found


@pytest.fixture
def count(record_property: Callable[[str, object], None], asker: Asker) -> Count:
    """Takes down a case that has been tried in every way."""

    def counted(sort: str, name: object) -> None:
        record_property(CASE, case(sort, str(name), asker.ways))

    return counted
