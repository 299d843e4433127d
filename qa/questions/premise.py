"""What a question takes for granted: years and names that the letters have to speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Letter, Passage, enumerated
from index import embedded_text
from qa.answer import Warning
from qa.questions.names import missing_names

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
RANGE = re.compile(
    r"\b((?:19|20)\d\d)\s?(?:[-–/]|tot(?: en met)?|t/m)\s?((?:19|20)\d\d)\b", re.IGNORECASE
)
# The year in the name of a law is no year of which something is said.
LAW = re.compile(r"\b(?:Wmo|wet maatschappelijke ondersteuning|Jeugdwet)\s+2015\b", re.IGNORECASE)
DATED_LETTER = re.compile(
    r"\b\w*brief\b(?: \w+){0,3}? van (\d{1,2} [a-z]+ (?:19|20)\d\d)\b", re.IGNORECASE
)
OTHER_LETTER = (
    "De vraag noemt een brief van {asked}; de passage die er het dichtst bij komt, staat \
in een andere brief."
)
OTHER_YEARS = "De vraag noemt {asked}; de passage die er het dichtst bij komt, gaat over {found}."
NO_YEARS = "De vraag noemt {asked}; de passage die er het dichtst bij komt, spreekt daar niet over."
NO_NAMES = "De vraag noemt {asked}; dat staat niet in de passage die er het dichtst bij komt."


def years_of(text: str) -> frozenset[int]:
    """Return the years that a text speaks of, also those inside a range such as 2016-2018."""
    text = LAW.sub(" ", text)
    found = {int(one) for one in YEAR.findall(text)}
    for first, last in RANGE.findall(text):
        if int(last) - int(first) <= 30:
            found |= set(range(int(first), int(last) + 1))
    return frozenset(found)


def letter_dates(question: str) -> tuple[str, ...]:
    """Return the dates, in words, of letters that a question names: "de brief van 9 april 2015"."""
    return tuple(one.casefold() for one in DATED_LETTER.findall(question))


def premise_warnings(question: str, passages: Sequence[Passage]) -> tuple[Warning, ...]:
    """Return what the question takes for granted and the passages do not speak of."""
    if not passages:
        return ()
    texts = [f"{embedded_text(one)} {particulars(one.letter)}" for one in passages]
    spoken = sorted({year for one in passages for year in years_of(embedded_text(one))})
    dates = {one.letter.date.in_words().casefold() for one in passages if one.letter.date}
    years = sorted(years_of(question) - {year for text in texts for year in years_of(text)})
    names = missing_names(question, " ".join(texts))
    letters = [one for one in letter_dates(question) if one not in dates]
    told = []
    if letters:
        told.append(OTHER_LETTER.format(asked=enumerated(letters)))
    elif years and spoken:
        told.append(OTHER_YEARS.format(asked=enumerated(years), found=enumerated(spoken)))
    elif years:
        told.append(NO_YEARS.format(asked=enumerated(years)))
    if names:
        told.append(NO_NAMES.format(asked=enumerated(names)))
    return tuple(Warning("premise", None, text) for text in told)


def particulars(letter: Letter) -> str:
    """Return what a letter is, in words: title, date, sender, kind and recipient."""
    date = letter.date.in_words() if letter.date else ""
    return f"{letter.title} {date} {letter.sender} {letter.kind} {letter.recipient}"
