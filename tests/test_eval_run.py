import json
from pathlib import Path

import pytest
from conftest import FakeReader
from test_eval_systems import WordEncoder

from corpus import Passage
from eval import (
    Evidence,
    LettersMissing,
    Question,
    Report,
    Settings,
    System,
    Verdict,
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


ZERO = (
    *("hit@1", "hit@3", "hit@5", "mrr@10", "ndcg@10", "r@10", "facts", "all_facts"),
    *("cite_precision", "cite_recall", "right_letter"),
)


def values(report: Report, name: str) -> dict[str, float]:
    return {key: found.value for key, found in report.figures(name).items()}


BEST = {
    **dict.fromkeys(("hit@1", "hit@3", "hit@5", "mrr@10", "ndcg@10", "r@10", "reachable"), 1),
    **dict.fromkeys(
        ("verbatim", "cite_precision", "cite_recall", "right_letter", "right_section"), 1
    ),
    **dict.fromkeys(("facts", "all_facts", "crag", "auroc", "auroc_near"), 1),
    **dict.fromkeys(("false_answers", "false_answers_far", "false_answers_near"), 0),
    **dict.fromkeys(("refusal_precision", "refusal_recall", "refusal_f1"), 1),
    **dict.fromkeys(("false_refusals", "ece"), 0),
    "aurc": 2 / 8 * 2 / 8,  # were the last two of eight answered, they would be wrong
}


def test_an_oracle_scores_one(retriever: Retriever) -> None:
    report = evaluate(QUESTIONS, retriever, systems=[oracle(retriever)])
    found = values(report, "oracle")
    for key in ("length", "facts_per_100", "ms_p50", "ms_p95"):
        assert found.pop(key) > 0
    assert found == BEST
    verdicts = {outcome.verdict for outcome in report.outcomes}
    assert verdicts == {Verdict.RIGHT, Verdict.SILENT}


def test_an_empty_system_scores_zero_and_is_in_every_denominator(retriever: Retriever) -> None:
    empty = System("leeg", (), lambda question, k: [], silence)
    figures = evaluate(QUESTIONS, retriever, systems=[empty]).figures("leeg")
    assert {(figures[key].value, figures[key].trials) for key in ZERO} == {(0, len(ANSWERABLE))}
    assert figures["reachable"].value == 0
    assert (figures["false_answers"].value, figures["false_answers"].trials) == (0, 2)
    assert (figures["crag"].value, figures["crag"].trials) == (2 / 8, 8)
    assert (figures["false_refusals"].value, figures["false_refusals"].trials) == (1, 6)
    assert "verbatim" not in figures
    assert "length" not in figures


def test_shuffled_evidence_scores_zero(retriever: Retriever) -> None:
    found = values(evaluate(SHUFFLED, retriever, systems=[oracle(retriever)]), "oracle")
    assert found["verbatim"] == found["reachable"] == 1
    assert {found[key] for key in ZERO} == {0}
    assert found["crag"] == -1


def test_a_system_that_always_answers_never_refuses(retriever: Retriever) -> None:
    known = oracle(retriever)
    always = System(
        "altijd", known.passages, known.rank, lambda _: known.answer(ANSWERABLE[0].question)
    )
    found = values(evaluate(QUESTIONS, retriever, systems=[always]), "altijd")
    assert found["false_answers"] == found["false_answers_near"] == 1
    assert found["false_refusals"] == 0
    assert found["facts"] == found["right_letter"] == pytest.approx(1 / 6)


def test_a_passage_found_twice_counts_once(retriever: Retriever) -> None:
    known = oracle(retriever)
    twice = System("dubbel", known.passages, lambda question, k: known.rank(question, 1) * 10)
    report = evaluate(ANSWERABLE, retriever, systems=[twice])
    assert values(report, "dubbel")["ndcg@10"] == 1
    assert {len(outcome.ranking) for outcome in report.outcomes} == {1}


def test_the_standard_run_compares_the_baselines(
    retriever: Retriever,
    tmp_path: Path,
    fake_reader: FakeReader,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("eval.systems.baselines.default_reader", lambda: fake_reader)
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
    names = [one.name for one in report.contestants]
    assert names == ["wmo-qa", "altijd", "eerste zin", "dense", "bm25-nl", "bm25-en", "langchain"]
    assert all(report.figures(one.name)["hit@5"].value == 1 for one in report.contestants)
    assert "ms_p50" in report.figures("wmo-qa")
    assert "ms_p50" not in report.figures("altijd")  # it takes over what our own computed
    assert report.costs.memory > 0
    assert ("dense", 1, 1) in steps
    assert report.manifest.source == "vragen.jsonl"
    assert len(report.manifest.sha256) == 64
    assert report.manifest.letters == len(SUBJECTS)
    assert report.manifest.encoder == "words"
    assert dict(report.manifest.versions).keys() >= {"python", "numpy"}
    status = {outcome.system: outcome.status for outcome in report.outcomes}
    assert status["altijd"] == status["eerste zin"] == "answered"
    assert status["wmo-qa"]
    assert status["dense"] == status["langchain"] == ""


def test_figures_of_a_split_and_a_kind(retriever: Retriever) -> None:
    report = evaluate(QUESTIONS, retriever, systems=[oracle(retriever)])
    assert report.figures("oracle", split="dev")["hit@1"].trials == 3
    assert report.figures("oracle", letter="brief-rolstoel")["hit@1"].trials == 1
    far = report.figures("oracle", kind="unanswerable_far")
    assert far.keys() >= {"crag", "false_answers", "false_answers_far"}
    assert not far.keys() & {"hit@1", "facts", "false_answers_near", "auroc"}
    assert report.figures("oracle", kind="bestaat niet") == {}


def test_letters_that_are_not_in_the_index_are_named(retriever: Retriever) -> None:
    lost = Question("q", "Hoe?", "factoid", True, "dev", (Evidence("brief-weg", ("x",)),))
    with pytest.raises(LettersMissing, match=r"brief-weg.*wmo index") as caught:
        evaluate([lost], retriever)
    assert "\n" not in str(caught.value)


def test_several_workers_give_the_same_outcomes_in_order(retriever: Retriever) -> None:
    one = evaluate(QUESTIONS, retriever, systems=[oracle(retriever)])
    four = evaluate(QUESTIONS, retriever, systems=[oracle(retriever)], settings=Settings(4))
    assert [row.question.id for row in four.outcomes] == [row.id for row in QUESTIONS]
    assert [row.scores for row in four.outcomes] == [row.scores for row in one.outcomes]


def test_a_stopped_run_goes_on_where_it_was(retriever: Retriever, tmp_path: Path) -> None:
    known = oracle(retriever)
    asked: list[str] = []

    def stops(question: str) -> Answer:
        if len(asked) == 3:
            raise KeyboardInterrupt
        asked.append(question)
        return known.answer(question)

    settings = Settings(folder=tmp_path / "uit")
    with pytest.raises(KeyboardInterrupt):
        system = System("oracle", known.passages, known.rank, stops)
        evaluate(QUESTIONS, retriever, systems=[system], settings=settings)
    rest: list[str] = []

    def goes_on(question: str) -> Answer:
        rest.append(question)
        return known.answer(question)

    system = System("oracle", known.passages, known.rank, goes_on)
    report = evaluate(QUESTIONS, retriever, systems=[system], settings=settings)
    assert len(asked) == 3
    assert asked + rest == [one.question for one in QUESTIONS]
    assert values(report, "oracle")["crag"] == 1


def test_another_question_set_is_asked_anew(retriever: Retriever, tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path)
    evaluate(QUESTIONS, retriever, systems=[oracle(retriever)], settings=settings)
    report = evaluate(QUESTIONS[:2], retriever, systems=[oracle(retriever)], settings=settings)
    assert len(report.outcomes) == 2
    assert len((tmp_path / "questions.jsonl").read_text(encoding="utf-8").splitlines()) == 2
