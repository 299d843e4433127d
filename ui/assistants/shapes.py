"""The public JSON as types, each part with what it holds, in Dutch: the schema of the tools."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from ui.filter_options import LONGEST_VALUE, MOST_VALUES

Numbers = Annotated[list[int], Field(description="Nummers (n) van de citaten die dit bewijzen.")]
LetterId = Annotated[str, Field(description="Id van de brief.")]
Title = Annotated[str, Field(description="Titel of onderwerp van de brief.")]
Day = Annotated[str | None, Field(description="Datum: JJJJ-MM-DD, JJJJ-MM of JJJJ.")]
Sender = Annotated[str, Field(description="Naam en ambt van de afzender.")]
Reference = Annotated[str, Field(description="Kenmerk van de brief.")]
Pages = Annotated[list[int], Field(description="Bladzijden, geteld vanaf 1; leeg zonder.")]
Labels = Annotated[list[str], Field(description="De nummers die op die bladzijden staan.")]
Section = Annotated[list[str], Field(description="De koppen erboven, de buitenste eerst.")]
Formatted = Annotated[str, Field(description="De officiële bronvermelding.")]
Url = Annotated[str | None, Field(description="Webadres van de brief.")]
Start = Annotated[int, Field(description="Eerste teken in de tekst van de brief, vanaf 0.")]
End = Annotated[int, Field(description="Teken waarvoor het eindigt.")]

Value = Annotated[str, Field(max_length=LONGEST_VALUE)]
Values = Annotated[list[Value], Field(max_length=MOST_VALUES)]


@with_config(ConfigDict(extra="forbid"))
class Limits(TypedDict, total=False):
    """Beperkt het zoeken tot sommige brieven; wat ontbreekt, beperkt niets."""

    since: Annotated[
        Value, Field(description="Brieven vanaf deze datum (JJJJ-MM-DD, JJJJ-MM, JJJJ)")
    ]
    until: Annotated[Value, Field(description="Brieven tot en met deze datum.")]
    as_of: Annotated[Value, Field(description="De stand op deze datum.")]
    senders: Annotated[Values, Field(description="Deel van de naam of het ambt van afzenders.")]
    levels: Annotated[Values, Field(description="Soorten overheid, zoals rijk of gemeente.")]
    kinds: Annotated[Values, Field(description="Soorten brieven, zoals kamerbrief.")]
    letters: Annotated[Values, Field(description="Id's van brieven.")]


class Limited(TypedDict):
    """De beperking zoals die is toegepast; leeg of null beperkt niets."""

    since: str | None
    until: str | None
    senders: list[str]
    levels: list[str]
    kinds: list[str]
    letters: list[str]


class Mended(TypedDict):
    """Een tikfout in de vraag, en het woord dat is gezocht."""

    typed: str
    read: str


class Citation(TypedDict):
    """Een letterlijk citaat met zijn vindplaats."""

    n: Annotated[int, Field(description="Nummer, vanaf 1.")]
    letter_id: LetterId
    title: Title
    date: Day
    sender: Sender
    reference: Reference
    pages: Pages
    page_labels: Labels
    section: Section
    start: Start
    end: End
    quote: Annotated[str, Field(description="Precies de tekens van de brief.")]
    formatted: Formatted
    url: Url


class Statement(TypedDict):
    """Een zin van het antwoord, letterlijk uit de brieven."""

    text: str
    citations: Numbers
    short: Annotated[list[str], Field(description="De woorden daarin die de vraag beantwoorden.")]


class Parts(TypedDict):
    """Waaruit de score bestaat."""

    dense: Annotated[float, Field(description="Cosinus van vraag en passage.")]
    sentence: Annotated[float, Field(description="Cosinus van de vraag en de dichtste zin.")]
    lexical: Annotated[float, Field(description="BM25 over lemma's.")]
    letter: Annotated[float, Field(description="In hoeverre de vraag naar de brief wijst.")]
    frame: Annotated[float, Field(description="1 voor kop of ondertekening die gevraagd is.")]


class Twin(TypedDict):
    """Een andere brief met dezelfde passage."""

    letter_id: LetterId
    title: Title
    date: Day
    pages: Pages


class Passage(TypedDict):
    """Een passage uit een brief."""

    rank: Annotated[int, Field(description="Plaats, vanaf 1; de beste eerst.")]
    letter_id: LetterId
    title: Title
    date: Day
    sender: Sender
    kind: Annotated[str, Field(description="Soort brief.")]
    reference: Reference
    pages: Pages
    page_labels: Labels
    section: Section
    formatted: Formatted
    url: Url
    start: Start
    end: End
    text: Annotated[str, Field(description="De tekst van de passage.")]
    score: Annotated[float, Field(description="Hoger is beter.")]
    parts: Parts
    footnotes: Annotated[list[str], Field(description="De noten bij de passage.")]
    twins: list[Twin]


class Warned(TypedDict):
    """Iets wat de lezer van het antwoord moet weten."""

    kind: Annotated[str, Field(description="Soort, zoals newer_letter.")]
    letter_id: Annotated[str | None, Field(description="Id van de brief waarover het gaat.")]
    text: str


class Index(TypedDict):
    """De index waaruit dit komt."""

    encoder: str
    generation: int


class Found(TypedDict):
    """De passages die bij een vraag horen, de beste eerst."""

    question: str
    filter: NotRequired[Limited]
    mended: NotRequired[list[Mended]]
    passages: list[Passage]
    index: Index


class Answer(TypedDict):
    """Een antwoord van letterlijke zinnen met hun vindplaats, of waarom het er niet is."""

    question: str
    searched: Annotated[str, Field(description="De vraag zoals er is gezocht.")]
    context: Annotated[list[str], Field(description="Eerdere vragen die zijn meegenomen.")]
    filter: NotRequired[Limited]
    mended: NotRequired[list[Mended]]
    status: Annotated[
        Literal["answered", "partial", "possible", "not_found", "off_topic", "unclear"],
        Field(
            description="answered: beantwoord; partial: een deel; possible: mogelijk, controleer "
            "het in de brief; not_found: het staat er niet; off_topic: de brieven gaan hier niet "
            "over; unclear: geen vraag herkend."
        ),
    ]
    confidence: Annotated[float, Field(description="Kans dat het klopt, van 0 tot 1.")]
    short: Annotated[str | None, Field(description="De woorden die de vraag beantwoorden.")]
    statements: list[Statement]
    missing: Annotated[list[str], Field(description="Delen van de vraag zonder antwoord.")]
    history: Annotated[list[Statement], Field(description="Wat oudere brieven hierover zeiden.")]
    citations: list[Citation]
    passages: Annotated[list[Passage], Field(description="Wat is gevonden, de beste eerst.")]
    warnings: list[Warned]
    index: Index


class Timeline(TypedDict):
    """Wat elke brief over een vraag zegt, de oudste eerst."""

    question: str
    statements: list[Statement]
    citations: list[Citation]
    silent: Annotated[list[str], Field(description="Id's van brieven die er niets over zeggen.")]
    index: Index


class LetterText(TypedDict):
    """Een brief, of het deel van de tekst waarom is gevraagd."""

    id: LetterId
    title: Title
    date: Day
    kind: Annotated[str, Field(description="Soort brief.")]
    sender: Sender
    recipient: Annotated[str, Field(description="Aan wie de brief is gericht.")]
    level: Annotated[str, Field(description="Soort overheid van de afzender.")]
    reference: Reference
    url: Url
    pages: Annotated[int | None, Field(description="Aantal bladzijden.")]
    footnotes: Annotated[int, Field(description="Aantal noten.")]
    characters: Annotated[int, Field(description="Aantal tekens van de hele tekst.")]
    warnings: Annotated[list[str], Field(description="Waar het lezen van de brief te kort schoot.")]
    start: Start
    end: End
    text: Annotated[str, Field(description="De tekens van start tot end.")]
    next: Annotated[int | None, Field(description="offset voor het vervolg; null aan het eind.")]
