"""A line of a PDF page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where it begins, in points, its usual size, and whether all is styled.

    Raised digits are written as superscripts; ``label`` is the raised number it begins with,
    ``link`` the address to which it leads.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool
    italic: bool
    label: str = ""
    row: bool = False
    link: str = ""
