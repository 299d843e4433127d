"""Passages that may be shown, and what speaks for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus import Passage
from index.array_types import Scores, Vectors
from index.ranking.letter_clues import asks_about_letter, is_frame, letter_match
from index.store.letter_table import LetterTable
from index.store.records import Row

CANDIDATES = 30  # of each leg at least; 50 found no more dev questions
PARTS = ("dense", "lexical", "sentence", "letter", "frame")
"""What a score is made of: fields of :class:`Candidates`, and in this order of a hit."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that may be shown, in order of number, with what speaks for each.

    ``dense`` is the cosine of question and passage, ``lexical`` the BM25 score (0 where no word
    is shared or the passage is not among the best), ``sentence`` the cosine of the question and
    the passage's nearest sentence, ``letter`` that of
    ``letter_match``, ``frame`` is 1 for the head and the signature of a letter
    when the question asks about letters as such and else 0: all float64 [n].
    """

    rows: Sequence[Row]
    dense: Scores
    lexical: Scores
    sentence: Scores
    letter: Scores
    frame: Scores


def candidates(
    question: str,
    asked: Vectors,
    rows: Sequence[Row],
    lexical: Mapping[int, float],
    table: LetterTable,
    passage: Callable[[Row], Passage | None],
) -> Candidates:
    """Return stored passages with what speaks for each as an answer to a question.

    ``asked`` is the question's vector, float32 [d]; ``lexical`` has the BM25 scores by number of
    passage; ``passage`` reads the text of a row, which only a question about letters as such needs.
    """
    return Candidates(
        rows,
        np.array([row.vector @ asked for row in rows], dtype=np.float64),
        np.array([lexical.get(row.number, 0.0) for row in rows], dtype=np.float64),
        np.array([_nearest(row, asked) for row in rows], dtype=np.float64),
        _letters(question, table, rows),
        _frames(question, rows, passage),
    )


def _letters(question: str, table: LetterTable, rows: Sequence[Row]) -> Scores:
    """Return for each passage how much the question points at its letter."""
    letters = sorted({row.letter for row in rows})
    newest = letters.index(table.newest) if table.newest in letters else None
    match = letter_match(question, [table.words(one) for one in letters], newest)
    found = dict(zip(letters, match.tolist(), strict=True))
    return np.array([found[row.letter] for row in rows], dtype=np.float64)


def _frames(question: str, rows: Sequence[Row], passage: Callable[[Row], Passage | None]) -> Scores:
    if not asks_about_letter(question):
        return np.zeros(len(rows))
    read = map(passage, rows)
    return np.array([one is not None and is_frame(one) for one in read], dtype=np.float64)


def _nearest(row: Row, question: Vectors) -> float:
    """Return the cosine of the nearest of a passage's sentences with the question."""
    cosines = row.sentences.vectors @ question
    return float(cosines.max()) if len(cosines) else 0.0
