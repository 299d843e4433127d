"""Fractions, powers and formulas of a web page, written in one line."""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.text.notation import fraction, joined, lowered, one_term, raised, shifted
from corpus.untrusted_zip import Element
from corpus.web.notes import is_marker
from corpus.web.styles import Look

_BAR = re.compile(r"\s*[/⁄∕]\s*")
_NUMBER = re.compile(r"\d{1,3}")
_NUMBERS = re.compile(r"[+\-−]?\d{1,3}(?:[,;.]\s*\d{1,3})*")
_RELATION = re.compile(r"[=<>≤≥≈≠×·+−-]")
_UNREAD = frozenset(("annotation", "annotation-xml", "mphantom", "mspace"))
_SPACE = " \t\r\n\u2061\u2062\u2063\u2064"
_STEPS = 20  # elements looked back through for the text before one
_LINES = frozenset(("br", "p", "div", "li", "td", "th", "dd", "dt", "body", "h1", "h2", "h3", "h4"))


def write_in_line(root: Element, looks: dict[Element, Look], markers: Collection[str]) -> None:
    """Write what stands above or below its line as text: m², CO₂, ½.

    Links to the places in ``markers`` are marks of notes and stay as they are. So does what is
    raised and no number (1e), or stands behind nothing, as the number before a note does.
    """
    for element, look in looks.items():
        if element.tag in ("span", "font", "small"):
            element.tag = {"super": "sup"}.get(look.get("vertical-align", ""), element.tag)
            element.tag = {"sub": "sub"}.get(look.get("vertical-align", ""), element.tag)
    for element in list(root.iter("math", "sup", "sub")):
        if element.getparent() is None:
            continue
        if element.tag == "math":
            _replace(element, " ".join((_formula(element) or element.get("alttext", "")).split()))
        elif element.tag == "sup" and not _marks(element, markers):
            _raise(element)
        elif element.tag == "sub":
            text, before = element.text_content().strip(), _before(element)
            if _NUMBER.fullmatch(text) and before[-1:].isalnum():
                _replace(element, lowered(text))


def _marks(element: Element, markers: Collection[str]) -> bool:
    links = [*element.iter("a"), *element.iterancestors("a")]
    there = [link for link in links if link.getparent() is not None]
    return any(link.get("href", "")[1:] in markers and is_marker(link) for link in there)


def _raise(element: Element) -> None:
    text, before, below = element.text_content().strip(), _before(element), element.getnext()
    under = "" if below is None or below.tag != "sub" else below.text_content().strip()
    if _NUMBER.fullmatch(text) and _NUMBER.fullmatch(under) and _BAR.fullmatch(element.tail or ""):
        element.tail = None
        below.text = ""
        _replace(below, "")
        _replace(element, joined(before, fraction(text, under))[len(before) :])
    elif _NUMBERS.fullmatch(text) and before.strip() and before[-1:] not in " \n\t\xa0([":
        _replace(element, shifted(text, before, 1))


def _before(element: Element) -> str:
    """Return the text right before an element in its line; empty at the beginning of one."""
    place = element
    for _ in range(_STEPS):
        if place.tag in _LINES:
            break
        previous = place.getprevious()
        if previous is None:
            place = place.getparent()
            text = "" if place is None else place.text or ""
        else:
            place = previous
            text = place.tail or place.text_content()
        if text or place is None:
            return text
    return ""


def _replace(element: Element, text: str) -> None:
    """Put text in the place of an element and all that is in it."""
    for child in list(element):
        element.remove(child)
    element.text = text
    element.tag = "span"


def _formula(element: Element) -> str:
    """Return a part of a formula as it is read aloud from left to right."""
    if element.tag in _UNREAD:
        return ""
    written = [_formula(child) for child in element]
    parts = [part.strip() for part in written]
    match element.tag, parts:
        case "mfrac", [above, below]:
            return fraction(above, below)
        case (("msup" | "mover"), [base, above]):
            return base + raised(above)
        case (("msub" | "munder"), [base, below]):
            return base + lowered(below)
        case (("msubsup" | "munderover"), [base, below, above]):
            return base + lowered(below) + raised(above)
        case "msqrt", _:
            return "√" + one_term("".join(parts))
        case "mtd", _:
            return " ".join(parts)
        case "mo", []:
            sign = (element.text or "").strip(_SPACE)
            previous = element.getprevious()
            spaced = previous is not None and previous.tag != "mo" and _RELATION.fullmatch(sign)
            return f"\xa0{sign}\xa0" if spaced else sign
        case _:
            return _row(element, written)


def _row(element: Element, parts: list[str]) -> str:
    """Return what stands side by side; a whole number and a fraction as 3/7 stay apart."""
    text = (element.text or "").strip()
    for child, part in zip(element, parts, strict=True):
        gap = " " if child.tag in ("mtr", "mtd") and text else ""
        text = joined(text, gap + part) + (child.tail or "").strip()
    return text
