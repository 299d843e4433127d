"""An answer as a short report: blocks of text with bold words and notes, for every written form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import Passage
from qa import REPLACING, Answer, Citation, Statement, official_citation
from ui.sources import UNSURE, nearest

BlockKind = Literal["heading", "text", "quote", "item"]

NEAREST = 3  # passages
QUESTION, ANSWER, ATTENTION = "Vraag", "Antwoord", "Let op"
HISTORY, MISSING = "Eerdere standpunten", "Niet gevonden"
NEAREST_HEADING = "Dichtstbijzijnde passages"
SOURCES = "Bronnen"
MACHINE_MADE = (
    "Dit stuk is automatisch gemaakt uit letterlijke zinnen van de genoemde brieven. Controleer "
    "de bronnen voordat u het gebruikt."
)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; ``note`` is the official citation that stands behind them, if any."""

    text: str
    bold: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, quote or list item, made of runs."""

    kind: BlockKind
    runs: tuple[Run, ...]


def outline(answer: Answer, facts: Sequence[str] = ()) -> tuple[Block, ...]:
    """Return question, facts, answer, warnings, what was not found and older positions.

    ``facts`` are lines about how the answer was made, under the question. White space in quotes is
    folded; nothing else of them changes.
    """
    asked = " ".join(answer.question.split())
    searched = answer.sought if answer.sought != asked else ""
    lines = [f"Gezocht op: {searched}"] if searched else []
    lines += [f"Gezocht binnen: {answer.only.in_words()}."] if answer.only else []
    blocks = [_heading(QUESTION), _text(asked), *map(_text, [*lines, *facts]), _heading(ANSWER)]
    told = [answer.message] if answer.message else []
    blocks += [*map(_text, told), *map(_statement, answer.statements)]
    blocks += _part(ATTENTION, [_text(w.text) for w in answer.warnings if w.kind not in REPLACING])
    blocks += _part(MISSING, [Block("item", (Run(part),)) for part in answer.missing])
    blocks += _part(HISTORY, map(_statement, answer.history))
    if answer.status in UNSURE:
        near = [_passage(source.passage) for source in nearest(answer, NEAREST)]
        blocks += _part(NEAREST_HEADING, near)
    return tuple(blocks)


def printable(text: str) -> str:
    """Return text with the replacement sign for what no document can hold (XML 1.0, 2.2)."""
    return _UNPRINTABLE.sub("\ufffd", text)


def official_sources(answer: Answer) -> tuple[str, ...]:
    """Return the official citations of an answer, each once, in the order of the answer."""
    return tuple(dict.fromkeys(one.formatted for one in answer.citations))


def _part(title: str, blocks: Iterable[Block]) -> list[Block]:
    """Return blocks under a heading; nothing without blocks."""
    found = list(blocks)
    return [_heading(title), *found] if found else []


def _heading(title: str) -> Block:
    return Block("heading", (Run(title),))


def _text(text: str) -> Block:
    return Block("text", (Run(text),))


def _passage(passage: Passage) -> Block:
    """Return a passage without the headings that it begins with."""
    letter, start = passage.letter, passage.start
    for heading in letter.sections:
        if start <= heading.start < passage.end and not letter.text[start : heading.start].strip():
            start = heading.end
    note = official_citation(letter, letter.labels(passage.pages))
    return Block("quote", (Run(" ".join(letter.text[start : passage.end].split()), note=note),))


def _statement(statement: Statement) -> Block:
    """Return the quotes, each with its note, the words that answer in bold."""
    runs: list[Run] = []
    for place, citation in enumerate(statement.citations):
        if place:
            runs.append(Run(" "))
        runs += _quote(citation, statement.short)
    return Block("quote", tuple(runs))


def _quote(citation: Citation, short: Sequence[Citation]) -> list[Run]:
    pieces = [
        (" ".join(f"|{citation.letter.text[start:end]}|".split())[1:-1], bold)
        for start, end, bold in _pieces(citation, short)
    ]
    last = len(pieces) - 1
    return [
        Run(text, bold, citation.formatted if place == last else "")
        for place, (text, bold) in enumerate(pieces)
    ]


def _pieces(citation: Citation, short: Sequence[Citation]) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches of a quote: (start, end, whether it is a word that answers)."""
    at = citation.start
    inside = [
        one
        for one in short
        if one.letter == citation.letter and citation.start <= one.start < one.end <= citation.end
    ]
    for one in sorted(inside, key=lambda one: one.start):
        if one.start < at:
            continue
        if at < one.start:
            yield at, one.start, False
        yield one.start, one.end, True
        at = one.end
    if at < citation.end:
        yield at, citation.end, False
