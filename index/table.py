"""What is known of all letters, held in memory as compact columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import LetterDate
from index.filters import Filter

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
        """Take rows of :meth:`index.store.LetterStore.facts`."""
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
