"""The truth of an index: letters, passages, vectors and lemmas in one SQLite file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Letter
from index.array_types import Vectors
from index.checksums.damage import Damage, warn
from index.checksums.rows import COVERED, LEMMAS, LETTER, VECTORS, mark
from index.store.attached_letters import held, move, remove
from index.store.database import (
    DamagedIndex,
    Database,
    IndexInUse,
    NoIndex,
    OtherIndex,
    no_index,
    unreadable,
)
from index.store.new_file import new_file
from index.store.put_letter import advance, put_double, put_letter
from index.store.records import FACTS, SPAN, Row, Stored, letter_of, row_of
from index.store.schema import FORMAT_VERSION, NAMES, Made
from index.store.sound_rows import BATCH, SoundRows

__all__ = [
    "FORMAT_VERSION",
    "DamagedIndex",
    "IndexInUse",
    "LetterStore",
    "Made",
    "NoIndex",
    "OtherIndex",
]
FILE_NAME = "letters.sqlite"
WORDS = (*LEMMAS, "lemmas_checksum")


class LetterStore:
    """Reads and writes ``letters.sqlite``; safe to share between threads.

    Letters and passages have numbers that are never used again: what is stored under a number
    never changes, it can only go. Nothing is returned that is not as it was written.
    """

    def __init__(self, folder: Path, tell: Callable[[object], None] = warn) -> None:
        """Take the folder of an index; each damaged letter that is met is told."""
        self.path = folder / FILE_NAME
        self.database = Database(self.path)
        self.sound = SoundRows(self.database, self.path, Damage(tell))

    @property
    def exists(self) -> bool:
        """Whether there is a file with something in it."""
        return self.path.exists() and self.path.stat().st_size > 0

    def create(self, made: Made) -> None:
        """Make the file when it is not there, beside its place, and rename it when it is whole.

        Raises:
            OtherIndex: it is there, and was made with something else.
        """
        if self.exists:
            self.require(made)
            return
        with new_file(self.path, made):
            pass

    def made(self, *, sealed: bool = True) -> Made:
        """Return what the index was made with; where it is damaged, what it says if not ``sealed``.

        Raises:
            NoIndex: there is no index here, or it was never finished being created.
            DamagedIndex: the file is no index, or is damaged.
            IndexInUse: the file cannot be opened now.
        """
        if not self.exists:
            raise no_index(self.path)
        state = self.sound.state() if sealed else self.sound.state_as_read()
        try:
            kinds: dict[str, type] = {"encoder": str}
            return Made(**{f.name: kinds.get(f.name, int)(state[f.name]) for f in fields(Made)})
        except (KeyError, ValueError) as error:
            raise unreadable(self.path, ValueError("de kenmerken kloppen niet")) from error

    def trust(self) -> None:
        """Give all that stands here now its checksums: for who wrote past this class."""
        with self.database.writing() as database:
            for table in COVERED:
                mark(database, table)

    def require(self, made: Made) -> None:
        """Check that the index was made the same way.

        Raises:
            OtherIndex: it was not; the message names the difference.
        """
        found = self.made()
        for one in fields(Made):
            there, here = getattr(found, one.name), getattr(made, one.name)
            if there != here:
                raise OtherIndex(
                    f"De index in {self.path.parent} is gemaakt met {NAMES[one.name]} {there}, "
                    f"niet met {here}. Kies een andere map met --index, of verwijder deze map en "
                    f"maak de index opnieuw met: wmo index"
                )

    @property
    def generation(self) -> int:
        """How many times the contents changed."""
        return int(self._known("generation"))

    @property
    def identity(self) -> str:
        """What tells this index from any other that was ever made."""
        return self._known("identity")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all that this thread reads within be of one moment, and of one index."""
        with self.database.snapshot():
            yield

    def known(self) -> dict[str, tuple[str, str]]:
        """Return path -> (id, sha256) of every stored letter."""
        path, identity, sha256 = (LETTER.index(name) for name in ("path", "id", "sha256"))
        return {row[path]: (row[identity], row[sha256]) for row in self.sound.letters()}

    def fingerprint_of(self, path: Path) -> str | None:
        """Return the sha256 of what was stored from a file; ``None`` when nothing was."""
        rows = self.database.rows("SELECT sha256 FROM letters WHERE path = ?", (str(path),))
        return str(rows[0][0]) if rows else None

    def paths_of(self, sha256: str) -> list[str]:
        """Return the files that letters with these bytes were read from."""
        rows = self.database.rows("SELECT path FROM letters WHERE sha256 = ?", (sha256,))
        return [path for (path,) in rows]

    def doubles(self) -> dict[str, tuple[str, str]]:
        """Return path -> (sha256, path of the letter's own file) of files that hold the same."""
        return {path: (sha256, kept) for path, sha256, kept in self.sound.doubles()}

    def attached_to(self, path: Path) -> list[Path]:
        """Return where what hangs on a stored message stands, as the message names it."""
        query = (
            "SELECT value FROM letters JOIN texts ON letters.number = letter,"
            " json_each(facts, '$.attached') WHERE letters.path = ?"
        )
        return [path / name for (name,) in self.database.rows(query, (str(path),))]

    def put_double(self, path: Path, sha256: str, kept: str) -> None:
        """Note that a file holds the letter that was read from another, and store no letter."""
        with self.database.writing() as database:
            put_double(database, str(path), sha256, kept)
            advance(database)

    def named(self, stem: Path) -> list[str]:
        """Return the files of stored letters with such a path but for the extension."""
        start = f"{stem}."
        query = "SELECT path FROM letters WHERE substr(path, 1, ?) = ?"
        rows = self.database.rows(query, (len(start), start))
        return [path for (path,) in rows if Path(path).with_suffix("") == stem]

    def letter_from(self, path: str) -> Letter | None:
        """Return the letter that was read from a file; ``None`` when there is none."""
        rows = self.database.rows("SELECT number FROM letters WHERE path = ?", (path,))
        return self.letter(rows[0][0]) if rows else None

    def path_of(self, identity: str) -> str | None:
        """Return the file that the letter with an id was read from."""
        rows = self.database.rows("SELECT path FROM letters WHERE id = ?", (identity,))
        return str(rows[0][0]) if rows else None

    def put(
        self, path: Path, letter: Letter, stored: Sequence[Stored], instead_of: str = ""
    ) -> None:
        """Store a letter with its passages in one transaction, in the place of what was there.

        ``instead_of`` is another file that holds it too, of which the letter was stored until now.
        """
        with self.database.writing() as database:
            put_letter(database, path, letter, stored, instead_of)
            advance(database)

    def move(self, old: str, new: Path) -> None:
        """Note that a letter's file stands elsewhere now, with the letters that came with it."""
        with self.database.writing() as database:
            move(database, old, str(new))
            advance(database)

    def remove(self, path: str) -> None:
        """Remove the letter that was read from a file, and those that came with it."""
        with self.database.writing() as database:
            remove(database, held(database, path))
            advance(database)

    def keep(self, path: Path, kept: Collection[str]) -> None:
        """Remove the letters that came with a file and are not among those kept, by their paths."""
        with self.database.writing() as database:
            gone = [one for one in held(database, str(path)) if one not in (str(path), *kept)]
            if gone:
                remove(database, gone)
                advance(database)

    def facts(self) -> list[tuple[Any, ...]]:
        """Return of every letter the ``FACTS`` of ``records``, first passage, passages, number."""
        places = [LETTER.index(name) for name in (*FACTS, "first", "passages", "number")]
        return [tuple(row[place] for place in places) for row in self.sound.letters()]

    def prints(self) -> dict[int, str]:
        """Return the sha256 of the file that each letter was read from, by the letter's number."""
        number, sha256 = LETTER.index("number"), LETTER.index("sha256")
        return {row[number]: row[sha256] for row in self.sound.letters()}

    def counted(self, last: int) -> tuple[int, int]:
        """Return how many passages there are, and how many with a number up to ``last``."""
        query = "SELECT total(passages), total(passages * (first <= ?)) FROM letters"
        ((size, kept),) = self.database.rows(query, (last,))
        return int(size), int(kept)

    def vector_counts(self, after: int) -> dict[int, int]:
        """Return how many vectors each letter with passages above ``after`` has, by its number."""
        query = (
            "SELECT letter, count(*) + sum(length(spans)) / ? FROM passages WHERE number > ?"
            " GROUP BY letter"
        )
        return dict(self.database.rows(query, (SPAN, after)))

    def letter(self, number: int) -> Letter | None:
        """Return the letter with a number; ``None`` when it has gone or is damaged."""
        found = self.sound.text(number)
        return letter_of(*found) if found else None

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """Return what is stored of passages, in order of number, without those that have gone."""
        return [row_of(*one) for one in self.sound.passages((*VECTORS, "checksum"), numbers)]

    def vectors(
        self, dimension: int, after: int = 0, every: int = 1
    ) -> Iterator[tuple[NDArray[np.int64], Vectors]]:
        """Yield in batches numbers int64 [n] and vectors float32 [n, dimension], by number.

        A passage has its own vector and that of each of its sentences, all under its number. Only
        passages with a number above ``after`` that is a multiple of ``every``.
        """
        for batch in self._batches(after, every):
            numbers, found = [], [np.zeros((0, dimension), np.float32)]
            for row in self.rows(batch):
                found += [row.vector.reshape(1, -1), row.sentences.vectors]
                numbers += [row.number] * (1 + len(row.sentences.vectors))
            yield np.array(numbers, dtype=np.int64), np.concatenate(found)

    def lemmas(self, after: int = 0) -> Iterator[tuple[int, str]]:
        """Yield (number, lemmas apart by spaces) of passages with a number above ``after``."""
        for batch in self._batches(after, 1):
            yield from self.words_of(batch)

    def words_of(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        """Return (number, stored words) of passages in order, without those that have gone."""
        return [(row[0], row[1]) for row in self.sound.passages(WORDS, numbers)]

    def _batches(self, after: int, every: int) -> Iterator[list[int]]:
        """Yield the numbers above ``after`` of passages that are a multiple of ``every``."""
        places = [LETTER.index(name) for name in ("first", "passages")]
        spans = sorted(tuple(row[at] for at in places) for row in self.sound.letters(after))
        runs = [np.arange(max(first, after + 1), first + count) for first, count in spans]
        numbers = np.concatenate([np.zeros(0, np.int64), *runs])
        numbers = numbers[numbers % every == 0]
        for at in range(0, len(numbers), BATCH):
            yield numbers[at : at + BATCH].tolist()

    def copy_to(self, place: Path) -> None:
        """Write all that is stored at one moment to a new file, also while another one writes.

        Raises:
            NoIndex, OtherIndex, IndexInUse: what is stored cannot be read, or is not sound.
            OSError: the disk is full.
        """
        self.database.copy_to(place)

    def close(self) -> None:
        """Let go of the file in this thread, before its folder gets another name."""
        self.database.close()

    def fold(self) -> None:
        """Bring all that was written into the one file, as far as readers allow it now."""
        self.database.fold()

    def _known(self, name: str) -> str:
        """Return what ``meta`` says; it is sealed, which is looked at when the index is opened."""
        rows = self.database.rows("SELECT value FROM meta WHERE key = ?", (name,))
        if not rows:
            raise unreadable(self.path, ValueError(f"{name} ontbreekt"))
        return str(rows[0][0])
