"""What a question takes for granted: years and names that the passages have to speak of as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus import Passage
from index import embedded_text
from qa.answer import Warning

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
RANGE = re.compile(
    r"\b((?:19|20)\d\d)\s?(?:[-–/]|tot(?: en met)?|t/m)\s?((?:19|20)\d\d)\b", re.IGNORECASE
)
# The year in the name of a law is no year of which something is said.
LAW = re.compile(r"\b(?:Wmo|wet maatschappelijke ondersteuning|Jeugdwet)\s+2015\b", re.IGNORECASE)
NAME = re.compile(r"\b(?:[A-Z][\w'’.-]*[a-z]|[A-Z]{2,})\b(?:-\w+)?")
DATED_LETTER = re.compile(
    r"\b\w*brief\b(?: \w+){0,3}? van (\d{1,2} [a-z]+ (?:19|20)\d\d)\b", re.IGNORECASE
)
STEM = 5  # letters of a longer name that have to stand in a text: Rotterdam(mers)
_COMMON_TEXT = """
Wmo WMO Rijk Kamer Tweede Eerste Nederland Nederlandse Wat Wie Hoe Hoeveel Wanneer Waarom Welke
Welk Is Zijn Mag Moet Kan Er De Het Een In Van Op
"""
_COMMON = frozenset(_COMMON_TEXT.split())


def years_of(text: str) -> frozenset[int]:
    """Return the years that a text speaks of, also those inside a range such as 2016-2018."""
    text = LAW.sub(" ", text)
    found = {int(one) for one in YEAR.findall(text)}
    for first, last in RANGE.findall(text):
        if int(last) - int(first) <= 30:
            found |= set(range(int(first), int(last) + 1))
    return frozenset(found)


def names_of(text: str) -> tuple[str, ...]:
    """Return the names in a text: words with a capital that do not begin a sentence.

    Of a joined word only the first part counts: ``CPB`` of ``CPB-raming``.
    """
    found = []
    for match in NAME.finditer(text):
        before = text[: match.start()].rstrip(" \"'‘’“«(")
        name = match[0].partition("-")[0].rstrip(".")
        if before and before[-1] not in ".!?:|\n" and name not in _COMMON:
            found.append(name)
    return tuple(dict.fromkeys(found))


def missing_names(question: str, text: str) -> tuple[str, ...]:
    """Return the names of a question that do not stand in a text, also not as part of a word."""
    folded = text.casefold()
    return tuple(one for one in names_of(question) if _stem(one) not in folded)


def new_names(question: str, text: str) -> tuple[str, ...]:
    """Return the names in a text that the question does not hold."""
    folded = question.casefold()
    return tuple(one for one in names_of(text) if one.casefold() not in folded)


def letter_dates(question: str) -> tuple[str, ...]:
    """Return the dates, in words, of letters that a question names: "de brief van 9 april 2015"."""
    return tuple(one.casefold() for one in DATED_LETTER.findall(question))


def _stem(name: str) -> str:
    folded = name.casefold()
    return folded[: max(STEM, len(folded) - 4)] if len(folded) > STEM + 1 else folded


def premise_warnings(question: str, passages: Sequence[Passage]) -> tuple[Warning, ...]:
    """Return what the question takes for granted and the nearest passages do not speak of."""
    texts = [embedded_text(one) for one in passages]
    spoken = frozenset(year for text in texts for year in years_of(text))
    years = sorted(years_of(question) - spoken)
    names = missing_names(question, " ".join(texts))
    told = []
    if texts and years:
        others = f"; daar gaat het over {_listed(map(str, sorted(spoken)))}" if spoken else ""
        told.append(
            f"De vraag noemt {_listed(map(str, years))}; de passage die het dichtst bij de vraag "
            f"komt spreekt daar niet over{others}."
        )
    if texts and names:
        told.append(
            f"De vraag noemt {_listed(names)}; dat staat niet in de passage die het dichtst bij "
            "de vraag komt."
        )
    return tuple(Warning("premise", None, text) for text in told)


def _listed(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} en {last}" if first else last
