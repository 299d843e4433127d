"""Cells that span rows and columns stand in each of them."""

from __future__ import annotations

from corpus.text.grid import Cell, laid_out


def told(rows: list[list[Cell[str]]], heads: int = 0) -> list[str]:
    return [" | ".join(" ".join(cell) for cell in row) for row in laid_out(rows, heads)]


def test_a_head_over_two_columns_stands_above_each_with_the_heads_below_it() -> None:
    rows = [
        [Cell("Inkomen", down=2), Cell("Alleen", across=2), Cell("Gehuwd", across=2)],
        [Cell("2023"), Cell("2024"), Cell("2023"), Cell("2024")],
        [Cell("tot 20.000"), Cell("11"), Cell("12"), Cell("13"), Cell("14")],
    ]
    assert told(rows) == [
        "Inkomen | Alleen 2023 | Alleen 2024 | Gehuwd 2023 | Gehuwd 2024",
        "tot 20.000 | 11 | 12 | 13 | 14",
    ]


def test_a_cell_over_two_rows_stands_in_both() -> None:
    rows = [
        [Cell("Voorziening"), Cell("soort"), Cell("2024")],
        [Cell("Rolstoel", down=2), Cell("handbewogen"), Cell("950")],
        [Cell("elektrisch"), Cell("4.300")],
        [Cell("Douchestoel"), Cell("geen vergoeding", across=2)],
    ]
    assert told(rows) == [
        "Voorziening | soort | 2024",
        "Rolstoel | handbewogen | 950",
        "Rolstoel | elektrisch | 4.300",
        "Douchestoel | geen vergoeding | geen vergoeding",
    ]


def test_a_cell_as_wide_as_the_table_is_a_row_of_one() -> None:
    rows = [
        [Cell("Bedragen", across=3)],
        [Cell("a"), Cell("b"), Cell("c")],
        [Cell("Jeugd", across=3)],
        [Cell("1"), Cell("2"), Cell("3")],
    ]
    assert told(rows) == ["Bedragen", "a | b | c", "Jeugd", "1 | 2 | 3"]


def test_heads_that_the_file_marks_are_joined() -> None:
    rows = [[Cell("a"), Cell("b")], [Cell("in euro"), Cell("in euro")], [Cell("1"), Cell("2")]]
    assert told(rows, heads=2) == ["a in euro | b in euro", "1 | 2"]


def test_a_number_without_end_is_no_table_without_end() -> None:
    rows = [[Cell("a", across=10**9), Cell("b", down=10**9)], [Cell("c")]]
    assert len(laid_out(rows)[0]) == 201


def test_a_table_of_one_column_is_left_as_it_is() -> None:
    assert told([[Cell("a")], [Cell("b")]]) == ["a", "b"]
