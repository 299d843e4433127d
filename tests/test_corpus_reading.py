"""Files found, told apart by content, corrected by a sidecar, and read apart from each other."""

import json
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from corpus import Kamerstuk, Letter, LetterDate, UnreadableFile
from corpus.reading import fingerprint, read_letter, slug
from corpus.sandbox.isolation import Worker
from corpus.sandbox.read_with_attached import read_letters

LETTER = "Datum 3 maart 2024\nBetreft Wachttijden\n\nGeachte voorzitter,\n\nDe wachttijd daalt.\n"


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "Brief één.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "data",
    [
        LETTER.replace("\n", "\r\n").encode(),
        LETTER.replace("\n", "\r").encode(),
        LETTER.encode("utf-8-sig"),
        LETTER.encode("utf-16"),
        LETTER.replace("daalt", "da\u200balt\u200f").encode(),
    ],
)
def test_line_ends_and_unseen_characters_make_no_difference(brief: Path, data: bytes) -> None:
    before = read_letter(brief).text
    brief.write_bytes(data)
    assert read_letter(brief).text == before


def test_a_letter_has_its_own_id_and_fingerprint(brief: Path) -> None:
    letter = read_letter(brief)
    assert letter.id == "brief-een" == slug(brief.stem)
    assert letter.sha256 == fingerprint(brief)
    assert letter.text.endswith("De wachttijd daalt.")


def test_a_sidecar_corrects_and_its_flaws_are_warnings(brief: Path) -> None:
    before = read_letter(brief)
    sidecar = brief.with_name("Brief één.meta.json")
    sidecar.write_text(
        json.dumps(
            {
                "title": "Beter",
                "date": "2024-03",
                "kamerstuk": {"dossier": "29538", "number": "361"},
                "afzender": "niemand",
                "id": "",
            }
        ),
        encoding="utf-8",
    )
    letter = read_letter(brief)
    assert (letter.title, letter.date) == ("Beter", LetterDate(2024, 3))
    assert letter.kamerstuk == Kamerstuk("29538", "361")
    assert letter.id == before.id
    assert letter.sha256 != before.sha256
    assert [name in " ".join(letter.warnings) for name in ("afzender", "'id'", "title")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("leeg.txt", b" \n", "leeg"),
        ("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oud Word-bestand"),
        ("brief.pdf", b"<html><body>404</body></html>", "de naam zegt PDF"),
        ("brief.rtf", b"{\\rtf1 brief}", "RTF"),
        ("scan.pdf", b"\x89PNG\r\n", "afbeelding"),
        ("nieuws.xml", b"<?xml version='1.0'?><rss/>", "geen officiële publicatie"),
    ],
)
def test_what_is_no_letter_is_refused_with_advice(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=reason) as refused:
        read_letter(path)
    assert refused.value.advice.endswith(".")


def test_the_kind_is_told_by_the_content(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("<!doctype html><h1>Brief</h1><p>De wet werkt.</p>", encoding="utf-8")
    assert [section.level for section in read_letter(path).sections] == [1]


def test_letters_come_in_the_given_order_and_one_bad_file_harms_no_other(
    tmp_path: Path, brief: Path
) -> None:
    bad = tmp_path / "stuk.pdf"
    bad.write_bytes(b"%PDF-1.7 stuk")
    results = list(read_letters([bad, brief, bad, brief], workers=2))
    assert [path for path, _ in results] == [bad, brief, bad, brief]
    assert [isinstance(found, Letter) for _, found in results] == [False, True, False, True]
    assert results[1][1] == read_letter(brief)


def test_a_letter_comes_out_of_its_process_as_it_was_read(brief: Path) -> None:
    brief.with_name("Brief één.meta.json").write_text('{"kamerstuk": {"dossier": "29538"}}')
    worker = Worker()
    try:
        assert worker.read(brief) == read_letter(brief)
    finally:
        worker.close()


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, brief: Path) -> None:
    big = tmp_path / "groot.html"
    big.write_text("<table>" + "<tr><td>a<td>b" * 200_000, encoding="utf-8")
    worker = Worker(seconds=0.1)
    try:
        refused = worker.read(big)
    finally:
        worker.close()
    assert isinstance(refused, UnreadableFile)
    assert "tijd of geheugen" in refused.reason


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux")
def test_a_program_that_stops_is_told_and_replaced_and_closing_leaves_none(brief: Path) -> None:
    before = set(children(os.getpid()))
    worker = Worker(count=2)
    try:
        assert isinstance(worker.read(brief), Letter)
        (program,) = set(children(os.getpid())) - before
        late = time.monotonic() + 20  # the second begins while the first reads
        while len(parts := children(program)) < 2 and time.monotonic() < late:
            time.sleep(0.05)
        assert len(parts) == 2
        for part in parts:
            os.kill(part, signal.SIGKILL)
        stopped = [worker.read(brief) for _ in range(2)]
        assert all("gestopt" in str(one) for one in stopped)
        assert [isinstance(worker.read(brief), Letter) for _ in range(3)] == [True] * 3
    finally:
        worker.close()
    assert set(children(os.getpid())) == before


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux")
def test_closing_gives_up_what_is_being_read_and_reads_nothing_more(
    tmp_path: Path, brief: Path
) -> None:
    before = set(children(os.getpid()))
    big = tmp_path / "groot.html"
    big.write_text("<table>" + "<tr><td>a<td>b" * 400_000, encoding="utf-8")
    worker = Worker()
    assert isinstance(worker.read(brief), Letter)
    (program,) = set(children(os.getpid())) - before
    (part,) = children(program)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(worker.read, big)
        while not children(part):
            sleep(0.01)
        worker.close()
        assert "gestopt" in str(asked.result())
    try:
        assert "gestopt" in str(worker.read(brief))
        assert set(children(os.getpid())) == before
    finally:
        worker.close()


def test_a_mistake_of_the_program_is_told_as_such_and_keeps_its_trace(
    tmp_path: Path, brief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pypdf.py").write_text("def\n")
    monkeypatch.syspath_prepend(tmp_path)
    paper = tmp_path / "brief.pdf"
    paper.write_bytes(b"%PDF-1.7")
    refused, fine = (found for _, found in read_letters([paper, brief], workers=1))
    assert isinstance(fine, Letter)
    assert isinstance(refused, UnreadableFile)
    assert "SyntaxError in document.py, regel" in refused.reason
    assert "Meld dit" in refused.advice
    assert "Traceback" in refused.__notes__[0]
