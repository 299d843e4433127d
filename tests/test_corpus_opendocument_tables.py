"""Tables and text boxes in others, in OpenDocument texts."""

from __future__ import annotations

import pytest
from test_corpus_opendocument import read, styled, texts

from corpus.text.block_writer import HIDDEN


def paragraph(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def table(*cells: str, attributes: str = "") -> str:
    written = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table><table:table-row {attributes}>{written}</table:table-row></table:table>"


def test_a_table_in_a_cell_is_written_once() -> None:
    inner = table(paragraph("Hulp"), paragraph("3 uur"))
    draft = read(table(paragraph("Wij besluiten:") + inner, paragraph("Met groet,")))
    assert texts(draft) == ["Wij besluiten:", "Hulp | 3 uur", "Met groet,"]


def test_tables_in_one_another_are_written_once_however_deep() -> None:
    body = paragraph("Wij besluiten.")
    for _ in range(50):
        body = table(body)
    assert texts(read(body)) == ["Wij besluiten."]


def test_a_page_that_begins_between_the_rows_of_a_frame_begins_there() -> None:
    body = table(paragraph("Deel 1")) + table(paragraph("Deel 2"))
    body = body.replace("</table:table><table:table>", "<text:soft-page-break/>")
    assert [(block.text, block.breaks) for block in read(body).blocks] == [
        ("Deel 1", (0,)),
        ("Deel 2", (0,)),
    ]


def test_a_row_of_a_frame_that_is_repeated_is_written_once() -> None:
    body = table(paragraph("Hulp"), attributes='table:number-rows-repeated="3"')
    assert texts(read(body)) == ["Hulp"]


def box(text: str) -> str:
    return f"<draw:frame><draw:text-box>{paragraph(text)}</draw:text-box></draw:frame>"


def test_text_boxes_on_one_paragraph_are_read_in_order_however_many() -> None:
    body = paragraph("Wij besluiten." + "".join(box(f"vak {n}") for n in range(1000)))
    assert texts(read(body)) == ["Wij besluiten.", *(f"vak {n}" for n in range(1000))]


def test_a_text_box_in_another_stands_behind_it() -> None:
    body = paragraph("Wij besluiten." + box("eerste" + box("in de eerste")) + box("tweede"))
    assert texts(read(body)) == ["Wij besluiten.", "eerste", "in de eerste", "tweede"]


@pytest.mark.parametrize(
    "inside",
    [
        box("U krijgt hulp."),
        f"<text:note><text:note-body>{paragraph('Zie 3.')}</text:note-body></text:note>",
    ],
)
def test_what_hangs_on_hidden_words_is_told(inside: str) -> None:
    span = f'<text:span text:style-name="H">{inside}</text:span>'
    draft = read(paragraph("Besluit" + span), styled("H", "text", 'text:display="none"'))
    assert (texts(draft), draft.warnings) == (["Besluit"], (HIDDEN,))
