"""The truth of an index: letters, passages, vectors and lemmas in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from corpus import Letter, LetterDate, Passage
from index.encoder import Vectors
from index.records import (
    Sentences,
    Stored,
    letter_facts,
    letter_of,
    passage_row,
    sentences_of,
)

FORMAT_VERSION = 1
FILE_NAME = "letters.sqlite"
UNAVAILABLE = tuple(f"SQLITE_{why}" for why in ("BUSY", "CANTOPEN", "IOERR", "LOCKED", "READONLY"))
NAMES = {
    "format": "opbouw",
    "encoder": "model",
    "dimension": "vectoren van lengte",
    "splitter": "verdeling in passages",
    "lemmas": "woordvormen",
}
SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS letters (
    id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
    facts TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    letter TEXT NOT NULL REFERENCES letters(id) ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, vector BLOB NOT NULL, lemmas TEXT NOT NULL,
    spans BLOB NOT NULL, sentences BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of_letter ON passages(letter);
"""


class NoIndex(Exception):
    """There is no index in the folder; the message says how to make one, in Dutch."""


class OtherIndex(Exception):
    """The index was made with something else; the message says what to do, in Dutch."""


class IndexInUse(Exception):
    """The index cannot be opened or written now; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class Made:
    """What an index was made with; two indexes can be compared only when these are equal."""

    format: int
    encoder: str
    dimension: int
    splitter: int
    lemmas: int


class LetterStore:
    """Reads and writes ``letters.sqlite``; each call opens and closes its own connection."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME

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
        scratch = self.path.with_name(f".{FILE_NAME}.new")
        for left in self.path.parent.glob(f"{scratch.name}*"):  # of a run that was cut off
            left.unlink()
        rows = [(name, str(value)) for name, value in asdict(made).items()]
        with closing(sqlite3.connect(scratch)) as database, database:
            database.executescript("PRAGMA journal_mode=WAL;" + SCHEMA)
            database.executemany("INSERT INTO meta VALUES (?, ?)", [*rows, ("generation", "0")])
        scratch.replace(self.path)

    def made(self) -> Made:
        """Return what the index was made with.

        Raises:
            NoIndex: there is no index here, or it was never finished being created.
            OtherIndex: the file is no index, or is damaged.
            IndexInUse: the file cannot be opened now.
        """
        if not self.exists:
            raise NoIndex(
                f"Er is geen index in {self.path.parent}. Maak die eerst met: "
                f"wmo index MAP-MET-BRIEVEN --index {self.path.parent}"
            )
        try:
            with self._connected() as database:
                meta = dict(database.execute("SELECT key, value FROM meta"))
            kinds: dict[str, type] = {"encoder": str}
            return Made(**{f.name: kinds.get(f.name, int)(meta[f.name]) for f in fields(Made)})
        except (sqlite3.DatabaseError, KeyError, ValueError) as error:
            if getattr(error, "sqlite_errorname", "").startswith(UNAVAILABLE):
                raise IndexInUse(
                    f"De index in {self.path.parent} is nu niet te openen ({error}). Controleer "
                    f"of u in de map mag schrijven, en of er geen ander programma in werkt."
                ) from error
            raise OtherIndex(
                f"De index in {self.path.parent} is niet te lezen ({error}). Verwijder de map en "
                f"maak de index opnieuw met: wmo index"
            ) from error

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
        with self._connected() as database:
            row = database.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
        return int(row[0])

    def known(self) -> dict[str, tuple[str, str]]:
        """Return path -> (id, sha256) of every stored letter."""
        with self._connected() as database:
            rows = database.execute("SELECT path, id, sha256 FROM letters").fetchall()
        return {path: (identity, sha256) for path, identity, sha256 in rows}

    def put(self, path: Path, letter: Letter, stored: Sequence[Stored]) -> None:
        """Store a letter with its passages in one transaction, in the place of what was there."""
        rows = [passage_row(one) for one in stored]
        with self._connected() as database, database:
            database.execute("DELETE FROM letters WHERE path = ?", (str(path),))
            database.execute(
                "INSERT INTO letters VALUES (?, ?, ?, ?, ?)",
                (letter.id, str(path), letter.sha256, letter_facts(letter), letter.text),
            )
            database.executemany(
                "INSERT INTO passages (letter, start, stop, vector, lemmas, spans, sentences)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
            _advance(database)

    def move(self, old: str, new: Path) -> None:
        """Note that a letter's file stands elsewhere now."""
        with self._connected() as database, database:
            database.execute("UPDATE letters SET path = ? WHERE path = ?", (str(new), old))

    def remove(self, path: str) -> None:
        """Remove the letter that was read from a file, with its passages."""
        with self._connected() as database, database:
            database.execute("DELETE FROM letters WHERE path = ?", (path,))
            _advance(database)

    def letters(self) -> list[Letter]:
        """Return all letters, oldest first, without a date last."""
        with self._connected() as database:
            rows = database.execute("SELECT facts, text FROM letters").fetchall()
        found = [letter_of(facts, text) for facts, text in rows]
        return sorted(found, key=lambda one: (one.date or LetterDate(9999), one.id))

    def passages(self, letters: dict[str, Letter]) -> Iterator[tuple[int, Passage]]:
        """Yield (number, passage) of the given letters, in order of number."""
        with self._connected() as database:
            rows = database.execute("SELECT number, letter, start, stop FROM passages")
            for number, letter, start, stop in rows:
                if letter in letters:
                    yield number, Passage(letters[letter], start, stop)

    def vectors(self, dimension: int) -> tuple[np.ndarray[Any, np.dtype[np.int64]], Vectors]:
        """Return the numbers int64 [n] and vectors float32 [n, dimension] of all passages."""
        with self._connected() as database:
            rows = database.execute("SELECT number, vector FROM passages").fetchall()
        numbers = np.array([number for number, _ in rows], dtype=np.int64)
        joined = b"".join(vector for _, vector in rows)
        return numbers, np.frombuffer(joined, dtype=np.float32).reshape(-1, dimension)

    def sentences(self, numbers: Sequence[int], dimension: int) -> dict[int, Sentences]:
        """Return the sentences of passages, by the passage's number."""
        marks = ",".join("?" * len(numbers))
        with self._connected() as database:
            rows = database.execute(
                f"SELECT number, spans, sentences FROM passages WHERE number IN ({marks})",
                list(numbers),
            ).fetchall()
        return {number: sentences_of(spans, vectors, dimension) for number, spans, vectors in rows}

    def lemmas(self) -> Iterator[tuple[int, str]]:
        """Yield (number, lemmas apart by spaces) of all passages."""
        with self._connected() as database:
            yield from database.execute("SELECT number, lemmas FROM passages")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=30)) as database:
            database.execute("PRAGMA foreign_keys = ON")
            yield database


def _advance(database: sqlite3.Connection) -> None:
    database.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
