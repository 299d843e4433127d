"""Word documents made here, part by part, and what is read from them."""

import io
import zipfile
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.formats import reader_for
from corpus.text.draft import Draft
from corpus.word.document import read_word

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this body; other parts by name, their root element included."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        document = f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        for name, root in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACE}>{root}</w:{name}>")
    return stream.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def read(body: str, **parts: str) -> Draft:
    return read_word(docx(body, **parts), Path("brief.docx"), reader_for)


def texts(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in draft.blocks]


def test_headings_by_style_by_outline_level_and_by_bold() -> None:
    styles = (
        '<w:style w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="Eigen"><w:name w:val="Eigen"/><w:basedOn w:val="Kop2"/></w:style>'
    )
    draft = read(
        paragraph("Inleiding", '<w:outlineLvl w:val="0"/>')
        + paragraph("Stand van zaken", '<w:pStyle w:val="Eigen"/>')
        + paragraph("Wachttijden", run="<w:b/>")
        + paragraph("De wachttijd daalt.", run="<w:b/>"),
        styles=styles,
    )
    assert [(block.kind, block.level) for block in draft.blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("paragraph", 0),
    ]


def test_numbers_of_a_list_are_those_that_word_prints() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1">'
        '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    first = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    second = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'
    draft = read(
        paragraph("een", first) + paragraph("deel", second) + paragraph("twee", first),
        numbering=numbering,
    )
    assert texts(draft) == [("item", "1. een"), ("item", "1a) deel"), ("item", "2. twee")]


def test_a_footnote_leaves_the_text_and_keeps_its_place() -> None:
    notes = f'<w:footnote w:id="2">{paragraph("Kamerstuk 29 538, nr. 361.")}</w:footnote>'
    body = (
        "<w:p><w:r><w:t>De wet werkt.</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> Nu wel.</w:t></w:r></w:p>'
    )
    text, note = read(body, footnotes=notes).blocks
    assert text.text == "De wet werkt. Nu wel."
    assert text.marks == ((13, "1"),)
    assert (note.kind, note.label, note.text) == ("note", "1", "Kamerstuk 29 538, nr. 361.")


def test_what_was_inserted_is_read_and_what_was_deleted_or_hidden_is_not() -> None:
    draft = read(
        "<w:p><w:r><w:t>Het kost </w:t></w:r><w:del><w:r><w:delText>19</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>21</w:t></w:r></w:ins><w:r><w:t> euro</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> of niets</w:t></w:r>"
        '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t> of meer</w:t></w:r></w:p>'
    )
    assert texts(draft) == [("paragraph", "Het kost 21 euro")]
    assert draft.warnings == ("Verborgen tekst in het bestand is niet meegelezen.",)


def test_a_table_is_read_row_by_row_and_a_frame_as_paragraphs() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    draft = read(table(("Jaar", "Bedrag"), ("2024", "€ 19")) + table(("Voorbeeld: Jan",)))
    assert texts(draft) == [
        ("row", "Jaar | Bedrag"),
        ("row", "2024 | € 19"),
        ("paragraph", "Voorbeeld: Jan"),
    ]


def test_a_page_break_counts_once_however_word_notes_it() -> None:
    draft = read(
        paragraph("een")
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>twee</w:t></w:r></w:p>"
        + "<w:p><w:r><w:t>nog </w:t><w:lastRenderedPageBreak/><w:t>drie</w:t></w:r></w:p>"
    )
    assert [block.breaks for block in draft.blocks] == [(0,), (0,), (4,)]
    assert draft.page_labels == ("1", "2", "3")


def test_without_page_breaks_there_are_no_pages() -> None:
    assert read(paragraph("een")).page_labels == ()


def test_text_boxes_and_the_head_of_the_first_page_are_read() -> None:
    box = (
        '<w:p><w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>'
        f"{paragraph('Kenmerk 123')}</w:txbxContent></v:textbox></w:pict></w:r>"
        "<w:r><w:t>Geachte raad,</w:t></w:r></w:p>"
    )
    assert texts(read(box)) == [("paragraph", "Geachte raad,"), ("paragraph", "Kenmerk 123")]


def test_a_table_of_contents_is_not_text() -> None:
    styles = '<w:style w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>'
    draft = read(paragraph("1 Inleiding 3", '<w:pStyle w:val="Inhopg1"/>'), styles=styles)
    assert draft.blocks == ()


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE w [<!ENTITY a "b">]><w:document xmlns:w="x">&a;</w:document>',
        "<w:document",
        "<leeg/>",
    ],
)
def test_unsafe_or_damaged_xml_is_refused(document: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", document)
    with pytest.raises(UnreadableFile):
        read_word(stream.getvalue(), Path("brief.docx"), reader_for)
