"""From the lines of pages to headings, paragraphs, list items and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.lines.furniture import without_furniture
from corpus.lines.measured import CLOSED, Line, full_width, gaps_part, measured
from corpus.lines.page_notes import PageNote, take_page_notes
from corpus.lines.running_heads import without_running
from corpus.metadata.letterhead import is_new_label
from corpus.text.cleaning import LineJoiner, clean_characters
from corpus.text.draft import Block, BlockKind
from corpus.text.footnotes import lift_marks, note_block, without_marks
from corpus.text.sections import (
    LONGEST_HEADING,
    is_farewell,
    marked_headings,
    set_levels,
    without_contents,
)

_ROW = re.compile(r"(?:^|\s)\|(?:\s|$)")  # between the cells of a table
_ITEM = re.compile(
    r"(?:[•·▪◦●○■□‣⁃➢✓*–—-]\s+(?=\S)|\d{1,2}[.)]\s+(?=\S)|\(?[a-z]\)\s+(?=\S)|o\s+(?=[A-Z]))"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+[A-Z]")
_LETTERED = re.compile(r"[a-z]\.\s+[A-Z][a-z]")
_CITING = re.compile(r"(?:artikel|art\.|paragraaf|par\.|hoofdstuk|versie|en|of|,)$", re.IGNORECASE)
_TITLE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z].{8}")
_OFFICE = re.compile(
    r"(?:de |het )?(?:minister|staatssecretaris|college|directeur)\b", re.IGNORECASE
)
_LINKING_TEXT = """
aan als bij de den der door een en het in met na naar nog of om ons onze op over per te ten ter tot
tussen uit uw van voor zijn
"""
_LINKING = frozenset(_LINKING_TEXT.split())
_DASH_ITEM = re.compile(r"[–—-]\s+[^\WA-Z]")
_BARE_LABEL = re.compile(r"[•·▪◦●○■□‣⁃➢✓*–—-]|\d{1,2}[.)]|\(?[a-z]\)")
_OPENING_WORD = re.compile(r"[\"'‘“«(\[]*(\S+)")


@dataclass(slots=True)
class _Open:
    """A block while its lines are being joined."""

    kind: BlockKind
    text: str
    page: int
    last: str
    breaks: list[int] = field(default_factory=list)


def blocks_from_pages(pages: Sequence[Sequence[str]]) -> tuple[Block, ...]:
    """Return the blocks of a letter from the text lines of its physical pages."""
    cleaned = without_running([_clean_lines(lines) for lines in pages])
    kept, notes = take_page_notes(without_furniture(cleaned))
    return _blocks(kept, notes, len(pages))


def blocks_from_text(text: str) -> tuple[Block, ...]:
    """Return the blocks of plain text, already clean; pages only where it has form feeds."""
    if "\f" in text:
        return blocks_from_pages([page.split("\n") for page in text.split("\f")])
    kept, notes = take_page_notes(_seams(text.split("\n")))
    return tuple(replace(block, breaks=()) for block in _blocks(kept, notes, 0))


def _clean_lines(lines: Iterable[str]) -> list[str]:
    return clean_characters("\n".join(lines)).split("\n")


def _seams(lines: list[str]) -> list[list[str]]:
    """Return text cut at the lone spaces that some extractors leave where a page began."""
    seams = [i for i, line in enumerate(lines) if line[:1] == " " and line[1:2].strip()]
    deeper = sum(line[:2] == "  " and bool(line.strip()) for line in lines)
    glued = sum(i == 0 or bool(lines[i - 1].strip()) for i in seams)
    if len(seams) < 3 or deeper > len(seams) or glued < 0.8 * len(seams):
        return [lines]
    bounds = [*([0] if seams[0] else []), *seams, len(lines)]
    return [lines[a:b] for a, b in pairwise(bounds)]


def _blocks(pages: list[list[str]], notes: list[PageNote], count: int) -> tuple[Block, ...]:
    lines = measured(pages)
    joiner = LineJoiner(line.text for line in lines)
    pieces = _joined(lines, joiner)
    _place_breaks(pieces, count)
    blocks = [Block(one.kind, one.text, breaks=tuple(one.breaks)) for one in pieces]
    places = [one.page for one in pieces]
    kept = without_contents(blocks)
    places = [places[index] for index in kept]
    blocks = marked_headings(_move_breaks(blocks, kept))
    return _with_notes(set_levels([lift_marks(block) for block in blocks]), places, notes, joiner)


def _joined(lines: list[Line], joiner: LineJoiner) -> list[_Open]:
    """Return the lines joined into paragraphs and list items."""
    width, parted = full_width(lines), gaps_part(lines)
    pieces: list[_Open] = []
    previous: Line | None = None
    signing = False
    for line in lines:
        signing = is_farewell(line.text) or (signing and len(line.text) < 90)
        new = parted and previous and line.gap and line.page == previous.page
        room = 0 if signing else width
        if previous is not None and not new and _goes_on(pieces[-1], previous, line, room):
            _append(pieces[-1], line, joiner, line.page - previous.page)
        else:
            kind = _kind(line.text)
            pieces.append(_Open(kind, line.text, line.page, line.text))
        previous = line
    return pieces


def _kind(text: str) -> BlockKind:
    """Return what a block is that begins with a line."""
    if _ROW.search(text):
        return "row"
    return "item" if _ITEM.match(text) else "paragraph"


def _append(piece: _Open, line: Line, joiner: LineJoiner, new_pages: int) -> None:
    if _BARE_LABEL.fullmatch(piece.text):
        piece.kind = "item"
    before = joiner.before(piece.text, line.text)
    piece.breaks += [len(before)] * new_pages
    piece.text = before + line.text
    piece.last = line.text


def _goes_on(piece: _Open, previous: Line, line: Line, width: int) -> bool:
    """Whether a line is the continuation of the block before it."""
    before, after = without_marks(previous.text), without_marks(line.text)
    if _BARE_LABEL.fullmatch(piece.text):
        return not _BARE_LABEL.fullmatch(after)
    if is_new_label(before, after) or _ROW.search(before) or _ROW.search(after):
        return False
    if _NUMBERED.match(after) and not _CITING.search(before):
        return False
    if line.gap and _LETTERED.match(after):
        return False
    if _ITEM.match(after) and not _is_dash_in_text(piece, before, after):
        return False
    closed = bool(CLOSED.search(before))
    if closed and _BARE_LABEL.fullmatch(after):
        return False
    lower = after.lstrip("\"'‘“«(")[:1].islower()
    if line.gap or line.page != previous.page or not width:
        if not width and _is_office(before, after):
            return True
        if before.endswith(",") and (len(before) < 45 or not width):
            return False
        cut = line.page != previous.page and len(piece.text) > LONGEST_HEADING
        cut |= before.rpartition(" ")[2].casefold() in _LINKING and " " in before
        return (lower or cut) and not closed and not is_farewell(before)
    if lower or _is_office(before, after):
        return True
    if _is_numbered_title(piece, before):
        return False
    first = _OPENING_WORD.match(after)
    room = width - len(before) - 1 - len(first.group() if first else after)
    return room < (0.06 if closed else 0.12) * width


def _is_dash_in_text(piece: _Open, before: str, after: str) -> bool:
    """Whether a dash at the line's start is a dash of the sentence, not of a list."""
    if not _DASH_ITEM.match(after) or CLOSED.search(before) or before.endswith(","):
        return False
    return piece.kind != "item" or piece.text[0] != after[0]


def _is_numbered_title(piece: _Open, before: str) -> bool:
    """Whether the block so far is a number with a title, not the beginning of a sentence."""
    if piece.text != before or not _TITLE_NUMBER.match(before) or CLOSED.search(before):
        return False
    return before.split()[-1].casefold() not in _LINKING and "." not in before.split(" ", 1)[1]


def _is_office(before: str, after: str) -> bool:
    """Whether the name of an office runs over two lines of a signature."""
    return bool(_OFFICE.match(before)) and before.endswith(",") and after.endswith(",")


def _place_breaks(pieces: list[_Open], count: int) -> None:
    """Give every page a break, also those on which no block begins."""
    if not pieces or not count:
        return
    page = -1
    for piece in pieces:
        crossed = len(piece.breaks)
        piece.breaks[:0] = [0] * (piece.page - page)
        page = piece.page + crossed
    pieces[-1].breaks += [len(pieces[-1].text)] * (count - 1 - page)


def _move_breaks(blocks: list[Block], kept: list[int]) -> list[Block]:
    """Return the blocks that are kept, with the page breaks of those that are not."""
    result: list[Block] = []
    place = waiting = 0
    for index in kept:
        waiting = sum(len(block.breaks) for block in blocks[place:index])
        block = blocks[index]
        result.append(replace(block, breaks=(*[0] * waiting, *block.breaks)))
        place = index + 1
    left = sum(len(block.breaks) for block in blocks[place:])
    if result and left:
        last = result[-1]
        result[-1] = replace(last, breaks=(*last.breaks, *[len(last.text)] * left))
    return result


def _with_notes(
    blocks: list[Block], places: list[int], notes: list[PageNote], joiner: LineJoiner
) -> tuple[Block, ...]:
    """Return the blocks with each page's notes behind the last block that begins on it."""
    result: list[Block] = []
    waiting = list(notes)
    for index, block in enumerate(blocks):
        result.append(block)
        following = places[index + 1] if index + 1 < len(places) else None
        while waiting and (following is None or waiting[0].page < following):
            note = waiting.pop(0)
            text = ""
            for line in note.lines:
                text = joiner.join(text, line)
            result.append(note_block(note.label, text))
    return tuple(result)
