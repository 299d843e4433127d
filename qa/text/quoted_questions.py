"""Questions that a letter quotes to answer them."""

from __future__ import annotations

from corpus import Letter, inquiries


def is_inquiry(letter: Letter, place: int) -> bool:
    """Whether a character stands in a question that the letter quotes to answer it."""
    return any(start <= place < end for start, end in inquiries(letter.text))
