"""Leaves in a part of a Word document only what is printed, before it is read."""

from __future__ import annotations

from lxml import etree

from corpus.office.symbol_fonts import UNKNOWN, in_font, symbol
from corpus.text.block_writer import (
    HIDDEN,
    PLACEHOLDER,
    STRUCK,
    WATERMARK,
    WATERMARK_NAME,
    BlockWriter,
)
from corpus.text.notation import shifted
from corpus.untrusted_zip import Element
from corpus.word.controls import fill_boxes, is_placeholder, unfilled_warning
from corpus.word.fields import keep_results
from corpus.word.formulas import is_crossed_out, write_formulas
from corpus.word.looks import Looks, M
from corpus.word.styles import W
from corpus.word.tables import GONE

OBJECT = (
    "Een ingevoegd onderdeel (zoals een formule, werkblad of invulveld) is niet meegelezen. "
    "Kijk in het bestand zelf wat er staat."
)
_V = "{urn:schemas-microsoft-com:vml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WORDS = {W + tag for tag in ("t", "sym", "tab", "ptab", "noBreakHyphen", "cr")} | {M + "t"}


def keep_printed(part: Element, looks: Looks, writer: BlockWriter) -> None:
    """Leave in a part what is printed, as plain text; the writer is told what is left out."""
    _drop_watermarks(part, writer)
    keep_results(part)
    fill_boxes(part)
    for box in list(part.iter(M + "borderBox")):
        if is_crossed_out(box):
            _warn(box, STRUCK, writer)
            _drop(box)
    _keep_runs(part, looks, writer)
    write_formulas(part)
    if next(part.iter(W + "object", W + "control"), None) is not None:
        writer.warn(OBJECT)


def _drop_watermarks(part: Element, writer: BlockWriter) -> None:
    """Take out the shapes that are a watermark, in either form in which they are written."""
    shapes = [shape for shape in part.iter(_V + "shape") if _is_watermark(shape.get("id"))]
    shapes += [
        one.getparent() for one in part.iter(_WP + "docPr") if _is_watermark(one.get("name"))
    ]
    for shape in shapes:
        paths = [path.get("string", "") for path in shape.iter(_V + "textpath")]
        words = [word.text or "" for word in shape.iter(W + "t")]
        writer.warn(WATERMARK.format("".join(paths + words).strip()))
        _drop(shape)


def _is_watermark(name: str | None) -> bool:
    return name is not None and name.startswith(WATERMARK_NAME)


def _keep_runs(part: Element, looks: Looks, writer: BlockWriter) -> None:
    """Take out the runs that are not printed, and write the others as they look."""
    emptied, before = [], ""
    for run in list(part.iter(W + "r", M + "r")):
        look = looks.of(run)
        if look.hidden:
            _warn(run, HIDDEN, writer)
            _drop(run)
        elif look.struck or is_placeholder(run, look.placeholder):
            field = "" if look.struck else unfilled_warning(run)
            _empty(run, STRUCK if look.struck else PLACEHOLDER, writer)
            if field and PLACEHOLDER in writer.warnings:
                writer.warn(field)
            emptied.append(run)
        else:
            _write_signs(run, look.font, writer)
            before = _shift(run, before, look.shift)
    for run in emptied:
        _keep_place(run)


def _warn(element: Element, warning: str, writer: BlockWriter) -> None:
    words = element.iter(*_WORDS)
    if any((word.text or "").strip() or word.tag == W + "sym" for word in words):
        writer.warn(warning)


def _drop(element: Element) -> None:
    """Take an element out of its parent, with what is in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _empty(run: Element, warning: str, writer: BlockWriter) -> None:
    """Take the words out of a run and leave its breaks, note markers and drawings.

    Pages and notes are counted by those, also in text that is crossed out.
    """
    for word in list(run.iterchildren(*_WORDS)):
        _warn(word, warning, writer)
        run.remove(word)


def _write_signs(run: Element, font: str, writer: BlockWriter) -> None:
    """Write the signs of symbol fonts in a run as what they look like."""
    known = True
    for word in run.iterchildren(W + "t", W + "sym"):
        if word.tag == W + "t":
            word.text, found = in_font(word.text or "", font)
        else:
            word.text = symbol(word.get(W + "font", font), word.get(W + "char", ""))
            word.tag, found = W + "t", bool(word.text)
        known = known and found
    if not known:
        writer.warn(UNKNOWN)


def _shift(run: Element, before: str, shift: int) -> str:
    """Write raised and lowered numbers as such; return the words to look at before the next."""
    for word in run.iterchildren(W + "t"):
        if shift and word.text:
            word.text = shifted(word.text, before, shift)
        before = word.text or before
    return before


def _keep_place(run: Element) -> None:
    """Leave an unseen sign in a paragraph without other words, so that its number is counted."""
    paragraph = next(run.iterancestors(W + "p"), None)
    if paragraph is not None and not any(word.text for word in paragraph.iter(*_WORDS)):
        etree.SubElement(run, W + "t").text = GONE
