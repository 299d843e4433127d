"""The seams between an index and what searches it.

What an engine holds is derived from the store, which alone is the truth. So it is not told of each
letter: it is brought up to date with the store in one step, in which it adds what is new and
removes what has gone. A process that is stopped half-way leaves nothing to undo.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from index.array_types import Vectors
from index.dutch.synonyms import Terms
from index.store.letter_table import LetterTable, Mask
from index.store.store import LetterStore
from index.words.groups import Analysed


class VectorEngine(Protocol):
    """Passages by the cosine of their vectors with a question's, as they were at one moment."""

    @property
    def generation(self) -> int:
        """The generation of the store that is searched."""

    @property
    def table(self) -> LetterTable:
        """The letters at that moment."""

    def nearest(self, question: Vectors, k: int, allowed: Mask | None = None) -> dict[int, float]:
        """Return at most k passages, nearest first: number -> cosine in [-1, 1].

        The cosine is that of the passage, or of its nearest sentence if that is higher.
        ``question`` is float32 [dimension], L2-normalised. ``allowed`` tells for each number, bool
        [last of the table + 1], whether it may be found; it is the same for all of a letter.
        """


class LexicalEngine(Protocol):
    """Passages by their BM25 score for the words of a question, as they were at one moment."""

    @property
    def generation(self) -> int:
        """The generation of the store that is searched."""

    @property
    def size(self) -> int:
        """How many passages there are."""

    @property
    def learned(self) -> Terms:
        """The abbreviations that the letters themselves explain."""

    def analysed(self, question: str, off: Collection[str] = ()) -> Analysed:
        """Return the word groups of a question; ``off`` names what is not done."""

    def best(
        self, question: Analysed, k: int, letters: Collection[int] | None = None
    ) -> dict[int, float]:
        """Return the k best passages: number -> score, above 0; equal ones in order of number.

        Only passages of the letters with the given numbers; ``None`` stands for all letters.
        """

    def document_share(self, lemma: str) -> float:
        """Return the share of all passages that hold the lemma, with headings, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Both engines of an index, at one moment."""

    vectors: VectorEngine
    lexical: LexicalEngine


class Engines(Protocol):
    """Where what is derived from a store is kept, and how it is searched."""

    @property
    def kept(self) -> tuple[str, str]:
        """What the vectors and the words are kept in, as Dutch readers read it."""

    def update(self, store: LetterStore) -> None:
        """Add what is new and remove what has gone; for the one writer only."""

    def mark(self, store: LetterStore) -> object:
        """Return what changes when a run of ``wmo index`` has finished."""

    def is_current(self, mark: object, store: LetterStore) -> bool:
        """Whether no run of ``wmo index`` has finished since the mark was read."""

    def open(self, store: LetterStore, mark: object, before: Opened | None) -> Opened:
        """Return what is searched now, after its mark was read.

        What ``before``, of the same index, has read is not read again.
        """

    def vectors_whole(self, store: LetterStore) -> bool:
        """Whether the vectors are there as they were written, and of what is stored now."""

    def words_held(self, store: LetterStore) -> int | None:
        """Return how many passages have their words there; ``None`` if damaged or out of date."""
