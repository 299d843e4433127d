"""A letter in its own sentences: what each part tells, and what is promised.

The outline is the letter's: each heading with the first sentence under it that can be read alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Letter, sentence_spans
from index import Hit
from qa.answer import Citation, Statement
from qa.commitments import commitments
from qa.frame import FRAME, frame_of
from qa.lists import Span
from qa.proof import cite
from qa.statements import LEANING
from qa.tables import CELLS

MOST_PARTS = 20
DEEP = 2  # levels of headings
SHORTEST = 40  # characters of a sentence that tells something
LINKED = re.compile(
    r"\W*(?:maar|en|toch|want|immers)\b|\W*(?:\w+\W+){0,4}"
    r"(?:namelijk|echter|daarom|daarnaast|daarmee|hiermee|ook|sindsdien|tevens)\b",
    re.IGNORECASE,
)
"""Words with which a sentence goes on from the one before, near its beginning."""
WANTED = re.compile(
    r"\bvat\b.*\bbrie\w+\b.*\bsamen\b|\bsamenvatting\b.*\bbrie\w+|\bbrie\w+\b.*\bsamenvatt\w+"
    r"|^\W*(?:wat staat er in|waar(?:over)? gaat) (?:de|deze|die) \w*brief\b",
    re.IGNORECASE,
)
WHICH = "Van welke brief wilt u een samenvatting? Kies één brief, of noem de datum of het kenmerk."


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences of one letter; both lists are in the order of the letter, and may be empty.

    ``parts`` are its headings, each with the first sentence under it that tells something.
    """

    letter: Letter
    parts: tuple[Statement, ...]
    promised: tuple[Statement, ...]


def summary(letter: Letter) -> Summary:
    """Return a letter in its own sentences."""
    promised = [one.citation for one in commitments([letter])]
    return Summary(letter, outline(letter), tuple(Statement(one.quote, (one,)) for one in promised))


def letter_meant(hits: Sequence[Hit]) -> Letter | None:
    """Return the letter of all passages found, or else the one that the question points at."""
    letters = {hit.passage.letter.id: hit.passage.letter for hit in hits}
    if len(letters) == 1:
        return next(iter(letters.values()))
    pointed = {hit.passage.letter.id: hit.letter for hit in hits if hit.letter > 0}
    best = max(pointed.values(), default=0.0)
    named = [name for name, match in pointed.items() if match == best]
    return letters[named[0]] if len(named) == 1 else None


def outline(letter: Letter) -> tuple[Statement, ...]:
    """Return the parts of a letter: each heading with the first sentence that tells something.

    Of a letter without headings it is the first sentence of each paragraph.
    """
    start, end = frame_of(letter)
    told: list[tuple[Span, ...]] = []
    if letter.sections:
        high = [one for one in letter.sections if one.level <= DEEP]
        for one, after in zip(
            high, [*(next_.start for next_ in high[1:]), letter.body_end], strict=True
        ):
            if first := _first(letter, one.end, after):
                told.append(((one.start, one.end), first))
    else:
        told = [
            (first,)
            for block in _paragraphs(letter, start, end)
            if (first := _first(letter, *block))
        ]
    return tuple(filter(None, (_statement(letter, spans) for spans in told[:MOST_PARTS])))


def _first(letter: Letter, start: int, end: int) -> Span | None:
    """Return the first sentence between two offsets that can be read alone."""
    headings = {one.start for one in letter.sections}
    for span in sentence_spans(letter.text, start, end):
        text = letter.text[slice(*span)]
        tells = len(text) >= SHORTEST and not text.endswith(("?", ":")) and CELLS not in text
        leans = LEANING.match(text) or LINKED.match(text)
        if tells and not leans and not FRAME.match(text) and span[0] not in headings:
            return span
    return None


def _paragraphs(letter: Letter, start: int, end: int) -> Iterator[Span]:
    """Yield the paragraphs between two offsets."""
    for block in re.finditer(r"\S(?:.|\n(?!\s*\n))*", letter.text[start:end]):
        yield start + block.start(), start + block.end()


def _statement(letter: Letter, spans: Sequence[Span]) -> Statement | None:
    cited = [cite(letter, letter.text[start:end], start) for start, end in spans]
    found: tuple[Citation, ...] = tuple(filter(None, cited))
    return Statement(" ".join(one.quote for one in found), found) if found else None
