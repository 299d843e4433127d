"""Web pages made here and what is read from them."""

from pathlib import Path

import pytest

from corpus.formats import reader_for
from corpus.plain.document import read_plain
from corpus.text.draft import Draft
from corpus.web.document import read_webpage


def read(page: str | bytes) -> Draft:
    data = page.encode() if isinstance(page, str) else page
    return read_webpage(data, Path("brief.html"))


def texts(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in draft.blocks]


def test_the_main_text_is_read_and_the_menu_is_not() -> None:
    draft = read(
        "<body><nav>Home</nav><div class='breadcrumb'>U bent hier</div><main><h1>Brief</h1>"
        "<p>De wet\n werkt.</p><ul><li>een<li>twee</ul><ol start=3><li>drie</ol></main>"
        "<footer>Cookies</footer><script>alert(1)</script></body>"
    )
    assert texts(draft) == [
        ("heading", "Brief"),
        ("paragraph", "De wet werkt."),
        ("item", "een"),
        ("item", "twee"),
        ("item", "3. drie"),
    ]


@pytest.mark.parametrize(
    "attribute",
    ["hidden", 'style="display: none"', 'style="font-size:0"', 'style="color:#fff"',
     'style="position:absolute;left:-9999px"', 'aria-hidden="true"'],
)  # fmt: skip
def test_hidden_text_is_left_out(attribute: str) -> None:
    assert texts(read(f"<p>Zichtbaar</p><p {attribute}>Geheim</p>")) == [("paragraph", "Zichtbaar")]


def test_a_table_is_read_row_by_row_with_its_head() -> None:
    draft = read(
        "<table><caption>Tarieven</caption><tr><th>Jaar<th>Bedrag</tr>"
        "<tr><td><p>2024</p><td>€ 19</tr></table>"
    )
    assert texts(draft) == [
        ("paragraph", "Tarieven"),
        ("row", "Jaar | Bedrag"),
        ("row", "2024 | € 19"),
    ]


def test_a_linked_footnote_leaves_the_text_and_keeps_its_place() -> None:
    draft = read(
        '<p>De wet werkt.<sup><a href="#n1">1</a></sup> Nu wel.</p>'
        '<ol><li id="n1">Kamerstuk 29 538. <a href="#t1">↩</a></li></ol>'
    )
    text, note = draft.blocks
    assert (text.text, text.marks) == ("De wet werkt. Nu wel.", ((13, "1"),))
    assert (note.kind, note.label, note.text) == ("note", "1", "Kamerstuk 29 538.")


def test_preformatted_text_keeps_its_notes() -> None:
    draft = read(
        '<pre>De wet werkt.<sup><a href="#n1">1</a></sup>\n\nNu<sup><a href="#n2">2</a></sup> wel.'
        '</pre><p id="n1">1 Kamerstuk 29 538.</p><p id="n2">2 Sinds 2020.</p><p>Slot.</p>'
    )
    first, second, *notes, last = draft.blocks
    assert (first.text, first.marks) == ("De wet werkt.", ((13, "1"),))
    assert (second.text, second.marks) == ("Nu wel.", ((2, "2"),))
    assert [(note.kind, note.label, note.text) for note in notes] == [
        ("note", "1", "Kamerstuk 29 538."),
        ("note", "2", "Sinds 2020."),
    ]
    assert last.text == "Slot."


def test_a_block_in_preformatted_text_stands_apart() -> None:
    draft = read(
        "<pre>Kosten<div>Het budget is 5</div><div>Leiden krijgt <b>meer</b></div><b>Slot</b>"
        "<h2>Wonen</h2>Er komt hulp.</pre><p>Einde</p>"
    )
    assert [block.text for block in draft.blocks] == [
        *("Kosten", "Het budget is 5", "Leiden krijgt meer", "Slot", "Wonen", "Er komt hulp."),
        "Einde",
    ]


@pytest.mark.parametrize(
    "data",
    [
        "<p>Coöperatie € 5</p>".encode(),
        "<meta charset=iso-8859-1><p>Coöperatie € 5</p>".encode(),
        "<meta charset=unicode_escape><p>Coöperatie € 5</p>".encode("cp1252"),
        "<p>Coöperatie € 5</p>".encode("windows-1252"),
        "<p>Coöperatie € 5</p>".encode("utf-16"),
    ],
)
def test_characters_are_right_whatever_the_page_declares(data: bytes) -> None:
    assert texts(read(data)) == [("paragraph", "Coöperatie € 5")]


@pytest.mark.parametrize(
    "back",
    ['<a href="#r1">terug</a>', '<a href="#r1">↩︎</a>', '(<a href="#r1">Terug naar de tekst</a>)',
     '<a href="#r1">[↑]</a>', " ↩"],
)  # fmt: skip
def test_the_way_back_is_no_part_of_a_note(back: str) -> None:
    draft = read(
        '<body><p>De wet werkt<sup><a id="r1" href="#n1">1</a></sup> goed.</p><ol><li id="n1">'
        f"<p>Zie het rapport dat wij terug sturen. {back}</p></li></ol></body>"
    )
    assert ("note", "Zie het rapport dat wij terug sturen.") in texts(draft)


def test_many_comments_before_other_text_are_passed_by_at_once() -> None:
    data = b"<!-- a -->\n" * 300 + b"Wij besluiten."
    assert reader_for(data, Path("brief.txt")) is read_plain
