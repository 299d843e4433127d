"""What official publications print at the head and foot of every paper, apart from its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEAD = re.compile(
    r"(?P<chamber>(?:Tweede|Eerste) Kamer) der Staten-Generaal(?: [12])?|[12]"
    r"|Vergaderjaar (?P<session>\d{4}[–-]\d{4})"
    r"|(?:Vergaderjaar (?P<year>\d{4}[–-]\d{4}) )?(?:Aanhangsel van de Handelingen|Kamerstukken)"
    r"|Vragen gesteld door de leden der Kamer, met de daarop door"
    r"(?: de)?(?: regering gegeven antwoorden)?|(?:de )?regering gegeven antwoorden"
    r"|(?P<number>\d{1,4})"
)
_FOOT = re.compile(
    r"(?P<document>(?:kst|ah-tk|ah-ek|h-tk|h-ek|stb|stcrt|trb|blg|nds-tk|ag-tk)-[\w.-]*\d[\w.-]*)"
    r"|ISSN \d{4} ?- ?\d{4}|[’\x27]s-Gravenhage \d{4}(?: .*)?"
    r"|(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}[–-]\d{4}, .*"
)
_FACTS = {
    "chamber": "kamerstuk.chamber",
    "session": "kamerstuk.session",
    "year": "kamerstuk.session",
    "number": "kamerstuk.number",
    "document": "document_number",
}
_HEAD_LINES = 8


def imprint(lines: Sequence[str], first: bool) -> tuple[set[int], dict[str, str]]:
    """Return the places of a page's lines that are its imprint, and the facts these state.

    Only the first page, and only one that names the chamber at its top, has one at the head.
    """
    filled = [place for place, line in enumerate(lines) if line.strip()]
    facts: dict[str, str] = {}
    found: set[int] = set()
    for place in reversed(filled):
        if not _keep_facts(_FOOT, lines[place], facts):
            break
        found.add(place)
    if first and filled and "Staten-Generaal" in lines[filled[0]]:
        for place in filled[:_HEAD_LINES]:
            if not _keep_facts(_HEAD, lines[place], facts):
                break
            found.add(place)
    return found, facts


def imprint_facts(line: str, facts: dict[str, str]) -> bool:
    """Whether a line belongs to an imprint; what it states is added to the facts."""
    return _keep_facts(_HEAD, line, facts) or _keep_facts(_FOOT, line, facts)


def _keep_facts(pattern: re.Pattern[str], line: str, facts: dict[str, str]) -> bool:
    """Whether a line belongs to the imprint; what it states is added to the facts."""
    found = pattern.fullmatch(" ".join(line.split()))
    if found is None:
        return False
    for name, content in found.groupdict().items():
        if content and name in _FACTS:
            facts[_FACTS[name]] = content.replace("–", "-")
    return True
