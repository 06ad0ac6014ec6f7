"""Two teams at one running API, and the count of cases at the end of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable

import orjson
import pytest

from aixss.webhooks import hooks
from tests.isolation.ways import Asker, asking
from tests.isolation.world import World, whole
from tests.studio import Studio, joined, studio

CASE = "isolation case"
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
        # Reports may come from other processes, which send text.
        ways = [[way.transport, way.reading] for way in asker.ways]
        record_property(CASE, orjson.dumps([sort, str(name), ways]).decode())

    return counted


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many cases were tried, and how."""
    passed = terminalreporter.stats.get("passed", [])
    told = {value for report in passed for name, value in report.user_properties if name == CASE}
    if cases := [orjson.loads(each) for each in told]:
        names = Counter(sort for sort, _ in {(sort, name) for sort, name, _ in cases})
        ways = [way for _, _, ways in cases for way in ways]
        said = ", ".join(f"{n} {sort} cases" for sort, n in sorted(names.items()))
        over = " and ".join(sorted({transport for transport, _ in ways}))
        read = " and ".join(sorted({reading for _, reading in ways}, reverse=True))
        terminalreporter.write_line(f"isolation: {said}, each over {over}, queries read {read}")
