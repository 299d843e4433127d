"""The characters of a web page out of its bytes."""

from __future__ import annotations

import codecs
import re

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"' ]*([\w-]+)", re.IGNORECASE)

_NO_CHARSETS = frozenset(("idna", "punycode", "raw-unicode-escape", "unicode-escape"))


def decode_as(data: bytes, name: str, errors: str = "strict") -> str:
    """Return the text in the bytes by a character set in which text is sent.

    Raises:
        LookupError: none has this name; what Python decodes besides may take very long.
        ValueError: the bytes are something else.
    """
    if codecs.lookup(name).name in _NO_CHARSETS:
        raise LookupError(name)
    return data.decode(name, errors)


def decode(data: bytes, sent_as: str = "") -> str:
    """Return the text in the bytes: sound UTF-8 counts for more than what the page declares.

    ``sent_as`` is the character set that came along with the page, which counts for more than
    the page's own word; empty when none came.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        name = sent_as or (declared[1].decode("ascii") if declared else "windows-1252")
    if name.lower() in ("utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii"):
        name = "windows-1252"
    try:
        return decode_as(data, name, "replace")
    except (LookupError, ValueError):
        return data.decode("windows-1252", "replace")
