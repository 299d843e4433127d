"""The numbers that Word prints before headings and the items of lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.untrusted_zip import Element
from corpus.word.package import Part
from corpus.word.styles import W, inherited, natural, printed, switched_on, value

_DEEPEST = 8
_PADDED = re.compile(r"(0{1,9})1\b")  # "001, 002, ...": a format written out


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs at one depth of a list are numbered.

    ``after`` is the depth, from 1, whose next paragraph makes this one start anew; 0 for never.
    """

    form: str
    text: str
    start: int
    after: int
    legal: bool
    gap: str
    style: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """Counts numbered paragraphs the way Word prints them.

    Lists are used by the names of their instances; those of the same definition count on.
    """

    definitions: dict[str, str] = field(default_factory=dict)  # by list
    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)  # that a list has of its own
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def place(self, properties: Element | None) -> tuple[str, int] | None:
        """Return the list that a paragraph with these properties is in, and how deep."""
        style = value(properties, "pStyle")
        number = None if properties is None else properties.find(W + "numPr")
        name, depth = self.styles.get(style, ("", 0))
        own = value(number, "numId")
        if own and own != name:
            name, depth = own, self.styled(own, style)
        return (name, _whole(value(number, "ilvl"), depth)) if name in self.definitions else None

    def styled(self, name: str, style: str) -> int:
        """Return the depth of a list that belongs to a style."""
        depths = (n for n in range(_DEEPEST + 1) if style and self._style(name, n) == style)
        return next(depths, 0)

    def _style(self, name: str, depth: int) -> str:
        level = self.levels.get((name, depth))
        return level.style if level else ""

    def next(self, name: str, depth: int) -> str:
        """Return what is printed before the next paragraph of a list; empty for a bullet."""
        level = self.levels.get((name, depth))
        if level is None:
            return ""
        self._count(name, depth)
        if level.form == "bullet" or not level.text:
            return ""
        number = re.sub(
            r"%([1-9])", lambda part: self._at(name, int(part[1]) - 1, level.legal), level.text
        )
        return number + level.gap if number.strip() else ""

    def _count(self, name: str, depth: int) -> None:
        own, place = self.definitions[name], (name, depth)
        start = self._start(name, depth)
        count = self.counts.get((own, depth), start - 1) + 1
        self.counts[own, depth] = start if place in self.starts.keys() - self.begun else count
        self.begun.add(place)
        for deeper in range(depth + 1, _DEEPEST + 1):
            level = self.levels.get((name, deeper))
            if level is None or depth < level.after:
                self.counts.pop((own, deeper), None)

    def _start(self, name: str, depth: int) -> int:
        level = self.levels.get((name, depth))
        return self.starts.get((name, depth), level.start if level else 1)

    def _at(self, name: str, depth: int, legal: bool) -> str:
        """Return the number of a level as it stands in that of a paragraph below it."""
        level = self.levels.get((name, depth))
        count = self.counts.get((self.definitions[name], depth), self._start(name, depth))
        return printed(count, "decimal" if legal or level is None else level.form)


def read_numbering(document: Part) -> Numbering:
    """Return the document's lists with their number formats, and the styles that use them."""
    part, numbering = document.first("numbering"), Numbering()
    if part is None:
        return numbering
    styles = _named(document.first("styles"), "style", "styleId")
    abstract = _named(part, "abstractNum", "abstractNumId")
    numbers = _named(part, "num", "numId")
    for name, number in numbers.items():
        form = _definition(value(number, "abstractNumId"), abstract, numbers, styles)
        numbering.definitions[name] = form
        for level in abstract[form].iter(W + "lvl") if form in abstract else ():
            numbering.levels[name, _depth(level)] = _level(level)
        for override in number.iter(W + "lvlOverride"):
            _override(numbering, name, override)
    numbering.definitions.pop("0", None)  # which says that a paragraph is in no list
    for style in styles:
        place = _style_place(numbering, style, styles)
        numbering.styles.update({} if place is None else {style: place})
    return numbering


def _named(part: Part | None, tag: str, attribute: str) -> dict[str, Element]:
    found = () if part is None else part.root.iter(W + tag)
    return {one.get(W + attribute, ""): one for one in found}


def _definition(
    form: str, abstract: dict[str, Element], numbers: dict[str, Element], styles: dict[str, Element]
) -> str:
    """Return the definition of a list; where that points to a list style, the one of the style."""
    linked = value(abstract.get(form), "numStyleLink")
    number = None if linked not in styles else styles[linked].find(f"{W}pPr/{W}numPr")
    own = numbers.get(value(number, "numId"))
    return value(own, "abstractNumId") or form


def _depth(level: Element) -> int:
    return _whole(level.get(W + "ilvl", ""))


def _whole(depth: str, otherwise: int = 0) -> int:
    return min(natural(depth, otherwise), _DEEPEST)


def _level(level: Element) -> Level:
    hidden = switched_on(level.find(W + "rPr"), "vanish")
    return Level(
        _form(level),
        "" if hidden else value(level, "lvlText"),
        natural(value(level, "start"), 1),
        natural(value(level, "lvlRestart"), _depth(level)),
        switched_on(level, "isLgl"),
        "" if value(level, "suff") == "nothing" else " ",
        value(level, "pStyle"),
    )


def _form(level: Element) -> str:
    """Return the number format of a level; one that is written out comes beside a plain one."""
    found = next(level.iter(W + "numFmt"), None)
    if found is None:
        return "decimal"
    padded = _PADDED.match(found.get(W + "format", ""))
    return "decimal" + "Zero" * len(padded[1]) if padded else str(found.get(W + "val", "decimal"))


def _override(numbering: Numbering, name: str, override: Element) -> None:
    place = name, _depth(override)
    for level in override.iter(W + "lvl"):
        numbering.levels[place] = _level(level)
    start = natural(value(override, "startOverride"), -1)
    if start >= 0:
        numbering.starts[place] = start


def _style_place(
    numbering: Numbering, style: str, styles: dict[str, Element]
) -> tuple[str, int] | None:
    """Return the list of a style and how deep it is in it, as it says or inherits."""
    chain = [one.find(f"{W}pPr/{W}numPr") for one in inherited(style, styles)]
    name = next((value(one, "numId") for one in chain if value(one, "numId")), "")
    told = next((value(one, "ilvl") for one in chain if value(one, "ilvl")), "")
    depth = numbering.styled(name, style) or _whole(told)
    return (name, depth) if name in numbering.definitions else None
