"""Leaves in a part of a Word document only what is printed, before it is read."""

from __future__ import annotations

from lxml import etree

from corpus.archive import Element
from corpus.blocks import HIDDEN, STRUCK, BlockWriter
from corpus.word_controls import PLACEHOLDER, fill_boxes, is_placeholder
from corpus.word_fields import keep_results
from corpus.word_looks import Looks, M
from corpus.word_styles import W
from corpus.word_symbols import UNKNOWN, in_font, symbol

_WORDS = {W + tag for tag in ("t", "sym", "tab", "ptab", "noBreakHyphen", "cr")} | {M + "t"}


def keep_printed(part: Element, looks: Looks, writer: BlockWriter) -> None:
    """Take out of a part what is in the file and not on paper; the writer is told what it was."""
    keep_results(part)
    fill_boxes(part)
    emptied = []
    for run in list(part.iter(W + "r", M + "r")):
        look = looks.of(run)
        if look.hidden:
            _warn(run, HIDDEN, writer)
            drop(run)
        elif look.struck:
            _warn(run, STRUCK, writer)
            empty(run)
            emptied.append(run)
        elif is_placeholder(run, look.placeholder):
            _warn(run, PLACEHOLDER, writer)
            empty(run)
            emptied.append(run)
        else:
            _write_signs(run, look.font, writer)
    for run in emptied:
        _keep_place(run)


def _warn(run: Element, warning: str, writer: BlockWriter) -> None:
    if any((word.text or "").strip() or word.tag == W + "sym" for word in run.iter(*_WORDS)):
        writer.warn(warning)


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


def _keep_place(run: Element) -> None:
    """Leave an unseen sign in a paragraph without other words, so that its number is counted."""
    paragraph = next(run.iterancestors(W + "p"), None)
    if paragraph is not None and not any(word.text for word in paragraph.iter(*_WORDS)):
        etree.SubElement(run, W + "t").text = "\u2060"


def drop(element: Element) -> None:
    """Take an element out of its parent, with what is in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def empty(run: Element) -> None:
    """Take the words out of a run and leave its breaks, note markers and drawings.

    Pages and notes are counted by those, also in text that is crossed out.
    """
    for child in list(run):
        if child.tag in _WORDS:
            run.remove(child)
