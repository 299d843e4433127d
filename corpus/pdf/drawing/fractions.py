"""Fractions in the drawing of a PDF page: a small number right above another, in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.pdf.drawing.page_pieces import Fragment
from corpus.pdf.drawing.raised import MARKER, SMALL
from corpus.text.notation import fraction

_LEAST, _MOST = 0.7, 1.7  # of the size of its numbers: how far one stands above the other
_SAME_LINE = 0.3  # of the size of a line
_WIDE = 0.75  # of its size: the most that a character of a line takes on average


def with_fractions(pieces: Sequence[Fragment]) -> list[Fragment]:
    """Return the pieces with each fraction as one piece of the line that it stands in."""
    shown = [place for place, piece in enumerate(pieces) if piece.text.strip()]
    kept: list[Fragment | None] = list(pieces)
    for first, above, below, after in zip(
        shown, shown[1:], shown[2:], [*shown[3:], None], strict=False
    ):
        line = pieces[first]
        if not _is_fraction(line, pieces[above], pieces[below]):
            continue
        goes_on = after is not None and abs(pieces[after].y - line.y) < _SAME_LINE * line.size
        text = fraction(pieces[above].text, pieces[below].text) + (" " if goes_on else "\n")
        kept[first:after] = [None] * ((after or len(pieces)) - first)
        kept[first] = replace(line, text=line.text.rstrip() + " ")
        kept[above] = replace(line, text=text, x=pieces[above].x)
    return [piece for piece in kept if piece]


def _is_fraction(line: Fragment, above: Fragment, below: Fragment) -> bool:
    """Whether two numbers above one another stand behind the text of a line, around its height."""
    numbers = all(MARKER.fullmatch(one.text.strip()) for one in (above, below))
    small = max(above.size, below.size) <= SMALL * line.size
    if not (numbers and small and line.text.strip()):
        return False
    apart = _LEAST * above.size < above.y - below.y < _MOST * above.size
    end = line.x + line.size * (1 + _WIDE * len(line.text.strip()))
    beside = line.x < above.x < end and abs(above.x - below.x) < above.size
    return apart and beside and below.y < line.y < above.y
