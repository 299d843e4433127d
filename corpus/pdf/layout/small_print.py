"""Footnotes of a PDF, told by their size and place: small print at the foot of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.pdf.line import Line
from corpus.text.draft import Block

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_UNIT = re.compile(r"(?:^|[\d\s(/])[ckdm]?m$")
_SMALL = 0.93  # of the size of the running text: the most a note measures
_FOOT_LINES = 3  # the most a running foot has
_GAP = 1.9  # of the size of a note: more white than this below a line ends the note


@dataclass(frozen=True, slots=True)
class FootNote:
    """A note at the foot of a page: its number and its lines."""

    label: str
    lines: tuple[str, ...]


def text_size(pages: Sequence[Sequence[Line]]) -> float:
    """Return the size, in points, in which most of the letter is printed."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def take_notes(lines: Sequence[Line], size: float) -> tuple[list[Line], list[FootNote]]:
    """Return the lines of a page without the notes at its foot, and those notes.

    A note counts only when its raised marker stands on the page. Raised numbers that are neither
    a marker nor the exponent of a unit become plain.
    """
    start, end = _foot(lines, size)
    body, foot, below = lines[:start], lines[start:end], lines[end:]
    raised = {found[0].translate(_DIGITS) for line in body for found in _markers(line.text)}
    notes, rest = _read_notes(foot, raised)
    labels = {note.label for note in notes}
    kept = [
        replace(line, text=_carry(line.text, labels)) if _RAISED.search(line.text) else line
        for line in (*body, *rest, *below)
    ]
    return kept, notes


def _foot(lines: Sequence[Line], size: float) -> tuple[int, int]:
    """Return where the small print at the foot of the page begins and ends.

    Below it may stand a running foot in the size of the text.
    """
    end = _text_end(lines, size)
    start = end
    while start and _is_small(lines[start - 1], size):
        start -= 1
    return start, end


def _text_end(lines: Sequence[Line], size: float) -> int:
    """Return where the running foot begins that stands below small print, else the length."""
    end = len(lines)
    while end and len(lines) - end < _FOOT_LINES and not _is_small(lines[end - 1], size):
        end -= 1
    above = next((line for line in reversed(lines[:end]) if line.text.strip()), None)
    if above is None or not _is_small(above, size):
        return len(lines)
    return end if all(line.y < above.y for line in lines[end:]) else len(lines)


def _is_small(line: Line, size: float) -> bool:
    return not line.text or line.size <= _SMALL * size


def _read_notes(foot: Sequence[Line], raised: set[str]) -> tuple[list[FootNote], list[Line]]:
    """Return the notes whose markers were seen, and the lines that belong to none of them."""
    notes: list[FootNote] = []
    rest: list[Line] = []
    above: Line | None = None
    for line in foot:
        label = _label(line)
        if label in raised and label not in {note.label for note in notes}:
            notes.append(FootNote(label, (_without_label(line, label),)))
            above = line
        elif above is not None and _goes_on(above, line):
            notes[-1] = FootNote(notes[-1].label, (*notes[-1].lines, _plain(line.text)))
            above = line
        elif line.text.strip():
            rest.append(line)
            above = None
    return notes, rest


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line is the next one of the note above it."""
    near = 0 <= above.y - line.y < _GAP * max(above.size, line.size)
    return near and bool(line.text.strip())


def _label(line: Line) -> str:
    found = re.match(r"\s*(\d{1,3})(?:[\s)]|$)", line.text)
    return line.label or (found[1] if found else "")


def _without_label(line: Line, label: str) -> str:
    text = line.text.translate(_DIGITS) if line.text.lstrip()[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else line.text
    return _plain(re.sub(rf"^\s*{re.escape(label)}\)?\s*", "", text))


def _markers(text: str) -> list[re.Match[str]]:
    return [one for one in _RAISED.finditer(text) if not _UNIT.search(text[: one.start()])]


def _carry(text: str, labels: set[str]) -> str:
    """Return the text with raised digits that are no marker as plain digits."""

    def one(found: re.Match[str]) -> str:
        digits = found[0].translate(_DIGITS)
        raised = digits in labels or _UNIT.search(text[: found.start()])
        return found[0] if raised else digits

    return _RAISED.sub(one, text)


def _plain(text: str) -> str:
    """Return a note's line as it is read; exponents of units stay raised."""
    return _carry(text, set())


def lift_raised(block: Block) -> Block:
    """Return the block with its raised markers taken out of the text and kept as offsets."""
    parts: list[str] = []
    marks: list[tuple[int, str]] = []
    breaks = list(block.breaks)
    place = length = 0
    for found in _markers(block.text):
        before = block.text[place : found.start()]
        parts.append(before.rstrip() if before.endswith(" ") else before)
        removed = len(found[0]) + len(before) - len(parts[-1])
        length += len(parts[-1])
        breaks = [one - removed if one > length else one for one in breaks]
        marks.append((length, found[0].translate(_DIGITS)))
        place = found.end()
    text = "".join(parts) + block.text[place:]
    return replace(block, text=text, breaks=tuple(breaks), marks=(*block.marks, *marks))
