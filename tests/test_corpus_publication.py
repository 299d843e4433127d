"""XML of official publications made here and what is read from it."""

from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.official.document import read_publication
from corpus.text.draft import Draft


def read(content: str) -> Draft:
    data = f"<officiele-publicatie>{content}</officiele-publicatie>".encode()
    return read_publication(data, Path("kst.xml"))


def test_headings_text_and_items() -> None:
    draft = read(
        "<kamerstuk><stuk><titel>BRIEF VAN DE MINISTER</titel><tekst><al>De <nadruk>wet</nadruk>\n"
        "werkt.</al><lijst><li><li.nr>1.</li.nr><al>een</al></li></lijst></tekst></stuk>"
        "</kamerstuk>"
    )
    assert [(block.kind, block.text) for block in draft.blocks] == [
        ("heading", "BRIEF VAN DE MINISTER"),
        ("paragraph", "De wet werkt."),
        ("item", "1. een"),
    ]


def test_a_note_leaves_the_text() -> None:
    draft = read(
        '<al>De wet<noot type="voet"><noot.nr>1</noot.nr><noot.al>Stb. 2014, 280.</noot.al></noot>'
        " werkt.</al>"
    )
    text, note = draft.blocks
    assert (text.text, text.marks) == ("De wet werkt.", ((6, "1"),))
    assert (note.label, note.text) == ("1", "Stb. 2014, 280.")


def test_the_head_of_a_paper_becomes_facts() -> None:
    draft = read(
        "<kamerstuk><kamerstukkop><tekstregel>Vergaderjaar 2020-2021</tekstregel><tekstregel>"
        "Tweede Kamer der Staten-Generaal</tekstregel></kamerstukkop><dossier><dossiernummer>"
        "<dossiernr>32 545</dossiernr></dossiernummer></dossier><stuk><stuknr>Nr. "
        "<ondernummer>143</ondernummer></stuknr></stuk></kamerstuk>"
    )
    assert draft.facts == {
        "kamerstuk.session": "2020-2021",
        "kamerstuk.chamber": "Tweede Kamer",
        "kamerstuk.dossier": "32545",
        "kamerstuk.number": "143",
    }


def test_cells_that_span_rows_and_columns_stand_in_each() -> None:
    specs = "".join(f'<colspec colname="c{number}"/>' for number in range(1, 4))
    draft = read(
        f'<table><tgroup cols="3">{specs}<thead><row><entry morerows="1">Soort</entry>'
        '<entry namest="c2" nameend="c3">Bedrag</entry></row><row><entry>2023</entry>'
        "<entry>2024</entry></row></thead><tbody><row><entry morerows='1'><al>Lift<noot>"
        "<noot.al>Boven.</noot.al></noot></al></entry><entry>11</entry><entry>12</entry></row>"
        "<row><entry>13</entry><entry>14</entry></row></tbody></tgroup></table>"
    )
    assert [block.text for block in draft.blocks if block.kind == "row"] == [
        "Soort | Bedrag 2023 | Bedrag 2024",
        "Lift | 11 | 12",
        "Lift | 13 | 14",
    ]
    assert [block.text for block in draft.blocks if block.kind == "note"] == ["Boven."]


def test_raised_and_lowered_numbers() -> None:
    draft = read("<al>Een kamer van 4 m<sup>2</sup>, de 1<sup>e</sup> met CO<inf>2</inf>.</al>")
    assert [block.text for block in draft.blocks] == ["Een kamer van 4 m², de 1e met CO₂."]


def test_other_xml_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="geen officiële publicatie"):
        read_publication(b"<rss/>", Path("nieuws.xml"))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<lijst><li><li.nr>a.</li.nr><al>een</al></li></lijst>", "a. een"),
        ("<al>Zie:<lijst><li><li.nr>a.</li.nr><al>een</al></li></lijst></al>", "Zie: a. een"),
        ("los <al>en kort</al><al>nog iets</al>", "los en kort nog iets"),
    ],
)
def test_all_that_stands_in_a_cell_is_read_once(cell: str, text: str) -> None:
    row = f"<row><entry><al>Eisen</al></entry><entry>{cell}</entry></row>"
    draft = read(f"<table><tgroup><tbody>{row}</tbody></tgroup></table>")
    assert [(block.kind, block.text) for block in draft.blocks] == [("row", f"Eisen | {text}")]


def test_images_are_named_and_what_stands_under_them_is_read() -> None:
    draft = read(
        '<al>De wijken staan op de kaart.</al><plaatje><illustratie naam="gmb-1.png" id="i1"/>'
        "<bijschrift>Figuur 1: de wijken van Waterbrugge</bijschrift></plaatje><al>Er zijn zes "
        'wijken.</al><plaatje><illustratie naam="gmb-2.png"/></plaatje><plaatje>'
        '<illustratie naam="gmb-2.png"/></plaatje>'
    )
    assert [block.text for block in draft.blocks] == [
        "De wijken staan op de kaart.",
        "Figuur 1: de wijken van Waterbrugge",
        "Er zijn zes wijken.",
    ]
    assert draft.warnings == (
        "Afbeeldingen in de publicatie zijn niet meegelezen: gmb-1.png en gmb-2.png.",
    )


def test_one_image_is_named_and_of_many_the_first() -> None:
    one, many = (
        read("".join(f'<al>Tekst.<illustratie naam="{n}.jpg"/></al>' for n in range(count)))
        for count in (1, 10)
    )
    assert one.warnings == ("Een afbeelding in de publicatie is niet meegelezen: 0.jpg.",)
    assert many.warnings[0].endswith("6.jpg, 7.jpg en nog 2.")
    assert not read("<al>Tekst.</al>").warnings
