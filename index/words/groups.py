"""What a question is searched by: groups of words, each with what may stand for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from index.dutch.synonyms import Words

Field = Literal["lemmas", "parts", "exact"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What an alternative counts for beside the word itself, each in [0, 1]; chosen on dev."""

    root: float = 0.5
    parts: float = 0.6
    joined: float = 0.6
    short: float = 0.6
    same: float = 0.5
    near: float = 0.4
    number: float = 0.8
    name: float = 1.0


WEIGHTS_OF = {
    "compounds": ("root", "parts"),
    "split_words": ("joined",),
    "terms": ("short", "same", "near"),
    "notations": ("number", "name"),
}
"""What a question is widened by, with the weights that belong to each."""


@dataclass(frozen=True, slots=True)
class Term:
    """What may stand in a passage: one word, or several.

    Several words are a phrase in the field of lemmas, and all of them in any order elsewhere.
    ``weight`` in (0, 1] is what finding it counts for.
    """

    words: Words
    weight: float
    field: Field = "lemmas"


@dataclass(frozen=True, slots=True)
class WordGroup:
    """A word of the question (its lemma, or a notation) with all that may stand for it."""

    word: str
    alternatives: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Analysed:
    """What is searched for, and which typing errors were mended: (as typed, as read)."""

    groups: tuple[WordGroup, ...]
    mended: tuple[tuple[str, str], ...] = ()


WEIGHTS = Weights()


def weights_without(off: Collection[str]) -> Weights:
    """Return the weights with those of the named ways to widen a question set to 0."""
    fields = [field for name, fields in WEIGHTS_OF.items() if name in off for field in fields]
    return replace(WEIGHTS, **dict.fromkeys(fields, 0.0))
