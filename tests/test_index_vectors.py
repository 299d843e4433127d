from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus import Letter, Passage
from index.array_types import Vectors
from index.store.records import Stored
from index.store.store import LetterStore, Made
from index.vectors import faiss_engine as faiss_types
from index.vectors import vectors
from index.vectors.vectors import VectorIndex

DIMENSION = 16
SIZE = 3000


def unit(count: int, seed: int) -> Vectors:
    found = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def put(store: LetterStore, name: str, count: int, seed: int) -> None:
    letter = Letter(name, "", "x" * count, name)
    none = np.zeros((0, DIMENSION), np.float32)
    store.put(
        Path(name),
        letter,
        [
            Stored(Passage(letter, at, at + 1), "x", vector, (), none)
            for at, vector in enumerate(unit(count, seed))
        ],
    )


def everything(store: LetterStore) -> tuple[list[int], Vectors]:
    batches = list(store.vectors(DIMENSION))
    return np.concatenate([one for one, _ in batches]).tolist(), np.concatenate(
        [own for _, own in batches]
    )


def nearest(
    stored: tuple[list[int], Vectors], question: Vectors, k: int, but: set[int] | None = None
) -> list[int]:
    numbers, own = stored
    order = np.argsort(-(own @ question), kind="stable")
    return [numbers[at] for at in order if numbers[at] not in (but or set())][:k]


def recall(index: VectorIndex, store: LetterStore) -> float:
    stored = everything(store)
    found = [
        len(set(index.nearest(one, 100)) & set(nearest(stored, one, 10))) / 10
        for one in unit(40, 99)
    ]
    return float(np.mean(found))


def files(folder: Path) -> list[tuple[str, int]]:
    return sorted((file.name, file.stat().st_ino) for file in folder.glob("vectors.*faiss"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of many vectors, without an index."""
    folder = tmp_path_factory.mktemp("filled")
    found = LetterStore(folder)
    found.create(Made(2, "fake", DIMENSION, 1, 1))
    for number in range(SIZE // 100):
        put(found, f"brief {number}", 100, number)
    found.fold()
    return folder


@pytest.fixture(params=["exact", "cells"])
def store(
    request: pytest.FixtureRequest,
    filled: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> LetterStore:
    """A store with an index of each type, of which a tenth may change before it is made anew."""
    monkeypatch.setattr(vectors, "LEAST_CHANGES", 10)
    monkeypatch.setattr(vectors, "MOST_CHANGES", 0.1)
    monkeypatch.setattr(faiss_types, "LOOKED_AT", 0.6)
    monkeypatch.setattr(faiss_types, "CELLS", 1.0)
    if request.param == "cells":
        monkeypatch.setattr(faiss_types, "EXACT_UP_TO", 500)
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    found = LetterStore(tmp_path)
    VectorIndex.update(found, tmp_path)
    return found


def test_the_nearest_are_found(store: LetterStore, tmp_path: Path) -> None:
    index = VectorIndex.open(tmp_path, store)
    assert recall(index, store) >= (1.0 if index.exact else 0.95)
    found = index.nearest(unit(1, 5)[0], 7)
    assert len(found) == 7
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_one_more_letter_writes_no_vectors(store: LetterStore, tmp_path: Path) -> None:
    before = files(tmp_path)
    opened = VectorIndex.open(tmp_path, store)
    put(store, "nieuw", 15, 7777)
    VectorIndex.update(store, tmp_path)
    assert files(tmp_path) == before
    for index in (VectorIndex.open(tmp_path, store), VectorIndex.open(tmp_path, store, opened)):
        for vector in unit(15, 7777):
            best, cosine = next(iter(index.nearest(vector, 1).items()))
            assert best > SIZE
            assert cosine == pytest.approx(1.0, abs=1e-5)
    assert all(number <= SIZE for number in opened.nearest(unit(1, 7777)[0], 5))


def test_what_has_gone_is_not_found(store: LetterStore, tmp_path: Path) -> None:
    before = files(tmp_path)
    put(store, "nieuw", 15, 7777)
    middle = VectorIndex.open(tmp_path, store)
    store.remove("brief 3")
    store.remove("nieuw")
    VectorIndex.update(store, tmp_path)
    assert files(tmp_path) == before
    for index in (VectorIndex.open(tmp_path, store), VectorIndex.open(tmp_path, store, middle)):
        for vector in [*unit(5, 3), *unit(5, 7777)]:
            found = set(index.nearest(vector, 100))
            assert not found & {*range(301, 401), *range(SIZE + 1, SIZE + 16)}


def test_many_changes_make_the_file_anew(store: LetterStore, tmp_path: Path) -> None:
    before = files(tmp_path)
    reader = VectorIndex.open(tmp_path, store)
    for number in range(4):
        put(store, f"meer {number}", 100, 500 + number)
        store.remove(f"brief {number}")
        VectorIndex.update(store, tmp_path)
    assert len(files(tmp_path)) == 1
    assert files(tmp_path) != before
    index = VectorIndex.open(tmp_path, store, reader)
    assert recall(index, store) >= (1.0 if index.exact else 0.95)
    assert set(index.nearest(unit(1, 1)[0], SIZE)) <= set(everything(store)[0])
    assert reader.nearest(unit(1, 1)[0], 10)  # its file has gone from the folder


def test_only_what_is_allowed_is_found(store: LetterStore, tmp_path: Path) -> None:
    put(store, "nieuw", 15, 7777)
    index, stored = VectorIndex.open(tmp_path, store), everything(store)
    for chosen in ({5}, {7, SIZE + 3}, set(range(2, SIZE, 9))):
        allowed = np.zeros(SIZE + 16, dtype=np.bool_)
        allowed[list(chosen)] = True
        for question in unit(5, 31):
            found = index.nearest(question, 10, allowed)
            others = set(stored[0]) - chosen
            assert set(found) <= chosen
            assert len(set(found) & set(nearest(stored, question, 10, others))) >= min(
                len(chosen), 9
            )


@pytest.mark.parametrize("harm", ["cut", "changed", "gone", "other"])
def test_a_damaged_file_is_noticed_and_mended(
    store: LetterStore, tmp_path: Path, harm: str
) -> None:
    file = next(tmp_path.glob("vectors.*faiss"))
    whole = file.read_bytes()
    middle = len(whole) // 2
    match harm:
        case "cut":
            file.write_bytes(whole[:-1])
        case "changed":
            file.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        case "gone":
            file.unlink()
        case "other":
            note = json.loads((tmp_path / "vectors.json").read_text(encoding="utf-8"))
            text = json.dumps(note | {"identity": "van een ander"})
            (tmp_path / "vectors.json").write_text(text, encoding="utf-8")
    assert recall(VectorIndex.open(tmp_path, store), store) >= 0.95
    VectorIndex.update(store, tmp_path)
    assert next(tmp_path.glob("vectors.*faiss")).stat().st_size == len(whole)
    assert vectors._read(tmp_path, store, None)


def test_an_older_store_put_back_is_not_searched_with_later_vectors(
    store: LetterStore, tmp_path: Path
) -> None:
    store.fold()
    shutil.copy(store.path, tmp_path / "backup")
    for number in range(4):
        put(store, f"meer {number}", 100, 500 + number)
    VectorIndex.update(store, tmp_path)
    for file in tmp_path.glob("letters.sqlite*"):
        file.unlink()
    (tmp_path / "backup").rename(store.path)
    assert recall(VectorIndex.open(tmp_path, store), store) >= 0.95
    VectorIndex.forget(store, tmp_path)
    for number in range(5):
        put(store, f"anders {number}", 100, 900 + number)
    VectorIndex.update(store, tmp_path)
    assert recall(VectorIndex.open(tmp_path, store), store) >= 0.95


def test_a_run_cut_off_before_the_note_is_caught_up_with(
    store: LetterStore, tmp_path: Path
) -> None:
    put(store, "nieuw", 15, 7777)
    assert next(iter(VectorIndex.open(tmp_path, store).nearest(unit(1, 7777)[0], 1))) > SIZE


def test_an_empty_store_finds_nothing(tmp_path: Path) -> None:
    store = LetterStore(tmp_path)
    store.create(replace(Made(2, "fake", DIMENSION, 1, 1)))
    VectorIndex.update(store, tmp_path)
    assert VectorIndex.open(tmp_path, store).nearest(unit(1, 1)[0], 5) == {}
