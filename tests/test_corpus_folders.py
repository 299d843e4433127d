"""Folders: which files are letters, and what is said of the entries that cannot be taken."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import OLD, FakeEncoder

from corpus import Letter, UnreadableFile
from corpus.files.folders import find_files, look_at
from corpus.reading import read_letter
from corpus.sandbox.read_with_attached import read_letters
from index import Retriever, build_index

LETTER = "Datum 3 maart 2024\nBetreft Wachttijden\n\nGeachte voorzitter,\n\nDe wachttijd daalt.\n"
BAD = os.fsdecode(b"br\xefef.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one letter, and beside it a file that is not in it."""
    made = tmp_path / "brieven"
    made.mkdir()
    (made / "goed.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "geheim.txt").write_text("Het wachtwoord is zonnebloem.", encoding="utf-8")
    return made


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in look_at(folder).problems]


def test_folders_are_walked_and_other_files_named(folder: Path) -> None:
    (folder / "map").mkdir()
    for name in ("map/b.pdf", "map/a.DOCX", ".verborgen.txt", "foto.png", "goed.meta.json"):
        (folder / name).write_bytes(b"x")
    found = look_at(folder)
    assert [path.name for path in found.files] == ["goed.txt", "a.DOCX", "b.pdf"]
    assert [path.name for path in found.others] == ["foto.png"]
    assert found.problems == []


def test_a_file_that_is_named_is_kept_and_one_that_is_not_there_refused(folder: Path) -> None:
    photo = folder / "foto.png"
    photo.write_bytes(b"x")
    assert find_files([photo, photo]) == [photo]
    with pytest.raises(UnreadableFile, match="bestaat niet"):
        find_files([folder / "weg.pdf"])


def test_a_pipe_is_refused_and_never_waited_for(folder: Path) -> None:
    pipe = folder / "pijp.txt"
    os.mkfifo(pipe)
    assert find_files([folder]) == [folder / "goed.txt"]
    for read in (read_letter, lambda path: find_files([path])):
        with pytest.raises(UnreadableFile, match="geen gewoon bestand"):
            read(pipe)


def test_odd_names_and_loops_are_walked_once(folder: Path) -> None:
    for name in ("map met spatie/brief één 📄.txt", "x.pdf/in.txt"):
        (folder / name).parent.mkdir()
        (folder / name).write_text(LETTER, encoding="utf-8")
    (folder / "lus").symlink_to(folder)
    (folder / "x.pdf" / "op").symlink_to("..")
    (folder / "zelf.txt").symlink_to(folder / "zelf.txt")
    found = look_at(folder)
    names = [path.name for path in found.files]
    assert names == ["goed.txt", "brief één 📄.txt", "in.txt"]
    assert [problem.path.name for problem in found.problems] == ["zelf.txt"]
    assert all(isinstance(one, Letter) for _, one in read_letters(found.files, workers=1))


@pytest.mark.parametrize("name", [BAD, f"{BAD}/brief.txt"])
def test_a_name_outside_utf8_is_named_once_and_the_rest_indexed(
    folder: Path, tmp_path: Path, name: str
) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(LETTER, encoding="utf-8")
    report = build_index([folder], tmp_path / "index", FakeEncoder())
    assert report.added == ["goed.txt"]
    (problem,) = report.problems
    assert str(problem) == (
        "br\\xefef.txt: de naam bevat tekens die geen UTF-8 zijn. Geef het een andere naam."
    )


def test_a_name_outside_utf8_is_refused_when_it_is_given_and_when_linked_to(folder: Path) -> None:
    (folder / BAD).write_text(LETTER, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"br\\xefef.txt: de naam"):
        look_at(folder / BAD)
    (folder / BAD).rename(folder / f".{BAD}")
    (folder / "link.txt").symlink_to(f".{BAD}")
    assert told(folder) == [
        "link.txt: de naam bevat tekens die geen UTF-8 zijn. Geef het een andere naam."
    ]


def test_a_name_of_two_lines_is_told_in_one(tmp_path: Path) -> None:
    assert str(UnreadableFile(tmp_path / "a\nb\x1b.txt", "leeg", "Kies.")) == (
        "a b\\x1b.txt: leeg. Kies."
    )


def test_links_inside_the_folder_are_read_once(folder: Path) -> None:
    (folder / ".bewaard").mkdir()
    (folder / ".bewaard" / "oud.txt").write_text(OLD, encoding="utf-8")
    (folder / "archief").symlink_to(".bewaard")
    (folder / "nogeens").symlink_to(".bewaard")
    (folder / "ook.txt").symlink_to("goed.txt")
    found = look_at(folder)
    assert found.files == [folder / "archief" / "oud.txt", folder / "goed.txt"]
    assert found.problems == []


def test_links_out_of_the_folder_are_named_and_never_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "brief.txt").write_text(OLD, encoding="utf-8")
    (folder / "elders").symlink_to(tmp_path / "elders")
    (folder / "map.txt").symlink_to("../geheim.txt")
    (folder / "weg.txt").symlink_to("nergens.txt")
    (folder / "foto.png").symlink_to("../geheim.txt")
    report = build_index([folder], tmp_path / "index", FakeEncoder())
    assert report.added == ["goed.txt"]
    assert [path.name for path in report.others] == ["foto.png"]
    assert [str(problem) for problem in report.problems] == [
        "elders: dit is een koppeling naar iets buiten de map. "
        "Zet het zelf in de map, of geef het apart op.",
        "map.txt: dit is een koppeling naar iets buiten de map. "
        "Zet het zelf in de map, of geef het apart op.",
        "weg.txt: dit is een koppeling die nergens op uitkomt. Herstel of verwijder de koppeling.",
    ]
    texts = [letter.text for letter in Retriever(tmp_path / "index", FakeEncoder()).letters()]
    assert not any("zonnebloem" in text for text in texts)


def test_a_link_to_the_folder_itself_may_be_given(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert find_files([tmp_path / "link"]) == [tmp_path / "link" / "goed.txt"]


def test_corrections_outside_the_folder_do_not_count(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elders.json").write_text('{"title": "zonnebloem"}', encoding="utf-8")
    (folder / "goed.meta.json").symlink_to("../elders.json")
    letter = read_letter(folder / "goed.txt")
    assert letter.title == "Wachttijden"
    assert "goed.meta.json is een koppeling naar elders en telt niet mee." in letter.warnings


def test_owner_files_are_skipped_in_silence_and_files_about_the_folder_named(folder: Path) -> None:
    for name in ("~$brief.docx", ".~lock.brief.odt#", "README.md", "LEESMIJ.txt"):
        (folder / name).write_bytes(b"x")
    found = look_at(folder)
    assert [path.name for path in found.files] == ["goed.txt"]
    assert [path.name for path in found.others] == ["LEESMIJ.txt", "README.md"]
    assert found.problems == []
    assert find_files([folder / "~$brief.docx"]) == []


def test_a_folder_that_can_be_listed_and_not_entered_does_not_stop_the_rest() -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)  # also for who is not root
        (folder / "map").mkdir()
        for name in ("goed.txt", "map/dicht.txt"):
            (folder / name).write_text(LETTER, encoding="utf-8")
        (folder / "brief.txt").symlink_to(folder / "map" / "dicht.txt")
        (folder / "map").chmod(0o444)
        own = os.geteuid()
        os.seteuid(own or 65534)
        try:
            found = look_at(folder)
        finally:
            os.seteuid(own)
            (folder / "map").chmod(0o755)
    assert found.files == [folder / "goed.txt"]
    assert [one.path.name for one in found.problems] == ["map", "brief.txt"]
    assert found.problems[0].reason == "deze map kan niet worden geopend"
