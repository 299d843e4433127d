"""Questions about the letters together: which there are, how many, and which is the latest.

They are answered from what is known of the letters. Each letter that is meant is told by a quote
from it: a sentence that names what is asked about, or else the line with its subject or date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus import Letter, LetterDate, sentence_spans
from index import Filter, NothingLeft, Retriever, content_lemmas, lemmas
from qa.answer import Statement, Warning
from qa.lists import Span
from qa.particulars import first_line, in_head
from qa.proof import cite

MOST = 10  # letters that are told
SEARCHED = 100  # passages
_ASKED = re.compile(
    r"(?P<how>hoeveel|welke|wat (?:is|was|zijn)|noem(?: alle)?)(?: de| het)?"
    r"(?: (?P<end>laatste|nieuwste|meest recente|oudste|eerste))?"
    r" (?P<kind>\w*)brie(?P<many>f|ven)"
    r"(?: (?:gaan|gaat|zijn er|is er|staan er|staan in de index|zijn|is))*"
    r"(?: over (?P<about>(?!de (?:brief|brieven)\b).{3,80}?))?"
    r"(?: (?P<when>sinds|vanaf|na|voor|vóór|tot|uit|van|in) (?P<year>(?:19|20)\d\d))?"
    r"(?: (?:zijn er|staan er|er zijn))?(?: in de index)?\s*\?*",
    re.IGNORECASE,
)
_NEVER = LetterDate(1)


@dataclass(frozen=True, slots=True)
class Collection:
    """Letters that a question means: a quote of each, newest first, and how many there are."""

    statements: tuple[Statement, ...]
    count: Warning


def collection(question: str, retriever: Retriever, only: Filter | None) -> Collection | None:
    """Return the letters that a question about the letters together means.

    ``None`` when it is no such question, or when no letter is meant.
    """
    asked = _ASKED.fullmatch(question)
    if not asked or (asked["how"].lower().startswith("wat") and not asked["end"]):
        return None
    among = _filter(asked, only or Filter())
    if asked["about"]:
        told = _speaking_of(asked["about"], retriever, among or None)
    else:
        told = _opened([letter for letter in retriever.letters() if among.allows(letter)])
    kind = asked["kind"].lower()
    found = [one for one in told if kind in one.citations[0].letter.kind]
    found.sort(key=_date, reverse=True)
    if not found:
        return None
    count = Warning("count", None, _counted(asked, len(found)))
    if asked["end"]:
        oldest = asked["end"].lower() in ("oudste", "eerste")
        found = [found[-1] if oldest else found[0]]
    return Collection(tuple(found[:MOST]), count)


def _filter(asked: re.Match[str], only: Filter) -> Filter:
    """Return the filter with the years of the question, where it is not narrower itself."""
    if not asked["year"]:
        return only
    year, when = int(asked["year"]), asked["when"].lower()
    first, last = date(year, 1, 1), date(year, 12, 31)
    if when in ("voor", "vóór"):
        first, last = date.min, date(year - 1, 12, 31)
    elif when == "tot":
        first = date.min
    elif when == "na":
        first, last = date(year + 1, 1, 1), date.max
    elif when in ("sinds", "vanaf"):
        last = date.max
    return replace(
        only, since=max(first, only.since or date.min), until=min(last, only.until or date.max)
    )


def _speaking_of(subject: str, retriever: Retriever, only: Filter | None) -> tuple[Statement, ...]:
    """Return for each letter the first sentence, of the passages found, that names a subject."""
    wanted = content_lemmas(subject)
    try:
        hits = retriever.search(subject, SEARCHED, only=only)
    except NothingLeft:
        return ()
    told: dict[str, Statement] = {}
    for passage in (one for hit in hits for one in (hit.passage, *hit.twins)):
        for start, end in sentence_spans(passage.letter.text, passage.start, passage.end):
            if passage.letter.id in told or not _names(passage.letter.text[start:end], wanted):
                continue
            if citation := cite(passage.letter, passage.letter.text[start:end], start):
                told[passage.letter.id] = Statement(citation.quote, (citation,))
    return tuple(told.values())


def _names(text: str, wanted: Sequence[str]) -> bool:
    """Whether a text holds all words, also as the first part of a compound."""
    there = set(lemmas(text))
    return bool(wanted) and all(any(one.startswith(word) for one in there) for word in wanted)


def _opened(letters: Sequence[Letter]) -> tuple[Statement, ...]:
    """Return for each letter the line with its subject, its date, or else its first line."""
    return tuple(filter(None, map(_line, letters)))


def _line(letter: Letter) -> Statement | None:
    known = (letter.title, letter.date.in_words() if letter.date else "")
    span: Span | None = in_head(letter, *known) or first_line(letter)
    citation = cite(letter, letter.text[slice(*span)], span[0]) if span else None
    return Statement(citation.quote, (citation,)) if citation else None


def _date(statement: Statement) -> LetterDate:
    return statement.citations[0].letter.date or _NEVER


def _counted(asked: re.Match[str], count: int) -> str:
    when = f" {asked['when']} {asked['year']}" if asked["year"] else ""
    kind = asked["kind"].lower()
    letters = f"1 {kind}brief" if count == 1 else f"{count} {kind}brieven"
    shown = f" Hieronder staan de nieuwste {MOST}." if count > MOST and not asked["end"] else ""
    if asked["about"]:
        told = f"In {letters}{when} is een zin gevonden over “{asked['about']}”."
    else:
        told = f"In de index {'staat' if count == 1 else 'staan'} {letters}{when}."
    return told + shown
