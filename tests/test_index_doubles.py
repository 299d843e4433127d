"""One letter in several files: the same bytes again, or another format of the same paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import NEW, OLD, FakeEncoder

from index import IndexReport, Retriever, build_index

NAME = "2024-06-17-termijn"


def indexed(letters: Path, tmp_path: Path, prune: bool = False) -> tuple[IndexReport, list[str]]:
    report = build_index([letters], tmp_path / "i", FakeEncoder(), prune=prune)
    found = Retriever(tmp_path / "i", FakeEncoder()).files().values()
    return report, sorted(one.name for one in found)


@pytest.fixture
def formats(letters: Path) -> Path:
    """The two letters, of which the second also stands there as a web page and as Markdown."""
    body = "".join(f"<p>{part}</p>" for part in NEW.split("\n\n"))
    (letters / f"{NAME}.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    (letters / f"{NAME}.md").write_text(NEW, encoding="utf-8")
    return letters


def test_other_formats_of_a_paper_are_one_letter(formats: Path, tmp_path: Path) -> None:
    report, files = indexed(formats, tmp_path)
    assert files == ["2021-03-15-termijn.txt", f"{NAME}.html"]
    assert report.doubles == {f"{NAME}.md": f"{NAME}.html", f"{NAME}.txt": f"{NAME}.html"}
    assert (len(report.added), report.problems) == (2, [])


def test_known_doubles_are_not_read_again(
    formats: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, files = indexed(formats, tmp_path)
    monkeypatch.setattr(
        "index.building.embedding.read_letters", lambda paths: iter([*paths] and 1 / 0)
    )
    again = build_index([formats], tmp_path / "i", FakeEncoder())
    assert again.doubles == first.doubles
    assert len(again.skipped) == len(files)


def test_a_double_that_becomes_another_letter_is_one(formats: Path, tmp_path: Path) -> None:
    indexed(formats, tmp_path)
    other = OLD.replace("acht weken", "tien weken").replace("huishouden", "zwembad")
    (formats / f"{NAME}.md").write_text(f"{other}\n{'Een heel ander verhaal. ' * 40}")
    report, files = indexed(formats, tmp_path)
    assert f"{NAME}.md" in files
    assert report.added == [f"{NAME}.md"]


def test_a_double_takes_the_place_of_a_file_that_has_gone(formats: Path, tmp_path: Path) -> None:
    indexed(formats, tmp_path)
    (formats / f"{NAME}.html").unlink()
    report, files = indexed(formats, tmp_path, prune=True)
    assert files == ["2021-03-15-termijn.txt", f"{NAME}.md"]
    assert report.doubles == {f"{NAME}.txt": f"{NAME}.md"}


def test_what_changes_in_the_file_that_is_kept_is_looked_at_anew(
    formats: Path, tmp_path: Path
) -> None:
    indexed(formats, tmp_path)
    (formats / f"{NAME}.html").write_text("<p>Heel iets anders dan eerst, over een zwembad.</p>")
    _, files = indexed(formats, tmp_path)
    assert files == ["2021-03-15-termijn.txt", f"{NAME}.html", f"{NAME}.md"]


def test_the_same_bytes_elsewhere_are_one_letter(letters: Path, tmp_path: Path) -> None:
    (letters / "kopie").mkdir()
    (letters / "kopie" / "anders.txt").write_text(NEW, encoding="utf-8")
    report, files = indexed(letters, tmp_path)
    assert len(files) == 2
    assert set(report.doubles.items()) == {("anders.txt", f"{NAME}.txt")}


def test_a_copy_is_no_double_of_itself_when_the_first_goes(letters: Path, tmp_path: Path) -> None:
    (letters / "kopie").mkdir()
    (letters / "kopie" / f"{NAME}.txt").write_text(NEW, encoding="utf-8")
    indexed(letters, tmp_path)
    (letters / f"{NAME}.txt").unlink()
    report, files = indexed(letters, tmp_path, prune=True)
    assert (files, report.doubles) == (["2021-03-15-termijn.txt", f"{NAME}.txt"], {})
    assert Retriever(tmp_path / "i", FakeEncoder()).other_files(NAME) == []


def test_two_letters_with_one_name_stay_two(letters: Path, tmp_path: Path) -> None:
    (letters / f"{NAME}.md").write_text("Een brief over een zwembad in het dorp. " * 20)
    report, files = indexed(letters, tmp_path)
    assert len(files) == 3
    assert report.doubles == {}


def test_files_about_a_folder_are_no_letters(letters: Path, tmp_path: Path) -> None:
    for name in ("README.md", "LICENSE.txt", "leesmij.txt", "CHANGELOG.md"):
        (letters / name).write_text("Dit hoort bij de map.")
    report, files = indexed(letters, tmp_path)
    assert len(files) == 2
    assert len(report.others) == 4


def test_a_better_format_takes_the_place_of_the_one_that_was_stored(
    letters: Path, tmp_path: Path
) -> None:
    indexed(letters, tmp_path)
    body = "".join(f"<p>{part}</p>" for part in NEW.split("\n\n"))
    (letters / f"{NAME}.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    report, files = indexed(letters, tmp_path)
    assert files == ["2021-03-15-termijn.txt", f"{NAME}.html"]
    assert report.doubles == {f"{NAME}.txt": f"{NAME}.html"}
    found = Retriever(tmp_path / "i", FakeEncoder())
    assert NAME in found.files()
    assert [one.name for one in found.other_files(NAME)] == [f"{NAME}.txt"]
    again, _ = indexed(letters, tmp_path)
    assert (again.added, again.replaced, again.doubles) == ([], [], report.doubles)


def test_a_letter_that_is_corrected_stays_with_its_double(letters: Path, tmp_path: Path) -> None:
    (letters / "kopie").mkdir()
    (letters / "kopie" / "anders.txt").write_text(NEW, encoding="utf-8")
    indexed(letters, tmp_path)
    (letters / f"{NAME}.meta.json").write_text('{"title": "Verbeterd"}', encoding="utf-8")
    report, files = indexed(letters, tmp_path)
    assert (len(files), report.replaced) == (2, [f"{NAME}.txt"])
    assert report.doubles == {"anders.txt": f"{NAME}.txt"}
    titles = [one.title for one in Retriever(tmp_path / "i", FakeEncoder()).letters()]
    assert "Verbeterd" in titles
