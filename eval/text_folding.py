"""The words of a text without what differs between two ways to write them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_SPECIAL = re.compile("[\\x00-\\x7f][\u0300-\u036f]+|[^\\x00-\\x7f][\u0300-\u036f]*")
_SOFT_HYPHEN = re.compile("[\u00ad\ufffe]\n?")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010][ \t]*\n[ \t]*(?=[a-zà-ÿ])(?!(?:en|of)\b)")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%€]")

Word = tuple[str, int, int]
"""A folded word with its first character and the one after its last, in the text as written."""


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return the words, numbers, % and € of a text, in lower case and one space apart.

    A number keeps the points and commas inside it, accents stay, a word broken at a line end is
    one word again (``in-`` before ``en`` or ``of`` stays), and digits glued to a word or raised
    above it, as footnote markers are, stand apart.
    """
    return " ".join(word for word, _, _ in words(text))


@lru_cache(maxsize=1_000)
def words(text: str) -> tuple[Word, ...]:
    """Return the folded words of a text with the characters they were made of."""
    plain, origin = _joined(*_normal(text))
    folded = plain.casefold()
    if len(folded) != len(plain):
        origin = [at for one, at in zip(plain, origin, strict=True) for _ in one.casefold()]
    found = (match.span() for match in _TOKEN.finditer(folded))
    return tuple((folded[start:end], origin[start], origin[end - 1] + 1) for start, end in found)


def _normal(text: str) -> tuple[str, list[int]]:
    """Return the text in normal form NFKC, and of each character where it came from."""
    made: list[str] = []
    origin: list[int] = []
    done = 0
    for match in _SPECIAL.finditer(text):
        start, end = match.span()
        normal = _SUPERSCRIPT.sub(lambda found: f" {found[0]}", match[0])
        normal = unicodedata.normalize("NFKC", normal)
        made += [text[done:start], normal]
        origin += [*range(done, start), *[start] * (len(normal) - 1), end - 1]
        done = end
    return "".join([*made, text[done:]]), [*origin, *range(done, len(text))]


def _joined(text: str, origin: list[int]) -> tuple[str, list[int]]:
    """Return the text without the hyphens that break words, and where the rest came from."""
    for pattern in (_SOFT_HYPHEN, _BROKEN_WORD):
        gaps = [match.span() for match in pattern.finditer(text)]
        for start, end in reversed(gaps):
            text = text[:start] + text[end:]
            del origin[start:end]
    return text, origin
