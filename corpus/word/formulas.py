"""The formulas of a Word document in one line of text."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from corpus.text.notation import fraction, joined, lowered, one_term, raised
from corpus.untrusted_zip import Element
from corpus.word.looks import M
from corpus.word.styles import OFF, W


def write_formulas(part: Element) -> None:
    """Write each formula of a part as a run of plain text."""
    for formula in list(part.iter(M + "oMath")):
        parent = formula.getparent()
        if parent is None or next(formula.iterancestors(M + "oMath"), None) is not None:
            continue
        previous = formula.getprevious()
        before, run = _last_text(previous), etree.Element(W + "r")
        if parent.tag == M + "oMathPara" and previous is not None and previous.tag == W + "r":
            etree.SubElement(run, W + "br")
        etree.SubElement(run, W + "t").text = joined(before, _text(formula))[len(before) :]
        parent.replace(formula, run)


def _last_text(element: Element | None) -> str:
    """Return the words that stand right before a formula."""
    words = [] if element is None else list(element.iter(W + "t"))
    return (words[-1].text or "") if words else ""


def _text(element: Element | None) -> str:
    """Return what an element of a formula shows."""
    if element is None:
        return ""
    if element.tag in (M + "t", W + "t"):
        return element.text or ""
    write = _WRITERS.get(element.tag.removeprefix(M))
    if write is not None:
        return write(element)
    shown = ""
    for child in element:
        shown = joined(shown, _text(child))
    return shown


def _part(element: Element, name: str) -> str:
    return _text(element.find(M + name)).strip()


def _said(element: Element, name: str, default: str) -> str:
    """Return a property of an element, such as its sign; the default when nothing is said."""
    said = element.find(f"{element.tag}Pr/{M}{name}")
    return default if said is None else str(said.get(M + "val", "1"))


def _fraction(element: Element) -> str:
    above, below = _part(element, "num"), _part(element, "den")
    return f"({above} {below})" if _said(element, "type", "") == "noBar" else fraction(above, below)


def _scripts(element: Element) -> str:
    """Return a base with the power and index behind it, or before it."""
    index, power = _part(element, "sub"), _part(element, "sup")
    scripts = (lowered(index) if index else "") + (raised(power) if power else "")
    base = _part(element, "e")
    return scripts + base if element.tag == M + "sPre" else one_term(base) + scripts


def _root(element: Element) -> str:
    degree = _part(element, "deg")
    return (raised(degree) if degree else "") + "√" + one_term(_part(element, "e"))


def _sum(element: Element) -> str:
    """Return a sum or integral: its sign, its bounds and what is added up."""
    low, high = _part(element, "sub"), _part(element, "sup")
    bounds = (lowered(low) if low else "") + (raised(high) if high else "")
    return f"{_said(element, 'chr', '∫')}{bounds} {_part(element, 'e')}"


def _brackets(element: Element) -> str:
    inside = _said(element, "sepChr", "|").join(_text(one) for one in element.iterchildren(M + "e"))
    return _said(element, "begChr", "(") + inside + _said(element, "endChr", ")")


def _limit(element: Element) -> str:
    sign = "_" if element.tag == M + "limLow" else "^"
    return f"{_part(element, 'e')}{sign}{one_term(_part(element, 'lim'))}"


def _function(element: Element) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


def _matrix(element: Element) -> str:
    rows = element.iterchildren(M + "mr")
    return "; ".join(", ".join(_text(cell) for cell in row) for row in rows)


def _lines(element: Element) -> str:
    return "\n".join(_text(line) for line in element.iterchildren(M + "e"))


def _phantom(element: Element) -> str:
    """Return nothing of what only takes room."""
    return _part(element, "e") if _said(element, "show", "1") not in OFF else ""


def is_crossed_out(box: Element) -> bool:
    """Whether a box in a formula draws a line through what is in it."""
    strikes = ("strikeH", "strikeV", "strikeBLTR", "strikeTLBR")
    return any(_said(box, strike, "0") not in OFF for strike in strikes)


_WRITERS: dict[str, Callable[[Element], str]] = {
    "f": _fraction,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts,
    "rad": _root,
    "nary": _sum,
    "d": _brackets,
    "limLow": _limit,
    "limUpp": _limit,
    "func": _function,
    "m": _matrix,
    "eqArr": _lines,
    "phant": _phantom,
}
