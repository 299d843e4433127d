"""Reads the pages of a scan with tesseract, when that and pypdfium2 are installed."""

from __future__ import annotations

import importlib
import importlib.util
import math
import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.text.cleaning import is_dutch_word

SECONDS = 22.0  # for all pages of one scan
SECONDS_BESIDE = 10.0  # for the scanned pages of a file that has text as well
NOTICE = "De tekst is met tekstherkenning (OCR) uit een scan gelezen en kan leesfouten bevatten."
_DPI = 300
_PIXELS = 20_000_000  # of one page
_HEADER = 32  # bytes: more than the head of a picture
_POOR = 0.6  # of the words: when fewer are Dutch, the scan cannot be read
_WORD = re.compile(r"[^\W\d_]{4,}")
_SEARCHABLE = "Maak het bestand eerst doorzoekbaar, bijvoorbeeld met ocrmypdf."
LATE = f"Tekst herkennen duurde te lang. {_SEARCHABLE}"


def can_read_scans() -> bool:
    """Whether tesseract with Dutch and the renderer of pages are installed."""
    program = shutil.which("tesseract")
    if program is None or importlib.util.find_spec("pypdfium2") is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return "nld" in listed.stdout.split()


def read_scan(data: bytes, path: Path) -> list[list[str]]:
    """Return the lines of each page of a scanned PDF.

    Raises:
        UnreadableFile: it takes too long, or what comes out is hardly Dutch.
    """
    end = time.monotonic() + SECONDS
    pdfium = importlib.import_module("pypdfium2")
    pages: list[list[str]] = []
    try:
        for page in pdfium.PdfDocument(data):
            pages.append(_recognised(_image(page), end - time.monotonic()))
    except subprocess.TimeoutExpired as cause:
        reason = f"het lezen van deze scan duurde te lang, bij pagina {len(pages) + 1}"
        raise UnreadableFile(path, reason, _SEARCHABLE) from cause
    except (pdfium.PdfiumError, subprocess.CalledProcessError, OSError) as cause:
        raise UnreadableFile(path, "deze scan kan niet worden gelezen", _SEARCHABLE) from cause
    if _share_of_dutch(pages) < _POOR:
        raise UnreadableFile(
            path,
            "geen tekst in deze scan, of te slecht leesbaar",
            "Scan de brief opnieuw en scherper.",
        )
    return pages


def read_scanned_pages(
    data: bytes, numbers: Sequence[int], seconds: float
) -> tuple[dict[int, list[str]], Sequence[int]]:
    """Return the lines of pages of a PDF, by number from 1, and for which there was no time."""
    end = time.monotonic() + seconds
    pdfium = importlib.import_module("pypdfium2")
    found: dict[int, list[str]] = {}
    for place, number in enumerate(numbers):
        try:
            page = pdfium.PdfDocument(data)[number - 1]
            lines = _recognised(_image(page), end - time.monotonic())
        except subprocess.TimeoutExpired:
            return found, numbers[place:]
        except (subprocess.SubprocessError, pdfium.PdfiumError, OSError, IndexError):
            continue
        if _share_of_dutch([lines]) >= _POOR:
            found[number] = lines
    return found, ()


def _image(page: object) -> bytes:
    """Return a page as a grey picture in PGM form, of bounded size."""
    width, height = page.get_size()  # type: ignore[attr-defined]
    scale = min(_DPI / 72, math.sqrt(_PIXELS / max(width * height, 1.0)))
    bitmap = page.render(scale=scale, grayscale=True)  # type: ignore[attr-defined]
    rows = memoryview(bitmap.buffer).cast("B")
    lines = (
        rows[row * bitmap.stride : row * bitmap.stride + bitmap.width]
        for row in range(bitmap.height)
    )
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)


def _recognised(image: bytes, seconds: float) -> list[str]:
    if seconds <= 0:
        raise subprocess.TimeoutExpired("tesseract", SECONDS)
    if len(set(image[_HEADER:])) == 1:
        return []  # a blank page
    found = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "nld"],
        input=image,
        capture_output=True,
        timeout=seconds,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return found.stdout.decode("utf-8", "replace").replace("\f", "").splitlines()


def _share_of_dutch(pages: list[list[str]]) -> float:
    """Return how many of the words are Dutch words, in [0, 1]."""
    words = {word for lines in pages for line in lines for word in _WORD.findall(line)}
    known = sum(is_dutch_word(word) for word in words)
    return known / len(words) if words else 0.0
