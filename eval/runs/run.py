"""A run: every question put to every system, and judged."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from corpus import Letter, Passage
from eval.measures.citing import is_right
from eval.measures.judging import DEPTH, answer_text, judge, judge_answer, refused
from eval.measures.matching import relevant
from eval.measures.measures import Score
from eval.measures.ranking import score_ranking
from eval.question_set import Question
from eval.runs.journal import Journal
from eval.runs.manifest import describe
from eval.runs.outcomes import Cited, Contestant, Costs, Outcome, Report
from eval.systems.compared_systems import default_systems, silent
from eval.systems.system import Progress, System
from index import Retriever
from qa import Answer

Found = TypeVar("Found")


class LettersMissing(Exception):
    """Letters that the questions are about and the index lacks, in one line of Dutch."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__(
            f"De vragen gaan over brieven die niet in de index staan ({', '.join(ids)}). "
            "Zet die brieven in de index met 'wmo index MAP', of kies een andere vragenlijst."
        )
        self.ids = tuple(ids)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is done.

    ``workers`` is the number of questions asked at the same time; ``folder`` is where the run is
    written and taken up again; ``indexing`` is what indexing took, in seconds per 1,000
    passages; ``split`` is the part of the questions that was chosen, for the manifest.
    """

    workers: int = 1
    folder: Path | None = None
    indexing: float | None = None
    split: str = ""


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class _Run:
    """What the questions of one run share."""

    questions: Sequence[Question]
    letters: Mapping[str, Letter]
    journal: Journal
    workers: int
    progress: Progress


def evaluate(
    questions: Sequence[Question],
    retriever: Retriever,
    source: Path | None = None,
    systems: Iterable[System] | None = None,
    progress: Progress = silent,
    settings: Settings = DEFAULTS,
) -> Report:
    """Put the questions to the systems and return all that came of it.

    Args:
        questions: what is asked.
        retriever: the index that is measured.
        source: the file the questions were read from, for the manifest.
        systems: what is compared, by default our own and the baselines.
        progress: is told how far the run is.
        settings: how it is done.

    Raises:
        LettersMissing: the index lacks letters that the questions are about.
    """
    reopened = Retriever(retriever.folder, retriever.encoder)  # quotes are proven on a fresh read
    letters = {letter.id: letter for letter in reopened.letters()}
    wanted = {evidence.letter for question in questions for evidence in question.evidence}
    if missing := sorted(wanted - letters.keys()):
        raise LettersMissing(missing)
    chosen = {"split": settings.split, "workers": str(settings.workers), "depth": str(DEPTH)}
    manifest = describe(questions, retriever, source, chosen)
    run = _Run(questions, letters, Journal(settings.folder, manifest), settings.workers, progress)
    reopened.search("opwarmen", 1)
    contestants: list[Contestant] = []
    outcomes: list[Outcome] = []
    for system in default_systems(retriever, progress) if systems is None else systems:
        contestants.append(_contestant(system))
        for outcome in _asked(run, system):
            outcomes.append(outcome)
            progress(system.name, len(outcomes) % len(questions) or len(questions), len(questions))
    costs = Costs(_peak(), settings.indexing)
    return Report(manifest, tuple(contestants), tuple(outcomes), costs)


def _peak() -> float:
    """Return the most memory the process has held, in MiB."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _contestant(system: System) -> Contestant:
    lengths = [passage.end - passage.start for passage in system.passages]
    return Contestant(system.name, len(lengths), sum(lengths) / max(len(lengths), 1))


def _asked(run: _Run, system: System) -> Iterator[Outcome]:
    """Yield what becomes of every question, in order; what is known is not asked again."""

    def ask(question: Question) -> Outcome:
        if known := run.journal.finished.get((system.name, question.id)):
            return known
        outcome = _outcome(run, system, question)
        run.journal.add(outcome)
        return outcome

    pool = ThreadPoolExecutor(run.workers)
    try:
        yield from pool.map(ask, run.questions)
    finally:
        pool.shutdown(cancel_futures=True)


def _outcome(run: _Run, system: System, question: Question) -> Outcome:
    """Ask one question; a passage that is found twice counts once."""
    answer, passages, taken = _put(system, question)
    seconds = taken if system.timed else 0.0
    ranked = {passage.id: passage for passage in passages}
    scores = _judge_ranking(system, question, ranked)
    relevance = tuple(relevant(question, passage) for passage in ranked.values())
    if answer is None:
        found = tuple(ranked)
        return Outcome(question, system.name, found, relevance, scores, seconds=seconds)
    return Outcome(
        question=question,
        system=system.name,
        ranking=tuple(ranked),
        relevance=relevance,
        scores=scores | judge_answer(question, answer, run.letters),
        status=answer.status.value,
        answer="" if refused(answer) else answer_text(answer),
        verdict=judge(question, answer),
        confidence=answer.confidence,
        citations=_cited(run, question, answer),
        seconds=seconds,
    )


def _put(system: System, question: Question) -> tuple[Answer | None, Sequence[Passage], float]:
    """Return the answer, the passages found and the seconds that the main one of them took."""
    if question.before and system.converse:
        turns = (*question.before, question.question)
        answer, seconds = _timed(lambda: system.converse(turns) if system.converse else None)
        return answer, [hit.passage for hit in answer.hits] if answer else [], seconds
    ranked, seconds = _timed(lambda: system.rank(question.question, DEPTH))
    if system.answer is None:
        return None, ranked, seconds
    answer, seconds = _timed(lambda: system.answer(question.question) if system.answer else None)
    return answer, ranked, seconds


def _timed(call: Callable[[], Found]) -> tuple[Found, float]:
    start = perf_counter()
    found = call()
    return found, perf_counter() - start


def _judge_ranking(
    system: System, question: Question, ranked: Mapping[str, Passage]
) -> dict[str, Score]:
    """Score a ranking; where nothing is there the system cut the evidence up, and scores 0."""
    if not question.answerable:
        return {}
    there = {passage.id: 1 for passage in system.passages if relevant(question, passage)}
    scores = score_ranking(list(ranked), there)
    return scores | {"reachable": Score(float(bool(there)))}


def _cited(run: _Run, question: Question, answer: Answer) -> tuple[Cited, ...]:
    return tuple(
        Cited(
            letter=one.letter.id,
            start=one.start,
            end=one.end,
            pages=one.pages,
            section=one.section,
            quote=one.quote,
            right=is_right(question, one, run.letters),
        )
        for one in answer.citations
    )
