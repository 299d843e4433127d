"""What a template leaves in a letter where nothing was filled in: no title, number or date."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAMES = (
    r"datum|naam|namen|onderwerp|titel|kenmerk|zaaknummer|nummer|referentie|plaats|plaatsnaam"
    r"|gemeente|gemeentenaam|adres|jaar|jaartal|functie|afzender|ontvanger|aanhef|bedrag|invullen"
    r"|in te vullen|vul|invoegen|betreft|voornaam|achternaam|tekst|nog"
)
_UNFILLED = re.compile(
    r"\bx{2,}\b|\b(?:19|20)xx\b|\bX{4,}\b|\b(?i:nrs?\.?|nummer|kenmerk|d\.d\.)\s*:?\s*[xX]{2,}\b"
    r"|\b[xX]{2,}[-/.][xX]{2,}|\b(?:19|20)XX\b|\b[0-9]*XX-XX"
    rf"|[\[<«{{]+\s*(?i:{_NAMES})\b[^\]>»}}\n]{{0,40}}[\]>»}}]+"
    r"|\b(?i:kies een (?:item|datum|bouwsteen|optie|onderdeel))\b"
    r"|\b(?i:(?:klik|tik)(?: of (?:klik|tik))? (?:hier )?(?:om|voor)\b.{0,40}\btekst\b)"
    r"|\b(?i:klik (?:hier )?(?:of tik )?om\b.{0,30}\b(?:voeren|vullen|kiezen|typen))\b"
    r"|\b(?i:(?:dd|d)[-/. ](?:mm|m|maand)[-/. ](?:jj(?:jj)?|yy(?:yy)?))\b"
    r"|_{3,}|\.{5,}|…{2,}"
)
_FIELD = re.compile(r"^[ \t]*([^\W\d_][^:.|\n]{2,60}):[ \t]*(\S[^\n]{0,60})$", re.MULTILINE)
_AROUND = re.compile(r"\A(?:de|het|een|uw)\s+|\s+(?:is|zijn|bedraagt|luidt)\Z", re.IGNORECASE)
_WARNING = "Het veld “{}” is niet ingevuld."
_WARNED = re.compile(_WARNING.format("(.+)"))
_LONGEST = 60  # characters of a field's name


def field_warning(words: str) -> str:
    """Return the warning about an empty field behind these words; empty if none of them name it."""
    name = _AROUND.sub("", _AROUND.sub("", words.rpartition(". ")[2].strip(" :\n")))
    if len(name) > _LONGEST or not any(map(str.isalpha, name)):
        return ""
    return _WARNING.format(name[:1].upper() + name[1:])


def field_warnings(text: str) -> tuple[str, ...]:
    """Return a warning for each line on which nothing but a template's words follow a name."""
    found = _FIELD.finditer(text)
    empty = (field_warning(one[1]) for one in found if _is_empty(one[2].strip()))
    return tuple(dict.fromkeys(filter(None, empty)))


def _is_empty(value: str) -> bool:
    return any(_UNFILLED.fullmatch(one) for one in (value, value.strip(" .")))


def unfilled_fields(warnings: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the fields that the warnings of a letter call empty."""
    return tuple(found[1] for one in warnings if (found := _WARNED.fullmatch(one)))


def is_unfilled(text: str) -> bool:
    """Whether a value is, or holds, a place of a template that was never filled in."""
    return _UNFILLED.search(text) is not None
