"""Pages of the PDFs of an index as pictures."""

from __future__ import annotations

from pathlib import Path

from corpus import Letter, UnreadableFile, can_draw_pages, fingerprint, page_picture
from ui import texts


def drawable(file: Path) -> bool:
    """Whether pages of a letter's file can be shown."""
    return file.suffix.lower() == ".pdf" and file.is_file() and can_draw_pages()


def picture(letter: Letter, file: Path, page: int, start: int = 0, end: int = 0) -> bytes:
    """Return a page (from 1) of a letter's file as PNG, the characters that stand on it marked.

    Raises:
        UnreadableFile: there is no such page, or the file has changed or cannot be drawn.
        OSError: the file cannot be read.
    """
    there = 1 <= page <= len(letter.page_starts) and drawable(file)
    if not there or fingerprint(file) != letter.sha256:
        raise UnreadableFile(file, texts.NO_PICTURE, texts.READ_AGAIN)
    if start < letter.body_end:  # a note stands on its page whole
        edges = (*letter.page_starts, letter.body_end)
        start, end = max(start, edges[page - 1]), min(end, edges[page])
    return page_picture(file, page, letter.text[start:end])
