"""A reader that checks itself: pages on which another program reads other words are named."""

import importlib.util
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_corpus_columns import pages_of, sentences

from corpus import Letter
from corpus.pdf.document import read_pdf
from corpus.pdf.pdfium.check import checked, compared
from corpus.pdf.pdfium.reader import SecondReader
from corpus.text.draft import Block, Draft
from eval.pdf_check import main as compare
from index.store.records import letter_facts, letter_of
from qa.answer import Citation, Statement
from qa.citing.doubtful_pages import page_warnings

pytest.importorskip("pypdfium2")
PDF = pages_of(sentences(36))


def read() -> Draft:
    return read_pdf(PDF, Path("verslag.pdf"))


def misread(draft: Draft) -> Draft:
    """Return the draft with the text of its second page upside down."""
    second = next(n for n, block in enumerate(draft.blocks) if n and block.breaks)
    wrong = replace(draft.blocks[second], text=draft.blocks[second].text[::-1])
    return replace(draft, blocks=(*draft.blocks[:second], wrong, *draft.blocks[second + 1 :]))


def test_a_page_that_is_read_well_is_not_doubted() -> None:
    assert read().doubtful_pages == ()
    assert read().warnings == ()


def test_a_page_with_other_words_is_doubted_and_told() -> None:
    draft = checked(misread(read()), SecondReader(PDF), ())
    assert draft.doubtful_pages == (2,)
    assert draft.warnings == ("Pagina 2 is misschien niet goed gelezen: controleer de bladzijde.",)


def test_a_page_of_which_a_part_is_lost_is_doubted() -> None:
    draft = read()
    second = next(n for n, block in enumerate(draft.blocks) if n and block.breaks)
    text = draft.blocks[second].text
    cut = replace(draft.blocks[second], text=text[: 2 * len(text) // 3])
    blocks = (*draft.blocks[:second], cut, *draft.blocks[second + 1 :])
    assert checked(replace(draft, blocks=blocks), SecondReader(PDF), ()).doubtful_pages == (2,)


def test_several_pages_are_told_in_one_line() -> None:
    lost = Draft((Block("paragraph", "Iets anders.", breaks=(0, 3, 6)),), ("1", "2", "3"))
    draft = checked(lost, SecondReader(PDF), ())
    assert draft.doubtful_pages == (1, 2, 3)
    assert draft.warnings == (
        "Pagina 1, 2 en 3 zijn misschien niet goed gelezen: controleer de bladzijden.",
    )


def test_a_page_of_which_something_was_told_is_not_told_again() -> None:
    draft = misread(read())
    assert checked(draft, SecondReader(PDF), (2,)) == draft


def test_without_another_program_nothing_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    draft = misread(read_pdf(PDF, Path("verslag.pdf")))
    assert checked(draft, SecondReader(PDF), ()) == draft


def test_what_the_other_program_cannot_open_is_not_doubted() -> None:
    draft = read()
    assert checked(draft, SecondReader(b"%PDF-1.4 afgebroken"), ()) == draft


def letter() -> Letter:
    return Letter(
        "verslag", "Het verslag", "Een zin.\n\nEen andere zin.", "0" * 64,
        page_starts=(0, 10), page_labels=("i", "1"), doubtful_pages=(2,),
    )  # fmt: skip


def test_doubtful_pages_are_kept_with_the_letter() -> None:
    facts = letter_facts(letter())
    assert letter_of(facts, letter().text) == letter()
    older = facts.replace(', "doubtful_pages": [2]', "")
    assert older != facts
    assert letter_of(older, letter().text).doubtful_pages == ()


def test_a_quote_from_a_doubtful_page_asks_to_check_it() -> None:
    one = letter()
    sound, doubtful = Citation(one, 0, 8), Citation(one, 10, 25)
    assert page_warnings([Statement(sound.quote, (sound,))]) == ()
    (found,) = page_warnings([Statement(doubtful.quote, (doubtful,))])
    assert (found.kind, found.letter) == ("doubtful_page", one)
    assert found.text == (
        "Controleer de bladzijde: pagina 1 van Het verslag is misschien niet goed gelezen."
    )


def test_lines_that_are_lost_or_stand_in_another_order_are_counted() -> None:
    draft = read()
    assert not any(page.lost or page.moved for page in compared(draft, SecondReader(PDF)))
    title, first, *rest = draft.blocks
    half = first.text.index("Daarom", len(first.text) // 2)
    swapped = replace(first, text=first.text[half:] + " " + first.text[:half].rstrip())
    turned = replace(draft, blocks=(title, swapped, *rest))
    pages = list(compared(turned, SecondReader(PDF)))
    assert len(pages[0].moved) == 1
    assert pages[1].moved == ()
    assert any(page.lost for page in compared(misread(draft), SecondReader(PDF)))


class Reading(SecondReader):
    """A second reader that has these lines, of pages with a form feed between them."""

    def __init__(self, *lines: str) -> None:
        super().__init__(b"")
        self._lines_read = lines

    def texts(self) -> Iterator[str]:
        yield from "\n".join(self._lines_read).split("\f")


SUBJECT = "de opvang en het vervoer in de wijk"
OPENING = "De raad ontvangt hierbij een brief over"
REQUEST = "Wilt u ons laten weten wat u vindt van"


def page(*lines: str, note: str = "") -> Draft:
    notes = (Block("note", note, label="1"),) if note else ()
    return Draft((Block("paragraph", " ".join(lines), breaks=(0,)), *notes), ("1",))


def test_a_line_that_stands_twice_on_a_page_is_not_moved() -> None:
    lines = f"{SUBJECT} van Voorbeeldstad", OPENING, SUBJECT, REQUEST, SUBJECT
    (found,) = compared(page(*lines), Reading(*lines))
    assert (found.sampled, found.lost, found.moved) == (5, (), ())


def test_a_line_that_stands_twice_hides_no_other_order() -> None:
    read = page(SUBJECT, REQUEST, SUBJECT, OPENING)
    (found,) = compared(read, Reading(SUBJECT, OPENING, SUBJECT, REQUEST))
    assert len(found.moved) == 1


@pytest.mark.parametrize(
    ("line", "ours"),
    [
        ("4/13 De grens voor alles is 197,7 miljoen.", "De grens voor alles is 197,7 miljoen."),
        ("In de brief van 29 juni 20312 staat dat", "In de brief van 29 juni 2031 staat dat"),
        ("1 Advies over COVID19 van de commissie", "Advies over COVID19 van de commissie"),
    ],
)
def test_numbers_of_pages_and_notes_are_not_missed(line: str, ours: str) -> None:
    (found,) = compared(page(ours), Reading(line))
    assert (found.sampled, found.lost) == (1, ())


def test_notes_that_are_read_as_one_line_are_found() -> None:
    first, second = "Voorstel van wet, artikel 2.4, eerste lid.", "Zie het advies van de raad."
    read = page(OPENING, note=first)
    read = replace(read, blocks=(*read.blocks, Block("note", second, label="2")))
    (found,) = compared(read, Reading(OPENING, f"1 {first} 2 {second}"))
    assert found.lost == ()


def test_a_number_of_the_text_is_missed() -> None:
    (found,) = compared(
        page("De kosten zijn 1.500 euro per wijk."), Reading("De kosten zijn 2.500 euro per wijk.")
    )
    assert len(found.lost) == 1


def test_words_that_were_taken_for_a_running_foot_are_missed() -> None:
    told = ("Vorig jaar is", "In mei komt", "Nu ligt hier")
    ours = Draft((Block("paragraph", " ".join(told), breaks=(0, 14, 26)),), ("1", "2", "3"))
    read = Reading("\f".join(f"{one} {OPENING} {SUBJECT}" for one in told))
    assert [len(found.lost) for found in compared(ours, read)] == [1, 1, 1]


def test_the_head_of_an_official_paper_is_not_missed() -> None:
    read = Reading("Tweede Kamer der Staten-Generaal 2", OPENING)
    (found,) = compared(page(OPENING), read)
    assert (found.sampled, found.lost) == (1, ())


def test_the_command_prints_the_shares_and_the_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "verslag.pdf").write_bytes(PDF)
    (tmp_path / "stuk.pdf").write_bytes(b"%PDF-1.4 stuk")
    compare(tmp_path)
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("stuk.pdf: het PDF-bestand is beschadigd.")
    assert said[1].startswith("3 pages, ")
    assert said[1].endswith(" 0 (0.0000) not in the text, 0 (0.0000) in another order")
