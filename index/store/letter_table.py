"""What is known of all letters, held in memory as compact columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import LetterDate
from index.dutch.lemmas import lemmas
from index.filters import Filter
from index.passage_context import WORDS

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Column:
    """Values of all letters: each different one once, and which of them each letter has."""

    values: tuple[str, ...]
    codes: NDArray[np.int32]

    @classmethod
    def of(cls, values: Sequence[str]) -> _Column:
        places = {value: place for place, value in enumerate(dict.fromkeys(values))}
        codes = np.fromiter((places[value] for value in values), np.int32, len(values))
        return cls(tuple(places), codes)

    def where(self, holds: Callable[[str], bool]) -> Mask:
        found = np.fromiter((holds(value) for value in self.values), np.bool_, len(self.values))
        return np.asarray(found[self.codes], dtype=np.bool_)


class LetterTable:
    """The letters in the order in which they were stored.

    The passages of a letter have consecutive numbers, from ``first``; ``passages`` says how many.
    ``numbers`` are those of the letters themselves. All three are int64 [n].
    """

    def __init__(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take rows of :meth:`index.store.store.LetterStore.facts`."""
        ordered = sorted(rows, key=lambda row: (row[-3], row[-1]))
        *facts, first, passages, numbers = zip(*ordered, strict=True) if rows else ((),) * 8
        self.ids: tuple[str, ...] = facts[0]
        self._columns = tuple(_Column.of(values) for values in facts[1:])
        self.first = np.array(first, dtype=np.int64)
        self.passages = np.array(passages, dtype=np.int64)
        self.numbers = np.array(numbers, dtype=np.int64)

    @cached_property
    def size(self) -> int:
        """How many passages there are."""
        return int(self.passages.sum())

    @cached_property
    def last(self) -> int:
        """The highest number of a passage; 0 when there is none."""
        return int((self.first + self.passages).max(initial=1)) - 1

    @cached_property
    def alive(self) -> Mask:
        """Which numbers are those of a passage, bool [last + 1]."""
        return self.passages_of(np.ones(len(self.ids), dtype=np.bool_))

    def has(self, passages: NDArray[np.int64]) -> Mask:
        """Return which numbers are those of a passage, bool [n]."""
        known = passages <= self.last
        return np.asarray(known & self.alive[np.where(known, passages, 0)])

    def by_date(self) -> list[int]:
        """Return the numbers of the letters, oldest first, without a date last."""
        column = self._columns[0]
        dates = [_date(value) or LetterDate(9999) for value in column.values]
        order = sorted(
            range(len(self.ids)), key=lambda one: (dates[column.codes[one]], self.ids[one])
        )
        return [int(number) for number in self.numbers[order]]

    def words(self, number: int) -> frozenset[str]:
        """Return the words that name a letter, by its number; none when it has gone."""
        place = self._places.get(number)
        if place is None:
            return frozenset()
        date, sender, _, kind = (one.values[one.codes[place]] for one in self._columns)
        return letter_words(self.ids[place], _date(date), sender, kind)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {number: place for place, number in enumerate(self.numbers.tolist())}

    @cached_property
    def years(self) -> NDArray[np.int64]:
        """The year of each letter, int64 [n]; 0 where it is not known."""
        column = self._columns[0]
        known = [date.year if (date := _date(one)) else 0 for one in column.values]
        return np.array(known, dtype=np.int64)[column.codes]

    @cached_property
    def newest(self) -> int | None:
        """The number of the letter with the latest date; ``None`` when no letter has one."""
        column = self._columns[0]
        dates = {code: date for code, one in enumerate(column.values) if (date := _date(one))}
        if not dates:
            return None
        latest = max(dates, key=lambda code: dates[code])
        return int(self.numbers[np.flatnonzero(column.codes == latest)[-1]])

    def period(self) -> tuple[LetterDate | None, LetterDate | None]:
        """Return the dates of the oldest and the newest letter; ``None`` when none has one."""
        dates = sorted(date for one in self._columns[0].values if (date := _date(one)))
        return (dates[0], dates[-1]) if dates else (None, None)

    def allowed(self, only: Filter) -> Mask:
        """Return which letters a filter lets through, bool [n]."""
        dates, senders, levels, kinds = self._columns
        found = dates.where(lambda value: only.allows_date(_date(value)))
        found &= senders.where(only.allows_sender)
        found &= levels.where(only.allows_level)
        found &= kinds.where(only.allows_kind)
        if only.letters:
            ids = (only.allows_id(one) for one in self.ids)
            found &= np.fromiter(ids, np.bool_, len(self.ids))
        return found

    def passages_of(self, letters: Mask) -> Mask:
        """Return which numbers are those of a passage of the chosen letters, bool [last + 1]."""
        steps = np.zeros(self.last + 2, dtype=np.int8)
        chosen = letters & (self.passages > 0)
        first = self.first[chosen]
        np.add.at(steps, first, 1)
        np.add.at(steps, first + self.passages[chosen], -1)
        return np.asarray(np.cumsum(steps[:-1], dtype=np.int8) > 0)


def _date(value: str) -> LetterDate | None:
    return LetterDate(*map(int, value.split("-"))) if value else None


@lru_cache(maxsize=4096)
def letter_words(identity: str, date: LetterDate | None, sender: str, kind: str) -> frozenset[str]:
    """Return the lemmas that a question may use to name a letter."""
    when = f"{date.in_words()} {date.year}" if date else ""
    name = " ".join(WORDS.findall(identity))
    return frozenset(lemmas(f"{name} {when} {sender} {kind}"))
