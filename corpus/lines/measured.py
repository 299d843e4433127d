"""How lines of text stand on their pages: the gaps between them, and how long a full one is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.text.footnotes import without_marks
from corpus.text.sections import is_farewell

CLOSED = re.compile(r"[.!?:;…][\"'’”»)\]]*$")
_LONG = 150  # characters: a line so long is a whole paragraph
_SHORT = 60  # characters: where no line is longer, lines may all end where their writer ended them
_FEW = 10  # lines: of fewer, none is an exception


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: the empty lines before it, and the page it stands on, from 0."""

    text: str
    gap: int
    page: int


def measured(pages: Sequence[Sequence[str]]) -> list[Line]:
    """Return the lines that hold text, with the empty lines that mean something before them."""
    lines: list[Line] = []
    for page, texts in enumerate(pages):
        gap = 0
        for text in texts:
            if text.strip():
                lines.append(Line(" ".join(text.split()), gap, page))
                gap = 0
            else:
                gap += 1
    gaps = [line.gap for line in lines[1:]]
    if gaps and sum(gap == 1 for gap in gaps) > 0.6 * len(gaps) and sum(g > 1 for g in gaps) > 2:
        wide = sum(len(line.text) > _LONG for line in lines)
        if wide < 0.05 * len(lines):
            lines = [replace(line, gap=max(line.gap - 1, 0)) for line in lines]
    return lines


def full_width(lines: Sequence[Line]) -> int:
    """Return how long a full line is, in characters; 0 when lines end where a paragraph does."""
    lengths = sorted(len(line.text) for line in lines)
    closed = sum(bool(CLOSED.search(without_marks(line.text))) for line in lines)
    if len(lines) >= _FEW and closed > 0.7 * len(lines):
        return 0
    if not lengths or sum(length > _LONG for length in lengths) > 0.1 * len(lengths):
        return 0
    width = lengths[int(0.9 * (len(lengths) - 1))] if len(lines) >= _FEW else lengths[-1]
    if width < _SHORT and not _any_wrapped(lines):
        return lengths[-1] if lengths[-1] >= _SHORT else 0
    return width


def gaps_part(lines: Sequence[Line]) -> bool:
    """Whether white space alone parts paragraphs, as those of a list of definitions.

    Most of them then begin in lower case, and end without a full stop.
    """
    pairs = [(above, below) for above, below in pairwise(lines) if above.page == below.page]
    gapped = [(above, below) for above, below in pairs if below.gap]
    plain = [one for one in gapped if one[1].text[0].islower() and not CLOSED.search(one[0].text)]
    few = len(gapped) < _FEW or len(gapped) > 0.7 * len(pairs)
    return not few and len(plain) > 0.4 * len(gapped)


def _any_wrapped(lines: Sequence[Line]) -> bool:
    """Whether a sentence goes on in a next line, above the words that close a letter."""
    for above, below in pairwise(lines):
        if is_farewell(above.text):
            return False
        open_end = not CLOSED.search(above.text) and not above.text.endswith(",")
        if open_end and not below.gap and below.text[0].islower():
            return True
    return False
