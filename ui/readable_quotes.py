"""Quotes as they read well on a screen: lines of a file joined, what is proved stays as it is."""

from __future__ import annotations

import re

from index import compound, is_dutch

CELLS = " | "
"""What stands between the cells of a row in a letter's text."""
_BAR = re.compile(r"(?<!\S)\|(?!\S)")  # the same where a cell beside it is empty
_AND = "en|of|dan|tot|als|noch|maar|naar|plus|respectievelijk"
_CUT = re.compile(rf"\b([a-zà-ÿ]{{2,}})-\s+(?!(?:{_AND})\b)([a-zà-ÿ]{{3,}})\b")
_LINE = re.compile(r"(?<!\n)[ \t]*\n(?![ \t]*(?:\n|[-–•·*]\s|\d{1,2}[.)]\s|[a-z][.)]\s))[ \t]*")


def readable(text: str) -> str:
    """Return a quote on as few lines as it has paragraphs and items, words that were cut joined.

    "zorg- aanbieder" becomes "zorgaanbieder", what is no known word keeps its hyphen, "in- en
    uitvoer" and "Wmo- voorzieningen" stay; rows of a table keep their lines.
    """
    if CELLS not in text:
        text = _LINE.sub(" ", text)
    return _CUT.sub(_joined, text)


def cells_of(row: str) -> list[str]:
    """Return the cells of a row, also the empty ones; one for what is no row."""
    return [cell.strip() for cell in _BAR.split(row)]


def _joined(cut: re.Match[str]) -> str:
    whole = cut[1] + cut[2]
    return whole if is_dutch(whole) or compound(whole) else f"{cut[1]}-{cut[2]}"
