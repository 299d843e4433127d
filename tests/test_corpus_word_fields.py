"""Fields in Word documents: the result is text, instructions and other branches are not."""

import pytest
from conftest import SHARED
from test_corpus_word import read, texts
from test_corpus_word_looks import line, run

from corpus.reading import read_letter


def mark(kind: str, more: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{more}</w:fldChar></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(instruction: str, result: str) -> str:
    return mark("begin") + instruction + mark("separate") + result + mark("end")


CONDITION = field(
    code(" IF ")
    + field(code(" MERGEFIELD Leeftijd "), run("67"))
    + code(' &gt; 65 "')
    + run("U betaalt niets.")
    + code('" "')
    + run("U betaalt 21 euro.")
    + code('" '),
    run("U betaalt niets."),
)


def test_of_a_condition_only_the_branch_that_was_chosen_is_text() -> None:
    draft = read(line(run("Voor de regiotaxi: "), CONDITION, run(" Dit geldt nu.")))
    assert texts(draft) == [("paragraph", "Voor de regiotaxi: U betaalt niets. Dit geldt nu.")]


def test_a_condition_may_run_over_paragraphs_and_around_a_table() -> None:
    table = f"<w:tbl><w:tr><w:tc>{line(run('cel'))}</w:tc></w:tr></w:tbl>"
    draft = read(
        line(run("Begin. "), mark("begin"), code(' IF 1 = 2 "'), run("niet"))
        + table
        + line(run("ook niet"), code('" "'))
        + line(run("evenmin"), code('"'), mark("separate"), run("Wel."))
        + line(run("Ook wel."), mark("end"), run(" Einde."))
    )
    assert [text for _, text in texts(draft)] == ["Begin.", "Wel.", "Ook wel. Einde."]


@pytest.mark.parametrize("last", ["", mark("separate")])
def test_a_field_without_an_end_loses_nothing_of_the_rest(last: str) -> None:
    draft = read(
        line(run("Een. "), mark("begin"), code(" DATE "), last, run("Twee. "), CONDITION)
        + line(run("Drie."))
        + line(mark("end"), run("Vier."))
    )
    shown = " ".join(text for _, text in texts(draft))
    assert "Een." in shown
    assert "Drie." in shown and "Vier." in shown
    assert "21 euro" not in shown


def test_a_field_that_begins_in_one_cell_does_not_end_in_another() -> None:
    cells = (line(mark("begin"), run("links")), line(run("rechts"), mark("end")))
    row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    assert texts(read(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>")) == [("row", "links | rechts")]


def test_a_simple_field_gives_its_content_and_a_merge_field_its_name() -> None:
    simple = f'<w:fldSimple w:instr=" MERGEFIELD Naam ">{run("mevrouw Jansen")}</w:fldSimple>'
    draft = read(line(run("Geachte "), simple, run(" en "), field(code("X"), run("«naam»"))))
    assert texts(draft) == [("paragraph", "Geachte mevrouw Jansen en «naam»")]


def form(data: str, name: str) -> str:
    return mark("begin", f"<w:ffData>{data}</w:ffData>") + code(f" {name} ") + mark("end")


def test_a_check_box_of_a_form_shows_whether_it_is_ticked() -> None:
    boxes = {
        "<w:checkBox><w:default w:val='0'/></w:checkBox>": "☐",
        "<w:checkBox><w:default w:val='1'/></w:checkBox>": "☒",
        "<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>": "☒",
        "<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>": "☐",
    }
    draft = read(
        "".join(line(form(data, "FORMCHECKBOX"), run(" zorg in natura")) for data in boxes)
    )
    assert [text for _, text in texts(draft)] == [
        f"{sign} zorg in natura" for sign in boxes.values()
    ]


def test_a_list_of_a_form_shows_what_was_chosen() -> None:
    entries = '<w:listEntry w:val="beschikking"/><w:listEntry w:val="pgb"/>'
    chosen = form(f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>', "FORMDROPDOWN")
    first = form(f"<w:ddList>{entries}</w:ddList>", "FORMDROPDOWN")
    draft = read(line(run("Vorm: "), chosen) + line(run("Soort: "), first))
    assert [text for _, text in texts(draft)] == ["Vorm: pgb", "Soort: beschikking"]


@pytest.mark.parametrize("wrong", ["²", "9" * 5_000, "-1", "7", "x"])
def test_a_choice_that_the_list_does_not_hold_shows_nothing(wrong: str) -> None:
    entries = '<w:listEntry w:val="beschikking"/><w:listEntry w:val="pgb"/>'
    chosen = form(f'<w:ddList><w:result w:val="{wrong}"/>{entries}</w:ddList>', "FORMDROPDOWN")
    size = f'<w:sz w:val="{wrong}"/><w:position w:val="{wrong}"/>'
    assert texts(read(line(run("Vorm: 1", size), chosen))) == [("paragraph", "Vorm: 1")]


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        (r"EQ \f(1;2)", "½"),
        (r"EQ \f(1,2)", "½"),
        (r"eq 3\f(3;7)", "3 3/7"),
        (r"EQ \f(uren per week;7)", "(uren per week)/7"),
        (r"EQ \f(1,5;\r(2))", "1,5/√2"),
        (r"EQ m\s\up8(2)", "m²"),
        (r"EQ \b\bc\[(\r(3;x))", "(³√x)"),
        (r"EQ \f(1", "1"),
        ("EQ " + r"\b(" * 400, "(" * 20 + "b(" * 380 + ")" * 20),
        (r"SYMBOL 254 \f Wingdings \s 11", "☒"),
        (r"SYMBOL 0254 \f Wingdings", "☒"),
        (r'SYMBOL 0xB3 \f "Symbol"', "≥"),
    ],
)
def test_an_equation_or_symbol_field_shows_what_its_instruction_says(
    instruction: str, shown: str
) -> None:
    body = mark("begin") + code(f" {instruction} ") + mark("end")
    simple = f"<w:fldSimple w:instr='{instruction}'/>"
    draft = read(line(run("["), body, run("]")) + line(run("["), simple, run("]")))
    assert [text for _, text in texts(draft)] == [f"[{shown}]"] * 2


def test_ten_thousand_fields_in_one_another_are_read_in_time() -> None:
    deep = 10_000
    inside = mark("begin") * deep + run("binnen") + mark("end") * deep
    results = (mark("begin") + mark("separate")) * deep + mark("end") * deep
    assert texts(read(line(inside, results, run("buiten")))) == [("paragraph", "buiten")]


@pytest.mark.letters
@pytest.mark.skipif(not (SHARED / "faults").exists(), reason="the files are not here")
def test_a_file_that_said_both_branches() -> None:
    text = read_letter(SHARED / "faults" / "d06_if_field.docx").text
    assert "geldt het volgende. U hoeft geen eigen bijdrage te betalen.\n" in text
    assert "21 euro" not in text
    assert text.count("U hoeft geen") == 1
