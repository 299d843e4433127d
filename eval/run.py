"""A run: every question put to every system, and judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from corpus import Letter
from eval.judging import DEPTH, answer_text, judge_answer, judge_ranking
from eval.manifest import describe
from eval.matching import relevant
from eval.outcomes import Contestant, Outcome, Report
from eval.questions import Question
from eval.systems import Progress, System, default_systems, silent
from index import Retriever


class LettersMissing(Exception):
    """Letters that the questions are about and the index lacks, in one line of Dutch."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__(
            f"De vragen gaan over brieven die niet in de index staan ({', '.join(ids)}). "
            "Zet die brieven in de index met 'wmo index MAP', of kies een andere vragenlijst."
        )
        self.ids = tuple(ids)


def evaluate(
    questions: Sequence[Question],
    retriever: Retriever,
    source: Path | None = None,
    systems: Iterable[System] | None = None,
    progress: Progress = silent,
) -> Report:
    """Put the questions to the systems and return all that came of it.

    Args:
        questions: what is asked.
        retriever: the index that is measured.
        source: the file the questions were read from, for the manifest.
        systems: what is compared, by default our own and the baselines.
        progress: is told how far the run is.

    Raises:
        LettersMissing: the index lacks letters that the questions are about.
    """
    reopened = Retriever(retriever.folder, retriever.encoder)  # quotes are proven on a fresh read
    letters = {letter.id: letter for letter in reopened.letters()}
    wanted = {evidence.letter for question in questions for evidence in question.evidence}
    if missing := sorted(wanted - letters.keys()):
        raise LettersMissing(missing)
    contestants: list[Contestant] = []
    outcomes: list[Outcome] = []
    for system in default_systems(retriever, progress) if systems is None else systems:
        contestants.append(_contestant(system))
        for number, question in enumerate(questions, start=1):
            outcomes.append(_outcome(system, question, letters))
            progress(system.name, number, len(questions))
    manifest = describe(questions, retriever, source)
    return Report(manifest, tuple(contestants), tuple(outcomes))


def _contestant(system: System) -> Contestant:
    lengths = [passage.end - passage.start for passage in system.passages]
    return Contestant(system.name, len(lengths), sum(lengths) / max(len(lengths), 1))


def _outcome(system: System, question: Question, letters: Mapping[str, Letter]) -> Outcome:
    """Ask one question; a passage that is found twice counts once."""
    ranked = {passage.id: passage for passage in system.rank(question.question, DEPTH)}
    relevance = tuple(relevant(question, passage) for passage in ranked.values())
    there = {passage.id for passage in system.passages if relevant(question, passage)}
    scores = judge_ranking(question, relevance, len(there))
    if system.answer is None:
        return Outcome(question, system.name, tuple(ranked), relevance, scores)
    answer = system.answer(question.question)
    return Outcome(
        question=question,
        system=system.name,
        ranking=tuple(ranked),
        relevance=relevance,
        scores=scores | judge_answer(question, answer, letters),
        status=answer.status.value,
        answer=answer_text(answer),
    )
