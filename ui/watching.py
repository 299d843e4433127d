"""Work that tells how far it is while a page waits for it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import TypeVar

Told = TypeVar("Told")
Made = TypeVar("Made")

_STEP = 0.05  # seconds between looks at the progress


def watched(work: Callable[[Callable[[Told], None]], Made]) -> Generator[Told, None, Made]:
    """Yield what the work tells, in another thread, and return what comes of it."""
    told: SimpleQueue[Told] = SimpleQueue()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(work, told.put)
        while not running.done() or not told.empty():
            try:
                yield told.get(timeout=_STEP)
            except Empty:
                continue
        return running.result()
