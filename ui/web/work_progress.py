"""Work that tells how far it is while a page waits for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

Told = TypeVar("Told")
Made = TypeVar("Made")

PAUSE = 0.2  # seconds: what is told faster than this cannot be read, and costs a page's update


def watched(work: Callable[[Callable[[Told], None]], Made]) -> Generator[Told, None, Made]:
    """Start work in another thread; yield the last that it told, and return what comes of it.

    It goes on to its end when nobody looks any more, and who stops looking does not wait for it.
    """
    told: deque[Told] = deque(maxlen=1)
    pool = ThreadPoolExecutor(1)
    running = pool.submit(work, told.append)
    pool.shutdown(wait=False)  # its thread ends with the work
    return _looking(running, told)


def _looking(running: Future[Made], told: deque[Told]) -> Generator[Told, None, Made]:
    while not wait([running], PAUSE).done:
        if told:
            yield told.pop()
    return running.result()
