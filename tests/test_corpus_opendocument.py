"""OpenDocument texts made here and what is read from them."""

import io
import zipfile
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.opendocument.document import read_opendocument
from corpus.text.block_writer import HIDDEN, PLACEHOLDER, STRUCK
from corpus.text.draft import Draft

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{OASIS}{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


def zipped(body: str, styles: str = "", parts: dict[str, str] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
        for name, root in (parts or {}).items():
            archive.writestr(name, root)
    return stream.getvalue()


def read(body: str, styles: str = "", parts: dict[str, str] | None = None) -> Draft:
    return read_opendocument(zipped(body, styles, parts), Path("brief.odt"))


def styled(name: str, family: str, properties: str, parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" '
        f'style:parent-style-name="{parent}"><style:text-properties {properties}/></style:style>'
    )


def paged(*pages: str) -> str:
    own = styled("P1", "paragraph", 'fo:color="#000000"')
    return (
        f"<office:document-styles {NAMESPACES}><office:automatic-styles>{own}"
        "</office:automatic-styles>"
        f"<office:master-styles>{''.join(pages)}</office:master-styles></office:document-styles>"
    )


def texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks]


def test_headings_paragraphs_items_and_rows() -> None:
    draft = read(
        '<text:h text:outline-level="2">Inleiding</text:h><text:p>De <text:span>wet</text:span>'
        "<text:s/>werkt.</text:p><text:list><text:list-item><text:p>een</text:p></text:list-item>"
        "</text:list><table:table><table:table-row><table:table-cell><text:p>Jaar</text:p>"
        "</table:table-cell><table:table-cell><text:p>2024</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    assert [(block.kind, block.text) for block in draft.blocks] == [
        ("heading", "Inleiding"),
        ("paragraph", "De wet werkt."),
        ("item", "een"),
        ("row", "Jaar | 2024"),
    ]


def test_a_note_and_a_page_break() -> None:
    draft = read(
        "<text:p>Eerst.<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Zie de wet.</text:p></text:note-body></text:note></text:p>"
        "<text:p>Een <text:soft-page-break/>twee.</text:p>"
    )
    first, note, second = draft.blocks
    assert first.marks == ((6, "1"),)
    assert (note.kind, note.text) == ("note", "Zie de wet.")
    assert (first.breaks, second.breaks) == ((0,), (4,))
    assert draft.page_labels == ("1", "2")


def test_deleted_and_hidden_text_is_left_out() -> None:
    style = styled("weg", "text", 'text:display="none"')
    draft = read(
        "<text:tracked-changes><text:p>oud</text:p></text:tracked-changes>"
        '<text:p>Nieuw<text:span text:style-name="weg"> geheim</text:span></text:p>',
        style,
    )
    assert [block.text for block in draft.blocks] == ["Nieuw"]
    assert draft.warnings


def test_another_kind_of_document_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<blad/>")
    with pytest.raises(UnreadableFile, match="geen tekstdocument"):
        read_opendocument(stream.getvalue(), Path("blad.ods"))


STRIKE = 'style:text-line-through-style="solid"'


def test_crossed_out_text_is_left_out_also_by_styles_that_inherit_it() -> None:
    draft = read(
        '<text:p>De <text:span text:style-name="T2">gemeente betaalt.</text:span></text:p>'
        '<text:p text:style-name="P1">De provincie betaalt.</text:p>'
        '<text:p text:style-name="P2">U betaalt <text:span text:style-name="T1">19 euro</text:span>'
        " 21 euro.</text:p>",
        styled("weg", "text", STRIKE)
        + styled("T1", "text", 'fo:color="#000000"', parent="weg")
        + styled("T2", "text", 'style:text-line-through-style="none"')
        + f'<style:default-style style:family="paragraph"><style:text-properties {STRIKE}/>'
        "</style:default-style>"
        + styled("Standard", "paragraph", 'style:text-line-through-style="none"')
        + styled("P2", "paragraph", 'fo:color="#000000"', parent="Standard")
        + styled("P1", "paragraph", 'style:text-line-through-type="double"'),
    )
    assert texts(draft) == ["gemeente betaalt.", "U betaalt 21 euro."]
    assert draft.warnings == (STRUCK,)


def test_a_note_to_crossed_out_words_goes_with_them() -> None:
    draft = read(
        '<text:p>Een traplift kost <text:span text:style-name="T1">19 euro<text:note>'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>Oud.</text:p>"
        "</text:note-body></text:note></text:span> 21 euro.</text:p>",
        styled("T1", "text", STRIKE),
    )
    assert texts(draft) == ["Een traplift kost 21 euro."]
    assert draft.warnings == (STRUCK,)


def test_text_hidden_by_its_paragraph_its_section_or_a_parent_style_is_left_out() -> None:
    hidden = styled("Geheim", "paragraph", 'text:display="none"')
    draft = read(
        '<text:p text:style-name="P1">999 euro</text:p>'
        '<text:section text:name="S" text:display="none"><text:p>998 euro</text:p></text:section>'
        '<text:section text:name="C" text:display="condition" text:condition="x" '
        'text:is-hidden="true"><text:p>997 euro</text:p></text:section>'
        '<text:section text:name="Z" text:display="condition" text:condition="x">'
        "<text:p>De vergoeding is 400 euro.</text:p></text:section>"
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>996 euro</text:p>'
        '<text:p><text:hidden-paragraph text:is-hidden="false"/>Dit geldt vanaf nu.</text:p>',
        hidden + styled("P1", "paragraph", 'fo:color="#000000"', parent="Geheim"),
    )
    assert texts(draft) == ["De vergoeding is 400 euro.", "Dit geldt vanaf nu."]
    assert draft.warnings == (HIDDEN,)


def test_a_field_gives_what_it_shows() -> None:
    draft = read(
        '<text:p>U betaalt <text:conditional-text text:string-value-if-true="niets" '
        'text:string-value-if-false="19 euro" text:current-value="false">19 euro'
        '</text:conditional-text><text:hidden-text text:string-value="999" text:is-hidden="true">'
        '999</text:hidden-text><text:hidden-text text:string-value=" per maand"> per maand'
        "</text:hidden-text>.</text:p><text:p>Ingang: <text:placeholder "
        'text:placeholder-type="text">&lt;Kies een datum&gt;</text:placeholder>1 mei</text:p>'
    )
    assert texts(draft) == ["U betaalt 19 euro per maand.", "Ingang: 1 mei"]
    assert draft.warnings == (HIDDEN, PLACEHOLDER)


def test_raised_and_lowered_numbers() -> None:
    draft = read(
        '<text:p>50 m<text:span text:style-name="hoog">2</text:span>, CO<text:span text:style-name='
        '"laag">2</text:span>, 10<text:span text:style-name="procent">-3</text:span> en de 1'
        '<text:span text:style-name="hoog">e</text:span> keer</text:p>',
        styled("hoog", "text", 'style:text-position="super 58%"')
        + styled("laag", "text", 'style:text-position="sub 58%"')
        + styled("procent", "text", 'style:text-position="33% 58%"'),
    )
    assert texts(draft) == ["50 m², CO₂, 10⁻³ en de 1e keer"]


def test_the_words_of_a_shape_are_paragraphs_behind_the_one_that_it_hangs_on() -> None:
    draft = read(
        "<text:p>Voor<draw:custom-shape><svg:title>kader</svg:title><text:p>In het kader."
        "</text:p></draw:custom-shape> en na.</text:p>"
    )
    assert texts(draft) == ["Voor en na.", "In het kader."]


def test_what_is_not_read_is_named() -> None:
    draft = read(
        "<text:p>Zie<office:annotation><text:p>klopt dit?</text:p></office:annotation> de tabel."
        '<draw:frame draw:name="Object1"><draw:object xlink:href="./Object 1"/></draw:frame>'
        '<draw:frame><svg:title>Tarieven 2024</svg:title><draw:object xlink:href="./Object 2"/>'
        '</draw:frame><draw:frame draw:name="Bijlage"><draw:object-ole xlink:href="./Object 3"/>'
        '</draw:frame></text:p><text:p>Naam: <draw:control draw:control="control1"/></text:p>',
        parts={
            "Object 1/content.xml": '<math xmlns="http://www.w3.org/1998/Math/MathML"/>',
            "Object 2/content.xml": f"<office:document-content {NAMESPACES}><office:body>"
            "<office:spreadsheet/></office:body></office:document-content>",
        },
    )
    assert texts(draft) == ["Zie de tabel.", "Naam:"]
    assert draft.warnings == (
        "Opmerkingen in de kantlijn zijn niet meegelezen.",
        "Formuliervelden in het bestand zijn niet meegelezen.",
        "Ingevoegde objecten zijn niet meegelezen: formule (Object1), rekenblad (Tarieven 2024), "
        "ander bestand (Bijlage).",
    )


def test_the_head_of_the_first_page_is_read_with_its_own_styles() -> None:
    standard = (
        '<style:master-page style:name="Standard"><style:header><text:p>Vervolgblad</text:p>'
        "</style:header></style:master-page>"
    )
    first = (
        '<style:master-page style:name="Eerste"><style:header><text:p text:style-name="P1">'
        "Gemeente Voorbeeldstad</text:p></style:header></style:master-page>"
    )
    body = (
        '<text:p text:style-name="P2">Geachte heer,</text:p>'
        '<text:p text:style-name="P1">Weg</text:p>'
    )
    begins = (
        '<style:style style:name="P2" style:family="paragraph" style:master-page-name="Eerste"/>'
    )
    draft = read(
        body,
        begins + styled("P1", "paragraph", 'text:display="none"'),
        parts={"styles.xml": paged(standard, first)},
    )
    assert texts(draft) == ["Gemeente Voorbeeldstad", "Geachte heer,"]
    unseen = paged(standard.replace("<style:header>", '<style:header style:display="false">'))
    assert texts(read("<text:p>Ja.</text:p>", parts={"styles.xml": unseen})) == ["Ja."]
