"""Dates, numbers, articles and file numbers in one spelling, however a text writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.dutch.dictionary import listed

MONTHS = listed(
    "januari februari maart april mei juni juli augustus september oktober november december"
)
SHORT_MONTHS = {month[:3]: number for number, month in enumerate(MONTHS, start=1)} | {"mrt": 3}
SCALES = {"duizend": 1_000, "miljoen": 10**6, "mln": 10**6, "miljard": 10**9, "mld": 10**9}
ONES = listed(
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien"
)
TENS = listed("twintig dertig veertig vijftig zestig zeventig tachtig negentig")

_DATE_IN_WORDS = re.compile(
    rf"\b(\d{{1,2}})(?:e|ste|de)? ({'|'.join(MONTHS)}|{'|'.join(SHORT_MONTHS)})\.? (\d{{4}})\b",
    re.I,
)
_DATE_IN_DIGITS = re.compile(r"(?<![\d.])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\d-])")
_ISO_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_ARTICLE = re.compile(r"\bart(?:ikel(?:en)?|\.|t\.)?\s*(\d+(?:\.\d+)*[a-z]?)\b", re.I)
_PAPER = re.compile(
    r"\b(\d\d)[ .]?(\d{3})(?:[ -][XVI]+)?,?\s*(?:nr\.?|nummer|-|–)\s*(\d{1,4})\b", re.I
)
_ECLI = re.compile(r"\bECLI[\s:]+([A-Z]{2})[\s:]+([A-Z]+)[\s:]+(\d{4})[\s:]+(\w+)", re.I)
_NUMBER = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[. ]\d{3})+(?!\d)|\d+)(?:,(\d+))?(?:\s+(duizend|miljoen|miljard"
    r"|(?:mln|mld)\b\.?))?(\s*%|\s+procent\b)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Notation:
    """What characters ``start`` to ``end`` of a text write, as one token in a fixed spelling.

    ``name`` tells that it names one thing (a date, an article, a file) rather than an amount.
    """

    token: str
    start: int
    end: int
    name: bool


def notations(text: str) -> list[Notation]:
    """Return the dates, articles, numbers and the like in a text, in order of place."""
    found: list[Notation] = []
    for pattern, token, name in KINDS:
        for match in pattern.finditer(text):
            if written := token(match):
                found.append(Notation(written, match.start(), match.end(), name))
    found.extend(_numbers_in_words(text))
    found.sort(key=lambda one: (one.start, -one.end, not one.name))
    return [one for place, one in enumerate(found) if not _within_another(one, found, place)]


def _within_another(one: Notation, found: list[Notation], place: int) -> bool:
    """Whether an amount is but a piece of what stands around it; the dossier of a paper is not."""
    return not one.name and any(
        other.start <= one.start < other.end and not other.token.startswith("k:")
        for other in found[max(0, place - 4) : place]
    )


def _numbers_in_words(text: str) -> Iterator[Notation]:
    for match in _NUMBER_WORD.finditer(text):
        value = NUMBER_WORDS[match[1].lower()]
        if match[2]:
            value *= SCALES[match[2].lower().rstrip(".")]
        yield Notation(_amount(str(value), bool(match[3])), match.start(), match.end(), False)


def _written_date(match: re.Match[str]) -> str:
    return _date(match[3], str(SHORT_MONTHS[_short(match[2])]), match[1])


def _date(year: str, month: str, day: str) -> str:
    right = 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    return f"d:{year}-{int(month):02}-{int(day):02}" if right else ""


def _short(month: str) -> str:
    lower = month.lower()
    return lower if lower in SHORT_MONTHS else lower[:3] if lower != "maart" else "mrt"


def _number(match: re.Match[str]) -> str:
    whole, decimals, scale, percent = match.groups()
    digits = re.sub(r"\D", "", whole)
    if len(digits) > 15:
        return ""
    value = digits + (f".{decimals}" if decimals else "")
    if scale:
        value = f"{float(value) * SCALES[scale.lower().rstrip('.')]:.0f}"
    return _amount(value, bool(percent))


def _amount(value: str, percent: bool) -> str:
    return f"{'p' if percent else 'n'}:{value.lstrip('0') or '0'}"


def _number_words() -> dict[str, int]:
    words = {word: value for value, word in enumerate(ONES) if value != 1}
    for ten, name in enumerate(TENS, start=2):
        words[name] = 10 * ten
        for one in range(1, 10):
            link = "ën" if ONES[one].endswith("e") else "en"
            words[f"{ONES[one]}{link}{name}"] = 10 * ten + one
    return words | {"honderd": 100, "duizend": 1_000}


NUMBER_WORDS = _number_words()
_NUMBER_WORD = re.compile(
    rf"\b({'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})\b"
    r"(?:\s+(duizend|miljoen|miljard|mln\.?|mld\.?)\b)?(\s*%|\s+procent\b)?",
    re.I,
)
KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str], bool], ...] = (
    (_DATE_IN_WORDS, _written_date, True),
    (_DATE_IN_DIGITS, lambda found: _date(found[4], found[3], found[1]), True),
    (_ISO_DATE, lambda found: _date(found[1], found[2], found[3]), True),
    (_ARTICLE, lambda found: f"a:{found[1].lower()}", True),
    (_PAPER, lambda found: f"k:{found[1]}{found[2]}-{int(found[3])}", True),
    (_ECLI, lambda found: "ecli:" + ":".join(found.groups()).lower(), True),
    (_NUMBER, _number, False),
)
