"""Where evidence stands in a letter, whether a passage holds it, and an answer its facts."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Letter, Passage
    from eval.sets.questions import Evidence, Question

REACH = 1_500
"""How many characters apart the strings of one evidence entry may stand: about a passage."""

_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_SPECIAL = re.compile("[\\x00-\\x7f][\u0300-\u036f]+|[^\\x00-\\x7f][\u0300-\u036f]*")
_SOFT_HYPHEN = re.compile("[\u00ad\ufffe]\n?")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010][ \t]*\n[ \t]*(?=[a-zà-ÿ])(?!(?:en|of)\b)")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%€]")

Word = tuple[str, int, int]
"""A folded word with its first character and the one after its last, in the text as written."""


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return the words, numbers, % and € of a text, in lower case and one space apart.

    A number keeps the points and commas inside it, accents stay, a word broken at a line end is
    one word again (``in-`` before ``en`` or ``of`` stays), and digits glued to a word or raised
    above it, as footnote markers are, stand apart.
    """
    return " ".join(word for word, _, _ in words(text))


@lru_cache(maxsize=1_000)
def words(text: str) -> tuple[Word, ...]:
    """Return the folded words of a text with the characters they were made of."""
    plain, origin = _joined(*_normal(text))
    folded = plain.casefold()
    if len(folded) != len(plain):
        origin = [at for one, at in zip(plain, origin, strict=True) for _ in one.casefold()]
    found = (match.span() for match in _TOKEN.finditer(folded))
    return tuple((folded[start:end], origin[start], origin[end - 1] + 1) for start, end in found)


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


def _normal(text: str) -> tuple[str, list[int]]:
    """Return the text in normal form NFKC, and of each character where it came from."""
    made: list[str] = []
    origin: list[int] = []
    done = 0
    for match in _SPECIAL.finditer(text):
        start, end = match.span()
        normal = _SUPERSCRIPT.sub(lambda found: f" {found[0]}", match[0])
        normal = unicodedata.normalize("NFKC", normal)
        made += [text[done:start], normal]
        origin += [*range(done, start), *[start] * (len(normal) - 1), end - 1]
        done = end
    return "".join([*made, text[done:]]), [*origin, *range(done, len(text))]


def _joined(text: str, origin: list[int]) -> tuple[str, list[int]]:
    """Return the text without the hyphens that break words, and where the rest came from."""
    for pattern in (_SOFT_HYPHEN, _BROKEN_WORD):
        gaps = [match.span() for match in pattern.finditer(text)]
        for start, end in reversed(gaps):
            text = text[:start] + text[end:]
            del origin[start:end]
    return text, origin
