"""An index as it was read at one moment, and whether it still is so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from corpus import SPLITTER_VERSION, Letter, Passage
from index.building.upkeep import ready_to_read
from index.dutch.lemmas import LEMMAS_VERSION
from index.encoder.encoder import Encoder
from index.engines.chosen import engines_of
from index.engines.engine import Engines, LexicalEngine, Opened, VectorEngine
from index.store.letter_table import LetterTable
from index.store.records import Row
from index.store.store import FORMAT_VERSION, LetterStore, Made

LETTERS_KEPT = 512


@dataclass(frozen=True, slots=True)
class Loaded:
    """An index at one moment.

    ``mark`` is what its ``engines`` said then, ``identity`` which index it was; ``letter`` reads
    one of its letters and keeps it: numbers mean something within one index only.
    """

    engines: Engines
    mark: object
    identity: str
    made: Made
    letter: Callable[[int], Letter | None]
    table: LetterTable
    vectors: VectorEngine
    lexical: LexicalEngine

    @classmethod
    def read(
        cls, folder: Path, store: LetterStore, encoder: Encoder | None, before: Loaded | None = None
    ) -> Loaded:
        """Read the index; what is derived is brought up to date where it is behind.

        Raises:
            NoIndex: there is none in the folder.
            OtherIndex: it is damaged, or was made by another version or with another encoder.
        """
        ready_to_read(store)
        required(store, encoder)  # before all else: an index of another version has no identity
        engines = engines_of(folder)
        mark = engines.mark(store)
        with store.snapshot():  # an index that comes in its place meanwhile is not mixed with it
            identity, made = store.identity, required(store, encoder)
            if before and before.identity != identity:
                before = None
            letter = before.letter if before else _kept(store.letter)
            damaged = store.sound.damage.forget()
            known = Opened(before.vectors, before.lexical) if before else None
            opened = engines.open(store, mark, known)
            table = opened.vectors.table
            if before:  # letters that are there still are as they were
                there = table.numbers.tolist()
                store.sound.damage.remember({n: one for n, one in damaged.items() if n in there})
        return cls(engines, mark, identity, made, letter, table, opened.vectors, opened.lexical)

    def is_current(self, folder: Path, store: LetterStore) -> bool:
        """Whether no finished run of ``wmo index`` changed the index, and none made it anew.

        Raises:
            NoIndex: it was removed.
        """
        return (
            store.identity == self.identity
            and engines_of(folder) == self.engines
            and self.engines.is_current(self.mark, store)
        )

    def passage(self, row: Row) -> Passage | None:
        """Return a passage with its letter; ``None`` when that has gone meanwhile."""
        letter = self.letter(row.letter)
        return Passage(letter, row.start, row.stop) if letter else None


def _kept(read: Callable[[int], Letter | None]) -> Callable[[int], Letter | None]:
    """Return what reads letters and keeps those that it read last; what is damaged is not kept."""

    @lru_cache(LETTERS_KEPT)
    def found(number: int) -> Letter:
        if letter := read(number):
            return letter
        raise LookupError(number)

    def letter(number: int) -> Letter | None:
        try:
            return found(number)
        except LookupError:
            return None

    return letter


def required(store: LetterStore, encoder: Encoder | None) -> Made:
    """Return what an index was made with, when this program can read it with the encoder.

    Raises:
        NoIndex, OtherIndex: it cannot.
    """
    made = store.made()
    wanted = replace(made, format=FORMAT_VERSION, splitter=SPLITTER_VERSION, lemmas=LEMMAS_VERSION)
    if encoder is not None:
        wanted = replace(wanted, encoder=encoder.name, dimension=encoder.dimension)
    store.require(wanted)
    return made
