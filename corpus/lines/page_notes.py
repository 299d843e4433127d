"""Notes at the foot of a page, told from the text above them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.text.footnotes import MARK, carry_glued, first_marker

_NOTE = re.compile(r"\s*(\d{1,3})(?:\s+|\)\s+|(?=[A-Z‘“«(]))(?=\S)")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.|mailto:)\S+\s*")
_SITE = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+)\.")
_ENDED = re.compile(r"[.!?)\]]$|\.nl$|\d$")


@dataclass(frozen=True, slots=True)
class PageNote:
    """A note at the foot of a page: the page, from 0, its number and its lines."""

    page: int
    label: str
    lines: tuple[str, ...]


def take_page_notes(pages: list[list[str]]) -> tuple[list[list[str]], list[PageNote]]:
    """Return the lines of each page without its notes, markers carried, and the notes."""
    kept: list[list[str]] = []
    notes: list[PageNote] = []
    expected = 1
    for page, lines in enumerate(pages):
        starts, expected = _first_starts(lines, expected)
        cut = starts[0] if starts else _foot(lines)
        if notes and not starts and cut < len(lines):
            notes, cut = _continued(notes, lines, cut)
        elif starts and (tail := _tail(lines, starts[0], notes)) < starts[0]:
            notes, _ = _continued(notes, lines[: starts[0]], tail)
            cut = tail
        notes += _notes(lines, starts, page, expected)
        expected += len(starts)
        kept.append(lines[:cut])
    texts = carry_glued(["\n".join(lines) for lines in kept], [(n.label, n.page) for n in notes])
    return [text.split("\n") for text in texts], notes


def _first_starts(lines: list[str], expected: int) -> tuple[list[int], int]:
    """Return the lines that begin the page's notes, and the number of the first of them."""
    for number in range(expected, expected + 3):
        if starts := _starts(lines, number):
            return starts, number
    return [], expected


def _starts(lines: list[str], expected: int) -> list[int]:
    """Return the indices of the lines that begin the page's notes, in order."""
    places = list(accumulate((len(line) + 1 for line in lines), initial=0))
    starts: list[int] = []
    while True:
        label = str(expected + len(starts))
        begin = starts[-1] + 1 if starts else 0
        found = [i for i in range(begin, len(lines)) if _label(lines[i]) == label]
        marker = first_marker("\n".join(lines), label) if found else None
        if starts and marker is not None and marker >= places[starts[0]]:
            marker = None
        found = [i for i in found if marker is not None and marker < places[i]]
        if not found:
            return starts if _is_foot(lines, starts) else []
        starts.append(found[0] if starts else found[-1])


def _is_foot(lines: list[str], starts: list[int]) -> bool:
    """Whether what begins there is short enough to be the notes of one page."""
    ends = [*starts[1:], len(lines)] if starts else []
    sizes = [sum(map(len, lines[a:b])) for a, b in zip(starts, ends, strict=True)]
    return all(size < 2500 for size in sizes)


def _label(line: str) -> str:
    match = _NOTE.match(line)
    return match.group(1) if match else ""


def _foot(lines: list[str]) -> int:
    """Return where a last group of lines begins that ends in bare addresses, else the length."""
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    first = last
    while first and _ADDRESS.fullmatch(lines[first - 1]):
        first -= 1
    return _group_start(lines, first) if first < last else len(lines)


def _tail(lines: list[str], start: int, notes: list[PageNote]) -> int:
    """Return where the rest of the page before's last note begins above this page's notes."""
    if not notes or _ENDED.search(notes[-1].lines[-1].strip()):
        return start
    return _group_start(lines, start)


def _group_start(lines: list[str], end: int) -> int:
    """Return where the lines without an empty line between them begin that stand before an end.

    Only in a text in which every other line has an empty line behind it do they stand out.
    """
    while end and not lines[end - 1].strip():
        end -= 1
    first = end
    while first and lines[first - 1].strip():
        first -= 1
    alone = sum(bool(a.strip() and not b.strip()) for a, b in pairwise(lines[:first]))
    filled = sum(bool(line.strip()) for line in lines[:first])
    return first if alone > 0.8 * filled and end - first > 1 else end


def _continued(notes: list[PageNote], lines: list[str], cut: int) -> tuple[list[PageNote], int]:
    """Return the notes with the lines behind the cut added to the last one."""
    more = [line.strip() for line in lines[cut:] if line.strip()]
    last = notes[-1]
    return [*notes[:-1], replace(last, lines=(*last.lines, *more))], cut


def _notes(lines: list[str], starts: list[int], page: int, expected: int) -> list[PageNote]:
    notes: list[PageNote] = []
    addresses: list[str] = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        texts = [_NOTE.sub("", lines[start], count=1), *lines[start + 1 : end]]
        filled = [text.strip() for text in texts if text.strip()]
        while len(filled) > 1 and _ADDRESS.fullmatch(filled[-1]) and end == len(lines):
            addresses.insert(0, filled.pop())
        notes.append(PageNote(page, str(expected + number), tuple(filled)))
    for address in addresses:
        index = _owner(notes, address)
        if address.rstrip("/") not in " ".join(notes[index].lines):
            notes[index] = replace(notes[index], lines=(*notes[index].lines, address))
    return notes


def _owner(notes: list[PageNote], address: str) -> int:
    """Return the index of the note that names the site of an address, else the last."""
    site = _SITE.match(address)
    name = site.group(1).casefold() if site else address
    for index, note in enumerate(notes):
        if name in MARK.sub("", " ".join(note.lines)).casefold():
            return index
    return len(notes) - 1
