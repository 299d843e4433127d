"""Sections that turn from the subject of their letter to a matter of their own."""

from __future__ import annotations

import re

from corpus import Letter
from index import content_lemmas, lemma, lemmas

LONG = 6  # letters: shorter words are seldom the name of a matter
MATTER = re.compile(rf"\b(?:de|het|een)\s+(?:[a-zà-ÿ]+e\s+)?([\w-]{{{LONG},}})", re.IGNORECASE)
NAME = re.compile(r"\b(?:[Dd]e|[Hh]et) ([A-ZÀ-Ý][\w-]+)")


def turns_aside(question: str, letter: Letter, offset: int) -> bool:
    """Whether the section of a character is about something else than what a question names.

    It is when the letter is about what is asked (its title names it) and neither the section nor
    a heading above it does, while its own heading and its text each name something ("de buurtbus",
    "de Haltebus") that neither the question nor the rest of the letter speaks of. In a letter about
    the taxi, "Een rit kost € 1" under "Nieuw: de buurtbus" is the price of the bus.
    """
    asked = set(content_lemmas(question))
    words = [word for word in asked if len(word) >= LONG and _holds(word, letter.title)]
    place = letter.place(offset) if words else 0
    above = [one for one in letter.sections if one.start <= place]
    if not words or not above:
        return False
    own = above[-1]
    end = min((one.start for one in letter.sections if one.start > place), default=letter.body_end)
    section = letter.text[own.start : end]
    heading = letter.text[own.start : own.end]
    matters = {lemma(word.lower()) for word in MATTER.findall(heading)} - asked
    names = {lemma(word.lower()) for word in NAME.findall(section)} - asked
    headed = " ".join([*letter.section_at(offset)[1:], section])
    if not matters or not names or any(_holds(word, headed) for word in words):
        return False
    rest = " ".join(lemmas(f"{letter.text[: own.start]} {letter.text[end:]}"))
    return all(any(one not in rest for one in new) for new in (matters, names))


def _holds(word: str, text: str) -> bool:
    """Whether a text holds a lemma, also within a compound."""
    found = set(lemmas(text))
    return word in found or any(word in one for one in found)
