from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import NEW, FakeEncoder
from filelock import FileLock

from index import (
    DamagedIndex,
    IndexInUse,
    LetterStore,
    NoIndex,
    OtherIndex,
    Retriever,
    Vectors,
    build_index,
    remove_letters,
)

QUESTION = "Binnen hoeveel weken besluit de gemeente?"


def contents(folder: Path) -> list[tuple[str, int, int, str]]:
    found = Retriever(folder, FakeEncoder()).passages()
    return [(one.letter.id, one.start, one.end, one.text) for one in found]


def test_unchanged_files_are_not_embedded_again(letters: Path, tmp_path: Path) -> None:
    first, again = FakeEncoder(), FakeEncoder()
    assert len(build_index([letters], tmp_path / "i", first).added) == 2
    report = build_index([letters], tmp_path / "i", again)
    assert len(report.skipped) == 2
    assert report.embedded == 0
    assert again.encoded == []


def test_a_folder_without_letters_is_named_and_makes_no_index(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    report = build_index([str(tmp_path / "leeg")], str(tmp_path / "index"), FakeEncoder())
    (problem,) = report.problems
    assert "leeg: in deze map staan geen brieven. Het programma leest" in str(problem)
    assert not report.made
    assert not (tmp_path / "index").exists()


def test_folders_may_be_named_as_text(letters: Path, tmp_path: Path) -> None:
    made = build_index([str(letters)], str(tmp_path / "index"), FakeEncoder())
    found = Retriever(str(tmp_path / "index"), FakeEncoder())
    assert len(found.letters()) == len(made.added)


def test_only_the_changed_file_is_embedded(letters: Path, tmp_path: Path) -> None:
    build_index([letters], tmp_path / "i", FakeEncoder())
    changed = letters / "2024-06-17-termijn.txt"
    changed.write_text(NEW.replace("zes weken", "vijf weken"), encoding="utf-8")
    encoder = FakeEncoder()
    report = build_index([letters], tmp_path / "i", encoder)
    assert report.replaced == [changed.name]
    assert 0 < report.embedded <= len(encoder.encoded)
    assert not any("acht weken" in text for text in encoder.encoded)
    found = contents(tmp_path / "i")
    assert any("vijf weken" in text for *_, text in found)
    assert not any("zes weken" in text for *_, text in found)


def test_a_corrected_sidecar_counts_as_a_change(letters: Path, tmp_path: Path) -> None:
    build_index([letters], tmp_path / "i", FakeEncoder())
    (letters / "2021-03-15-termijn.meta.json").write_text('{"title": "Beter"}', encoding="utf-8")
    report = build_index([letters], tmp_path / "i", FakeEncoder())
    assert report.replaced == ["2021-03-15-termijn.txt"]
    assert "Beter" in {one.title for one in Retriever(tmp_path / "i").letters()}


def test_gone_files_leave_only_when_asked(letters: Path, tmp_path: Path) -> None:
    build_index([letters], tmp_path / "i", FakeEncoder())
    (letters / "2021-03-15-termijn.txt").unlink()
    assert not build_index([letters], tmp_path / "i", FakeEncoder()).removed
    assert len(Retriever(tmp_path / "i").letters()) == 2
    report = build_index([letters], tmp_path / "i", FakeEncoder(), prune=True)
    assert report.removed == ["2021-03-15-termijn.txt"]
    assert [one.id for one in Retriever(tmp_path / "i").letters()] == ["2024-06-17-termijn"]


def test_a_moved_file_is_recognised(letters: Path, tmp_path: Path) -> None:
    build_index([letters], tmp_path / "i", FakeEncoder())
    letters.rename(tmp_path / "elsewhere")
    encoder = FakeEncoder()
    report = build_index([tmp_path / "elsewhere"], tmp_path / "i", encoder, prune=True)
    assert len(report.skipped) == 2
    assert not report.removed
    assert encoder.encoded == []


def test_equal_stems_get_a_suffix(letters: Path, tmp_path: Path) -> None:
    other = letters / "sub"
    other.mkdir()
    (other / "2021-03-15-termijn.txt").write_text(f"{NEW} Einde.", encoding="utf-8")
    build_index([letters], tmp_path / "i", FakeEncoder())
    found = {one.id for one in Retriever(tmp_path / "i").letters()}
    assert found == {"2021-03-15-termijn", "2021-03-15-termijn-2", "2024-06-17-termijn"}


def test_a_bad_file_is_one_problem_and_the_rest_goes_on(letters: Path, tmp_path: Path) -> None:
    (letters / "leeg.pdf").write_bytes(b"")
    report = build_index([letters, tmp_path / "weg"], tmp_path / "i", FakeEncoder())
    assert len(report.added) == 2
    assert sorted(one.path.name for one in report.problems) == ["leeg.pdf", "weg"]
    assert all("\n" not in str(one) for one in report.problems)


def test_another_encoder_is_refused(letters: Path, tmp_path: Path) -> None:
    build_index([letters], tmp_path / "i", FakeEncoder("een"))
    with pytest.raises(OtherIndex, match="een"):
        build_index([letters], tmp_path / "i", FakeEncoder("twee"))
    with pytest.raises(OtherIndex, match="twee"):
        Retriever(tmp_path / "i", FakeEncoder("twee"))


def test_a_missing_and_a_damaged_index_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="wmo index"):
        Retriever(tmp_path / "none")
    (tmp_path / "letters.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(OtherIndex, match="niet te lezen"):
        Retriever(tmp_path)


def test_a_store_whose_making_was_cut_off_is_made_again(letters: Path, tmp_path: Path) -> None:
    folder = tmp_path / "i"
    folder.mkdir()
    (folder / "letters.sqlite").touch()
    (folder / ".letters.sqlite.new").write_bytes(b"half a file")
    (folder / ".letters.sqlite.new-wal").write_bytes(b"half a log")
    assert len(build_index([letters], folder, FakeEncoder()).added) == 2


@pytest.mark.parametrize("part", ["format", "splitter", "lemmas"])
def test_an_index_of_another_version_is_refused(letters: Path, tmp_path: Path, part: str) -> None:
    build_index([letters], tmp_path / "i", FakeEncoder())
    with sqlite3.connect(tmp_path / "i" / "letters.sqlite") as database:
        database.execute("UPDATE meta SET value = 99 WHERE key = ?", (part,))
    with pytest.raises(DamagedIndex, match="beschadigd"):
        Retriever(tmp_path / "i", FakeEncoder())
    LetterStore(tmp_path / "i").trust()
    with pytest.raises(OtherIndex, match="99"):
        Retriever(tmp_path / "i", FakeEncoder())


def test_one_writer_at_a_time(letters: Path, tmp_path: Path) -> None:
    folder = tmp_path / "i"
    folder.mkdir()
    with FileLock(folder / ".writing"), pytest.raises(IndexInUse):
        build_index([letters], folder, FakeEncoder())


@pytest.mark.parametrize("name", ["vectors.*faiss", "vectors.json", "lexical"])
@pytest.mark.parametrize("harm", ["gone", "damaged", "emptied"])
def test_derived_files_are_built_again(letters: Path, tmp_path: Path, name: str, harm: str) -> None:
    folder = tmp_path / "i"
    build_index([letters], folder, FakeEncoder())
    expected = [hit.passage.id for hit in Retriever(folder, FakeEncoder()).search(QUESTION)]
    places = list(folder.glob(f"{name}*"))
    assert places
    for file in [*places, *(file for place in places for file in place.glob("*"))]:
        if file.is_file():
            size = file.stat().st_size if harm == "emptied" else 1
            file.unlink() if harm == "gone" else file.write_bytes(b"x" * size)
    found = [hit.passage.id for hit in Retriever(folder, FakeEncoder()).search(QUESTION)]
    assert found == expected


def test_an_open_retriever_follows_the_index(letters: Path, tmp_path: Path) -> None:
    folder = tmp_path / "i"
    build_index([letters], folder, FakeEncoder())
    retriever = Retriever(folder, FakeEncoder())
    (letters / "extra.txt").write_text("De regiotaxi kost 2 euro per zone.", encoding="utf-8")
    build_index([letters], folder, FakeEncoder())
    assert retriever.search("Wat kost de regiotaxi?")[0].passage.letter.id == "extra"


def test_the_store_holds_whole_letters_only(letters: Path, tmp_path: Path) -> None:
    build_index([letters], tmp_path / "i", FakeEncoder())
    database = sqlite3.connect(tmp_path / "i" / "letters.sqlite")
    orphans = database.execute(
        "SELECT count(*) FROM passages WHERE letter NOT IN (SELECT number FROM letters)"
    )
    assert orphans.fetchone() == (0,)


def test_a_letter_that_takes_too_long_is_named_and_the_others_go_on(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stuck(FakeEncoder):
        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            if any("acht weken" in text for text in texts):
                threading.Event().wait(20)
            return super().encode_passages(texts)

    monkeypatch.setattr("index.building.embedding.FIRST", 0.5)
    monkeypatch.setattr("index.building.embedding.EACH", 0.0)
    report = build_index([letters], tmp_path / "index", Stuck())
    assert report.added == ["2024-06-17-termijn.txt"]
    (problem,) = report.problems
    assert problem.path.name == "2021-03-15-termijn.txt"
    assert "langer dan" in str(problem)
    assert [one.id for one in Retriever(tmp_path / "index", FakeEncoder()).letters()] == [
        "2024-06-17-termijn"
    ]


def test_paths_may_be_text_also_relative_ones(
    letters: Path, tmp_path: Path, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    build_index(["letters"], "index", encoder)
    assert len(Retriever("index", encoder).letters()) == 2
    remove_letters(["letters/2021-03-15-termijn.txt"], "index")
    (left,) = Retriever("index", encoder).letters()
    assert left.id == "2024-06-17-termijn"
    assert (letters / "2021-03-15-termijn.txt").exists()
