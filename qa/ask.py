"""A question in, an answer with proof or a typed silence out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from index import Filter, Hit, NothingLeft, Retriever, content_lemmas
from qa.answer import Answer, Statement, Status, Warning
from qa.asked import Asked
from qa.candidates import Candidate, candidates
from qa.collection import collection
from qa.commitments import is_commitment
from qa.compound import alone, parts_of
from qa.gate import confidence, judge
from qa.legible import is_question
from qa.newest import history, newer_warnings, newest_first, without_older, year_first
from qa.particulars import about_letter
from qa.premise import premise_warnings, years_of
from qa.short import with_short
from qa.signals import answering_of, signals_of
from qa.statements import compose, each
from qa.writer import Writer, chosen

LONGEST_QUESTION = 1_000  # characters
ABOUT_LETTER = 0.91  # of the answers about a letter as such, what is right on dev
READ = 10  # passages whose sentences are weighed
RETRIEVED = 10
OTHERS = 8  # sentences that a language model may choose among as well
CONTEXT = re.compile(r"\s*\([^()]*\)\?*$")
ASKS_PROMISES = re.compile(r"\b(?:toegezegd|toezegging\w*|beloofd|belooft|zegt toe)\b", re.I)
OWN = 0.7  # what a question's own words count for beside what it took along; chosen on dev


class Step(StrEnum):
    """What is done for an answer, in this order; each part of a question is read and proved."""

    SEARCH = "search"
    READ = "read"
    PROVE = "prove"


Tell = Callable[[Step], object]


def silent(_: Step) -> None:
    """Tell nothing."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What came of one question that asks one thing."""

    question: str
    asked: Asked
    status: Status
    confidence: float
    statements: tuple[Statement, ...]
    hits: tuple[Hit, ...]
    warnings: tuple[Warning, ...] = ()
    history: tuple[Statement, ...] = ()
    others: tuple[Statement, ...] = ()


def answer(
    question: str,
    retriever: Retriever,
    only: Filter | None = None,
    writer: Writer | None = None,
    tell: Tell = silent,
) -> Answer:
    """Return what the letters say to a question in Dutch.

    A text of more than 1,000 characters, or that is no question in Dutch, is not searched: its
    status is ``unclear``. When ``only`` leaves nothing to search, the status is
    ``not_found`` and a warning says so. Of a question that asks several things, each part is
    answered or named as missing. A ``writer`` may choose among the sentences; it adds no statement.
    ``tell`` is called with each step that begins.
    """
    only = only or None
    searched = " ".join(question.encode("utf-8", "replace").decode().split())
    if len(searched) > LONGEST_QUESTION or not is_question(searched, retriever):
        return Answer(question, searched[:LONGEST_QUESTION], Status.UNCLEAR, 0.0, only=only)
    mended = retriever.mended(searched)
    if together := collection(searched, retriever, only):
        told, count = together.statements, (together.count,)
        status, sure = (Status.ANSWERED, ABOUT_LETTER) if told else (Status.NOT_FOUND, 0.0)
        return Answer(question, searched, status, sure, told, (), count, only, mended)
    try:
        tell(Step.SEARCH)
        hits = tuple(retriever.search(searched, RETRIEVED, only=only))
        parts = _parts(searched, hits, retriever, only, tell)
    except NothingLeft as error:
        nothing = (Warning("filter", None, str(error)),)
        return Answer(question, searched, Status.NOT_FOUND, 0.0, (), (), nothing, only, mended)
    found = _joined(
        parts,
        retriever,
        Answer(question, searched, Status.ANSWERED, 0.0, hits=hits, only=only, mended=mended),
    )
    if writer is None:
        return found
    return chosen(found, [one for part in parts for one in part.others], writer)


def _joined(parts: Sequence[_Part], retriever: Retriever, found: Answer) -> Answer:
    """Return the answer with what came of the parts of its question."""
    status = _status([part.status for part in parts])
    statements = tuple(dict.fromkeys(one for part in parts for one in part.statements))
    warnings = tuple(dict.fromkeys(one for part in parts for one in part.warnings))
    if status in (Status.NOT_FOUND, Status.OFF_TOPIC):
        warnings += (_searched(retriever, found.only),)
    older = tuple(dict.fromkeys(one for p in parts for one in p.history if one not in statements))
    missing = () if len(parts) == 1 else tuple(p.question for p in parts if not p.statements)
    sure = min(part.confidence for part in parts if part.statements or not statements)
    return replace(
        found, status=status, confidence=sure, statements=statements, warnings=warnings,
        missing=missing, history=older,
    )  # fmt: skip


def _parts(
    searched: str, hits: tuple[Hit, ...], retriever: Retriever, only: Filter | None, tell: Tell
) -> list[_Part]:
    """Return what came of each thing that is asked; ``hits`` are those of the whole question."""
    about = about_letter(searched, hits)
    if about:
        asked = Asked.of(searched, retriever)
        return [_Part(searched, asked, Status.ANSWERED, ABOUT_LETTER, about, hits)]
    questions = parts_of(searched)
    if len(questions) == 1:
        return [_simple(searched, searched, hits, retriever, tell)]
    found = []
    for place, one in enumerate(questions):
        read = alone(one, questions[place - 1]) if place else one
        own = tuple(retriever.search(read, RETRIEVED, only=only))
        found.append(_simple(one, read, own, retriever, tell))
    return found


def _simple(
    question: str, read: str, hits: tuple[Hit, ...], retriever: Retriever, tell: Tell
) -> _Part:
    """Return what came of a question that asks one thing, read as one that stands alone."""
    tell(Step.READ)
    asked = Asked.of(read, retriever)
    found = _ranked(asked, hits, retriever) if question == read else _found(asked, hits, retriever)
    found = year_first(asked, found)
    tell(Step.PROVE)
    signals = signals_of(asked, hits, found)
    status = judge(signals)
    if status is Status.ANSWERED:
        found = newest_first(asked, found)
        newer, older = newer_warnings(asked, found), history(asked, found)
        composed = compose(asked, without_older(found, older))
        sure, statements = confidence(signals), tuple(with_short(asked, one) for one in composed)
        others = each(asked, found[:OTHERS])
        return _Part(question, asked, status, sure, statements, hits, newer, older, others)
    nearest = [answering_of(asked.read, found).hit.passage] if found else []
    warnings = premise_warnings(asked.read, nearest)
    if years_of(asked.text):  # the letters of that year may be silent, and a newer one not
        warnings += newer_warnings(asked, found)
    return _Part(question, asked, status, confidence(signals), (), hits, warnings)


def _found(asked: Asked, hits: Sequence[Hit], retriever: Retriever) -> list[Candidate]:
    """Return the sentences, best first; those that promise when promises are asked for."""
    found = candidates(asked, hits[:READ], retriever)
    if not ASKS_PROMISES.search(asked.text):
        return found
    return [one for one in found if is_commitment(one.letter, one.start, one.end)] or found


def _ranked(asked: Asked, hits: Sequence[Hit], retriever: Retriever) -> list[Candidate]:
    """Return the sentences, best first.

    What a question took along from before, between brackets, finds the passages; among their
    sentences the question itself counts for more.
    """
    found = _found(asked, hits, retriever)
    plain = CONTEXT.sub("?", asked.text)
    if plain == asked.text or not content_lemmas(plain):
        return found
    own = _found(Asked.of(plain, retriever), hits, retriever)
    scores = {(one.letter.id, one.start, one.end): one.score for one in own}
    places = [(one.letter.id, one.start, one.end) for one in found]
    mixed = [
        replace(one, score=(1 - OWN) * one.score + OWN * scores[place])
        for one, place in zip(found, places, strict=True)
        if place in scores  # one of them may be about another matter than the question itself
    ]
    return sorted(mixed, key=lambda one: -one.score)


def _status(found: Sequence[Status]) -> Status:
    """Return the status of a question with these parts."""
    if len(set(found)) == 1:
        return found[0]
    return Status.PARTIAL if Status.ANSWERED in found else Status.NOT_FOUND


def _searched(retriever: Retriever, only: Filter | None) -> Warning:
    """Return what was searched, and what could help."""
    count, first, last = retriever.scope()
    letters = "1 brief" if count == 1 else f"{count} brieven"
    if first and last:
        letters += f" van {first.in_words()} tot en met {last.in_words()}"
    limited = f", beperkt tot {only.in_words()}" if only else ""
    advice = "Probeer andere woorden, of noem een brief, jaar of afzender."
    return Warning("searched", None, f"Er is gezocht in {letters}{limited}. {advice}")
