"""What the drawing of a PDF page shows: where each text stands, and under what pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field

from pypdf import PageObject

from corpus.pdf.objects import Box, looked_up, resources_of

Matrix = Sequence[float]

SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))
_MOVES = frozenset((b"BT", b"Tm", b"Td", b"TD", b"T*"))
_MARKS = frozenset((b"BDC", b"BMC"))
_INKS = {b"g": 1, b"rg": 3, b"k": 4, b"sc": 0, b"scn": 0, b"cs": 0}
_HEEDED = frozenset(
    (
        *SHOWS,
        *_MOVES,
        *_MARKS,
        *_INKS,
        b"Tf",
        b"TL",
        b"Tr",
        b"q",
        b"Q",
        b"EMC",
        b"Do",
        b"INLINE IMAGE",
    )
)
_INVISIBLE = 3  # the render mode of text that leaves no ink
_PICTURES = 500  # of one page: a page with more is drawn, not scanned
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WATERMARK = "/Watermark"  # what a mark says of text


@dataclass(frozen=True, slots=True)
class Show:
    """One showing of text: where it begins on the page, in points, and how it is drawn.

    ``raw`` is what the operator shows, in the font's own codes; ``moved`` says that its place is
    its own, not the end of what was shown before it.
    """

    raw: tuple[str, str]
    x: float
    y: float
    size: float
    angle: float  # degrees, against the clock
    length: int  # codes, with those shown before it from the same place
    moved: bool
    visible: bool
    light: float  # of its ink: 0 black, 1 white
    watermark: bool  # marked as one in the file

    @property
    def box(self) -> Box:
        """A box that surely holds the text; it may be larger."""
        along, across = self.length * self.size, self.size
        if not self.angle:
            return self.x, self.y - 0.25 * across, self.x + along, self.y + across
        turn = math.radians(self.angle)
        ends = [
            (self.x + a * math.cos(turn) - b * math.sin(turn),
             self.y + a * math.sin(turn) + b * math.cos(turn))
            for a in (0.0, along)
            for b in (-0.25 * across, across)
        ]  # fmt: skip
        return _around(ends)


@dataclass(slots=True)
class _State:
    """What ``q`` keeps and ``Q`` brings back."""

    mode: int = 0
    size: float = 12.0
    font: str = ""
    light: float = 0.0
    leading: float = 0.0


@dataclass(slots=True)
class Trace:
    """Follows the operators of a page, and those of the forms that it draws.

    Those whose number is in ``unseen`` show nothing.
    """

    page: PageObject
    unseen: frozenset[int] = frozenset()
    shows: list[Show] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    _state: _State = field(default_factory=_State)
    _kept: list[_State] = field(default_factory=list)
    _marks: list[str] = field(default_factory=list)
    _forms: list[tuple[Matrix, object, int]] = field(default_factory=list)
    _length: int = 0

    def before(self, operator: bytes, operands: list[object], cm: Matrix, tm: Matrix) -> None:
        """Take an operator before pypdf does."""
        if operator not in _HEEDED:
            return
        if operator in SHOWS:
            self._show(operator, operands, self.placed(cm, tm))
        elif operator in _MOVES:
            self._length = 0
            if operator == b"TD":
                self._state.leading = -_number(operands, 1)
        elif operator == b"Tf":
            self._state.font, self._state.size = str(operands[0]), _number(operands, 1)
        elif operator == b"TL":
            self._state.leading = _number(operands, 0)
        elif operator == b"Tr":
            self._state.mode = int(_number(operands, 0))
        elif operator in _INKS:
            self._state.light = _light([o for o in operands if isinstance(o, int | float)])
        else:
            self._other(operator, operands, cm)

    def after(self, operator: bytes, operands: list[object], cm: Matrix, tm: Matrix) -> None:
        """Take an operator after pypdf did: a form has been drawn."""
        if operator == b"Do" and self._forms:
            del self._marks[self._forms.pop()[2] :]

    def placed(self, cm: Matrix, tm: Matrix) -> Matrix:
        """Return the matrix of text on the page, also of text in a form."""
        base = self._forms[-1][0] if self._forms else SAME
        return times(times(tm, cm), base)

    def _other(self, operator: bytes, operands: list[object], cm: Matrix) -> None:
        if operator == b"q":
            self._kept.append(copy(self._state))
        elif operator == b"Q" and self._kept:
            self._state = self._kept.pop()
        elif operator in _MARKS:
            self._marks.append(_mark(operands))
        elif operator == b"EMC" and self._marks:
            self._marks.pop()
        elif operator == b"INLINE IMAGE":
            self._picture(self.placed(cm, SAME))
        elif operator == b"Do":
            self._draw(operands, cm)

    def _resources(self) -> object:
        return self._forms[-1][1] if self._forms else resources_of(self.page)

    def _show(self, operator: bytes, operands: list[object], m: Matrix) -> None:
        raw = _raw(operands)
        state, first = self._state, not self._length
        down = 0.0 if operator in (b"Tj", b"TJ") else state.leading
        self._length = len(raw) + (0 if down else self._length)
        self.shows.append(
            Show(
                (state.font, raw),
                x=m[4] - down * m[2],
                y=m[5] - down * m[3],
                size=abs(state.size) * math.hypot(m[2], m[3]),
                angle=math.degrees(math.atan2(m[1], m[0])),
                length=self._length,
                moved=first,
                visible=state.mode != _INVISIBLE,
                light=state.light,
                watermark=_WATERMARK in self._marks,
            )
        )  # fmt: skip
        if len(self.shows) - 1 in self.unseen and operands:
            last = operands[-1]
            if isinstance(last, list):
                last.clear()
            else:
                operands[-1] = b""

    def _draw(self, operands: list[object], cm: Matrix) -> None:
        base = self._forms[-1][0] if self._forms else SAME
        resources = self._resources()
        one = looked_up(looked_up(resources, "/XObject"), str(operands[0]) if operands else "")
        placed = times(cm, base)
        if looked_up(one, "/Subtype") == "/Image":
            self._picture(placed)
        own = looked_up(one, "/Matrix")
        given = (
            [float(n) for n in own if isinstance(n, int | float)] if isinstance(own, list) else ()
        )
        matrix = times(given, placed) if len(given) == len(SAME) else placed
        own_resources = looked_up(one, "/Resources") or resources
        self._forms.append((matrix, own_resources, len(self._marks)))

    def _picture(self, m: Matrix) -> None:
        corners = ((0, 0), (1, 0), (0, 1), (1, 1))
        ends = [(a * m[0] + b * m[2] + m[4], a * m[1] + b * m[3] + m[5]) for a, b in corners]
        if len(self.pictures) < _PICTURES:
            self.pictures.append(_around(ends))


def _mark(operands: Sequence[object]) -> str:
    """Return what a mark in the file says of the text behind it, if it matters here."""
    return _WATERMARK if _WATERMARK in (looked_up(one, "/Subtype") for one in operands) else ""


def times(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that does first the one, then the other."""
    if n is SAME:
        return m
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _raw(operands: Sequence[object]) -> str:
    """Return the codes that an operator shows, one character each."""
    last = operands[-1] if operands else ""
    if isinstance(last, bytes):
        return last.decode("latin-1")
    parts = last if isinstance(last, list) else [last]
    return "".join(
        part.decode("latin-1") if isinstance(part, bytes) else part
        for part in parts
        if isinstance(part, str | bytes)
    )


def _number(operands: Sequence[object], place: int) -> float:
    one = operands[place] if place < len(operands) else 0
    return float(one) if isinstance(one, int | float) else 0.0


def _light(values: Sequence[float]) -> float:
    """Return how light an ink is; one that is not told in numbers counts as dark."""
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return (1 - black) * (1 - (cyan + magenta + yellow) / 3)
    return sum(values) / len(values) if values else 0.0
