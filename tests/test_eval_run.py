import json
from pathlib import Path

import pytest
from test_eval_systems import WordEncoder

from corpus import Passage
from eval import (
    Evidence,
    LettersMissing,
    Question,
    Report,
    System,
    evaluate,
    read_questions,
    relevant,
)
from index import Retriever, build_index
from qa import Answer, Citation, Statement, Status

SUBJECTS = ("regiotaxi", "dagbesteding", "respijtzorg", "woningaanpassing", "rolstoel", "maaltijd")


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("brieven")
    for number, subject in enumerate(SUBJECTS):
        lines = (
            f"Brief over {subject}",
            f"De gemeente betaalt voor {subject} in totaal {number + 101} euro per maand.",
            f"Over {subject} is overlegd met de cliëntenraad van de gemeente Waterbrugge.",
        )
        (folder / f"brief-{subject}.md").write_text("\n\n".join(lines), encoding="utf-8")
    index = tmp_path_factory.mktemp("index")
    encoder = WordEncoder()
    build_index([folder], index, encoder)
    return Retriever(index, encoder)


def asked(number: int, subject: str) -> Question:
    return Question(
        f"q{number}",
        f"Hoeveel betaalt de gemeente voor {subject}?",
        "factoid",
        True,
        "dev" if number % 2 else "test",
        (Evidence(f"brief-{subject}", (f"{number + 101} euro",)),),
        ((f"{number + 101}",),),
    )


ANSWERABLE = [asked(number, subject) for number, subject in enumerate(SUBJECTS)]
UNANSWERABLE = [
    Question("u1", "Hoeveel betaalt Rotterdam?", "unanswerable_near", False, "dev"),
    Question("u2", "Wie won de Elfstedentocht?", "unanswerable_far", False, "test"),
]
QUESTIONS = [*ANSWERABLE, *UNANSWERABLE]
SHUFFLED = [
    Question(q.id, q.question, q.kind, True, q.split, other.evidence, other.facts)
    for q, other in zip(ANSWERABLE, [*ANSWERABLE[1:], ANSWERABLE[0]], strict=True)
]


def silence(question: str) -> Answer:
    return Answer(question, question, Status.NOT_FOUND, 0.0)


def oracle(retriever: Retriever) -> System:
    """A system that knows the evidence of ANSWERABLE and says exactly that."""
    passages = tuple(retriever.passages())
    found = {
        one.question: [passage for passage in passages if relevant(one, passage)]
        for one in ANSWERABLE
    }

    def answer(question: str) -> Answer:
        if question not in found:
            return silence(question)
        best = found[question][0]
        statement = Statement(best.text, (Citation(best.letter, best.start, best.end),))
        return Answer(question, question, Status.ANSWERED, 1.0, (statement,))

    def rank(question: str, k: int) -> list[Passage]:
        return found.get(question, [])[:k]

    return System("oracle", passages, rank, answer)


def values(report: Report, name: str) -> dict[str, float]:
    return {key: found.value for key, found in report.figures(name).items()}


PERFECT = {
    "hit@1": 1,
    "hit@3": 1,
    "hit@5": 1,
    "mrr@10": 1,
    "ndcg@10": 1,
    "reachable": 1,
    "verbatim": 1,
    "facts": 1,
    "right_letter": 1,
    "refused": 1,
    "refused_far": 1,
    "refused_near": 1,
    "false_refusals": 0,
}


def test_an_oracle_scores_one(retriever: Retriever) -> None:
    report = evaluate(QUESTIONS, retriever, systems=[oracle(retriever)])
    found = values(report, "oracle")
    assert found.pop("length") > 0
    assert found == PERFECT


def test_an_empty_system_scores_zero_and_is_in_every_denominator(retriever: Retriever) -> None:
    empty = System("leeg", (), lambda question, k: [], silence)
    figures = evaluate(QUESTIONS, retriever, systems=[empty]).figures("leeg")
    zero = ("hit@1", "hit@3", "hit@5", "mrr@10", "ndcg@10", "reachable", "facts", "right_letter")
    assert {(figures[key].value, figures[key].trials) for key in zero} == {(0, len(ANSWERABLE))}
    assert (figures["refused"].value, figures["refused"].trials) == (1, 2)
    assert (figures["false_refusals"].value, figures["false_refusals"].trials) == (1, 6)
    assert "verbatim" not in figures
    assert "length" not in figures


def test_shuffled_evidence_scores_zero(retriever: Retriever) -> None:
    found = values(evaluate(SHUFFLED, retriever, systems=[oracle(retriever)]), "oracle")
    assert found["verbatim"] == found["reachable"] == 1
    zero = ("hit@1", "hit@3", "hit@5", "mrr@10", "ndcg@10", "facts", "right_letter")
    assert {found[key] for key in zero} == {0}


def test_a_system_that_always_answers_never_refuses(retriever: Retriever) -> None:
    known = oracle(retriever)
    always = System(
        "altijd", known.passages, known.rank, lambda _: known.answer(ANSWERABLE[0].question)
    )
    found = values(evaluate(QUESTIONS, retriever, systems=[always]), "altijd")
    assert found["refused"] == found["refused_near"] == found["false_refusals"] == 0
    assert found["facts"] == found["right_letter"] == pytest.approx(1 / 6)


def test_a_passage_found_twice_counts_once(retriever: Retriever) -> None:
    known = oracle(retriever)
    twice = System("dubbel", known.passages, lambda question, k: known.rank(question, 1) * 10)
    report = evaluate(ANSWERABLE, retriever, systems=[twice])
    assert values(report, "dubbel")["ndcg@10"] == 1
    assert {len(outcome.ranking) for outcome in report.outcomes} == {1}


def test_the_standard_run_compares_three_systems(retriever: Retriever, tmp_path: Path) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text(
        json.dumps(
            {
                "id": "q1",
                "question": "Hoeveel betaalt de gemeente voor rolstoel?",
                "kind": "factoid",
                "answerable": True,
                "split": "dev",
                "evidence": [{"letter": "brief-rolstoel", "contains": ["105 euro"]}],
                "facts": [["105"]],
            }
        ),
        encoding="utf-8",
    )
    steps = []
    report = evaluate(read_questions(path), retriever, path, progress=lambda *s: steps.append(s))
    assert [one.name for one in report.contestants] == ["wmo-qa", "dense", "langchain"]
    assert all(report.figures(one.name)["hit@5"].value == 1 for one in report.contestants)
    assert ("dense", 1, 1) in steps
    assert report.manifest.source == "vragen.jsonl"
    assert len(report.manifest.sha256) == 64
    assert report.manifest.letters == len(SUBJECTS)
    assert report.manifest.encoder == "words"
    assert dict(report.manifest.versions).keys() >= {"python", "numpy"}
    own = report.outcomes[0]
    assert own.status
    assert report.outcomes[1].status == ""


def test_figures_of_a_split_and_a_kind(retriever: Retriever) -> None:
    report = evaluate(QUESTIONS, retriever, systems=[oracle(retriever)])
    assert report.figures("oracle", split="dev")["hit@1"].trials == 3
    assert report.figures("oracle", kind="unanswerable_far").keys() == {"refused", "refused_far"}
    assert report.figures("oracle", kind="bestaat niet") == {}


def test_letters_that_are_not_in_the_index_are_named(retriever: Retriever) -> None:
    lost = Question("q", "Hoe?", "factoid", True, "dev", (Evidence("brief-weg", ("x",)),))
    with pytest.raises(LettersMissing, match=r"brief-weg.*wmo index") as caught:
        evaluate([lost], retriever)
    assert "\n" not in str(caught.value)
