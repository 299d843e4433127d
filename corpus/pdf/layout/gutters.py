"""The white between columns of text that a PDF draws line by line, as if they were one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from corpus.pdf.drawing.page_pieces import Fragment

_WHITE = 12.0  # points: the least white between two columns
_WIDTH = 0.5  # of its size: how wide a letter is on average
_LONG = 20  # characters: the least of a line in a column of running text
_LINES = 3  # the fewest lines that have their second part at the same place


def cut_at_gutters(lines: Sequence[list[Fragment]]) -> Iterator[list[Fragment]]:
    """Yield the pieces line by line, running text behind a gutter as another line."""
    found = [_gutter(pieces) for pieces in lines]
    places = Counter(round(pieces[cut].x) for pieces, cut in zip(lines, found, strict=True) if cut)
    for pieces, cut in zip(lines, found, strict=True):
        if cut and places[round(pieces[cut].x)] >= _LINES:
            yield pieces[:cut]
            yield pieces[cut:]
        else:
            yield pieces


def _gutter(pieces: Sequence[Fragment]) -> int:
    """Return the place of the piece behind white with running text on both sides, else 0."""
    lengths = [len(piece.text.strip()) for piece in pieces]
    before = [0, *accumulate(lengths)]
    for place in range(1, len(pieces)):
        last, piece = pieces[place - 1], pieces[place]
        end = last.x + _WIDTH * last.size * lengths[place - 1]
        long = min(before[place], before[-1] - before[place]) >= _LONG
        if long and lengths[place - 1] and lengths[place] and piece.x > end + _WHITE:
            return place
    return 0
