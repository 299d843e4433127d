"""What one answer scores, each measure by its key, and the verdict in one word.

A measure that cannot judge a question gives no score. An answerable question that was refused
scores 0, so that silence never leaves a denominator. Two measures are about given answers only:
their length, and the facts in 100 characters of them.
"""

from __future__ import annotations

from enum import StrEnum

from eval.measures.citing import Letters, judge_citations
from eval.measures.matching import fact_met, holds
from eval.measures.measures import Score
from eval.question_set import Question
from qa import Answer, Citation, Statement, Status

DEPTH = 10
"""How many passages of a ranking are judged."""
COMPOUND = "compound"
"""The kind of the questions that ask several things."""
FAR = "unanswerable_far"
"""The kind of the unanswerable questions that have nothing to do with the letters."""


class Verdict(StrEnum):
    """What became of a question."""

    RIGHT = "right"
    """Answered with all facts."""
    INCOMPLETE = "incomplete"
    """Answered with some of the facts."""
    WRONG = "wrong"
    """Answered with none of the facts."""
    REFUSED = "refused"
    """Not answered, though the letters do."""
    SILENT = "silent"
    """Rightly not answered."""
    INVENTED = "invented"
    """Answered, though the letters do not."""
    NONE = ""
    """The system only searches, or the question has no facts to tell by."""


CRAG = {Verdict.RIGHT: 1.0, Verdict.SILENT: 1.0, Verdict.REFUSED: 0.0}
"""1 for what is right, 0 for a refusal, -1 for all else.

After Yang et al., "CRAG - comprehensive RAG benchmark", NeurIPS 2024; to say nothing where the
letters say nothing is right.
"""


def judge_answer(question: Question, answer: Answer, letters: Letters) -> dict[str, Score]:
    """Return the scores of an answer; ``letters`` are those of the index, by id."""
    verdict = judge(question, answer)
    scores = {} if verdict is Verdict.NONE else {"crag": Score(CRAG.get(verdict, -1.0))}
    if question.answerable:
        scores |= _answerable(question, answer, letters)
    else:
        scores |= _unanswerable(question, answer)
    if answer.statements and not refused(answer):
        good = sum(is_verbatim(statement, letters) for statement in answer.statements)
        scores["verbatim"] = Score(good, len(answer.statements))
        scores["length"] = Score(len(answer_text(answer)))
    return scores


def judge(question: Question, answer: Answer) -> Verdict:
    """Return what became of the question."""
    if not question.answerable:
        return Verdict.SILENT if refused(answer) else Verdict.INVENTED
    if refused(answer):
        return Verdict.REFUSED
    if not question.facts:
        return Verdict.NONE
    met = _facts_met(question, answer)
    if met == len(question.facts):
        return Verdict.RIGHT
    return Verdict.INCOMPLETE if met else Verdict.WRONG


def refused(answer: Answer) -> bool:
    """Tell whether the question was not answered, not even in part."""
    return answer.status not in (Status.ANSWERED, Status.PARTIAL)


def answer_text(answer: Answer) -> str:
    """Return all that the answer states."""
    return " ".join(statement.text for statement in answer.statements)


def is_verbatim(statement: Statement, letters: Letters) -> bool:
    """Tell whether a statement is its quotes, and these stand in the letters of the index."""
    proven = [_proven(citation, letters) for citation in statement.citations]
    return bool(proven) and "" not in proven and statement.text == " ".join(proven)


def _proven(citation: Citation, letters: Letters) -> str:
    """Return the cited characters as the index has them; empty when the quote differs."""
    letter = letters.get(citation.letter.id)
    if letter is None or not 0 <= citation.start < citation.end <= len(letter.text):
        return ""
    text = letter.text[citation.start : citation.end]
    return text if text == citation.quote else ""


def _facts_met(question: Question, answer: Answer) -> int:
    text = answer_text(answer)
    return sum(fact_met(alternatives, text) for alternatives in question.facts)


def _answerable(question: Question, answer: Answer, letters: Letters) -> dict[str, Score]:
    """Score the answer to an answerable question."""
    silent = refused(answer)
    scores = {"false_refusals": Score(float(silent))}
    if silent:
        scores["refusal_precision"] = Score(0)
    scores |= judge_citations(question, () if silent else answer.citations, letters)
    if question.unanswered:
        scores["partial"] = Score(float(answer.status is Status.PARTIAL))
    if question.kind == COMPOUND:
        scores["parts"] = _parts(question, answer)
    if question.facts:
        met = 0 if silent else _facts_met(question, answer)
        scores["facts"] = Score(met / len(question.facts))
        scores["all_facts"] = Score(float(met == len(question.facts)))
        if not silent and (length := len(answer_text(answer))):
            scores["facts_per_100"] = Score(100 * met / length)
    return scores


def _parts(question: Question, answer: Answer) -> Score:
    """Count the parts of a compound question that are accounted for.

    A part with an answer is a fact, and has to be met; one without has to be named as missing.
    """
    met = 0 if refused(answer) else _facts_met(question, answer)
    named = sum(
        any(holds(part, wanted) for part in answer.missing) for wanted in question.unanswered
    )
    return Score(met + named, len(question.facts) + len(question.unanswered))


def _unanswerable(question: Question, answer: Answer) -> dict[str, Score]:
    """Score the answer to a question that the letters do not answer."""
    silent = refused(answer)
    score = Score(float(not silent))
    far = question.kind == FAR
    scores = {"false_answers": score, f"false_answers_{'far' if far else 'near'}": score}
    scores["refusal_recall"] = Score(float(silent))
    return scores | ({"refusal_precision": Score(1)} if silent else {})
