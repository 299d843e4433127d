"""What the styles of a Word document say about its paragraphs, and its number formats."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.dutch.numerals import MOST_ROMAN, roman
from corpus.untrusted_zip import Element
from corpus.word.package import Part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
DELETED = {W + "del", W + "moveFrom"}
OFF = ("0", "false", "off", "none")
_NATURAL = re.compile(r"[0-9]{1,9}")
_SIGNS = "*†‡§"
_HEADING_NAME = re.compile(r"(?:heading|kop) ([1-9])$")


def value(parent: Element | None, tag: str) -> str:
    """Return the value attribute of a child element; empty without one."""
    child = None if parent is None else parent.find(W + tag)
    return "" if child is None else str(child.get(W + "val", ""))


def switched_on(parent: Element | None, tag: str) -> bool:
    """Whether a property such as bold or hidden is set and not set to false."""
    child = None if parent is None else parent.find(W + tag)
    return child is not None and child.get(W + "val", "1") not in OFF


def natural(text: str, otherwise: int) -> int:
    """Return a number that counts something; ``otherwise`` for anything else."""
    return int(text) if _NATURAL.fullmatch(text) else otherwise


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: heading level (0: none), table of contents, bold and italic text."""

    level: int = 0
    contents: bool = False
    bold: bool = False
    italic: bool = False


def printed(number: int, form: str) -> str:
    """Return a number in one of Word's number formats."""
    if form == "none":
        return ""
    if number > MOST_ROMAN:
        return str(number)
    if form.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form.endswith("Roman"):
        text = roman(number)
    elif form == "chicago":
        return _SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1)
    elif form.startswith("decimalZero"):
        return str(number).zfill(1 + form.count("Zero"))
    else:
        return {"ordinal": f"{number}e", "numberInDash": f"- {number} -"}.get(form, str(number))
    return text.upper() if form.startswith("upper") else text


def read_styles(document: Part) -> dict[str, Style]:
    """Return the document's paragraph styles by id, with what they inherit."""
    part = document.first("styles")
    root = None if part is None else part.root
    elements = {} if root is None else {s.get(W + "styleId"): s for s in root.iter(W + "style")}
    return {name: _style(inherited(name, elements)) for name in elements}


def inherited(name: str, styles: dict[str, Element]) -> list[Element]:
    """Return a style and those it is based on, the nearest first; a circle ends where it began."""
    seen: dict[str, Element] = {}
    while name in styles and name not in seen:
        seen[name] = styles[name]
        name = value(styles[name], "basedOn")
    return list(seen.values())


def _style(chain: list[Element]) -> Style:
    level = 0
    for element in chain:
        name = value(element, "name").lower()
        heading = _HEADING_NAME.match(name)
        outline = natural(value(element.find(W + "pPr"), "outlineLvl"), 9)
        if not level and (heading or outline < 9):
            level = int(heading[1]) if heading else outline + 1
    first = value(chain[0], "name").lower()
    return Style(
        1 if first == "title" else level,
        first.startswith(("toc ", "table of figures", "inhopg")),
        *(any(switched_on(one.find(W + "rPr"), name) for one in chain) for name in ("b", "i")),
    )
