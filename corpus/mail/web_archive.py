"""Web archives (MHTML): a page and its pictures saved in one file, encoded as for mail."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.mail.heads import facts
from corpus.text.decoding import decode
from corpus.text.draft import Draft
from corpus.web.document import read_webpage

SUFFIXES = (".mht", ".mhtml")
_HEAD = 16_384  # bytes in which the fields before the first part stand
_VERSION = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_KIND = re.compile(rb"^Content-Type:\s*([\w./+-]+)", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(
    rb"^(?:To|Cc|Bcc|Received|Return-Path|Message-ID):", re.IGNORECASE | re.MULTILINE
)
_PAGES = ("text/html", "application/xhtml+xml")


def is_archive(data: bytes, path: Path) -> bool:
    """Whether the bytes are a web archive.

    Mail is made alike: the name tells, and otherwise a head that only a message has.
    """
    head = re.split(rb"\r?\n\r?\n", data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    kind = _KIND.search(head)
    if kind is None or not _VERSION.search(head):
        return False
    if path.suffix.lower() in SUFFIXES:
        return True
    named_mail = path.suffix.lower() == ".eml"
    return kind[1].lower() == b"multipart/related" and not named_mail and not _SENT.search(head)


def read_archive(data: bytes, path: Path) -> Draft:
    """Return the draft of the page in a web archive.

    Raises:
        UnreadableFile: there is no page in the archive, or it cannot be parsed.
    """
    try:
        archive = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
        page, heads = _page(archive), facts(archive)
    except (RecursionError, ValueError, LookupError) as cause:
        raise _without_page(path) from cause
    if page is None:
        raise _without_page(path)
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise _without_page(path)
    text = decode(content, page.get_content_charset(""))
    draft = read_webpage(text.encode("utf-8", "replace"), path)
    sent = heads if "sender" in heads else {}  # a message; of a page a program tells that it saved
    return replace(draft, facts={**draft.facts, **sent})


def _page(archive: Message) -> Message | None:
    """Return the part that the archive begins with, or else its first page."""
    pages = [part for part in archive.walk() if part.get_content_type() in _PAGES]
    start = archive.get_param("start")
    named = [page for page in pages if start and page.get("Content-ID") == start]
    return next(iter(named + pages), None)


def _without_page(path: Path) -> UnreadableFile:
    return UnreadableFile(
        path,
        "in dit webarchief staat geen webpagina",
        "Open het in een browser en bewaar de pagina als PDF.",
    )
