"""The words of a sentence that answer: a date, an amount, a number, a name, yes or no."""

from __future__ import annotations

import re

from index import WORD, lemma
from qa.answer import Statement
from qa.asked import Asked
from qa.expected import CHANGE, DATE, Kind, sure_kind
from qa.names import new_names
from qa.proof import cite
from qa.quantity import AMOUNT, DIGITS, DURATION, NUMBER_WORD, SHARE, Quantity, Unit, quantity_of

YES_NO = re.compile(r"(?:Ja|Nee)\b(?=[,.;:])")
NAMES = re.compile(r"\b[A-Z][\w'’.-]*(?:(?: (?:van|de|der|den|en|het))* [A-Z][\w'’.-]*)*")
COUNTED = (
    rf"(?<![\w.,])(?!(?:19|20)\d\d\b)(?:{DIGITS}|{NUMBER_WORD})"
    r" (?:\w+ ){{0,2}}?\w*{things}\w*"
)
ASKS_NAME = re.compile(r"\W*(?:\w+ )?(?:wie|welke?|hoe heet)\b", re.IGNORECASE)
NAMED_AFTER = re.compile(r"(?<=[a-z] )[A-Z]\w+ $")  # Voorjaarsnota 2023
CLEARLY = 2  # so many times nearer has one of several to be to what is asked about
_OF_UNIT = {Unit.AMOUNT: AMOUNT, Unit.SHARE: SHARE, Unit.DURATION: DURATION}
Span = tuple[int, int]


def with_short(asked: Asked, statement: Statement) -> Statement:
    """Return the statement with the words that answer, when these can be told.

    Of a table none are: a cell without its heads says nothing.
    """
    citation = statement.citations[0]
    span = _answering(asked, citation.quote) if len(statement.citations) == 1 else None
    if span is None:
        return statement
    found = cite(citation.letter, citation.quote[slice(*span)], citation.start + span[0])
    return Statement(statement.text, statement.citations, (found,) if found else ())


def shown_short(statement: Statement) -> str:
    """Return the words that answer on one line; empty when there are none."""
    return ", ".join(" ".join(one.quote.split()) for one in statement.short)


def _answering(asked: Asked, text: str) -> Span | None:
    """Return the characters that answer; of several, those nearest to what is asked about."""
    spans = [one for one in _possible(asked, text) if text[slice(*one)] not in asked.text]
    if not spans or (len(spans) > 1 and "\n" in text.strip()):  # each line has its own
        return None
    if change := CHANGE.search(text):  # what counts now stands behind it
        return next((one for one in spans if one[0] > change.end()), spans[-1])
    if len(spans) == 1:
        return spans[0]
    words = (one.span() for one in WORD.finditer(text) if lemma(one[0]) in asked.weights)
    places = [word for word in words if all(_between(word, span) for span in spans)]
    if not places:
        return None
    away = {span: min(_between(span, place) for place in places) for span in spans}
    first, second = sorted(spans, key=lambda span: away[span])[:2]
    return first if CLEARLY * away[first] <= away[second] else None


def _between(one: Span, other: Span) -> int:
    """Return the characters between two places; 0 if they overlap."""
    return max(one[0] - other[1], other[0] - one[1], 0)


def _possible(asked: Asked, text: str) -> list[Span]:
    wanted, kind = quantity_of(asked.text), sure_kind(asked.kinds)
    if wanted is not None:
        return _quantities(wanted, text)
    if kind in (Kind.DATE, Kind.START):
        dates = (one.span() for one in DATE.finditer(text))
        return [one for one in dates if not NAMED_AFTER.search(text, 0, one[0])]
    if kind is Kind.NAME and ASKS_NAME.match(asked.text):
        new = new_names(asked.text, text)
        named = (one for one in NAMES.finditer(text) if one[0].startswith(new))
        return [(one.start(), one.start() + len(one[0].rstrip("."))) for one in named]
    if Kind.YES_NO in asked.kinds and (said := YES_NO.match(text)):
        return [said.span()]
    return []


def _quantities(wanted: Quantity, text: str) -> list[Span]:
    if wanted.unit is Unit.THINGS:
        pattern = COUNTED.format(things=re.escape(wanted.things))
        found = re.finditer(pattern, text, re.IGNORECASE)
        return [one.span() for one in found if wanted.given_in(one[0])]
    pattern_of = _OF_UNIT.get(wanted.unit)
    return [one.span() for one in pattern_of.finditer(text)] if pattern_of else []
