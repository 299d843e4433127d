"""The characters of a PDF page with their boxes, and its lines, as PDFium reads them.

PDFium also reads files that pypdf gives up on. Nothing comes back where it is not installed.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from corpus.pdf.objects import Box

_BESIDE = 6.0  # points: so wide a space between words may be
_HYPHEN = re.compile("[\x02\ufffe](?:\r?\n)?")  # what PDFium writes for one that cuts a word

_MIXED = re.compile(r"(?=.*\d)(?=.*[^\W\d_])")  # letters and digits in one word
_GARBLED = 0.05  # of the words: with more mixed ones, what was drawn is mistaken for text


@dataclass(frozen=True, slots=True)
class Sign:
    """A character and the box it stands in."""

    text: str
    box: Box

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        left, bottom, right, top = self.box
        return (left + right) / 2, (bottom + top) / 2


class SecondReader:
    """PDFium's view of a file, opened when it is first asked for something."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._last: tuple[int, Any] = 0, None  # the page that was asked for last, and its text

    def signs(self, number: int) -> list[Sign]:
        """Return the characters of a page (from 1) other than white space, in reading order."""
        page = self._text(number)
        if page is None:
            return []
        raw = importlib.import_module("pypdfium2.raw")
        codes = (raw.FPDFText_GetUnicode(page.raw, place) for place in range(page.count_chars()))
        found = enumerate(map(chr, codes))
        return [Sign(text, page.get_charbox(place)) for place, text in found if text.strip()]

    def has_sign(self, number: int, x: float, y: float) -> bool:
        """Whether a character of a page (from 1) stands at a place, or just beside it."""
        page = self._text(number)
        return page is not None and page.get_index(x, y, _BESIDE, 0.5) is not None

    def lines(self, number: int) -> list[str]:
        """Return the lines of a page (from 1); none when they cannot be read, or not as words."""
        return self._lines(number) or []

    def pages(self, most: int) -> list[list[str]]:
        """Return the lines of each page; none when one cannot be read, or there are more pages."""
        count = len(self._document or ())
        numbers = range(1, count + 1) if count <= most else ()
        found = [lines for number in numbers if (lines := self._lines(number)) is not None]
        return found if len(found) == count else []

    def texts(self) -> Iterator[str]:
        """Yield the text of each page as it stands; nothing for one that cannot be read."""
        for number in range(1, len(self._document or ()) + 1):
            page = self._text(number)
            yield "" if page is None else page.get_text_range()

    def _lines(self, number: int) -> list[str] | None:
        page = self._text(number)
        text = "" if page is None else _HYPHEN.sub("-\n", page.get_text_range())
        words = text.split()
        mixed = sum(bool(_MIXED.match(word)) for word in words)
        return None if page is None or mixed > _GARBLED * len(words) else text.splitlines()

    def _text(self, number: int) -> Any:  # noqa: ANN401 - a page of an optional library
        if self._last[0] != number:
            self._last = number, self._text_page(number)
        return self._last[1]

    def _text_page(self, number: int) -> Any:  # noqa: ANN401 - a page of an optional library
        document = self._document
        if document is None:
            return None
        pdfium = importlib.import_module("pypdfium2")
        try:
            return document[number - 1].get_textpage()
        except (pdfium.PdfiumError, IndexError):
            return None

    @cached_property
    def _document(self) -> Any:  # noqa: ANN401 - a document of an optional library
        if importlib.util.find_spec("pypdfium2") is None:
            return None
        pdfium = importlib.import_module("pypdfium2")
        try:
            return pdfium.PdfDocument(self._data)
        except pdfium.PdfiumError:
            return None
