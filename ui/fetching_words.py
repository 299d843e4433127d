"""What is said of official sources and of what comes from them, in the command and in the chat."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SOURCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "tweedekamer": (
            "Tweede Kamer",
            "brieven, antwoorden op Kamervragen en bijlagen; de eerste keer duurt dat lang",
        ),
        "tweedekamer-odata": (
            "Tweede Kamer (zoekdienst)",
            "hetzelfde, uit de zoekdienst; die noemt ook de afzender",
        ),
        "kamerstukken": (
            "Officiële Kamerstukken",
            "brieven en antwoorden zoals zij officieel zijn gepubliceerd",
        ),
        "gemeentebladen": ("Gemeentebladen", "wat gemeenten officieel publiceren"),
        "rijksoverheid": ("Rijksoverheid.nl", "brieven, Kamerstukken en beslisnota's"),
        "open-overheid": ("Open overheid", "wat volgens de Woo openbaar is gemaakt"),
        "wetten": (
            "Wetten",
            "wetten zoals zij vandaag gelden; zonder zoekwoorden wat brieven over de Wmo aanhalen",
        ),
    }
)
"""What each source is called in Dutch, and what it holds, by its name in ``wmo fetch``."""
REMOVED = "Ingetrokken door de bron"


def pages_seen(pages: int) -> str:
    """Return how many pages of a source were gone through."""
    what = "bladzijde" if pages == 1 else "bladzijden"
    return f"{pages} {what} van de bron doorgenomen"


def counted(counts: Mapping[str, int]) -> str:
    """Return what came of a run: how many letters by outcome, of which none need be there."""
    return (
        f"{counts.get('new', 0)} nieuw, {counts.get('replaced', 0)} vervangen, "
        f"{counts.get('removed', 0)} ingetrokken, {counts.get('same', 0)} ongewijzigd."
    )


def not_fetched(name: str, problem: str) -> str:
    """Return that a letter did not come in, and why."""
    return f"Niet opgehaald: {name}: {problem}."
