"""Renders an example letter as DOCX, with real Word headings, tables and footnotes."""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from corpus.examples.source import Block, Runs, Source

_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_STYLES = {
    "heading": "Heading 1", "subheading": "Heading 2", "paragraph": "Normal",
    "bullet": "List Bullet", "number": "List Number",
}  # fmt: skip


def render_docx(source: Source, path: Path) -> None:
    """Write the letter to `path`; the same source gives the same bytes."""
    doc = Document()
    _set_properties(doc, source)
    _set_styles(doc)
    _add_margins(doc, source)
    _add_letterhead(doc, source)
    for block in source.blocks:
        _add_block(doc, block)
    _attach_footnotes(doc, source)
    raw = io.BytesIO()
    doc.save(raw)
    path.write_bytes(_with_fixed_times(raw))


def _set_properties(doc: Doc, source: Source) -> None:
    """Set the document's title, author, language and times."""
    moment = datetime.fromisoformat(source.meta["date"] + "T09:00:00")
    core = doc.core_properties
    core.title, core.author = source.meta["title"], source.meta["sender"]
    core.language, core.comments = "nl-NL", ""
    core.created, core.modified, core.last_modified_by = moment, moment, ""


def _set_styles(doc: Doc) -> None:
    """Give the document its typeface, its language, and the two footnote styles."""
    normal = doc.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    for name in ("Heading 1", "Heading 2"):
        font = doc.styles[name].font
        font.name, font.color.rgb, font.size = "Arial", RGBColor(0, 0, 0), Pt(11)
    for lang in doc.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "nl-NL")
    reference = doc.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, True)
    reference.font.superscript = True
    note = doc.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, True)
    note.base_style, note.font.size, note.paragraph_format.space_after = normal, Pt(8), Pt(0)


def _add_margins(doc: Doc, source: Source) -> None:
    """Put the reference in the header of later pages and the page numbers in every footer."""
    section = doc.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = f"Kenmerk {source.meta['kenmerk']}"
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        for text, code in (("Pagina ", "PAGE"), (" van ", "NUMPAGES")):
            paragraph.add_run(text)
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), code)
            paragraph._p.append(simple)


def _add_letterhead(doc: Doc, source: Source) -> None:
    """Add the sender, the addresses, and the lines with date, reference and subject."""
    meta = source.meta
    doc.add_paragraph(meta["sender"], style="Title")
    doc.add_paragraph("Retouradres " + meta["address"])
    doc.add_paragraph(meta["recipient"].replace(", ", "\n"))
    doc.add_paragraph(f"Datum\t\t{source.dutch_date}\nKenmerk\t{meta['kenmerk']}\n"
                      f"Betreft\t\t{meta['title']}")  # fmt: skip


def _add_block(doc: Doc, block: Block) -> None:
    """Add one block at the end of the document."""
    if block.kind != "table":
        paragraph = doc.add_paragraph(style=_STYLES[block.kind])
        paragraph.paragraph_format.keep_with_next = block.is_bold or None
        _add_runs(paragraph, block.runs)
        return
    table = doc.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
    for cells, row in zip(block.rows, table.rows, strict=True):
        for runs, cell in zip(cells, row.cells, strict=True):
            _add_runs(cell.paragraphs[0], runs)
    doc.add_paragraph()


def _add_runs(paragraph: Paragraph, runs: Runs) -> None:
    """Add `runs` to the paragraph, a footnote marker as a reference to its note."""
    for run in runs:
        if not run.note:
            added = paragraph.add_run(run.text)
            added.bold, added.italic = run.bold or None, run.italic or None
            continue
        mark = paragraph.add_run(style="footnote reference")
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(run.note))
        mark._r.append(reference)


def _attach_footnotes(doc: Doc, source: Source) -> None:
    """Add the part word/footnotes.xml: two separators that Word asks for, then the notes."""
    styles = doc.styles
    text, mark = styles["footnote text"].style_id, styles["footnote reference"].style_id
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{text}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape("".join(run.text for run in runs))}</w:t></w:r>'
        "</w:p></w:footnote>"
        for number, runs in source.notes.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    xml = f"{head}<w:footnotes {nsdecls('w')}>{rules}{notes}</w:footnotes>"
    name = PackURI("/word/footnotes.xml")
    part = Part(name, _FOOTNOTES_TYPE, xml.encode("utf-8"), doc.part.package)
    doc.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _with_fixed_times(raw: io.BytesIO) -> bytes:
    """Return the same archive with every member dated 1 January 1980."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            new.writestr(info, old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
