"""Which letters a search in Milvus is limited to: partitions by year, and an expression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.store.letter_table import LetterTable, Mask


@dataclass(frozen=True, slots=True)
class Scope:
    """The partitions that are searched (``None`` for all) and the expression within them."""

    partitions: tuple[str, ...] | None = None
    expression: str = ""

    def up_to(self, last: int, bits: int) -> Scope:
        """Return the same without passages that were stored after a number."""
        parts = [f"id < {(last + 1) << bits}"]
        if self.expression:
            parts.append(f"({self.expression})")
        return Scope(self.partitions, " and ".join(parts))


EVERYTHING = Scope()


def partition_of(year: int) -> str:
    """Return the name of the partition with the letters of a year; 0 for those without a date."""
    return f"year_{year}"


def scope_of(table: LetterTable, letters: Mask, partitions: Sequence[str]) -> Scope:
    """Return the scope of the chosen letters, bool [n], in the partitions that there are.

    Whichever list is shorter is written: that of the letters, or that of the others in their years.
    """
    years = np.unique(table.years[letters])
    names = (partition_of(int(year)) for year in years)
    own = tuple(name for name in names if name in partitions)
    inside = table.numbers[letters].tolist()
    others = table.numbers[np.isin(table.years, years) & ~letters].tolist()
    if not others:
        return Scope(own)
    if len(inside) <= len(others):
        return Scope(own, f"letter in {inside}")
    return Scope(own, f"letter not in {others}")
