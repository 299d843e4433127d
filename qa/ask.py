"""A question in, an answer with proof or a typed silence out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Letter
from index import Filter, Hit, NothingLeft, Retriever, content_lemmas
from qa.answer import Answer, Statement, Status, Warning
from qa.asked import Asked
from qa.candidates import candidates
from qa.compound import alone, parts_of
from qa.gate import confidence, judge
from qa.particulars import about_letter
from qa.premise import premise_warnings
from qa.signals import signals_of
from qa.statements import compose

LONGEST_QUESTION = 1_000  # characters
READ = 10  # passages whose sentences are weighed
RETRIEVED = 10
SAME_MATTER = 0.6  # of the question's words in the cited passage, what a newer one must hold


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


def answer(question: str, retriever: Retriever, only: Filter | None = None) -> Answer:
    """Return what the letters say to a question in Dutch.

    A question of more than 1,000 characters, or without a word that carries meaning, is not
    searched: its status is ``unclear``. When ``only`` leaves nothing to search, the status is
    ``not_found`` and a warning says so. Of a question that asks several things, each part is
    answered or named as missing.
    """
    only = only or None
    searched = " ".join(question.encode("utf-8", "replace").decode().split())
    if len(searched) > LONGEST_QUESTION or not content_lemmas(searched):
        return Answer(question, searched[:LONGEST_QUESTION], Status.UNCLEAR, 0.0, only=only)
    mended = retriever.mended(searched)
    try:
        hits = tuple(retriever.search(searched, RETRIEVED, only=only))
        parts = _parts(searched, hits, retriever, only)
    except NothingLeft as error:
        nothing = (Warning("filter", None, str(error)),)
        return Answer(question, searched, Status.NOT_FOUND, 0.0, (), (), nothing, only, mended)
    status = _status([part.status for part in parts])
    statements = tuple(dict.fromkeys(one for part in parts for one in part.statements))
    warnings = tuple(dict.fromkeys(one for part in parts for one in part.warnings))
    if status in (Status.NOT_FOUND, Status.OFF_TOPIC):
        warnings += (_searched(retriever, only),)
    missing = () if len(parts) == 1 else tuple(p.question for p in parts if not p.statements)
    sure = min(part.confidence for part in parts if part.statements or not statements)
    return Answer(
        question, searched, status, sure, statements, hits, warnings, only, mended, missing
    )


def _parts(
    searched: str, hits: tuple[Hit, ...], retriever: Retriever, only: Filter | None
) -> list[_Part]:
    """Return what came of each thing that is asked; ``hits`` are those of the whole question."""
    about = about_letter(searched, hits)
    if about:
        asked = Asked.of(searched, retriever)
        return [_Part(searched, asked, Status.ANSWERED, 1.0, about, hits)]
    questions = parts_of(searched)
    if len(questions) == 1:
        return [_simple(searched, searched, hits, retriever)]
    found = []
    for place, one in enumerate(questions):
        read = alone(one, questions[place - 1]) if place else one
        own = tuple(retriever.search(read, RETRIEVED, only=only))
        found.append(_simple(one, read, own, retriever))
    return found


def _simple(question: str, read: str, hits: tuple[Hit, ...], retriever: Retriever) -> _Part:
    """Return what came of a question that asks one thing, read as one that stands alone."""
    asked = Asked.of(read, retriever)
    found = candidates(asked, hits[:READ], retriever)
    signals = signals_of(asked, hits, found)
    status = judge(signals)
    if status is Status.ANSWERED:
        statements = compose(asked, found)
        newer = _newer(statements, hits, asked)
        return _Part(question, asked, status, confidence(signals), statements, hits, newer)
    warnings = premise_warnings(read, [one.hit.passage for one in found[:1]])
    return _Part(question, asked, status, confidence(signals), (), hits, warnings)


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


def _newer(
    statements: Sequence[Statement], hits: Sequence[Hit], asked: Asked
) -> tuple[Warning, ...]:
    """Return a warning for each later letter that holds most of the question's words as well."""
    cited = [citation.letter for one in statements for citation in one.citations]
    dates = [letter.date for letter in cited if letter.date]
    if not dates:
        return ()
    newest = max(dates)
    held = [(hit.passage.letter, asked.covered(hit.passage)) for hit in hits]
    least = SAME_MATTER * max(share for letter, share in held if letter in cited)
    later = {
        letter.id: letter
        for letter, share in held
        if letter.date and letter.date.surely_after(newest) and share >= least
    }
    return tuple(Warning("newer_letter", letter, _text(letter)) for letter in later.values())


def _text(letter: Letter) -> str:
    date = letter.date.in_words() if letter.date else ""
    return f"Er is een nieuwere brief die hierover kan gaan: {letter.name} ({date})."
