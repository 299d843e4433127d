"""Kinds of faults in other formats: what is left out of the text, and told (``test_faults.py``)."""

from __future__ import annotations

import pytest
import test_corpus_webpage as webpage
import test_corpus_word as word
from test_faults import DRAWN, PAID, Read, mail, markdown, odt

from corpus.office.symbol_fonts import UNKNOWN
from corpus.text.block_writer import FIELDS, PLACEHOLDER, STRUCK, WATERMARK
from corpus.text.draft import assemble

VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
MARK = "PowerPlusWaterMarkObject357"
TURNED = "position: fixed; transform: rotate(-45deg); opacity: .2"
SAID = "Niet meegelezen: besluit.pdf. Voeg toe wat bij de brief hoort, bijvoorbeeld als PDF."


@pytest.mark.parametrize(
    ("read", "source", "right", "warning"),
    [
        pytest.param(mail, "<p>U betaalt <s>19</s> 21 euro.</p>", "U betaalt 21 euro.", STRUCK,
                     id="crossed out in mail"),
        pytest.param(markdown, "U betaalt ~~19~~ <del class=oud>20</del> 21 euro.\n\n"
                     "~~~\n2 ~ 3\n\n~~~", "U betaalt 21 euro.\n\n~~~ 2 ~ 3\n\n~~~", STRUCK,
                     id="crossed out in Markdown"),
        pytest.param(mail, "<p>Zie het besluit.</p><iframe src=besluit.pdf></iframe>",
                     "Zie het besluit.", SAID, id="another part in mail"),
        pytest.param(webpage.read, "<p>Toegekend: <input value='1.750 km' readonly></p>",
                     "Toegekend:", FIELDS, id="a filled-in field"),
        pytest.param(webpage.read, "<p><input type=checkbox checked> budget</p>", "budget", FIELDS,
                     id="a ticked box"),
        pytest.param(mail, "<p>Besluit:</p><textarea>12 uur</textarea>", "Besluit:", FIELDS,
                     id="a filled-in box in mail"),
        pytest.param(webpage.read, "<p><font face=Wingdings>&#37;</font> let op</p>", "let op",
                     UNKNOWN, id="an unknown symbol in a page"),
        pytest.param(odt, '<text:p><text:span text:style-name="W">%</text:span> let op</text:p>',
                     "let op", UNKNOWN, id="an unknown symbol in OpenDocument"),
        pytest.param(word.read, PAID + f'<w:p><w:r><w:pict><v:shape {VML} id="{MARK}">'
                     '<v:textpath string="CONCEPT"/></v:shape></w:pict></w:r></w:p>',
                     "De zorgverzekeraar betaalt.", WATERMARK.format("CONCEPT"),
                     id="a watermark in Word"),
        pytest.param(word.read, PAID + "<w:p><w:r>"
                     + DRAWN % f'<wp:docPr name="{MARK}"/>' + "</w:r></w:p>",
                     "De zorgverzekeraar betaalt.", WATERMARK.format("CONCEPT"),
                     id="a watermark in Word as others write it"),
        pytest.param(odt, "<text:p>De zorg<draw:custom-shape draw:name='" + MARK + "'><text:p>"
                     "CONCEPT</text:p></draw:custom-shape>verzekeraar betaalt.</text:p>",
                     "De zorgverzekeraar betaalt.", WATERMARK.format("CONCEPT"),
                     id="a watermark in OpenDocument"),
        pytest.param(webpage.read, f'<p>De zorg<span style="{TURNED}">CONCEPT</span>verzekeraar '
                     'betaalt.</p><p style="transform: rotate(90deg)">Op zijn kant</p>',
                     "De zorgverzekeraar betaalt.\n\nOp zijn kant", WATERMARK.format("CONCEPT"),
                     id="a watermark in a page"),
        pytest.param(webpage.read, "<p>Vanaf: <span class=MsoPlaceholderText>Kies een datum.</span>"
                     "</p>", "Vanaf:", PLACEHOLDER, id="a placeholder in a page"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_told(read: Read, source: str, right: str, warning: str) -> None:
    draft = read(source)
    assert assemble(draft.blocks).text == right
    assert draft.warnings == (warning,)


def test_fields_of_a_site_and_empty_fields_are_not_told() -> None:
    page = (
        "<header><input value=Zoek></header><form role=search><input value=wmo></form>"
        "<p>Vanaf: <input placeholder='Kies een datum'> <select><option>Kies een item</select></p>"
    )
    draft = webpage.read(page)
    assert (assemble(draft.blocks).text, draft.warnings) == ("Vanaf:", ())
