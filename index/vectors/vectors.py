"""The dense leg: passages by the cosine of their vectors with a question's.

A passage is found by its own vector and by that of each of its sentences: a short answer in a long
passage is nearer to its question than the whole of it.

``vectors.<generation>.faiss`` holds the passages of one moment, up to the number that the note in
``vectors.json`` gives, and is never changed. What was stored later is read from the store itself,
and what has gone since is passed over, so that one more letter costs the same in any index. When
that grows to a part of the whole, the file is made anew, under another name: who reads the old
one can go on.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.array_types import Vectors
from index.store.letter_table import LetterTable, Mask
from index.store.store import LetterStore
from index.vectors.faiss_engine import built, extended, is_exact, nearest_of, opened, written
from index.vectors.note import NOTE_NAME, Note

LEAST_CHANGES, MOST_CHANGES = 2_000, 0.05
"""How many passages may be new or gone before the file is made anew: a number, and a share."""
TRIES = 3
DEEPER = 6  # vectors that are looked up for each passage that is wanted


@dataclass(frozen=True, slots=True)
class _Base:
    """The passages in the file."""

    index: Any  # of faiss, which has no types
    note: Note


@dataclass(frozen=True, slots=True)
class _Since:
    """What was stored since: numbers of passages int64 [n], vectors float32 [n, dimension]."""

    numbers: NDArray[np.int64]
    vectors: Vectors

    def with_more(
        self, batches: Sequence[tuple[NDArray[np.int64], Vectors]], table: LetterTable
    ) -> _Since:
        """Return these and more, without what has gone from the table."""
        numbers = np.concatenate([self.numbers, *(one for one, _ in batches)])
        vectors = np.concatenate([self.vectors, *(own for _, own in batches)])
        kept = table.has(numbers)
        return _Since(numbers[kept], vectors[kept])


def _nothing(dimension: int) -> _Since:
    return _Since(np.zeros(0, np.int64), np.zeros((0, dimension), np.float32))


class VectorIndex:
    """Passages by the cosine of their vectors with a question's, as they are at one moment.

    ``table`` and ``generation`` are those of the moment.
    """

    def __init__(self, base: _Base, store: LetterStore, before: VectorIndex | None = None) -> None:
        """Take what is stored now; ``before`` has the same base."""
        self._base = base
        dimension = store.made().dimension
        with store.snapshot():
            self.generation = store.generation
            self.table = LetterTable(store.facts())
            known = before.since if before else _nothing(dimension)
            last = max(base.note.last, int(known.numbers.max(initial=0)))
            self.since: _Since = known.with_more(
                [*store.vectors(dimension, after=last)], self.table
            )
        self._gone = base.note.passages - (self.table.size - len(np.unique(self.since.numbers)))

    @classmethod
    def open(
        cls, folder: Path, store: LetterStore, before: VectorIndex | None = None
    ) -> VectorIndex:
        """Return the index over all that is stored; where the file is no good, build in memory.

        What ``before`` has read is not read again.
        """
        base = _read(folder, store, before._base if before else None)
        if before and base and base.index is before._base.index:
            return cls(base, store, before)
        return cls(base or _Base(*_build(store, folder, None)), store)

    @staticmethod
    def forget(store: LetterStore, folder: Path) -> None:
        """Drop the note when it is of another store, or of a later one than this, put back."""
        note = Note.read(folder)
        if note and not (note.identity == store.identity and note.generation <= store.generation):
            (folder / NOTE_NAME).unlink()

    @classmethod
    def update(cls, store: LetterStore, folder: Path) -> None:
        """Bring the files up to date; for the one writer only.

        The whole file is checked when nothing else is to be done, so that a run of ``wmo index``
        mends it, and one more letter does not cost the reading of all.
        """
        note = Note.read(folder)
        with store.snapshot():
            size, kept = store.counted(note.last if note else 0)
            generation = store.generation
        changes = size - kept + (note.passages if note else 0) - kept
        if not _usable(note, folder, store, wholly=bool(note and note.generation == generation)):
            note = _write(store, folder, None)
        elif note and changes > max(LEAST_CHANGES, MOST_CHANGES * size):
            whole = _usable(note, folder, store, wholly=True)
            note = _write(store, folder, note if whole else None)
        elif note:
            replace(note, generation=generation).write(folder)
        for old in folder.glob("vectors.*faiss"):
            if note and old.name != note.file:
                old.unlink()

    @property
    def exact(self) -> bool:
        """Whether the cosines found are exact, and the nearest are surely the nearest."""
        return is_exact(self._base.index)

    def nearest(self, question: Vectors, k: int, allowed: Mask | None = None) -> dict[int, float]:
        """Return at most k passages, nearest first: number -> cosine in [-1, 1].

        The cosine is that of the passage, or of its nearest sentence if that is higher.
        ``allowed`` tells for each number, bool [last + 1], whether it may be found.
        """
        query = question.reshape(1, -1)
        wanted = self.table.alive if allowed is None and self._gone else allowed
        scores, numbers = nearest_of(self._base.index, query, DEEPER * k, wanted)
        own, added = self.since.vectors @ query[0], self.since.numbers
        if allowed is not None:
            own, added = own[allowed[added]], added[allowed[added]]
        scores, numbers = np.concatenate([scores, own]), np.concatenate([numbers, added])
        best = np.lexsort((numbers, -scores))
        found: dict[int, float] = {}
        for number, score in zip(numbers[best].tolist(), scores[best].tolist(), strict=True):
            if len(found) == k:
                break
            found.setdefault(number, score)
        return found


def _read(folder: Path, store: LetterStore, before: _Base | None) -> _Base | None:
    """Return what the note tells of; ``None`` when that is damaged or of another index."""
    for _ in range(TRIES):  # while the writer takes away what the note told of
        note = Note.read(folder)
        if before and note and replace(note, generation=before.note.generation) == before.note:
            return _Base(before.index, note)
        try:
            if note is None or not _sound(note, folder, store, wholly=True):
                return None
            return _Base(opened(folder / note.file), note)
        except FileNotFoundError:
            continue
        except (OSError, RuntimeError):  # the last is faiss's
            return None
    return None


def _sound(note: Note, folder: Path, store: LetterStore, wholly: bool) -> bool:
    """Whether the file is what the note says, and is of this store.

    Raises:
        FileNotFoundError: it has gone.
    """
    path = folder / note.file
    return (
        note.identity == store.identity
        and note.generation <= store.generation
        and path.stat().st_size == note.bytes
        and (not wholly or _checksum(path) == note.checksum)
    )


def _usable(note: Note | None, folder: Path, store: LetterStore, wholly: bool) -> bool:
    try:
        return note is not None and _sound(note, folder, store, wholly)
    except OSError:
        return False


def _build(store: LetterStore, folder: Path, before: Note | None) -> tuple[Any, Note]:
    """Return an index over all vectors in the store, and the note without a file."""
    with store.snapshot():
        table = LetterTable(store.facts())
        generation, identity = store.generation, store.identity
        old = before and extended(folder / before.file, store, table, before.last)
        index = old or built(store, table)
    return index, Note(generation, identity, "", table.last, table.size, 0, 0)


def _write(store: LetterStore, folder: Path, before: Note | None) -> Note:
    """Make the file and its note, under a name of its own, and return the note."""
    index, note = _build(store, folder, before)
    path = folder / f"vectors.{note.generation}.faiss"
    scratch = folder / f".{path.name}.{os.getpid()}"
    written(index, scratch)
    size, checksum = scratch.stat().st_size, _checksum(scratch)
    scratch.replace(path)
    note = replace(note, file=path.name, bytes=size, checksum=checksum)
    note.write(folder)
    return note


def _checksum(path: Path) -> int:
    """Return the CRC-32 of a file."""
    found = 0
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            found = zlib.crc32(block, found)
    return found
