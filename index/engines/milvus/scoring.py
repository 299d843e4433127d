"""The BM25 score of a passage for a question, and what it can be at most.

A score is a sum, over the words of the question, of the best of what may stand for each: no inner
product. The inner product that Milvus searches by is never below it: there everything that may
stand for a word counts, and the words of a phrase count wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.engines.milvus.statistics import FieldWords, Statistics, dimension
from index.words.fields import HEADING
from index.words.groups import Analysed, Term, WordGroup


def upper_bound(question: Analysed, statistics: Statistics) -> dict[int, float]:
    """Return the query whose inner product with a passage is at least the passage's score."""
    found: dict[int, float] = {}
    for group in question.groups:
        best: dict[tuple[str, str], float] = {}
        for field, word, weight in _words(group):
            best[field, word] = max(best.get((field, word), 0.0), weight)
        for (field, word), weight in best.items():
            if statistics.frequencies[field].get(word):
                place = dimension(field, word)
                found[place] = found.get(place, 0.0) + weight * statistics.idf(field, word)
    return found


def score(question: Analysed, words: FieldWords, statistics: Statistics) -> float:
    """Return the score of a passage, at least 0, as ``index.words.fields`` asks tantivy for it."""
    return sum(
        max((_scored(term, words, statistics) for term in _terms(group)), default=0.0)
        for group in question.groups
    )


def _terms(group: WordGroup) -> Iterator[tuple[Term, str]]:
    """Yield what may stand for a word, and in which field."""
    for one in group.alternatives:
        yield one, one.field
        if one.field == "lemmas" and len(one.words) == 1:
            yield Term(one.words, HEADING * one.weight, one.field), "heading"


def _words(group: WordGroup) -> Iterator[tuple[str, str, float]]:
    """Yield each word that may stand for one of the question: field, word, weight."""
    for term, field in _terms(group):
        yield from ((field, word, term.weight) for word in term.words)


def _scored(one: tuple[Term, str], words: FieldWords, statistics: Statistics) -> float:
    term, field = one
    counts, length = words.counts[field], words.lengths[field]
    times = [counts.get(word, 0) for word in term.words]
    if not all(times):
        return 0.0
    if len(term.words) > 1 and field == "lemmas":
        together = _phrases(term.words, words.runs)
        rarity = sum(statistics.idf(field, word) for word in term.words)
        return term.weight * rarity * statistics.weight(field, together, length)
    return term.weight * sum(
        statistics.idf(field, word) * statistics.weight(field, often, length)
        for word, often in zip(term.words, times, strict=True)
    )


def _phrases(wanted: tuple[str, ...], runs: tuple[tuple[str, ...], ...]) -> int:
    """Return how often words stand together, in this order."""
    size = len(wanted)
    return sum(run[at : at + size] == wanted for run in runs for at in range(len(run) - size + 1))
