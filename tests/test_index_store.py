from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import OLD, FakeEncoder

from corpus import Letter, LetterDate, Passage
from index import NoIndex
from index.store.records import Stored
from index.store.store import LetterStore, Made

LETTER = Letter("een", "Een", OLD, "sha", date=LetterDate(2021, 3, 15), sender="Waterbrugge")


def stored(letter: Letter, start: int, end: int) -> Stored:
    passage = Passage(letter, start, end)
    vector = FakeEncoder().encode_queries([passage.text])[0]
    return Stored(passage, "woord", vector, ((start, end),), vector[None])


@pytest.fixture
def store(tmp_path: Path) -> LetterStore:
    found = LetterStore(tmp_path)
    found.create(Made(3, "fake", FakeEncoder.dimension, 1, 1))
    return found


def test_a_passage_comes_back_as_it_was_stored(store: LetterStore) -> None:
    one = stored(LETTER, 100, 180)
    store.put(Path("een.txt"), LETTER, [stored(LETTER, 0, 100), one])
    row = store.rows([2])[0]
    assert (row.number, row.start, row.stop) == (2, 100, 180)
    assert row.vector.tolist() == one.vector.tolist()
    assert row.sentences.spans == ((100, 180),)
    assert np.allclose(row.sentences.vectors, one.sentences, atol=1e-2)
    assert store.letter(row.letter) == LETTER


def test_numbers_are_never_used_again(store: LetterStore) -> None:
    for text in (OLD, OLD + "!"):
        letter = replace(LETTER, text=text)
        store.put(Path("een.txt"), letter, [stored(letter, 0, 100)])
    assert store.rows([1]) == []
    assert [row.number for row in store.rows([1, 2])] == [2]
    assert store.letter(1) is None


def test_what_is_read_in_a_snapshot_is_of_one_moment(store: LetterStore) -> None:
    with store.snapshot():
        before = store.generation
        put = (Path("een.txt"), LETTER, [stored(LETTER, 0, 100)])
        writer = threading.Thread(target=store.put, args=put)
        writer.start()
        writer.join()
        assert (store.generation, store.facts()) == (before, [])
    assert store.generation == before + 1
    assert len(store.facts()) == 1


def test_vectors_come_in_batches(store: LetterStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.store.store.BATCH", 2)
    store.put(Path("een.txt"), LETTER, [stored(LETTER, at, at + 9) for at in range(7)])
    batches = [numbers.tolist() for numbers, _ in store.vectors(FakeEncoder.dimension, after=2)]
    assert batches == [[3, 3, 4, 4], [5, 5, 6, 6], [7, 7]]  # the passage and its sentence
    every = [numbers.tolist() for numbers, _ in store.vectors(FakeEncoder.dimension, every=3)]
    assert every == [[3, 3, 6, 6]]
    assert len(list(store.lemmas())) == 7


def test_a_store_in_the_place_of_another_is_the_one_that_is_read(
    store: LetterStore, tmp_path: Path
) -> None:
    first = store.identity
    for file in tmp_path.glob("letters.sqlite*"):
        file.unlink()
    with pytest.raises(NoIndex, match="wmo index"):
        store.generation  # noqa: B018 - reads the file
    store.create(Made(2, "fake", FakeEncoder.dimension, 1, 1))
    assert store.identity != first
