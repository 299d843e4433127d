"""Reads only rows that are as they were written, and notes of which letters there are others.

A row that cannot be read, that is not found where it ought to be, or that does not agree with its
checksum is left out; its letter is noted as damaged, and all other letters are read as ever.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from index.checksums.damage import Damage, DamagedLetter
from index.checksums.rows import DOUBLE, LETTER, SEAL, STATE, TEXT, is_sound, seal_of
from index.store.database import DamagedIndex, Database, unreadable

MOST_NUMBERS = 10_000_000  # that are tried one by one where the table of letters cannot be read
BATCH = 500  # rows read at a time: each has the vectors of some ten to fifty sentences
UNNAMED = 0  # no letter has this number
Values = tuple[Any, ...]


class SoundRows:
    """The rows of an index that can be relied on; ``damage`` are the letters that cannot."""

    def __init__(self, database: Database, path: Path, damage: Damage) -> None:
        self._database, self._path = database, path
        self.damage = damage

    def state(self) -> dict[str, Any]:
        """Return what ``meta`` says, and under ``last TABLE`` the highest number given so far.

        Raises:
            DamagedIndex: it is not as it was written.
        """
        state = self.state_as_read()
        if SEAL in state and state[SEAL] != seal_of(state):
            raise unreadable(self._path, ValueError("de kenmerken kloppen niet"))
        return state

    def state_as_read(self) -> dict[str, Any]:
        """Return the same without looking at the seal; an index of an older format has none."""
        return dict(self._database.rows(STATE))

    def letters(self, beyond: int = 0, *, counted: bool = True) -> list[Values]:
        """Return the ``LETTER`` columns of letters, of those only with a passage above ``beyond``.

        Unless it does not count how many there are, as what says so may be damaged too.

        Raises:
            DamagedIndex: none of all letters can be read.
        """
        with self._database.snapshot():
            wanted = f"first + passages - 1 > {beyond}" if beyond else "TRUE"
            query = f"SELECT {', '.join(LETTER)}, checksum FROM letters WHERE {wanted}"
            read = self._every(query)
            sound = {row[0]: row[:-1] for row in read if is_sound(row)}
            if not counted:
                self._note_lost(sound, {row[0] for row in read})
            elif not beyond:
                self._require_all(sound, {row[0] for row in read})
        return list(sound.values())

    def doubles(self) -> list[Values]:
        """Return path, sha256 and kept of the doubles."""
        read = self._database.rows(f"SELECT {', '.join(DOUBLE)}, checksum FROM doubles")
        return [row[:-1] for row in read if is_sound(row)]

    def text(self, letter: int) -> tuple[str, str] | None:
        """Return facts and text of a letter; ``None`` when it has gone or is damaged."""
        query = f"SELECT {', '.join(TEXT)}, checksum FROM texts WHERE letter IN (%s)"
        with self._database.snapshot():
            for row in self._numbered(query, [letter]):
                if is_sound(row):
                    return row[1], row[2]
            if self._numbered("SELECT number FROM letters WHERE number IN (%s)", [letter]):
                self._note(letter)
        return None

    def passages(self, columns: Sequence[str], numbers: Sequence[int]) -> list[Values]:
        """Return columns of passages in order of number, without those that have gone.

        The first column is the number, the last one the checksum, which is not returned.
        """
        query = f"SELECT {', '.join(columns)} FROM passages WHERE number IN (%s)"
        sound: dict[int, Values] = {}
        with self._database.snapshot():
            for at in range(0, len(numbers), BATCH):
                read = self._numbered(query, numbers[at : at + BATCH])
                sound |= {row[0]: row[:-1] for row in read if is_sound(row)}
            if missing := set(numbers) - sound.keys():
                self._note_holders(missing)
        return [sound[number] for number in sorted(sound)]

    def note_all(self, letters: Iterable[Values]) -> None:
        """Note letters, which are as they were written, as damaged."""
        for row in letters:
            self._note(row[0])

    def _every(self, query: str) -> list[Values]:
        """Return the rows of all letters; where these cannot be read in one go, one by one."""
        try:
            return self._database.rows(query)
        except DamagedIndex:
            last = min(int(self.state_as_read().get("last letters", 0)), MOST_NUMBERS)
            found: list[Values] = []
            for at in range(1, last + 1, BATCH):
                numbers = range(at, min(at + BATCH, last + 1))
                found += self._numbered(f"{query} AND number IN (%s)", numbers)
            return found

    def _numbered(self, query: str, numbers: Sequence[int]) -> list[Values]:
        """Return the rows with these numbers that can be read."""
        try:
            marks = ", ".join("?" * len(numbers))
            return self._database.rows(query.replace("%s", marks), list(numbers))
        except DamagedIndex:
            if len(numbers) < 2:
                return []
            middle = len(numbers) // 2
            halves = numbers[:middle], numbers[middle:]
            return [row for half in halves for row in self._numbered(query, half)]

    def _require_all(self, sound: Collection[int], read: Collection[int]) -> None:
        """Note the letters that ought to be there and are not sound."""
        count = int(self.state()["letters"])
        if len(sound) == count:
            return
        if not sound:
            raise unreadable(self._path, ValueError("geen enkele brief is gaaf"))
        if len(sound) + self._note_lost(sound, read) < count:
            self.damage.note(UNNAMED, DamagedLetter("", "", self._path.parent))

    def _note_lost(self, sound: Collection[int], read: Collection[int]) -> int:
        """Note the letters that are there and not sound, and return how many."""
        lost = sorted({*read, *self._numbered_texts()} - set(sound))
        for number in lost:
            self._note(number)
        return len(lost)

    def _numbered_texts(self) -> list[int]:
        try:
            return [number for (number,) in self._database.rows("SELECT letter FROM texts")]
        except DamagedIndex:
            return []

    def _note_holders(self, passages: Iterable[int]) -> None:
        """Note the letters that hold passages which are missing; those that have gone do not."""
        query = "SELECT number FROM letters WHERE first <= ? AND ? < first + passages"
        for passage in passages:
            try:
                holders = self._database.rows(query, (passage, passage))
            except DamagedIndex:
                holders = [(UNNAMED,)]
            for (number,) in holders:
                self._note(number)

    def _note(self, number: int) -> None:
        self.damage.note(number, DamagedLetter(*self._named(number), self._path.parent))

    def _named(self, number: int) -> tuple[str, str]:
        """Return id and path of a letter, from where they are sound, and else as they are."""
        query = f"SELECT {', '.join(LETTER)}, checksum FROM letters WHERE number IN (%s)"
        own = self._numbered(query, [number])
        path = _readable(own[0][LETTER.index("path")]) if own else ""
        if own and is_sound(own[0]):
            return own[0][LETTER.index("id")], path
        query = f"SELECT {', '.join(TEXT)}, checksum FROM texts WHERE letter IN (%s)"
        for row in self._numbered(query, [number]):
            if is_sound(row):
                return str(json.loads(row[1])["id"]), path
        return (_readable(own[0][LETTER.index("id")]) if own else "", path)


def _readable(value: object) -> str:
    return str(value).encode("utf-8", "replace").decode()
