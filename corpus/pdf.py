"""Reads PDF files: physical pages, the labels printed on them, and their lines of text."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, DeprecationError, PyPdfError

from corpus.draft import Draft
from corpus.errors import UnreadableFile
from corpus.lines import blocks_from_pages

PAGE_LIMIT = 2_000  # pages in one letter
# what pypdf was seen to raise on damaged files
_DAMAGE = (
    PyPdfError, DependencyError, DeprecationError, ArithmeticError, AssertionError,
    AttributeError, LookupError, NotImplementedError, OSError, RecursionError, TypeError,
    ValueError, struct.error, zlib.error,
)  # fmt: skip

# pypdf tells the log about every flaw it works around; a file that fails is reported as such
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes, path: Path) -> Draft:
    """Return the draft of a PDF.

    Raises:
        UnreadableFile: it is damaged, needs a password, is too long or holds no text.
    """
    reader = _open(data, path)
    pages = _pages(reader, path)
    texts: list[list[str]] = []
    warnings: list[str] = []
    for number, page in enumerate(pages, 1):
        try:
            lines = page_lines(page)
        except _DAMAGE:
            lines = []
            warnings.append(f"Pagina {number} is beschadigd en kon niet worden gelezen.")
        else:
            if not any(map(_readable, lines)):
                warnings.append(f"Pagina {number} heeft geen tekst; misschien is het een scan.")
        texts.append(lines)
    if not any(_readable(line) for lines in texts for line in lines):
        raise _without_text(path, len(texts), warnings)
    return Draft(blocks_from_pages(texts), _labels(reader, len(texts)), warnings=tuple(warnings))


def page_lines(page: PageObject) -> list[str]:
    """Return the lines of a page in the order of reading."""
    return page.extract_text().splitlines()


def _readable(line: str) -> bool:
    return any(character.isalnum() for character in line)


def _open(data: bytes, path: Path) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        # the owner's ban on copying is not enforced: the letters are public, quotes are short
        locked = reader.is_encrypted and not reader.decrypt("")
    except _DAMAGE as cause:
        raise _damaged(path) from cause
    if locked:
        raise UnreadableFile(
            path,
            "het bestand is met een wachtwoord beveiligd",
            "Verwijder het wachtwoord en probeer het opnieuw.",
        )
    return reader


def _pages(reader: PdfReader, path: Path) -> list[PageObject]:
    try:
        pages = []
        for page in reader.pages:
            pages.append(page)
            if len(pages) > PAGE_LIMIT:
                raise UnreadableFile(
                    path,
                    f"het bestand heeft meer dan {PAGE_LIMIT} pagina's",
                    "Splits het bestand in delen.",
                )
    except _DAMAGE as cause:
        raise _damaged(path) from cause
    if not pages:
        raise _damaged(path)
    return pages


def _labels(reader: PdfReader, count: int) -> tuple[str, ...]:
    numbers = [str(number) for number in range(1, count + 1)]
    try:
        labels = list(reader.page_labels)
    except _DAMAGE:
        return tuple(numbers)
    if len(labels) != count:
        return tuple(numbers)
    return tuple(label or number for label, number in zip(labels, numbers, strict=True))


def _damaged(path: Path) -> UnreadableFile:
    return UnreadableFile(
        path,
        "het PDF-bestand is beschadigd",
        "Download of bewaar het opnieuw en probeer het nog eens.",
    )


def _without_text(path: Path, pages: int, warnings: list[str]) -> UnreadableFile:
    if any("beschadigd" in warning for warning in warnings) and len(warnings) == pages:
        return _damaged(path)
    return UnreadableFile(
        path,
        "geen tekst in deze scan",
        "Installeer tesseract-ocr en tesseract-ocr-nld, of maak het bestand eerst doorzoekbaar.",
    )
