"""An index of the format before this one, which had the same tables but for the checksums."""

from __future__ import annotations

from index.checksums.rows import COVERED, SEAL, mark
from index.store.schema import DOUBLES, FORMAT_VERSION
from index.store.store import LetterStore

WITHOUT_CHECKSUMS = 3  # the format


def lacks_checksums(store: LetterStore) -> bool:
    """Whether a store is of that format.

    Raises:
        DamagedIndex: it cannot be read at all.
    """
    state = store.sound.state_as_read()
    return SEAL not in state and state.get("format") == str(WITHOUT_CHECKSUMS)


def add_checksums(store: LetterStore) -> None:
    """Bring a store to this format: all that stands in it gets its checksums.

    Raises:
        DamagedIndex: a table is missing or cannot be read.
    """
    known = store.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    with store.database.writing() as database:
        database.execute("BEGIN IMMEDIATE")
        for table, checksums in COVERED.items():
            if table == "doubles" and (table,) not in known:
                database.execute(DOUBLES)
                continue
            for name in checksums:
                added = f"ADD COLUMN {name} BLOB NOT NULL DEFAULT x''"
                database.execute(f"ALTER TABLE {table} {added}")
            mark(database, table)
        database.execute("UPDATE meta SET value = ? WHERE key = 'format'", (FORMAT_VERSION,))
