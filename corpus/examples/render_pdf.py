"""Renders an example letter as PDF, with each footnote at the foot of its own page."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import black, grey, lightgrey
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table

from corpus.examples.source import Block, Runs, Source

_LEFT, _TOP, _FOOT = 27 * mm, A4[1] - 30 * mm, 26 * mm
_WIDTH, _HEIGHT = A4[0] - 2 * _LEFT, _TOP - _FOOT
_RULE = 10.0  # points between the text and the footnotes
_KEEP = 50.0  # points that must remain below a heading

_TEXT = ParagraphStyle(
    "text", fontName="Helvetica", fontSize=10, leading=14.5, spaceBefore=8,
    allowWidows=0, allowOrphans=0,
)  # fmt: skip
_STYLES = {
    "paragraph": _TEXT,
    "heading": ParagraphStyle("heading", _TEXT, fontName="Helvetica-Bold", fontSize=11.5,
                              spaceBefore=16),
    "subheading": ParagraphStyle("subheading", _TEXT, fontName="Helvetica-Bold", spaceBefore=12),
    "item": ParagraphStyle("item", _TEXT, leftIndent=18, bulletIndent=4, spaceBefore=3),
    "cell": ParagraphStyle("cell", _TEXT, fontSize=9, leading=11.5, spaceBefore=0),
    "note": ParagraphStyle("note", _TEXT, fontSize=8, leading=10, spaceBefore=0,
                           leftIndent=12, bulletFontSize=6),
    "sender": ParagraphStyle("sender", _TEXT, fontName="Helvetica-Bold", fontSize=15,
                             leading=20),
    "small": ParagraphStyle("small", _TEXT, fontSize=8, leading=11, textColor=grey),
    "address": ParagraphStyle("address", _TEXT, spaceBefore=22),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Item:
    """Something to place: its footnote numbers, and whether it stays with what follows."""

    flow: Flowable
    notes: Sequence[int] = ()
    keep: bool = False
    after: float = 0.0  # points of white below

    def height(self) -> float:
        space: float = self.flow.getSpaceBefore()
        tall: float = self.flow.wrap(_WIDTH, _HEIGHT)[1]
        return space + tall + self.after


@dataclass(slots=True)
class _Page:
    """What stands on one page."""

    items: list[_Item] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)

    def room(self, notes: Mapping[int, Flowable], extra: Sequence[int]) -> float:
        """Return the points left for text when the footnotes `extra` are added."""
        tall = sum(notes[n].wrap(_WIDTH, _HEIGHT)[1] for n in [*self.notes, *extra])
        used = sum(item.height() for item in self.items)
        left: float = _HEIGHT - used - tall - (_RULE if tall else 0)
        return left

    def add(self, item: _Item) -> None:
        self.items.append(item)
        self.notes.extend(item.notes)


def render_pdf(source: Source, path: Path) -> None:
    """Write the letter to `path`; the same source gives the same bytes."""
    notes = {n: Paragraph(_markup(runs), _STYLES["note"], bulletText=str(n))
             for n, runs in source.notes.items()}  # fmt: skip
    items = [*_letterhead(source), *(_item(block) for block in source.blocks)]
    pages = _paginate(items, notes)
    canvas = Canvas(str(path), pagesize=A4, invariant=1, lang="nl")
    canvas.setTitle(source.meta["title"])
    canvas.setAuthor(source.meta["sender"])
    for number, page in enumerate(pages, start=1):
        canvas.setFont("Helvetica", 8)
        if number > 1:
            head = f"{source.meta['sender']}  |  Kenmerk {source.meta['kenmerk']}"
            canvas.drawString(_LEFT, A4[1] - 18 * mm, head)
        _draw_page(canvas, page, notes)
        canvas.setFont("Helvetica", 8)
        canvas.drawRightString(A4[0] - _LEFT, 14 * mm, f"Pagina {number} van {len(pages)}")
        canvas.showPage()
    canvas.save()


def _markup(runs: Runs) -> str:
    """Return reportlab's markup for `runs`."""
    parts = []
    for run in runs:
        text = escape(run.text).replace("\n", "<br/>")
        if run.note:
            text = f'<super size="6.5">{text}</super>'
        parts.append(f"<b>{text}</b>" if run.bold else f"<i>{text}</i>" if run.italic else text)
    return "".join(parts)


def _item(block: Block) -> _Item:
    """Return `block` ready to be placed."""
    if block.kind == "table":
        return _Item(_table(block), block.notes, after=6)
    if block.kind in ("bullet", "number"):
        mark = "\u2013" if block.kind == "bullet" else f"{block.label}."
        return _Item(Paragraph(_markup(block.runs), _STYLES["item"], bulletText=mark), block.notes)
    keep = block.kind != "paragraph" or block.is_bold
    return _Item(Paragraph(_markup(block.runs), _STYLES[block.kind]), block.notes, keep)


def _table(block: Block) -> Table:
    """Return a ruled table whose first column is twice as wide as the others."""
    cells = [[Paragraph(_markup(cell), _STYLES["cell"]) for cell in row] for row in block.rows]
    unit = _WIDTH / (len(cells[0]) + 1)
    table = Table(cells, colWidths=[2 * unit, *[unit] * (len(cells[0]) - 1)], repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("BACKGROUND", (0, 0), (-1, 0), lightgrey)])  # fmt: skip
    table.spaceBefore = 10
    return table


def _letterhead(source: Source) -> Iterable[_Item]:
    """Yield the sender, the addresses, and the lines with date, reference and subject."""
    meta = source.meta
    yield _Item(Paragraph(escape(meta["sender"]), _STYLES["sender"]))
    yield _Item(Paragraph("&gt; Retouradres " + escape(meta["address"]), _STYLES["small"]))
    yield _Item(Paragraph(escape(meta["recipient"]).replace(", ", "<br/>"), _STYLES["address"]))
    lines = {"Datum": source.dutch_date, "Kenmerk": meta["kenmerk"], "Betreft": meta["title"]}
    text = "<br/>".join(f"<b>{name}</b> {escape(value)}" for name, value in lines.items())
    yield _Item(Paragraph(text, _STYLES["address"]), after=12)


def _paginate(items: Iterable[_Item], notes: Mapping[int, Flowable]) -> list[_Page]:
    """Return `items` laid out over pages, with room kept for the footnotes of each page."""
    pages = [_Page()]
    queue = deque(items)
    while queue:
        item = queue.popleft()
        room = pages[-1].room(notes, item.notes)
        if item.height() + (_KEEP if item.keep else 0) <= room or not pages[-1].items:
            pages[-1].add(item)
            continue
        head, rest = _split(item, room)
        if head:
            pages[-1].add(head)
        pages.append(_Page())
        queue.appendleft(rest)
    return pages


def _split(item: _Item, room: float) -> tuple[_Item | None, _Item]:
    """Return what of a paragraph fits in `room` points, and the rest; only paragraphs are cut."""
    if item.keep or not isinstance(item.flow, Paragraph):
        return None, item
    parts = item.flow.split(_WIDTH, room - item.flow.getSpaceBefore())
    if len(parts) < 2:
        return None, item
    head, rest = (_Item(part, _markers(part)) for part in parts)
    return head, rest


def _markers(part: Paragraph) -> list[int]:
    """Return the footnote numbers in a part of a paragraph: its only raised text."""
    words = [f[1:] if isinstance(f, list) else [(f, f.text)] for f in part.frags]
    return [int(text) for word in words for frag, text in word if getattr(frag, "rise", 0)]


def _draw_page(canvas: Canvas, page: _Page, notes: Mapping[int, Flowable]) -> None:
    """Draw the text from the top down and the footnotes above the page's foot."""
    y = _TOP
    for item in page.items:
        y -= item.height()
        item.flow.wrapOn(canvas, _WIDTH, _HEIGHT)
        item.flow.drawOn(canvas, _LEFT, y + item.after)
    y = _FOOT + sum(notes[n].wrap(_WIDTH, _HEIGHT)[1] for n in page.notes)
    if page.notes:
        canvas.setLineWidth(0.5)
        canvas.line(_LEFT, y + 5, _LEFT + 45 * mm, y + 5)
    for number in page.notes:
        y -= notes[number].wrapOn(canvas, _WIDTH, _HEIGHT)[1]
        notes[number].drawOn(canvas, _LEFT, y)
