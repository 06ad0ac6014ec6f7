"""What many watch is answered once: each event is executed and written for all who ask the same.

A desk serves those who watch one stream with the same document as the same kind of viewer. Each of
them has a place of its own: it catches up from the table until it is where the desk is, then it is
told what the desk hears, and goes back to the table when its connection takes no more for a while.
Nothing is kept in memory for a reader that is slow.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Hashable, Sequence
from contextlib import asynccontextmanager
from enum import Enum, auto
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

import structlog

from aixss.news.events import Told
from aixss.news.streams import P, Stream

said: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

WAITING = 1000  # events that may wait for being answered, and facts that a reader may lag behind
AT_ONCE = 100  # readers that are told before others have their turn
KEPT = 256  # answers, for those who catch up together

A = TypeVar("A")
A_contra = TypeVar("A_contra", contravariant=True)


class Gone(Exception):
    """The reader has left."""


class Sink(Protocol[A_contra]):
    """The way to one reader."""

    async def tell(self, answer: A_contra) -> None:
        """Send an answer, however long that takes; raises Gone."""

    def tell_now(self, answer: A_contra) -> bool:
        """Whether an answer was sent at once; False when the connection is full."""


def at_once(sending: Awaitable[None]) -> bool:
    """Whether something could be sent without waiting; otherwise nothing of it was sent.

    A server waits before it writes, until the connection takes more: uvicorn does for sockets and
    for responses. Asking costs no task, which is what makes many readers cheap.
    """
    steps: Generator[Any, None, None] = sending.__await__()
    try:
        next(steps)
    except StopIteration:
        return True
    except OSError:
        return False  # whoever waits for it finds out that it is closed
    steps.close()
    return False


class Admits(Protocol):
    """What one reader is to be told."""

    def __call__(self, told: Told) -> bool:
        """Whether to tell it; whoever asks will do so."""


class End(Enum):
    """Why a reader is told nothing more by its desk."""

    SLOW = auto()  # its connection is full
    OVER = auto()  # nothing more will come
    LOST = auto()  # the desk has more to answer than it can


class Reader(Generic[P, A]):
    """One who watches: where it is, and the way to it."""

    __slots__ = ("admits", "end", "place", "sink")

    def __init__(self, sink: Sink[A], place: P, admits: Admits) -> None:
        self.sink, self.place, self.admits = sink, place, admits
        self.end: asyncio.Future[End] | None = None

    def leave(self, why: End) -> None:
        """Wake whoever waits for the end."""
        if self.end is not None and not self.end.done():
            self.end.set_result(why)


class Desk(Generic[P, A]):
    """Those who watch a stream in the same way.

    `place_of` says where a fact stands; `answer` executes an event; `read` gives the facts above a
    place; `concerns` says which events are theirs at all, `overhears` which others they have to
    know of all the same, `ends` which is the last one.
    """

    def __init__(
        self,
        stream: Stream[P],
        *,
        place_of: Callable[[Told], P | None],
        read: Callable[[P], Awaitable[Sequence[Told]]],
        answer: Callable[[Told], Awaitable[A]],
        concerns: Callable[[Told], bool],
        ends: Callable[[Told], bool],
        overhears: Callable[[Told], bool] = lambda _: False,
    ) -> None:
        self._stream, self._place_of, self._read = stream, place_of, read
        self._answer, self._concerns, self._ends = answer, concerns, ends
        self._overhears = overhears
        self.users = 0
        self._readers: set[Reader[P, A]] = set()
        self._last: P | None = None  # up to here all readers have been told
        self._waiting: asyncio.Queue[Told] = asyncio.Queue(WAITING)
        self._work: asyncio.Task[None] | None = None
        self._answers: OrderedDict[P, asyncio.Future[A]] = OrderedDict()

    async def serve(self, reader: Reader[P, A]) -> End:
        """Tell a reader what lies above its place, until the end: OVER or LOST."""
        while True:
            if (end := await self._catch_up(reader)) is not None:
                return end
            assert reader.end is not None
            try:
                end = await reader.end
            finally:
                self._readers.discard(reader)
            if end is not End.SLOW:
                return end

    def hear(self, told: Told) -> None:
        """Take an event of the stream."""
        if not self._concerns(told):
            if self._overhears(told):
                for reader in self._readers:
                    reader.admits(told)
            if (place := self._place_of(told)) is not None:
                self._advance(place)
            return
        try:
            self._waiting.put_nowait(told)
        except asyncio.QueueFull:
            if (place := self._place_of(told)) is not None:
                self._give_up()
                self._advance(place)

    async def close(self) -> None:
        """Stop listening."""
        self._stream.leave(self)
        tasks = [each for each in (self._work, *self._answers.values()) if each]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _catch_up(self, reader: Reader[P, A]) -> End | None:
        """Read for one who is behind, until it is one of the readers; or why it cannot be."""
        told = 0
        while not self._join(reader):
            goal = self._place()
            page = await self._read(reader.place)
            for each in page:
                place = self._place_of(each)
                assert place is not None  # what is read is a fact
                if self._concerns(each) and reader.admits(each):
                    await reader.sink.tell(await self._answered(each, place))
                    if self._ends(each):
                        return End.OVER
                    told += 1
                elif self._overhears(each):
                    reader.admits(each)
                reader.place = place
            if not page:  # whatever lies up to there concerns others
                reader.place = goal if reader.place < goal else reader.place
            if told > WAITING:
                return End.LOST
        return None

    def _join(self, reader: Reader[P, A]) -> bool:
        if self._last is None:
            if not self._stream.join(self, reader.place):
                return False
            self._last = reader.place
            self._begin()
        elif reader.place < self._last:
            return False
        reader.end = asyncio.get_running_loop().create_future()
        self._readers.add(reader)
        return True

    def _begin(self) -> None:
        self._work = asyncio.create_task(self._tell_all())
        self._work.add_done_callback(self._ended)

    def _ended(self, work: asyncio.Task[None]) -> None:
        if not work.cancelled() and (error := work.exception()):
            said.error("what is watched could not be told", exc_info=error)
            self._give_up()
            self._begin()

    def _place(self) -> P:
        place = self._stream.last if self._last is None else self._last
        assert place is not None  # nobody is behind a stream that has not begun
        return place

    async def _tell_all(self) -> None:
        while True:
            told = await self._waiting.get()
            place = self._place_of(told)
            if place is not None:
                # From here on, who comes has to have been told, even if no answer is found.
                self._advance(place)
            answer = await (self._answer(told) if place is None else self._answered(told, place))
            for n, reader in enumerate(list(self._readers), 1):
                self._tell(reader, told, place, answer)
                if not n % AT_ONCE:
                    await asyncio.sleep(0)

    def _tell(self, reader: Reader[P, A], told: Told, place: P | None, answer: A) -> None:
        if reader not in self._readers or (place is not None and not reader.place < place):
            return
        if not reader.admits(told):
            return
        if not reader.sink.tell_now(answer):
            if place is not None:  # what is only told live may be lost
                self._readers.discard(reader)
                reader.leave(End.SLOW)
            return
        if place is not None:
            reader.place = place
            if self._ends(told):
                self._readers.discard(reader)
                reader.leave(End.OVER)

    def _advance(self, place: P) -> None:
        if self._last is None or self._last < place:
            self._last = place

    async def _answered(self, told: Told, place: P) -> A:
        """The answer to a fact, worked out once for all who need it about now."""
        found = self._answers.get(place)
        if found is None:
            found = self._answers[place] = asyncio.ensure_future(self._answer(told))
            found.add_done_callback(partial(self._forget_failed, place))
            if len(self._answers) > KEPT:
                self._answers.popitem(last=False)
        return await asyncio.shield(found)

    def _forget_failed(self, place: P, found: asyncio.Future[A]) -> None:
        """Whoever needs the answer next tries again."""
        if (found.cancelled() or found.exception()) and self._answers.get(place) is found:
            del self._answers[place]

    def _give_up(self) -> None:
        """Let all go who cannot be told in time; they begin anew.

        Who comes later, or is catching up, reads what was waiting here.
        """
        while not self._waiting.empty():
            if (place := self._place_of(self._waiting.get_nowait())) is not None:
                self._advance(place)
        for reader in self._readers:
            reader.leave(End.LOST)
        self._readers.clear()


class Desks(Generic[A]):
    """The desks of a process, each for as long as somebody uses it."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Desk[Any, A]] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._kept)

    @asynccontextmanager
    async def at(self, key: Hashable, make: Callable[[], Desk[P, A]]) -> AsyncIterator[Desk[P, A]]:
        """The desk of a key, made when nobody uses one."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
        found.users += 1
        try:
            yield found
        finally:
            found.users -= 1
            if not found.users:
                del self._kept[key]
                await found.close()
