"""The truth of an index: letters, passages, vectors and lemmas in one SQLite file."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Letter
from index.array_types import Vectors
from index.store.attached_letters import held, move, remove
from index.store.database import Database, IndexInUse, NoIndex, OtherIndex, no_index, unreadable
from index.store.records import (
    FACTS,
    PASSAGE,
    Row,
    Stored,
    letter_facts,
    letter_of,
    letter_row,
    passage_row,
    row_of,
    sentences_of,
)
from index.store.schema import DOUBLES, FORMAT_VERSION, NAMES, SCHEMA, Made

__all__ = ["FORMAT_VERSION", "IndexInUse", "LetterStore", "Made", "NoIndex", "OtherIndex"]
FILE_NAME = "letters.sqlite"
BATCH = 500  # rows read at a time: each has the vectors of some ten to fifty sentences


class LetterStore:
    """Reads and writes ``letters.sqlite``; safe to share between threads.

    Letters and passages have numbers that are never used again: what is stored under a number
    never changes, it can only go.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._database = Database(self.path)

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
            with self._database.writing() as database:
                database.execute(DOUBLES)
            return
        scratch = self.path.with_name(f".{FILE_NAME}.new")
        for left in self.path.parent.glob(f"{scratch.name}*"):  # of a run that was cut off
            left.unlink()
        known = asdict(made) | {"generation": 0, "identity": secrets.token_hex(8)}
        rows = [(name, str(value)) for name, value in known.items()]
        with closing(sqlite3.connect(scratch)) as database:
            with database:
                database.executescript(SCHEMA + DOUBLES)
                database.executemany("INSERT INTO meta VALUES (?, ?)", rows)
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # fails where the disk is full
        scratch.replace(self.path)

    def made(self) -> Made:
        """Return what the index was made with.

        Raises:
            NoIndex: there is no index here, or it was never finished being created.
            OtherIndex: the file is no index, or is damaged.
            IndexInUse: the file cannot be opened now.
        """
        if not self.exists:
            raise no_index(self.path)
        try:
            meta = self._meta()
            kinds: dict[str, type] = {"encoder": str}
            return Made(**{f.name: kinds.get(f.name, int)(meta[f.name]) for f in fields(Made)})
        except (KeyError, ValueError) as error:
            raise unreadable(self.path, error) from error

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
        with self._database.snapshot():
            yield

    def known(self) -> dict[str, tuple[str, str]]:
        """Return path -> (id, sha256) of every stored letter."""
        rows = self._database.rows("SELECT path, id, sha256 FROM letters")
        return {path: (identity, sha256) for path, identity, sha256 in rows}

    def fingerprint_of(self, path: Path) -> str | None:
        """Return the sha256 of what was stored from a file; ``None`` when nothing was."""
        rows = self._database.rows("SELECT sha256 FROM letters WHERE path = ?", (str(path),))
        return str(rows[0][0]) if rows else None

    def paths_of(self, sha256: str) -> list[str]:
        """Return the files that letters with these bytes were read from."""
        rows = self._database.rows("SELECT path FROM letters WHERE sha256 = ?", (sha256,))
        return [path for (path,) in rows]

    def doubles(self) -> dict[str, tuple[str, str]]:
        """Return path -> (sha256, path of the letter's own file) of files that hold the same."""
        if not self._database.rows("SELECT 1 FROM sqlite_master WHERE name = 'doubles'"):
            return {}
        rows = self._database.rows("SELECT path, sha256, kept FROM doubles")
        return {path: (sha256, kept) for path, sha256, kept in rows}

    def attached_to(self, path: Path) -> list[Path]:
        """Return where what hangs on a stored message stands, as the message names it."""
        query = (
            "SELECT value FROM letters JOIN texts ON letters.number = letter,"
            " json_each(facts, '$.attached') WHERE letters.path = ?"
        )
        return [path / name for (name,) in self._database.rows(query, (str(path),))]

    def put_double(self, path: Path, sha256: str, kept: str) -> None:
        """Note that a file holds the letter that was read from another, and store no letter."""
        with self._database.writing() as database:
            database.execute("DELETE FROM letters WHERE path = ?", (str(path),))
            database.execute("REPLACE INTO doubles VALUES (?, ?, ?)", (str(path), sha256, kept))
            _advance(database)

    def named(self, stem: Path) -> list[str]:
        """Return the files of stored letters with such a path but for the extension."""
        start = f"{stem}."
        query = "SELECT path FROM letters WHERE substr(path, 1, ?) = ?"
        rows = self._database.rows(query, (len(start), start))
        return [path for (path,) in rows if Path(path).with_suffix("") == stem]

    def letter_from(self, path: str) -> Letter | None:
        """Return the letter that was read from a file; ``None`` when there is none."""
        query = "SELECT facts, text FROM texts JOIN letters ON number = letter WHERE path = ?"
        rows = self._database.rows(query, (path,))
        return letter_of(*rows[0]) if rows else None

    def path_of(self, identity: str) -> str | None:
        """Return the file that the letter with an id was read from."""
        rows = self._database.rows("SELECT path FROM letters WHERE id = ?", (identity,))
        return str(rows[0][0]) if rows else None

    def put(
        self, path: Path, letter: Letter, stored: Sequence[Stored], instead_of: str = ""
    ) -> None:
        """Store a letter with its passages in one transaction, in the place of what was there.

        ``instead_of`` is another file that holds it too, of which the letter was stored until now.
        """
        with self._database.writing() as database:
            database.execute("DELETE FROM doubles WHERE path = ?", (str(path),))
            database.execute(
                "REPLACE INTO doubles SELECT path, sha256, ? FROM letters WHERE path = ?",
                (str(path), instead_of),
            )
            database.execute("UPDATE doubles SET kept = ? WHERE kept = ?", (str(path), instead_of))
            database.execute("DELETE FROM letters WHERE path IN (?, ?)", (str(path), instead_of))
            columns = ("path", "sha256", *FACTS)
            query = f"INSERT INTO letters ({', '.join(columns)}) VALUES ({_marks(columns)})"
            number = database.execute(query, letter_row(path, letter)).lastrowid
            database.execute(
                "INSERT INTO texts VALUES (?, ?, ?)", (number, letter_facts(letter), letter.text)
            )
            database.executemany(
                f"INSERT INTO passages ({', '.join(PASSAGE)}) VALUES ({_marks(PASSAGE)})",
                [(number, *passage_row(one)) for one in stored],
            )
            database.execute(
                "UPDATE letters SET passages = ?, first = (SELECT coalesce(min(number), 0)"
                " FROM passages WHERE letter = ?) WHERE number = ?",
                (len(stored), number, number),
            )
            _advance(database)

    def move(self, old: str, new: Path) -> None:
        """Note that a letter's file stands elsewhere now, with the letters that came with it."""
        with self._database.writing() as database:
            move(database, old, str(new))
            _advance(database)

    def remove(self, path: str) -> None:
        """Remove the letter that was read from a file, and those that came with it."""
        with self._database.writing() as database:
            remove(database, held(database, path))
            _advance(database)

    def keep(self, path: Path, kept: Collection[str]) -> None:
        """Remove the letters that came with a file and are not among those kept, by their paths."""
        with self._database.writing() as database:
            gone = [one for one in held(database, str(path)) if one not in (str(path), *kept)]
            if gone:
                remove(database, gone)
                _advance(database)

    def facts(self) -> list[tuple[Any, ...]]:
        """Return of every letter the ``FACTS`` of ``records``, first passage and number."""
        return self._database.rows(
            f"SELECT {', '.join(FACTS)}, first, passages, number FROM letters"
        )

    def counted(self, last: int) -> tuple[int, int]:
        """Return how many passages there are, and how many with a number up to ``last``."""
        query = "SELECT total(passages), total(passages * (first <= ?)) FROM letters"
        ((size, kept),) = self._database.rows(query, (last,))
        return int(size), int(kept)

    def letter(self, number: int) -> Letter | None:
        """Return the letter with a number; ``None`` when it has gone."""
        rows = self._database.rows("SELECT facts, text FROM texts WHERE letter = ?", (number,))
        return letter_of(*rows[0]) if rows else None

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """Return what is stored of passages, in order of number, without those that have gone."""
        found = self._of("number, letter, start, stop, sketch, vector, spans, sentences", numbers)
        return sorted((row_of(*one) for one in found), key=lambda row: row.number)

    def vectors(
        self, dimension: int, after: int = 0, every: int = 1
    ) -> Iterator[tuple[NDArray[np.int64], Vectors]]:
        """Yield in batches numbers int64 [n] and vectors float32 [n, dimension], by number.

        A passage has its own vector and that of each of its sentences, all under its number. Only
        passages with a number above ``after`` that is a multiple of ``every``.
        """
        while rows := self._database.rows(
            "SELECT number, vector, spans, sentences FROM passages WHERE number > ?"
            " AND number % ? = 0 ORDER BY number LIMIT ?",
            (after, every, BATCH),
        ):
            after = rows[-1][0]
            numbers, found = [], []
            for number, vector, spans, sentences in rows:
                own = sentences_of(spans, sentences, dimension).vectors
                found += [np.frombuffer(vector, dtype=np.float32).reshape(1, -1), own]
                numbers += [number] * (1 + len(own))
            yield np.array(numbers, dtype=np.int64), np.concatenate(found)

    def lemmas(self, after: int = 0) -> Iterator[tuple[int, str]]:
        """Yield (number, lemmas apart by spaces) of passages with a number above ``after``."""
        while rows := self._database.rows(
            "SELECT number, lemmas FROM passages WHERE number > ? ORDER BY number LIMIT ?",
            (after, BATCH),
        ):
            after = rows[-1][0]
            yield from rows

    def copy_to(self, place: Path) -> None:
        """Write all that is stored at one moment to a new file, also while another one writes.

        Raises:
            NoIndex, OtherIndex, IndexInUse: what is stored cannot be read, or is not sound.
            OSError: the disk is full.
        """
        self._database.copy_to(place)

    def close(self) -> None:
        """Let go of the file in this thread, before its folder gets another name."""
        self._database.close()

    def fold(self) -> None:
        """Bring all that was written into the one file, as far as readers allow it now."""
        self._database.fold()

    def _known(self, name: str) -> str:
        try:
            return self._meta()[name]
        except KeyError as error:
            raise unreadable(self.path, error) from error

    def _meta(self) -> dict[str, str]:
        return dict(self._database.rows("SELECT key, value FROM meta"))

    def _of(self, columns: str, numbers: Sequence[int]) -> list[tuple[Any, ...]]:
        query = f"SELECT {columns} FROM passages WHERE number IN ({_marks(numbers)})"
        return self._database.rows(query, list(numbers))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _advance(database: sqlite3.Connection) -> None:
    database.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
