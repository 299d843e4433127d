"""Work that tells how far it is while a page waits for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

Told = TypeVar("Told")
Made = TypeVar("Made")

PAUSE = 0.2  # seconds: what is told faster than this cannot be read, and costs a page's update


def watched(work: Callable[[Callable[[Told], None]], Made]) -> Generator[Told, None, Made]:
    """Yield the last that the work told, in another thread, and return what comes of it."""
    told: deque[Told] = deque(maxlen=1)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(work, told.append)
        while not wait([running], PAUSE).done:
            if told:
                yield told.pop()
        return running.result()
