"""What a question demands of the sentence that answers it: a figure, a date, a name.

A sentence on the same matter that gives no such thing is no answer, however near it comes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from qa.expected import DATE
from qa.names import new_names
from qa.premise import figures_of
from qa.quantity import quantity_of


class Want(StrEnum):
    """What can be told to be there or not."""

    QUANTITY = "quantity"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


NAMED = (Want.PERSON, Want.PLACE, Want.ORGANISATION)
_OPENS = r"^\W*(?:en |maar |dus )?"
_IN = (
    r"(?:(?:in|met|op|van|aan|voor|bij|door|binnen|tot|uit|over|per|vanaf|sinds|na|onder|tegen|om)"
    r" )?"
)
_PLACES = r"gemeenten?|steden|stad|plaats(?:en)?|regio(?:'s)?|provincies?|dorpen|dorp|landen|land"
_BODIES = (
    r"bedrijf|bedrijven|leveranciers?|aanbieders?|bureaus?|organisaties?|\w+organisaties?|stichting"
    r"|ministeries?|minister|staatssecretaris|wethouder|toezichthouder|partijen|instellingen"
    r"|instelling|instantie"
)
_QUANTITIES = (
    r"hoeve+l|welk (?:percentage|deel|bedrag|tarief)|hoe ?(?:lang|laat)|hoe (?:hoog|groot|vaak|duur"
    r"|oud|ver)|wat (?:kost|verdien)\w*|wat is\b.*\b(?:pgb-)?tarief|welke (?:leeftijd|termijn)"
)
_FORMS = (
    (Want.QUANTITY, re.compile(rf"{_OPENS}{_IN}(?:{_QUANTITIES})\b", re.I)),
    (
        Want.DATE,
        re.compile(
            rf"{_OPENS}{_IN}(?:wanneer|welke? (?:datum|jaar|jaren|dag|maand|periode))\b", re.I
        ),
    ),
    (
        Want.PERSON,
        re.compile(
            rf"{_OPENS}(?:wie (?:is|was|zijn|leidde|leidt?)|hoe heet (?:de|haar|zijn))\b", re.I
        ),
    ),
    (Want.PLACE, re.compile(rf"{_OPENS}{_IN}welke?(?: \w+)? (?:{_PLACES})(?!\w)", re.I)),
    (
        Want.ORGANISATION,
        re.compile(rf"{_OPENS}{_IN}(?:welke?(?: \w+)? (?:{_BODIES})|hoe heet)\b", re.I),
    ),
)
_AGE = re.compile(r"\b\d\d(?:e|-jarige?n?| jaar)\b")
_NUMBER = re.compile(r"\d")
_LINKS = r"(?:(?:van|de|der|den|ten|ter|El|Van|De) )*"
_PERSON = re.compile(
    rf"\b(?:[A-Z]\.){{1,4}} ?{_LINKS}[A-Z]\w+|\b[A-Z][a-z]+ {_LINKS}[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b"
    r"|\b(?:de heer|mevrouw|drs\.|mr\.|dr\.|prof\.|lid|minister|staatssecretaris|wethouder) "
    rf"{_LINKS}[A-Z][a-z]\w+"
)
_PLACE = re.compile(r"[A-Z][a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Demand:
    """What is demanded; ``given_in`` tells whether a text gives it."""

    want: Want
    given_in: Callable[[str], bool]


def demand_of(question: str) -> Demand | None:
    """Return what a question demands; ``None`` when that cannot be told by words.

    The question has to open with it: what it asks further on may be said in passing.
    """
    for want, opens in _FORMS:
        if opens.search(question):
            return Demand(want, _given(want, question))
    return None


def _given(want: Want, question: str) -> Callable[[str], bool]:
    if want is Want.QUANTITY:
        return _quantity(question)
    if want is Want.DATE:
        return lambda text: bool(DATE.search(text))
    if want is Want.PERSON:
        return lambda text: any(_last(one) not in question for one in _PERSON.findall(text))
    if want is Want.PLACE:
        return lambda text: any(map(_PLACE.match, new_names(question, text)))
    return lambda text: bool(new_names(question, text))


def _quantity(question: str) -> Callable[[str], bool]:
    """Return whether a text gives the quantity, in a figure that the question does not name."""
    named = [*figures_of(question), *re.findall(r"\b\d+(?=-)", question)]
    wanted = quantity_of(question)

    def given(text: str) -> bool:
        for figure in named:
            text = re.sub(rf"(?<![\d.,]){re.escape(figure)}(?!\d|[.,]\d)", "_", text)
        if "leeftijd" in question:
            return bool(_AGE.search(text))
        return wanted.given_in(text) if wanted else bool(_NUMBER.search(text))

    return given


def _last(name: str) -> str:
    return name.split()[-1]
