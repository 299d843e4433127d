"""What is kept of questions: whole lines, of as many days as the settings say."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from index import Retriever
from qa import Answer, Status, answer, timeline
from ui.errors import BadInput
from ui.settings import Storage
from ui.web import kept_questions as keeping
from ui.web.kept_questions import LONGEST_REMARK, Kept, judgements, keep_tidy, tidy

pytestmark = pytest.mark.usefixtures("fake_reader")

QUESTION = "Binnen hoeveel weken besluit de gemeente na de melding?"
AWKWARD = "a\u2028b\x85c\nd\ud83d"  # ends of lines of all sorts, and half of an emoji


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(feedback=True, record=True, folder=tmp_path / "opslag", days=30)


def recorded(storage: Storage) -> list[dict[str, Any]]:
    (file,) = storage.folder.glob("vragen-*.jsonl")
    return [json.loads(line) for line in file.read_bytes().splitlines()]


def days_of(storage: Storage, *ages: int) -> list[Path]:
    """Return made files of some days ago."""
    storage.folder.mkdir(exist_ok=True)
    days = [(date.today() - timedelta(days=age)).isoformat() for age in ages]
    files = [storage.folder / f"vragen-{day}.jsonl" for day in days]
    for file in files:
        file.write_text("{}\n")
    return files


def test_a_record_holds_the_time_and_the_position_of_before(
    retriever: Retriever, storage: Storage
) -> None:
    Kept(storage).record(answer(QUESTION, retriever), 7)
    (row,) = recorded(storage)
    assert list(row) == [
        "time", "question", "searched", "status", "limited", "generation", "statements", "history",
    ]  # fmt: skip
    letters = retriever.letters()
    for told in ("statements", "history"):
        cited = row[told][0]["citations"][0]
        (letter,) = (one for one in letters if one.id == cited["letter"])
        assert letter.text[cited["start"] : cited["end"]] == cited["quote"]


def test_a_judgement_holds_the_day_only(retriever: Retriever, storage: Storage) -> None:
    Kept(storage).judge(answer(QUESTION, retriever), 7, False, "anders", "x" * 600)
    (row,) = judgements(storage.folder)
    assert row["day"] == date.today().isoformat()
    assert "time" not in row
    assert row["remark"] == "x" * LONGEST_REMARK
    for place in (storage.folder, *storage.folder.iterdir()):
        assert place.stat().st_mode & 0o077 == 0


def test_a_question_over_the_years_is_recorded(retriever: Retriever, storage: Storage) -> None:
    kept = Kept(storage)
    kept.record_years(QUESTION, timeline(QUESTION, retriever), 7)
    kept.record_years("Wat kost een paspoort?", (), 7)
    assert [row["status"] for row in recorded(storage)] == ["answered", "not_found"]


def test_what_cannot_be_recorded_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "opslag").write_text("geen map", encoding="utf-8")
    kept = Kept(Storage(record=True, folder=tmp_path / "opslag", days=30))
    assert not kept.record(Answer(QUESTION, QUESTION, Status.UNCLEAR, 0.0), 1)
    assert not kept.record_years(QUESTION, (), 1)
    assert "was not recorded" in caplog.text
    assert Kept(Storage()).record(Answer(QUESTION, QUESTION, Status.UNCLEAR, 0.0), 1)


def test_no_letter_breaks_a_line(storage: Storage) -> None:
    kept, asked = Kept(storage), Answer(AWKWARD, AWKWARD, Status.UNCLEAR, 0.0)
    for _ in range(2):
        kept.record(asked, 1)
        kept.judge(asked, 1, False, "anders", AWKWARD)
    assert [row["question"] for row in recorded(storage)] == [AWKWARD] * 2
    assert [row["remark"] for row in judgements(storage.folder)] == [AWKWARD] * 2


def test_many_threads_write_whole_lines(retriever: Retriever, storage: Storage) -> None:
    kept, found = Kept(storage), answer(QUESTION, retriever)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda number: kept.record(found, number), range(400)))
    assert sorted(row["generation"] for row in recorded(storage)) == list(range(400))


@pytest.mark.parametrize("on", [True, False])
def test_what_is_old_goes_also_when_nothing_more_is_kept(tmp_path: Path, on: bool) -> None:
    storage = Storage(record=on, folder=tmp_path / "opslag", days=30)
    young, old = days_of(storage, 30, 31)
    own = storage.folder / "vragen-van-mij.txt"
    own.write_text("blijft")
    tidy(storage, date.today())
    assert (young.exists(), old.exists(), own.exists()) == (True, False, True)


def test_what_is_old_goes_at_the_start_and_every_day(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "DAY", 0.05)
    for again in (False, True):
        (old,) = days_of(storage, 31)
        if not again:
            keep_tidy(storage)
        end = time.monotonic() + 5
        while old.exists() and time.monotonic() < end:
            time.sleep(0.01)
        assert not old.exists()


def test_nothing_goes_without_a_number_of_days(tmp_path: Path) -> None:
    storage = Storage(folder=tmp_path / "opslag")
    (old,) = days_of(storage, 400)
    keep_tidy(storage)
    assert old.exists()


@pytest.mark.parametrize("line", [b"{}", b"[]", b"geen json", b"\xff"])
def test_a_line_that_is_no_judgement_is_named(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "oordelen-2026-01-01.jsonl").write_bytes(line + b"\n")
    with pytest.raises(BadInput, match="regel 1: dit is geen oordeel"):
        list(judgements(tmp_path))
