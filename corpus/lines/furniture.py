"""Running heads, running feet and page numbers: what a page repeats and a letter does not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.text.sections import is_farewell, is_salutation

_ZONE = 7  # lines that hold text, at either edge of a page
_LONG = 80  # characters from which a line that differs in a number is another line
_SENTENCE = 3  # spaces: so many words with a full stop are a sentence, as is a longer line
_PAGE_NUMBER = re.compile(
    r"(?:(?:pagina|pag\.?|blad|bladzijde|page)\s*:?\s*\d+(?:\s*(?:van|/|of)\s*\d+)?"
    r"|\d{1,4}\s*(?:/|van|\|)\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}|[ivxl]{1,6})",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?:pagina|pag\.|blad)\s*\d+\s*(?:van|/)\s*\d+", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_ASKED = re.compile(
    r"(?:vra(?:ag|gen)|antwoord(?:en)?)\b[\s\d,:.]*(?:(?:en|t/m|op vraag)[\s\d,:.]*)*", re.I
)

_TITLE = re.compile(
    r"(?i:bijlage|hoofdstuk|deel|artikel|paragraaf)\s+[\dIVX]+[.:]?(?:\s.*\D)?"
    r"|\d{1,2}(?:\.\d{1,2})+\.?\s+[^\W\d_a-z].*\D"
)


def without_furniture(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the lines of each page without those that only say which page of what it is.

    The head of the first page stays: it holds the letter's own metadata.
    """
    repeated = _repeated(pages)
    kept = _titles(pages)
    return [
        _page_without(lines, repeated, kept, first=index == 0 and len(pages) > 1)
        for index, lines in enumerate(pages)
    ]


def _repeated(pages: Sequence[Sequence[str]]) -> set[str]:
    """Return the shapes of lines that stand at the head or foot of many pages."""
    counts = Counter[str]()
    for lines in pages:
        counts.update({_shape(lines[index]) for index in _edges(lines)})
    needed = max(2, round(0.4 * (len(pages) - 1)), 3 if len(pages) > 6 else 0)
    return {shape for shape, count in counts.items() if count >= needed and _is_telling(shape)}


def _titles(pages: Sequence[Sequence[str]]) -> set[str]:
    """Return the numbered titles that head one page only: "Bijlage 1", "2.1 Inleiding"."""
    counts = Counter(lines[index].strip() for lines in pages for index in _edges(lines))
    return {line for line, count in counts.items() if count == 1 and _TITLE.fullmatch(line)}


def _is_telling(shape: str) -> bool:
    """Whether a line that is repeated cannot be a line of the text: not a bullet, not a clause."""
    return any(character.isalnum() or character == "#" for character in shape)


def _shape(line: str) -> str:
    """Return a line with its numbers alike, so that page numbers do not make it differ."""
    folded = " ".join(line.split()).casefold()
    sentence = folded.endswith((".", "?", "!")) and folded.count(" ") >= _SENTENCE
    sentence &= not line.isupper()
    return folded if sentence or len(folded) > _LONG else _DIGITS.sub("#", folded)


def _edges(lines: Sequence[str]) -> list[int]:
    """Return the indices of the first and last lines of a page that hold text."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    if len(filled) <= 2 * _ZONE:
        return filled
    return filled[:_ZONE] + filled[-_ZONE:]


def _page_without(
    lines: Sequence[str], repeated: set[str], titles: set[str], *, first: bool
) -> list[str]:
    filled = [index for index, line in enumerate(lines) if line.strip()]
    head = set(filled[: _head(lines, filled, first=first)])
    dropped = {index for index in filled if _LABELLED.fullmatch(lines[index].strip())}
    for index in _edges(lines):
        own = _is_text(lines[index]) or lines[index].strip() in titles
        if index not in head and _shape(lines[index]) in repeated and not own:
            dropped.add(index)
    for ordered in (filled, filled[::-1]):
        for index in ordered:
            if index not in dropped and not _PAGE_NUMBER.fullmatch(lines[index].strip()):
                break
            dropped.add(index)
    return [line for index, line in enumerate(lines) if index not in dropped]


def _head(lines: Sequence[str], filled: Sequence[int], *, first: bool) -> int:
    """Return how many lines of a page stay: on the first of a letter its head, or all of it."""
    texts = [lines[index].strip() for index in filled]
    opening = next((n for n, text in enumerate(texts) if is_salutation(text)), None)
    if opening is None and not first:
        return 0
    closing = next((n for n, text in enumerate(texts) if is_farewell(text)), 0)
    signed = closing + 2 if opening is not None and closing > opening else 0
    return max(len(filled) // 2, min(_ZONE, len(filled) - 1), signed)


def _is_text(line: str) -> bool:
    """Whether the line is of the text and may well be repeated: an item, or "Vraag 3"."""
    item = line.strip()[:1] in "•·–-" and any(character.isalpha() for character in line)
    return item or _ASKED.fullmatch(line.strip()) is not None
