"""From the best sentences to statements that can be read on their own, each proved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Letter, sentence_spans
from qa.answer import Statement
from qa.candidates import Candidate
from qa.proof import cite

MOST = 3
MARGIN = 0.05  # a further sentence may score this much less than the best
LEANING = re.compile(
    r"(?:Dit|Dat|Deze|Die|Hier\w*|Daar\w*|Zij|Hij|Ze|Het gaat|Het betreft|Ook|Dus|Daarnaast|"
    r"Vervolgens|Tevens|Zo)\b"
)
BULLET = re.compile(r"\s*(?:[-–•·▪*]|\d{1,2}[.)]|[a-z][.)])\s")


def compose(found: Sequence[Candidate]) -> tuple[Statement, ...]:
    """Return statements made of at most three of the best candidates, best first.

    A sentence that leans on the one before it takes that along, and one that introduces a list
    takes the items along, each a statement of its own.
    """
    if not found:
        return ()
    chosen = [found[0]]
    for one in found[1:]:
        same = any(one.text == other.text for other in chosen)
        if len(chosen) < MOST and not same and one.score >= found[0].score - MARGIN:
            chosen.append(one)
    spans: list[tuple[Letter, int, int]] = []
    for one in chosen:
        for start, end in _whole(one):
            if not any(start < e and s < end for letter, s, e in spans if letter == one.letter):
                spans.append((one.letter, start, end))
    return tuple(filter(None, (_statement(letter, start, end) for letter, start, end in spans)))


def _statement(letter: Letter, start: int, end: int) -> Statement | None:
    citation = cite(letter, letter.text[start:end], start)
    return Statement(citation.quote, (citation,)) if citation else None


def _whole(one: Candidate) -> list[tuple[int, int]]:
    """Return the candidate's span with what it cannot be read without."""
    letter, start = one.letter, one.start
    if one.text.endswith(":"):
        return [(start, one.end), *_items(letter, one.end)]
    if LEANING.match(one.text):
        start = _before(letter, start)
    return [(start, one.end)]


def _before(letter: Letter, start: int) -> int:
    """Return where the sentence before begins, when it stands in the same paragraph."""
    paragraph = letter.text.rfind("\n\n", 0, start)
    paragraph = 0 if paragraph < 0 else paragraph + 2
    earlier = sentence_spans(letter.text, paragraph, start)
    return earlier[-1][0] if earlier else start


def _items(letter: Letter, start: int) -> list[tuple[int, int]]:
    """Return the list items that follow an introduction, each as one span."""
    spans: list[tuple[int, int]] = []
    at = start
    for line in letter.text[start : letter.body_end].splitlines(keepends=True):
        if line.strip():
            if not BULLET.match(line):
                break
            lead = len(line) - len(line.lstrip())
            spans.append((at + lead, at + len(line.rstrip())))
        at += len(line)
    return spans
