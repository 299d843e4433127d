"""Footnotes of every shape: the marker leaves the text, the note stays."""

from pathlib import Path

import pytest

from corpus import UnreadableFile
from corpus.plain.document import decode, read_plain
from corpus.text.draft import Block, Draft
from corpus.text.footnotes import lift_marks, mark


def read(text: str, name: str = "brief.txt") -> Draft:
    return read_plain(text.encode(), Path(name))


def running(draft: Draft) -> list[Block]:
    return [block for block in draft.blocks if block.kind != "note"]


def notes(draft: Draft) -> list[tuple[str, str]]:
    return [(block.label, block.text) for block in draft.blocks if block.kind == "note"]


@pytest.mark.parametrize(
    "text",
    [
        "De wet geldt.[footnoteRef:4] Zo is het. [4:  Kamerstuk [1] 29 538]",
        "De wet geldt.<sup>4</sup> Zo is het.\n\n---\n\n<sup>4</sup> Kamerstuk [1] 29 538",
        "**Kop**\n\nDe wet geldt.[^4] Zo is het.\n\n[^4]: Kamerstuk [1] 29 538",
        "De wet geldt.4 Zo is het.\n\n  4. Kamerstuk [1] 29 538↩︎",
    ],
)
def test_shapes(text: str) -> None:
    draft = read(text)
    assert notes(draft) == [("4", "Kamerstuk [1] 29 538")]
    block = running(draft)[-1]
    assert block.text == "De wet geldt. Zo is het."
    assert block.marks == ((13, "4"),)


def test_glued_markers_take_the_likeliest_row() -> None:
    text = (
        "In 2016 en op 1 mei.1 De motie Bergkamp2 telt. Het IZA3 is er.4,5 Zo.\n\n"
        + "\n\n".join(f"  {n}. Noot {n}↩︎" for n in range(1, 6))
    )
    (block,) = running(read(text))
    assert block.text == "In 2016 en op 1 mei. De motie Bergkamp telt. Het IZA is er. Zo."
    assert [label for _, label in block.marks] == ["1", "2", "3", "4", "5"]


def test_numbers_of_the_text_stay() -> None:
    text = "Artikel 2.1 kost € 1,5 mln. of nr.1 op 11 juni 2024.\n\n  1. Een noot↩︎"
    (block,) = running(read(text))
    assert block.text == "Artikel 2.1 kost € 1,5 mln. of nr.1 op 11 juni 2024."


def test_lift_moves_the_breaks() -> None:
    block = Block("paragraph", f"een{mark('1')} twee", breaks=(0, 7))
    assert lift_marks(block) == Block("paragraph", "een twee", breaks=(0, 4), marks=((3, "1"),))


def test_carried_characters_in_the_file_itself_are_dropped() -> None:
    draft = read("Een \ue0001\ue001 zin.")
    assert running(draft)[0].marks == ()


def test_markdown() -> None:
    text = (
        "---\ntitle: Een brief\ndate: 2024-01-02\nonzin: x\n---\n# Kop\n\n<!-- weg -->"
        "Een **vet** en *schuin* woord met [een link](https://vng.nl) en `code`.\n"
        "<script>alert(1)</script>\n\n| Soort | Aantal |\n|---|---|\n| Pgb | 12 |\n\n"
        "- punt\n- punt 2\n"
    )
    draft = read(text, "brief.md")
    assert draft.facts == {"title": "Een brief", "date": "2024-01-02"}
    assert [(block.kind, block.text) for block in draft.blocks] == [
        ("heading", "Kop"),
        ("paragraph", "Een vet en schuin woord met een link en `code`."),
        ("row", "Soort | Aantal"),
        ("row", "Pgb | 12"),
        ("item", "• punt"),
        ("item", "• punt 2"),
    ]


def test_running_heads_in_markdown_are_gone() -> None:
    head = "**Directie Zorg**\n\n**Kenmerk**  \n123-AB"
    text = "\n\n".join(f"Alinea {n} loopt door in\n\n{head}" for n in range(4))
    assert "Kenmerk" not in " ".join(block.text for block in read(text).blocks)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    assert decode("Geachte cliënt, het kost € 5.".encode(encoding)).endswith(
        "cliënt, het kost € 5."
    )


def test_windows_1252() -> None:
    assert decode("cliënt € 5 ‘ja’".encode("cp1252")) == "cliënt € 5 ‘ja’"


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\x00\x00", b"<!-- niets -->"])
def test_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="geen tekst"):
        read_plain(data, Path("brief.md"))


def test_what_is_no_markdown_stays_as_it_stands() -> None:
    line = "Dit is <img src=x> en *x* en _y_ met & en &amp; en 3 < 4 en [^9] en 5 m<sup>2</sup>."
    assert [block.text for block in read(f"Geachte heer,\n\n{line}\n").blocks][1] == line


def test_raised_numbers_without_a_note_stay_raised() -> None:
    line = "Er is 50 m<sup>2</sup> nodig.<sup>2</sup> Zie ook<sup>7</sup>."
    text = f"# Kop\n\n{line}\n\n<sup>2</sup> Noot."
    blocks = read(text, "brief.md").blocks
    assert [block.text for block in blocks] == ["Kop", "Er is 50 m² nodig. Zie ook⁷.", "Noot."]
    assert blocks[1].marks == ((len("Er is 50 m² nodig."), "2"),)
