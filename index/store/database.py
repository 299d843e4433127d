"""Connections to the SQLite file: one to read for each thread, one for each time of writing."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from index.checksums.damage import EVERY, call
from index.checksums.rows import seal

UNAVAILABLE = tuple(
    f"SQLITE_{why}"
    for why in ("BUSY", "CANTOPEN", "FULL", "INTERRUPT", "IOERR", "LOCKED", "NOMEM", "READONLY")
)
CUT_SHORT = "SQLITE_IOERR_SHORT_READ"
WHY = {
    "SQLITE_BUSY": "een ander programma werkt erin",
    "SQLITE_LOCKED": "een ander programma werkt erin",
    "SQLITE_CANTOPEN": "het bestand kan niet worden geopend",
    "SQLITE_INTERRUPT": "het is onderbroken",
    "SQLITE_FULL": "de schijf is vol",
    "SQLITE_IOERR_SHORT_READ": "het bestand is afgebroken",
    "SQLITE_IOERR": "de schijf geeft een fout",
    "SQLITE_NOMEM": "het geheugen is vol",
    "SQLITE_NOTADB": "het is geen database",
    "SQLITE_READONLY": "er kan niet worden geschreven",
}
"""What SQLite says, by the beginning of its name for it; anything else is about the contents."""
FULL = re.compile("disk is full|no space left|de schijf is vol", re.IGNORECASE)
TIMEOUT = 30
"""Seconds to wait for another connection."""


class NoIndex(Exception):
    """There is no index in the folder; the message says how to make one, in Dutch."""


class OtherIndex(Exception):
    """The index was made with something else; the message says what to do, in Dutch."""


class DamagedIndex(OtherIndex):
    """The file of the index is not as it was written; the message says what to do, in Dutch."""


class IndexInUse(Exception):
    """The index cannot be opened or written now; the message says why, in Dutch."""


class Database:
    """An SQLite file that many threads read and one process at a time writes."""

    def __init__(self, path: Path) -> None:
        self._uri = path.resolve().as_uri()
        self._path = path
        self._of_thread = threading.local()

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query.

        Raises:
            NoIndex: the file has gone.
            DamagedIndex: it is no index, or is damaged.
            IndexInUse: it cannot be opened now.
        """
        with self._told():
            return self._reader().execute(query, values).fetchall()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all that this thread reads within be of one moment, and of one file.

        Raises:
            NoIndex, DamagedIndex, IndexInUse: as :meth:`rows` does.
        """
        with self._told():
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
        """Give a connection whose changes become visible together, when the block is left.

        Raises:
            DamagedIndex, IndexInUse: as :meth:`rows` does.
        """
        with self._told(), closing(self._writer()) as database, database:
            database.execute("PRAGMA foreign_keys = ON")
            yield database
            seal(database)

    def fold(self) -> None:
        """Bring the write-ahead log into the file, as far as readers allow it now."""
        with self._told(), closing(self._writer()) as database:
            database.execute("PRAGMA busy_timeout = 0")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_to(self, place: Path) -> None:
        """Write all that is there at one moment to a new file, also while another one writes.

        Raises:
            NoIndex, OtherIndex, IndexInUse: as :meth:`rows` does, and when the copy is not sound.
            OSError: the disk is full.
        """
        with self._told(), closing(sqlite3.connect(place)) as copy:
            try:
                self._reader().backup(copy)  # in one step, so that it never has to start again
            except sqlite3.OperationalError as error:
                if FULL.search(str(error)):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(place)) from error
                raise
            (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
            if found != "ok":
                raise sqlite3.DatabaseError(found)

    def close(self) -> None:
        """Let go of the file in this thread, before its folder gets another name."""
        if reader := getattr(self._of_thread, "reader", None):
            reader.close()
        self._of_thread = threading.local()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # of SQLite's own message
            raise unreadable(self._path, error) from error

    def _writer(self) -> sqlite3.Connection:
        database = sqlite3.connect(f"{self._uri}?mode=rw", timeout=TIMEOUT, uri=True)
        database.text_factory = _text
        return database

    def _reader(self) -> sqlite3.Connection:
        """Return this thread's connection, a new one when another file stands in its place."""
        known = self._of_thread
        reader: sqlite3.Connection | None = getattr(known, "reader", None)
        if reader and reader.in_transaction:  # of a snapshot
            return reader
        if getattr(known, "opened", None) != self._file(getattr(known, "closed", False)):
            found = {closed: self._file(closed) for closed in (False, True)}
            known.reader, known.closed = self._opened()
            known.opened = found[known.closed]  # not of a file that came in its place meanwhile
        opened: sqlite3.Connection = known.reader
        return opened

    def _file(self, closed: bool) -> tuple[int, ...]:
        """Return which file there is; of one that is read without locks also how it is now."""
        try:
            stat = self._path.stat()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise no_index(self._path) from error
        state = (stat.st_size, stat.st_mtime_ns) if closed else ()
        return (os.getpid(), stat.st_dev, stat.st_ino, *state)

    def _opened(self) -> tuple[sqlite3.Connection, bool]:
        """Return a connection to read, and whether nothing can be written in its folder.

        SQLite reads a file with a write-ahead log only where it can write beside it. A folder
        that is closed is read without, if no log was left there.
        """
        try:
            return self._connected("mode=rw"), False
        except sqlite3.OperationalError as error:
            log = self._path.with_name(f"{self._path.name}-wal")
            if not _is_closed(error) or (log.exists() and log.stat().st_size):
                raise
            return self._connected("mode=ro&immutable=1"), True

    def _connected(self, mode: str) -> sqlite3.Connection:
        database = sqlite3.connect(
            f"{self._uri}?{mode}", timeout=TIMEOUT, uri=True, isolation_level=None
        )
        database.text_factory = _text
        try:
            database.execute("PRAGMA query_only = ON")
            database.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.Error:
            database.close()
            raise
        return database


def _text(raw: bytes) -> str:
    """Return a text, also one that is damaged: its checksum will tell."""
    return raw.decode("utf-8", "surrogateescape")


def _is_closed(error: sqlite3.Error) -> bool:
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))


def no_index(path: Path) -> NoIndex:
    """Return the error that says how to make an index."""
    return NoIndex(
        f"Er is geen index in {path.parent}. Maak die eerst met: "
        f"wmo index MAP-MET-BRIEVEN --index {path.parent}"
    )


def unreadable(path: Path, error: Exception) -> IndexInUse | DamagedIndex:
    """Return the error that says why the file cannot be read or written.

    A ``ValueError`` says so in Dutch.
    """
    name = getattr(error, "sqlite_errorname", "")
    known = (said for start, said in WHY.items() if name.startswith(start))
    why = error if type(error) is ValueError else next(known, "de inhoud klopt niet")
    open_to_all = all(os.access(one, os.W_OK) for one in (path, path.parent))
    marked = name.startswith("SQLITE_READONLY") and open_to_all  # by its own first bytes
    if name.startswith(UNAVAILABLE) and name != CUT_SHORT and not marked:
        return IndexInUse(
            f"De index in {path.parent} is nu niet te openen ({why}). Controleer of u in de map "
            f"mag schrijven, en of er geen ander programma in werkt."
        )
    return DamagedIndex(
        f"De index in {path.parent} is niet te lezen: het bestand {path.name} is beschadigd "
        f"({why}). Maak de index opnieuw met: {call(EVERY, path.parent)}"
    )
