"""Where the characters of a PDF page stand in the lines that were read from it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.pdf.line import Line
from corpus.pdf.objects import Box
from corpus.pdf.pdfium.reader import Sign

_NEAR = 0.6  # of the size of a line: so far its foot and that of its characters may differ
_BELOW = 0.35  # of the height of a letter: so far below it a comma of its line stands
_NOT_COMPARED = frozenset("|-\u00ad\u2010\u2011\x02\ufffe")  # readers differ in these


@dataclass(slots=True)
class Row:
    """The characters that stand beside each other on a page, from left to right."""

    signs: list[Sign] = field(default_factory=list)
    _tallest: Box = (0.0, 0.0, 0.0, 0.0)

    def add(self, sign: Sign) -> None:
        """Put a character behind the others."""
        self.signs.append(sign)
        if sign.box[3] - sign.box[1] > self._tallest[3] - self._tallest[1]:
            self._tallest = sign.box

    @property
    def bare(self) -> str:
        """The characters as they are compared."""
        return "".join(bare(sign.text) for sign in self.signs)

    @property
    def foot(self) -> float:
        """Where most of the characters stand."""
        feet = sorted(sign.box[1] for sign in self.signs)
        return feet[len(feet) // 2]

    def holds(self, sign: Sign) -> bool:
        """Whether a character stands on the same line, to the right of these."""
        tall = self._tallest
        low = tall[1] - _BELOW * (tall[3] - tall[1])
        return low <= sign.middle[1] <= tall[3] and sign.box[0] >= self.signs[-1].box[0]


def rows_of(signs: Iterable[Sign]) -> list[Row]:
    """Return the characters of a page line by line."""
    rows: list[Row] = []
    for sign in signs:
        if not rows or not rows[-1].holds(sign):
            rows.append(Row())
        rows[-1].add(sign)
    return rows


def bare(text: str) -> str:
    """Return a text as it is compared: without white space, in one form."""
    whole = unicodedata.normalize("NFKC", text)
    return "".join(one for one in whole if not one.isspace() and one not in _NOT_COMPARED)


def offset(text: str, count: int) -> int:
    """Return where a text goes on behind so many characters that are compared."""
    if count <= 0:
        return 0
    for place, character in enumerate(text):
        count -= len(bare(character))
        if count <= 0:
            return place + 1
    return len(text)


def places_of(row: Row, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the lines that hold a row, each with how many of its characters precede the row.

    The number is below 0 where a line holds only a part of the row. A row on another height
    than its line, as in a table, counts when there is only one like it.
    """
    wanted = row.bare
    texts = [bare(line.text) for line in lines]
    near = [
        place
        for place, line in enumerate(lines)
        if wanted and texts[place] and abs(line.y - row.foot) <= _NEAR * line.size
    ]
    for place in near:
        if wanted in texts[place]:
            return [(place, texts[place].index(wanted))]
    parts: list[tuple[int, int]] = []
    end = 0
    for place in sorted(near, key=lambda one: lines[one].x):
        start = wanted.find(texts[place], end)
        if start >= 0:
            parts.append((place, -start))
            end = start + len(texts[place])
    found = [place for place, text in enumerate(texts) if wanted and wanted in text]
    if parts or len(found) != 1 or texts[found[0]].count(wanted) > 1:
        return parts
    return [(found[0], texts[found[0]].index(wanted))]
