"""The characters of a letter as HTML: quotes marked, headings, notes and pages shown."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from corpus import Letter
from qa import Citation
from ui import texts

CARD, READER = "bron", "lees"  # where a quote is shown: in its passage, or in the whole letter


def anchor(turn: object, number: int, place: str = CARD) -> str:
    """Return the id of a quote on the page: of which answer or part, and which number, from 1."""
    return f"{place}-{turn}-{number}"


def marked(
    letter: Letter,
    start: int,
    end: int,
    citations: Iterable[tuple[int, Citation]] = (),
    turn: object = 1,
    place: str = CARD,
) -> str:
    """Return characters of a letter with quotes marked and numbered, headings and notes shown.

    In the reader a line shows where each page begins.
    """
    inserts: list[tuple[int, int, str]] = []  # where, which first, what
    for number, one in citations:
        first, last = max(one.start, start), min(one.end, end)
        if first < last:
            opening = f'<mark id="{anchor(turn, number, place)}" tabindex="-1">'
            inserts += [(first, 3, f"{opening}<sup>[{number}]</sup>"), (last, 0, _CLOSING)]
    for note in letter.notes_in(start, end):
        inserts.append((note.marker, 1, f'<sup class="wmo-marker">{escape(note.label)}</sup>'))
    for heading in letter.sections:
        if start <= heading.start < heading.end <= end:
            inserts += [(heading.start, 2, "<strong>"), (heading.end, 1, "</strong>")]
    if place == READER:
        inserts += [one for one in _page_lines(letter) if start <= one[0] < end]
    pieces, at = [], start
    for where, _, insert in sorted(inserts):
        pieces += [escape(letter.text[at:where]), insert]
        at = where
    return "".join([*pieces, escape(letter.text[at:end].rstrip())])


def notes(
    letter: Letter,
    start: int,
    end: int,
    citations: Iterable[tuple[int, Citation]] = (),
    turn: object = 1,
    place: str = CARD,
) -> str:
    """Return the notes of which the marker stands in the characters, under a heading."""
    shown = tuple(citations)
    found = "".join(
        f'<p><sup class="wmo-marker">{escape(note.label)}</sup> '
        f"{marked(letter, note.start, note.end, shown, turn, place)}</p>"
        for note in letter.notes_in(start, end)
    )
    return f'<div class="wmo-notes"><h4>{escape(texts.NOTES)}</h4>{found}</div>' if found else ""


def whole(letter: Letter, citations: Iterable[tuple[int, Citation]] = (), turn: object = 1) -> str:
    """Return a whole letter with its pages, headings and notes, and quotes marked."""
    shown = tuple(citations)
    body = marked(letter, 0, letter.body_end, shown, turn, READER)
    below = notes(letter, -1, letter.body_end, shown, turn, READER)
    return f'<div class="wmo-text">{body}</div>{below}'


_CLOSING = f'<span class="wmo-unseen"> ({escape(texts.QUOTE_END)}) </span></mark>'


def _page_lines(letter: Letter) -> list[tuple[int, int, str]]:
    labels = letter.labels(tuple(range(1, len(letter.page_starts) + 1)))
    return [
        (start, 1, f'<span class="wmo-page">{escape(texts.PAGE)} {escape(label)}</span>')
        for start, label in zip(letter.page_starts, labels, strict=True)
    ]
