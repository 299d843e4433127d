"""Content controls, check boxes and signs of symbol fonts in Word documents."""

import pytest
from conftest import SHARED
from test_corpus_word import read, texts
from test_corpus_word_looks import line, run, style

from corpus import unfilled_fields
from corpus.office.symbol_fonts import UNKNOWN, symbol
from corpus.reading import read_letter
from corpus.text.block_writer import PLACEHOLDER
from corpus.word.drop_unprinted import OBJECT

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def test_what_is_still_to_be_filled_in_is_no_text() -> None:
    draft = read(
        line(run("Ingangsdatum: "), control("<w:showingPlcHdr/>", run("Kies een item.")))
        + control("<w:showingPlcHdr/>", line(run("Klik hier.")))
        + line(control('<w:showingPlcHdr w:val="0"/>', run("1 mei 2024")))
    )
    assert [text for _, text in texts(draft)] == ["Ingangsdatum:", "1 mei 2024"]
    assert draft.warnings == (PLACEHOLDER, "Het veld “Ingangsdatum” is niet ingevuld.")


@pytest.mark.parametrize(
    ("properties", "before", "name"),
    [
        ('<w:alias w:val="Ingangsdatum"/>', "Zie: ", "Ingangsdatum"),
        ("", "De hulp begint. De ingangsdatum van de hulp is: ", "Ingangsdatum van de hulp"),
        ("", "", ""),
    ],
)
def test_a_field_that_is_empty_is_named(properties: str, before: str, name: str) -> None:
    empty = control(f"{properties}<w:showingPlcHdr/>", run("Kies een item."))
    draft = read(line(run(before), empty) + line(run("Slot.")))
    assert unfilled_fields(draft.warnings) == ((name,) if name else ())


def test_words_that_go_on_behind_a_field_do_not_name_it() -> None:
    empty = control("<w:showingPlcHdr/>", run("Kies een ") + run("item."))
    assert unfilled_fields(read(line(run("Start: "), empty, run(" 1 mei"))).warnings) == ()
    assert unfilled_fields(read(line(run("Start: "), empty)).warnings) == ("Start",)


def test_a_cell_that_is_still_to_be_filled_in_keeps_its_column() -> None:
    cells = [f"<w:tc>{line(run(text))}</w:tc>" for text in ("Datum", "Kies", "€ 19")]
    row = cells[0] + control("<w:showingPlcHdr/>", cells[1]) + cells[2]
    ((kind, text),) = texts(read(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"))
    assert kind == "row"
    assert [cell.strip() for cell in text.split("|")] == ["Datum", "", "€ 19"]


def test_the_style_of_such_text_counts_where_no_control_was_filled_in() -> None:
    grey = '<w:rStyle w:val="Grijs"/>'
    body = line(run("Naam: "), run("Typ hier", grey)) + line(control("", run("Jansen", grey)))
    styles = style("Grijs", "character", "").replace('"Grijs"/>', '"Placeholder Text"/>')
    draft = read(body, styles=styles)
    assert [text for _, text in texts(draft)] == ["Naam:", "Jansen"]
    assert draft.warnings == (PLACEHOLDER, "Het veld “Naam” is niet ingevuld.")


@pytest.mark.parametrize(
    ("checked", "shown"),
    [("", "☐"), ('<w14:checked w14:val="0"/>', "☐"), ('<w14:checked w14:val="1"/>', "☒")],
)
@pytest.mark.parametrize("content", ["", run("☑"), sign("Wingdings", "F0FE"), run("x") + run("y")])
def test_a_check_box_says_whether_it_is_ticked(checked: str, shown: str, content: str) -> None:
    box = control(f"<w14:checkbox {W14}>{checked}</w14:checkbox><w:showingPlcHdr/>", content)
    draft = read(line(box, run(" zorg in natura")))
    assert texts(draft) == [("paragraph", f"{shown} zorg in natura")]
    assert draft.warnings == ()


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F06F", "☐"),
        ("wingdings", "FE", "☒"),
        ("Wingdings", "F0FD", "☒"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0E0", "→"),
        ("Wingdings", "F04A", "☺"),
        ("Wingdings", "F08C", "❶"),
        ("Wingdings 2", "F052", "☒"),
        ("Wingdings 2", "F0A3", "☐"),
        ("Wingdings 3", "F022", "→"),
        ("Webdings", "F063", "☐"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F0A3", "≤"),
        ("Symbol", "F0B9", "≠"),
        ("Symbol", "F0B1", "±"),
        ("Symbol", "F0B7", "•"),
        ("Symbol", "F0AE", "→"),
        ("Symbol", "F0D6", "√"),
        ("Symbol", "F06D", "μ"),
        ("Symbol", "F0E5", "∑"),
        ("MS Gothic", "2612", "☒"),
        ("Segoe UI Symbol", "1F5F9", "🗹"),
        ("Wingdings", "F0B7", ""),
        ("Webdings", "F021", ""),
        ("Onbekend", "F0B3", ""),
        ("Symbol", "", ""),
        ("Arial", "D800", ""),
    ],
)
def test_a_sign_of_a_symbol_font_is_what_it_looks_like(font: str, code: str, shown: str) -> None:
    assert symbol(font, code) == shown


def test_a_sign_that_is_not_known_is_left_out_and_told() -> None:
    draft = read(line(run("Bel "), sign("Wingdings", "F0B7"), run("ons")))
    assert texts(draft) == [("paragraph", "Bel ons")]
    assert draft.warnings == (UNKNOWN,)


@pytest.mark.parametrize("inside", ["<w:object/>", "<w:pict><w:control/></w:pict>"])
def test_an_object_that_cannot_be_read_is_told(inside: str) -> None:
    draft = read(line(run("De formule is "), f"<w:r>{inside}</w:r>"))
    assert texts(draft) == [("paragraph", "De formule is")]
    assert draft.warnings == (OBJECT,)


def test_plain_letters_in_a_symbol_font_are_signs_too() -> None:
    styles = style("Vink", "character", '<w:rFonts w:ascii="Wingdings"/>')
    draft = read(
        line(run("þ", '<w:rStyle w:val="Vink"/>'), run(" pgb"))
        + line(run("\uf0a8", '<w:rFonts w:ascii="Wingdings"/>'), run(" natura \uf0b7 \uf0a8"))
        + line(run("³ 4 uur –", '<w:rFonts w:hAnsi="Symbol"/>'), run(" per week")),
        styles=styles,
    )
    shown = [text for _, text in texts(draft)]
    assert shown == ["☒ pgb", "☐ natura • ☐", "≥ 4 uur – per week".replace("uur", "υυρ")]


@pytest.mark.letters
@pytest.mark.skipif(not (SHARED / "faults").exists(), reason="the files are not here")
def test_files_that_lost_their_boxes_or_quoted_what_to_fill_in() -> None:
    boxes = read_letter(SHARED / "faults" / "d11_checkbox_sym.docx").text
    assert "☐ zorg in natura\n\n☒ persoonsgebonden budget" in boxes
    assert "De hulp is ≥ 4 uur per week." in boxes
    form = read_letter(SHARED / "faults" / "d10_placeholders.docx")
    assert "De ingangsdatum van de voorziening is:\n\nDe vergoeding" in form.text
    assert PLACEHOLDER in form.warnings
