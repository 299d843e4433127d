"""The BM25 of the engine in Milvus is that of tantivy, and what it searches by is never below."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
import tantivy
from conftest import FakeEncoder

from index import Retriever, build_index
from index.engines.milvus.scoring import score, upper_bound
from index.engines.milvus.statistics import (
    LISTED,
    FieldWords,
    Statistics,
    field_words,
    kept_length,
    sparse,
)
from index.engines.milvus.vectors import vector_rows
from index.words.fields import document, question_query, schema
from index.words.groups import Analysed, Term, WordGroup
from index.words.passage_words import stored_words

WORDS = (
    *("gemeente", "huis", "zorg", "taxi", "mantelzorgondersteuning", "bijdrage", "eigen", "jeugd"),
    *("hulp", "wijk", "team", "steunpunt", "besluit", "zes", "week", "niet"),
)
QUESTIONS = {
    "a word, its root and its parts": (
        Term(("mantelzorgondersteuning",), 1.0),
        Term(("mantelzorgondersteun",), 0.5, "parts"),
        Term(("mantelzorg", "ondersteuning"), 0.6, "parts"),
    ),
    "a phrase": (Term(("eigen", "bijdrage"), 0.6), Term(("taxi",), 0.4)),
    "a notation": (Term(("€100",), 0.8, "exact"),),
    "a word nobody writes": (Term(("zeppelin",), 1.0),),
}
ASKED = {name: Analysed((WordGroup(name, terms),)) for name, terms in QUESTIONS.items()} | {
    "all together": Analysed(tuple(WordGroup(*one) for one in QUESTIONS.items()))
}


@pytest.fixture(scope="module")
def stored() -> list[str]:
    """Passages of random words, from one word to more than tantivy counts exactly."""
    chance = random.Random(3)

    def some(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(0, most)))

    exact = ("", "€100", "2024-01")
    return [
        "\n".join((some(9), f"x {some(300)}", some(9), "", chance.choice(exact), ""))
        for _ in range(300)
    ]


@pytest.fixture(scope="module")
def words(stored: list[str]) -> list[FieldWords]:
    return [field_words(one) for one in stored]


@pytest.fixture(scope="module")
def statistics(words: list[FieldWords]) -> Statistics:
    tokens = Counter({field: sum(one.lengths[field] for one in words) for field in LISTED})
    held = {field: Counter(word for one in words for word in one.counts[field]) for field in LISTED}
    return Statistics(len(words), tokens, {field: dict(own) for field, own in held.items()})


@pytest.fixture(scope="module")
def searcher(stored: list[str]) -> tantivy.Searcher:
    index = tantivy.Index(schema())
    writer = index.writer(heap_size=20_000_000, num_threads=1)
    for number, one in enumerate(stored):
        writer.add_document(document(number, 1, stored_words(one)))
    writer.add_document(tantivy.Document(kind="note", note="{}"))
    writer.commit()
    index.reload()
    return index.searcher()


@pytest.mark.parametrize("name", ASKED)
def test_a_score_is_what_tantivy_gives(
    name: str, words: list[FieldWords], statistics: Statistics, searcher: tantivy.Searcher
) -> None:
    hits = searcher.search(question_query(ASKED[name]), len(words) + 1).hits
    numbers = searcher.fast_field_values("number", [place for _, place in hits])
    theirs = dict(zip(numbers, (value for value, _ in hits), strict=True))
    for number, one in enumerate(words):
        assert score(ASKED[name], one, statistics) == pytest.approx(
            theirs.get(number, 0.0), rel=1e-5, abs=1e-6
        )
    assert bool(theirs) == (name != "a word nobody writes")


@pytest.mark.parametrize("name", ASKED)
def test_no_score_is_above_what_is_searched_by(
    name: str, words: list[FieldWords], statistics: Statistics
) -> None:
    query = upper_bound(ASKED[name], statistics)
    for one in words:
        weights = sparse(one, statistics)
        bound = sum(weight * weights.get(place, 0.0) for place, weight in query.items())
        assert bound >= score(ASKED[name], one, statistics) - 1e-9


def test_a_length_is_kept_as_in_lucene() -> None:
    assert [kept_length(words) for words in (0, 39, 40, 41, 55, 57, 1000)] == [
        *(0, 39, 40, 40, 54, 56),
        984,
    ]


def test_vectors_are_compared_as_those_in_the_files(tmp_path: Path) -> None:
    """Rounded otherwise, passages at the edge of the candidates are those of one engine only."""
    letters = Path(__file__).parents[1] / "corpus" / "examples" / "letters"
    build_index([letters], tmp_path / "ix", FakeEncoder())
    files = Retriever(tmp_path / "ix", FakeEncoder())
    question = FakeEncoder().encode_queries(["Wat kost hulp bij het huishouden?"])[0]
    best: dict[int, float] = {}
    for numbers, vectors in files._store.vectors(len(question)):
        for row, number in zip(vector_rows(numbers, vectors, numbers), numbers, strict=True):
            best[int(number)] = max(best.get(int(number), -1.0), float(row["vector"] @ question))
    found = files._loaded.vectors.nearest(question, len(best))
    assert len(found) > 100
    assert found == pytest.approx(best, abs=1e-6)
