"""Questions to begin and to go on with: about what letters speak of, and checked to be answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import islice

from corpus import Letter, sentence_spans
from index import Filter, Retriever, content_lemmas
from qa import Answer, Status, Step, answer, is_commitment
from ui import texts
from ui.html.rendering import asking_button

MOST, TRIED = 3, 24  # questions
NEXT_TRIED = 6  # questions after an answer: each takes as long as an answer
LETTERS = 30  # the newest
# A short heading in plain words: "1.2. Het verlichten van lasten", and not "Tot slot: ...".
_HEADING = re.compile(r"(?:\d[\d.]*\s+)?([A-ZÀ-Ý][a-zà-ÿ-]*(?: [A-Za-zà-ÿ-]+){1,5})")
_SENTENCE = re.compile(
    r"\b(?:is|zijn|wordt|worden|heeft|hebben|kan|kunnen|gaat|gaan|geven|krijgt)\b"
)
_SHORTEST = 16  # characters of a heading: what is shorter seldom names a subject


class _InterruptedError(Exception):
    """Somebody asks a question: what was begun for nobody in particular waits."""


def examples(retriever: Retriever, idle: Callable[[], bool] = lambda: True) -> tuple[str, ...]:
    """Return questions that the letters answer, one a letter, about the newest letters first.

    Those found so far are returned when the program is no longer ``idle``.

    They ask what the letters say about a heading, and stay only when the answer stands below it and
    speaks of it.
    """
    found: dict[str, str] = {}
    newest = retriever.letters()[: -LETTERS - 1 : -1]
    for letter, heading in islice(_headings(newest), TRIED):
        question = texts.about(heading)
        if not idle():
            break
        if letter.id not in found and _is_told(question, letter, heading, retriever, idle):
            found[letter.id] = question
        if len(found) == MOST:
            break
    return tuple(found.values())


def next_questions(
    given: Answer, retriever: Retriever, idle: Callable[[], bool] = lambda: True
) -> tuple[str, ...]:
    """Return questions that the letters of an answer answer too, at most three.

    They ask about other headings of these letters, and what is promised below one. Those found so
    far are returned when the program is no longer ``idle``: who asks comes first.
    """
    if given.status not in (Status.ANSWERED, Status.PARTIAL):
        return ()
    letters = list(dict.fromkeys(one.letter for one in given.citations))
    told = {heading.lower() for one in given.citations for heading in one.section}
    found: list[str] = []
    for letter, heading in islice(_others(letters, told), NEXT_TRIED):
        if not idle():
            break
        promised = _promises_below(letter, heading)
        question = texts.promised(heading) if promised else texts.about(heading)
        if question not in found and _is_told(
            question, letter, heading, retriever, idle, given.only
        ):
            found.append(question)
        if len(found) == MOST:
            break
    return tuple(found)


def question_buttons(questions: Sequence[str], told: str) -> str:
    """Return questions as buttons that ask them, below a heading; nothing without questions."""
    if not questions:
        return ""
    buttons = "".join(f"<li>{asking_button(one, one)}</li>" for one in questions)
    return f'<h2>{escape(told)}</h2><ul class="wmo-examples">{buttons}</ul>'


def _others(letters: Sequence[Letter], told: set[str]) -> Iterator[tuple[Letter, str]]:
    """Yield headings of letters, in turn, of which nothing was told."""
    for letter, heading in _headings(letters):
        if not any(heading.lower() in one for one in told):
            yield letter, heading


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


def _is_told(
    question: str,
    letter: Letter,
    heading: str,
    retriever: Retriever,
    idle: Callable[[], bool],
    only: Filter | None = None,
) -> bool:
    """Whether the answer begins with a sentence of the letter that stands below the heading.

    It is not looked for any further when the program is no longer ``idle``.
    """

    def give_way(_: Step) -> None:
        if not idle():
            raise _InterruptedError

    try:
        found = answer(question, retriever, only, tell=give_way)
    except _InterruptedError:
        return False
    if found.status is not Status.ANSWERED or not found.statements:
        return False
    first = found.statements[0].citations[0]
    below = first.letter.id == letter.id and _is_below(first.section, heading)
    return below and not set(content_lemmas(heading)).isdisjoint(content_lemmas(first.quote))


def _promises_below(letter: Letter, heading: str) -> bool:
    """Whether something is promised between a heading and the next one."""
    starts = [one.start for one in letter.sections]
    for one in letter.sections:
        if heading.lower() in letter.text[one.start : one.end].lower():
            end = min((start for start in starts if start > one.start), default=letter.body_end)
            below = sentence_spans(letter.text, one.end, end)
            return any(is_commitment(letter, *span) for span in below)
    return False


def _is_below(section: Sequence[str], heading: str) -> bool:
    return heading.lower() in " ".join(section).lower()
