"""Whether a store is as it was written: one letter, what is read of all, or the whole file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.checksums.rows import COUNTED, LEMMAS, LETTER, VECTORS
from index.store.store import DamagedIndex, LetterStore

SMALL = ("meta", "letters", "doubles")  # tables that are read as a whole


def is_intact(store: LetterStore, path: Path) -> bool:
    """Whether all that was stored from a file, and from what came with it, is as written."""
    query = (
        "SELECT number, first, passages FROM letters"
        " WHERE path = ? OR (path > ? || '/' AND path < ? || '0')"
    )
    found = store.database.rows(query, (str(path),) * 3)  # '0' comes after '/'
    return all(_is_whole(store, *one) for one in found)


def checked(store: LetterStore) -> Iterator[int]:
    """Check every letter wholly, noting the damaged ones; yields how many are done."""
    places = [LETTER.index(name) for name in ("number", "first", "passages")]
    for done, row in enumerate(store.sound.letters(), 1):
        _is_whole(store, *(row[place] for place in places))
        yield done


def is_sound(store: LetterStore, *, wholly: bool = False) -> bool:
    """Whether what is read of all letters at once is as it was written, or the whole file."""
    checks = ("integrity_check",) if wholly else (f"integrity_check({one})" for one in SMALL)
    try:
        with store.snapshot():
            if any(store.database.rows(f"PRAGMA {one}") != [("ok",)] for one in checks):
                return False
            state = store.sound.state()
            found = [len(store.sound.letters()), len(store.sound.doubles())]
            return found == [int(state.get(table, -1)) for table in COUNTED]
    except DamagedIndex:
        return False


def _is_whole(store: LetterStore, number: int, first: int, count: int) -> bool:
    numbers = range(first, first + count)
    columns = ((*VECTORS, "checksum"), (*LEMMAS, "lemmas_checksum"))
    found = [len(store.sound.passages(one, numbers)) for one in columns]
    return store.sound.text(number) is not None and found == [count, count]
