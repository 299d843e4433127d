"""Word documents whose parts have other names, or whose XML is of the strict form."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from conftest import SHARED

from corpus import UnreadableFile, read_letter

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
USUAL = (OFFICE, "http://schemas.openxmlformats.org/wordprocessingml/2006/main")
STRICT = (
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BODY = (
    '<w:p><w:pPr><w:pStyle w:val="K"/></w:pPr><w:r><w:t>Besluit</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>U krijgt hulp.</w:t></w:r>"
    '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    '<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>'
)
STYLES = '<w:style w:styleId="K"><w:name w:val="heading 1"/></w:style>'


def relations(office: str, targets: dict[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{office}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{lines}</Relationships>'


def package(main: str, form: tuple[str, str], targets: dict[str, tuple[str, str]]) -> bytes:
    """A document whose main part has this name, with its parts where its relations say."""
    spaces = f'xmlns:r="{form[0]}" xmlns:w="{form[1]}"'
    parts = {"s": f"<w:styles {spaces}>{STYLES}</w:styles>"}
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Artikel 2.3.5.</w:t></w:r></w:p></w:footnote>'
    parts["f"] = f"<w:footnotes {spaces}>{note}</w:footnotes>"
    parts["h"] = f"<w:hdr {spaces}><w:p><w:r><w:t>Gemeente Es</w:t></w:r></w:p></w:hdr>"
    folder, _, base = main.rpartition("/")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        override = f'<Override PartName="/{main}" ContentType="{MAIN}"/>'
        archive.writestr("[Content_Types].xml", f"{types}{override}</Types>")
        start = relations(form[0], {"m": ("officeDocument", f"/{main}")})
        archive.writestr("_rels/.rels", start)
        archive.writestr(f"{folder}/_rels/{base}.rels", relations(form[0], targets))
        document = f"<w:document {spaces}><w:body>{BODY}</w:body></w:document>"
        archive.writestr(main, document)
        for name, (_, target) in targets.items():
            place = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            archive.writestr(place.replace("%20", " "), parts[name])
    return stream.getvalue()


@pytest.mark.parametrize("form", [USUAL, STRICT])
@pytest.mark.parametrize(
    ("main", "targets"),
    [
        (
            "word/document.xml",
            {"s": ("styles", "styles.xml"), "f": ("footnotes", "footnotes.xml")},
        ),
        (
            "word/document2.xml",
            {"s": ("styles", "/word/styles2.xml"), "f": ("footnotes", "/word/footnotes2.xml")},
        ),
        (
            "brief/tekst.xml",
            {"s": ("styles", "/vorm/op%20maak.xml"), "f": ("footnotes", "noten/alle.xml")},
        ),
    ],
)
def test_parts_are_found_by_their_relations(
    main: str, targets: dict[str, tuple[str, str]], form: tuple[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "brief.docx"
    file.write_bytes(package(main, form, targets | {"h": ("header", "/kop/kop9.xml")}))
    letter = read_letter(file)
    assert letter.text == "Gemeente Es\n\nBesluit\n\nU krijgt hulp.\n\nArtikel 2.3.5."
    assert letter.section_at(letter.text.index("U krijgt")) == ("Besluit",)
    assert [note.label for note in letter.footnotes] == ["1"]


def test_another_office_file_is_no_letter(tmp_path: Path) -> None:
    file = tmp_path / "brief.docx"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    file.write_bytes(stream.getvalue())
    with pytest.raises(UnreadableFile, match="dit soort bestand wordt niet gelezen"):
        read_letter(file)


@pytest.mark.skipif(not (SHARED / "faults").is_dir(), reason="the shared files are not here")
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("d02_strict.docx", "U krijgt vanaf 1 mei 2024 drie uur huishoudelijke hulp per week."),
        ("d03_word_online.docx", "De gemeente vergoedt een traplift tot een bedrag van 7.500 euro"),
    ],
)
def test_real_files_of_other_programs_are_read(name: str, told: str) -> None:
    assert told in read_letter(SHARED / "faults" / name).text
