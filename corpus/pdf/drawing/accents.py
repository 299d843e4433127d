"""Accents that a PDF draws as glyphs of their own, put on their letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.text.cleaning import is_dutch_word

if TYPE_CHECKING:
    from corpus.pdf.line import Line

_COMBINING = {
    "¨": "\u0308", "´": "\u0301", "`": "\u0300", "^": "\u0302", "ˆ": "\u0302",
    "¸": "\u0327", "~": "\u0303", "˜": "\u0303",
}  # fmt: skip
_BEARERS = {
    "\u0308": "aeiou", "\u0301": "aeiou", "\u0300": "aeiou", "\u0302": "aeiou",
    "\u0327": "c", "\u0303": "ano",
}  # fmt: skip
_TYPED = "´`^~"  # also typed as such: as apostrophes, in addresses and formulas
_SIGNS = re.escape("".join(_COMBINING))
_WORD = re.compile(rf"[^\W\d_]*(?:[{_SIGNS}][^\W\d_]*)+")
_LOOSE = re.compile(r"(?<=[^\W\d_]) ?([¨ˆ¸˜]) (?=[a-zı])")
_ANY = re.compile(rf"[{_SIGNS}]")
_ALONE = re.compile("[¨´`ˆ¸˜]")
_RAISE = 1.5  # of its size: how far above or below its line an accent can be drawn


def with_accents(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with accents on their letters, also those drawn on a line of their own."""
    result: list[Line] = []
    after_accent = False
    for line in lines:
        above = result[-1] if result else None
        alone = bool(_ALONE.fullmatch(line.text.strip()))
        near = above is not None and abs(above.y - line.y) < _RAISE * max(above.size, line.size)
        if above and above.text and near and (alone or (after_accent and line.text)):
            result[-1] = replace(above, text=above.text.rstrip() + line.text.strip())
        else:
            result.append(line)
        after_accent = alone
    return [_accented(line) for line in result]


def _accented(line: Line) -> Line:
    text = composed(line.text)
    return line if text == line.text else replace(line, text=text)


def composed(text: str) -> str:
    """Return a text with its loose accents on the letter behind them, or else before them."""
    if not _ANY.search(text):
        return text
    return _WORD.sub(lambda word: _composed_word(word[0]), _LOOSE.sub(r"\1", text))


def _composed_word(word: str) -> str:
    ways = [way for way in (_on_next(word), _on_last(word)) if way]
    known = [way for way in ways if is_dutch_word(way)]
    if known:
        return known[0]
    sure = ways and word[0] not in _COMBINING and not any(sign in word for sign in _TYPED)
    return ways[0] if sure else word


def _on_next(word: str) -> str:
    """Return a word with each accent on the letter behind it, or nothing."""
    backwards = _on_last(word[::-1])
    return backwards[::-1]


def _on_last(word: str) -> str:
    """Return a word with each accent on the letter before it, or nothing."""
    letters: list[str] = []
    for sign in word:
        accent = _COMBINING.get(sign)
        if accent is None:
            letters.append(sign)
            continue
        bearer = letters[-1].replace("ı", "i") if letters else ""
        if not bearer or bearer.casefold() not in _BEARERS[accent]:
            return ""
        letters[-1] = unicodedata.normalize("NFC", bearer + accent)
    return "".join(letters)
