"""The numbers of list items are those that a browser prints."""

import pytest
from test_corpus_webpage import read, texts


def items(page: str) -> list[str]:
    return [text for kind, text in texts(read(page)) if kind == "item"]


@pytest.mark.parametrize(
    ("listed", "numbers"),
    [
        ("<ol><li value=4>x<li>x<li value=9>x</ol>", "4. 5. 9."),
        ("<ol reversed><li>x<li>x<li>x</ol>", "3. 2. 1."),
        ("<ol reversed start=8><li>x<li>x</ol>", "8. 7."),
        ("<ol start=-1><li>x<li>x<li>x</ol>", "-1. 0. 1."),
        ("<ol type=a start=26><li>x<li>x<li>x</ol>", "z. aa. ab."),
        ("<ol type=I start=39><li>x<li>x</ol>", "XXXIX. XL."),
        ("<ol style='list-style-type: lower-alpha'><li>x<li>x</ol>", "a. b."),
        ("<ol style='list-style: upper-latin inside'><li>x</ol>", "A."),
        ("<ol class=x><li>x<li>x</ol>", "i. ii."),
        ("<ol class=x type=a><li>x<li>x</ol>", "i. ii."),
        ("<ul class=x><li>x<li>x</ul>", "i. ii."),
        ("<ol><li>x<li style='list-style-type:upper-alpha'>x</ol>", "1. B."),
        ("<ol style='list-style-position: inside'><li>x</ol>", "1."),
        ("<ol style='list-style-type:decimal-leading-zero'><li>x</ol>", "01."),
        ("<ol><li hidden>x<li>x</ol>", "1."),
        ("<ol><li></li><li>x</ol>", "2."),
    ],
)
def test_items_are_numbered_as_printed(listed: str, numbers: str) -> None:
    page = f"<style>.x {{ list-style-type: lower-roman }}</style>{listed}"
    assert items(page) == [f"{number} x" for number in numbers.split()]


@pytest.mark.parametrize("style", ["none", "none outside", "square", "'– '", "url(punt.png)"])
def test_items_without_numbers_have_none(style: str) -> None:
    assert items(f'<ol style="list-style:{style}"><li>een<li>twee</ol>') == ["een", "twee"]


def test_a_list_in_a_list_has_its_own_numbers() -> None:
    page = "<ol><li>een<ol type=a><li>aa<li>bb</ol><li> <a id=x></a> <p>twee</p><p>ook</p></ol>"
    assert items(page) == ["1. een", "a. aa", "b. bb", "2. twee", "ook"]


def test_a_list_in_a_cell_keeps_its_numbers() -> None:
    page = "<table><tr><td>Stap<td><ol start=3><li>melden<li>vragen</ol></table>"
    assert texts(read(page)) == [("row", "Stap | 3. melden 4. vragen")]


def test_a_note_in_a_list_has_no_number_of_the_list() -> None:
    draft = read(
        '<p>De wet<sup><a href="#n2">*</a></sup> werkt.</p>'
        '<ol><li id="n1">Niet genoemd.</li><li id="n2">Stb. 2014, 280.</li></ol>'
    )
    assert texts(draft)[1:] == [("note", "Stb. 2014, 280."), ("item", "1. Niet genoemd.")]
