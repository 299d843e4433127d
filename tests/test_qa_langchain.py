from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest
from conftest import NEW, OLD, FakeEncoder
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import EmbeddingsIntegrationTests, RetrieversIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests

from index import Filter, NothingLeft, Retriever, build_index
from qa import LONGEST_QUESTION, LetterEmbeddings, LetterRetriever, Question, hits_to_json

QUESTION = "Hoe hoog is de eigen bijdrage?"
TAXI = """Datum 2 februari 2022
Betreft Tarieven van de regiotaxi

Geacht college,

Een rit met de regiotaxi kost 2 euro per zone. Mantelzorgers rijden gratis mee.
"""
NEWER = "2024-06-17-termijn"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    """An index over three letters."""
    folder = tmp_path_factory.mktemp("langchain")
    for name, text in (("2021-03-15-termijn", OLD), (NEWER, NEW), ("2022-taxi", TAXI)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build_index([folder], folder / "index", FakeEncoder())
    return Retriever(folder / "index", FakeEncoder())


class TestStandardRetriever(RetrieversIntegrationTests):
    """What LangChain asks of every retriever."""

    @pytest.fixture(autouse=True)
    def _over(self, opened: Retriever) -> None:
        self.opened = opened

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return LetterRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"retriever": self.opened}

    @property
    def retriever_query_example(self) -> str:
        return QUESTION


class TestStandardEmbeddings(EmbeddingsUnitTests):
    """What LangChain asks of every encoder, with the small one."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        return LetterEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {"encoder": FakeEncoder()}


@pytest.mark.encoder
class TestStandardEmbeddingsThatRun(EmbeddingsIntegrationTests):
    """The same of the bundled encoder, which is the default."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        return LetterEmbeddings


def test_the_passages_are_those_of_the_search(opened: Retriever) -> None:
    documents = LetterRetriever(retriever=opened, k=2).invoke(QUESTION)
    hits = opened.search(QUESTION, 2)
    assert [one.page_content for one in documents] == [hit.passage.text for hit in hits]
    assert [one.id for one in documents] == [hit.passage.id for hit in hits]


def test_a_question_in_capitals_finds_what_the_command_finds(
    opened: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    search = opened.search

    def noted(question: str, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as the real one
        searched.append(question)
        return search(question, *given, **named)

    monkeypatch.setattr(opened, "search", noted)
    LetterRetriever(retriever=opened).invoke(f"  {QUESTION.upper()}\n")
    assert searched == [Question(QUESTION.upper()).plain().text]
    assert searched != [QUESTION.upper()]


def test_a_question_that_is_too_long_is_refused(opened: Retriever) -> None:
    longest = "x" * LONGEST_QUESTION
    assert LetterRetriever(retriever=opened, k=1).invoke(longest)
    with pytest.raises(ValueError, match=f"at most {LONGEST_QUESTION} characters"):
        LetterRetriever(retriever=opened, k=1).invoke(longest + "x")


def test_the_metadata_are_the_citation_of_the_public_json(opened: Retriever) -> None:
    documents = LetterRetriever(retriever=opened).invoke(QUESTION)
    shape = hits_to_json(QUESTION, opened.search(QUESTION), opened)
    told = [one.metadata | {"text": one.page_content} for one in documents]
    assert told == shape["passages"]
    assert documents[0].metadata["formatted"] == "brief ‘Termijn voor het besluit’, 17 juni 2024"
    assert documents[0].metadata.keys() >= {"letter_id", "date", "sender", "pages", "start", "end"}


def test_a_filter_limits_the_letters_also_for_one_call(opened: Retriever) -> None:
    only = Filter(letters=(NEWER,))
    found = LetterRetriever(retriever=opened, only=only).invoke(QUESTION)
    assert {one.metadata["letter_id"] for one in found} == {NEWER}
    retriever = LetterRetriever(retriever=opened)
    late = retriever.invoke(QUESTION, only=Filter(until=date(2021, 12, 31)))
    assert {one.metadata["letter_id"] for one in late} == {"2021-03-15-termijn"}
    wide = LetterRetriever(retriever=opened, only=only).invoke(QUESTION, only=Filter())
    assert {one.metadata["letter_id"] for one in wide} > {NEWER}
    assert {one.metadata["letter_id"] for one in retriever.invoke(QUESTION)} > {NEWER}


def test_a_filter_that_leaves_nothing_is_told(opened: Retriever) -> None:
    only = Filter(kinds=("besluit",))
    with pytest.raises(NothingLeft, match="soort 'besluit'"):
        LetterRetriever(retriever=opened, only=only).invoke(QUESTION)


async def test_async_and_batch_give_the_same(opened: Retriever) -> None:
    retriever = LetterRetriever(retriever=opened)
    questions = [QUESTION, "Wat kost de regiotaxi?", "Binnen hoeveel weken besluit de gemeente?"]
    alone = [retriever.invoke(one, k=2) for one in questions]
    assert retriever.batch(questions, k=2) == alone
    assert await retriever.abatch(questions, k=2) == alone
    only = Filter(letters=(NEWER,))
    both = await asyncio.gather(*(retriever.ainvoke(one, k=1, only=only) for one in questions))
    assert both == [retriever.invoke(one, k=1, only=only) for one in questions]


def test_fewer_than_one_is_refused(opened: Retriever) -> None:
    with pytest.raises(ValueError, match="greater than or equal to 1"):
        LetterRetriever(retriever=opened, k=0)
    with pytest.raises(ValueError, match="at least 1"):
        LetterRetriever(retriever=opened).invoke(QUESTION, k=0)


@pytest.mark.encoder
def test_a_question_is_embedded_as_a_question() -> None:
    embeddings = LetterEmbeddings()
    asked = embeddings.embed_query("Wat kost de regiotaxi?")
    (told,) = embeddings.embed_documents(["Wat kost de regiotaxi?"])
    assert len(asked) == len(told) == 384
    assert asked != told
