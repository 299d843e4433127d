"""A letter into the database, in the place of what was there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from corpus import Letter
from index.checksums.rows import mark
from index.store.records import FACTS, PASSAGE, Stored, letter_facts, letter_row, passage_row


def put_letter(
    database: sqlite3.Connection,
    path: Path,
    letter: Letter,
    stored: Sequence[Stored],
    instead_of: str,
) -> None:
    """Store a letter with its passages; ``instead_of`` was the file that it was read from."""
    _note_doubles(database, str(path), instead_of)
    database.execute("DELETE FROM letters WHERE path IN (?, ?)", (str(path), instead_of))
    columns = ("path", "sha256", *FACTS)
    query = f"INSERT INTO letters ({', '.join(columns)}) VALUES ({marks(columns)})"
    number = int(database.execute(query, letter_row(path, letter)).lastrowid or 0)
    database.execute(
        "INSERT INTO texts (letter, facts, text) VALUES (?, ?, ?)",
        (number, letter_facts(letter), letter.text),
    )
    given = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
    first = 1 + (int(given[0]) if given else 0)
    database.executemany(
        f"INSERT INTO passages ({', '.join(PASSAGE)}) VALUES ({marks(PASSAGE)})",
        [passage_row(at, number, one) for at, one in enumerate(stored, first)],
    )
    database.execute(
        "UPDATE letters SET passages = ?, first = ? WHERE number = ?",
        (len(stored), first if stored else 0, number),
    )
    mark(database, "letters", "number = ?", (number,))
    mark(database, "texts", "letter = ?", (number,))


def put_double(database: sqlite3.Connection, path: str, sha256: str, kept: str) -> None:
    """Note that a file holds the letter that was read from another."""
    database.execute("DELETE FROM letters WHERE path = ?", (path,))
    row = (path, sha256, kept)
    database.execute("REPLACE INTO doubles (path, sha256, kept) VALUES (?, ?, ?)", row)
    mark(database, "doubles", "path = ?", (path,))


def advance(database: sqlite3.Connection) -> None:
    """Note that the contents changed."""
    database.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")


def marks(values: Sequence[object]) -> str:
    """Return as many placeholders as there are values."""
    return ", ".join("?" * len(values))


def _note_doubles(database: sqlite3.Connection, path: str, instead_of: str) -> None:
    """Note that the file that the letter was read from until now is a double of the new one."""
    database.execute("DELETE FROM doubles WHERE path = ?", (path,))
    database.execute(
        "REPLACE INTO doubles (path, sha256, kept) SELECT path, sha256, ? FROM letters"
        " WHERE path = ?",
        (path, instead_of),
    )
    database.execute("UPDATE doubles SET kept = ? WHERE kept = ?", (path, instead_of))
    mark(database, "doubles", "kept = ?", (path,))
