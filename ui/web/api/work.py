"""Heavy work in threads, a few at once and a few that wait: who comes after is asked to return."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Event, Lock
from time import monotonic
from typing import Any, Generic, TypeVar

from starlette.requests import Request

from qa import Step
from ui.web.api import wording
from ui.web.api.door.problems import Problem

Made = TypeVar("Made")
Tell = Callable[[Step], None]
_LATER = {"Retry-After": "10"}


class _Stopped(Exception):
    """Nobody waits for what is worked at."""


class Line:
    """The line before some threads; used by one event loop."""

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        """Make a line of ``at_once`` threads in which ``waiting`` more may stand.

        ``seconds`` are the most that someone waits for what comes of it, 0 for any.
        """
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="wmo-api")
        self._room, self._seconds = at_once + waiting, seconds
        self._lock, self._there = Lock(), 0

    @property
    def there(self) -> int:
        """How many wait or are worked at."""
        return self._there

    def start(self, work: Callable[[Tell], Made]) -> Job[Made]:
        """Put work at the end of the line; it tells its steps, and ends at one nobody waits for.

        Raises:
            Problem: the line is full.
        """
        with self._lock:
            if self._there >= self._room:
                raise Problem(503, wording.TOO_BUSY, _LATER)
            self._there += 1
        job = Job(work, self._pool, self._seconds)
        job.future.add_done_callback(self._leave)
        return job

    async def outcome(self, work: Callable[[Tell], Made], request: Request) -> Made:
        """Return what comes of work, unless the client goes or it takes too long.

        Raises:
            Problem: the line is full, it took too long, or the client went.
        """
        return await self.start(work).outcome(request)

    def _leave(self, _: object) -> None:
        with self._lock:
            self._there -= 1


class Job(Generic[Made]):
    """Work that stands in a line or is done; stopped at its next step when nobody waits."""

    def __init__(
        self, work: Callable[[Tell], Made], pool: ThreadPoolExecutor, seconds: float
    ) -> None:
        self._seconds = seconds
        self._stopped = Event()
        self._steps: asyncio.Queue[Step | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self.future: Future[Made] = pool.submit(work, self._tell)
        self.future.add_done_callback(lambda _: self._put(None))

    async def steps(self) -> AsyncIterator[Step]:
        """Yield each step that begins, until the work is done.

        Raises:
            Problem: it took too long.
        """
        until = monotonic() + self._seconds
        try:
            while True:
                left = max(0.0, until - monotonic()) if self._seconds else None
                step = await asyncio.wait_for(self._steps.get(), left)
                if step is None:
                    return
                yield step
        except TimeoutError as error:
            raise self._late() from error
        finally:
            self.stop()

    async def outcome(self, request: Request) -> Made:
        """Return what came of the work; it is stopped when the client goes meanwhile.

        Raises:
            Problem: it took too long, or the client went.
        """
        done = asyncio.wrap_future(self.future)
        gone = asyncio.ensure_future(_gone(request))
        try:
            both: set[asyncio.Future[Any]] = {done, gone}
            await asyncio.wait(
                both, timeout=self._seconds or None, return_when=asyncio.FIRST_COMPLETED
            )
            if done.done():
                return done.result()
            if gone.done():
                raise gone.exception() or Problem(wording.GONE, wording.CLIENT_GONE)
            raise self._late()
        finally:
            gone.cancel()
            done.cancel()
            self.stop()

    def result(self) -> Made:
        """Return what came of work that is done."""
        return self.future.result()

    def stop(self) -> None:
        """Let the work end at its next step; nothing when it is done."""
        self._stopped.set()
        self.future.cancel()

    def _tell(self, step: Step) -> None:
        if self._stopped.is_set():
            raise _Stopped
        self._put(step)

    def _put(self, step: Step | None) -> None:
        with suppress(RuntimeError):  # the loop has ended meanwhile
            self._loop.call_soon_threadsafe(self._steps.put_nowait, step)

    def _late(self) -> Problem:
        return Problem(503, wording.too_slow(round(self._seconds)), _LATER)


async def _gone(request: Request) -> None:
    """Wait until the client goes; what it still sends is read within the limits."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
