"""Two ways to answer that our own has to beat: the lead sentence, and never refusing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from corpus import Letter, Passage, sentence_spans
from eval.measures.judging import refused
from eval.systems.sharing import Shared
from eval.systems.system import System
from index import Hit
from qa import Answer, Asked, Statement, Status, candidates, cite, compose, default_reader

_READ = 5


def lead_sentence(shared: Shared) -> System:
    """Return the first sentence of the best passage as the answer to everything."""

    def given(question: str) -> Answer:
        hits = tuple(shared.search(question, 10))
        statement = next(filter(None, (_lead(hit.passage) for hit in hits)), None)
        return _answer(question, hits, (statement,) if statement else ())

    return System("eerste zin", shared.passages, _rank(shared), given, timed=False)


def open_gate(shared: Shared) -> System:
    """Return our own search and composition, that answers where our own would refuse."""

    def given(question: str) -> Answer:
        found = shared.answered(question)
        if not refused(found) or not found.hits:
            return found
        asked, passages = found.searched, [hit.passage for hit in found.hits]
        reading = default_reader().read(asked, passages)
        ranked = candidates(asked, reading, found.hits, shared.retriever)
        statements = compose(Asked.of(asked, shared.retriever), ranked)
        status = Status.ANSWERED if statements else found.status
        return replace(found, status=status, statements=statements)

    return System("altijd", shared.passages, _rank(shared), given, timed=False)


def _rank(shared: Shared) -> Callable[[str, int], list[Passage]]:
    return lambda question, k: [hit.passage for hit in shared.search(question, k)]


def _answer(question: str, hits: tuple[Hit, ...], statements: tuple[Statement, ...]) -> Answer:
    status = Status.ANSWERED if statements else Status.NOT_FOUND
    sure = max(0.0, hits[0].dense) if hits else 0.0
    return Answer(question, question, status, sure, statements, hits)


def _lead(passage: Passage) -> Statement | None:
    """Return the first sentence of a passage that is not a heading."""
    letter = passage.letter
    spans = sentence_spans(letter.text, passage.start, passage.end)
    start, end = next((span for span in spans if not _is_heading(letter, span)), (0, 0))
    citation = cite(letter, letter.text[start:end], start)
    return Statement(citation.quote, (citation,)) if citation else None


def _is_heading(letter: Letter, span: tuple[int, int]) -> bool:
    return any(section.start <= span[0] < section.end for section in letter.sections)
