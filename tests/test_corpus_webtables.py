"""Tables of web pages: cells that span rows and columns stand in each of them."""

from test_corpus_webpage import read, texts


def rows(table: str) -> list[str]:
    return [text for kind, text in texts(read(f"<table>{table}</table>")) if kind == "row"]


def test_heads_over_columns_and_rows() -> None:
    assert rows(
        "<thead><tr><th rowspan=2>Inkomen<th colspan=2>Alleen<th colspan=2>Gehuwd"
        "<tr><th>2023<th>2024<th>2023<th>2024</thead>"
        "<tr><td>tot 20.000<td>11<td>12<td>13<td>14"
    ) == [
        "Inkomen | Alleen 2023 | Alleen 2024 | Gehuwd 2023 | Gehuwd 2024",
        "tot 20.000 | 11 | 12 | 13 | 14",
    ]


def test_all_rows_of_the_marked_head_are_heads() -> None:
    assert rows(
        "<tfoot><tr><td>totaal<td>3</tfoot><thead><tr><th>Jaar<th>Kosten<tr><th><th>in euro</thead>"
        "<tbody><tr><td>2024<td>1</tbody>"
    ) == ["Jaar | Kosten in euro", "2024 | 1", "totaal | 3"]


def test_rows_of_heads_without_a_marked_head() -> None:
    rows_of_heads = "<tr><th colspan=2>Tarief<tr><th>Jaar<th>Kosten<tr><th>van<th>in euro"
    assert rows(f"{rows_of_heads}<tr><th colspan=2>Jeugd<tr><td>2024<td>19") == [
        "Tarief",
        "Jaar van | Kosten in euro",
        "Jeugd",
        "2024 | 19",
    ]
    assert rows("<tr><th>a<th>b<tr><th>c<th>d") == ["a | b", "c | d"]


def test_a_cell_that_spans_no_number_of_rows_spans_its_group() -> None:
    for down in ("0", "99999999999", "40"):
        assert rows(
            f"<tbody><tr><th>a<th>b</tbody><tbody><tr><td rowspan={down}>c<td>1<tr><td>2</tbody>"
            "<tbody><tr><td>d<td>3</tbody>"
        ) == ["a | b", "c | 1", "c | 2", "d | 3"]


def test_a_cell_from_above_keeps_its_column_in_a_row_that_lacks_cells() -> None:
    assert rows("<tr><td>a<td>b<td rowspan=2>c<tr><td>d") == ["a | b | c", "d | | c"]


def test_a_title_that_spans_more_columns_than_there_are() -> None:
    assert rows(
        "<tr><th colspan=100>Tarieven<tr><th>Jaar<th>Bedrag<tr><td>2024<td>19"
        "<tr><td colspan=0>x<td>y"
    ) == ["Tarieven", "Jaar | Bedrag", "2024 | 19", "x | y"]


def test_columns_that_no_cell_begins_are_no_columns() -> None:
    assert rows(
        "<tr><td colspan=2>Jaar<td colspan=3>Bedrag<tr><td colspan=2>2024<td colspan=3>9"
    ) == [
        "Jaar | Bedrag",
        "2024 | 9",
    ]


def test_a_note_in_a_cell_over_two_rows_is_one_note() -> None:
    draft = read(
        "<table><tr><th>Soort<th>Jaar<tr><td rowspan=2>Lift"
        '<sup><a href="#n1">1</a></sup><td>2023<tr><td>2024</table>'
        '<ol><li id="n1">Alleen boven.</li></ol>'
    )
    assert texts(draft) == [
        ("row", "Soort | Jaar"),
        ("row", "Lift | 2023"),
        ("note", "Alleen boven."),
        ("row", "Lift | 2024"),
    ]


def test_a_table_for_layout_stays_as_it_was() -> None:
    draft = read(
        "<table><tr><td><table><tr><td colspan=2>Links<td>Rechts</table><td>Naast</table>"
        "<table><tr><td colspan=3>Een<tr><td>Twee</table>"
    )
    assert texts(draft) == [
        ("row", "Links | Rechts"),
        ("paragraph", "Naast"),
        ("paragraph", "Een"),
        ("paragraph", "Twee"),
    ]


def test_cells_that_would_fill_a_table_without_end_are_read_once() -> None:
    cells = "<tr><td rowspan=0>a<td rowspan=99999>b"
    assert rows(cells * 400) == ["a | b"] * 400


def test_cells_in_a_form_in_their_row_are_read() -> None:
    form = "<form><td>Wij geven u vanaf mei drie uren hulp.</td><td>3</td></form>"
    assert rows(f"<tr>{form}</tr><tr><td>Koken</td><td>2</td></tr>") == [
        "Wij geven u vanaf mei drie uren hulp. | 3",
        "Koken | 2",
    ]
