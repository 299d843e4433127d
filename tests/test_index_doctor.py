"""What ``wmo doctor`` finds in an index, and repairs."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from conftest import NEW, FakeEncoder

from index import Examination, Retriever, Vectors, build_index


def wrong(folder: Path) -> list[str]:
    return [one.name for one in Examination(folder, FakeEncoder()).findings() if not one.good]


def test_damage_is_found_by_name_and_repaired(retriever: Retriever, letters: Path) -> None:
    folder = retriever.folder
    assert wrong(folder) == []
    with closing(sqlite3.connect(folder / "letters.sqlite")) as database, database:
        database.execute("UPDATE passages SET stop = stop - 1 WHERE letter = 2")
    for file in (next(folder.glob("vectors.*faiss")), *(folder / "lexical").glob("*.term")):
        file.write_bytes(file.read_bytes()[:-1] + b"x")
    (letters / "2021-03-15-termijn.txt").write_text(NEW, encoding="utf-8")
    assert wrong(folder) == ["brieven", "bestanden", "vectoren", "zoekwoorden"]
    found = {one.name: one.text for one in Examination(folder, FakeEncoder()).findings()}
    assert found["brieven"] == "1 beschadigd: 2024-06-17-termijn"
    assert found["bestanden"] == "1 veranderd: 2021-03-15-termijn.txt"
    Examination(folder, FakeEncoder()).repair()
    assert wrong(folder) == []


def test_a_file_that_is_gone_or_new_is_told(retriever: Retriever, letters: Path) -> None:
    (letters / "2021-03-15-termijn.txt").rename(letters / "nieuw.txt")
    found = {one.name: one for one in Examination(retriever.folder, FakeEncoder()).findings()}
    assert not found["bestanden"].good
    told = "1 verdwenen: 2021-03-15-termijn.txt; 1 niet gelezen: nieuw.txt"
    assert found["bestanden"].text == told


def test_vectors_of_another_text_are_found(letters: Path, tmp_path: Path) -> None:
    class Turned(FakeEncoder):
        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            return super().encode_passages(texts)[:, ::-1].copy()

    build_index([letters], tmp_path / "turned", Turned())
    assert wrong(tmp_path / "turned") == ["model"]
