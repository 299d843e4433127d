"""The shapes of what the service answers about letters, for its description."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from ui.web.api.shapes.answers import Day, Offset, Shape


class LetterFacts(Shape):
    """Wat er over een brief bekend is; leeg is wat de brief niet zegt."""

    id: str
    title: str
    date: Day
    kind: str
    sender: str
    recipient: str
    level: str
    reference: str
    url: str | None
    pages: int | None
    footnotes: int
    characters: int
    warnings: list[str]


class Links(Shape):
    """Adressen van deze bladzijde van de lijst en die ernaast."""

    self: str
    first: str
    prev: str | None
    next: str | None
    last: str


class Letters(Shape):
    """Een bladzijde van de lijst van brieven, oudste eerst."""

    letters: list[LetterFacts]
    page: int
    per_page: int
    total: int
    links: Links


class Letter(Shape):
    """Een brief zoals die is gelezen: gegevens, bladzijden, koppen, noten en verwijzingen."""

    id: str
    title: str
    date: Day
    kind: str
    sender: str
    recipient: str
    level: str
    reference: str
    url: str | None
    pages: int | None
    characters: int
    warnings: list[str]
    document_number: str
    kamerstuk: dict[str, str] | None
    attached: list[str]
    attached_to: str | None
    page_starts: list[int]
    page_labels: list[str]
    sections: list[dict[str, Any]]
    footnotes: list[dict[str, Any]]
    references: list[Any]


class LetterText(Shape):
    """De tekst van een brief, of een deel ervan, van `start` tot `end`."""

    letter_id: str
    start: Offset
    end: Offset
    characters: Annotated[int, Field(description="Tekens van de hele brief.")]
    text: str


class Added(Shape):
    """De brieven die zijn toegevoegd, en wat er niet goed ging."""

    letters: list[LetterFacts]
    problems: list[str]
