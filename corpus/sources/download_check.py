"""Whether a file that came in is what the source said, and whole."""

from __future__ import annotations

import re
from hashlib import sha1
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.files.folders import MEDIA_TYPES
from corpus.office.compound_files import OLE, WORD_STREAM
from corpus.sources.documents import Document, SourceProblem
from corpus.untrusted_zip import open_archive, parse_xml
from corpus.word.package import is_word

ENDINGS = {MEDIA_TYPES[one]: one for one in (".pdf", ".doc", ".docx", ".odt", ".xml", ".html")}
"""The endings of files that are told by their bytes, by media type."""
_PDF_TAIL = 2048  # bytes at the end of a PDF file in which its end is marked
_WEB = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S
)


def checked(document: Document, data: bytes) -> str:
    """Return the ending that a document's file has by its content.

    Raises:
        SourceProblem: the file is not whole, or not what the source said.
    """
    if document.size and len(data) != document.size:
        raise SourceProblem(
            f"het bestand telt {len(data)} bytes en volgens de bron {document.size}"
        )
    if document.sha1 and sha1(data, usedforsecurity=False).hexdigest() != document.sha1:
        raise SourceProblem("het bestand is niet gelijk aan dat waarvan de bron het kenmerk noemt")
    ending = _ending(data)
    if document.ending and ending != document.ending:
        raise SourceProblem(f"het bestand is geen {document.ending[1:].upper()}{_instead(ending)}")
    if ending in ("", ".html") and not document.ending:
        raise SourceProblem(f"het bestand is geen document{_instead(ending)}")
    if not _is_whole(data, ending):
        raise SourceProblem("het bestand is niet volledig")
    return ending


def _instead(ending: str) -> str:
    return " maar een webpagina" if ending == ".html" else ""


def _ending(data: bytes) -> str:
    """Return the ending that belongs to the content of a file; empty for other kinds."""
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_ending(data)
    if data.startswith(OLE):
        return ".doc" if WORD_STREAM in data else ""
    if _WEB.match(data[:4096]):
        return ".html"
    return ".xml" if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") else ""


def _zip_ending(data: bytes) -> str:
    """Return the ending of an office file; for an archive that is not whole the likely one."""
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return ".odt"
    try:
        return ".docx" if is_word(data, Path(".docx")) else ""
    except UnreadableFile:
        return ".docx"


def _is_whole(data: bytes, ending: str) -> bool:
    """Whether a file goes on to its end, as far as its kind shows that."""
    try:
        if ending == ".docx":
            return is_word(data, Path(ending))
        if ending == ".odt":
            open_archive(data, Path(ending))
        elif ending == ".xml":
            parse_xml(data, Path(ending))
    except UnreadableFile:
        return False
    if ending == ".pdf":
        return b"%%EOF" in data[-_PDF_TAIL:]
    return ending != ".html" or b"</html>" in data.lower()
