"""Old Word documents: converted where LibreOffice is installed, refused with advice elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from test_corpus_word import docx, paragraph

from corpus import UnreadableFile, read_letter
from corpus.old_word import NOTICE
from corpus.sandbox.isolation import Worker

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
CONVERT = """#!/bin/sh
echo "$@" > "{folder}/asked"
ulimit -v >> "{folder}/asked"
for last; do :; done
cmp -s "$last" "{folder}/oud.doc" || exit 1
cp "{folder}/new.docx" "${{last%.doc}}.docx"
"""


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An old document, with an empty folder before all others in which programs are found."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr("corpus.old_word._PROGRAMS", ("soffice",))
    path = tmp_path / "oud.doc"
    path.write_bytes(OLD)
    (tmp_path / "new.docx").write_bytes(docx(paragraph("De vergoeding is 400 euro.")))
    return path


def install(folder: Path, script: str) -> None:
    program = folder / "bin" / "soffice"
    program.write_text(script.format(folder=folder), encoding="utf-8")
    program.chmod(0o755)


def test_an_old_document_is_converted_and_says_so(old: Path) -> None:
    install(old.parent, CONVERT)
    letter = read_letter(old)
    assert letter.text == "De vergoeding is 400 euro."
    assert letter.warnings == (NOTICE,)
    asked = (old.parent / "asked").read_text(encoding="utf-8")
    assert "--headless" in asked and "--convert-to docx" in asked
    settings = asked.split("-env:UserInstallation=file://")[1].split()[0]
    assert not Path(settings).parent.exists()  # of this document alone, and gone with it


def test_the_program_has_more_memory_than_the_reader_that_starts_it(old: Path) -> None:
    install(old.parent, CONVERT)
    worker = Worker()
    try:
        found = worker.read(old)
    finally:
        worker.close()
    assert not isinstance(found, UnreadableFile)
    assert found.warnings == (NOTICE,)
    room = (old.parent / "asked").read_text(encoding="utf-8").split()[-1]
    assert int(room) == 4 * 1024**2  # KiB


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 1\n", "#!/bin/sh\nexit 0\n"])
def test_a_document_that_cannot_be_converted_is_refused(old: Path, script: str) -> None:
    install(old.parent, script)
    with pytest.raises(UnreadableFile, match="niet omzetten") as refused:
        read_letter(old)
    assert refused.value.advice.endswith(".")


def test_a_program_that_does_not_end_is_not_waited_for(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(old.parent, "#!/bin/sh\nexec sleep 30\n")
    monkeypatch.setattr("corpus.old_word.SECONDS", 0.2)
    with pytest.raises(UnreadableFile, match="niet omzetten"):
        read_letter(old)


def test_without_the_program_the_document_is_refused(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.fspath(old.parent / "bin"))
    with pytest.raises(UnreadableFile, match="oud Word-bestand"):
        read_letter(old)


def test_a_web_page_under_the_name_of_a_document_is_read(tmp_path: Path) -> None:
    path = tmp_path / "brief.doc"
    path.write_text("<!DOCTYPE html><html><body><p>Het is zo.</p></body></html>", encoding="utf-8")
    assert read_letter(path).text == "Het is zo."
    other = path.rename(tmp_path / "brief.docx")
    with pytest.raises(UnreadableFile, match="de naam zegt DOCX"):
        read_letter(other)
