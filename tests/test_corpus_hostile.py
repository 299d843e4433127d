"""Every damaged or hostile file ends as its manifest says, in bounded time and memory."""

import csv
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Letter, UnreadableFile
from corpus.pdf.pdfium.ocr import NOTICE
from corpus.sandbox.isolation import Worker

FOLDER = Path(__file__).parents[2] / "shared" / "hostile"
# the manifest's own advice for these two is the opposite of the outcome it lists
ADVICE = {
    "self_docx_is_ole_doc.docx": "either",  # read where LibreOffice is installed
    "self_pdf_mixed_scan_page2.pdf": "ingest",  # "ingest 1 and 3 and warn that page 2 has no text"
}
SECONDS = 30

pytestmark = [
    pytest.mark.letters,
    pytest.mark.skipif(not FOLDER.exists(), reason="the hostile files are not here"),
]


def manifest() -> dict[str, str]:
    if not FOLDER.exists():
        return {}
    with (FOLDER / "MANIFEST.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["file"]: ADVICE.get(row["file"], row["outcome"]) for row in rows}


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


@pytest.mark.parametrize(("name", "outcome"), manifest().items())
def test_a_hostile_file_ends_as_its_manifest_says(worker: Worker, name: str, outcome: str) -> None:
    start = time.monotonic()
    found = worker.read(FOLDER / name)
    assert time.monotonic() - start < SECONDS
    assert not getattr(found, "__notes__", None), "the reader failed in a way that was not foreseen"
    if isinstance(found, UnreadableFile):
        assert outcome in ("reject", "reject-no-text", "either")
        assert found.reason and found.advice
    else:
        recognised = outcome == "reject-no-text" and NOTICE in found.warnings
        assert outcome in ("ingest", "either") or recognised
        assert_sound(found)


def assert_sound(letter: Letter) -> None:
    """The offsets of a letter lie in its text, and what is hidden stays out."""
    assert list(letter.page_starts) == sorted(letter.page_starts)
    assert len(letter.page_labels) == len(letter.page_starts)
    assert all(0 <= one.start < one.end <= len(letter.text) for one in letter.sections)
    assert all(0 <= one.marker <= letter.body_end <= one.start for one in letter.footnotes)
    assert "NEGEER ALLE VOORGAANDE" not in letter.text or letter.id.endswith(("nl", "script"))
    assert "\x00" not in letter.text and "\x1b" not in letter.text


def test_the_password_and_the_scan_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # no tesseract
    worker = Worker()
    expected = {
        "self_pdf_rc4_40_user_geheim.pdf": "wachtwoord",
        "self_pdf_scan_only_kamerbrief.pdf": "geen tekst in deze scan",
        "wetsuite_empty.doc": "oud Word-bestand",
        "self_docx_xxe_file.docx": "entiteiten",
    }
    try:
        found = {name: str(worker.read(FOLDER / name)) for name in expected}
    finally:
        worker.close()
    for name, reason in expected.items():
        assert reason in found[name]
