"""What a page writes above or below its line keeps its meaning in one line."""

import pytest
from test_corpus_webpage import read, texts


def text(source: str) -> str:
    return " / ".join(text for _, text in texts(read(f"<p>{source}</p>")))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("een kamer van 12 m<sup>2</sup> of meer", "een kamer van 12 m² of meer"),
        ("10<sup>3</sup> en 10<sup>-3</sup>", "10³ en 10⁻³"),
        ("10<sup>1,5</sup>", "10¹,⁵"),
        ("minder CO<sub>2</sub> in <b>CO</b><sub>2</sub>", "minder CO₂ in CO₂"),
        ("<sup>1</sup>&frasl;<sub>2</sub> uur", "½ uur"),
        ("1<sup>1</sup>/<sub>2</sub> uur", "1½ uur"),
        ("2<sup>3</sup>&#8260;<sub>7</sub> deel", "2 3/7 deel"),
        ("de 1<sup>e</sup> en 2<sup>de</sup> keer", "de 1e en 2de keer"),
        ("in 2023<sup>3</sup> en later", "in 2023³ en later"),
        ("m<span style='vertical-align:super'>2</span>", "m²"),
        ("<span class=laag>a</span> H<span class=laag>2</span>O", "a H₂O"),
        ("k<sub>max</sub> en <sup>2</sup>", "kmax en 2"),
    ],
)
def test_raised_and_lowered_numbers(source: str, expected: str) -> None:
    assert text(f"<style>.laag {{ vertical-align: sub }}</style>{source}") == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("<mn>2</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>", "2½"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>12</mn></mfrac>", "(a + b)/12"),
        ("<mi>E</mi><mo>=</mo><mi>m</mi><mo>&#8290;</mo><msup><mi>c</mi><mn>2</mn></msup>",
         "E = mc²"),
        ("<semantics><mrow><msqrt><mn>9</mn></msqrt></mrow><annotation>\\sqrt 9</annotation>"
         "</semantics>", "√9"),
        ("<msub><mi>x</mi><mn>1</mn></msub><mo>≤</mo><mo>-</mo><mn>5</mn>", "x₁ ≤ -5"),
    ],
)  # fmt: skip
def test_formulas(formula: str, expected: str) -> None:
    assert text(f"U krijgt <math>{formula}</math> per week.") == f"U krijgt {expected} per week."


def test_a_marker_of_a_note_is_no_power() -> None:
    draft = read(
        '<body><p>De wet van 2015<sup><a id="r1" href="#n1">1</a></sup> geldt vanaf '
        '9 m<sup>2</sup>.<sup><a href="#weg">2</a></sup></p><p id="n1"><sup>1</sup> Een kamer van '
        "4 m<sup>2</sup>.</p></body>"
    )
    text, note = draft.blocks
    assert (text.text, text.marks) == ("De wet van 2015 geldt vanaf 9 m².²", ((15, "1"),))
    assert (note.label, note.text) == ("1", "Een kamer van 4 m².")


def test_a_table_keeps_them() -> None:
    draft = read("<table><tr><th>Maat<th>m<sup>2</sup><tr><td>CO<sub>2</sub><td>4</table>")
    assert texts(draft) == [("row", "Maat | m²"), ("row", "CO₂ | 4")]


def test_a_formula_in_a_formula_without_end_is_read_quickly() -> None:
    assert text("<math>" + "<mrow>" * 150 + "x").strip() == "x"


def test_a_marker_that_is_hidden_is_no_marker() -> None:
    draft = read("<p>Zichtbaar <a href=#n hidden><sup>1</sup></a></p><p id=n>Einde.</p>")
    assert texts(draft) == [("paragraph", "Zichtbaar"), ("paragraph", "Einde.")]
