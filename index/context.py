"""What is embedded: a passage with, in front of it, where it stands."""

from __future__ import annotations

from corpus import Passage

CONTEXT_CHARACTERS = 240
CONTEXT_TOKENS = 100  # more than 240 characters of Dutch take


def context_line(passage: Passage) -> str:
    """Return letter title, date, sender and headings on one line of bounded length."""
    letter = passage.letter
    date = letter.date.in_words() if letter.date else ""
    parts = [letter.name, date, letter.sender, *passage.section]
    return ". ".join(part for part in parts if part)[:CONTEXT_CHARACTERS]


def embedded_text(passage: Passage) -> str:
    """Return context, passage and the passage's notes, each on lines of their own."""
    return "\n".join([context_line(passage), passage.text, *passage.footnotes])
