"""A scan made here: its text comes back through recognition, where that is installed."""

import importlib
import io
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableFile
from corpus.pdf import read_pdf
from corpus.scan import NOTICE, can_read_scans

LINES = (
    "Geachte leden van de raad,",
    "Het college verhoogt de eigen bijdrage voor hulp bij het huishouden niet.",
    "De wachttijd voor een gesprek is teruggebracht van negen naar zes weken.",
)


def typed() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(LINES):
        canvas.drawString(70, 760 - 30 * number, line)
    canvas.save()
    return stream.getvalue()


def scanned() -> bytes:
    pdfium = importlib.import_module("pypdfium2")
    picture = pdfium.PdfDocument(typed())[0].render(scale=300 / 72, grayscale=True).to_pil()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.save()
    return stream.getvalue()


@pytest.mark.skipif(not can_read_scans(), reason="tesseract with Dutch is not installed")
def test_a_scan_is_read_and_said_to_be_one() -> None:
    draft = read_pdf(scanned(), Path("scan.pdf"))
    text = " ".join(block.text for block in draft.blocks)
    assert all(line in text for line in LINES)
    assert draft.warnings == (NOTICE,)
    assert draft.page_labels == ("1",)


def test_without_recognition_a_scan_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.save()
    with pytest.raises(UnreadableFile, match="geen tekst in deze scan") as refused:
        read_pdf(stream.getvalue(), Path("scan.pdf"))
    assert "tesseract-ocr-nld" in refused.value.advice
