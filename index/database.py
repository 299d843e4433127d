"""Connections to the SQLite file: one to read for each thread, one for each time of writing."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

UNAVAILABLE = tuple(f"SQLITE_{why}" for why in ("BUSY", "CANTOPEN", "IOERR", "LOCKED", "READONLY"))
TIMEOUT = 30
"""Seconds to wait for another connection."""


class NoIndex(Exception):
    """There is no index in the folder; the message says how to make one, in Dutch."""


class OtherIndex(Exception):
    """The index was made with something else; the message says what to do, in Dutch."""


class IndexInUse(Exception):
    """The index cannot be opened or written now; the message says why, in Dutch."""


class Database:
    """An SQLite file that many threads read and one process at a time writes."""

    def __init__(self, path: Path) -> None:
        self._uri = f"{path.resolve().as_uri()}?mode=rw"
        self._path = path
        self._of_thread = threading.local()

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query.

        Raises:
            NoIndex: the file has gone.
        """
        return self._reader().execute(query, values).fetchall()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all that this thread reads within be of one moment."""
        reader = self._reader()
        if reader.in_transaction:
            yield
            return
        reader.execute("BEGIN")
        try:
            yield
        finally:
            reader.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes become visible together, when the block is left."""
        with closing(sqlite3.connect(self._uri, timeout=TIMEOUT, uri=True)) as database, database:
            database.execute("PRAGMA foreign_keys = ON")
            yield database

    def fold(self) -> None:
        """Bring the write-ahead log into the file, as far as readers allow it now."""
        with closing(sqlite3.connect(self._uri, timeout=TIMEOUT, uri=True)) as database:
            database.execute("PRAGMA busy_timeout = 0")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _reader(self) -> sqlite3.Connection:
        """Return this thread's connection, a new one when another file stands in its place."""
        try:
            stat = self._path.stat()
        except FileNotFoundError as error:
            raise no_index(self._path) from error
        now = (os.getpid(), stat.st_dev, stat.st_ino)
        if getattr(self._of_thread, "opened", None) != now:
            database = sqlite3.connect(self._uri, timeout=TIMEOUT, uri=True, isolation_level=None)
            database.execute("PRAGMA query_only = ON")
            self._of_thread.reader, self._of_thread.opened = database, now
        reader: sqlite3.Connection = self._of_thread.reader
        return reader


def no_index(path: Path) -> NoIndex:
    """Return the error that says how to make an index."""
    return NoIndex(
        f"Er is geen index in {path.parent}. Maak die eerst met: "
        f"wmo index MAP-MET-BRIEVEN --index {path.parent}"
    )


def unreadable(path: Path, error: Exception) -> IndexInUse | OtherIndex:
    """Return the error that says why the file cannot be read."""
    if getattr(error, "sqlite_errorname", "").startswith(UNAVAILABLE):
        return IndexInUse(
            f"De index in {path.parent} is nu niet te openen ({error}). Controleer of u in de map "
            f"mag schrijven, en of er geen ander programma in werkt."
        )
    return OtherIndex(
        f"De index in {path.parent} is niet te lezen ({error}). Verwijder de map en maak de index "
        f"opnieuw met: wmo index"
    )
