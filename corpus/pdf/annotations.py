"""What lies on a PDF page besides its drawing: fields, texts, notes, crossings-out and files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import cast

from pypdf import PageObject
from pypdf.generic import DictionaryObject, EncodedStreamObject, StreamObject

from corpus.pdf.attached import file_name
from corpus.pdf.fields import NOT_TICKED, field_text, inherited, string
from corpus.pdf.layers import Layers
from corpus.pdf.objects import Box, dictionaries, dictionary, entry, numbers

_MOST = 5_000  # annotations of one page
_HIDDEN = 2 | 32  # flags: hidden, and not shown on a screen
_SIZE = re.compile(r"([\d.]+)\s+Tf")
_WEB = re.compile(r"https?:", re.IGNORECASE)
_USUAL, _SMALLEST = 12.0, 4.0  # points: of text whose size follows its box, and of what is read
_NO_BOX: Box = (0.0, 0.0, 0.0, 0.0)
_NOTES_TEXT = """
/Text /Stamp /Highlight /Underline /Squiggly /StrikeOut /Caret /Ink /Square /Circle /Line /Polygon
/PolyLine
"""
_NOTES = frozenset(_NOTES_TEXT.split())


@dataclass(frozen=True, slots=True)
class Shown:
    """A text in a box on a page, and the size of its letters."""

    text: str
    box: Box
    size: float


@dataclass(slots=True)
class Annotations:
    """What the annotations of a page hold.

    ``links`` has the boxes of links to pages of the web, with their addresses.
    ``noted`` says that there are notes, ``hidden`` that some text is not shown.
    """

    shown: list[Shown] = field(default_factory=list)
    struck: list[Box] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    links: list[tuple[Box, str]] = field(default_factory=list)
    noted: bool = False
    hidden: bool = False


def annotations_of(page: PageObject, layers: Layers) -> Annotations:
    """Return what the annotations of a page hold."""
    found = Annotations()
    for one in islice(dictionaries(page.get("/Annots")), _MOST):
        kind = entry(one, "/Subtype")
        flags = entry(one, "/F")
        if layers.hide(one) or (isinstance(flags, int) and flags & _HIDDEN):
            found.hidden |= _text(one, page).strip() not in ("", NOT_TICKED)
        elif kind in ("/Widget", "/FreeText"):
            _show(one, page, found)
        elif kind == "/FileAttachment":
            found.files.append(file_name(one.get("/FS")))
        elif kind == "/Link":
            address = string(entry(dictionary(entry(one, "/A")), "/URI"))
            found.links += [(area, address) for area in _areas(one) if _WEB.match(address)]
        elif kind in _NOTES:
            found.noted |= bool(string(entry(one, "/Contents")).strip()) or kind == "/Stamp"
            found.struck += _areas(one) if kind == "/StrikeOut" else []
    return found


def _text(one: DictionaryObject, page: PageObject) -> str:
    """Return the text that a field or a text on the page shows."""
    match entry(one, "/Subtype"):
        case "/Widget":
            signed = inherited(one, "/FT") == "/Sig"
            return _drawn(one, page) if signed else field_text(one)
        case "/FreeText":
            return string(entry(one, "/Contents")) or _drawn(one, page)
    return ""


def _drawn(one: DictionaryObject, page: PageObject) -> str:
    """Return the text in the drawing of an annotation: of a signature, say."""
    looks = entry(one, "/AP")
    drawing = entry(looks, "/N") if isinstance(looks, DictionaryObject) else None
    if not isinstance(drawing, StreamObject):
        return ""
    return page.extract_xform_text(cast("EncodedStreamObject", drawing))


def _show(one: DictionaryObject, page: PageObject, found: Annotations) -> None:
    """Take the text of an annotation; one without a box, or with an empty one, is not seen."""
    text, corners = _text(one, page), numbers(one.get("/Rect"))
    box = _box(corners[::2], corners[1::2]) if len(corners) == 4 else _NO_BOX
    if text.strip() and box[0] < box[2] and box[1] < box[3]:
        found.shown.append(Shown(text, box, _size(one, box[3] - box[1])))
    else:
        found.hidden |= text.strip() not in ("", NOT_TICKED)


def _size(one: DictionaryObject, height: float) -> float:
    """Return the size of a text, in points; where it is to fit its box, what does."""
    stated = _SIZE.search(string(inherited(one, "/DA")))
    size = float(stated[1]) if stated and stated[1].count(".") < 2 else 0.0
    return size if size >= _SMALLEST else max(_SMALLEST, min(_USUAL, 0.7 * height))


def _areas(one: DictionaryObject) -> list[Box]:
    """Return the areas that a mark covers: one for each line of text."""
    places = numbers(one.get("/QuadPoints"))
    quads = [places[start : start + 8] for start in range(0, len(places) - 7, 8)]
    corners = quads or [numbers(one.get("/Rect"))]
    return [_box(quad[::2], quad[1::2]) for quad in corners if len(quad) >= 4]


def _box(across: list[float], up: list[float]) -> Box:
    return min(across), min(up), max(across), max(up)
