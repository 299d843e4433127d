"""Tells by its content, not by its name, what kind of file a file is."""

from __future__ import annotations

import io
import re
import zipfile
from functools import partial
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.office.compound_files import ENCRYPTED, MAIL_STREAM, OLE, WORD_STREAM
from corpus.text.decoding import decode
from corpus.text.draft import Reader

_SAVE_AS = "Sla het op als DOCX of PDF en probeer het opnieuw."
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_KEPT_NAMES = (".pdf", ".docx", ".doc", ".odt", ".eml", ".msg")  # that plain text may not have
_WEB = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b", re.I | re.S
)
_XML = re.compile(r"\s*<(?:\?xml|officiele-publicatie)\b")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 4096  # bytes or characters that tell the kind
_MAIL_HEAD = 64 * 1024  # bytes in which a message tells who carried it, and only then what it is


def reader_for(data: bytes, path: Path) -> Reader:
    """Return the reader for a file's content.

    Raises:
        UnreadableFile: this kind of file is not read.
    """
    if b"%PDF-" in data[:1024]:
        from corpus.pdf.document import read_pdf

        return read_pdf
    if data.startswith(b"PK\x03\x04"):
        return _office_reader(data, path)
    if data.startswith(OLE):
        return _ole_reader(data, path)
    if data.startswith(b"{\\rtf"):
        raise UnreadableFile(path, "RTF-bestanden worden niet gelezen", _SAVE_AS)
    if data.startswith(_IMAGES):
        advice = "Maak er een PDF van met doorzoekbare tekst."
        raise UnreadableFile(path, "dit is een afbeelding", advice)
    return _text_reader(data, path)


def _office_reader(data: bytes, path: Path) -> Reader:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as cause:
        raise UnreadableFile(
            path, "het bestand is beschadigd", "Download of bewaar het opnieuw."
        ) from cause
    if "content.xml" in names and "mimetype" in names:
        from corpus.opendocument.document import read_opendocument

        return read_opendocument
    from corpus.word.package import is_word

    if is_word(data, path):
        from corpus.word.document import read_word

        return partial(read_word, reader_for=reader_for)
    raise UnreadableFile(path, "dit soort bestand wordt niet gelezen", _SAVE_AS)


def _ole_reader(data: bytes, path: Path) -> Reader:
    if path.suffix.lower() == ".msg" or MAIL_STREAM in data:
        from corpus.mail.message import read_mail
        from corpus.mail.outlook import is_outlook

        if path.suffix.lower() == ".msg" or is_outlook(data):
            return read_mail
    if ENCRYPTED in data:
        raise UnreadableFile(
            path,
            "het bestand is met een wachtwoord beveiligd",
            "Verwijder het wachtwoord en probeer het opnieuw.",
        )
    if WORD_STREAM in data:
        from corpus.old_word import read_old_word

        return partial(read_old_word, reader_for=reader_for)
    raise UnreadableFile(path, "dit is een oud Word-bestand (.doc)", _SAVE_AS)


def _text_reader(data: bytes, path: Path) -> Reader:
    from corpus.mail.message import is_mail, read_mail
    from corpus.mail.web_archive import is_archive, read_archive
    from corpus.web.document import read_webpage

    if is_archive(data, path):
        return read_archive
    suffix = path.suffix.lower()
    head = decode(data[: _HEAD // 2 * 2])
    heads = decode(data[:_MAIL_HEAD])
    if suffix not in (".pdf", ".docx", ".odt") and is_mail(heads, named=suffix == ".eml"):
        return read_mail
    if suffix == ".doc" and _WEB.match(head):
        return read_webpage  # what other programs save for Word to open
    if suffix in _KEPT_NAMES:
        raise UnreadableFile(
            path,
            f"de naam zegt {suffix[1:].upper()}, maar dat is de inhoud niet",
            "Download of bewaar het bestand opnieuw.",
        )
    if _WEB.match(head) or suffix in (".html", ".htm", ".mht", ".mhtml"):
        return read_webpage
    if _XML.match(head):
        from corpus.official.document import read_publication

        return read_publication
    if suffix == ".xml":
        raise UnreadableFile(path, "dit is geen XML", "Download of bewaar het bestand opnieuw.")
    if data.count(b"\x00") < len(data) // 8 and len(_CONTROL.findall(head)) > len(head) // 20:
        raise UnreadableFile(path, "dit soort bestand wordt niet gelezen", _SAVE_AS)
    from corpus.plain.document import read_plain

    return read_plain
