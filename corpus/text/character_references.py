"""Numeric character references (``&#8364;``) as browsers read them."""

from __future__ import annotations

import html
import re

_NUMERIC = re.compile(r"&#(?:x[0-9a-f]+|[0-9]+);?", re.IGNORECASE)
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
_MARKUP = frozenset("<>&\"'")
_LONGEST = 16  # characters; what is longer names no character


def read_numeric(source: str) -> str:
    """Return markup with its numeric references as characters, whole ones and no other text.

    A number of windows-1252 stands for the character that it has there. A reference to a control
    character, or to none, is left out; one to a character of markup stays a reference.
    """
    return _NUMERIC.sub(_character, source)


def unescape(text: str) -> str:
    """Return plain text out of text with references, by number and by name."""
    return html.unescape(read_numeric(text))


def _character(reference: re.Match[str]) -> str:
    written = reference.group()
    if len(written) > _LONGEST:
        return ""
    character = html.unescape(written)
    return written if character in _MARKUP else _NO_TEXT.sub("", character)
