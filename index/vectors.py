"""The dense leg: passages by the cosine of their vectors with a question's.

``vectors.<generation>.faiss`` holds the passages of one moment, up to the number that the note in
``vectors.json`` gives, and is never changed. What was stored later is read from the store itself,
and what has gone since is passed over, so that one more letter costs the same in any index. When
that grows to a part of the whole, the file is made anew, under another name: who reads the old
one can go on.
"""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from index.encoder import Vectors
from index.faiss_types import built, nearest_of
from index.store import LetterStore
from index.table import LetterTable, Mask

NOTE_NAME = "vectors.json"
LEAST_CHANGES, MOST_CHANGES = 2_000, 0.05
"""How many passages may be new or gone before the file is made anew: a number, and a share."""
TRIES = 3


@dataclass(frozen=True, slots=True)
class Note:
    """What the file holds: passages of which index, up to which, and how many; and its checksum.

    ``generation`` is that of the store when ``wmo index`` last finished, ``made`` that of the file.
    """

    generation: int
    identity: str
    file: str
    made: int
    last: int
    passages: int
    bytes: int
    checksum: int

    @classmethod
    def read(cls, folder: Path) -> Note | None:
        """Return the note; ``None`` when there is none that can be read."""
        try:
            note = cls(**json.loads((folder / NOTE_NAME).read_text(encoding="utf-8")))
            numbers = (note.generation, note.made, note.last, note.passages)
            return note if all(type(number) is int for number in numbers) else None
        except (OSError, ValueError, TypeError):
            return None

    def write(self, folder: Path) -> None:
        """Put the note in its place, whole."""
        scratch = folder / f".{NOTE_NAME}.{os.getpid()}"
        scratch.write_text(json.dumps(asdict(self)), encoding="utf-8")
        scratch.replace(folder / NOTE_NAME)


@dataclass(frozen=True, slots=True)
class _Base:
    """The passages in the file."""

    index: Any  # of faiss, which has no types
    note: Note


class VectorIndex:
    """Passages by the cosine of their vectors with a question's."""

    def __init__(self, base: _Base, store: LetterStore, table: LetterTable) -> None:
        self._base = base
        self._alive = table.alive
        self.generation = store.generation
        dimension = store.made().dimension
        batches = list(store.vectors(dimension, after=base.note.last))
        self._numbers = np.concatenate([np.zeros(0, np.int64), *(one for one, _ in batches)])
        empty = np.zeros((0, dimension), np.float32)
        self._vectors = np.concatenate([empty, *(own for _, own in batches)])
        self._gone = base.note.passages - (table.size - len(self._numbers))

    @classmethod
    def open(
        cls, folder: Path, store: LetterStore, table: LetterTable, before: VectorIndex | None = None
    ) -> VectorIndex:
        """Return the index over all that is stored; where the file is no good, build in memory.

        The table is of the same moment; the file that ``before`` has open is not read again.
        """
        base = _read(folder, store, before._base if before else None)
        return cls(base or _Base(*_build(store)), store, table)

    @classmethod
    def update(cls, store: LetterStore, folder: Path) -> None:
        """Bring the files up to date; for the one writer only."""
        base = _read(folder, store, None)
        with store.snapshot():
            table = LetterTable(store.facts())
            generation = store.generation
        if base is None or _changes(base.note, table) > max(
            LEAST_CHANGES, MOST_CHANGES * table.size
        ):
            _write(store, folder)
        else:
            replace(base.note, generation=generation).write(folder)

    @property
    def exact(self) -> bool:
        """Whether the cosines found are exact, and the nearest are surely the nearest."""
        return not isinstance(self._base.index, faiss.IndexIVF)

    def nearest(self, question: Vectors, k: int, allowed: Mask | None = None) -> dict[int, float]:
        """Return the k nearest passages, nearest first: number -> cosine in [-1, 1].

        ``allowed`` tells for each number, bool [last + 1], whether it may be found.
        """
        query = question.reshape(1, -1)
        wanted = self._alive if allowed is None and self._gone else allowed
        scores, numbers = nearest_of(self._base.index, query, k, wanted)
        own = self._vectors @ query[0]
        added = self._numbers
        if allowed is not None:
            own, added = own[allowed[added]], added[allowed[added]]
        scores, numbers = np.concatenate([scores, own]), np.concatenate([numbers, added])
        best = np.lexsort((numbers, -scores))[:k]
        return dict(zip(numbers[best].tolist(), scores[best].tolist(), strict=True))


def _read(folder: Path, store: LetterStore, before: _Base | None) -> _Base | None:
    """Return what the note tells of; ``None`` when that is damaged or of another index."""
    for _ in range(TRIES):  # while the writer takes away what the note told of
        note = Note.read(folder)
        if note is None or note.identity != store.identity or note.made > store.generation:
            return None
        if before and (before.note.file, before.note.checksum) == (note.file, note.checksum):
            return _Base(before.index, note)
        try:
            path = folder / note.file
            if (path.stat().st_size, _checksum(path)) != (note.bytes, note.checksum):
                return None
            return _Base(faiss.read_index(str(path)), note)
        except FileNotFoundError:
            continue
        except (OSError, RuntimeError):  # the last is faiss's
            return None
    return None


def _changes(note: Note, table: LetterTable) -> int:
    """Return how many passages are new or have gone since the file was made."""
    kept = int(table.alive[: note.last + 1].sum())
    return table.size - kept + note.passages - kept


def _build(store: LetterStore) -> tuple[Any, Note]:
    """Return an index over all vectors in the store, and the note without a file."""
    with store.snapshot():
        table = LetterTable(store.facts())
        generation, identity = store.generation, store.identity
        index = built(store, table)
    return index, Note(generation, identity, "", generation, table.last, index.ntotal, 0, 0)


def _write(store: LetterStore, folder: Path) -> None:
    index, note = _build(store)
    path = folder / f"vectors.{note.generation}.faiss"
    scratch = folder / f".{path.name}.{os.getpid()}"
    faiss.write_index(index, str(scratch))
    size, checksum = scratch.stat().st_size, _checksum(scratch)
    scratch.replace(path)
    replace(note, file=path.name, bytes=size, checksum=checksum).write(folder)
    for old in folder.glob("vectors.*faiss"):
        if old != path:
            old.unlink()


def _checksum(path: Path) -> int:
    """Return the CRC-32 of a file."""
    found = 0
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            found = zlib.crc32(block, found)
    return found
