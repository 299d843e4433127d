"""A file that came in gets the ending of what it is, and is refused when it is something else."""

from __future__ import annotations

import io
import zipfile

import pytest
from source_serving import WORD

from corpus import SourceProblem
from corpus.office.compound_files import OLE
from corpus.sources.documents import Document
from corpus.sources.download_check import checked

ODF = b"application/vnd.oasis.opendocument."


def archive(**parts: bytes) -> bytes:
    """A zip archive; the first part stands in it as it is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as zipped:
        for name, data in parts.items():
            zipped.writestr(name, data)
    return stream.getvalue()


def old(stream: str) -> bytes:
    """The beginning of a compound file with a stream of a name."""
    return OLE + bytes(600) + stream.encode("utf-16-le") + bytes(600)


def ending(data: bytes, said: str = "") -> str:
    return checked(Document("a", "1", ending=said), data)


@pytest.mark.parametrize(
    ("data", "is_said"),
    [
        (WORD, ".docx"),
        (archive(**{"mimetype": ODF + b"text", "content.xml": b"<a/>"}), ".odt"),
        (old("WordDocument"), ".doc"),
        (b"%PDF-1.7 %%EOF", ".pdf"),
    ],
)
def test_a_file_is_what_its_source_said(data: bytes, is_said: str) -> None:
    assert ending(data) == ending(data, is_said) == is_said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (archive(**{"brief.txt": b"Geachte heer"}), ".docx"),
        (archive(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}), ".docx"),
        (archive(**{"mimetype": ODF + b"spreadsheet", "content.xml": b"<a/>"}), ".docx"),
        (archive(**{"mimetype": ODF + b"spreadsheet", "content.xml": b"<a/>"}), ".odt"),
        (old("Workbook"), ".doc"),
    ],
)
def test_what_only_begins_as_a_document_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(SourceProblem, match=rf"geen {said[1:].upper()}$"):
        ending(data, said)
    with pytest.raises(SourceProblem, match=r"geen document$"):
        ending(data)


@pytest.mark.parametrize("said", [".docx", ""])
def test_half_a_document_is_not_whole(said: str) -> None:
    with pytest.raises(SourceProblem, match="niet volledig"):
        ending(WORD[: len(WORD) // 2], said)
