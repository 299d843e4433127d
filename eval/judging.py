"""What one question scores: its ranking and its answer, each measure by its key.

A measure that cannot judge a question gives no score. An answerable question that was refused or
for which nothing was found scores 0, so that silence never leaves a denominator. One measure is
about given answers only: their length.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from corpus import Letter
from eval.matching import fact_met
from eval.measures import Score
from eval.metrics import hit, ndcg, reciprocal_rank
from eval.questions import Question
from qa import Answer, Citation, Statement, Status

DEPTH = 10
"""How many passages of a ranking are judged."""
FAR = "unanswerable_far"
"""The kind of the unanswerable questions that have nothing to do with the letters."""

_Metric = Callable[[Sequence[bool], int, int], float]
_RANKING: dict[str, tuple[_Metric, int]] = {
    "hit@1": (hit, 1),
    "hit@3": (hit, 3),
    "hit@5": (hit, 5),
    "mrr@10": (reciprocal_rank, 10),
    "ndcg@10": (ndcg, 10),
}


def judge_ranking(question: Question, ranking: Sequence[bool], relevant: int) -> dict[str, Score]:
    """Return the scores of a ranking, given as the relevance of each passage, best first.

    ``relevant`` is the number of relevant passages that the system could have found. Where it
    is 0 the system cut the evidence to pieces, and scores 0.
    """
    if not question.answerable:
        return {}
    scores = {key: Score(metric(ranking, relevant, k)) for key, (metric, k) in _RANKING.items()}
    return scores | {"reachable": Score(float(relevant > 0))}


def judge_answer(
    question: Question, answer: Answer, letters: Mapping[str, Letter]
) -> dict[str, Score]:
    """Return the scores of an answer; ``letters`` are those of the index, by id."""
    scores = _answered(question, answer) if question.answerable else _unanswerable(question, answer)
    if answer.statements:
        good = sum(is_verbatim(statement, letters) for statement in answer.statements)
        scores["verbatim"] = Score(good, len(answer.statements))
        scores["length"] = Score(len(answer_text(answer)))
    return scores


def refused(answer: Answer) -> bool:
    """Tell whether the question was not answered, not even in part."""
    return answer.status not in (Status.ANSWERED, Status.PARTIAL)


def answer_text(answer: Answer) -> str:
    """Return all that the answer states."""
    return " ".join(statement.text for statement in answer.statements)


def is_verbatim(statement: Statement, letters: Mapping[str, Letter]) -> bool:
    """Tell whether a statement is its quotes, and these stand in the letters of the index."""
    proven = [_proven(citation, letters) for citation in statement.citations]
    return bool(proven) and "" not in proven and statement.text == " ".join(proven)


def _proven(citation: Citation, letters: Mapping[str, Letter]) -> str:
    """Return the cited characters as the index has them; empty when the quote differs."""
    letter = letters.get(citation.letter.id)
    if letter is None or not 0 <= citation.start < citation.end <= len(letter.text):
        return ""
    text = letter.text[citation.start : citation.end]
    return text if text == citation.quote else ""


def _answered(question: Question, answer: Answer) -> dict[str, Score]:
    """Score the answer to an answerable question."""
    silent = refused(answer)
    scores = {
        "false_refusals": Score(float(silent)),
        "right_letter": Score(float(not silent and _right_letter(question, answer))),
    }
    if question.facts:
        text = "" if silent else answer_text(answer)
        met = sum(fact_met(alternatives, text) for alternatives in question.facts)
        scores["facts"] = Score(met / len(question.facts))
    return scores


def _right_letter(question: Question, answer: Answer) -> bool:
    """Tell whether the first citation is of a letter that holds evidence."""
    letters = {evidence.letter for evidence in question.evidence}
    return any(citation.letter.id in letters for citation in answer.citations[:1])


def _unanswerable(question: Question, answer: Answer) -> dict[str, Score]:
    """Score the answer to a question that the letters do not answer."""
    score = Score(float(refused(answer)))
    return {"refused": score, "refused_far" if question.kind == FAR else "refused_near": score}
