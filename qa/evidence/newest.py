"""Which letter is newer on the same matter: the newest position leads, older ones are history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import MONTHS, Letter, LetterDate, same_sender
from index import Filter, NothingLeft, Retriever, content_lemmas
from qa.answer import Statement, Warning
from qa.evidence.candidates import Candidate, candidates
from qa.evidence.statements import MOST, told
from qa.evidence.vetoes import NAMES_LETTER, around, vetoed
from qa.questions.analysed_question import Asked
from qa.questions.capitals import usual_case
from qa.questions.names import COMMON, names_asked, speaks_of
from qa.questions.premise import years_of
from qa.reading import Reader, chance_of, default_reader, settings

# Two sentences state the same thing at two times when their cosine with these added is at least
# this; chosen on the dev pairs of ``eval.newest``.
LEAST = 0.9
BEHIND = -0.0047  # for each point of log-odds between them
ANSWERS = 0.022  # both may answer
SILENT = -0.042  # one of the two does not
CHANGED = 0.034  # the newer one says that something has changed
SUBJECT = 0.02  # their letters or sections have a word of their titles in common
COMMON_WORDS = frozenset((*map(str.lower, COMMON), "brief", "gemeente", "bijlage", "inleiding"))
ANSWERING = -1.5  # log-odds from which on a sentence may be an answer
FURTHEST = 7.7  # by score behind the best, if it says it in other words and not that it changed
BESIDE = 2.6  # so near the best by score, it need not hold words of the question
HELD = 0.3  # of the question's words that stand around the best, what has to stand around another
NEARLY_EQUAL = 0.94  # cosine of sentences that have nearly all words in common
SHARE = 0.6  # of the most words that a sentence holds, what one of a timeline has to hold
CHANGE = (
    r"\b(?:opgeschoven|verschoven|verschuiv\w+|uitgesteld|uitstel|verlengd|verhoogd|verlaagd|"
    r"gewijzigd|vervang\w+|in plaats van|voortaan)\b"
)
START = (
    r"\b(?:per|vanaf|met ingang van|tot|naar|uiterlijk|sinds|in) (?:\d{1,2} )?"
    rf"(?:{'|'.join(MONTHS)})\b"
)
NOW = re.compile(
    rf"{CHANGE}|{START}|\b(?:nu|inmiddels|sindsdien|sinds kort|niet (?:meer|langer)"
    r"|geen\b[^.]*\bmeer)\b",
    re.IGNORECASE,
)
MOST_OLDER = 3
TIMELINE = 60  # passages that are looked at
_NEVER = LetterDate(9999)


def newest_first(asked: Asked, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences with the newest on the same matter as the best in front.

    It has to be an answer by itself: without that, a newer sentence about something else took the
    place of the right one in 4 of the 90 dev questions over the five letters. A question that names
    a year or a letter is about that one, and is left in its order.
    """
    if not found or not _asks_newest(asked):
        return list(found)
    newer = [
        one
        for one in same_matter(asked, found)
        if _is_newer(one.letter, found[0].letter)
        and chance_of(one.score) >= settings().answers_from
    ]
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
        if one.letter.id in comparable and _likeness(one, best) >= LEAST:
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
    compared = [(found[0], found), *((one, [one, *told_of[1:]]) for one in told_of[1:])]
    older: dict[str, Candidate] = {}
    for lead, others in compared:
        for one in same_matter(asked, others):
            if _is_newer(lead.letter, one.letter):
                older.setdefault(one.letter.id, one)
    ordered = sorted(older.values(), key=lambda one: one.letter.date or _NEVER, reverse=True)
    return tuple(filter(None, (told(one) for one in ordered[:MOST_OLDER])))


def newer_warnings(asked: Asked, found: Sequence[Candidate]) -> tuple[Warning, ...]:
    """Return a warning for each letter that is newer than the first sentence's on its matter."""
    if not found:
        return ()
    newer = [
        one.letter for one in same_matter(asked, found) if _is_newer(one.letter, found[0].letter)
    ]
    return tuple(Warning("newer_letter", letter, _text(letter)) for letter in newer)


def timeline(
    question: str,
    retriever: Retriever,
    only: Filter | None = None,
    reader: Reader | None = None,
) -> tuple[Statement, ...]:
    """Return for each letter that speaks of a question its best sentence, oldest first.

    Letters without a date come last.
    """
    question = usual_case(question)
    try:
        hits = retriever.search(question, TIMELINE, only=only)
    except NothingLeft:
        return ()
    asked = Asked.of(question, retriever)
    reading = (reader or default_reader()).read(question, [hit.passage for hit in hits])
    found = candidates(question, reading, hits, retriever)
    found = [one for one in found if one.score >= ANSWERING and not vetoed(question, one)]
    shares = [asked.share(around(one)) for one in found]
    most = max(shares, default=0.0)
    chosen: dict[str, Candidate] = {}
    for one, share in zip(found, shares, strict=True):
        if share >= SHARE * most:
            chosen.setdefault(one.letter.id, one)
    ordered = sorted(chosen.values(), key=lambda one: one.letter.date or _NEVER)
    return tuple(filter(None, map(told, ordered)))


def silent(
    found: Sequence[Statement], retriever: Retriever, only: Filter | None = None
) -> list[Letter]:
    """Return the letters, of those that were asked, of which a timeline holds nothing."""
    told = {one.letter.id for statement in found for one in statement.citations}
    letters = [one for one in retriever.letters() if only is None or only.allows(one)]
    return [one for one in letters if one.id not in told]


def _likeness(one: Candidate, best: Candidate) -> float:
    """Return how much a sentence seems to state the same as the best, also in other words."""
    if one.vector.size != best.vector.size or not one.vector.size:
        return 0.0
    behind, cosine = abs(best.score - one.score), float(one.vector @ best.vector)
    newer = one if _is_newer(one.letter, best.letter) else best
    changed = bool(NOW.search(newer.text))
    if behind > FURTHEST and cosine < NEARLY_EQUAL and not changed:
        return 0.0
    return (
        cosine
        + BEHIND * behind
        + (ANSWERS if min(one.score, best.score) >= ANSWERING else SILENT)
        + CHANGED * changed
        + SUBJECT * bool(_subject(one) & _subject(best))
    )


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
        and (own.level == "rijk" or _same(own.sender, other.sender))
        and named == [speaks_of(other.sender, name) for name in names]
    }


def _same(one: str, other: str) -> bool:
    return one == other or same_sender(one, other)


def _text(letter: Letter) -> str:
    date = letter.date.in_words() if letter.date else ""
    return f"Er is een nieuwere brief die hierover gaat: {letter.name} ({date})."
