from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import FakeEncoder, FakeReader

from corpus import Letter, Passage
from index import Retriever, build_index
from qa import Reading, answer, timeline, timeline_to_json
from qa.text.tables import is_heads, read, row_at, rows_named
from ui.export import terminal as printing

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


@pytest.mark.parametrize(
    ("short", "quotes"),
    [
        ("€ 22,75", ["Begeleiding, per uur", "Eigen netwerk", "€ 22,75"]),
        ("57,10", ["Begeleiding, per uur", "Zorgbedrijf", "€ 57,10"]),
        ("Begeleiding", [HEADS, GUIDING]),  # the row's own head
        ("€ 57,10 | € 22,75", [HEADS, GUIDING]),  # more than one cell
        ("€ 18,20", [HEADS, GUIDING]),  # of another row
        (None, [HEADS, GUIDING]),
    ],
)
def test_the_cell_that_answers_has_its_heads(
    short: str | None, quotes: list[str], letter: Letter
) -> None:
    for part in (GUIDING, "€ 22,75"):
        row = row_at(letter, *place(part))
        assert row
        told = row.told(place(short) if short else None)
        assert [TEXT[slice(*span)] for span in told] == quotes


@pytest.mark.parametrize(
    "text", ["Hulp |  | Prijs\nWassen | drie keer | € 4", "Hulp | Hoe vaak\n | drie keer"]
)
def test_a_head_that_is_missing_is_no_part_of_an_answer(text: str) -> None:
    start = text.index("drie keer")
    row = row_at(Letter(id="x", title="", text=text, sha256=""), start, start + 9)
    assert row
    assert row.told((start, start + 9)) == (row.heads, row.own)


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


def test_a_line_right_above_a_table_is_no_part_of_it() -> None:
    text = f"3. Tarieven\n{TABLE}\nZie ook de bijlage."
    start = text.index(CLEANING)
    row = row_at(Letter(id="x", title="", text=text, sha256=""), start, start + len(CLEANING))
    assert row
    assert [text[slice(*span)] for span in row.told(None)] == [HEADS, CLEANING]


def test_a_line_between_the_rows_of_a_table_does_not_cut_it() -> None:
    text = f"Tarieven\n{HEADS}\n{CLEANING}\nVoor jeugd\n{GUIDING}\nBron: de gemeente"
    start = text.index("€ 22,75")
    letter = Letter(id="x", title="", text=text, sha256="")
    row = row_at(letter, start, start + 7)
    assert row
    told = row.told((start, start + 7))
    assert [text[slice(*span)] for span in told] == [
        "Begeleiding, per uur",
        "Eigen netwerk",
        "€ 22,75",
    ]
    assert is_heads(letter, *letter_place(text, "Zorgbedrijf"))
    for line in ("Voor jeugd", "Tarieven", "Bron"):
        assert row_at(letter, *letter_place(text, line)) is None


def test_a_sentence_takes_along_the_rows_below_it_that_it_names() -> None:
    table = "Tarief | Pashouder\nOpstaptarief | € 1\nPer kilometer | € 2\nVerste rit | 9 km"
    said = "De bijdrage bestaat uit een opstaptarief en een bedrag per kilometer."
    text = f"Inleiding.\n\n{said}\n\n{table}\n\nSlot."
    letter = Letter(id="x", title="T", text=text, sha256="")
    start = text.index(said)
    told = [text[slice(*one)] for one in rows_named(letter, start, start + len(said))]
    assert told == ["Tarief | Pashouder", "Opstaptarief | € 1", "Per kilometer | € 2"]
    assert rows_named(letter, 0, len("Inleiding.")) == ()
    inside = replace(letter, text=text.replace("opstaptarief en een", "opstaptarieven, geen"))
    told = rows_named(inside, start, inside.text.index("\n\nTarief"))
    assert [inside.text[slice(*one)] for one in told][1:] == ["Per kilometer | € 2"]
    other = replace(letter, text=text.replace("opstaptarief en een bedrag per kilometer", "deel"))
    assert rows_named(other, start, other.text.index("Tarief") - 2) == ()


@pytest.mark.parametrize(
    ("first", "headless"),
    [
        ("Datum | 20-08-2024", True),
        ("Tijd | 9:30 – 12:19", True),
        ("Uurtarief | € 31", True),
        ("Soort hulp | 2024", False),
        ("Gemeente | 2023/2024", False),
        ("Gemeente | 2024 (raming)", False),
        ("Gemeente | 18 jaar en ouder", False),
    ],
)
def test_rows_of_labels_and_values_have_no_heads(first: str, headless: bool) -> None:
    text = f"Besluitenlijst\n\n{first}\nVoorzitter | A. Voorbeeld\nLocatie | Raadzaal"
    letter = Letter(id="x", title="T", text=text, sha256="")
    start = text.index("Voorzitter")
    end = text.index("\nLocatie")
    assert (row_at(letter, start, end) is None) is headless
    assert is_heads(letter, text.index(first), start - 1) is not headless


def test_two_lines_between_rows_end_a_table() -> None:
    text = f"{HEADS}\n{CLEANING}\nZie verder de bijlage\nvan deze brief\n{GUIDING}"
    letter = Letter(id="x", title="", text=text, sha256="")
    assert row_at(letter, *letter_place(text, GUIDING)) is None


def test_a_row_with_empty_cells_has_as_many_cells() -> None:
    text = "| 2023 | 2024\nwassen | | 3 uur\nstrijken | 1 uur |\nkoken | 2 uur | 4 uur"
    letter = Letter(id="x", title="", text=text, sha256="")
    for words, quotes in {
        "3 uur": ["wassen", "2024", "3 uur"],
        "1 uur": ["strijken", "2023", "1 uur"],
        "4 uur": ["koken", "2024", "4 uur"],
    }.items():
        span = letter_place(text, words)
        row = row_at(letter, *span)
        assert row
        assert [text[slice(*one)] for one in row.told(span)] == quotes
    assert read(letter, *letter_place(text, "1 uur")) == "strijken; 1 uur 2023"


def letter_place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_lines_of_other_lengths_are_no_table() -> None:
    text = "Een | twee\nDrie | vier | vijf"
    assert row_at(Letter(id="x", title="", text=text, sha256=""), 11, 20) is None


class Finds(FakeReader):
    """Sure of these words wherever they stand, for the rest as the small reader."""

    def __init__(self, words: str) -> None:
        self.words = words

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        found = super().read(question, passages)
        sentences = []
        for one in found.sentences:
            text = passages[one.place].letter.text
            at = text.find(self.words, one.start, one.end)
            short = (at, at + len(self.words)) if at >= 0 else one.short
            sentences.append(replace(one, short=short, chance=float(at >= 0)))
        return replace(found, sentences=tuple(sentences))


def opened(folder: Path, *names: str) -> Retriever:
    """An index of letters with these names, each with the table, of the year in its name."""
    rows = [f"| {row} |" for row in TABLE.split("\n")]
    text = "\n".join([rows[0], "|---|---|---|", *rows[1:]])
    letters = folder / "letters"
    letters.mkdir()
    for name in names:
        written = f"Datum 3 mei {name[:4]}\n\nGeacht college,\n\n{text}\n"
        (letters / name).write_text(written, encoding="utf-8")
    build_index([letters], folder / "index", FakeEncoder())
    return Retriever(folder / "index", FakeEncoder())


QUESTION = "Wat kost begeleiding per uur?"


@pytest.mark.parametrize(
    ("words", "quotes"), [("€ 57,10", CELL), ("Begeleiding", (HEADS, GUIDING))]
)
def test_an_answer_from_a_table_names_its_columns(
    words: str, quotes: tuple[str, ...], tmp_path: Path
) -> None:
    found = answer(QUESTION, opened(tmp_path, "2025-tarieven.md"), reader=Finds(words))
    first = found.statements[0]
    assert tuple(one.quote for one in first.citations) == quotes
    assert found.grounded
    figure = any(char.isdigit() for char in words)
    assert [one.quote for one in first.short] == ([words] if figure else [])


def test_a_reader_that_is_unsure_of_the_cell_gives_the_row(tmp_path: Path) -> None:
    found = answer(QUESTION, opened(tmp_path, "2025-tarieven.md"), reader=Finds("nergens"))
    assert tuple(one.quote for one in found.statements[0].citations) == (HEADS, GUIDING)
    assert found.statements[0].short == ()


@pytest.mark.usefixtures("fake_reader")
def test_the_heads_of_a_table_are_no_answer(tmp_path: Path) -> None:
    question = "Welk zorgbedrijf of eigen netwerk is er voor welke soort hulp?"
    found = answer(question, opened(tmp_path, "2025-tarieven.md"))
    assert all(one.text != HEADS for one in found.statements)


def test_what_letters_said_over_time_has_the_heads_as_well(tmp_path: Path) -> None:
    retriever = opened(tmp_path, "2024-05-03-tarieven.md", "2025-05-03-tarieven.md")
    found = timeline(QUESTION, retriever, reader=Finds("€ 57,10"))
    assert [tuple(c.quote for c in one.citations) for one in found] == [CELL, CELL]
    told = timeline_to_json(QUESTION, found, retriever)
    assert [one["citations"] for one in told["statements"]] == [[1, 2, 3], [4, 5, 6]]
    assert [one["n"] for one in told["citations"]] == [1, 2, 3, 4, 5, 6]
    assert printing.timeline(found).count("€ 57,10") == 2
