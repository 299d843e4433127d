from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus import Letter
from index import Retriever, build_index, content_lemmas
from qa import Status, answer, candidates, signals_of, timeline, timeline_to_json
from qa.asked import Asked
from qa.signals import LEAST
from qa.tables import is_heads, read, row_at, row_under
from ui import printing

HEADS = "Soort hulp | Zorgbedrijf | Eigen netwerk"
CLEANING = "Schoonmaak, per uur | € 31,40 | € 18,20"
GUIDING = "Begeleiding, per uur | € 57,10 | € 22,75"
CELL = ("Begeleiding, per uur", "Zorgbedrijf", "€ 57,10")
TABLE = f"{HEADS}\n{CLEANING}\n{GUIDING}"
TEXT = f"Geacht college,\n\nDe tarieven zijn als volgt.\n\n{TABLE}\n\nZie ook Rijk | Wmo.\n\nSlot."


@pytest.fixture
def letter() -> Letter:
    return Letter(id="tarieven", title="", text=TEXT, sha256="")


def place(text: str) -> tuple[int, int]:
    start = TEXT.index(text)
    return start, start + len(text)


def asked(question: str) -> Asked:
    weights = dict.fromkeys(content_lemmas(question), 1.0)
    return Asked(question, weights, np.zeros(0, np.float32), (), frozenset(), question)


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Wat kost begeleiding uit het eigen netwerk?",
         ["Begeleiding, per uur", "Eigen netwerk", "€ 22,75"]),
        ("Hoeveel euro kost begeleiding door een zorgbedrijf?",
         ["Begeleiding, per uur", "Zorgbedrijf", "€ 57,10"]),
        ("Wat kost begeleiding?", [HEADS, GUIDING]),
        ("Wat kost begeleiding, zorgbedrijf en netwerk?", [HEADS, GUIDING]),
        ("Hoe lang duurt begeleiding?", [HEADS, GUIDING]),
    ],
)  # fmt: skip
def test_the_cell_that_is_asked_for_has_its_heads(
    question: str, quotes: list[str], letter: Letter
) -> None:
    for part in (GUIDING, "€ 22,75"):
        row = row_at(letter, *place(part))
        assert row
        assert [TEXT[slice(*span)] for span in row.told(asked(question))] == quotes


def test_a_head_that_is_missing_is_no_part_of_an_answer() -> None:
    text = "Hulp |  | Prijs\nWassen | drie keer | € 4"
    row = row_at(Letter(id="x", title="", text=text, sha256=""), 20, 25)
    assert row
    assert row.told(asked("Hoe vaak wassen?")) == (row.heads, row.own)


VISITS = "Vorm | Aantal dorpen | Uren per dorpsraad\nSpreekuur | 12 | 3\nBezoek | 7 | 30"


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Hoeveel dorpen gaven hun dorpsraad een bezoek?", ["Bezoek", "Aantal dorpen", "7"]),
        ("Hoeveel uren kreeg een dorpsraad bezoek?", ["Bezoek", "Uren per dorpsraad", "30"]),
        ("Hoeveel scholen kregen bezoek?", VISITS.split("\n")[::2]),
    ],
)
def test_the_cell_counts_what_the_question_counts(question: str, quotes: list[str]) -> None:
    row = row_at(Letter(id="x", title="", text=VISITS, sha256=""), len(VISITS) - 5, len(VISITS))
    assert row
    assert [VISITS[slice(*span)] for span in row.told(asked(question))] == quotes


def test_a_row_is_read_with_the_heads_of_its_columns(letter: Letter) -> None:
    told = "Begeleiding, per uur; € 57,10 zorgbedrijf; € 22,75 eigen netwerk"
    assert read(letter, *place(GUIDING)) == told
    assert read(letter, *place("Slot.")) == "Slot."
    text = "Huis | Deelnemers | CAK\nDe Es | 34 | nee"
    there = Letter(id="x", title="", text=text, sha256="")
    assert read(there, 24, 35) == "De Es; 34 deelnemers; nee CAK"


@pytest.mark.parametrize("part", [HEADS, TABLE, "Zie ook Rijk | Wmo.", "De tarieven zijn", "Slot."])
def test_what_is_no_row_below_heads_has_none(letter: Letter, part: str) -> None:
    assert row_at(letter, *place(part)) is None


def test_heads_say_nothing_on_their_own(letter: Letter) -> None:
    assert is_heads(letter, *place("Zorgbedrijf | Eigen"))
    assert not any(is_heads(letter, *place(one)) for one in (CLEANING, TABLE, "Slot."))


def test_the_row_under_the_heads_gives_what_is_asked_for(letter: Letter) -> None:
    under = row_under(asked("Wat kost begeleiding?"), letter, *place(HEADS))
    assert under == place(GUIDING)
    assert row_under(asked("Hoe lang duurt begeleiding?"), letter, *place(HEADS)) is None
    assert row_under(asked("Wat kost begeleiding?"), letter, *place(GUIDING)) is None


def test_a_column_without_something_is_not_the_one_with_it() -> None:
    table = "Tarief | Met pas | Zonder pas\nPer kilometer | € 0,23 | € 0,79"
    letter = Letter(id="tarieven", title="", text=table, sha256="")
    row = row_at(letter, len(table) - 3, len(table))
    assert row
    for question, cell in (
        ("Wat kost een reis voor een pashouder?", "€ 0,23"),
        ("Wat kost een reis zonder pas?", "€ 0,79"),
    ):
        assert table[slice(*row.told(asked(question))[-1])] == cell


def test_lines_of_other_lengths_are_no_table() -> None:
    text = "Een | twee\nDrie | vier | vijf"
    assert row_at(Letter(id="x", title="", text=text, sha256=""), 11, 20) is None


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
    for question, quotes in (
        ("Hoeveel kost begeleiding per uur?", (HEADS, GUIDING)),
        (
            "Wat kost begeleiding van een zorgbedrijf?",
            ("Begeleiding, per uur", "Zorgbedrijf", "€ 57,10"),
        ),
    ):
        found = answer(question, retriever)
        assert quotes in [tuple(c.quote for c in one.citations) for one in found.statements]
        assert found.grounded
        assert not any(one.short for one in found.statements if len(one.citations) > 1)


def test_a_number_below_a_head_is_a_number_of_that(tmp_path: Path) -> None:
    from conftest import FakeEncoder

    file = tmp_path / "huizen.md"
    table = "| Huis | Deelnemers |\n|---|---|\n| De Esdoorn | 34 |\n| De Wilg | 58 |"
    file.write_text(f"Datum 3 mei 2025\n\nGeacht college,\n\n{table}\n", encoding="utf-8")
    build_index([file], tmp_path / "index", FakeEncoder())
    retriever = Retriever(tmp_path / "index", FakeEncoder())
    question = "Hoeveel deelnemers heeft De Esdoorn?"
    found = Asked.of(question, retriever)
    hits = retriever.search(question, 5)
    signals = signals_of(found, hits, candidates(found, hits, retriever))
    assert (signals.typed, signals.lost) == (1.0, 0.0)
    assert signals.value > LEAST


def test_what_letters_said_over_time_has_the_heads_as_well(tmp_path: Path) -> None:
    from conftest import FakeEncoder

    rows = [f"| {row} |" for row in TABLE.split("\n")]
    text = "\n".join([rows[0], "|---|---|---|", *rows[1:]])
    for year in ("2024", "2025"):
        file = tmp_path / f"{year}-05-03-tarieven.md"
        file.write_text(f"Datum 3 mei {year}\n\nGeacht college,\n\n{text}\n", encoding="utf-8")
    build_index([tmp_path], tmp_path / "index", FakeEncoder())
    retriever = Retriever(tmp_path / "index", FakeEncoder())
    question = "Wat kost begeleiding van een zorgbedrijf?"
    found = timeline(question, retriever)
    assert [tuple(c.quote for c in one.citations) for one in found] == [CELL, CELL]
    told = timeline_to_json(question, found, retriever)
    assert [one["citations"] for one in told["statements"]] == [[1, 2, 3], [4, 5, 6]]
    assert [one["n"] for one in told["citations"]] == [1, 2, 3, 4, 5, 6]
    assert printing.timeline(found).count("€ 57,10") == 2
