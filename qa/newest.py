"""Which letter is newer on the same matter: the newest position leads, older ones are history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import Letter, LetterDate
from index import Filter, NothingLeft, Retriever, content_lemmas
from qa.answer import Statement, Warning
from qa.asked import Asked
from qa.candidates import Candidate, candidates
from qa.expected import CHANGE, START, Kind, holds, sure_kind
from qa.names import COMMON, names_asked, speaks_of
from qa.premise import years_of
from qa.quantity import Unit, quantity_of
from qa.signals import NAMES_LETTER, around, lacking_years
from qa.statements import MOST, told

# Two sentences state the same thing at two times when their cosine with these added is at least
# this; chosen on dev, after what a logistic regression learned of the pairs of ``eval.newest``.
LEAST = 0.9
BEHIND = -0.006  # for each point of score between them
GIVEN = 0.022  # both give what is asked for
MISSING = -0.042  # one of the two does not
OTHER = -0.03  # it cannot be told by its words what is asked for
CHANGED = 0.034  # the newer one says that something has changed
SUBJECT = 0.02  # their letters or sections have a word of their titles in common
COMMON_WORDS = frozenset((*map(str.lower, COMMON), "brief", "gemeente", "bijlage", "inleiding"))
FURTHEST = 3.5  # by score behind the best, if it says it in other words and not that it changed
BESIDE = 1.0  # so near the best by score, it need not hold words of the question
HELD = 0.3  # of the question's words that stand around the best, what has to stand around another
NEARLY_EQUAL = 0.94  # cosine of sentences that have nearly all words in common
SHARE = 0.6  # of the words that the best sentence holds, what one of a timeline has to hold
NOW = re.compile(
    rf"{CHANGE.pattern}|{START.pattern}|\b(?:nu|inmiddels|sindsdien|sinds kort|niet (?:meer|langer)"
    r"|geen\b[^.]*\bmeer)\b",
    re.IGNORECASE,
)
MOST_OLDER = 3
TIMELINE = 60  # passages that are looked at
TIMELINE_NEAR = 4.0
_NEVER = LetterDate(9999)


def year_first(asked: Asked, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences with one of the year that the question names in front.

    That is done when the best one is of another year, and another letter states the same of that
    one.
    """
    if not found or not lacking_years(asked.text, found[0]):
        return list(found)
    of_year = [one for one in same_matter(asked, found) if not lacking_years(asked.text, one)]
    return _led_by(max(of_year, key=lambda one: one.score), found) if of_year else list(found)


def newest_first(asked: Asked, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences with the newest on the same matter as the best in front.

    A question that names a year or a letter is about that one, and is left in its order.
    """
    if not found or not _asks_newest(asked):
        return list(found)
    newer = [one for one in same_matter(asked, found) if _is_newer(one.letter, found[0].letter)]
    if not newer:
        return list(found)
    return _led_by(max(newer, key=lambda one: (one.letter.date or _NEVER, one.score)), found)


def same_matter(asked: Asked, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the best sentence of each other letter that states what the best one does.

    The letters have to be of the same writer: of central government, or of one municipality.
    """
    best = found[0]
    words, comparable = HELD * asked.matter(around(best)), _of_same_writer(asked, best, found)
    chosen: dict[str, Candidate] = {}
    for one in found:
        if one.letter.id in comparable and _likeness(asked, one, best) >= LEAST:
            beside = best.score - one.score <= BESIDE
            if beside or asked.matter(around(one)) >= words:
                chosen.setdefault(one.letter.id, one)
    return list(chosen.values())


def _asks_newest(asked: Asked) -> bool:
    return not (years_of(asked.text) or NAMES_LETTER.search(asked.text))


def _led_by(lead: Candidate, found: Sequence[Candidate]) -> list[Candidate]:
    rest = [one for one in found if one is not lead]
    return [replace(lead, score=found[0].score), *rest]


def without_older(found: Sequence[Candidate], older: Sequence[Statement]) -> list[Candidate]:
    """Return the sentences that are of no letter whose position is history."""
    letters = {citation.letter.id for one in older for citation in one.citations}
    return [one for one in found if one.letter.id not in letters]


def history(asked: Asked, found: Sequence[Candidate]) -> tuple[Statement, ...]:
    """Return what older letters say on the same matter as the first sentence, newest first.

    Neither does an older one of the first few stand beside a newer one on its matter, unless the
    question names a year or a letter.
    """
    if not found:
        return ()
    told_of = found[:MOST] if _asks_newest(asked) else ()
    compared = [(found[0], found), *((one, [one, *told_of]) for one in told_of[1:])]
    older: dict[str, Candidate] = {}
    for lead, others in compared:
        for one in same_matter(asked, others):
            if _is_newer(lead.letter, one.letter):
                older.setdefault(one.letter.id, one)
    ordered = sorted(older.values(), key=lambda one: one.letter.date or _NEVER, reverse=True)
    return tuple(filter(None, (told(asked, one) for one in ordered[:MOST_OLDER])))


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


def _likeness(asked: Asked, one: Candidate, best: Candidate) -> float:
    """Return how much a sentence seems to state the same as the best, also in other words."""
    behind, cosine = abs(best.score - one.score), float(one.vector @ best.vector)
    if cosine + BEHIND * behind + GIVEN + CHANGED + SUBJECT < LEAST:
        return 0.0
    newer = one if _is_newer(one.letter, best.letter) else best
    changed = bool(NOW.search(newer.text))
    if behind > FURTHEST and cosine < NEARLY_EQUAL and not changed:
        return 0.0
    return (
        cosine
        + BEHIND * behind
        + _given(asked, one, best)
        + CHANGED * changed
        + SUBJECT * bool(_subject(one) & _subject(best))
    )


def _given(asked: Asked, one: Candidate, best: Candidate) -> float:
    """Return what it counts that both give the figure, date or name that is asked for, or not."""
    wanted, kind = quantity_of(asked.text), sure_kind(asked.kinds)
    if wanted and wanted.unit is not Unit.ANY:
        given = [wanted.given_in(text) for text in (one.text, best.text)]
    elif kind is not Kind.OTHER:
        given = [holds(kind, text) for text in (one.text, best.text)]
    else:
        return OTHER
    return GIVEN if all(given) else MISSING


def _subject(one: Candidate) -> set[str]:
    """Return the words of the titles above a sentence that tell what it is about."""
    titles = " ".join([one.letter.title, *one.letter.section_at(one.start)])
    words = (word for word in content_lemmas(titles) if not word[0].isdigit())
    return set(words) - COMMON_WORDS


def _is_newer(one: Letter, other: Letter) -> bool:
    return bool(one.date and other.date and one.date.surely_after(other.date))


def _of_same_writer(asked: Asked, best: Candidate, found: Sequence[Candidate]) -> set[str]:
    """Return the other letters whose position can take the place of the best one's, by id.

    Not when the question names one of the two writers only.
    """
    names, own = names_asked(asked.text), best.letter
    named = [speaks_of(own.sender, name) for name in names]
    return {
        other.id
        for other in {one.letter.id: one.letter for one in found}.values()
        if other.id != own.id
        and other.level == own.level
        and (own.level == "rijk" or other.sender.casefold() == own.sender.casefold())
        and named == [speaks_of(other.sender, name) for name in names]
    }


def _text(letter: Letter) -> str:
    date = letter.date.in_words() if letter.date else ""
    return f"Er is een nieuwere brief die hierover gaat: {letter.name} ({date})."
