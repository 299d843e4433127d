"""A passage that a search found."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score (higher is better) and what the score was made of.

    ``dense`` is the cosine between question and passage and ``sentence`` that between the question
    and the passage's nearest sentence, both in [-1, 1]; ``lexical`` is the BM25 score over lemmas,
    at least 0; ``letter`` is the match of ``letter_match``, at least 0;
    ``frame`` is 1 for the head or signature of a letter when the question asks about letters as
    such, else 0.
    ``twins`` are passages of other letters that say the same and were found as well, best first.
    ``number`` is that of the passage in the index; 0 stands for none.
    """

    passage: Passage
    score: float
    dense: float
    lexical: float
    sentence: float
    letter: float
    frame: float
    twins: tuple[Passage, ...] = ()
    number: int = field(default=0, compare=False, repr=False)
