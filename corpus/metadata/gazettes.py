"""Official gazettes, such as Staatscourant and Gemeenteblad, and the decisions printed in them."""

from __future__ import annotations

import re

from corpus.dutch.dates import MONTH, find_date
from corpus.letter import LetterDate
from corpus.metadata.signature import find_ministers

_HEAD = 600  # characters of a paper in which the gazette names itself
_NAMES = {
    "staatscourant": "stcrt",
    "gemeenteblad": "gmb",
    "provinciaal blad": "prb",
    "provinciaalblad": "prb",
    "waterschapsblad": "wsb",
}
_NAME = re.compile(rf"(?:^|\n)[ \t#*]*(?P<name>{'|'.join(_NAMES)})\b[^\n]{{0,30}}(?=\n|$)", re.I)
_NUMBER = re.compile(r"(?:^|\n)[ \t]*nr\.?[ \t]*(\d{1,6})\b", re.I)
_DAY = re.compile(rf"(?:^|\n)[ \t]*(?P<date>\d{{1,2}} (?:{MONTH}) \d{{4}})[ \t]*(?=\n|$)", re.I)
_YEAR_VOLUME = re.compile(
    r"(?:^|\n)[ \t]*Jaargang[ \t]+(\d{4})\s+(?:nr\.?[ \t]*)?(\d{1,5})[ \t]*\n", re.I
)
_FORMS = (
    r"(?:wijzigings?|uitvoerings|aanwijzings|mandaat|subsidie|verzamel)?"
    r"(?:regelingen|regeling|besluit|verordening|beleidsregels?|reglement|circulaire|bekendmaking)"
    r"|nadere regels|wet"
)
_TITLE = re.compile(
    rf"(?:^|\n)[ \t#*]*(?P<title>(?:[A-Z][\w-]* ){{0,3}}?(?i:(?P<form>{_FORMS}))\b[^\n]*)"
)
_DECIDES = re.compile(
    r"(?:^|\n)[ \t]*(?P<body>(?i:de raad van de gemeente|de gemeenteraad van"
    r"|(?:het college van )?burgemeester en wethouders van(?: de gemeente)?"
    r"|de burgemeester van|gedeputeerde staten van|provinciale staten van)"
    r" [A-Z][^\n;,:]{1,40});[ \t]*(?=\n|$)"
)
_DECIDED = re.compile(
    r"\b(?:vastgesteld|besloten|vergadering)\b[^\n]{0,90}?\b(?:van|op|d\.d\.)[ \t]+"
    rf"(\d{{1,2}} (?:{MONTH}) \d{{4}})",
    re.I,
)


def gazette_of(text: str) -> str:
    """Return the mark of the gazette that a paper stands in: ``stcrt``, ``gmb``; else nothing."""
    found = _NAME.search(text[:_HEAD])
    return _NAMES[found["name"].lower()] if found and _NUMBER.search(text[:_HEAD]) else ""


def gazette_date(text: str) -> LetterDate | None:
    """Return the day on which the gazette came out, as its head has it."""
    found = _DAY.search(text[:_HEAD])
    return find_date(found["date"], exact=True) if found else None


def gazette_number(text: str, gazette: str) -> str:
    """Return the official number, with the year of publication: ``stcrt-2025-12345``."""
    number, day = _NUMBER.search(text[:_HEAD]), gazette_date(text)
    return f"{gazette}-{day.year}-{number.group(1)}" if number and day else ""


def staatsblad_number(text: str) -> str:
    """Return the number in the Staatsblad: ``stb-2014-280``."""
    found = _YEAR_VOLUME.search(text[:_HEAD])
    named = "staatsblad" in text[:_HEAD].lower()
    return f"stb-{found.group(1)}-{found.group(2)}" if found and named else ""


def gazette_title(text: str) -> tuple[str, str]:
    """Return the title of what stands in a gazette, and what it is: a regeling, a verordening."""
    head = _NAME.search(text[:_HEAD])
    found = _TITLE.search(text, head.end() if head else 0, 3000)
    return (
        (" ".join(found["title"].split()).strip("*# "), found["form"].lower())
        if found
        else ("", "")
    )


def who_decides(text: str) -> str:
    """Return the council or college that takes the decision that a text is: no addressee of it."""
    found = _DECIDES.search(text[:4000])
    body = " ".join(found["body"].split()) if found else ""
    return body[:1].upper() + body[1:]


def day_decided(text: str) -> LetterDate | None:
    """Return the day on which a council or college decided, as the end of the decision has it."""
    found = _DECIDED.search(text, max(0, len(text) - 3000)) if who_decides(text) else None
    return find_date(found.group(1), exact=True) if found else None


def gazette_sender(text: str) -> str:
    """Return who made what stands in a gazette: the minister who signs, or who decides."""
    return next(iter(find_ministers(text)), "") or who_decides(text)
