"""A question in, an answer with proof or a typed silence out."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Letter
from index import Filter, Hit, NothingLeft, Retriever, content_lemmas
from qa.answer import Answer, Statement, Status, Warning
from qa.candidates import Candidate, candidates, covered, word_weights
from qa.gate import Signals, confidence, judge
from qa.statements import compose

LONGEST_QUESTION = 1_000  # characters
READ = 5  # passages whose sentences are weighed
RETRIEVED = 10
SAME_MATTER = 0.6  # of the question's words in the cited passage, what a newer one must hold


def answer(question: str, retriever: Retriever, only: Filter | None = None) -> Answer:
    """Return what the letters say to a question in Dutch.

    A question of more than 1,000 characters, or without a word that carries meaning, is not
    searched: its status is ``unclear``. When ``only`` leaves nothing to search, the status is
    ``not_found`` and a warning says so.
    """
    only = only or None
    searched = " ".join(question.encode("utf-8", "replace").decode().split())
    if len(searched) > LONGEST_QUESTION or not content_lemmas(searched):
        return Answer(question, searched[:LONGEST_QUESTION], Status.UNCLEAR, 0.0, only=only)
    mended = retriever.mended(searched)
    try:
        hits = tuple(retriever.search(searched, RETRIEVED, only=only))
    except NothingLeft as error:
        nothing = (Warning("filter", None, str(error)),)
        return Answer(question, searched, Status.NOT_FOUND, 0.0, (), (), nothing, only, mended)
    weights = word_weights(searched, retriever)
    found = candidates(searched, hits[:READ], retriever, weights)
    signals = _signals(hits, found, weights)
    status = judge(signals)
    statements = compose(found) if status is Status.ANSWERED else ()
    warnings = _newer(statements, hits[:READ], weights)
    sure = confidence(signals)
    return Answer(question, searched, status, sure, statements, hits, warnings, only, mended)


def _signals(hits: Sequence[Hit], found: Sequence[Candidate], weights: dict[str, float]) -> Signals:
    return Signals(
        max((hit.dense for hit in hits), default=0.0),
        max((one.cosine for one in found), default=0.0),
        max((covered(weights, hit.passage) for hit in hits[:READ]), default=0.0),
    )


def _newer(
    statements: Sequence[Statement], hits: Sequence[Hit], weights: dict[str, float]
) -> tuple[Warning, ...]:
    """Return a warning for each later letter that holds most of the question's words as well."""
    cited = [citation.letter for one in statements for citation in one.citations]
    dates = [letter.date for letter in cited if letter.date]
    if not dates:
        return ()
    newest = max(dates)
    held = [(hit.passage.letter, covered(weights, hit.passage)) for hit in hits]
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
