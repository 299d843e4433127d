from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Letter
from index import Retriever, build_index
from qa import Status, answer
from qa.tables import is_heads, row_with_heads

HEADS = "Soort hulp | Zorgbedrijf | Eigen netwerk"
CLEANING = "Schoonmaak, per uur | € 31,40 | € 18,20"
GUIDING = "Begeleiding, per uur | € 57,10 | € 22,75"
TABLE = f"{HEADS}\n{CLEANING}\n{GUIDING}"
TEXT = f"Geacht college,\n\nDe tarieven zijn als volgt.\n\n{TABLE}\n\nZie ook Rijk | Wmo.\n\nSlot."


@pytest.fixture
def letter() -> Letter:
    return Letter(id="tarieven", title="", text=TEXT, sha256="")


def place(text: str) -> tuple[int, int]:
    start = TEXT.index(text)
    return start, start + len(text)


def test_a_cell_has_its_row_and_the_heads(letter: Letter) -> None:
    for part in (GUIDING, "€ 22,75"):
        assert row_with_heads(letter, *place(part)) == (place(HEADS), place(GUIDING))


@pytest.mark.parametrize("part", [HEADS, TABLE, "Zie ook Rijk | Wmo.", "De tarieven zijn", "Slot."])
def test_what_is_no_row_below_heads_has_none(letter: Letter, part: str) -> None:
    assert row_with_heads(letter, *place(part)) is None


def test_heads_say_nothing_on_their_own(letter: Letter) -> None:
    assert is_heads(letter, *place("Zorgbedrijf | Eigen"))
    assert not any(is_heads(letter, *place(one)) for one in (CLEANING, TABLE, "Slot."))


def test_lines_of_other_lengths_are_no_table() -> None:
    text = "Een | twee\nDrie | vier | vijf"
    assert row_with_heads(Letter(id="x", title="", text=text, sha256=""), 11, 20) is None


def test_an_answer_from_a_table_names_its_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from conftest import FakeEncoder

    monkeypatch.setattr("qa.ask.judge", lambda signals: Status.ANSWERED)
    rows = [f"| {row} |" for row in TABLE.split("\n")]
    text = "\n".join([rows[0], "|---|---|---|", *rows[1:]])
    file = tmp_path / "tarieven.md"
    file.write_text(f"Datum 3 mei 2025\n\nGeacht college,\n\n{text}\n", encoding="utf-8")
    build_index([file], tmp_path / "index", FakeEncoder())
    retriever = Retriever(tmp_path / "index", FakeEncoder())
    found = answer("Hoeveel kost begeleiding per uur?", retriever)
    told = [one.text for one in found.statements]
    assert told.index(HEADS) + 1 == told.index(GUIDING)
    assert found.grounded
