"""Tables in Word documents: cells over rows and columns, gaps beside rows, and heads."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SHARED
from test_corpus_word import paragraph, read

from corpus import read_letter


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1"])
def test_a_span_that_is_no_number_is_one_column(number: str) -> None:
    spanned = cell("Hulp", f'<w:gridSpan w:val="{number}"/>')
    grid = f'<w:tblGrid><w:gridCol w:w="{number}"/><w:gridCol w:w="900"/></w:tblGrid>'
    body = f"<w:tbl>{grid}<w:tr>{spanned}{cell('Uren')}</w:tr></w:tbl>"
    assert [block.text for block in read(body).blocks] == ["Hulp | Uren"]


def wide(text: str, columns: int) -> str:
    return cell(text, f'<w:gridSpan w:val="{columns}"/>')


def row(*cells: str, properties: str = "") -> str:
    told = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{told}</w:tr>"


def lines(*rows: str, widths: tuple[int, ...] = ()) -> list[str]:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    return [block.text for block in read(table).blocks]


def test_a_head_over_columns_stands_above_each_of_them() -> None:
    assert lines(
        row(wide("Bijdragen", 5)),
        row("Inkomen", wide("Alleenstaand", 2), wide("Gehuwd", 2)),
        row("", "2023", "2024", "2023", "2024"),
        row("tot 20.000 euro", "11 euro", "12 euro", "13 euro", "14 euro"),
        row(wide("Vanaf 65 jaar", 5)),
        row("tot 20.000 euro", "5 euro", "6 euro", "7 euro", "8 euro"),
    ) == [
        "Bijdragen",
        "Inkomen | Alleenstaand 2023 | Alleenstaand 2024 | Gehuwd 2023 | Gehuwd 2024",
        "tot 20.000 euro | 11 euro | 12 euro | 13 euro | 14 euro",
        "Vanaf 65 jaar",
        "tot 20.000 euro | 5 euro | 6 euro | 7 euro | 8 euro",
    ]


def test_a_row_with_a_head_of_its_own_is_no_second_head() -> None:
    assert lines(
        row("Naam", wide("De heer Bos", 2)),
        row("Adres", "Kerkweg 1", "Es"),
        row("Hulp", "3 uur", "per week"),
    ) == [
        "Naam | De heer Bos | De heer Bos",
        "Adres | Kerkweg 1 | Es",
        "Hulp | 3 uur | per week",
    ]


def test_rows_that_are_marked_as_heads_are_joined() -> None:
    head = "<w:tblHeader/>"
    assert lines(
        row("Hulp", "Tarief", properties=head),
        row("soort", "euro", properties=head),
        row("wassen", "31"),
    ) == ["Hulp soort | Tarief euro", "wassen | 31"]
    every = [row("Hulp", "Tarief", properties=head), row("wassen", "31", properties=head)]
    assert lines(*every) == ["Hulp | Tarief", "wassen | 31"]


def test_a_cell_over_rows_stands_in_each_and_its_note_once() -> None:
    begin, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    noted = f"<w:tc><w:tcPr>{begin}</w:tcPr>{paragraph('Rolstoel')}</w:tc>".replace(
        "</w:r>", '<w:footnoteReference w:id="2"/></w:r>'
    )
    table = (
        row("Voorziening", "soort", "2024"),
        row(noted, "handbewogen", "950 euro"),
        row(cell("", on), "elektrisch", "4.300 euro"),
        row(cell("Bed", begin), "hoog", "700 euro"),
        row(cell("", on), "laag", "600 euro"),
    )
    notes = f'<w:footnote w:id="2">{paragraph("Alleen buiten.")}</w:footnote>'
    draft = read(f"<w:tbl>{''.join(table)}</w:tbl>", footnotes=notes)
    assert [block.text for block in draft.blocks] == [
        "Voorziening | soort | 2024",
        "Rolstoel | handbewogen | 950 euro",
        "Alleen buiten.",
        "Rolstoel | elektrisch | 4.300 euro",
        "Bed | hoog | 700 euro",
        "Bed | laag | 600 euro",
    ]
    assert [block.marks for block in draft.blocks if block.marks] == [((8, "1"),)]


def test_gaps_beside_a_row_keep_its_cells_in_their_columns() -> None:
    begin = '<w:hMerge w:val="restart"/>'
    assert lines(
        row("Hulp", "2023", "2024"),
        row("2 uur", "3 uur", properties='<w:gridBefore w:val="1"/>'),
        row("wassen", "1 uur", properties='<w:gridAfter w:val="1"/>'),
        row("strijken", cell("2 uur", begin), cell("", "<w:hMerge/>")),
    ) == [
        "Hulp | 2023 | 2024",
        "| 2 uur | 3 uur",
        "wassen | 1 uur |",
        "strijken | 2 uur | 2 uur",
    ]


def test_edges_drawn_by_hand_make_no_columns() -> None:
    widths = (2000, 30, 1970)
    assert lines(
        row("Hulp", wide("Tarief", 2)), row(wide("wassen", 2), "31 euro"), widths=widths
    ) == ["Hulp | Tarief", "wassen | 31 euro"]
    assert lines(row("Hulp", wide("Tarief", 3)), row("wassen", wide("31 euro", 3))) == [
        "Hulp | Tarief",
        "wassen | 31 euro",
    ]


def test_a_row_stands_on_one_line_and_a_box_in_it_is_read_once() -> None:
    broken = "<w:tc><w:p><w:r><w:t>per</w:t><w:br/><w:t>week</w:t></w:r></w:p></w:tc>"
    boxed = f"<w:txbxContent>{paragraph('Let op')}</w:txbxContent>"
    box = f"<w:p><w:r><w:pict>{boxed}</w:pict></w:r></w:p>"
    assert lines(row("Hulp", f"<w:tc>{box}{paragraph('uren')}</w:tc>"), row(broken, "3")) == [
        "Hulp | uren",
        "Let op",
        "per week | 3",
    ]


def test_a_cell_over_very_many_rows_stands_in_all_of_them() -> None:
    begin, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    below = (row(cell("", on), str(n)) for n in range(449))
    told = lines(row("Hulp", "uren"), row(cell("wassen", begin), "eerste"), *below)
    assert told[-1] == "wassen | 448"
    assert {line.partition(" | ")[0] for line in told[1:]} == {"wassen"}


def test_a_table_with_tables_in_it_is_a_frame_around_them() -> None:
    inner = f"<w:tbl>{row('Hulp', 'Tarief')}{row('wassen', '31 euro')}</w:tbl>"
    outer = row("Kenmerk 12", f"<w:tc>{paragraph('Zie hier:')}{inner}<w:p/></w:tc>")
    assert lines(outer) == ["Kenmerk 12", "Zie hier:", "Hulp | Tarief", "wassen | 31 euro"]


@pytest.mark.skipif(not (SHARED / "faults").is_dir(), reason="the shared files are not here")
def test_a_real_table_with_merged_cells_is_read_with_its_heads() -> None:
    text = read_letter(Path(SHARED, "faults", "d14_merged_cells.docx")).text
    assert (
        "Inkomen | Alleenstaand 2023 | Alleenstaand 2024 | Gehuwd 2023 | Gehuwd 2024\n"
        "tot 20.000 euro | 11 euro | 12 euro | 13 euro | 14 euro"
    ) in text
    assert "Rolstoel | elektrisch 4.100 euro | elektrisch 4.300 euro" in text
