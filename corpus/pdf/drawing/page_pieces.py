"""What is drawn on a PDF page: pieces of text with their places, raised numbers and rules."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from pypdf import PageObject
from pypdf.generic import ContentStream, NameObject

from corpus.pdf.drawing.drawing_walk import SAME, Trace
from corpus.pdf.drawing.raised import Raised, Shown
from corpus.pdf.drawing.rules import DRAWN, Drawing, Rule
from corpus.pdf.drawing.unseen import (
    doubled,
    invisible,
    letters_apart,
    outside,
    quoted,
    turned,
    watermarks,
)
from corpus.text.block_writer import HIDDEN

Font = Mapping[str, object] | None

_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_WATERMARK = "Watermerk ‘{}’", "Een watermerk"
_TURNED = "Gedraaide tekst in de kantlijn (‘{}’)", "Gedraaide tekst in de kantlijn"
_CONTENTS = NameObject("/Contents")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text as it was drawn: where it begins, in points, and its size."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """The text and the rules of a page in the order of drawing; ``told``: what is left out."""

    fragments: list[Fragment]
    raised: list[Raised]
    rules: tuple[Rule, ...]
    told: tuple[str, ...] = ()


@dataclass(slots=True)
class _Pass:
    """One reading of a page's drawing."""

    trace: Trace
    fragments: list[Fragment] = field(default_factory=list)
    raised: list[Raised] = field(default_factory=list)
    shown: Shown = field(default_factory=Shown)
    drawing: Drawing = field(default_factory=Drawing)

    def keep(self, text: str, cm: list[float], tm: list[float], font: Font, size: float) -> None:
        """Take a piece of text as pypdf puts it together."""
        if text:
            placed = self.trace.placed(cm, tm)
            kind = font.get("/Subtype") if font else None
            name = str(font.get("/BaseFont", "")) if font else ""
            high = 12.0 if kind == "/Type3" else abs(size * math.hypot(placed[2], placed[3]))
            self.fragments.append(Fragment(text, placed[4], placed[5], high, *_style(name)))

    def watch(
        self, operator: bytes, operands: list[object], cm: list[float], tm: list[float]
    ) -> None:
        """Take an operator before it is carried out."""
        self.trace.before(operator, operands, cm, tm)
        if operator in (b"Tj", b"TJ"):
            placed = self.trace.placed(cm, tm)
            found = self.shown.next(operands, placed[5], placed[3])
            if found:
                self.raised.append(found)
        elif operator in DRAWN:
            self.drawing.next(operator, operands, self.trace.placed(cm, SAME))


def drawn(page: PageObject) -> Drawn:
    """Return what a reader of the page reads; each text once, however often it is drawn."""
    one = _read(page, frozenset())
    left_out, told = _left_out(page, one)
    apart = letters_apart(one.trace)
    if left_out or apart:
        with _without_idle_moves(page) if apart else nullcontext():
            one = _read(page, frozenset(left_out))
    return Drawn(one.fragments, one.raised, tuple(one.drawing.rules), told)


def _read(page: PageObject, unseen: frozenset[int]) -> _Pass:
    one = _Pass(Trace(page, unseen))
    page.extract_text(
        visitor_text=one.keep,
        visitor_operand_before=one.watch,
        visitor_operand_after=one.trace.after,
    )
    return one


def _left_out(page: PageObject, one: _Pass) -> tuple[set[int], tuple[str, ...]]:
    """Return which texts are not read, and what is told of them."""
    hidden = outside(one.trace) | invisible(one.trace)
    across = watermarks(one.trace) - hidden
    aside = turned(one.trace) - hidden - across
    told = [HIDDEN] if _texts(one, hidden) or _lacks(page, one, hidden) else []
    for numbers, naming, plain in ((across, *_WATERMARK), (aside, *_TURNED)):
        if texts := _texts(one, numbers):
            told.append(f"{naming.format(quoted(texts))} is niet meegelezen.")
        elif _lacks(page, one, numbers):
            told.append(f"{plain} is niet meegelezen.")
    return hidden | across | aside | doubled(one.trace), tuple(told)


def _texts(one: _Pass, numbers: set[int]) -> list[str]:
    """Return the pieces of text that begin where the given texts do, and no others."""
    shows = one.trace.shows
    places = {(shows[number].x, shows[number].y) for number in numbers}
    places -= {(show.x, show.y) for n, show in enumerate(shows) if places and n not in numbers}
    return [
        piece.text for piece in one.fragments if (piece.x, piece.y) in places and piece.text.strip()
    ]


def _lacks(page: PageObject, one: _Pass, numbers: set[int]) -> bool:
    """Whether a page has fewer letters without the given texts, which may be white space.

    pypdf puts a text that goes on upon the same line behind the one before it, in one piece.
    """
    return bool(numbers) and _letters(_read(page, frozenset(numbers))) < _letters(one)


def _letters(one: _Pass) -> int:
    return sum(not sign.isspace() for piece in one.fragments for sign in piece.text)


@contextmanager
def _without_idle_moves(page: PageObject) -> Iterator[None]:
    """Leave out moves to a next line on which nothing follows: pypdf takes them for gaps."""
    raw = page.raw_get("/Contents")
    content = ContentStream(raw.get_object(), page.pdf, "bytes")
    steps = content.operations
    idle = {n for n, (_, step) in enumerate(steps[1:]) if step == b"ET" and steps[n][1] == b"T*"}
    content.operations = [step for n, step in enumerate(steps) if n not in idle]
    page[_CONTENTS] = content
    try:
        yield
    finally:
        page[_CONTENTS] = raw


@functools.lru_cache(1_000)
def _style(font: str) -> tuple[bool, bool]:
    """Return whether a font is bold, and whether it is italic."""
    return bool(_BOLD.search(font)), bool(_ITALIC.search(font))
