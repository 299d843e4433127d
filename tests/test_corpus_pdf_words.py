"""Words that a PDF sets apart are put together, and those that stand apart are left so."""

from collections import Counter

import pytest

from corpus.pdf.drawing.words import mended, words_of
from corpus.pdf.line import Line


def line(text: str) -> Line:
    return Line(text, 80, 700, 10, bold=False, italic=False)


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("de veran twoordelijke minister", "", "de verantwoordelijke minister"),
        ("een struc -", "tureel karakter", "een struc-"),
        ("in het regeer -", "programma staat", "in het regeer -"),
        ("hij heeft zicht te houden per se", "", "hij heeft zicht te houden per se"),
        ("de zorg -", "zoals bedoeld", "de zorg -"),
    ],
)
def test_the_dictionary_judges(above: str, below: str, expected: str) -> None:
    assert mended([line(above), line(below)], Counter())[0].text == expected


def test_a_word_that_the_letter_uses_itself_counts_too() -> None:
    lines = [line("in het regeer -"), line("programma; het regeerprogramma")]
    assert mended(lines, words_of([lines]))[0].text == "in het regeer-"
