"""Questions that want a quantity, and whether a text gives one of that unit.

A sentence about the same matter with a number in it is not yet an answer: "Hoeveel gemeenten ...?"
wants a number of gemeenten, and "Hoeveel procent ...?" a percentage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index import WORD, lemma

WORDS_BETWEEN = 3  # from a number to what it counts: 290.000 (van de arme) huishoudens
DIGITS = r"\d+(?:[.,]\d+)*"
NUMBER_WORD = (
    r"(?:één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien"
    r"|zestien|zeventien|achttien|negentien|\w*twintig|\w*dertig|\w*veertig|\w*vijftig|\w*zestig"
    r"|\w*zeventig|\w*tachtig|\w*negentig|\w*honderd|\w*duizend|geen|beide)"
)
NUMBER = re.compile(rf"(?!(?:19|20)\d\d$)(?:{DIGITS}|{NUMBER_WORD})$", re.IGNORECASE)
NUMBERING = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[A-Z])")
AMOUNT = re.compile(
    rf"€\s*{DIGITS}(?:\s*(?:mln|mld|miljoen|miljard)\b)?"
    rf"|{DIGITS}\s*(?:euro|mln|mld|miljoen|miljard|cent)\b"
    rf"|\b{NUMBER_WORD} (?:euro|miljoen|miljard)\b|\bgratis\b|\bkosteloos\b",
    re.IGNORECASE,
)
SHARE = re.compile(
    rf"{DIGITS}(?: (?:tot|à) {DIGITS})?(?:\s?%|\s*procent\b)|\b{NUMBER_WORD} procent\b"
    r"|\b(?:helft|meerderheid|merendeel)\b"
    r"|\b(?:een|één|twee|drie) ?(?:derde|kwart|vijfde|tiende)s?\b"
    rf"|\b{NUMBER_WORD} (?:op|van) de {NUMBER_WORD}\b",
    re.IGNORECASE,
)
DURATION = re.compile(
    rf"(?<![\d.:])\b(?!\d{{1,2}}[.:]\d\d uur)(?:{DIGITS}|{NUMBER_WORD}|half|anderhalf)(?:\s|-)"
    r"(?:\w+\s)?(?:seconden?|minuut|minuten"
    r"|uur|uren|(?:werk)?dag(?:en)?|weken|week|maanden?|jaren|jaar|kwartaal|kwartalen)\b|\bhalfjaar\b"
    r"|\b\w+(?:jarige?|daagse?|maands|wekig)\b",
    re.IGNORECASE,
)
TIMES = re.compile(
    rf"\b(?:{DIGITS}|{NUMBER_WORD}) (?:keer|maal)\b"
    r"|\b(?:jaarlijks|maandelijks|wekelijks|dagelijks)e?\b"
    r"|\b(?:elke?|iedere?) (?:dag|week|maand|kwartaal|jaar)\b|\b(?:een|één|eens)(?: keer)? per \w+",
    re.IGNORECASE,
)
HOUR = re.compile(r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2} uur\b")
ANY = re.compile(rf"{DIGITS}|\b(?!g?een\b){NUMBER_WORD}\b", re.IGNORECASE)


class Unit(StrEnum):
    """What is counted."""

    AMOUNT = "amount"
    SHARE = "share"
    DURATION = "duration"
    TIMES = "times"
    HOUR = "hour"
    ANY = "any"
    THINGS = "things"


_PATTERNS = {
    Unit.AMOUNT: AMOUNT,
    Unit.SHARE: SHARE,
    Unit.DURATION: DURATION,
    Unit.TIMES: TIMES,
    Unit.HOUR: HOUR,
    Unit.ANY: ANY,
}
_ASKS = (
    (
        Unit.SHARE,
        re.compile(
            r"\bhoeveel procent\b|\b(?:welk|hoe groot is het) (?:percentage|deel|aandeel)\b", re.I
        ),
    ),
    (
        Unit.DURATION,
        re.compile(
            r"\bhoe ?lang\b|\bhoe snel\b"
            r"|\bhoeveel (?:uur|uren|minuten|dagen|weken|maanden|jaar|tijd)\b"
            r"|\b(?:binnen )?welke termijn\b"
            r"|\bwat is (?:de|het)\b.*\b(?:\w*tijd|\w*termijn|\w*duur)\b",
            re.I,
        ),
    ),
    (Unit.TIMES, re.compile(r"\bhoe vaak\b|\bhoeveel (?:keer|maal)\b", re.I)),
    (
        Unit.AMOUNT,
        re.compile(
            r"\bwelk bedrag\b|\bwelk tarief\b|\bhoe duur\b"
            r"|\bwat (?:kost(?:te|en)?|verdien\w+|betaal\w*)\b"
            r"|\bwat heeft .*\bgekost\b"
            r"|\bhoe hoog\b.*\b(?:bijdrage|tarief|bedrag|vergoeding|tegemoetkoming|dwangsom|boete"
            r"|budget|subsidie|kosten|prijs)\b"
            r"|\bhoeveel (?:\w+ )?(?:euro|miljoen|miljard|geld|budget|subsidie|kost\w*|bedra\w*)\b"
            r"|\bhoeveel (?:gaf|gaven|geeft|geven)\b.*\buit\b"
            r"|\bwat is\b.*\b(?:pgb-)?tarief\b"
            r"|\bwat is (?:de|het)\b.*\b(?:bijdrage|bedrag|vergoeding|dwangsom|boete|budget"
            r"|subsidie|prijs)\b",
            re.I,
        ),
    ),
    (Unit.ANY, re.compile(r"\bhoe (?:hoog|groot|oud|ver)\b", re.I)),
    (Unit.HOUR, re.compile(r"\bhoe ?laat\b", re.I)),
)
_HOW_MANY = re.compile(r"\bhoeve+l\s+(.+)", re.I)
_NOT_THINGS_TEXT = """
er is zijn van keer meer kan kunnen mag mogen moet moeten zou zouden had hadden heeft hebben gaf
gaven geeft geven kreeg kregen krijgt krijgen betaalt betaal betalen ontvangt ontving verdient werd
werden worden wordt was waren doet doen deed deden telt telde tellen werkt werken staat staan stond
stonden woont wonen komt komen kwam kwamen gaat gaan ging gebruikt gebruiken kost kostte kosten
bedraagt bedragen zit zitten ligt liggen bestaat bestaan biedt bieden vraagt vragen maakt maken
ziet zien vindt vinden volgt volgen sluit sluiten voert voeren in op met bij voor uit aan
per om door na tot over de het een die dat
"""
_NOT_THINGS = frozenset(_NOT_THINGS_TEXT.split())
# Questions and letters call the same people by different names.
_PEOPLE_TEXT = "mens client burger inwoner deelnemer respondent persoon oudere gebruiker"
_PEOPLE = frozenset(_PEOPLE_TEXT.split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that is asked for; ``things`` is the lemma of what is counted, if it is a noun."""

    unit: Unit
    things: str = ""

    def given_in(self, text: str) -> bool:
        """Whether a text gives a number of that unit."""
        if self.unit is not Unit.THINGS:
            return bool(_PATTERNS[self.unit].search(text))
        words = WORD.findall(NUMBERING.sub("", text, count=1))
        return any(
            NUMBER.match(word)
            and word.lower() != "een"
            and any(_same(self.things, one) for one in words[at + 1 : at + 2 + WORDS_BETWEEN])
            for at, word in enumerate(words)
        )


def quantity_of(question: str) -> Quantity | None:
    """Return the quantity that a question asks for; ``None`` when it asks for none."""
    for unit, asks in _ASKS:
        if asks.search(question):
            return Quantity(unit)
    if found := _HOW_MANY.search(question):
        things = _things(found[1])
        return Quantity(Unit.THINGS, lemma(things)) if things else Quantity(Unit.ANY)
    return None


def _things(asked: str) -> str:
    """Return the noun that follows "hoeveel", of a compound its last part; empty without one."""
    words: list[str] = []
    for word in asked.removeprefix("extra ").split()[:2]:
        plain = word.strip("?.,!;:").rpartition("-")[2]
        if not plain or plain.lower() in _NOT_THINGS or plain[0].isupper():
            break
        words.append(plain)
    described = len(words) == 2 and words[0].endswith("e")  # jonge mantelzorgers
    return words[described] if words else ""


def _same(things: str, word: str) -> bool:
    """Whether a word is what is counted, or a compound of it: (burger)initiatieven."""
    own = lemma(word)
    if own in _PEOPLE and things in _PEOPLE:
        return True
    return own == things or (len(things) > 3 and own.endswith(things))
