"""Where evidence stands in a letter, whether a passage holds it, and an answer its facts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from eval.text_folding import fold, words

if TYPE_CHECKING:
    from corpus import Letter, Passage
    from eval.question_set import Evidence, Question

REACH = 1_500
"""How many characters apart the strings of one evidence entry may stand: about a passage."""


def holds(text: str, wanted: str) -> bool:
    """Tell whether the wanted words stand in the text, as whole words and numbers in a row."""
    return f" {fold(wanted)} " in f" {fold(text)} "


def relevant(question: Question, passage: Passage) -> bool:
    """Tell whether the passage, with its footnotes, holds every string of one evidence entry."""
    entries = [one for one in question.evidence if one.letter == passage.letter.id]
    if not entries:
        return False
    text = "\n\n".join((passage.text, *passage.footnotes))
    return any(all(holds(text, string) for string in one.contains) for one in entries)


def fact_met(alternatives: Sequence[str], text: str) -> bool:
    """Tell whether one of the alternatives stands in the text."""
    return any(holds(text, alternative) for alternative in alternatives)


@lru_cache(maxsize=5_000)
def places(text: str, wanted: str) -> tuple[tuple[int, int], ...]:
    """Return every (start, end), in characters, where the wanted words stand in the text."""
    searched, starts = _searchable(text)
    target = f" {fold(wanted)} "
    size = target.count(" ") - 1
    found = []
    at = searched.find(target)
    while at >= 0:
        first = bisect_left(starts, at + 1)
        found.append((words(text)[first][1], words(text)[first + size - 1][2]))
        at = searched.find(target, at + 1)
    return tuple(found)


def stands(evidence: Evidence, letter: Letter) -> list[list[tuple[int, int]]]:
    """Return each place where the strings of the entry stand together: one span a string.

    Around each occurrence of the rarest string the nearest occurrence of every other one is
    taken; they stand together within 1,500 characters. A note counts as standing at its marker.
    """
    options = [places(letter.text, string) for string in evidence.contains]
    anchor = min(options, key=len)
    found = []
    for span in anchor:
        at = letter.place(span[0])
        near = [span if spans is anchor else _nearest(letter, spans, at) for spans in options]
        if _spread(letter, near) <= REACH:
            found.append(near)
    return found


def _nearest(letter: Letter, spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    return min(spans, key=lambda span: abs(letter.place(span[0]) - at))


def _spread(letter: Letter, spans: Sequence[tuple[int, int]]) -> int:
    starts = [letter.place(start) for start, _ in spans]
    return max(starts) - min(starts)


@lru_cache(maxsize=200)
def _searchable(text: str) -> tuple[str, list[int]]:
    """Return the folded text between spaces, and where in it each word begins."""
    starts, at = [], 1
    for word, _, _ in words(text):
        starts.append(at)
        at += len(word) + 1
    return f" {fold(text)} ", starts
