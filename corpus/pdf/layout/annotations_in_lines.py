"""Puts the values of fields, and texts laid on a PDF page, into the lines of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.pdf.annotations import Shown
from corpus.pdf.fields import NOT_TICKED, TICKED
from corpus.pdf.layout.character_places import Row, bare, offset, places_of, rows_of
from corpus.pdf.line import Line
from corpus.pdf.pdfium.reader import Sign

_ONE_LINE = 2.5  # of its size: a box that is lower holds one line of text, in its middle
_LEADING = 1.2  # of the size
_NEAR = 0.6  # of the size: what stands so near in height stands on the same line
_LETTER = 0.5  # of its size: how wide a letter is, on average
_FILLED = re.compile(r"[._…]{3,}\s*$")  # dots on which a value is filled in
_TO_FILL = re.compile(r"^\s*(?:[._…]{3,}\s*)?")
_BETWEEN = re.compile(r"\s|(?<=:)|(?<![._…])(?=[._…]{3})|(?<=[._…]{3})(?![._…])")
_LINE_END = re.compile(r"\r\n?|\n")


def with_shown(
    lines: Sequence[Line], shown: Iterable[Shown], signs: Sequence[Sign]
) -> tuple[Line, ...]:
    """Return the lines of a page with each text on its line, or as a line in order of height."""
    pieces = sorted(
        (piece for one in shown for piece in _pieces(one)), key=lambda one: (-one.y, one.x)
    )
    beside: dict[int, list[Line]] = {}
    apart: list[Line] = []
    for piece in pieces:
        place = _line_of(piece, lines)
        (apart if place is None else beside.setdefault(place, [])).append(piece)
    rows: dict[int, list[tuple[Row, int]]] = {}  # by line: its characters, and how many precede
    for row in rows_of(signs) if beside else ():
        for place, before in places_of(row, lines):
            rows.setdefault(place, []).append((row, before))
    result: list[Line] = []
    for place, line in enumerate(lines):
        here = beside.get(place)
        result += _joined(line, here, rows.get(place, [])) if here else [line]
    for piece in apart:
        _insert(piece, result)
    return tuple(result)


def _pieces(one: Shown) -> list[Line]:
    """Return the lines of a text, each where it stands."""
    left, bottom, _, top = one.box
    texts = [" ".join(text.split()) for text in _LINE_END.split(one.text)]
    texts = [text for text in texts if text]
    single = len(texts) == 1 and top - bottom < _ONE_LINE * one.size
    first = (bottom + top) / 2 - 0.35 * one.size if single else top - one.size
    return [
        Line(text, left, first - _LEADING * one.size * place, one.size, False, False)
        for place, text in enumerate(texts)
    ]


def _line_of(piece: Line, lines: Sequence[Line]) -> int | None:
    """Return the line that a piece stands on: the last that begins to its left, or the next.

    A box to tick belongs to the nearest words, also where those stand to its right.
    """
    near = [
        place
        for place, line in enumerate(lines)
        if line.text.strip() and abs(line.y - piece.y) <= _NEAR * max(line.size, piece.size)
    ]
    before = max(
        (place for place in near if lines[place].x <= piece.x),
        key=lambda place: lines[place].x,
        default=None,
    )
    behind = min(
        (place for place in near if lines[place].x > piece.x),
        key=lambda place: lines[place].x,
        default=None,
    )
    if before is None or behind is None or piece.text not in (TICKED, NOT_TICKED):
        return behind if before is None else before
    left = lines[before]
    gap = piece.x - left.x - _LETTER * left.size * len(left.text)
    return behind if lines[behind].x - piece.x - piece.size < gap else before


def _joined(line: Line, pieces: Sequence[Line], rows: Sequence[tuple[Row, int]]) -> list[Line]:
    """Return a line with pieces in it, each behind the words that stand to its left.

    White space follows a line that ends with a piece: the next one does not go on with it.
    """
    text = line.text
    ends = False
    for piece in sorted(pieces, key=lambda one: -one.x):
        cut = _words_before(piece, line, rows)
        ends = ends or not text[cut:].strip()
        parts = (_FILLED.sub("", text[:cut]).rstrip(), piece.text, _TO_FILL.sub("", text[cut:]))
        text = " ".join(part for part in parts if part)
    whole = replace(line, text=text, bold=False)
    return [whole, replace(whole, text="", size=0.0)] if ends else [whole]


def _words_before(piece: Line, line: Line, rows: Sequence[tuple[Row, int]]) -> int:
    """Return how much of a line stands to the left of a piece; all of it where nothing tells."""
    for row, before in rows:
        if abs(row.foot - line.y) <= _NEAR * line.size:
            left = [sign for sign in row.signs if sign.middle[0] < piece.x]
            count = before + sum(len(bare(sign.text)) for sign in left)
            return _between_words(line.text, offset(line.text, count))
    return 0 if piece.x < line.x else len(line.text)


def _between_words(text: str, place: int) -> int:
    """Return the nearest place in a text that cuts no word in two."""
    places = [0, *(found.start() for found in _BETWEEN.finditer(text)), len(text)]
    return min(places, key=lambda one: abs(one - place))


def _insert(piece: Line, lines: list[Line]) -> None:
    """Put a piece before the first line that stands lower."""
    below = (place for place, line in enumerate(lines) if line.text and line.y < piece.y)
    lines.insert(next(below, len(lines)), piece)
