"""The order in which the lines of a PDF page are read: columns, boxes, notes, heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.pdf.line import Line

_EDGE = 0.09  # of the page's height: where running heads and feet stand
_ALIKE = 0.3  # points: sizes that differ less are the same
_INDENT = 25.0  # points: lines of one column begin no further apart
_LEADING = 1.9  # of its size: the most a line stands below the one before it in a block
_BETWEEN = 2.8  # of its size: the same with the white between two paragraphs
_COLUMN = 100.0  # points: text that begins no further apart may be in the same column
_OPEN = 16  # blocks: so many last ones can be taken up again on a page
_SHORT, _EVEN = 20, 0.6  # characters, share: running text has longer lines, much alike
_NOTE_SIZE = 0.93  # of the size of the running text: the most a note measures
_ENDED = re.compile(r"[.!?:;…][\"'’”»)\]]*\s*[⁰¹²³⁴⁵⁶⁷⁸⁹]*\s*$")
_LABEL = re.compile(r"\s*(?:\d{1,3}(?:[\s)]|$)|[⁰¹²³⁴⁵⁶⁷⁸⁹])")


def has_neighbour(line: Line, others: Iterable[Line]) -> bool:
    """Whether one of the others is of the same print and stands on the same height."""
    return any(abs(one.y - line.y) < 1 and abs(one.size - line.size) < _ALIKE for one in others)


def goes_on(above: str, below: str) -> bool:
    """Whether a line goes on with the sentence of the line above it."""
    return not _ENDED.search(above) and below.lstrip("\"'‘“«(")[:1].islower()


def in_reading_order(lines: Sequence[Line], bottom: float, height: float) -> list[Line]:
    """Return the lines: heads first, then the text by column, its notes, and feet last.

    The order of drawing is kept wherever it does not tear a block of text.
    """
    blocks = _blocks(_rejoined(lines))
    low, high = bottom + _EDGE * height, bottom + (1 - _EDGE) * height
    heads = [block for block in blocks if block[0].text and all(one.y > high for one in block)]
    feet = [block for block in blocks if block[0].text and all(one.y < low for one in block)]
    apart = {id(block) for block in (*heads, *feet)}
    middle = [block for block in blocks if id(block) not in apart]
    text = _between_sentences(_notes_last(middle, low))
    return [*_by_height(heads), *text, *_by_height(feet)]


def _joined(blocks: Sequence[Sequence[Line]]) -> list[Line]:
    return [line for block in blocks for line in block]


def _by_height(blocks: Sequence[Sequence[Line]]) -> list[Line]:
    return sorted(_joined(blocks), key=lambda line: -line.y)


def _between_sentences(blocks: Sequence[list[Line]]) -> list[Line]:
    """Return the lines with boxes beside the text between two of its sentences.

    Only where a box stands in a sentence that runs over from one page to another.
    """
    lines = _joined(blocks)
    size = _usual_size(lines)
    main = [line for line in lines if line.text.strip() and abs(line.size - size) < _ALIKE]
    boxes = [block for block in blocks if _is_beside(block, main, size)]
    own = set(map(id, _joined(boxes)))
    text = [line for line in lines if id(line) not in own]
    if not boxes or not _cuts(lines, own, main):
        return lines
    ends = [place for place, one in enumerate(text[:-1], 1) if _ENDED.search(one.text)]
    place = ends[-1] if ends else len(text) * _begins_within(main[0])
    return [*text[:place], *_joined(boxes), *text[place:]]


def _begins_within(line: Line) -> bool:
    """Whether a line begins in the middle of a sentence."""
    return line.text.lstrip("\"'‘“«(")[:1].islower()


def _usual_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text.strip())
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_beside(block: Sequence[Line], main: Sequence[Line], size: float) -> bool:
    """Whether a block in other print stands beside lines of the text."""
    top, low = block[0].y, block[-1].y
    if not block[0].text.strip() or abs(block[0].size - size) < _ALIKE or block[0].row:
        return False
    level = [one for one in main if low - one.size < one.y < top + one.size]
    return bool(level) and all(abs(one.x - block[0].x) > 2 * _INDENT for one in level)


def _cuts(lines: Sequence[Line], own: set[int], main: Sequence[Line]) -> bool:
    """Whether a box was drawn before the end, or behind the beginning, of a sentence on a page."""
    filled = [line for line in lines if line.text.strip()]
    cut_end = id(filled[-1]) in own and not _ENDED.search(main[-1].text)
    return cut_end or (id(filled[0]) in own and _begins_within(main[0]))


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in the same order, with those that follow closely in one column as one."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and _follows(blocks[-1][-1], line, _LEADING):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _follows(above: Line, line: Line, leading: float) -> bool:
    """Whether a line stands in the same column and print below another."""
    if not above.text.strip() or not line.text.strip() or above.row or line.row:
        return False
    alike = abs(above.size - line.size) < _ALIKE and abs(above.x - line.x) < _INDENT
    return alike and 0 < above.y - line.y < leading * line.size


def _notes_last(blocks: Sequence[list[Line]], low: float) -> list[list[Line]]:
    """Return the blocks with the notes that end a column behind the text of the last one."""
    small = _NOTE_SIZE * _usual_size(_joined(blocks))
    notes = _notes(blocks, small, low)
    noted = set(map(id, notes))
    text = [block for block in blocks if id(block) not in noted]
    last = max((place for place, block in enumerate(text, 1) if block[0].size > small), default=0)
    return [*text[:last], *notes, *text[last:]]


def _notes(blocks: Sequence[list[Line]], small: float, low: float) -> list[list[Line]]:
    """Return the blocks in small print with a number that end their column, and what follows."""
    lines = [line for line in _joined(blocks) if line.text.strip()]
    large = [line for line in lines if line.size > small and line.y > low]
    notes: list[list[Line]] = []
    for block in blocks:
        first = block[0]
        if first.text.strip() and first.size <= small and not first.row:
            follows = bool(notes) and _is_near(notes[-1][-1], first)
            if follows or (_ends_column(block, large) and _is_note(first, lines, large)):
                notes.append(block)
    return notes


def _is_note(line: Line, lines: Sequence[Line], large: Sequence[Line]) -> bool:
    """Whether a line begins with the number of a note, and is no cell of a table."""
    if not line.label and not _LABEL.match(line.text):
        return False
    beside = (one for one in lines if abs(one.x - line.x) > _INDENT and has_neighbour(line, [one]))
    return all(_ends_column([one], large) for one in beside)


def _ends_column(block: Sequence[Line], large: Sequence[Line]) -> bool:
    """Whether a block stands below the text of a column."""
    x, y = block[0].x, block[-1].y
    above = any(line.y > y and abs(line.x - x) < _INDENT for line in large)
    return above and not any(line.y < y and abs(line.x - x) < _COLUMN for line in large)


def _is_near(above: Line, line: Line) -> bool:
    """Whether a line stands beside the number of a note, or close below the note."""
    drop = above.y - line.y
    return abs(above.x - line.x) < _INDENT and -line.size < drop < _BETWEEN * line.size


def _rejoined(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with columns of text that were drawn by turns each as one."""
    blocks = _taken_up(lines)
    torn = {
        id(block)
        for block in blocks
        if _is_text([lines[place] for place in block]) and _is_torn(block, lines)
    }
    result: list[Line] = []
    taken: set[int] = set()
    owner = {place: block for block in blocks if id(block) in torn for place in block}
    for place, line in enumerate(lines):
        if place in taken:
            continue
        block = owner.get(place, [place])
        taken.update(block)
        result += [lines[one] for one in block] if len(block) > 1 else [line]
    return result


def _taken_up(lines: Sequence[Line]) -> list[list[int]]:
    """Return the places of the lines by column, also where others were drawn in between."""
    blocks: list[list[int]] = []
    for place, line in enumerate(lines):
        above = [one for one in blocks[-_OPEN:] if _follows(lines[one[-1]], line, _BETWEEN)]
        if above:
            min(above, key=lambda one: lines[one[-1]].y).append(place)
        else:
            blocks.append([place])
    return blocks


def _is_text(block: Sequence[Line]) -> bool:
    """Whether lines are running text: long ones, most of them as long as the column is wide."""
    lengths = [len(line.text.strip()) for line in block]
    mean = sum(lengths) / len(lengths)
    return len(block) > 2 and mean > max(_SHORT, _EVEN * max(lengths))


def _is_torn(block: Sequence[int], lines: Sequence[Line]) -> bool:
    """Whether lines of another column were drawn in the middle of a sentence of this one."""
    for one, following in pairwise(block):
        between = [line for line in lines[one + 1 : following] if line.text.strip()]
        beside = all(abs(line.x - lines[one].x) > 2 * _INDENT for line in between)
        letters = sum(len(line.text.strip()) for line in between)
        is_text = letters > _SHORT * len(between)
        if beside and is_text and goes_on(lines[one].text.strip(), lines[following].text):
            return True
    return False
