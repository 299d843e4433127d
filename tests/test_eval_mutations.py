"""A system that knows everything, broken in one way at a time: only that measure falls."""

import dataclasses
from collections.abc import Callable

import pytest
from test_eval_run import QUESTIONS, oracle, values
from test_eval_run import retriever as retriever  # a fixture

from corpus import Passage
from eval import System, evaluate
from index import Retriever
from qa import Answer, Citation, Statement, Status

Break = Callable[[Answer], Answer]
ALWAYS = {"length", "facts_per_100", "ms_p50", "ms_p95"}


def fallen(retriever: Retriever, system: System) -> set[str]:
    """Return the measures that are not those of the system unbroken."""
    whole = values(evaluate(QUESTIONS, retriever, systems=[oracle(retriever)]), "oracle")
    found = values(evaluate(QUESTIONS, retriever, systems=[system]), system.name)
    return {key for key in whole.keys() | found.keys() if whole.get(key) != found.get(key)} - ALWAYS


def answering(retriever: Retriever, broken: Break) -> System:
    known = oracle(retriever)
    return dataclasses.replace(known, answer=lambda question: broken(known.answer(question)))


def test_a_worse_order_moves_the_ranking_alone(retriever: Retriever) -> None:
    known = oracle(retriever)

    def last(question: str, k: int) -> list[Passage]:
        best = list(known.rank(question, k))
        return [one for one in known.passages if one not in best][:3] + best

    assert fallen(retriever, dataclasses.replace(known, rank=last)) == {
        *("ndcg@10", "mrr@10", "hit@1", "hit@3")
    }


def one_letter_off(answer: Answer) -> Answer:
    changed = tuple(
        dataclasses.replace(one, text=one.text.replace("gemeente", "provincie"))
        for one in answer.statements
    )
    return dataclasses.replace(answer, statements=changed)


def cut(answer: Answer) -> Answer:
    """Cite only the beginning of the quote, and say no more than that."""
    if not answer.statements:
        return answer
    (citation,) = answer.citations
    short = Citation(citation.letter, citation.start, citation.start + 40)
    return dataclasses.replace(answer, statements=(Statement(short.quote, (short,)),))


def silenced(answer: Answer) -> Answer:
    return dataclasses.replace(answer, status=Status.NOT_FOUND, statements=())


def unsure(answer: Answer) -> Answer:
    return dataclasses.replace(answer, confidence=1 - answer.confidence)


FACTS = {"facts", "all_facts", "crag", "aurc"}
REFUSED = {"refusal_precision", "refusal_f1"}
CITED = {"cite_precision", "cite_recall", "right_letter", "right_section"}


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (one_letter_off, {"verbatim"}),
        (cut, {*FACTS, "cite_precision", "cite_recall", "ece"}),
        (silenced, {*FACTS, *CITED, "verbatim", "false_refusals", "ece", *REFUSED}),
        (unsure, {"auroc", "auroc_near", "ece"}),
    ],
)
def test_only_what_is_broken_falls(retriever: Retriever, broken: Break, expected: set[str]) -> None:
    assert fallen(retriever, answering(retriever, broken)) == expected


def test_answers_about_another_letter_fall_everywhere_but_in_being_verbatim(
    retriever: Retriever,
) -> None:
    known = oracle(retriever)
    asked = [one.question for one in QUESTIONS if one.answerable]
    others = dict(zip(asked, [*asked[1:], asked[0]], strict=True))
    swapped = dataclasses.replace(known, answer=lambda q: known.answer(others.get(q, q)))
    assert fallen(retriever, swapped) == {*FACTS, *CITED, "ece"}
