"""The one way to a citation: the words stand in the letter, or there is none."""

from __future__ import annotations

from corpus import Letter
from qa.answer import Citation


def cite(letter: Letter, quote: str, start: int = 0) -> Citation | None:
    """Return the first place from ``start`` (characters) where the letter has exactly this quote.

    ``None`` when the words do not stand there: no space, capital or figure may differ.
    """
    if not quote.strip():
        return None
    found = letter.text.find(quote, start)
    return Citation(letter, found, found + len(quote)) if found >= 0 else None
