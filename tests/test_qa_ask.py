from __future__ import annotations

import dataclasses

import pytest

from index import Retriever
from qa import MESSAGES, Answer, LetterRetriever, Status, answer, answer_to_json, cite


def forced(question: str, retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """The answer with the gate open: what it would say, whatever its certainty."""
    monkeypatch.setattr("qa.ask.judge", lambda signals: Status.ANSWERED)
    return answer(question, retriever)


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
        *("question", "searched", "status", "confidence", "statements", "citations"),
        *("passages", "warnings", "index"),
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
