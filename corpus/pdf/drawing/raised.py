"""Raised and lowered numbers in the drawing of a PDF page: markers, exponents, CO2."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKER = re.compile(r"\d{1,3}")
SMALL = 0.8  # of the size of its line: the most a superscript measures


@dataclass(frozen=True, slots=True)
class Raised:
    """A small number shown above or below the foot of its line, and the text before it."""

    digits: str
    before: str
    y: float
    lowered: bool = False


@dataclass(slots=True)
class Shown:
    """What was shown last on a page: its text, where its line stands and how high it is."""

    text: str = ""
    y: float = 0.0
    height: float = 0.0

    def next(self, operands: list[object], y: float, height: float) -> Raised | None:
        """Return the number that is shown now, when it is raised or lowered."""
        text = _operand_text(operands)
        rise = y - self.y
        moved = 0.15 * self.height < rise < 0.8 * self.height or -0.5 * self.height < rise < 0
        small = 0 < height < SMALL * self.height
        if moved and small and self.text and MARKER.fullmatch(text.strip()):
            return Raised(text.strip(), self.text[-12:], self.y, lowered=rise < 0)
        if text.strip():
            self.text, self.y, self.height = text, y, height
        return None


def _operand_text(operands: list[object]) -> str:
    """Return the text that an operator shows, as far as it is written in plain letters."""
    first = operands[0] if operands else ""
    parts = first if isinstance(first, list) else [first]
    shown = [part for part in parts if isinstance(part, (str, bytes))]
    return "".join([part.decode("latin-1") if isinstance(part, bytes) else part for part in shown])
