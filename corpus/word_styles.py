"""What the styles and the numbering of a Word document say about its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.archive import Archive, Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_NAME = re.compile(r"(?:heading|kop) ([1-9])$")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def value(parent: Element | None, tag: str) -> str:
    """Return the value attribute of a child element; empty without one."""
    child = None if parent is None else parent.find(W + tag)
    return "" if child is None else str(child.get(W + "val", ""))


def switched_on(parent: Element | None, tag: str) -> bool:
    """Whether a property such as bold or hidden is set and not set to false."""
    child = None if parent is None else parent.find(W + tag)
    return child is not None and child.get(W + "val", "1") not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: heading level (0: none), table of contents, list and hidden text."""

    level: int = 0
    contents: bool = False
    list: tuple[str, int] | None = None
    hidden: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Numbering:
    """Counts numbered paragraphs the way Word prints them."""

    formats: dict[tuple[str, int], tuple[str, str, int]]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)

    def next(self, number_id: str, level: int) -> str:
        """Return the number printed before the next paragraph of a list; empty for a bullet."""
        own = self.lists.get(number_id, number_id)
        form, pattern, start = self.formats.get((number_id, level), ("bullet", "", 1))
        self.counts[own, level] = self.counts.get((own, level), start - 1) + 1
        for deeper in range(level + 1, 9):
            self.counts.pop((own, deeper), None)
        if form in ("bullet", "none") or not pattern:
            return ""
        return re.sub(r"%([1-9])", lambda part: self._at(number_id, int(part[1]) - 1), pattern)

    def _at(self, number_id: str, level: int) -> str:
        form, _, start = self.formats.get((number_id, level), ("decimal", "", 1))
        own = self.lists.get(number_id, number_id)
        return printed(self.counts.get((own, level), start), form)


def printed(number: int, form: str) -> str:
    """Return a number in one of Word's number formats."""
    if form.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form.endswith("Roman"):
        text = roman(number)
    else:
        return str(number)
    return text.upper() if form.startswith("upper") else text


def roman(number: int) -> str:
    """Return a number as a roman numeral in lower case."""
    text = ""
    for size, numeral in _ROMAN:
        text += numeral * (number // size)
        number %= size
    return text


def read_styles(archive: Archive) -> dict[str, Style]:
    """Return the document's paragraph styles by id, with what they inherit."""
    root = archive.xml("word/styles.xml")
    elements = {} if root is None else {s.get(W + "styleId"): s for s in root.iter(W + "style")}
    styles: dict[str, Style] = {}
    for name in elements:
        chain: list[Element] = []
        parent = name
        while parent in elements and elements[parent] not in chain:
            chain.append(elements[parent])
            parent = value(elements[parent], "basedOn")
        styles[name] = _style(chain)
    return styles


def _style(chain: list[Element]) -> Style:
    level, listed = 0, None
    for element in chain:
        name = value(element, "name").lower()
        heading = _HEADING_NAME.match(name)
        outline = value(element.find(W + "pPr"), "outlineLvl")
        if not level and (heading or (outline.isdigit() and int(outline) < 9)):
            level = int(heading[1]) if heading else int(outline) + 1
        listed = listed or numbered(element.find(W + "pPr"))
    first = value(chain[0], "name").lower()
    return Style(
        1 if first == "title" else level,
        first.startswith(("toc ", "table of figures", "inhopg")),
        listed,
        any(switched_on(element.find(W + "rPr"), "vanish") for element in chain),
        any(switched_on(element.find(W + "rPr"), "b") for element in chain),
    )


def numbered(properties: Element | None) -> tuple[str, int] | None:
    """Return the list and the depth in it that paragraph properties name."""
    numbering = None if properties is None else properties.find(W + "numPr")
    if numbering is None:
        return None
    depth = value(numbering, "ilvl")
    return value(numbering, "numId") or "0", min(int(depth), 8) if depth.isdigit() else 0


def read_numbering(archive: Archive) -> Numbering:
    """Return the document's lists with their number formats."""
    root = archive.xml("word/numbering.xml")
    numbering = Numbering({})
    if root is None:
        return numbering
    abstract = {a.get(W + "abstractNumId"): a for a in root.iter(W + "abstractNum")}
    for number in root.iter(W + "num"):
        name, form = number.get(W + "numId", ""), value(number, "abstractNumId")
        own = number.find(W + "lvlOverride") is not None
        numbering.lists[name] = name if own else f"abstract {form}"
        for level in abstract[form].iter(W + "lvl") if form in abstract else ():
            _keep_format(numbering, name, level)
        for override in number.iter(W + "lvlOverride"):
            _override(numbering, name, override)
    return numbering


def _keep_format(numbering: Numbering, name: str, level: Element) -> None:
    depth, start = level.get(W + "ilvl", "0"), value(level, "start")
    numbering.formats[name, int(depth) if depth.isdigit() else 0] = (
        value(level, "numFmt") or "decimal",
        value(level, "lvlText"),
        int(start) if start.isdigit() else 1,
    )


def _override(numbering: Numbering, name: str, override: Element) -> None:
    depth, start = override.get(W + "ilvl", "0"), value(override, "startOverride")
    for level in override.iter(W + "lvl"):
        _keep_format(numbering, name, level)
    key = (name, int(depth) if depth.isdigit() else 0)
    if start.isdigit() and key in numbering.formats:
        form, pattern, _ = numbering.formats[key]
        numbering.formats[key] = (form, pattern, int(start))
