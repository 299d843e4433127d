"""Character references stand for the character that a browser shows, whatever their form."""

import pytest
from test_corpus_webpage import read

from corpus.plain.markdown import blocks_from_markdown
from corpus.text.character_references import read_numeric, unescape


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&#8364; 21,00", "€ 21,00"),
        ("&#8364 21,00", "€ 21,00"),
        ("&#x20AC; 900", "€ 900"),
        ("&#X20ac 900", "€ 900"),
        ("&#128; 5 &#150; &#146;", "€ 5 – ’"),
        ("co&#246;peratie pati&#xEB;nt &#233;&#233;n", "coöperatie patiënt één"),
        ("be&#x2;sl&#1uit&#0;", "besluit"),
        ("a&#xD800;b&#xFFFE;c&#1114112;d", "abcd"),
        (f"a&#{'9' * 5000};b", "ab"),
        ("kleiner &#60;b&#62; &#38;amp;", "kleiner &#60;b&#62; &#38;amp;"),
    ],
)
def test_only_control_characters_go(source: str, text: str) -> None:
    assert read_numeric(source) == text


def test_a_page_and_a_markdown_text_read_them_alike() -> None:
    source = "De co&#246;peratie krijgt &#8364; 21,00 en &eacute;&#xE9;n &#60; &#x2;twee."
    expected = "De coöperatie krijgt € 21,00 en één < twee."
    assert [block.text for block in read(f"<p>{source}</p>").blocks] == [expected]
    assert [block.text for block in blocks_from_markdown(source)] == [expected]


def test_a_number_without_end_does_not_stop_a_text() -> None:
    assert unescape(f"De wet &#{'1' * 5000}; werkt &euro; 5.") == "De wet  werkt € 5."
