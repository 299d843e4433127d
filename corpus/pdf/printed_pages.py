"""The page numbers printed on the sheets of a PDF that has no page labels of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_EDGE = 3  # lines that hold text, at either edge of a page
_WORD = r"(?:pagina|pag\.|blad|bladzijde|page)\s*:?\s*"
_OF = r"(?:\s*(?:van|/|of|\|)\s*\d{1,4})?"
_NAMED = re.compile(rf"{_WORD}(\d{{1,4}}){_OF}", re.I)
_NUMBERS = (
    re.compile(rf"(?:.{{0,80}}\s)?{_WORD}(\d{{1,4}}){_OF}", re.I),
    re.compile(rf"{_WORD}(\d{{1,4}}){_OF}\s.{{0,80}}", re.I),
    re.compile(r"(\d{1,4})\s*(?:/|van)\s*\d{1,4}", re.I),
    re.compile(r"[-–—]?\s*(\d{1,4})\s*[-–—]?"),
    re.compile(r"(\d{1,4})\s*\|\s*\D.{0,80}"),
    re.compile(r"\D.{0,80}\|\s*(\d{1,4})"),
)
_LEAST = 3  # sheets that bear a number
_SHARE = 0.6  # of the sheets from the first that bears one


def printed_labels(pages: Sequence[Sequence[str]], labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels of the sheets as they are printed on them, where they all agree.

    Labels that the file itself gives stay. A sheet before the first number is called after its
    place, so that it is not taken for the sheet that bears that number.
    """
    if labels != tuple(str(number) for number in range(1, len(pages) + 1)):
        return labels
    ahead = _ahead(pages)
    if not ahead:
        return labels
    sheets = range(1, len(pages) + 1)
    return tuple(str(sheet - ahead) if sheet > ahead else f"blad {sheet}" for sheet in sheets)


def _ahead(pages: Sequence[Sequence[str]]) -> int:
    """Return by how many the sheets are ahead of the printed numbers; 0 when none is certain."""
    edges = [_edges(lines) for lines in pages]
    found = [
        (sheet, {sheet - number for number in _numbers(lines)})
        for sheet, lines in enumerate(edges, 1)
    ]
    votes = Counter(ahead for _, numbers in found for ahead in numbers)
    ahead = max(votes, key=lambda one: (votes[one], one == 0), default=0)
    bearing = [sheet for sheet, numbers in found if ahead in numbers]
    if len(bearing) < max(_LEAST, _SHARE * (len(pages) - min(bearing, default=1) + 1)):
        return 0
    named = {
        sheet - int(match.group(1))
        for sheet, lines in enumerate(edges, 1)
        for line in lines
        if (match := _NAMED.fullmatch(line))
    }
    return ahead if named <= {ahead} else 0


def _edges(lines: Sequence[str]) -> list[str]:
    """Return the first and last lines of a page that hold text."""
    filled = [line.strip() for line in lines if line.strip()]
    return filled if len(filled) <= 2 * _EDGE else filled[:_EDGE] + filled[-_EDGE:]


def _numbers(lines: Sequence[str]) -> set[int]:
    """Return what may be the number of a page."""
    matches = (pattern.fullmatch(line) for line in lines for pattern in _NUMBERS)
    return {int(match.group(1)) for match in matches if match}
