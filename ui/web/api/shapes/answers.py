"""The shapes of what the service answers, for its description: the public JSON of ``qa``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["answered", "partial", "possible", "not_found", "off_topic", "unclear"]
Day = Annotated[
    str | None,
    Field(
        description="JJJJ-MM-DD, JJJJ-MM of JJJJ: alleen wat bekend is.",
        examples=["2024-06-17"],
        json_schema_extra={"format": "partial-date"},
    ),
]
Chance = Annotated[float, Field(ge=0, le=1)]
Offset = Annotated[int, Field(ge=0, description="In tekens (codepunten) vanaf 0.")]


class Shape(BaseModel):
    """Something of which all keys are known."""

    model_config = ConfigDict(extra="forbid")


class Index(Shape):
    """De index waaruit antwoord komt; `generation` verandert als de brieven veranderen."""

    encoder: str
    generation: int


class Statement(Shape):
    """Letterlijke zinnen, met de nummers van hun citaten; `short` zijn de woorden waar het om gaat.

    Een citaat heeft het nummer `n` in `citations`.
    """

    text: str
    citations: list[int]
    short: list[str]


class Citation(Shape):
    """Een vindplaats: `quote` is precies de tekst van de brief van `start` tot `end`."""

    n: int
    letter_id: str
    title: str
    date: Day
    sender: str
    reference: str
    pages: list[int]
    page_labels: list[str]
    section: list[str]
    start: Offset
    end: Offset
    quote: str
    formatted: str
    url: str | None


class Twin(Shape):
    """Een andere brief met dezelfde passage."""

    letter_id: str
    title: str
    date: Day
    pages: list[int]


class Passage(Shape):
    """Een passage die bij de vraag is gevonden, met haar plaats in de volgorde."""

    rank: int
    letter_id: str
    title: str
    date: Day
    sender: str
    kind: str
    reference: str
    pages: list[int]
    page_labels: list[str]
    section: list[str]
    formatted: str
    url: str | None
    start: Offset
    end: Offset
    text: str
    score: float
    parts: dict[str, float]
    footnotes: list[str]
    twins: list[Twin]


class Filter(Shape):
    """De keuze uit de brieven die is gemaakt."""

    since: Day
    until: Day
    senders: list[str]
    levels: list[str]
    kinds: list[str]
    letters: list[str]


class Mended(Shape):
    """Een typefout, en het woord waarnaar is gezocht."""

    typed: str
    read: str


class Warning(Shape):
    """Iets om op te letten, zoals een nieuwere brief."""

    kind: str
    letter_id: str | None
    text: str


class Asked(Shape):
    """Een vraag en hoe die is gelezen."""

    question: str
    filter: Filter | None = None
    mended: list[Mended] = []
    index: Index


class Found(Asked):
    """De passages bij een vraag, beste eerst."""

    passages: list[Passage]


class Answer(Asked):
    """Het antwoord op een vraag. `passages` is er alleen als daarom is gevraagd."""

    searched: str
    context: list[str]
    status: Status
    confidence: Chance
    short: str | None
    statements: list[Statement]
    missing: list[str]
    history: list[Statement]
    citations: list[Citation]
    warnings: list[Warning]
    passages: list[Passage] = []


class Timeline(Shape):
    """Wat elke brief over een vraag zegt, oudste eerst; `silent` zijn de brieven die zwijgen."""

    question: str
    statements: list[Statement]
    citations: list[Citation]
    silent: list[str]
    index: Index


class Deadline(Shape):
    """Een termijn, met de woorden die haar noemen."""

    text: str
    first: str | None
    last: str


class Commitment(Shape):
    """Een toezegging; `followed` is de plaats in een latere brief over hetzelfde."""

    citation: Citation
    deadline: Deadline | None
    recipient: str | None
    followed: Citation | None


class Commitments(Shape):
    """Wat in de brieven is toegezegd."""

    commitments: list[Commitment]
    index: Index


class Fault(Shape):
    """Een waarde die niet kan, en waar zij stond."""

    place: Annotated[str, Field(alias="in", examples=["query"])]
    name: Annotated[str, Field(examples=["perPage"])]
    detail: str


class Problem(Shape):
    """Waarom een verzoek niet is gehonoreerd (RFC 9457)."""

    type: Annotated[str, Field(json_schema_extra={"format": "uri"})]
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    detail: str
    errors: list[Fault] = []
