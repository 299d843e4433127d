"""Where the text of a PDF page stands: lines with their place, size and weight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pypdf import PageObject

from corpus.pdf.drawing.accents import with_accents
from corpus.pdf.drawing.fractions import with_fractions
from corpus.pdf.drawing.page_pieces import Fragment, drawn
from corpus.pdf.drawing.raised import MARKER, SMALL, Raised
from corpus.pdf.drawing.rules import Rule, grids
from corpus.pdf.layout.cells import cut_at_cells, with_cells_joined
from corpus.pdf.layout.columns import in_reading_order
from corpus.pdf.layout.gutters import cut_at_gutters
from corpus.pdf.layout.side_column import side_column
from corpus.pdf.line import Line

_RAISED = str.maketrans("0123456789*", "⁰¹²³⁴⁵⁶⁷⁸⁹*")
_DOT = 1.5  # points: text of this size or smaller is not meant to be read
_MARGIN, _LEADING, _SIZE = 70.0, 13.0, 10.0  # points: of lines whose place is not known


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The lines of a page apart: its running text and its side column; and the rules on it.

    ``told`` says what else is drawn on it that is no part of either.
    """

    body: tuple[Line, ...]
    side: tuple[Line, ...]
    dots: bool
    rules: tuple[Rule, ...] = ()
    told: tuple[str, ...] = ()


def read_layout(page: PageObject) -> PageLayout:
    """Return the lines of a page, heads first and feet last, the side column apart."""
    one = drawn(page)
    ruled = grids(one.rules)
    seen = [piece for piece in one.fragments if piece.size > _DOT or not piece.text.strip()]
    dots = len(seen) < len(one.fragments)
    seen = with_fractions(seen)
    cut = cut_at_cells(cut_at_gutters(_split(seen)), ruled)
    lines = _rejoined(_with_raised(_line(pieces), one.raised) for pieces in cut)
    lines = with_cells_joined(with_accents(lines), ruled)
    box = page.mediabox
    if page.rotation % 360 or not lines:
        return PageLayout(tuple(lines), (), dots, one.rules, one.told)
    side = side_column(lines, float(box.left), float(box.width))
    body = [line for line in lines if line not in side]
    ordered = in_reading_order(body, float(box.bottom), float(box.height))
    return PageLayout(tuple(ordered), tuple(side), dots, one.rules, one.told)


def recognised(lines: Iterable[str]) -> PageLayout:
    """Return the layout of a page that was read from its picture: lines one below the other."""
    body = (
        Line(text, _MARGIN, -_LEADING * place, _SIZE, False, False)
        for place, text in enumerate(lines)
    )
    return PageLayout(tuple(body), (), False)


def _with_raised(line: Line, raised: Iterable[Raised]) -> Line:
    """Return the line with raised numbers as superscripts and lowered ones against their word."""
    for one in raised:
        if abs(one.y - line.y) < 0.3 * line.size:
            found = re.search(f"(?<={re.escape(one.before)})\\s?{one.digits}(?!/)", line.text)
            if found:
                digits = one.digits if one.lowered else one.digits.translate(_RAISED)
                text = line.text[: found.start()] + digits + line.text[found.end() :]
                line = replace(line, text=text)
    return line


def _split(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """Return the pieces line by line."""
    lines: list[list[Fragment]] = [[]]
    for piece in fragments:
        if "\n" not in piece.text:
            lines[-1].append(piece)
            continue
        for place, text in enumerate(piece.text.split("\n")):
            if place:
                lines.append([])
            if text:
                lines[-1].append(replace(piece, text=text))
    return lines


def _line(pieces: list[Fragment]) -> Line:
    readable = [piece for piece in pieces if piece.text.strip()]
    if not readable:
        return Line("", 0.0, pieces[0].y if pieces else 0.0, 0.0, False, False)
    sizes: Counter[float] = Counter()
    for piece in readable:
        sizes[round(piece.size, 1)] += len(piece.text.strip())
    size = sizes.most_common(1)[0][0]
    main = next(piece for piece in readable if round(piece.size, 1) == size)
    text = "".join(
        piece.text.translate(_RAISED)
        if _is_marker(piece, main, size) and piece is not readable[0]
        else piece.text
        for piece in pieces
    )
    styled = all(piece.bold for piece in readable), all(piece.italic for piece in readable)
    label = readable[0].text.strip() if _is_marker(readable[0], main, size) else ""
    return Line(text.rstrip(), min(piece.x for piece in readable), main.y, size, *styled, label)


def _rejoined(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with raised numbers, and what follows them, back on their own line."""
    joined: list[Line] = []
    cut = False  # the last line was cut off by a raised number
    for line in lines:
        above = joined[-1] if joined else None
        if above and above.text and _is_raised(line, above):
            text = above.text + line.text.strip().translate(_RAISED)
            joined[-1], cut = replace(above, text=text), True
        elif above and cut and line.text and abs(line.y - above.y) < 1 and line.x > above.x:
            gap = "" if line.text[0] in " .,;:)" else " "
            joined[-1] = replace(above, text=above.text + gap + line.text)
        else:
            joined.append(line)
            cut = False
    return joined


def _is_raised(line: Line, above: Line) -> bool:
    higher = 0.1 * above.size < line.y - above.y < 0.8 * above.size
    small = line.size <= SMALL * above.size and line.x > above.x
    return higher and small and bool(MARKER.fullmatch(line.text.strip()))


def _is_marker(piece: Fragment, main: Fragment, size: float) -> bool:
    """A footnote marker is a small number that stands above the foot of its line."""
    if piece.size > SMALL * size or not MARKER.fullmatch(piece.text.strip()):
        return False
    return piece.y > main.y + 0.1 * size or piece.size < 0.75 * size
