"""The characters of a web page out of its bytes."""

from __future__ import annotations

import re

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"' ]*([\w-]+)", re.IGNORECASE)


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
        return data.decode(name, "replace")
    except (LookupError, UnicodeError):
        return data.decode("windows-1252", "replace")
