"""A question in, an answer with proof or a typed silence out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus import Passage
from index import Filter, Hit, NothingLeft, Retriever, embedded_text
from qa.answer import Answer, Statement, Status, Warning
from qa.evidence.candidates import Candidate, candidates
from qa.evidence.empty_fields import empty_field_warnings
from qa.evidence.letter_summary import WANTED, WHICH, letter_meant, outline
from qa.evidence.newest import history, newer_warnings, newest_first, without_older
from qa.evidence.statements import compose, short_answer
from qa.evidence.verdict import answers, chance, judged, letters_chosen, parted
from qa.joined_answers import Part, joined
from qa.letters.collection import collection
from qa.letters.particulars import about_letter
from qa.questions.analysed_question import Asked
from qa.questions.is_question import is_foreign, is_question
from qa.questions.premise import premise_warnings, years_of
from qa.questions.question import Question
from qa.questions.several_questions import parts_of
from qa.questions.turn_kind import LEANS_FROM, TALKS_FROM, leans, talks
from qa.reading import (
    Reader,
    ReaderFailed,
    Reading,
    default_reader,
    read_in_context,
)

LONGEST_QUESTION = 1_000  # characters
FOREIGN = (
    "Uw vraag lijkt in een andere taal gesteld. De brieven, en dus de citaten, zijn Nederlands."
)
NOTHING_READ = (
    "Geen enkele brief kon worden gelezen: alle brieven zijn in de index beschadigd. Of het "
    "antwoord erin staat, is nu niet te zeggen."
)
SMALL_TALK = "Goedendag. Stelt u gerust een vraag over de brieven."
ABOUT_LETTER = 0.91  # of the answers about a letter as such, what is right on dev
READ = 10  # passages that are read at once
LOOKS = 2
"""How often a reader that was given reads, where the first ten do not answer. The bundled one reads
once: ten more brought it 0.591 instead of 0.585 right on dev, and 0.44 instead of 0.48 refused."""
FOUND = 0.275  # log-odds that a point of the search counts for a passage; chosen on dev


class Step(StrEnum):
    """What is done for an answer, in this order; each part of a question is read and proved."""

    SEARCH = "search"
    READ = "read"
    PROVE = "prove"


Tell = Callable[[Step], object]


def silent(_: Step) -> None:
    """Tell nothing."""


def answer(
    question: str | Question,
    retriever: Retriever,
    only: Filter | None = None,
    reader: Reader | None = None,
    tell: Tell = silent,
) -> Answer:
    """Return what the letters say to a question in Dutch.

    A text of more than 1,000 characters, or that holds no question, is not searched: its
    status is ``unclear``. When ``only`` leaves nothing to search, the status is
    ``not_found`` and a warning says so. Of a question that asks several things, each part is
    answered or named as missing. Without a ``reader`` the bundled one reads; it also does when the
    one that is given fails, and a warning says so. ``tell`` is called with each step that begins.
    Letters that are damaged in the index are left out, and a warning names each; when that is all
    of them, the status is ``not_found`` and a warning says that nothing could be read.
    """
    found = _answered(question, retriever, only, reader, tell)
    if not retriever.damaged:
        return found
    unread = not found.hits and not found.statements and next(retriever.passages(), None) is None
    if unread and found.status in (Status.NOT_FOUND, Status.OFF_TOPIC):
        nothing = (Warning("unreadable", None, NOTHING_READ),)
        found = replace(found, status=Status.NOT_FOUND, warnings=nothing)
    damaged = tuple(Warning("damaged", None, str(one)) for one in retriever.damaged)
    return replace(found, warnings=(*found.warnings, *damaged))


def _answered(
    question: str | Question,
    retriever: Retriever,
    only: Filter | None,
    reader: Reader | None,
    tell: Tell,
) -> Answer:
    """Return the answer without what is to be said of the index."""
    given = question if isinstance(question, Question) else Question(question)
    asked = given.plain()
    empty = Answer(given.text, asked.text, Status.NOT_FOUND, 0.0, only=only or None)
    if nothing := _nothing_asked(asked, empty, retriever):
        return nothing
    mended = retriever.mended(asked.text)
    frame = (Warning("language", None, FOREIGN),) if is_foreign(asked.text) else ()
    empty = replace(empty, context=asked.context, mended=mended, warnings=frame)
    if together := collection(asked.text, retriever, empty.only):
        told, count = together.statements, (together.count,)
        status, sure = (Status.ANSWERED, ABOUT_LETTER) if told else (Status.NOT_FOUND, 0.0)
        told_of = replace(empty, status=status, confidence=sure, statements=told, context=())
        return replace(told_of, warnings=(*frame, *count))
    reads = reader or default_reader()
    asking = _Asking(retriever, empty.only, reads, tell, LOOKS if reader else 1)
    try:
        return asking.answered(asked, empty)
    except NothingLeft as error:
        return replace(empty, warnings=(*frame, Warning("filter", None, str(error))))
    except ReaderFailed as error:
        found = replace(asking, reader=default_reader(), looks=1).answered(asked, empty)
        warning = Warning("language_model", None, str(error))
        return replace(found, warnings=(*found.warnings, warning))


def _nothing_asked(asked: Question, empty: Answer, retriever: Retriever) -> Answer | None:
    """Return the answer to small talk and to what is no question; ``None`` for a question."""
    talk = not asked.context and talks(asked.text) >= TALKS_FROM
    if talk and not is_foreign(asked.text):
        friendly = Warning("small_talk", None, SMALL_TALK)
        return replace(empty, status=Status.UNCLEAR, warnings=(friendly,))
    if len(asked.text) > LONGEST_QUESTION or not is_question(asked.whole, retriever):
        unclear = asked.text[:LONGEST_QUESTION]
        return replace(empty, searched=unclear, status=Status.UNCLEAR)
    return None


@dataclass(frozen=True, slots=True)
class _Asking:
    """With what a question is asked."""

    retriever: Retriever
    only: Filter | None
    reader: Reader
    tell: Tell
    looks: int

    def answered(self, asked: Question, empty: Answer) -> Answer:
        """Return the answer with what was found; ``empty`` has the question."""
        self.tell(Step.SEARCH)
        hits = self.search(asked)
        parts = self.parts(asked, hits)
        return joined(parts, self.retriever, replace(empty, hits=hits[:READ]))

    def search(self, asked: Question) -> tuple[Hit, ...]:
        """Return the passages that may be read for a question, best first."""
        return tuple(self.retriever.search(asked.whole, self.looks * READ, only=self.only))

    def parts(self, asked: Question, hits: tuple[Hit, ...]) -> list[Part]:
        """Return what came of each thing that is asked; ``hits`` are those of the question."""
        text = asked.text
        if WANTED.fullmatch(text):
            return [self.summary(text, hits[:READ])]
        if about := about_letter(text, hits[:READ]):
            return [Part(text, Status.ANSWERED, ABOUT_LETTER, about, hits[:READ])]
        questions = parts_of(text)
        if len(questions) == 1:
            return [self.simple(asked, hits)]
        parts = [replace(asked, text=questions[0])]
        for one in questions[1:]:
            leaning = leans(one) >= LEANS_FROM
            parts.append(Question(one, (parts[-1].whole,) if leaning else ()))
        return [self.simple(one, self.search(one)) for one in parts]

    def summary(self, question: str, hits: tuple[Hit, ...]) -> Part:
        """Return the outline of the letter that a question means; without one, ask which."""
        letter = letter_meant(hits, self.only, self.retriever.scope()[0])
        told = outline(letter) if letter else ()
        if told:
            return Part(question, Status.ANSWERED, ABOUT_LETTER, told, hits)
        which = () if letter else (Warning("which_letter", None, WHICH),)
        return Part(question, Status.NOT_FOUND, 0.0, (), hits, which)

    def simple(self, put: Question, hits: tuple[Hit, ...]) -> Part:
        """Return what came of a question that asks one thing."""
        self.tell(Step.READ)
        question, read = put.text, put.whole
        asked = Asked.of(read, self.retriever)
        hits, found, others = self.read(put, hits)
        self.tell(Step.PROVE)
        sure, near = chance(found), chance([*found, *others])
        spoken = asked.share(" ".join(embedded_text(hit.passage) for hit in hits))
        status = judged(sure, near, spoken, self.only)
        if status is Status.ANSWERED:
            found = newest_first(asked, found)
            warnings = empty_field_warnings(read, found[0].letter)
            warnings += newer_warnings(asked, [*found, *others])
            older = history(asked, found)
            told = _told(asked, without_older(found, older))
            return Part(question, status, sure, told, hits, warnings, older)
        best = max([*found, *others], key=lambda one: one.score, default=None)
        nearest = [best.hit.passage] if best else []
        warnings = premise_warnings(read, nearest)
        warnings += empty_field_warnings(read, best.letter) if best else ()
        if years_of(read):  # the letters of that year may be silent, and a newer one not
            warnings += newer_warnings(asked, [*found, *others])
        told = compose(asked, found[:1]) if status is Status.POSSIBLE else ()
        return Part(question, status, sure, told, hits, warnings)

    def read(
        self, put: Question, hits: tuple[Hit, ...]
    ) -> tuple[tuple[Hit, ...], list[Candidate], list[Candidate]]:
        """Return what was read, ranked anew, with the sentences that may answer and the others.

        The others are those that a rule speaks against; both are best first.
        """
        question, every = put.whole, list[Candidate]()
        for first in range(0, max(1, len(hits)), READ):
            own = hits[first : first + READ]
            reading = self.reading(put, [hit.passage for hit in own])
            every += candidates(question, reading, own, self.retriever)
            every.sort(key=lambda one: -one.score)
            found, others = parted(question, every, ("name",) if letters_chosen(self.only) else ())
            if answers(found):
                break
        return _reranked(hits[: first + READ], every), found, others

    def reading(self, put: Question, passages: Sequence[Passage]) -> Reading:
        """Return what passages say; a reader that was given reads a question whole by itself."""
        if self.looks > 1:
            return self.reader.read(put.whole, passages)
        return read_in_context(self.reader, put, passages)


def _reranked(hits: Sequence[Hit], found: Sequence[Candidate]) -> tuple[Hit, ...]:
    """Return the passages by their best sentence and how well they were found."""
    best: dict[str, float] = {}
    for one in found:
        best.setdefault(one.hit.passage.id, one.score)

    def worth(hit: Hit) -> float:
        return best.get(hit.passage.id, -math.inf) + FOUND * hit.score

    return tuple(sorted(hits, key=worth, reverse=True))


def _told(asked: Asked, found: Sequence[Candidate]) -> tuple[Statement, ...]:
    """Return the statements of the best sentences, the first with its short answer."""
    told = compose(asked, found)
    return tuple(
        short_answer(asked, found[0], one) if n == 0 else one for n, one in enumerate(told)
    )
