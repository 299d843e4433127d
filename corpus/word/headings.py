"""Which paragraphs of a Word document are headings: by their style, or by how they look."""

from __future__ import annotations

from corpus.untrusted_zip import Element
from corpus.word.styles import Style, W, natural, switched_on, value
from corpus.word.tables import has_text

_BOLD_HEADING = 100  # characters: a longer bold paragraph is emphasis


def level_of(paragraph: Element, properties: Element, style: Style, listed: bool) -> int:
    """Return the depth of a heading, from 1; 0 for a paragraph that is none.

    A short paragraph that is bold from end to end is a heading below those with a style.
    """
    outline = natural(value(properties, "outlineLvl"), -1)
    if outline >= 0:
        return outline + 1 if outline < 9 else 0
    return style.level or (7 if not listed and _is_bold(paragraph, style) else 0)


def is_italic(paragraph: Element, style: Style) -> bool:
    """Whether a paragraph is in italics from end to end."""
    return _all_in(paragraph, "i", style.italic)


def _is_bold(paragraph: Element, style: Style) -> bool:
    text = "".join(node.text or "" for node in paragraph.iter(W + "t")).strip()
    short = 0 < len(text) <= _BOLD_HEADING and text[-1] not in ".;:,"
    return short and _all_in(paragraph, "b", style.bold)


def _all_in(paragraph: Element, name: str, styled: bool) -> bool:
    """Whether all runs with text are in bold or italics, by themselves or by their style."""
    return all(
        switched_on(run.find(W + "rPr"), name) or (styled and run.find(f"{W}rPr/{W}{name}") is None)
        for run in paragraph.iter(W + "r")
        if has_text(run)
    )
