"""Outcomes as lines of ``questions.jsonl``, and back."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from eval.measures.judging import Verdict
from eval.measures.measures import Score
from eval.question_set import Question, question_from_row
from eval.runs.outcomes import Cited, Outcome

Row = dict[str, Any]


def to_row(outcome: Outcome) -> Row:
    """Return everything about an outcome: the question, the ranking, the answer, the verdict."""
    question = asdict(outcome.question)
    rest = {
        "system": outcome.system,
        "status": outcome.status,
        "verdict": outcome.verdict.value,
        "answer": outcome.answer,
        "confidence": outcome.confidence,
        "seconds": round(outcome.seconds, 5),
        "citations": [asdict(one) for one in outcome.citations],
        "ranking": list(outcome.ranking),
        "relevance": list(outcome.relevance),
        "scores": {key: asdict(score) for key, score in outcome.scores.items()},
    }
    return question | rest


def from_row(row: Row) -> Outcome:
    """Return the outcome that :func:`to_row` made a row of.

    Raises:
        ValueError: it is not such a row; so are its kinds ``KeyError`` and ``TypeError``.
    """
    return Outcome(
        question=_question(row),
        system=str(row["system"]),
        ranking=tuple(row["ranking"]),
        relevance=tuple(row["relevance"]),
        scores={key: Score(one["gained"], one["trials"]) for key, one in row["scores"].items()},
        status=str(row["status"]),
        answer=str(row["answer"]),
        verdict=Verdict(row["verdict"]),
        confidence=row["confidence"],
        citations=tuple(_cited(one) for one in row["citations"]),
        seconds=float(row["seconds"]),
    )


def _question(row: Row) -> Question:
    return replace(question_from_row(row), before=tuple(row["before"]))


def _cited(row: Row) -> Cited:
    return Cited(**{**row, "pages": tuple(row["pages"]), "section": tuple(row["section"])})
