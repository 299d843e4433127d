"""Numbers of headings and lists in OpenDocument texts, and their tables, as they are printed."""

from __future__ import annotations

import pytest
from conftest import SHARED
from test_corpus_opendocument import read, texts

from corpus import read_letter


def level(depth: int, attributes: str, tag: str = "list-level-style-number") -> str:
    return f'<text:{tag} text:level="{depth}" {attributes}/>'


def list_style(*levels: str, name: str = "L1") -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def listed(*items: str, attributes: str = 'text:style-name="L1"') -> str:
    return f"<text:list {attributes}>{''.join(items)}</text:list>"


def item(text: str, inside: str = "", attributes: str = "") -> str:
    return f"<text:list-item {attributes}><text:p>{text}</text:p>{inside}</text:list-item>"


def heading(depth: int, text: str, attributes: str = "") -> str:
    return f'<text:h text:outline-level="{depth}" {attributes}>{text}</text:h>'


PLAIN = list_style(
    level(1, 'style:num-format="1" style:num-suffix="."'),
    level(2, 'style:num-format="a" style:num-suffix=")"'),
)
OUTLINE = (
    '<text:outline-style style:name="Outline">'
    + level(1, 'style:num-format="1"', "outline-level-style")
    + level(2, 'style:num-format="1" text:display-levels="2"', "outline-level-style")
    + "</text:outline-style>"
)


def test_items_have_the_numbers_of_their_list_style() -> None:
    draft = read(listed(item("een"), item("twee", listed(item("onder", ""), attributes=""))), PLAIN)
    assert texts(draft) == ["1. een", "2. twee", "a) onder"]


def test_a_second_paragraph_a_list_header_and_an_empty_item_have_no_number() -> None:
    body = listed(
        "<text:list-header><text:p>Voorwaarden</text:p></text:list-header>",
        item("een", "<text:p>meer over een</text:p>"),
        item(""),
        item("drie"),
    )
    assert texts(read(body, PLAIN)) == ["Voorwaarden", "1. een", "meer over een", "3. drie"]


def test_a_list_starts_anew_unless_it_goes_on() -> None:
    one = listed(item("a"), item("b"), attributes='text:style-name="L1" xml:id="eerste"')
    anew = listed(item("c"))
    on = listed(item("d"), attributes='text:style-name="L1" text:continue-numbering="true"')
    back = listed(item("e"), attributes='text:style-name="L1" text:continue-list="eerste"')
    chosen = listed(item("f", attributes='text:start-value="7"'), item("g"))
    assert texts(read(one + anew + on + back + chosen, PLAIN)) == [
        "1. a", "2. b", "1. c", "2. d", "3. e", "7. f", "8. g",
    ]  # fmt: skip


def test_a_deeper_level_starts_anew_below_each_item_and_goes_on_behind_text() -> None:
    deeper = listed(item("x"), item("y"), attributes="")
    first = listed(item("een", deeper), item("twee", deeper))
    behind = listed(
        f"<text:list-item>{listed(item('z'), attributes='')}</text:list-item>",
        attributes='text:style-name="L1" text:continue-numbering="true"',
    )
    assert texts(read(first + "<text:p>Tussen.</text:p>" + behind, PLAIN)) == [
        "1. een", "a) x", "b) y", "2. twee", "a) x", "b) y", "Tussen.", "c) z",
    ]  # fmt: skip


def test_prefix_levels_form_start_and_bullets() -> None:
    style = list_style(
        level(1, 'style:num-format="I" style:num-prefix="(" style:num-suffix=")"'),
        level(2, 'style:num-format="A" text:display-levels="2" text:start-value="27"'),
        level(3, 'text:bullet-char="-"', "list-level-style-bullet"),
    )
    third = listed(item("punt"), attributes="")
    body = listed(item("een"), item("twee", listed(item("onder", third), attributes="")))
    assert texts(read(body, style)) == ["(I) een", "(II) twee", "II.AA onder", "punt"]


def test_a_list_without_a_style_has_that_of_its_paragraph() -> None:
    style = (
        '<style:style style:name="P1" style:family="paragraph" style:list-style-name="L1"/>' + PLAIN
    )
    body = '<text:list><text:list-item><text:p text:style-name="P1">een</text:p></text:list-item>'
    assert texts(read(f"{body}</text:list>", style)) == ["1. een"]


def test_headings_have_the_numbers_of_the_outline() -> None:
    style = '<style:style style:name="Los" style:family="paragraph" style:list-style-name=""/>'
    draft = read(
        heading(1, "Aanvraag")
        + heading(2, "Termijn")
        + heading(2, "Bewijs")
        + heading(1, "Voorwoord", 'text:is-list-header="true"')
        + heading(1, "Inhoud", 'text:style-name="Los"')
        + heading(1, "Besluit")
        + heading(2, "Bezwaar")
        + heading(1, "Slot", 'text:restart-numbering="true" text:start-value="9"'),
        OUTLINE + style,
    )
    assert [(block.kind, block.text) for block in draft.blocks] == [
        ("heading", text)
        for text in (
            "1 Aanvraag", "1.1 Termijn", "1.2 Bewijs", "Voorwoord", "Inhoud", "2 Besluit",
            "2.1 Bezwaar", "9 Slot",
        )
    ]  # fmt: skip


def test_a_heading_whose_style_has_its_place_in_the_outline_keeps_its_number() -> None:
    style = (
        '<style:style style:name="Heading_20_1" style:family="paragraph" '
        'style:default-outline-level="1" style:list-style-name=""/>'
        '<style:style style:name="P1" style:family="paragraph" '
        'style:parent-style-name="Heading_20_1"/>'
    )
    draft = read(heading(1, "Aanvraag", 'text:style-name="P1"'), OUTLINE + style)
    assert texts(draft) == ["1 Aanvraag"]


def test_the_numbers_of_the_shared_letter() -> None:
    path = SHARED / "faults" / "o01_numbering.odt"
    if not path.exists():
        pytest.skip("the shared files are not here")
    lines = read_letter(path).text.splitlines()
    assert {"1 Aanvraag", "2. U bent ouder dan 18 jaar.", "a) op de dag van aanvraag"} < {*lines}
    assert "1.1 Termijn" in lines


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"


COVERED = "<table:covered-table-cell><text:p>bedekt</text:p></table:covered-table-cell>"


def test_cells_that_span_rows_and_columns() -> None:
    two = 'table:number-columns-spanned="2"'
    draft = read(
        table(
            row(
                cell("Inkomen", 'table:number-rows-spanned="2"'),
                cell("Alleen", two), COVERED, cell("Gehuwd", two), COVERED,
            ),
            row(COVERED, cell("2023"), cell("2024"), cell("2023"), cell("2024")),
            row(cell("tot 20.000"), cell("11"), cell("12"), cell("13"), cell("14")),
        )
    )  # fmt: skip
    assert texts(draft) == [
        "Inkomen | Alleen 2023 | Alleen 2024 | Gehuwd 2023 | Gehuwd 2024",
        "tot 20.000 | 11 | 12 | 13 | 14",
    ]


def test_heads_that_are_marked_and_cells_and_rows_that_are_repeated() -> None:
    draft = read(
        table(
            "<table:table-header-rows>",
            row(cell("Soort"), cell("Bedrag", 'table:number-columns-repeated="2"')),
            row(cell("naam"), cell("2023"), cell("2024")),
            "</table:table-header-rows>",
            row(
                cell("Rolstoel"), cell("0", 'table:number-columns-repeated="2"'),
                attributes='table:number-rows-repeated="2"',
            ),
            row(cell("Bed"), cell("1"), cell("", 'table:number-columns-repeated="900"')),
        )
    )  # fmt: skip
    assert texts(draft) == [
        "Soort naam | Bedrag 2023 | Bedrag 2024",
        "Rolstoel | 0 | 0",
        "Rolstoel | 0 | 0",
        "Bed | 1",
    ]


def test_lists_and_notes_in_cells() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Per jaar."
        "</text:p></text:note-body></text:note>"
    )
    inside = f"<table:table-cell>{listed(item('een'), item('twee'))}</table:table-cell>"
    draft = read(
        table(
            row(cell("Soort"), cell("Eisen"), cell("Som")),
            row(cell(f"Bed{note}", 'table:number-rows-spanned="2"'), inside, cell("5")),
            row(COVERED, cell("geen"), cell("6")),
        ),
        PLAIN,
    )
    assert texts(draft) == [
        "Soort | Eisen | Som", "Bed | 1. een 2. twee | 5", "Per jaar.", "Bed | geen | 6",
    ]  # fmt: skip
    assert [block.marks for block in draft.blocks] == [(), ((3, "1"),), (), ()]


def test_pages_that_begin_between_rows_and_within_one_are_counted_once() -> None:
    soft = "<text:soft-page-break/>"
    draft = read(
        table(
            row(cell("Soort"), cell("Som")),
            soft,
            row(cell(""), cell("5")),
            row(cell(f"zeer {soft}lang"), cell(f"ook {soft}lang")),
        )
        + "<text:p>Slot.</text:p>"
    )
    assert texts(draft) == ["Soort | Som", "| 5", "zeer lang | ook lang", "Slot."]
    assert [block.breaks for block in draft.blocks] == [(0,), (0,), (5,), ()]
