"""Words that hyphens hide: ``dak- en thuislozen`` also says daklozen, ``hot-line`` hotline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.dutch.compounds import compound
from index.dutch.dictionary import plain

_SHARED = re.compile(r"\b([^\W\d_]{2,})-,? (?:en|of|en/of) ([^\W\d_]{6,})")
_JOINED = re.compile(r"\b([^\W\d_]+)-([^\W\d_]+)\b")


def hidden_words(text: str) -> list[tuple[str, int]]:
    """Return words without accents that a text says but does not write, and where they start."""
    return [*_completed(text), *_joined(text)]


def _completed(text: str) -> Iterator[tuple[str, int]]:
    """Yield words whose end stands only in the next one."""
    for match in _SHARED.finditer(text):
        if found := compound(plain(match[2])):
            yield plain(match[1]) + found[1], match.start()


def _joined(text: str) -> Iterator[tuple[str, int]]:
    """Yield words with a hyphen between their parts, without it."""
    for match in _JOINED.finditer(text):
        yield plain(match[1]) + plain(match[2]), match.start()
