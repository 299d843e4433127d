from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from conftest import FakeEncoder

from index import Filter, NothingLeft, Retriever, build_index, explained
from qa import (
    MESSAGES,
    Answer,
    LetterRetriever,
    Status,
    answer,
    answer_to_json,
    cite,
    hits_to_json,
)


def forced(
    question: str,
    retriever: Retriever,
    monkeypatch: pytest.MonkeyPatch,
    only: Filter | None = None,
) -> Answer:
    """The answer with the gate open: what it would say, whatever its certainty."""
    monkeypatch.setattr("qa.ask.judge", lambda signals: Status.ANSWERED)
    return answer(question, retriever, only)


def test_every_statement_is_its_own_quote(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = forced("Wat is de eigen bijdrage voor het huishouden?", retriever, monkeypatch)
    assert found.statements
    assert found.grounded
    for one in found.citations:
        assert one.letter.text[one.start : one.end] == one.quote


def test_a_tampered_statement_is_not_grounded(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = forced("Wat is de eigen bijdrage voor het huishouden?", retriever, monkeypatch)
    first = dataclasses.replace(found.statements[0], text="De eigen bijdrage is 21 euro.")
    assert not dataclasses.replace(found, statements=(first,)).grounded


def test_a_list_comes_whole(retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> None:
    found = forced("Welke drie uitzonderingen zijn er?", retriever, monkeypatch)
    text = " ".join(one.text for one in found.statements)
    for item in ("minimuminkomen", "mantelzorgers", "kinderen tot 18 jaar"):
        assert item in text


def test_a_newer_letter_is_named(retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> None:
    found = forced("Besluit de gemeente binnen acht weken?", retriever, monkeypatch)
    cited = {one.letter.id for one in found.citations}
    warned = {one.letter.id for one in found.warnings}
    assert "2024-06-17-termijn" in cited | warned


@pytest.mark.parametrize("question", ["", "   ", "wat is dat?", "?!", "a" * 100_000])
def test_no_question_is_unclear(retriever: Retriever, question: str) -> None:
    assert answer(question, retriever).status is Status.UNCLEAR


def test_every_status_has_its_text() -> None:
    assert set(MESSAGES) == set(Status)
    assert all(MESSAGES[one] for one in Status if one is not Status.ANSWERED)


def test_the_public_shape(retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> None:
    found = forced("Binnen hoeveel weken besluit de gemeente?", retriever, monkeypatch)
    shape = answer_to_json(found, retriever)
    assert list(shape) == [
        *("question", "searched", "status", "confidence", "statements", "missing"),
        *("history", "citations", "passages", "warnings", "index"),
    ]
    for one in shape["citations"]:
        letter = next(x for x in retriever.letters() if x.id == one["letter_id"])
        assert letter.text[one["start"] : one["end"]] == one["quote"]
    numbers = {one["n"] for one in shape["citations"]}
    assert all(set(one["citations"]) <= numbers for one in shape["statements"])


def test_cite_wants_the_exact_words(retriever: Retriever) -> None:
    letter = retriever.letters()[0]
    assert cite(letter, "binnen acht weken") is not None
    assert cite(letter, "binnen Acht weken") is None
    assert cite(letter, "binnen negen weken") is None
    assert cite(letter, " ") is None


def test_the_langchain_retriever_gives_the_same_passages(retriever: Retriever) -> None:
    documents = LetterRetriever(retriever=retriever, k=2).invoke("eigen bijdrage huishouden")
    hits = retriever.search("eigen bijdrage huishouden", 2)
    assert [one.page_content for one in documents] == [hit.passage.text for hit in hits]
    assert documents[0].metadata["letter_id"] == hits[0].passage.letter.id
    assert documents[0].id == hits[0].passage.id


def test_a_filter_limits_the_answer(retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> None:
    only = Filter(since=date(2022, 1, 1))
    found = forced("Besluit de gemeente binnen acht weken?", retriever, monkeypatch, only)
    letters = {one.letter.id for one in found.citations} | {
        hit.passage.letter.id for hit in found.hits
    }
    assert letters == {"2024-06-17-termijn"}
    assert answer_to_json(found, retriever)["filter"]["since"] == "2022-01-01"


def test_as_of_a_day_no_later_letter_is_named(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "Besluit de gemeente binnen acht weken?"
    only = Filter.as_of(date(2023, 1, 1))
    found = forced(question, retriever, monkeypatch, only)
    assert {one.letter.id for one in found.citations} == {"2021-03-15-termijn"}
    assert found.warnings == ()


def test_a_filter_that_leaves_nothing_is_told(retriever: Retriever) -> None:
    only = Filter(kinds=("besluit",))
    found = answer("Wat is de eigen bijdrage?", retriever, only)
    assert (found.status, found.hits, found.statements) == (Status.NOT_FOUND, (), ())
    shape = answer_to_json(found, retriever)
    (warning,) = shape["warnings"]
    assert (warning["kind"], warning["letter_id"]) == ("filter", None)
    assert "soort 'besluit'" in warning["text"]
    with pytest.raises(NothingLeft):
        LetterRetriever(retriever=retriever, only=only).invoke("eigen bijdrage")


def test_the_langchain_retriever_takes_a_filter(retriever: Retriever) -> None:
    only = Filter(letters=("2021-03-15-termijn",))
    found = LetterRetriever(retriever=retriever, only=only).invoke("eigen bijdrage")
    assert {one.metadata["letter_id"] for one in found} == {"2021-03-15-termijn"}


def test_mended_typing_errors_are_in_the_answer(retriever: Retriever) -> None:
    found = answer("Wat is de eigen bijdraeg?", retriever)
    assert found.mended == (("bijdraeg", "bijdrage"),)
    assert answer_to_json(found, retriever)["mended"] == [{"typed": "bijdraeg", "read": "bijdrage"}]


def test_passages_are_explained_in_the_public_shape(retriever: Retriever) -> None:
    question = "Wat is de eigen bijdrage voor het huishouden?"
    hits = retriever.search(question, 3)
    why = explained(retriever.evidence(question), hits)
    shape = hits_to_json(question, hits, retriever, None, why)
    assert "filter" not in shape
    assert "mended" not in shape
    words = shape["passages"][0]["explain"]["words"]
    assert set(words[0]) == {"asked", "found", "way", "place", "weight"}
    for passage in shape["passages"]:
        total = sum(part["contribution"] for part in passage["explain"]["parts"])
        assert total == pytest.approx(passage["score"], abs=0.001)


def test_twins_are_in_the_public_shape(retriever: Retriever) -> None:
    question = "Wat is de eigen bijdrage voor het huishouden?"
    hits = retriever.search(question, 4)
    shape = hits_to_json(question, hits, retriever)
    twins = [twin for passage in shape["passages"] for twin in passage["twins"]]
    assert len(twins) == sum(len(hit.twins) for hit in hits) > 0
    assert set(twins[0]) == {"letter_id", "title", "date", "pages"}


def test_a_question_about_promises_gets_promises(
    letters: Path, tmp_path: Path, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "Datum 1 juli 2025\nBetreft Vervoer\n\nGeacht college,\n\nHet vervoer met de taxi is duur. "
        "Wij zullen u voor 1 oktober 2025 over het vervoer met de taxi informeren.\n"
    )
    (letters / "2025-07-01-vervoer.txt").write_text(text, encoding="utf-8")
    build_index([letters], tmp_path / "more", encoder)
    retriever = Retriever(tmp_path / "more", encoder)
    found = forced("Wat is er toegezegd over het vervoer met de taxi?", retriever, monkeypatch)
    assert [one.text for one in found.statements] == [
        "Wij zullen u voor 1 oktober 2025 over het vervoer met de taxi informeren."
    ]


@pytest.mark.parametrize(("words", "told"), [("Zie voor badgeld ", True), ("", False)])
def test_a_web_address_alone_is_no_answer(
    words: str, told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = "https://meerdorp.example/badgeld-2025 en www.meerdorp.example/badgeld"
    text = f"Geachte raad,\n\nHet badgeld is twee euro.\n\n{words}{addresses}\n"
    (tmp_path / "bad.txt").write_text(text, encoding="utf-8")
    build_index([tmp_path / "bad.txt"], tmp_path / "index", FakeEncoder())
    opened = Retriever(tmp_path / "index", FakeEncoder())
    found = forced("Wat kost het badgeld?", opened, monkeypatch)
    said = [one.text for one in found.statements]
    assert said
    assert any(addresses in one for one in said) is told
