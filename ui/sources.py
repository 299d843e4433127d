"""The passages that are shown as the sources of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Letter, Passage
from index import Hit
from qa import Answer, Citation, Status

UNSURE = (Status.NOT_FOUND, Status.PARTIAL, Status.POSSIBLE)
"""With these, the nearest passages are shown as well."""


@dataclass(frozen=True, slots=True)
class Source:
    """A passage and the citations that stand in it, each with its number in the answer, from 1."""

    passage: Passage
    citations: tuple[tuple[int, Citation], ...] = ()


def numbered(answer: Answer) -> dict[Citation, int]:
    """Return the number of each citation of an answer, from 1."""
    return {citation: number for number, citation in enumerate(answer.citations, 1)}


def sources(answer: Answer) -> tuple[Source, ...]:
    """Return the cited passages in the order of the citations, each passage once."""
    grouped: dict[str, tuple[Passage, list[tuple[int, Citation]]]] = {}
    for citation, number in numbered(answer).items():
        passage = passage_around(citation, answer.hits)
        grouped.setdefault(passage.id, (passage, []))[1].append((number, citation))
    return tuple(Source(passage, tuple(found)) for passage, found in grouped.values())


def nearest(answer: Answer, most: int) -> tuple[Source, ...]:
    """Return the best passages that were found and are not cited."""
    cited = {source.passage.id for source in sources(answer)}
    passages = [hit.passage for hit in answer.hits if hit.passage.id not in cited]
    return tuple(Source(passage) for passage in passages[:most])


def passage_around(citation: Citation, hits: Sequence[Hit]) -> Passage:
    """Return the found passage that holds the quote, or else the quote's own paragraph.

    A quote from a note belongs to the passage with the note's marker. A quote that begins before
    the passage makes the passage begin there.
    """
    letter = citation.letter
    in_note = citation.start >= letter.body_end
    first = letter.place(citation.start)
    last = letter.place(citation.end - 1) if in_note else citation.end
    for hit in hits:
        passage = hit.passage
        if passage.letter.id == letter.id and passage.start < last <= passage.end:
            return Passage(letter, min(passage.start, first), passage.end)
    return _paragraph(letter, first, last)


def _paragraph(letter: Letter, first: int, last: int) -> Passage:
    start = letter.text.rfind("\n\n", 0, first)
    end = letter.text.find("\n\n", last, letter.body_end)
    return Passage(letter, start + 2 if start >= 0 else 0, end if end >= 0 else letter.body_end)
