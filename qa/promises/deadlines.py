"""Dates by which something is promised: "voor de zomer van 2025", "in het eerste kwartaal".

Conventions, as parliament and ministries use these words: *voor de zomer* and *voor het zomerreces*
end on 30 June; *na de zomer* and *najaar* are September to November, *voorjaar* is March to May,
*zomer* June to August; *begin* of a year is January to March, *medio* June and July, *eind* October
to December; of a month they are days 1-10, 11-20 and 21-end; *voor de Kerst* ends on 24 December.
Without a year the first such day from the date of the letter on is meant; a letter of which only
the year is known counts from 1 January. A time before the letter is no deadline.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from corpus import MONTHS, LetterDate

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_OF_YEAR = rf"(?:(?: van| in)? {_YEAR})?"
_NOT_AFTER = re.compile(r"(?:nog )?(?:voor|vóór|uiterlijk|tot)\b", re.IGNORECASE)
QUARTERS = ("eerste", "tweede", "derde", "vierde")
_MONTH = f"(?:{'|'.join(MONTHS)})"
_DAYS = {"dag": 1, "week": 7, "weken": 7, "maand": 30, "maanden": 30, "dagen": 1}
_COUNTS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")

Day = tuple[int, int]
"""Month and day of a year."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words of a deadline, by their characters in the text, and the days it allows.

    ``first`` is ``None`` when it may be any day up to ``last``, which counts.
    """

    start: int
    end: int
    last: date
    first: date | None = None


@dataclass(frozen=True, slots=True)
class _Form:
    """How a deadline is written, and the first and last day of the year that it means."""

    pattern: re.Pattern[str]
    days: Callable[[re.Match[str]], tuple[Day, Day]]


def deadline_in(text: str, written: LetterDate | None) -> Deadline | None:
    """Return the deadline in a text of a letter with this date; ``None`` without one."""
    found = [
        one
        for form in _FORMS
        for match in form.pattern.finditer(text)
        if not _in_brackets(text, match.start()) and (one := _deadline(form, match, written))
    ]
    if written and written.day and (within := _WITHIN.search(text)):
        found.append(_within(within, date(written.year, written.month, written.day)))
    return min(found, key=lambda one: _order(one, text)) if found else None


def _in_brackets(text: str, place: int) -> bool:
    """Whether a place stands in brackets: a day there is one of the word before them."""
    return text.count("(", 0, place) > text.count(")", 0, place)


def _order(one: Deadline, text: str) -> tuple[bool, int, int]:
    """Return the order in which deadlines count: *uiterlijk* and *voor* go first, then by place."""
    return not _NOT_AFTER.match(text, one.start), one.start, -one.end


def _deadline(form: _Form, match: re.Match[str], written: LetterDate | None) -> Deadline | None:
    """Return what a match means; ``None`` without a year, or when the letter came later."""
    first, last = form.days(match)
    begun = date(written.year, written.month or 1, written.day or 1) if written else None
    named = match.groupdict().get("year")
    year = int(named) if named else _year(match[0].casefold(), last, begun)
    if not year or (begun and _on(year, last) < begun):
        return None
    upto = _NOT_AFTER.match(match[0])
    return Deadline(*match.span(), _on(year, last), None if upto else _on(year, first))


def _year(words: str, last: Day, begun: date | None) -> int:
    """Return the year that words without one mean, counted from a day; 0 when that is unknown."""
    if begun is None:
        return 0
    if "dit jaar" in words or "komend jaar" in words or "volgend jaar" in words:
        return begun.year + ("dit jaar" not in words)
    if words.startswith("volgend"):
        return begun.year + 1
    return begun.year + (_on(begun.year, last) < begun)


def _on(year: int, day: Day) -> date:
    return date(year, day[0], min(day[1], monthrange(year, day[0])[1]))


def _within(match: re.Match[str], begun: date) -> Deadline:
    """Return the last day of ``binnen zes weken``, counted from the letter."""
    count = match["count"].casefold().replace("é", "e")
    number = int(count) if count.isdigit() else _COUNTS.index(count) + 1
    return Deadline(*match.span(), begun + timedelta(days=number * _DAYS[match["unit"].casefold()]))


def _fixed(first: Day, last: Day) -> Callable[[re.Match[str]], tuple[Day, Day]]:
    return lambda match: (first, last)


def _quarter(match: re.Match[str]) -> tuple[Day, Day]:
    month = 3 * (QUARTERS.index(match["quarter"].casefold()) + 1)
    return (month - 2, 1), (month, 31)


def _half(match: re.Match[str]) -> tuple[Day, Day]:
    return ((1, 1), (6, 30)) if match["half"].casefold() == "eerste" else ((7, 1), (12, 31))


def _day(match: re.Match[str]) -> tuple[Day, Day]:
    month = MONTHS.index(match["month"].casefold()) + 1
    day = int(match["day"] or 0)
    return (month, day or 1), (month, day or 31)


def _part_of_month(match: re.Match[str]) -> tuple[Day, Day]:
    month = MONTHS.index(match["month"].casefold()) + 1
    part = {"b": (1, 10), "m": (11, 20), "e": (21, 31)}[match["part"][0].casefold()]
    return (month, part[0]), (month, part[1])


def _form(pattern: str, days: Callable[[re.Match[str]], tuple[Day, Day]]) -> _Form:
    return _Form(re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE), days)


_WITHIN = re.compile(
    rf"\bbinnen (?P<count>\d{{1,2}}|één|{'|'.join(_COUNTS)}) (?P<unit>{'|'.join(_DAYS)})\b",
    re.IGNORECASE,
)
_NEXT = r"(?:(?:in|aan|tegen) (?:het|de) |dit |deze |komende? |volgende? )?"
_YEAR_END = r"(?:voor |vóór |aan |tegen )?(?:het )?eind(?:e)?"
_FORMS = (
    _form(rf"(?:in )?(?:het )?(?P<quarter>{'|'.join(QUARTERS)}) kwartaal{_OF_YEAR}", _quarter),
    _form(rf"(?:in )?(?:de )?(?P<half>eerste|tweede) helft(?: van)? {_YEAR}", _half),
    _form(
        r"(?:voor|vóór|uiterlijk(?: op| in)?|tot|per|op|in|vanaf) "
        rf"(?:(?P<day>[0-3]?\d) )?(?P<month>{_MONTH})(?: {_YEAR}| a\.s\.)?",
        _day,
    ),
    _form(rf"(?P<part>begin|medio|eind(?:e)?) (?P<month>{_MONTH}){_OF_YEAR}", _part_of_month),
    _form(rf"(?:voor|vóór) (?:de zomer|het zomerreces){_OF_YEAR}", _fixed((1, 1), (6, 30))),
    _form(rf"na (?:de zomer|het zomerreces){_OF_YEAR}", _fixed((9, 1), (11, 30))),
    _form(rf"{_NEXT}(?:najaar|herfst){_OF_YEAR}", _fixed((9, 1), (11, 30))),
    _form(rf"{_NEXT}(?:voorjaar|lente){_OF_YEAR}", _fixed((3, 1), (5, 31))),
    _form(rf"(?:in de|deze|komende|volgende) zomer{_OF_YEAR}", _fixed((6, 1), (8, 31))),
    _form(r"(?:voor|vóór) (?:de )?Kerst(?:mis)?", _fixed((1, 1), (12, 24))),
    _form(rf"begin {_YEAR}", _fixed((1, 1), (3, 31))),
    _form(rf"medio {_YEAR}", _fixed((6, 1), (7, 31))),
    _form(rf"{_YEAR_END}(?: van)? {_YEAR}", _fixed((10, 1), (12, 31))),
    _form(rf"{_YEAR_END}(?: van)? (?:dit|volgend) jaar", _fixed((10, 1), (12, 31))),
    _form(r"(?:dit|komend|volgend) jaar", _fixed((1, 1), (12, 31))),
    _form(rf"in (?:de loop van )?{_YEAR}", _fixed((1, 1), (12, 31))),
)  # fmt: skip
