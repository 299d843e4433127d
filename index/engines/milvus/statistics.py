"""BM25 over all passages of an index, whichever server or segment holds them.

Milvus weighs words too, but by the statistics of each segment apart, and without what is done here
to Dutch words. So the weights are our own, by the formula and with the statistics that tantivy has:
idf = ln(1 + (N - n + 0.5) / (n + 0.5)) for a word that n of N passages hold, times
f (k1 + 1) / (f + k1 (1 - b + b l / mean l)) for one that stands f times in a field of l words
(Robertson and Zaragoza 2009).
"""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.dutch.roots import roots
from index.words.passage_words import stored_words

K1, B = 1.2, 0.75
"""What tantivy uses."""
SEARCHED = ("lemmas", "heading", "parts", "exact")
"""The fields that passages are scored by."""
LISTED = (*SEARCHED, "abbreviations", "either")
"""The fields whose words are counted; ``either`` holds what stands in lemmas or heading."""
BESIDE = 1
"""What tantivy counts beside the passages: its note. Counted here too, so that scores are equal."""


def _lengths() -> tuple[int, ...]:
    """Return the lengths that tantivy tells apart, each in a byte (Lucene's SmallFloat)."""
    steps = ((8 | low) << shift for shift in range(28) for low in range(8))
    return (*range(32), *(24 + one for one in steps))


LENGTHS = _lengths()


def kept_length(words: int) -> int:
    """Return the length of a field as tantivy keeps it, at most that many words."""
    return LENGTHS[bisect_right(LENGTHS, words) - 1]


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The words of a passage: how often each stands in a field, and how many a field has.

    ``runs`` are the lemmas of its text and of its notes, in order, for phrases.
    """

    counts: Mapping[str, Mapping[str, int]]
    lengths: Mapping[str, int]
    runs: tuple[tuple[str, ...], tuple[str, ...]]


@lru_cache(maxsize=4_096)
def field_words(stored: str) -> FieldWords:
    """Return the words of a passage as they are indexed, out of what the store has of them."""
    words = stored_words(stored)
    heading, body, notes = words.heading.split(), words.body.split(), words.notes.split()
    every = [*heading, *body, *notes, *words.hidden.split()]
    fields = {
        "lemmas": [*body, *notes],
        "heading": heading,
        "parts": roots(every),
        "exact": words.exact.split(),
        "abbreviations": words.abbreviations.split(),
        "either": [*heading, *body, *notes],
    }
    counts = {name: Counter(own) for name, own in fields.items()}
    lengths = {name: len(own) for name, own in fields.items()}
    return FieldWords(counts, lengths, (tuple(body), tuple(notes)))


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many passages there are, the words of each field, and how many passages hold a word."""

    counted: int
    tokens: Mapping[str, int]
    frequencies: dict[str, dict[str, int]]

    def mean(self, field: str) -> float:
        """Return the mean length of a field, in words."""
        return self.tokens.get(field, 0) / (self.counted + BESIDE)

    def idf(self, field: str, word: str) -> float:
        """Return the inverse document frequency of a word."""
        holding = self.frequencies[field].get(word, 0)
        return math.log(1 + (self.counted + BESIDE - holding + 0.5) / (holding + 0.5))

    def weight(self, field: str, times: int, length: int) -> float:
        """Return what a word weighs that stands so many times in a field of so many words."""
        share = kept_length(length) / self.mean(field)
        return times * (K1 + 1) / (times + K1 * (1 - B + B * share))


def sparse(words: FieldWords, statistics: Statistics) -> dict[int, float]:
    """Return what each word of a passage weighs, by its dimension.

    Dimension 0, that of no word, makes every passage a row, also one without words.
    """
    found = {0: 1.0}
    for field in SEARCHED:
        length = words.lengths[field]
        for word, times in words.counts[field].items():
            place = dimension(field, word)
            found[place] = found.get(place, 0.0) + statistics.weight(field, times, length)
    return found


@lru_cache(maxsize=200_000)
def dimension(field: str, word: str) -> int:
    """Return the dimension of a word in a field, from 1: a hash, as Milvus has no dictionary.

    Two words may share one. Then too much is found, which scoring by the words themselves undoes.
    """
    return 1 + int.from_bytes(_digest(field, word)[:4], "big") % (2**32 - 2)


def term_row(field: str, word: str) -> int:
    """Return the number of the row of a word in a field: 63 bits of a hash."""
    return int.from_bytes(_digest(field, word)[:8], "big") >> 1


def token(field: str, word: str) -> str:
    """Return a word with its field, as it is kept."""
    return f"{LISTED.index(field)}{word}"


def frequencies(found: Iterable[tuple[str, int]]) -> dict[str, dict[str, int]]:
    """Return passages by word by field, out of pairs of :func:`token` and passages."""
    read: dict[str, dict[str, int]] = {field: {} for field in LISTED}
    for kept, passages in found:
        read[LISTED[int(kept[0])]][kept[1:]] = passages
    return read


def _digest(field: str, word: str) -> bytes:
    return hashlib.blake2b(token(field, word).encode(), digest_size=12).digest()
