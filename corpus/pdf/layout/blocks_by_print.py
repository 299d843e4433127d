"""Paragraphs, headings and tables of a PDF, told by how its lines are printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.lines.measured import CLOSED
from corpus.pdf.layout.tables import rows_joined
from corpus.pdf.line import Line
from corpus.text.cleaning import clean_characters
from corpus.text.draft import Block
from corpus.text.italic_titles import is_labelled, is_title, with_subheadings
from corpus.text.sections import LONGEST_HEADING, is_salutation, set_levels

_STARTS = re.compile(r"\s*(?:\d|vraag|antwoord)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:bijlage|vraag|antwoord)\b|\d+(?:\.\d+)*\.?\s", re.IGNORECASE)
_TITLE_NUMBER = re.compile(r"((?:\d{1,2}\.)*)(\d{1,2})[.)]?\s")
_GAP = 1.3  # of the usual distance between lines: more than this parts paragraphs
_CLEARLY_BOLD = 2  # headings: so many in bold show how the letter prints them


def spaced(lines: Sequence[Line]) -> list[str]:
    """Return the texts of lines, with an empty one where white space parts paragraphs."""
    drops = [
        round(above.y - below.y, 1)
        for above, below in pairwise(lines)
        if 0 < above.y - below.y < 4 * above.size
    ]
    usual = Counter(drops).most_common(1)[0][0] if drops else 0.0
    alone = [_is_alone(lines, place) for place in range(len(lines))]
    texts: list[str] = []
    for place, line in enumerate(lines):
        if place and (any(alone[place - 1 : place + 1]) or _apart(lines[place - 1], line, usual)):
            texts.append("")
        texts.append(line.text)
    return texts


def headings_joined(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with bold ones that follow each other closely as one line."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        close = above is not None and 0 < above.y - line.y < 1.6 * line.size
        alike = above and above.bold and line.bold and above.size == line.size
        if above and alike and close and above.text and not (line.row or _STARTS.match(line.text)):
            joined[-1] = replace(line, text=f"{above.text} {line.text.strip()}".rstrip())
        else:
            joined.append(line)
    return joined


def _apart(above: Line, below: Line, usual: float) -> bool:
    if not above.text.strip() or not below.text.strip():
        return False
    if above.row or below.row:
        return True
    return above.y - below.y > _GAP * max(usual, 1.0) or above.bold != below.bold


def _is_alone(lines: Sequence[Line], place: int) -> bool:
    """Whether a line in italics reads as a heading between others, without white space."""
    line = lines[place]
    if not line.italic or line.row or not is_title(line.text):
        return False
    above = lines[place - 1].text.strip() if place else ""
    below = lines[place + 1] if place + 1 < len(lines) else line
    opens = not below.italic and below.text.strip()[:1].isupper()
    return (not above or bool(CLOSED.search(above)) or is_labelled(above)) and (
        opens or is_labelled(below.text)
    )


def with_rows(lines: list[Line]) -> list[Line]:
    """Return a page's lines with its table rows joined; above the salutation are no tables."""
    opening = next((n for n, line in enumerate(lines) if is_salutation(line.text)), 0)
    return [*lines[:opening], *rows_joined(lines[opening:])]


def as_rows(blocks: Sequence[Block], rows: set[str]) -> list[Block]:
    """Return the blocks with those that are a row of a table marked as one."""
    if not rows:
        return list(blocks)
    return [
        replace(block, kind="row", level=0) if folded(block.text) in rows else block
        for block in blocks
    ]


def with_large_items(blocks: Sequence[Block], large: Mapping[str, float]) -> list[Block]:
    """Return the blocks with items made headings that are printed as the next number's heading is.

    ``large`` has the size of each line, folded, that is larger than the text.
    """
    sizes = {
        number: _size(block.text, large)
        for block in blocks
        if block.kind == "heading" and (number := _number(block.text))
    }
    found: list[Block] = []
    for block in blocks:
        ahead, last = number = _number(block.text) or ("", 0)
        size = _size(block.text, large) if block.kind == "item" and last else 0.0
        beside = [sizes.get((ahead, one)) for one in (last - 1, last + 1)]
        if size and size in beside and number not in sizes and len(block.text) <= LONGEST_HEADING:
            block = replace(block, kind="heading", level=1)
        found.append(block)
    return found


def _number(text: str) -> tuple[str, int] | None:
    """Return the number of a title: what is ahead of its last part, and that."""
    found = _TITLE_NUMBER.match(text)
    return (found[1], int(found[2])) if found else None


def _size(text: str, large: Mapping[str, float]) -> float:
    """Return the size of the large line with which a text begins, in points; 0.0 without one."""
    own = folded(text)
    return next((size for line, size in large.items() if own.startswith(line)), 0.0)


def with_headings(blocks: Sequence[Block], bold: set[str], italic: set[str]) -> list[Block]:
    """Return the blocks with those in bold or italics made headings, from the salutation on.

    Where headings are bold, a line that is not printed as one is none, nor a single one in italics.
    """
    opening = next((n for n, block in enumerate(blocks) if is_salutation(block.text)), 0)
    found = [
        replace(block, kind="heading", level=1)
        if place >= opening and block.kind in ("paragraph", "item") and _is_title(block, bold)
        else block
        for place, block in enumerate(blocks)
    ]
    headings = [block for block in found if block.kind == "heading"]
    if sum(folded(block.text) in bold for block in headings) >= _CLEARLY_BOLD:
        slanted = sum(folded(block.text) in italic for block in headings)
        styled = bold | italic if slanted > 1 else bold
        plain = {one.text for one in headings if not _is_styled(one, styled)}
        found = [
            replace(block, kind="paragraph", level=0)
            if block.kind == "heading" and block.text in plain
            else block
            for block in found
        ]
    leaning = [n for n, one in enumerate(found) if n >= opening and folded(one.text) in italic]
    return _below_bold(set_levels(with_subheadings(found, leaning)), bold, italic)


def _below_bold(blocks: list[Block], bold: set[str], italic: set[str]) -> list[Block]:
    """Return the blocks with headings in italics, without a number, below the bold one above."""
    result: list[Block] = []
    above = 0
    for block in blocks:
        plain = block.kind == "heading" and not _NUMBERED.match(block.text)
        if block.kind == "heading" and folded(block.text) in bold:
            above = block.level if plain else 0
        elif plain and block.level == above and folded(block.text) in italic:
            block = replace(block, level=above + 1)
        result.append(block)
    return result


def _is_styled(block: Block, styled: set[str]) -> bool:
    return folded(block.text) in styled or bool(_NUMBERED.match(block.text))


def _is_title(block: Block, bold: set[str]) -> bool:
    text = block.text
    fits = len(text) <= LONGEST_HEADING and not text.endswith((",", ";", ":", "..."))
    return fits and folded(text) in bold and any(map(str.isalpha, text))


def folded(text: str) -> str:
    """Return a text without the differences that joining and cleaning its lines makes."""
    return " ".join(clean_characters(text).split()).casefold()
