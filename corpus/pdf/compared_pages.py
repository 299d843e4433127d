"""The pages of a PDF file beside what another program reads on them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.pdf.pdfium.check import Compared


def compared_pages(path: Path) -> list[Compared]:
    """Return for each page of a PDF file what the second reader has in another way.

    Raises:
        UnreadableFile: the file gives no letter.
    """
    from corpus.pdf.document import read_pdf
    from corpus.pdf.pdfium.check import compared
    from corpus.pdf.pdfium.reader import SecondReader

    data = path.read_bytes()
    return list(compared(read_pdf(data, path), SecondReader(data)))
