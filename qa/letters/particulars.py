"""Questions about a letter as such: who wrote it, to whom, when, under which number.

The answer is the place in the letter where that stands: its head, its salutation, its signature.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus import Letter
from index import Hit
from qa.answer import Statement
from qa.citing.proof import cite
from qa.text.letter_frame import CLOSING, SALUTATION
from qa.text.lists import Span

HEAD = 1_500  # characters
_LETTER = r"\b(?:\w*brie(?:f|ven)|\w*rapportage|\w*schrijven)\b"
_WROTE = r"\b(?:onderteken\w*|schreef|stuurde|verstuurde|verzond|afzender|schrijver)\b"
MINISTRY = re.compile(r"Ministerie van [A-Z][^\n]*(?:,\n[A-Z][^\n]*)?")
DIRECTORATE = re.compile(r"Directie [A-Z]\w+(?: (?:en )?[A-Z]\w+)*(?:\n[A-Z]\w+)?")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
END = re.compile(r"\n\s*\n\s*(?:Dit is een fictief|Bijlagen?\b)")
LONGEST_SIGNATURE = 400  # characters


def about_letter(question: str, hits: Sequence[Hit]) -> tuple[Statement, ...]:
    """Return the place in a letter that answers a question about the letter as such, if any.

    The letter is the one that the question points at most, or else the one found first; never one
    of another year than the question names.
    """
    if not hits:
        return ()
    letter = max(hits, key=lambda hit: (round(hit.letter, 3), hit.score)).passage.letter
    years = set(YEAR.findall(question))
    if years and not (letter.date and str(letter.date.year) in years):
        return ()
    for one in _PARTICULARS:
        if all(pattern.search(question) for pattern in one.asks) and (span := one.place(letter)):
            citation = cite(letter, letter.text[slice(*span)], span[0])
            return (Statement(citation.quote, (citation,)),) if citation else ()
    return ()


@dataclass(frozen=True, slots=True)
class _Particular:
    """How a particular is asked for (all patterns), and where it stands in a letter."""

    asks: tuple[re.Pattern[str], ...]
    place: Callable[[Letter], Span | None]


def _asks(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.IGNORECASE) for one in patterns)


def _signature(letter: Letter) -> Span | None:
    """Return the lines below the closing, up to the name of who signs."""
    surname = letter.sender.partition(",")[0].split()[-1:]
    closings = list(CLOSING.finditer(letter.text, 0, letter.body_end))
    for closing in reversed(closings):
        start = closing.end()
        stop = END.search(letter.text, start, letter.body_end)
        end = min(stop.start() if stop else letter.body_end, start + LONGEST_SIGNATURE)
        name = letter.text.find(surname[0], start, end) if surname else -1
        return _trimmed(letter, start, name + len(surname[0]) if name >= 0 else end)
    name = letter.text.rfind(surname[0], 0, letter.body_end) if surname else -1
    if name < 0:
        return None
    before = letter.text.rfind("\n\n", 0, letter.text.rfind("\n\n", 0, name))
    return _trimmed(letter, max(before, 0), name + len(surname[0]))


def in_head(letter: Letter, *words: str) -> Span | None:
    """Return the line in the head of the letter that holds the first of these words there is."""
    for one in filter(None, words):
        found = letter.text.find(one, 0, HEAD)
        if found >= 0:
            start = letter.text.rfind("\n", 0, found) + 1
            end = letter.text.find("\n", found + len(one))
            return _trimmed(letter, start, end if end >= 0 else len(letter.text))
    return None


def first_line(letter: Letter) -> Span | None:
    """Return the first line of a letter."""
    found = re.search(r"\S[^\n]*", letter.text)
    return _trimmed(letter, *found.span()) if found else None


def _date(letter: Letter) -> Span | None:
    known = letter.date
    return in_head(letter, known.in_words(), known.isoformat()) if known else None


def _reference(letter: Letter) -> Span | None:
    return in_head(letter, letter.reference)


def _number(letter: Letter) -> Span | None:
    return in_head(letter, letter.document_number, letter.reference)


def _addressee(letter: Letter) -> Span | None:
    return in_head(letter, letter.recipient) or _salutation(letter)


def _salutation(letter: Letter) -> Span | None:
    return _matched(letter, SALUTATION, 2 * HEAD)


def _ministry(letter: Letter) -> Span | None:
    return _matched(letter, MINISTRY, HEAD) or _signature(letter)


def _directorate(letter: Letter) -> Span | None:
    return _matched(letter, DIRECTORATE, HEAD)


def _matched(letter: Letter, pattern: re.Pattern[str], within: int) -> Span | None:
    found = pattern.search(letter.text, 0, min(within, letter.body_end))
    return found.span() if found else None


def _trimmed(letter: Letter, start: int, end: int) -> Span | None:
    text = letter.text[start:end]
    first = start + len(text) - len(text.lstrip())
    return (first, start + len(text.rstrip())) if text.strip() else None


_PARTICULARS = (
    _Particular(_asks(r"\bdirectie\b", rf"{_LETTER}|{_WROTE}"), _directorate),
    _Particular(_asks(r"\bministerie\b", r"\bwelk\b", _LETTER), _ministry),
    _Particular(_asks(r"\baanhef\b"), _salutation),
    _Particular(_asks(r"\b(?:aan|tot) wie\b|\bgeadresseerden?\b|\bwie is .*\bgericht\b",
                      rf"{_LETTER}|\bgericht\b|\bricht\b"), _addressee),
    _Particular(_asks(r"\bdocumentnummer\b|\bbriefnummer\b"), _number),
    _Particular(_asks(r"\bkenmerk\b|\bwelk nummer\b", rf"{_LETTER}|{_WROTE}"), _reference),
    _Particular(_asks(r"\bwelke (?:datum|dag)\b|\bwanneer (?:is|werd|heeft|schreef|stuurde)\b",
                      rf"{_LETTER}|{_WROTE}",
                      rf"\bwelke (?:datum|dag)\b|\b(?:verstuurd|verzonden|geschreven)\b|{_WROTE}"),
                _date),
    _Particular(_asks(r"\bwie\b|\bwelke (?:minister|staatssecretaris|wethouder|bewindspersoon)\b",
                      _WROTE, _LETTER), _signature),
)  # fmt: skip
