"""A new ``letters.sqlite``: made beside its place, and renamed into it when it is whole."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

from index.checksums.damage import Damage, DamagedLetter, say_nothing
from index.checksums.rows import LEMMAS, LETTER, TEXT, VECTORS, checksum, seal, seal_state
from index.store.database import DamagedIndex, Database
from index.store.put_letter import marks
from index.store.schema import DOUBLES, SCHEMA, Made
from index.store.sound_rows import SoundRows, Values

LOG, INDEX_OF_LOG = "-wal", "-shm"  # what SQLite writes beside a file
ASIDE = "beschadigd"


@contextmanager
def new_file(path: Path, made: Made) -> Iterator[sqlite3.Connection]:
    """Give a connection to an empty index, which takes its place when the block is left.

    The file that is there is kept beside it under another name: it may hold what nothing else does.
    """
    scratch = path.with_name(f".{path.name}.new")
    for left in path.parent.glob(f"{scratch.name}*"):  # of a run that was cut off
        left.unlink()
    known = asdict(made) | {"generation": 0, "identity": _new_identity()}
    rows = [(name, str(value)) for name, value in known.items()]
    with closing(sqlite3.connect(scratch)) as database:
        with database:
            database.executescript(SCHEMA + DOUBLES)
            database.executemany("INSERT INTO meta VALUES (?, ?)", rows)
            yield database
            seal(database)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # fails where the disk is full
    _keep(path)
    for end in (LOG, INDEX_OF_LOG):  # of the file before: they would be read as those of this one
        path.with_name(path.name + end).unlink(missing_ok=True)
    scratch.replace(path)


def become_another(path: Path) -> None:
    """Give a copy of an index an identity of its own, as its numbers may be used again.

    How many letters there are is not counted anew, so that a loss stays known.
    """
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE meta SET value = ? WHERE key = 'identity'", (_new_identity(),))
        seal_state(database)


def _new_identity() -> str:
    return secrets.token_hex(8)


def set_aside(path: Path) -> list[Path]:
    """Return the files that were damaged and kept beside an index, oldest first."""
    kept = path.parent.glob(f"{path.name}.{ASIDE}-*")
    return sorted(one for one in kept if not one.name.endswith((LOG, INDEX_OF_LOG)))


def _keep(path: Path) -> None:
    """Give a file another name as well, with the log of what was written last."""
    if not path.exists():
        return
    aside = path.with_name(f"{path.name}.{ASIDE}-{len(set_aside(path)) + 1:03}")
    for end in (LOG, ""):
        source, kept = (Path(f"{one}{end}") for one in (path, aside))
        if source.exists():
            try:
                os.link(source, kept)
            except OSError:  # not on every disk
                shutil.copy2(source, kept)


def salvaged(path: Path, made: Made, known: bool) -> tuple[DamagedLetter, ...]:
    """Make the file anew of all letters in it that are whole, and return the others by name.

    It becomes another index, with an identity of its own, as its numbers may be used again. When
    it is not ``known`` that it was made in the same way, no letter is taken over.
    """
    read = SoundRows(Database(path), path, Damage(say_nothing))
    with new_file(path, made) as database:
        try:
            rows = read.letters(counted=False)
            paths = {known and _copied(read, row, database) for row in rows}
            doubles = [row for row in read.doubles() if row[-1] in paths]
            database.executemany(
                "INSERT INTO doubles VALUES (?, ?, ?, ?)",
                [(*row, checksum(*row)) for row in doubles],
            )
            if not known:
                read.note_all(rows)
        except DamagedIndex:  # what was copied until then is good
            return read.damage.letters
    return read.damage.letters


def _copied(read: SoundRows, row: Values, database: sqlite3.Connection) -> str:
    """Copy a letter if it is whole, and return the file that it was read from; else nothing.

    Nor is a letter copied that was stored twice, as an index of SQLite that is damaged may allow.
    """
    letter = dict(zip(LETTER, row, strict=True))
    number, count = letter["number"], letter["passages"]
    numbers = range(letter["first"], letter["first"] + count)
    text = read.text(number)
    vectors = read.passages((*VECTORS, "checksum"), numbers)
    words = read.passages((*LEMMAS, "lemmas_checksum"), numbers)
    twice = database.execute(
        "SELECT 1 FROM letters WHERE path = ? OR id = ?", (letter["path"], letter["id"])
    ).fetchone()
    if twice or text is None or len(vectors) < count or len(words) < count:
        return ""
    for table, columns, values in (
        ("letters", LETTER, [row]),
        ("texts", TEXT, [(number, *text)]),
        ("passages", (*VECTORS, "lemmas", "lemmas_checksum"), [
            (*one, lemmas, checksum(at, lemmas))
            for one, (at, lemmas) in zip(vectors, words, strict=True)
        ]),
    ):  # fmt: skip
        covered = VECTORS if table == "passages" else columns
        database.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}, checksum) VALUES ({marks(columns)}, ?)",
            [(*one, checksum(*one[: len(covered)])) for one in values],
        )
    return str(letter["path"])
