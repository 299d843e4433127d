"""What is read is checked, damaged letters are named, and an older index gets its checksums."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from conftest import FakeEncoder, FakeReader

from index import DamagedIndex, Examination, LetterStore, OtherIndex, Retriever, build_index
from index.checksums.rows import COVERED, checksum
from index.vectors.note import Note
from index.words.lexical import LexicalIndex
from qa import answer

QUESTION = "Hoeveel is de eigen bijdrage voor hulp bij het huishouden?"


def changed(folder: Path, statement: str, *values: object) -> None:
    """Change the database past the program, as damage does."""
    with closing(sqlite3.connect(folder / "letters.sqlite")) as database, database:
        database.execute(statement, values)


def as_format_3(folder: Path) -> None:
    """Make an index what it was before there were checksums."""
    with closing(sqlite3.connect(folder / "letters.sqlite")) as database, database:
        for table, checksums in COVERED.items():
            for name in checksums:
                database.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
        database.execute("DELETE FROM meta WHERE key IN ('letters', 'doubles', 'seal')")
        database.execute("UPDATE meta SET value = 3 WHERE key = 'format'")
    note = json.loads((folder / "vectors.json").read_text(encoding="utf-8"))
    del note["seal"]
    (folder / "vectors.json").write_text(json.dumps(note), encoding="utf-8")
    (folder / "lexical" / "checksums.json").unlink()


def test_types_and_places_of_values_count() -> None:
    assert checksum(1, "a") == checksum(1, "a")
    different = {checksum(1, "a"), checksum("1", "a"), checksum(1, b"a"), checksum("a", 1)}
    assert len({*different, checksum("1a"), checksum(1, "a", ""), checksum(None, "a")}) == 7


def test_a_changed_figure_is_not_quoted_and_its_letter_is_named(
    retriever: Retriever, letters: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = retriever.folder
    changed(folder, "UPDATE texts SET text = replace(text, '19 euro', '18 euro') WHERE letter = 2")
    opened = Retriever(folder, FakeEncoder())
    found = answer(QUESTION, opened, None, FakeReader())
    assert [c.letter.id for c in found.citations] == ["2021-03-15-termijn"]
    assert "19 euro" in found.citations[0].quote
    (told,) = [one.text for one in found.warnings if one.kind == "damaged"]
    assert told == caplog.messages[0]
    file = letters / "2024-06-17-termijn.txt"
    assert "2024-06-17-termijn" in told
    assert f"wmo index {file} --index {folder}" in told
    report = build_index([letters], folder, FakeEncoder())
    assert (report.replaced, len(report.skipped)) == ([file.name], 1)
    mended = answer(QUESTION, opened, None, FakeReader())
    assert "2024-06-17-termijn" in [c.letter.id for c in mended.citations]
    assert not [one for one in mended.warnings if one.kind == "damaged"]


ASK = """
import sys
from conftest import FakeEncoder, FakeReader
import index.retriever, qa.ask
from ui import main
index.retriever.SentenceEncoder = lambda name: FakeEncoder()
qa.ask.default_reader = qa.evidence.newest.default_reader = FakeReader
sys.exit(main(["ask", sys.argv[1], "--index", sys.argv[2]]))
"""


@pytest.mark.parametrize("where", ["WHERE letter = 2", ""])
def test_who_asks_reads_once_what_is_damaged_and_what_that_means(
    retriever: Retriever, where: str
) -> None:
    changed(
        retriever.folder, f"UPDATE texts SET text = replace(text, '19 euro', '18 euro') {where}"
    )
    here = Path(__file__).parent
    env = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (here, here.parent)))}
    call = [sys.executable, "-c", ASK, QUESTION, str(retriever.folder)]
    done = subprocess.run(call, check=True, capture_output=True, text=True, env=env)
    said = done.stdout + done.stderr
    assert said.count("De brief 2024-06-17-termijn is in de index beschadigd") == 1
    if where:
        assert "19 euro per maand. [1]" in done.stdout
    else:
        assert said.count("De brief 2021-03-15-termijn is in de index beschadigd") == 1
        assert done.stdout.startswith("Geen enkele brief kon worden gelezen")
        assert "over dit onderwerp" not in said
        assert "Er is gezocht in" not in said


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE passages SET stop = stop - 1 WHERE letter = 2",
        "UPDATE passages SET vector = zeroblob(256) WHERE letter = 2",
        "UPDATE passages SET lemmas = 'zeppelin' WHERE letter = 2",
        "UPDATE letters SET sender = 'Waterland' WHERE number = 2",
        "UPDATE texts SET facts = replace(facts, '2024', '2023') WHERE letter = 2",
        "DELETE FROM passages WHERE letter = 2",
        "DELETE FROM letters WHERE number = 2",
    ],
)
def test_any_change_is_noticed_and_mended(
    retriever: Retriever, letters: Path, change: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = {one.id: one for one in retriever.letters()}
    changed(retriever.folder, change)
    shutil.rmtree(retriever.folder / "lexical")  # so that the lemmas are read
    opened = Retriever(retriever.folder, FakeEncoder())
    assert {one.letter.id for one in opened.passages()} == {
        "2021-03-15-termijn"
    } or "lemmas" in change
    assert len(caplog.messages) == 1
    assert "De brief 2024-06-17-termijn is in de index beschadigd" in caplog.messages[0]
    caplog.clear()
    build_index([letters], retriever.folder, FakeEncoder())
    opened = Retriever(retriever.folder, FakeEncoder())
    assert {one.id: one for one in opened.letters()} == before
    assert len(list(opened.passages())) == len(list(retriever.passages()))
    assert caplog.messages == []


def test_a_damaged_letter_without_its_file_is_told_to_be_lost(
    retriever: Retriever, letters: Path
) -> None:
    (letters / "2024-06-17-termijn.txt").unlink()
    changed(retriever.folder, "UPDATE letters SET kind = 'x' WHERE number = 2")
    report = build_index([letters], retriever.folder, FakeEncoder())
    assert [one.identity for one in report.lost] == ["2024-06-17-termijn"]
    assert [one.id for one in Retriever(retriever.folder, FakeEncoder()).letters()] == [
        "2021-03-15-termijn"
    ]


def test_a_file_that_is_no_database_is_made_anew_by_indexing(
    retriever: Retriever, letters: Path
) -> None:
    LetterStore(retriever.folder).fold()
    (retriever.folder / "letters.sqlite").write_bytes(b"no database at all" * 1000)
    with pytest.raises(DamagedIndex, match="wmo index MAP-MET-BRIEVEN"):
        Retriever(retriever.folder, FakeEncoder())
    assert len(build_index([letters], retriever.folder, FakeEncoder()).added) == 2
    assert Retriever(retriever.folder, FakeEncoder()).search(QUESTION)


@pytest.mark.parametrize("by", ["reading", "indexing"])
def test_an_index_of_the_format_before_gets_checksums_without_embedding(
    retriever: Retriever, letters: Path, caplog: pytest.LogCaptureFixture, by: str
) -> None:
    folder = retriever.folder
    expected = [hit.passage.id for hit in retriever.search(QUESTION)]
    as_format_3(folder)
    encoder = FakeEncoder()
    if by == "indexing":
        assert len(build_index([letters], folder, encoder).skipped) == 2
    opened = Retriever(folder, encoder)
    assert [hit.passage.id for hit in opened.search(QUESTION)] == expected
    assert encoder.encoded == []
    assert opened.made.format == 4
    assert Note.read(folder)
    assert LexicalIndex.count(LetterStore(folder), folder) == opened.size
    assert caplog.messages == []
    changed(folder, "UPDATE passages SET start = start + 1")
    assert list(opened.passages()) == []


def test_an_index_of_the_format_before_that_is_damaged_is_made_anew(
    retriever: Retriever, letters: Path
) -> None:
    as_format_3(retriever.folder)
    changed(retriever.folder, "DROP TABLE texts")
    with pytest.raises(OtherIndex, match="wmo index"):
        Retriever(retriever.folder, FakeEncoder())
    assert len(build_index([letters], retriever.folder, FakeEncoder()).added) == 2


def test_words_that_are_damaged_while_they_are_open_are_made_again(
    retriever: Retriever, caplog: pytest.LogCaptureFixture
) -> None:
    opened = Retriever(retriever.folder, FakeEncoder())
    expected = [hit.passage.id for hit in retriever.search(QUESTION, mode="lexical")]
    assert expected
    for file in (retriever.folder / "lexical").glob("*.*"):
        if file.suffix not in (".json", ".lock"):
            with file.open("r+b") as damaged:  # in its place, as it is mapped into memory
                damaged.write(b"\xff" * file.stat().st_size)
    found = [hit.passage.id for hit in opened.search(QUESTION, mode="lexical")]
    assert found == expected
    assert [one.levelno for one in caplog.records] == [logging.WARNING]


def test_nothing_of_a_damaged_store_is_thrown_away(
    retriever: Retriever, letters: Path, encoder: FakeEncoder
) -> None:
    store = retriever.folder / "letters.sqlite"
    harmed = bytearray(store.read_bytes())
    harmed[100:116] = b"x" * 16  # the head of the first page: no table is found any more
    store.write_bytes(harmed)
    (letters / "2021-03-15-termijn.txt").unlink()
    report = build_index([letters], retriever.folder, encoder)
    (aside,) = report.set_aside
    assert aside.read_bytes() == harmed
    assert report.added == ["2024-06-17-termijn.txt"]
    assert build_index([letters], retriever.folder, encoder).set_aside == [aside]
    examination = Examination(retriever.folder, encoder)
    found = {one.name: one for one in examination.findings()}
    assert [name for name, one in found.items() if not one.good] == []  # what is in use is sound
    assert aside.name in found["database"].text
    assert examination.repair().set_aside == []  # of a repair before this one
    assert aside.read_bytes() == harmed


def test_a_letter_without_a_row_of_its_own_is_lost_too(
    retriever: Retriever, letters: Path, tmp_path: Path, encoder: FakeEncoder
) -> None:
    changed(retriever.folder, "DELETE FROM letters WHERE number = 1")
    (letters / "2021-03-15-termijn.txt").rename(tmp_path / "elders.txt")
    report = build_index([letters], retriever.folder, encoder)
    assert [one.identity for one in report.lost] == ["2021-03-15-termijn"]
    assert report.set_aside


def test_an_index_of_the_format_before_is_examined(
    retriever: Retriever, encoder: FakeEncoder
) -> None:
    as_format_3(retriever.folder)
    assert all(one.good for one in Examination(retriever.folder, encoder).findings())


def test_a_name_that_is_no_text_any_more_is_told(retriever: Retriever, letters: Path) -> None:
    store = retriever.folder / "letters.sqlite"
    named = store.read_bytes()
    for word in (b"letters_of_bytes", b"TABLE passages", b"ON DELETE CASCADE"):
        store.write_bytes(named.replace(word, b"\xff" + word[1:], 1))
        with pytest.raises(OtherIndex, match="beschadigd"):
            Retriever(retriever.folder, FakeEncoder()).search("hulp")
        store.write_bytes(named)


def test_a_store_that_lost_what_was_written_last_says_so(
    retriever: Retriever, letters: Path, encoder: FakeEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    store = retriever.folder / "letters.sqlite"
    before = store.read_bytes()
    (letters / "nieuw.txt").write_text("Een nieuwe brief over hulp.", encoding="utf-8")
    build_index([letters], retriever.folder, encoder)
    store.write_bytes(before)
    Retriever(retriever.folder, FakeEncoder())
    assert "Een deel van de brieven is in de index beschadigd" in caplog.text
