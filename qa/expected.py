"""What kind of answer a question wants: a date, a number, a name, a yes or no, a meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
)
DATE = re.compile(
    rf"\b(?:(?:\d{{1,2}} )?{MONTH}(?: (?:19|20)\d\d)?"
    r"|(?<!Wmo )(?<!WMO )(?<!ondersteuning )(?:19|20)\d\d"  # that is the name of the law
    r"|(?:(?:eerste|tweede|derde|vierde) )?kwartaal(?: van (?:19|20)\d\d)?"
    r"|(?:voor|na|in) de zomer(?: van (?:19|20)\d\d)?|zomerreces"
    r"|(?:begin|eind|medio|najaar|voorjaar)(?: (?:19|20)\d\d)?)\b",
    re.I,
)
START = re.compile(
    rf"\b(?:per|vanaf|met ingang van|tot|naar|uiterlijk|sinds|in) (?:\d{{1,2}} )?{MONTH}\b", re.I
)
_NUMBER_WORDS = (
    "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|vijftien|twintig|dertig|"
    "veertig|vijftig|honderd|duizend|helft|derde|kwart"
)
NUMBER = re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.I)
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w.]+")
NEGATION = re.compile(r"\b(?:niet|geen|géén|nooit|onvoldoende|nee|ja)\b", re.I)
MEANING = re.compile(
    r"\b(?:is|zijn|betekent|houdt in|verstaan|bedoeld|het gaat (?:hierbij )?om|dat wil zeggen"
    r"|ofwel|waarbij)\b",
    re.I,
)
# A date or number that a letter says has changed is followed by the one that counts now.
CHANGE = re.compile(
    r"\b(?:opgeschoven|verschoven|verschuiv\w+|uitgesteld|uitstel|verlengd|verhoogd|verlaagd|"
    r"gewijzigd|vervang\w+|in plaats van|voortaan)\b",
    re.I,
)


class Kind(StrEnum):
    """The kinds of answer that can be told by their words."""

    START = "start"
    DATE = "date"
    NUMBER = "number"
    NAME = "name"
    YES_NO = "yes_no"
    MEANING = "meaning"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Form:
    """How a kind of answer is asked for, and what a sentence with such an answer holds."""

    kind: Kind
    asks: re.Pattern[str]
    holds: re.Pattern[str]


_YES_NO_VERBS = (
    "is|zijn|mag|mogen|moet|moeten|kan|kunnen|heeft|hebben|wordt|worden|word|geldt|gelden|krijg\\w*"
    "|komt|komen|gaat|gaan|betaal\\w*|hoef\\w*|telt|staat|schrijft|zoeken|houdt|ben|blijft|doet"
    "|doen|was|waren|zal|zullen|bestaat|bepaalt|geeft|verandert|levert|werkt"
)
_FORMS = (
    _Form(Kind.START, re.compile(r"\b(?:per|vanaf|sinds|tot) wanneer\b", re.I), START),
    _Form(Kind.DATE, re.compile(r"\b(?:wanneer|welke datum|welk jaar|welke dag)\b", re.I), DATE),
    _Form(
        Kind.NUMBER,
        re.compile(
            r"\b(?:hoeveel|hoe (?:hoog|lang|vaak|groot)|hoelang|welk (?:bedrag|percentage|deel)"
            r"|wat kost(?:te|en)?)\b",
            re.I,
        ),
        NUMBER,
    ),
    _Form(
        Kind.NAME,
        re.compile(
            r"\b(?:wie|hoe heet|welke? (?:minister|staatssecretaris|wethouder|bureau|bedrijf"
            r"|aanbieder|stichting|instelling|onderzoeksbureau|organisaties?))\b",
            re.I,
        ),
        NAME,
    ),
    _Form(Kind.YES_NO, re.compile(rf"^\W*(?:{_YES_NO_VERBS})\b", re.I), NEGATION),
    _Form(
        Kind.MEANING,
        re.compile(
            r"\bwat (?:is|zijn|houdt|betekent|bedoel\w*)\b|\bbetekenis\b"
            r"|\bwordt (?:er )?(?:precies )?(?:bedoeld|verstaan)\b|\bhoudt .* in\b",
            re.I,
        ),
        MEANING,
    ),
)
SURE = (Kind.START, Kind.DATE, Kind.NUMBER, Kind.NAME)
"""Kinds of which a sentence without such words is no answer."""


def kinds_of(question: str) -> tuple[Kind, ...]:
    """Return the kinds of answer that a question asks for, the surest first; often none."""
    return tuple(form.kind for form in _FORMS if form.asks.search(question))


def holds(kind: Kind, text: str) -> bool:
    """Whether a text holds words of that kind."""
    return any(form.kind is kind and form.holds.search(text) for form in _FORMS)


def sure_kind(kinds: Sequence[Kind]) -> Kind:
    """Return the first kind that can be told for sure, or that there is none."""
    return next((kind for kind in kinds if kind in SURE), Kind.OTHER)
