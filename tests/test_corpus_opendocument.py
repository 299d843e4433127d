"""OpenDocument texts made here and what is read from them."""

import io
import zipfile
from pathlib import Path

import pytest

from corpus.draft import Draft
from corpus.errors import UnreadableFile
from corpus.opendocument import read_opendocument

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{OASIS}{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip


def read(body: str, styles: str = "") -> Draft:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
    return read_opendocument(stream.getvalue(), Path("brief.odt"))


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
    style = (
        '<style:style style:name="weg"><style:text-properties text:display="none"/></style:style>'
    )
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
