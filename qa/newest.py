"""Which letter is newer on the same matter: the newest position leads, older ones are history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus import Letter, LetterDate
from index import Filter, NothingLeft, Retriever
from qa.answer import Statement, Warning
from qa.asked import Asked
from qa.candidates import Candidate, candidates
from qa.premise import years_of
from qa.quantity import Quantity, quantity_of
from qa.signals import NAMES_LETTER, around
from qa.statements import told

ALIKE = 0.94  # cosine of two sentences that state the same thing at two times; chosen on dev
SHARE = 0.6  # of the question's words that the best sentence holds; chosen on dev
MOST_OLDER = 3
TIMELINE = 60  # passages that are looked at
TIMELINE_NEAR = 4.0
_NEVER = LetterDate(9999)


def newest_first(asked: Asked, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences with the newest on the same matter as the best in front.

    A question that names a year or a letter is about that one, and is left in its order.
    """
    ordered = list(found)
    if not found or years_of(asked.text) or NAMES_LETTER.search(asked.text):
        return ordered
    best = found[0]
    newer = [one for one in same_matter(asked, found) if _is_newer(one.letter, best.letter)]
    if not newer:
        return ordered
    lead = max(newer, key=lambda one: (one.letter.date or _NEVER, one.score))
    rest = [one for one in ordered if one is not lead]
    return [replace(lead, score=best.score), *rest]


def same_matter(asked: Asked, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the best sentence of each other letter that states what the best one does.

    The letters have to be of the same writer: of central government, or of one municipality. The
    sentences have to be alike; when a quantity is asked for, both give one.
    """
    best, wanted = found[0], quantity_of(asked.text)
    words = SHARE * asked.matter(around(best))
    chosen: dict[str, Candidate] = {}
    for one in found:
        comparable = one.letter.id != best.letter.id and _same_writer(one.letter, best.letter)
        alike = comparable and float(one.vector @ best.vector) >= ALIKE
        if alike and asked.matter(around(one)) >= words and _gives(one, wanted):
            chosen.setdefault(one.letter.id, one)
    return list(chosen.values())


def without_older(found: Sequence[Candidate], older: Sequence[Statement]) -> list[Candidate]:
    """Return the sentences that are of no letter whose position is history."""
    letters = {citation.letter.id for one in older for citation in one.citations}
    return [one for one in found if one.letter.id not in letters]


def history(asked: Asked, found: Sequence[Candidate]) -> tuple[Statement, ...]:
    """Return what older letters say on the same matter as the first sentence, newest first."""
    if not found:
        return ()
    older = [one for one in same_matter(asked, found) if _is_newer(found[0].letter, one.letter)]
    older.sort(key=lambda one: one.letter.date or _NEVER, reverse=True)
    return tuple(filter(None, (told(asked, one) for one in older[:MOST_OLDER])))


def newer_warnings(asked: Asked, found: Sequence[Candidate]) -> tuple[Warning, ...]:
    """Return a warning for each letter that is newer than the first sentence's on its matter."""
    if not found:
        return ()
    newer = [
        one.letter for one in same_matter(asked, found) if _is_newer(one.letter, found[0].letter)
    ]
    return tuple(Warning("newer_letter", letter, _text(letter)) for letter in newer)


def timeline(
    question: str, retriever: Retriever, only: Filter | None = None
) -> tuple[Statement, ...]:
    """Return for each letter that speaks of a question its best sentence, oldest first.

    Letters without a date come last.
    """
    try:
        hits = retriever.search(question, TIMELINE, only=only)
    except NothingLeft:
        return ()
    asked = Asked.of(question, retriever)
    found = candidates(asked, hits, retriever)
    chosen: dict[str, Candidate] = {}
    for one in found:
        near = one.score >= found[0].score - TIMELINE_NEAR
        spoken = one.features.coverage >= SHARE * found[0].features.coverage
        if near and spoken and not one.features.frame:
            chosen.setdefault(one.letter.id, one)
    ordered = sorted(chosen.values(), key=lambda one: one.letter.date or _NEVER)
    return tuple(filter(None, (told(asked, one) for one in ordered)))


def _gives(one: Candidate, wanted: Quantity | None) -> bool:
    return wanted is None or wanted.given_in(one.text)


def _is_newer(one: Letter, other: Letter) -> bool:
    return bool(one.date and other.date and one.date.surely_after(other.date))


def _same_writer(one: Letter, other: Letter) -> bool:
    """Whether one position can take the place of the other."""
    if one.level != other.level:
        return False
    return one.level == "rijk" or one.sender.casefold() == other.sender.casefold()


def _text(letter: Letter) -> str:
    date = letter.date.in_words() if letter.date else ""
    return f"Er is een nieuwere brief die hierover gaat: {letter.name} ({date})."
