"""Of which day a letter is: its label, the line it was sent or stamped, or its file's name."""

from __future__ import annotations

import re
from typing import Any

from corpus.dutch.dates import MONTH, find_date
from corpus.letter import LetterDate

_WORDS = rf"\d{{1,2}}(?:e|ste)?\s+(?:{MONTH})\.?\s+\d{{4}}"
_FIGURES = r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4}|\d{4}-\d\d-\d\d"
_DAY = rf"(?:{_WORDS}|{_FIGURES})"
_OTHERS = (
    r"uw|onze|ons|op|per|sinds|vanaf|tot|voor|na|ingekomen|ontvangen|geldig|geboren|is|looptijd"
    r"|deadline|\w+datum"
)
_WEEKDAY = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag,?[ \t]+)?"
_PLACE = (
    rf"(?!(?i:{_OTHERS})\b)[A-Z’'][\w’'-]{{2,25}}"
    r"(?:[ \t](?:(?:aan|bij|de|den|der|het|in|op|van)[ \t]){0,2}[A-Z][\w’'-]{1,20}){0,2}"
)
_VERSION = r"(?i:versie)[ \t]*:?[ \t]*v?\d[\d.]*[ \t]*[,|(–-][ \t]*"
_LINE = re.compile(
    rf"(?:^|\n)[ \t]*(?:{_VERSION}|{_PLACE},[ \t]*"
    rf"|{_PLACE}[ \t]+(?=(?i:{_WEEKDAY}(?:de )?{_WORDS})))?"
    rf"(?i:{_WEEKDAY}(?:de |d\.d\. ?)?)(?P<date>(?i:{_DAY}))[ \t]*[.,)]?[ \t]*(?=\n|$)"
)
_SENT = re.compile(
    r"(?:^|\n)[ \t]*(?:verzonden|verzending|verzenddatum|verstuurd|dagtekening|gedagtekend"
    r"|(?:datum|dag) van (?:verzending|dagtekening))(?:[ \t]+(?:op|d\.d\.))?[ \t]*:?\s{0,3}"
    rf"(?P<date>{_DAY})",
    re.I,
)
_MENTIONED = re.compile(rf"(?<!uw brief )\b(?:dd|d\.d\.)\s*(?P<date>{_DAY})", re.I)
_MONTH_LINE = re.compile(
    rf"(?:^|\n)[ \t]*[A-Z’'][\w’' -]{{2,25}},[ \t]+(?P<date>(?:{MONTH})[ \t]+\d{{4}})[ \t]*(?=\n|$)"
)
_RECEIVED = re.compile(
    r"\b(?:ingekomen|ontvangen|ontvangst\w*)[ \t:]*(?:(?:op|d\.d\.)[ \t]*)?\s*\Z", re.I
)
_APART = re.compile(rf"(?<![\d.,-])([0-3]) (\d)(?= ?(?:{MONTH})\b)", re.I)
_SHORT_YEAR = re.compile(
    rf"(\b\d{{1,2}}[-/.]\d{{1,2}}[-/.]|\b\d{{1,2}} (?:{MONTH})\.? ?[’'‘])(\d\d)(?![\d.-])", re.I
)
_FILE_DATE = re.compile(r"^((?:19|20)\d\d)(?:[-_]?([01]\d)(?:[-_]?([0-3]\d))?)?(?!\d)")


def date_at_label(value: str) -> LetterDate | None:
    """Return the date behind a label, also one with a year of two figures."""
    return find_date(_SHORT_YEAR.sub(_in_full, _APART.sub(r"\1\2", value[:60])))


def date_in(head: str) -> LetterDate | None:
    """Return the date on which what is above the text says that the letter was sent or written.

    Of the day on which it came in, or of the letter that it answers, nothing is said here.
    """
    head = _APART.sub(r"\1\2", head)
    for pattern in (_SENT, _LINE, _MENTIONED):
        for line in pattern.finditer(head):
            found = find_date(line["date"], exact=True)
            if found and not _RECEIVED.search(head[: line.start("date")]):
                return found
    month = _MONTH_LINE.search(head)
    return find_date(month["date"]) if month else None


def date_of_file(stem: str) -> dict[str, Any]:
    """Return the date that a file's name begins with, and the warning that goes with it."""
    found = _FILE_DATE.match(stem)
    if found is None:
        return {}
    parts = [part for part in found.groups() if part]
    try:
        day = LetterDate.parse("-".join(parts))
    except ValueError:
        day = LetterDate(int(parts[0]))
    words = f"De datum ({day.in_words()}) komt uit de bestandsnaam; de brief zelf noemt er geen."
    return {"date": day, "warnings": (words,)}


def _in_full(found: re.Match[str]) -> str:
    before = found.group(1).rstrip("’'‘ ")
    return f"{before}{'' if before[-1] in '-/.' else ' '}20{found.group(2)}"
