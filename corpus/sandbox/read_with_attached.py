"""Reads files, each of them into a letter, with what hangs on it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from corpus.dutch.enumerations import named
from corpus.errors import UnreadableFile
from corpus.letter import Letter
from corpus.sandbox.isolation import Worker

_AHEAD = 4  # files a worker that are read before they are asked for
MOST_ATTACHED = 50  # files that are read of those that hang on one, also on messages in it
MOST_DEEP = 3  # messages in messages, the first included
Read = tuple[Path, Letter | UnreadableFile]


def read_letters(paths: Iterable[Path], workers: int | None = None) -> Iterator[Read]:
    """Yield each file with its letter, or with what is wrong with it, in the given order.

    Before a message come the files that hang on it, at paths below its own. Each file is read in a
    process of its own with limits on time and memory; ``workers`` of them run at a time, by
    default one a processor.
    """
    count = workers or os.cpu_count() or 1
    worker = Worker(count=count)
    waiting: deque[Future[list[Read]]] = deque()
    with ThreadPoolExecutor(count) as pool:
        try:
            for path in paths:
                waiting.append(pool.submit(read_file, path, worker))
                if len(waiting) >= _AHEAD * count:
                    yield from waiting.popleft().result()
            for future in waiting:
                yield from future.result()
        finally:
            for future in waiting:
                future.cancel()
            worker.close()


def read_file(path: Path, worker: Worker) -> list[Read]:
    """Return a file with its letter; before a message come the files that hang on it."""
    found: dict[Path, Letter | UnreadableFile] = {}
    waiting = [path]
    for one in waiting:  # it grows while it is gone through
        read = worker.read(one)
        if isinstance(read, Letter) and read.attached:
            deep = len(one.parts) - len(path.parts)
            read = _limited(read, MOST_ATTACHED + 1 - len(waiting) if deep < MOST_DEEP else 0)
            waiting += [one / name for name in read.attached]
        found[one] = read
    return [(one, _told(one, read, found)) for one, read in reversed(found.items())]


def _limited(letter: Letter, room: int) -> Letter:
    """Return a message with at most so many files that hang on it, which names those left out."""
    left = letter.attached[room:]
    if not left:
        return letter
    told = (
        f"Bijlagen niet gelezen: {named(left)}. Van één bestand worden er hoogstens "
        f"{MOST_ATTACHED} gelezen, tot {MOST_DEEP} berichten diep. Bewaar ze apart in de map."
    )
    return replace(letter, attached=letter.attached[:room], warnings=(*letter.warnings, told))


def _told(
    path: Path, read: Letter | UnreadableFile, found: Mapping[Path, Letter | UnreadableFile]
) -> Letter | UnreadableFile:
    """Return a message that tells which of the files that hang on it could not be read."""
    if isinstance(read, UnreadableFile) or not read.attached:
        return read
    hung = {name: found[path / name] for name in read.attached}
    wrong = {name: one for name, one in hung.items() if isinstance(one, UnreadableFile)}
    told = (f"Bijlage {name} niet gelezen: {one.reason}." for name, one in wrong.items())
    good = tuple(name for name in hung if name not in wrong)
    return replace(read, attached=good, warnings=(*read.warnings, *told))
