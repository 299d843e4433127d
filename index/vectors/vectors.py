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
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.array_types import Vectors
from index.checksums.damage import DamagedLetter
from index.checksums.files import file_checksum, warn_of
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
        in_base = self.table.first <= base.note.last
        self._gone = base.note.passages - int(self.table.passages[in_base].sum())

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
        """Drop the file when it is of another store, or of a later one than this, put back."""
        note = Note.read(folder)
        if note and not _is_of(note, store):
            for old in (folder / NOTE_NAME, *folder.glob("vectors.*faiss")):
                old.unlink()

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
        if note is None:
            _warn(folder)
        if not note or not _usable(note, folder, store, wholly=note.generation == generation):
            note = _write(store, folder, None)
        elif changes > max(LEAST_CHANGES, MOST_CHANGES * size):
            whole = _usable(note, folder, store, wholly=True)
            note = _write(store, folder, note if whole else None)
        else:
            replace(note, generation=generation).write(folder)
        for old in folder.glob("vectors.*faiss"):
            if old.name != note.file:
                old.unlink()

    @staticmethod
    def is_whole(store: LetterStore, folder: Path) -> bool:
        """Whether the file is there, as it was written, and of what is stored now."""
        note = Note.read(folder)
        try:
            return note is not None and _is_of(note, store) and _unchanged(note, folder)
        except OSError:
            return False

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
        if note is None:
            break
        if before and replace(note, generation=before.note.generation) == before.note:
            return _Base(before.index, note)
        try:
            if not _is_of(note, store):
                if note.identity == store.identity:  # what was written last is not there any more
                    store.sound.damage.note(0, DamagedLetter("", "", folder))
                return None
            if _unchanged(note, folder):
                return _Base(opened(folder / note.file), note)
            break
        except FileNotFoundError:
            continue
        except (OSError, RuntimeError):  # the last is faiss's
            break
    _warn(folder)
    return None


def _warn(folder: Path) -> None:
    """Tell that the file or its note is damaged, if there is one."""
    for place in (*folder.glob("vectors.*faiss"), folder / NOTE_NAME):
        if place.exists():
            warn_of(place)
            return


def _is_of(note: Note, store: LetterStore) -> bool:
    """Whether a note is of this store, and not of a later one than this, put back."""
    return note.identity == store.identity and note.generation <= store.generation


def _unchanged(note: Note, folder: Path) -> bool:
    """Whether the file is, as a whole, what the note says.

    Raises:
        OSError: it cannot be read.
    """
    path = folder / note.file
    return path.stat().st_size == note.bytes and file_checksum(path) == note.checksum


def _usable(note: Note, folder: Path, store: LetterStore, wholly: bool) -> bool:
    """Whether the file can be gone on with; tells when it is damaged."""
    if not _is_of(note, store):
        return False
    try:
        as_long = (folder / note.file).stat().st_size == note.bytes
        if as_long and (not wholly or _unchanged(note, folder)):
            return True
    except OSError:
        pass
    _warn(folder)
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
    size, checksum = scratch.stat().st_size, file_checksum(scratch)
    scratch.replace(path)
    note = replace(note, file=path.name, bytes=size, checksum=checksum)
    note.write(folder)
    return note
