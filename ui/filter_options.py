"""What a reader chose from the letters, as written, and the filter it makes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from corpus import LetterDate
from index import Filter, LetterStore
from ui.errors import BadInput

MOST_NAMED = 8  # of what there is
MOST_VALUES, LONGEST_VALUE = 50, 300  # of one part of a choice that another program makes
_DAY_FIRST = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader chose, as written: dates as 2024-12-20, 20-12-2024, 2024-12 or 2024."""

    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    senders: Sequence[str] = ()
    levels: Sequence[str] = ()
    kinds: Sequence[str] = ()
    letters: Sequence[str] = ()


NAMES = {one.name: one.name for one in fields(Choice)}


def filter_of(choice: Choice, folder: Path, called: Mapping[str, str] = NAMES) -> Filter | None:
    """Return the filter that a choice from the letters of an index makes; ``None`` for no choice.

    ``called`` is what the reader knows each part of the choice by.

    Raises:
        BadInput: a date is impossible, or no letter is of a sender, level, kind or id.
        NoIndex: there is no index in the folder.
    """
    since = first_day(called["since"], choice.since)
    until = last_day(called["until"], choice.until)
    as_of = last_day(called["as_of"], choice.as_of)
    last = min((day for day in (until, as_of) if day), default=None)
    if since and last and since > last:
        raise BadInput(
            f"De keuze begint ({_shown(since)}) na het einde ({_shown(last)}). Draai de datums om."
        )
    names = (choice.senders, choice.levels, choice.kinds, choice.letters)
    only = Filter(since, last, *(tuple(values) for values in names))
    if any(names):
        _require_known(only, LetterStore(folder), called)
    return only or None


def first_day(option: str, text: str | None) -> date | None:
    """Return the first day of a day, month or year.

    Raises:
        BadInput: it is none.
    """
    if text is None:
        return None
    known = _date(option, text)
    return date(known.year, known.month or 1, known.day or 1)


def last_day(option: str, text: str | None) -> date | None:
    """Return the last day of a day, month or year.

    Raises:
        BadInput: it is none.
    """
    if text is None:
        return None
    known = _date(option, text)
    month = known.month or 12
    return date(known.year, month, known.day or monthrange(known.year, month)[1])


def _date(option: str, text: str) -> LetterDate:
    written = text.strip()
    if found := _DAY_FIRST.fullmatch(written):
        written = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    try:
        return LetterDate.parse(written)
    except ValueError as error:
        raise BadInput(
            f"{option} {text!r} is geen bestaande datum. Schrijf 2024-12-20, 20-12-2024, 2024-12 "
            "of 2024."
        ) from error


def _require_known(only: Filter, store: LetterStore, called: Mapping[str, str]) -> None:
    """Check that some letter is of each sender, level, kind and id.

    Raises:
        BadInput: none is; the message lists what there is.
    """
    rows = store.facts()
    for one_of, column, values, allows in (
        ("senders", 2, only.senders, Filter.allows_sender),
        ("levels", 3, only.levels, Filter.allows_level),
        ("kinds", 4, only.kinds, Filter.allows_kind),
        ("letters", 0, only.letters, Filter.allows_id),
    ):
        there = [*dict.fromkeys(str(row[column]) for row in rows if row[column])]
        for value in values:
            given: dict[str, Any] = {one_of: (value,)}
            alone = Filter(**given)
            if not value.strip() or not any(allows(alone, one) for one in there):
                raise BadInput(
                    f"{called[one_of]} {value!r}: zo'n brief is er niet. "
                    f"{_what_there_is(value, there)}"
                )


def _what_there_is(value: str, there: Sequence[str]) -> str:
    """Return what can be chosen; out of much, what comes nearest."""
    if not there:
        return "Geen enkele brief in de index vermeldt dit."
    near = sorted(there)
    if len(there) > MOST_NAMED:
        inside = [one for one in near if value.lower() in one.lower()]
        close = get_close_matches(value, near, MOST_NAMED, 0.0)
        near = [*dict.fromkeys([*inside, *close])][:MOST_NAMED]
    more = f" (en nog {len(there) - len(near)})" if len(there) > len(near) else ""
    return f"Wel: {'; '.join(near)}{more}."


def _shown(day: date) -> str:
    return LetterDate(day.year, day.month, day.day).in_words()
