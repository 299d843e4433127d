from __future__ import annotations

import pytest

from corpus import Footnote, Letter, LetterDate, Passage, Section

TEXT = "Kop\n\nEerste zin. Tweede zin.\n\nKlein\n\nDerde zin.\n\nEen noot."
LETTER = Letter(
    id="x",
    title="T",
    text=TEXT,
    sha256="",
    page_starts=(0, 17),
    page_labels=("i", "1"),
    sections=(Section(0, 3, 1), Section(30, 35, 2)),
    footnotes=(Footnote(16, TEXT.index("Een noot"), len(TEXT), "1"),),
)


def test_pages_count_from_one_and_a_span_may_cross() -> None:
    assert LETTER.pages(5, 10) == (1,)
    assert LETTER.pages(5, 28) == (1, 2)
    assert LETTER.labels((1, 2)) == ("i", "1")


def test_a_note_stands_on_the_page_of_its_marker() -> None:
    note = LETTER.footnotes[0]
    assert LETTER.pages(note.start, note.end) == (1,)
    assert LETTER.section_at(note.start) == ("Kop",)


def test_sections_nest() -> None:
    assert LETTER.section_at(TEXT.index("Derde")) == ("Kop", "Klein")


def test_a_letter_without_pages_gives_none() -> None:
    assert Letter(id="x", title="", text="abc", sha256="").pages(0, 2) == ()


def test_a_passage_knows_its_notes() -> None:
    assert Passage(LETTER, 5, 16).footnotes == ("Een noot.",)
    assert Passage(LETTER, 16, 30).footnotes == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [("2024-12-20", "20 december 2024"), ("2022-03", "maart 2022"), ("2016", "2016")],
)
def test_dates_hold_what_is_known(text: str, words: str) -> None:
    date = LetterDate.parse(text)
    assert date.isoformat() == text
    assert date.in_words() == words


@pytest.mark.parametrize("text", ["2024-13-01", "2023-02-29", "gisteren", ""])
def test_impossible_dates_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        LetterDate.parse(text)


def test_later_only_as_far_as_known() -> None:
    assert LetterDate(2025).surely_after(LetterDate(2024, 12, 20))
    assert not LetterDate(2025).surely_after(LetterDate(2025, 5))
    assert LetterDate(2025, 6, 2).surely_after(LetterDate(2025, 6, 1))
    assert not LetterDate(2025, 6, 1).surely_after(LetterDate(2025, 6, 1))
