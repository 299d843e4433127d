"""Fractions, powers and formulas of Word documents in one line."""

import pytest
from conftest import SHARED
from test_corpus_word import read, texts
from test_corpus_word_looks import line, run, style

from corpus.reading import read_letter
from corpus.text.block_writer import STRUCK

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def formula(content: str) -> str:
    return f'<m:oMath xmlns:m="{MATH}">{content}</m:oMath>'


def m(name: str, content: str) -> str:
    return f"<m:{name}>{content}</m:{name}>"


def t(text: str) -> str:
    return m("r", m("t", text))


def over(above: str, below: str, more: str = "") -> str:
    return m("f", more + m("num", above) + m("den", below))


SQUARE = m("sSup", m("e", t("m")) + m("sup", t("2")))


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (over(t("1"), t("2")), "½"),
        (over(t("3"), t("7")), "3/7"),
        (t("1") + over(t("3"), t("4")), "1¾"),
        (t("1") + over(t("3"), t("7")), "1 3/7"),
        (over(t("a+b"), t("2")), "(a+b)/2"),
        (over(t("uren per week"), t("7 dagen")), "(uren per week)/(7 dagen)"),
        (over(over(t("1"), t("2")), t("3")), "½/3"),
        (over(t("4"), t("2"), '<m:fPr><m:type m:val="noBar"/></m:fPr>'), "(4 2)"),
        (t("10 ") + SQUARE, "10 m²"),
        (m("sSup", m("e", t("10")) + m("sup", t("−3"))), "10⁻³"),
        (m("sSup", m("e", t("a+b")) + m("sup", t("2n"))), "(a+b)^(2n)"),
        (m("sSub", m("e", t("x")) + m("sub", t("1"))), "x₁"),
        (m("sSubSup", m("e", t("x")) + m("sub", t("i")) + m("sup", t("2"))), "x_i²"),
        (m("rad", m("radPr", '<m:degHide m:val="1"/>') + m("deg", "") + m("e", t("9"))), "√9"),
        (m("rad", m("deg", t("3")) + m("e", t("x+1"))), "³√(x+1)"),
        (m("d", m("e", t("a") + over(t("1"), t("3")))), "(a⅓)"),
        (
            m("nary", '<m:naryPr><m:chr m:val="∑"/></m:naryPr>' + m("sub", t("i=1")))
            .replace("</m:nary>", m("sup", t("n")) + m("e", t("x")) + "</m:nary>"),
            "∑_(i=1)^n x",
        ),
        (m("func", m("fName", t("max")) + m("e", t("x"))), "max x"),
        (m("m", m("mr", m("e", t("1")) + m("e", t("2"))) + m("mr", m("e", t("3")))), "1, 2; 3"),
        (t("a") + m("phant", '<m:phantPr><m:show m:val="0"/></m:phantPr>' + m("e", t("b"))), "a"),
    ],
)  # fmt: skip
def test_a_formula_is_read_in_one_line(content: str, shown: str) -> None:
    draft = read(line(run("Dat is "), formula(content), run(" uur.")))
    assert texts(draft) == [("paragraph", f"Dat is {shown} uur.")]


def test_a_whole_number_before_a_fraction_stays_apart_from_it() -> None:
    draft = read(line(run("Dat is 2"), formula(over(t("3"), t("7"))), run(" uur.")))
    assert texts(draft) == [("paragraph", "Dat is 2 3/7 uur.")]


def test_formulas_below_one_another_are_lines() -> None:
    below = f'<m:oMathPara xmlns:m="{MATH}">{formula(t("a=1"))}{formula(t("b=2"))}</m:oMathPara>'
    assert texts(read(line(below))) == [("paragraph", "a=1\nb=2")]


def test_what_is_crossed_out_in_a_formula_is_left_out_and_told() -> None:
    box = m("borderBox", '<m:borderBoxPr><m:strikeH m:val="1"/></m:borderBoxPr>' + m("e", t("19")))
    struck = m("r", "<w:rPr><w:strike/></w:rPr>" + m("t", "20"))
    draft = read(line(formula(box + struck + t("21"))))
    assert texts(draft) == [("paragraph", "21")]
    assert draft.warnings == (STRUCK,)


UP, DOWN = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


@pytest.mark.parametrize(
    ("before", "shift", "text", "shown"),
    [
        ("10 m", UP, "2", "10 m²"),
        ("10", UP, "5", "10⁵"),
        ("10", UP, "-3 ", "10⁻³"),
        ("de wet.", UP, "1,2", "de wet.¹,²"),
        ("10 m", '<w:rStyle w:val="Hoog"/>', "2", "10 m²"),
        ("10 m", '<w:position w:val="6"/>', "2", "10 m²"),
        ("10 m", '<w:position w:val="1"/>', "2", "10 m2"),
        ("10", '<w:position w:val="-6"/>', "2", "10₂"),
        ("1/", DOWN, "2", "1/₂"),
        ("CO", DOWN, "2", "CO2"),
        ("de 1", UP, "e", "de 1e"),
        ("Zie ", UP, "verhoogde woorden 2", "Zie verhoogde woorden 2"),
    ],
)
def test_a_raised_number_is_not_one_with_what_stands_before_it(
    before: str, shift: str, text: str, shown: str
) -> None:
    draft = read(line(run(before), run(text, shift)), styles=style("Hoog", "character", UP))
    assert texts(draft) == [("paragraph", shown)]


@pytest.mark.letters
@pytest.mark.skipif(not (SHARED / "faults").exists(), reason="the files are not here")
def test_a_file_that_said_twelve_for_a_half() -> None:
    text = read_letter(SHARED / "faults" / "d24_fraction.docx").text
    assert "U krijgt per week ½ uur begeleiding." in text
    assert "De oppervlakte is 10 m²." in text
    assert "Dit geldt tot 10⁵ keer." in text
