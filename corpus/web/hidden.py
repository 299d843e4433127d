"""What a reader of a web page does not see, or sees crossed out."""

from __future__ import annotations

import re

from corpus.office.symbol_fonts import UNKNOWN, in_font, is_symbol_font
from corpus.text.block_writer import HIDDEN, PLACEHOLDER, STRUCK, WATERMARK
from corpus.untrusted_zip import Element
from corpus.web.not_text import Parts
from corpus.web.styles import Look

_OFF_SCREEN = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%)?")
_CLIPPED = re.compile(r"rect\(\s*[01](?:px)?\b|inset\((?:50|100)%")
_NO_SIZE = re.compile(r"[01](?:px)?")
_SIZE = re.compile(r"(\d*\.?\d+)(px|pt|em|rem|%)?")
_SMALLEST = {"px": 2.0, "pt": 2.0, "%": 10.0}  # the largest letters that cannot be read
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})(?![0-9a-f])")
_RGB = re.compile(r"rgba?\((\d+),(\d+),(\d+)(?:,([\d.]+))?\)")
_NO_COLOUR = frozenset(("", "transparent", "none", "initial", "unset", "revert"))
_WHITE = "#ffffff"
_TURNED = re.compile(r"(?:rotate(?:z)?\()?(-?\d+(?:\.\d+)?)deg\b")
_UPRIGHT = 90  # degrees: what is turned by as much, or twice that, stands in a margin or a head
_NAMED = {"white": _WHITE, "black": "#000000"}


def leave_out_unseen(parts: Parts, looks: dict[Element, Look]) -> list[str]:
    """Take away what is no text or is not seen; return what there is to tell about it."""
    warnings: dict[str, None] = {}
    gone: set[Element] = set()
    behind: dict[Element, str] = {}
    for element, look in looks.items():
        parent = element.getparent()
        behind[element] = _behind(look, behind.get(parent, _WHITE))
        if parent is None or element.tag == "body":
            continue
        if parent in gone or parts.is_left_out(element):
            gone.add(element)
        elif warning := _unseen(element, look):
            gone.add(element)
            if text := " ".join(element.text_content().split()):
                warnings[warning.format(text)] = None
        elif _text_unseen(look, behind[element]) and _clear(element):
            warnings[HIDDEN] = None
        elif not _write_signs(element, look):
            warnings[UNKNOWN] = None
    for element in gone:
        if element.getparent() not in gone:
            element.drop_tree()
    return list(warnings)


def _unseen(element: Element, look: Look) -> str:
    """Return the warning that goes with an element that is not read as a whole."""
    if "MsoPlaceholderText" in element.get("class", "").split():  # so saved by Word
        return PLACEHOLDER
    turned = _TURNED.match(look.get("rotate") or look.get("transform", ""))
    if turned and float(turned[1]) % _UPRIGHT:
        return WATERMARK
    if "line-through" in look.get("text-decoration-line", ""):
        return STRUCK
    moved = any(_OFF_SCREEN.match(look.get(name, "")) for name in ("left", "top", "text-indent"))
    cut = any(_CLIPPED.match(look.get(name, "")) for name in ("clip", "clip-path"))
    sizes = (look.get(name, "") for name in ("height", "width", "max-height", "max-width"))
    empty = look.get("overflow", "") in ("hidden", "clip") and any(map(_NO_SIZE.fullmatch, sizes))
    clear = re.fullmatch(r"0?\.?0*%?", look.get("opacity") or "1")
    return HIDDEN if look.get("display") == "none" or moved or cut or empty or clear else ""


def _text_unseen(look: Look, behind: str) -> bool:
    """Whether an element's own text is not seen; elements in it may look otherwise."""
    if look.get("visibility") in ("hidden", "collapse"):
        return True
    size = _SIZE.fullmatch(look.get("font-size", ""))
    if size and float(size[1]) <= _SMALLEST.get(size[2] or "", 0.1):
        return True
    written = look.get("color", "")
    return bool(written) and (written == "transparent" or _colour(written) == behind)


def _behind(look: Look, around: str) -> str:
    """Return the colour behind an element's text; what is no plain colour is like no text."""
    given = look.get("background-color", "")
    if "url(" in given or "gradient(" in given:
        return "picture"
    return _colour(given) or around


def _colour(written: str) -> str:
    """Return a colour in one way of writing; empty for none."""
    if found := _HEX.match(written):
        digits = found[1]
        return f"#{digits if len(digits) == 6 else ''.join(2 * digit for digit in digits)}"
    if found := _RGB.match(written):
        if found[4] and float(found[4]) == 0:
            return ""
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups()[:3])
    for name, colour in _NAMED.items():
        if written.startswith(name):
            return colour
    return "" if written in _NO_COLOUR else written


def _write_signs(element: Element, look: Look) -> bool:
    """Write an element's own signs of a symbol font as they look; false when one is not known."""
    font = look.get("font-family", "").split(",")[0].strip("'\"")
    if not is_symbol_font(font):  # in others, a page has signs of its own making
        return True
    element.text, known = in_font(element.text or "", font)
    for child in element:
        child.tail, found = in_font(child.tail or "", font)
        known = known and found
    return known


def _clear(element: Element) -> bool:
    """Take away an element's own text; true when there was some."""
    texts = [element.text, *(child.tail for child in element)]
    element.text = None
    for child in element:
        child.tail = None
    return any(text and text.strip() for text in texts)
