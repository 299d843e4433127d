from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from conftest import NEW, FakeEncoder
from numpy.typing import NDArray

from index import Filter, Retriever, build_index
from index.ranking.fusion import standardised
from qa import answer


def test_standardised_has_mean_zero_and_spread_one() -> None:
    found = standardised(np.array([1.0, 2.0, 3.0]))
    assert found == pytest.approx([-1.224745, 0.0, 1.224745], abs=1e-6)


def test_standardised_of_equal_scores_is_zero() -> None:
    assert standardised(np.array([2.0, 2.0])).tolist() == [0.0, 0.0]
    assert standardised(np.array([])).tolist() == []


def test_the_best_passage_comes_first(retriever: Retriever) -> None:
    hits = retriever.search("Wat is de eigen bijdrage voor hulp bij het huishouden?")
    assert "19 euro" in hits[0].passage.text
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_each_leg_can_search_alone(retriever: Retriever) -> None:
    for mode in ("dense", "lexical"):
        assert retriever.search("eigen bijdrage huishouden", mode=mode)  # type: ignore[arg-type]


def test_words_that_are_nowhere_find_nothing_lexically(retriever: Retriever) -> None:
    assert retriever.search("zeppelin", mode="lexical") == []


@pytest.mark.usefixtures("fake_reader")
def test_searches_go_on_while_a_letter_is_replaced(
    letters: Path, tmp_path: Path, retriever: Retriever
) -> None:
    found, stop = [], threading.Event()

    def ask() -> None:
        while not stop.is_set():
            found.append(answer("Wat is de eigen bijdrage voor het huishouden?", retriever))

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(ask) for _ in range(2)]
        for weeks in ("vijf", "vier", "drie"):
            text = NEW.replace("zes weken", f"{weeks} weken")
            (letters / "2024-06-17-termijn.txt").write_text(text, encoding="utf-8")
            build_index([letters], tmp_path / "index", FakeEncoder())
        stop.set()
        for one in done:
            one.result()  # raises what went wrong in the thread
    assert found
    assert any("drie weken" in one.text for one in retriever.passages())


def test_an_index_cut_off_while_open_is_not_read_again_and_again(
    letters: Path, tmp_path: Path, retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    (letters / "extra.txt").write_text("De regiotaxi kost 2 euro.", encoding="utf-8")
    with monkeypatch.context() as cut:
        cut.setattr("index.building.build.derive", lambda *given: None)
        build_index([letters], tmp_path / "index", FakeEncoder())
    opened = Retriever(tmp_path / "index", FakeEncoder())
    assert opened.search("regiotaxi")[0].passage.letter.id == "extra"
    before = opened._loaded
    opened.search("regiotaxi")
    assert opened._loaded is before


@pytest.mark.parametrize("k", [0, -1])
def test_k_is_at_least_one(retriever: Retriever, k: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        retriever.search("eigen bijdrage", k)


@pytest.mark.usefixtures("fake_reader")
def test_eight_threads_get_what_one_gets(retriever: Retriever, encoder: FakeEncoder) -> None:
    questions = [
        "Wat is de eigen bijdrage voor hulp bij het huishouden?",
        "Binnen hoeveel weken besluit de gemeente over de aanvraag?",
        "Welke uitzonderingen zijn er voor mantelzorgers?",
        "Wat kost een zeppelin?",
    ]
    searched = [retriever.search(one) for one in questions]
    answered = [answer(one, retriever) for one in questions]
    assert len({one.status for one in answered}) > 1
    shared = Retriever(retriever.folder, encoder)  # so that what is read late is read by threads
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(shared.search, questions * 8)) == searched * 8
        told = pool.map(lambda one: answer(one, shared), questions * 8)
        assert list(told) == answered * 8


class Backwards:
    """A reranker that likes best what is ranked last."""

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        return np.arange(len(texts), dtype=np.float64)


def test_a_reranker_orders_the_best_passages(retriever: Retriever, encoder: FakeEncoder) -> None:
    only = Filter(letters=("2021-03-15-termijn",))  # no second letter that says the same
    question = "Wat is de eigen bijdrage?"
    plain = retriever.search(question, 50, only=only)
    turned = Retriever(retriever.folder, encoder, Backwards()).search(question, 50, only=only)
    assert len(plain) > 2
    assert [hit.passage.text for hit in turned] == [hit.passage.text for hit in reversed(plain)]
