"""What a template leaves in a letter where nothing was filled in: no title, number or date."""

from __future__ import annotations

import re

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


def is_unfilled(text: str) -> bool:
    """Whether a value is, or holds, a place of a template that was never filled in."""
    return _UNFILLED.search(text) is not None
