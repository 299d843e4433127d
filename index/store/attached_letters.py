"""Letters in the database along with those that came with them, at paths below their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from index.checksums.rows import mark


def held(database: sqlite3.Connection, path: str) -> list[str]:
    """Return a file and what came with it: the paths of letters and doubles."""
    below = f"{path}/"
    query = (
        "SELECT path FROM (SELECT path FROM letters UNION SELECT path FROM doubles)"
        " WHERE path = ? OR substr(path, 1, ?) = ?"
    )
    return [one for (one,) in database.execute(query, (path, len(below), below))]


def move(database: sqlite3.Connection, old: str, new: str) -> None:
    """Note that a file stands elsewhere now, and so does what came with it.

    What was known of the new place goes: a double of the file may have stood there.
    """
    for path in held(database, old):
        place = f"{new}{path.removeprefix(old)}"
        remove(database, [place])
        database.execute("UPDATE letters SET path = ? WHERE path = ?", (place, path))
        database.execute("UPDATE doubles SET path = ? WHERE path = ?", (place, path))
        database.execute("UPDATE doubles SET kept = ? WHERE kept = ?", (place, path))
        mark(database, "letters", "path = ?", (place,))
        mark(database, "doubles", "? IN (path, kept)", (place,))


def remove(database: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Remove the letters that were read from files, with their passages.

    Doubles of them stay known, as those of no file, until they are read again.
    """
    for path in paths:
        database.execute("DELETE FROM letters WHERE path = ?", (path,))
        database.execute("DELETE FROM doubles WHERE path = ?", (path,))
        database.execute("UPDATE doubles SET kept = '' WHERE kept = ?", (path,))
    mark(database, "doubles", "kept = ''")
