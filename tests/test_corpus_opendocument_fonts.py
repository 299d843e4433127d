"""Fonts of OpenDocument texts: which one words have, by a name declared or by its family."""

import pytest
from test_corpus_opendocument import read, styled, texts

NAMED, FAMILY = 'style:font-name="Symbol"', 'fo:font-family="Arial"'
SIGNS = "fo:font-family=\"'Wingdings 2', Symbol\""
FACE = '<style:font-face style:name="W2" svg:font-family="\'Wingdings 2\', Symbol"/>'


@pytest.mark.parametrize(
    ("paragraph", "parent", "own", "shown"),
    [
        (NAMED, "", FAMILY, "R"),
        ("", NAMED, FAMILY, "R"),
        (FAMILY, "", NAMED, "Ρ"),
        ("", FAMILY, NAMED, "Ρ"),
        (FAMILY, NAMED, "", "Ρ"),
        ("", "", SIGNS, "☒"),
        ("", "", 'style:font-name="W2"', "☒"),
    ],
)
def test_the_nearest_font_counts(paragraph: str, parent: str, own: str, shown: str) -> None:
    styles = (
        FACE
        + styled("P", "paragraph", paragraph)
        + styled("T", "text", own, "Parent")
        + styled("Parent", "text", parent)
    )
    span = '<text:p text:style-name="P"><text:span text:style-name="T">R</text:span></text:p>'
    assert texts(read(span, styles)) == [shown]
