"""Opens PDF files: their pages and the labels printed on them."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pypdf.filters  # noqa: F401 - or pypdf loads it in every process, with its first page
from pypdf import PageObject, PdfReader
from pypdf.generic import IndirectObject

from corpus.errors import UnreadableFile
from corpus.pdf.pypdf_failures import DAMAGE

PAGE_LIMIT = 2_000  # pages in one letter

# pypdf tells the log about every flaw it works around; a file that fails is reported as such
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class DamagedFile(UnreadableFile):
    """A file that is no whole PDF."""


def open_pdf(data: bytes, path: Path) -> PdfReader:
    """Return a reader of a PDF.

    Raises:
        UnreadableFile: it needs a password, or is no whole PDF (``DamagedFile``).
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        # the owner's ban on copying is not enforced: the letters are public, quotes are short
        locked = reader.is_encrypted and not reader.decrypt("")
        rooted = isinstance(reader.trailer.raw_get("/Root"), IndirectObject)
    except DAMAGE as cause:
        raise damaged(path) from cause
    if not rooted:
        raise damaged(path)
    if locked:
        raise UnreadableFile(
            path,
            "het bestand is met een wachtwoord beveiligd",
            "Verwijder het wachtwoord en probeer het opnieuw.",
        )
    return reader


def pages_of(reader: PdfReader, path: Path) -> list[PageObject]:
    """Return the pages of a PDF.

    Raises:
        UnreadableFile: it has too many, or is no whole PDF (``DamagedFile``).
    """
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
    except DAMAGE as cause:
        raise damaged(path) from cause
    if not pages:
        raise damaged(path)
    return pages


def labels_of(reader: PdfReader, count: int) -> tuple[str, ...]:
    """Return the printed labels of so many pages; their numbers where the file has none."""
    numbers = [str(number) for number in range(1, count + 1)]
    try:
        labels = list(reader.page_labels)
    except DAMAGE:
        return tuple(numbers)
    if len(labels) != count:
        return tuple(numbers)
    return tuple(label or number for label, number in zip(labels, numbers, strict=True))


def damaged(path: Path) -> DamagedFile:
    """Return what is wrong with a file that is no whole PDF."""
    return DamagedFile(
        path,
        "het PDF-bestand is beschadigd",
        "Download of bewaar het opnieuw en probeer het nog eens.",
    )
