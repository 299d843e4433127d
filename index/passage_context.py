"""What is embedded: a passage with, in front of it, where it stands."""

from __future__ import annotations

import re

from corpus import Passage, sentence_spans

CONTEXT_CHARACTERS = 240
CONTEXT_TOKENS = 70  # more than 240 characters of Dutch take
WORDS = re.compile(r"[^\W\d_]{3,}")


def context_line(passage: Passage) -> str:
    """Return letter title, date, sender and headings on one line of bounded length.

    A letter without a title goes by the words of its id, which mostly is its file's name; numbers
    in that name are no words, and would only blur what the passage says.
    """
    letter = passage.letter
    date = letter.date.in_words() if letter.date else ""
    name = letter.title or " ".join(WORDS.findall(letter.id))
    parts = [name, date, letter.sender, *passage.section]
    return ". ".join(part for part in parts if part)[:CONTEXT_CHARACTERS]


def embedded_text(passage: Passage) -> str:
    """Return context, passage and the passage's notes, each on lines of their own."""
    return "\n".join([context_line(passage), passage.text, *passage.footnotes])


def passage_sentences(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Return the sentences of the passage and of its notes, headings left out."""
    letter = passage.letter
    headings = {section.start for section in letter.sections}
    spans = sentence_spans(letter.text, passage.start, passage.end)
    for note in letter.notes_in(passage.start, passage.end):
        spans += sentence_spans(letter.text, note.start, note.end)
    return tuple((start, end) for start, end in spans if start not in headings)
