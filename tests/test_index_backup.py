"""A copy of an index that is in use, and what it is when it is put back."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from conftest import NEW, FakeEncoder
from test_index_checksums import as_format_3, changed
from test_index_full import with_room

from index import (
    BackupRefused,
    Copied,
    LetterStore,
    NoIndex,
    Retriever,
    back_up,
    build_index,
    restore,
)
from ui import main

QUESTIONS = ("Wat is de eigen bijdrage?", "Binnen welke termijn besluit de gemeente?")
CALL = """
import sys
from pathlib import Path
from ui import main
disk, *command = sys.argv[1:]
code = main(command)
print([one.name for one in Path(disk).iterdir()])
sys.exit(code)
"""


ROOT = Path(__file__).parents[1]
ENDED = """
import os, signal, sys
from index import LetterStore
from ui import main
real = LetterStore.copy_to
def slow(store, place):
    real(store, place)
    print("half made", flush=True)
    os.kill(os.getpid(), signal.SIGTERM)
LetterStore.copy_to = slow
sys.exit(main(sys.argv[1:]))
"""


def found(folder: Path) -> list[list[tuple[str, str, float]]]:
    retriever = Retriever(folder, FakeEncoder())
    return [
        [(hit.passage.letter.id, hit.passage.text, hit.score) for hit in retriever.search(question)]
        for question in QUESTIONS
    ]


def test_what_is_put_back_finds_the_same(retriever: Retriever, tmp_path: Path) -> None:
    index, copy, again = retriever.folder, tmp_path / "kopie", tmp_path / "elders" / "index"
    (index / "wmo-termen.txt").write_text("pgb = budget\n", encoding="utf-8")
    back_up(index, copy)
    assert {file.name for file in copy.iterdir()} == {"letters.sqlite", "wmo-termen.txt"}
    restore(copy, again)
    names = {file.name for file in again.iterdir()}
    assert {"lexical", "vectors.json", "wmo-termen.txt"} < names
    assert not {name for name in names if name.endswith(("-wal", "-shm"))}
    assert found(again) == found(index)
    here, there = LetterStore(index), LetterStore(again)
    assert here.generation == there.generation
    assert here.identity != there.identity  # its numbers may be given to other letters
    assert list(tmp_path.glob(".*")) == list(again.parent.glob(".*")) == []


def test_numbers_that_are_given_again_after_putting_back_are_of_other_letters(
    retriever: Retriever, letters: Path, tmp_path: Path, encoder: FakeEncoder
) -> None:
    index, copy = retriever.folder, tmp_path / "kopie"
    back_up(index, copy)
    (letters / "taxi.txt").write_text(
        "Een rit met de regiotaxi kost 2 euro per zone.", encoding="utf-8"
    )
    build_index([letters], index, encoder)
    assert retriever.search("Wat kost een rit met de regiotaxi?", 1)[0].passage.letter.id == "taxi"
    index.rename(tmp_path / "index.oud")
    restore(copy, index)
    (letters / "taxi.txt").rename(letters / "was.txt")
    (letters / "was.txt").write_text("De was wordt elke week gedaan.", encoding="utf-8")
    build_index([letters], index, encoder)
    store = LetterStore(index)
    assert store.generation == retriever.generation  # so that only the identity tells them apart
    assert retriever.search("Hoe vaak wordt de was gedaan?", 1)[0].passage.letter.id == "was"
    assert "taxi" not in [one.id for one in retriever.letters()]


def test_a_copy_made_while_letters_are_added_is_of_one_moment(tmp_path: Path) -> None:
    letters, index, encoder = tmp_path / "brieven", tmp_path / "index", FakeEncoder()
    letters.mkdir()
    for n in range(25):
        text = NEW.replace("zes weken", f"{n} weken") + f"\nNummer {n} " * 40
        (letters / f"brief-{n}.txt").write_text(text, encoding="utf-8")
    build_index([letters / "brief-0.txt"], index, encoder)
    writer = threading.Thread(target=build_index, args=([letters], index, encoder))
    writer.start()
    made: list[Copied] = []
    while writer.is_alive() or not made:
        made.append(back_up(index, tmp_path / f"kopie-{len(made)}"))
    writer.join()
    assert [one.faults for one in made] == [()] * len(made)
    copies = [LetterStore(tmp_path / f"kopie-{number}") for number in range(len(made))]
    during = [copy for copy in copies if 1 < len(copy.known()) < 25]
    assert during, "no copy was made while the writer was busy"
    for number, copy in enumerate(during):
        assert copy.generation == len(copy.known())  # a letter is one change
        put_back = LetterStore(tmp_path / f"terug-{number}")
        assert restore(copy.path.parent, put_back.path.parent).letters == len(copy.known())
        passages = {hit for hits in found(put_back.path.parent) for hit in hits}
        assert {identity for identity, *_ in passages} <= {one for one, _ in copy.known().values()}
        with sqlite3.connect(put_back.path) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_nothing_is_put_over_what_is_there(
    retriever: Retriever, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, full, file = tmp_path / "kopie", tmp_path / "vol", tmp_path / "bestand"
    back_up(retriever.folder, copy)
    full.mkdir()
    (full / "iets.txt").write_text("van een ander", encoding="utf-8")
    file.write_text("x", encoding="utf-8")
    for target in (full, file, retriever.folder):
        with pytest.raises(BackupRefused, match="bestaat al en is niet leeg"):
            restore(copy, target)
        with pytest.raises(BackupRefused, match="bestaat al en is niet leeg"):
            back_up(retriever.folder, target)
    assert [one.name for one in full.iterdir()] == ["iets.txt"]
    assert main(["restore", str(copy), "--index", str(full)]) == 1
    assert capsys.readouterr().err == (
        f"wmo: {full} bestaat al en is niet leeg. Noem een nieuwe of lege map.\n"
    )


def test_an_empty_folder_is_filled_and_the_commands_say_what_they_did(
    retriever: Retriever, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, again = tmp_path / "kopie", tmp_path / "terug"
    copy.mkdir()
    again.mkdir()
    assert main(["backup", str(copy), "--index", str(retriever.folder)]) == 0
    assert main(["restore", str(copy), "--index", str(again)]) == 0
    told = capsys.readouterr()
    assert told.out == (
        f"De reservekopie staat in {copy} (brieven: 2).\n"
        f"De index is teruggezet in {again} (brieven: 2).\n"
    )
    (keys,) = told.err.splitlines()  # they are not in a copy, which may lie where more people read
    assert keys.endswith(f"wmo keys add NAAM --index {again}")


CHANGES = {
    "text": "UPDATE texts SET text = replace(text, '19 euro', '18 euro') WHERE letter = 2",
    "passage": "UPDATE passages SET stop = stop - 1 WHERE letter = 2",
    "lemmas": "UPDATE passages SET lemmas = 'zeppelin' WHERE letter = 2",
    "row": "UPDATE letters SET sender = 'Waterland' WHERE number = 2",
    "row gone": "DELETE FROM letters WHERE number = 2",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_damaged_letter_is_named_when_it_is_copied_and_when_it_is_put_back(
    retriever: Retriever, letters: Path, tmp_path: Path, change: str,
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    index, copy, again = retriever.folder, tmp_path / "kopie", tmp_path / "terug"
    file = letters / "2024-06-17-termijn.txt"
    changed(index, CHANGES[change])
    assert main(["backup", str(copy), "--index", str(index)]) == 1
    told = capsys.readouterr()
    assert told.out == f"De reservekopie staat in {copy} (brieven: 2).\n"
    named, advice = told.err.splitlines()
    assert named.startswith("Let op: De brief 2024-06-17-termijn is in de index beschadigd.")
    where = "MAP-MET-BRIEVEN" if change == "row gone" else str(file)
    assert named.endswith(f"wmo index {where} --index {index}")
    assert advice.startswith("Maak daarna een nieuwe reservekopie")
    assert main(["restore", str(copy), "--index", str(again)]) == 1
    named, _ = capsys.readouterr().err.splitlines()
    assert named.endswith(f"wmo index {where} --index {again}")
    assert not caplog.messages  # it was told already, and of no folder that has gone
    assert Retriever(again, FakeEncoder()).search("eigen bijdrage")
    assert caplog.messages or change == "lemmas"  # what is lost stays known
    build_index([letters], again, FakeEncoder())
    assert back_up(again, tmp_path / "heel") == Copied(2, ())


def test_an_index_of_which_nothing_can_be_read_is_copied_and_not_put_back(
    retriever: Retriever, tmp_path: Path
) -> None:
    index, copy = retriever.folder, tmp_path / "kopie"
    changed(index, "UPDATE letters SET sender = 'Waterland'")
    (fault,) = back_up(index, copy).faults
    assert "geen enkele brief te lezen" in fault
    assert f"wmo index MAP-MET-BRIEVEN --index {index}" in fault
    with pytest.raises(BackupRefused, match=f"De reservekopie in {copy} is beschadigd"):
        restore(copy, tmp_path / "terug")


def test_damage_to_no_letter_is_told(retriever: Retriever, letters: Path, tmp_path: Path) -> None:
    (letters / "zelfde.txt").write_bytes((letters / "2024-06-17-termijn.txt").read_bytes())
    build_index([letters], retriever.folder, FakeEncoder())
    changed(retriever.folder, "UPDATE doubles SET kept = 'x'")
    (fault,) = back_up(retriever.folder, tmp_path / "kopie").faults
    assert f"wmo doctor --repair --index {retriever.folder}" in fault


def test_what_is_no_index_or_no_good_copy_is_told(retriever: Retriever, tmp_path: Path) -> None:
    target, copy = tmp_path / "doel", tmp_path / "kopie"
    with pytest.raises(NoIndex):
        back_up(tmp_path / "nergens", target)
    with pytest.raises(BackupRefused, match="staat geen reservekopie"):
        restore(tmp_path / "nergens", target)
    back_up(retriever.folder, copy)
    whole = (copy / "letters.sqlite").read_bytes()
    for harmed in (whole[: len(whole) // 2], whole[:20_000] + b"x" * 30_000 + whole[50_000:], b"x"):
        (copy / "letters.sqlite").write_bytes(harmed)
        with pytest.raises(BackupRefused, match="is beschadigd"):
            restore(copy, target)
    (copy / "letters.sqlite").write_bytes(whole)
    changed(copy, "UPDATE meta SET value = 1 WHERE key = 'format'")  # without its seal
    with pytest.raises(BackupRefused, match="is beschadigd"):
        restore(copy, target)
    assert not target.exists()
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize("what", ["format", "splitter", "lemmas"])
def test_a_copy_of_another_version_is_made_with_a_warning_and_not_put_back(
    retriever: Retriever, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    index, copy, again = retriever.folder, tmp_path / "kopie", tmp_path / "terug"
    with LetterStore(index).database.writing() as database:
        database.execute("UPDATE meta SET value = '999' WHERE key = ?", (what,))
    assert main(["backup", str(copy), "--index", str(index)]) == 1
    told = capsys.readouterr()
    assert told.out == f"De reservekopie staat in {copy} (brieven: 2).\n"
    assert told.err.startswith(f"Let op: De index in {index} is van een andere versie")
    assert main(["restore", str(copy), "--index", str(again)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"wmo: De reservekopie in {copy} is van een andere versie")
    assert not [one for one in tmp_path.iterdir() if "terug" in one.name]


@pytest.mark.parametrize("by", ["this version", "the version before"])
def test_an_index_of_the_format_before_is_copied_and_put_back(
    retriever: Retriever, tmp_path: Path, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    index, copy, again = retriever.folder, tmp_path / "kopie", tmp_path / "terug"
    expected = found(index)
    as_format_3(index)
    if by == "this version":
        assert main(["backup", str(copy), "--index", str(index)]) == 0
        assert LetterStore(index).made().format == 3  # only read
    else:
        copy.mkdir()
        LetterStore(index).copy_to(copy / "letters.sqlite")
    assert [one.name for one in copy.iterdir()] == ["letters.sqlite"]
    capsys.readouterr()
    assert main(["restore", str(copy), "--index", str(again)]) == 0
    assert capsys.readouterr().out == f"De index is teruggezet in {again} (brieven: 2).\n"
    assert found(again) == expected


def test_half_an_index_of_the_format_before_is_copied_with_a_warning(
    retriever: Retriever, tmp_path: Path
) -> None:
    as_format_3(retriever.folder)
    changed(retriever.folder, "DROP TABLE texts")
    (fault,) = back_up(retriever.folder, tmp_path / "kopie").faults
    assert "geen enkele brief te lezen" in fault


@pytest.mark.parametrize("size", ["100k", "228k"])
def test_a_full_disk_leaves_nothing_behind(retriever: Retriever, tmp_path: Path, size: str) -> None:
    copy, disk = tmp_path / "kopie", tmp_path / "schijf"
    back_up(retriever.folder, copy)
    disk.mkdir()
    target = disk / "index"
    call = [sys.executable, "-c", CALL, str(disk), "restore", str(copy), "--index", str(target)]
    done = with_room(size, disk, *call)
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith(f"wmo: {target} kan niet worden gebruikt (de schijf is vol)")
    assert done.stderr.count("\n") == 1
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_what_is_half_made_goes_when_the_program_is_ended(
    retriever: Retriever, tmp_path: Path, command: str
) -> None:
    copy, target = tmp_path / "kopie", tmp_path / "doel"
    back_up(retriever.folder, copy)
    before = sorted(tmp_path.iterdir())
    given = {"backup": [target, "--index", retriever.folder], "restore": [copy, "--index", target]}
    call = [sys.executable, "-c", ENDED, command, *map(str, given[command])]
    done = subprocess.run(call, check=False, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (130, "half made\n", "wmo: gestopt.\n")
    assert sorted(tmp_path.iterdir()) == before


def test_a_mounted_disk_is_refused_before_anything_is_copied(
    retriever: Retriever, tmp_path: Path
) -> None:
    copy, disk = tmp_path / "kopie", tmp_path / "schijf"
    disk.mkdir()
    back_up(retriever.folder, copy)
    call = [sys.executable, "-c", CALL, str(tmp_path)]
    calls = ("backup", disk, "--index", retriever.folder), ("restore", copy, "--index", disk)
    for given in calls:
        done = with_room("10m", disk, *call, *map(str, given))
        assert done.returncode == 1, done.stderr
        assert done.stderr.startswith(f"wmo: {disk} is een schijf of volume")
        assert done.stderr.count("\n") == 1


def test_a_folder_that_is_filled_meanwhile_is_left_as_it_is(
    retriever: Retriever, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kopie"
    real = LetterStore.copy_to

    def late(store: LetterStore, place: Path) -> None:
        real(store, place)
        target.mkdir()
        (target / "iets.txt").write_text("van een ander", encoding="utf-8")

    monkeypatch.setattr(LetterStore, "copy_to", late)
    with pytest.raises(BackupRefused, match=f"{target} is intussen gevuld of in gebruik"):
        back_up(retriever.folder, target)
    assert [one.name for one in target.iterdir()] == ["iets.txt"]
    assert list(tmp_path.glob(".*")) == []


def test_a_name_that_cannot_be_used_is_told_as_it_was_given(
    retriever: Retriever, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / ("x" * 255)  # which leaves no room for the name it has until it is whole
    assert main(["backup", str(target), "--index", str(retriever.folder)]) == 1
    assert capsys.readouterr().err.startswith(
        f"wmo: {target} kan niet worden gebruikt (de naam is te lang)."
    )
