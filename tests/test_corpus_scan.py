"""A scan made here: its text comes back through recognition, where that is installed."""

import importlib
import io
import os
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from test_corpus_pdf_shown import field

from corpus.errors import UnreadableFile
from corpus.pdf.document import read_pdf
from corpus.pdf.pdfium.ocr import NOTICE, can_read_scans
from corpus.text.block_writer import HIDDEN
from corpus.text.draft import assemble

LINES = (
    "Geachte leden van de raad,",
    "Het college verhoogt de eigen bijdrage voor hulp bij het huishouden niet.",
    "De wachttijd voor een gesprek is teruggebracht van negen naar zes weken.",
)


def typed() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    write(canvas, LINES)
    canvas.save()
    return stream.getvalue()


def write(canvas: Canvas, lines: tuple[str, ...]) -> None:
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(lines):
        canvas.drawString(70, 760 - 30 * number, line)


def scanned(*around: tuple[str, ...]) -> bytes:
    """A PDF of a picture of text, with typed pages before and after it."""
    pdfium = importlib.import_module("pypdfium2")
    picture = pdfium.PdfDocument(typed())[0].render(scale=300 / 72, grayscale=True).to_pil()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for lines in around[:1]:
        write(canvas, lines)
        canvas.showPage()
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    for lines in around[1:]:
        canvas.showPage()
        write(canvas, lines)
    canvas.save()
    return stream.getvalue()


@pytest.mark.skipif(not can_read_scans(), reason="tesseract with Dutch is not installed")
def test_a_scan_is_read_and_said_to_be_one() -> None:
    draft = read_pdf(scanned(), Path("scan.pdf"))
    text = " ".join(block.text for block in draft.blocks)
    assert all(line in text for line in LINES)
    assert draft.warnings == (NOTICE,)
    assert draft.page_labels == ("1",)


AROUND = (("Dit is de eerste bladzijde van de brief.",), ("Dit is de laatste bladzijde.",), ())


@pytest.mark.skipif(not can_read_scans(), reason="tesseract with Dutch is not installed")
def test_a_scanned_page_between_typed_ones_is_read_at_its_place() -> None:
    draft = read_pdf(scanned(*AROUND), Path("gemengd.pdf"))
    text = assemble(draft.blocks)
    second, third, fourth = text.page_starts[1:]
    assert all(line in " ".join(text.text[second:third].split()) for line in LINES)
    assert text.text[third:fourth].strip() == AROUND[1][0]
    assert draft.warnings[0] == f"Pagina 2: {NOTICE}"
    assert "Pagina 4 heeft geen tekst" in draft.warnings[1]


def test_without_recognition_a_scanned_page_is_warned_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = scanned(*AROUND[:2])
    monkeypatch.setenv("PATH", "")
    draft = read_pdf(data, Path("gemengd.pdf"))
    assert len(draft.warnings) == 1
    assert "Pagina 2 heeft geen tekst" in draft.warnings[0]


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


@pytest.fixture
def slow_recognition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine: recognition does not end in the time that it gets."""
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\ncase "$1" in --list-langs) echo nld;; *) exec sleep 20;; esac\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr("corpus.pdf.document.SECONDS_BESIDE", 0.5)
    monkeypatch.setattr("corpus.pdf.pdfium.ocr.SECONDS", 0.5)


@pytest.mark.usefixtures("slow_recognition")
def test_pages_for_which_there_was_no_time_are_named() -> None:
    draft = read_pdf(scanned(*AROUND), Path("gemengd.pdf"))
    for number, warning in zip((2, 4), draft.warnings, strict=True):
        assert warning.startswith(f"Pagina {number} heeft geen tekst; misschien is het een scan.")
        assert "Tekst herkennen duurde te lang" in warning


@pytest.mark.usefixtures("slow_recognition")
def test_a_scan_for_which_there_was_no_time_is_refused_with_the_page() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_pdf(scanned(), Path("scan.pdf"))
    assert refused.value.reason == "het lezen van deze scan duurde te lang, bij pagina 1"


@pytest.mark.skipif(not can_read_scans(), reason="tesseract with Dutch is not installed")
def test_fields_on_a_scan_follow_what_is_recognised() -> None:
    writer = PdfWriter(io.BytesIO(scanned()))
    on_page = field("/Tx", 70, 600, V="1.750 kilometer")
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(on_page)])
    stream = io.BytesIO()
    writer.write(stream)
    draft = read_pdf(stream.getvalue(), Path("scan.pdf"))
    text = " ".join(block.text for block in draft.blocks)
    assert all(line in text for line in LINES)
    assert text.endswith("1.750 kilometer")
    assert draft.warnings == (f"Pagina 1: {NOTICE}",)


@pytest.mark.parametrize("around", [(), AROUND[:2]])
@pytest.mark.skipif(not can_read_scans(), reason="tesseract with Dutch is not installed")
def test_what_is_left_out_of_a_scanned_page_is_told(around: tuple[tuple[str, ...], ...]) -> None:
    outside = io.BytesIO()
    canvas = Canvas(outside, pagesize=(595, 842))
    canvas.drawString(70, 2000, "Dit staat buiten het blad.")
    canvas.save()
    writer = PdfWriter(io.BytesIO(scanned(*around)))
    writer.pages[len(around[:1])].merge_page(PdfReader(outside).pages[0])
    stream = io.BytesIO()
    writer.write(stream)
    draft = read_pdf(stream.getvalue(), Path("scan.pdf"))
    assert all(line in " ".join(block.text for block in draft.blocks) for line in LINES)
    assert draft.warnings[0].endswith(NOTICE)
    assert draft.warnings[1:] == (HIDDEN,)
