"""Questions to begin with: about what the letters of the index speak of, and answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice

from corpus import Letter
from index import Retriever, content_lemmas
from qa import Status, answer
from ui import texts

MOST, TRIED = 3, 24  # questions
LETTERS = 30  # the newest
# A short heading in plain words: "1.2. Het verlichten van lasten", and not "Tot slot: ...".
_HEADING = re.compile(r"(?:\d[\d.]*\s+)?([A-ZÀ-Ý][a-zà-ÿ-]*(?: [A-Za-zà-ÿ-]+){1,5})")
_SENTENCE = re.compile(
    r"\b(?:is|zijn|wordt|worden|heeft|hebben|kan|kunnen|gaat|gaan|geven|krijgt)\b"
)
_SHORTEST = 16  # characters of a heading: what is shorter seldom names a subject


def examples(retriever: Retriever) -> tuple[str, ...]:
    """Return questions that the letters answer, one a letter, about the newest letters first.

    They ask what the letters say about a heading, and stay only when the answer stands below it and
    speaks of it.
    """
    found: dict[str, str] = {}
    newest = retriever.letters()[: -LETTERS - 1 : -1]
    for letter, heading in islice(_headings(newest), TRIED):
        question = texts.about(heading)
        if letter.id not in found and _is_told(question, letter, heading, retriever):
            found[letter.id] = question
        if len(found) == MOST:
            break
    return tuple(found.values())


def example_buttons(questions: Sequence[str]) -> str:
    """Return questions as buttons that ask them; nothing without questions."""
    if not questions:
        return ""
    buttons = "".join(
        f'<li><button type="button" data-question="{escape(one)}">{escape(one)}</button></li>'
        for one in questions
    )
    return f'<h2>{escape(texts.EXAMPLES)}</h2><ul class="wmo-examples">{buttons}</ul>'


def _headings(letters: Sequence[Letter]) -> Iterator[tuple[Letter, str]]:
    """Yield a heading of each letter in turn, then a second one of each, and so on."""
    plain = [(letter, list(_plain(letter))) for letter in letters]
    for place in range(max((len(found) for _, found in plain), default=0)):
        yield from ((letter, found[place]) for letter, found in plain if place < len(found))


def _plain(letter: Letter) -> Iterator[str]:
    for section in letter.sections:
        title = " ".join(letter.text[section.start : section.end].split())
        match = _HEADING.fullmatch(title)
        if match and len(match[1]) >= _SHORTEST and not _SENTENCE.search(title):
            yield match[1][0].lower() + match[1][1:]


def _is_told(question: str, letter: Letter, heading: str, retriever: Retriever) -> bool:
    """Whether the answer begins with a sentence of the letter that stands below the heading."""
    found = answer(question, retriever)
    if found.status is not Status.ANSWERED or not found.statements:
        return False
    first = found.statements[0].citations[0]
    is_below = first.letter.id == letter.id and heading.lower() in " ".join(first.section).lower()
    return is_below and not set(content_lemmas(heading)).isdisjoint(content_lemmas(first.quote))
