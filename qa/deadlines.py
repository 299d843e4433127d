"""Dates by which something is promised: "voor de zomer van 2025", "in het eerste kwartaal".

Conventions, as parliament and ministries use these words: *voor de zomer* and *voor het zomerreces*
end on 30 June; *na de zomer* and *najaar* on 30 November; *voorjaar* on 31 May; *begin* of a year
on 31 March, *medio* on 31 July, *eind* on 31 December; *voor de Kerst* on 24 December. Without a
year the first such day from the date of the letter on is meant.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from corpus import LetterDate
from qa.expected import MONTH

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_OF_YEAR = rf"(?:(?: van)? {_YEAR})?"
QUARTERS = ("eerste", "tweede", "derde", "vierde")
MONTHS = MONTH.removeprefix("(?:").removesuffix(")").split("|")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words of a deadline, by their characters in the text, and the last day it allows."""

    start: int
    end: int
    last: date


@dataclass(frozen=True, slots=True)
class _Form:
    """How a deadline is written, and month and day on which it ends."""

    pattern: re.Pattern[str]
    ends: Callable[[re.Match[str]], tuple[int, int]]


def deadline_in(text: str, written: LetterDate | None) -> Deadline | None:
    """Return the deadline in a text of a letter with this date; ``None`` without one."""
    found = [
        Deadline(match.start(), match.end(), last)
        for form in _FORMS
        for match in form.pattern.finditer(text)
        if (last := _last(form, match, written))
    ]
    return min(found, key=lambda one: _order(one, text)) if found else None


def _order(one: Deadline, text: str) -> tuple[bool, int, int]:
    """Return the order in which deadlines count: *uiterlijk* before others, then the first."""
    return not text[one.start :].casefold().startswith("uiterlijk"), one.start, -one.end


def _last(form: _Form, match: re.Match[str], written: LetterDate | None) -> date | None:
    month, day = form.ends(match)
    year = match.groupdict().get("year")
    if year:
        return date(int(year), month, min(day, monthrange(int(year), month)[1]))
    if written is None:
        return None
    words = match[0].casefold()
    if "dit jaar" in words or "komend jaar" in words or "volgend jaar" in words:
        return date(written.year + ("dit jaar" not in words), month, day)
    first = date(written.year, month, min(day, monthrange(written.year, month)[1]))
    begun = date(written.year, written.month or 1, written.day or 1)
    return first if first >= begun else first.replace(year=written.year + 1)


def _fixed(month: int, day: int) -> Callable[[re.Match[str]], tuple[int, int]]:
    return lambda match: (month, day)


def _quarter(match: re.Match[str]) -> tuple[int, int]:
    month = 3 * (QUARTERS.index(match["quarter"].casefold()) + 1)
    return month, 31 if month in (3, 12) else 30


def _day(match: re.Match[str]) -> tuple[int, int]:
    month = MONTHS.index(match["month"].casefold()) + 1
    day = int(match["day"]) if match["day"] else monthrange(2023, month)[1]
    return month, min(day, monthrange(2024, month)[1])


def _form(pattern: str, ends: Callable[[re.Match[str]], tuple[int, int]]) -> _Form:
    return _Form(re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE), ends)


_FORMS = (
    _form(rf"(?:in )?(?:het )?(?P<quarter>{'|'.join(QUARTERS)}) kwartaal{_OF_YEAR}", _quarter),
    _form(
        r"(?:voor|vóór|uiterlijk(?: op| in)?|tot|per|op|in|vanaf) "
        rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>{MONTH})(?: {_YEAR}| a\.s\.)?",
        _day,
    ),
    _form(rf"(?:voor|vóór) (?:de zomer|het zomerreces){_OF_YEAR}", _fixed(6, 30)),
    _form(rf"na de zomer{_OF_YEAR}", _fixed(11, 30)),
    _form(rf"(?:in het |dit |komend )?najaar{_OF_YEAR}", _fixed(11, 30)),
    _form(rf"(?:in het |dit |komend )?voorjaar{_OF_YEAR}", _fixed(5, 31)),
    _form(r"(?:voor|vóór) (?:de )?Kerst", _fixed(12, 24)),
    _form(rf"begin {_YEAR}", _fixed(3, 31)),
    _form(rf"medio {_YEAR}", _fixed(7, 31)),
    _form(rf"eind(?:e)?(?: van)? {_YEAR}", _fixed(12, 31)),
    _form(r"(?:aan het |het )?eind(?:e)?(?: van)? dit jaar", _fixed(12, 31)),
    _form(r"(?:dit|komend|volgend) jaar", _fixed(12, 31)),
    _form(rf"in {_YEAR}", _fixed(12, 31)),
)  # fmt: skip
