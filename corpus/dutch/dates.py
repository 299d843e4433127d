"""Dates as Dutch letters write them."""

from __future__ import annotations

import re
from datetime import date

from corpus.letter import MONTHS, LetterDate

_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"mrt": 3, "maa": 3}
MONTH = "|".join(
    (*MONTHS, "jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sept?", "okt", "nov", "dec")
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS = (
    re.compile(rf"\b(?P<day>[0-3]?\d)(?:e|ste|de)?\s+(?P<month>{MONTH})\.?\s+{_YEAR}\b", re.I),
    re.compile(rf"\b{_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b"),
    re.compile(rf"\b(?P<day>[0-3]?\d)\s?[-/.]\s?(?P<month>[01]?\d)\s?[-/.]\s?{_YEAR}\b"),
    re.compile(rf"\b(?P<month>{MONTH})\.?\s+{_YEAR}\b", re.I),
    re.compile(rf"(?<![\d/.-]){_YEAR}(?![\d/-])"),
)
EXACT = _PATTERNS[:3]


def find_date(text: str, *, exact: bool = False) -> LetterDate | None:
    """Return the fullest date in a text: of a day, else of a month, else a year."""
    for pattern in EXACT if exact else _PATTERNS:
        for match in pattern.finditer(text):
            found = _date(match.groupdict())
            if found is not None:
                return found
    return None


def _date(parts: dict[str, str]) -> LetterDate | None:
    name = parts.get("month") or "0"
    month = int(name) if name.isdigit() else _SHORT[name[:3].lower()]
    day = int(parts.get("day") or 0)
    try:
        date(int(parts["year"]), month or 1, day or 1)
    except ValueError:
        return None
    return LetterDate(int(parts["year"]), month, day)
