"""A letter in its own sentences: what each part tells, and what is promised.

The outline is the letter's: each heading with the first sentence under it that can be read alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Letter, sentence_spans
from index import Filter, Hit
from qa.answer import Statement
from qa.evidence.statements import LEANING, Place, proved
from qa.promises.commitments import commitments
from qa.text.letter_frame import FRAME, frame_of
from qa.text.lists import Span
from qa.text.quoted_questions import is_inquiry
from qa.text.tables import CELLS

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
    r"\W*(?:(?:kunt u|kun je|wilt u|wil je) )?(?:(?:vat {L} samen|geef (?:me |mij )?(?:een )?"
    r"samenvatting van {L}|samenvatting(?: van)? {L}|{L} samenvatten)"
    r"|(?:wat staat er in|waar(?:over)? gaat) {L}(?: over)?)\W*".replace(
        "{L}", r"(?:de|deze|die|dit) \w*brief\b(?: van(?: (?!over\b|en\b)[\w.-]+){1,8}?)?"
    ),
    re.IGNORECASE,
)
"""A letter as a whole; with "over de dagbesteding" behind it, it is a question about that."""
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


def letter_meant(hits: Sequence[Hit], only: Filter | None, count: int) -> Letter | None:
    """Return the one letter that was chosen, or that there is, or else that is pointed at.

    ``count`` is how many letters are in the index.
    """
    letters = {hit.passage.letter.id: hit.passage.letter for hit in hits}
    if len(letters) == 1 and (count == 1 or (only and len(only.letters) == 1)):
        return hits[0].passage.letter
    pointed = {hit.passage.letter.id: hit.letter for hit in hits if hit.letter > 0}
    best = max(pointed.values(), default=0.0)
    named = [name for name, match in pointed.items() if match == best]
    return letters[named[0]] if len(named) == 1 else None


def asks_for(letter: Letter) -> str:
    """Return the question for a summary of a letter, by its date; empty when it has none."""
    return f"Vat de brief van {letter.date.in_words()} samen" if letter.date else ""


def outline(letter: Letter) -> tuple[Statement, ...]:
    """Return the parts of a letter: each heading with the first sentence that tells something.

    Before them comes the first sentence of what stands above the first heading; of a letter
    without headings it is the first sentence of each paragraph.
    """
    start, end = frame_of(letter)
    top = min((one.level for one in letter.sections), default=0)
    high = [one for one in letter.sections if one.level < top + DEEP]
    starts = [one.start for one in high]
    told: list[Place] = []
    for head, after in zip([None, *high], [*starts, letter.body_end], strict=True):
        begin = head.end if head else start
        until = end if begin < end < after else after
        if not high:
            blocks = [_first(letter, *block) for block in _paragraphs(letter, begin, end)]
            told += [(letter, (one,)) for one in blocks if one]
        elif first := _first(letter, begin, until):
            told.append((letter, ((head.start, head.end), first) if head else (first,)))
    return proved(told[:MOST_PARTS])


def _first(letter: Letter, start: int, end: int) -> Span | None:
    """Return the first sentence between two offsets that can be read alone."""
    headings = {one.start for one in letter.sections}
    for span in sentence_spans(letter.text, start, end):
        text = letter.text[slice(*span)]
        tells = len(text) >= SHORTEST and not text.endswith(("?", ":")) and CELLS not in text
        leans = LEANING.match(text) or LINKED.match(text)
        tells = tells and not is_inquiry(letter, span[0])
        if tells and not leans and not FRAME.match(text) and span[0] not in headings:
            return span
    return None


def _paragraphs(letter: Letter, start: int, end: int) -> Iterator[Span]:
    """Yield the paragraphs between two offsets."""
    for block in re.finditer(r"\S(?:.|\n(?!\s*\n))*", letter.text[start:end]):
        yield start + block.start(), start + block.end()
