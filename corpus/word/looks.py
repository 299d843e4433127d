"""How the runs of a Word document look: what its styles, its defaults and a run itself say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.untrusted_zip import Element
from corpus.word.package import Part
from corpus.word.styles import OFF, W, inherited, value

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_DOT = 4  # half points: text of this size or smaller is not meant to be read
_SHIFT = 4  # half points: text moved up or down by less is only set straight
_READ = {"vanish", "strike", "dstrike", "sz", "vertAlign", "position", "rFonts"}
_PLACEHOLDER = ("placeholder text", "placeholdertext", "tekst van tijdelijke aanduiding")

Said = dict[str, str]  # what one place says about text: values by name of the property


@dataclass(frozen=True, slots=True)
class Look:
    """How one run is shown; ``shift`` is above 0 for raised text and below for lowered text."""

    hidden: bool = False
    struck: bool = False
    placeholder: bool = False
    shift: int = 0
    font: str = ""


@dataclass(slots=True)
class Looks:
    """The looks that the styles of a document give, by the styles' ids."""

    defaults: Said = field(default_factory=dict)
    styles: dict[str, Said] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    placeholders: set[str] = field(default_factory=lambda: {"PlaceholderText"})
    paragraph: str = ""  # the style of a paragraph that names none
    _around: dict[Element, list[Said]] = field(default_factory=dict)  # by paragraph, once asked for

    def of(self, run: Element) -> Look:
        """Return the look of a run in its paragraph."""
        properties = run.find(W + "rPr")
        named = value(properties, "rStyle")
        own = _said(properties)
        by_style = [*self._said_around(run), self._styled(named, "character")]
        hidden = self._toggled("vanish", own, by_style)
        struck = self._toggled("strike", own, by_style)
        nearest = self.defaults.copy()
        for said in (*by_style, own):
            nearest |= said
        return Look(
            hidden or 0 <= whole(nearest.get("sz", ""), _DOT + 1) <= _DOT,
            struck or nearest.get("dstrike", "0") not in OFF,
            named in self.placeholders,
            _shift(nearest),
            nearest.get("rFonts", ""),
        )

    def _said_around(self, run: Element) -> list[Said]:
        """Return what the styles of the table and of the paragraph around a run say."""
        paragraph = next(run.iterancestors(W + "p"), None)
        if paragraph not in self._around:
            table = next(run.iterancestors(W + "tbl"), None)
            of_table = value(None if table is None else table.find(W + "tblPr"), "tblStyle")
            properties = None if paragraph is None else paragraph.find(W + "pPr")
            name = value(properties, "pStyle") or self.paragraph
            self._around[paragraph] = [
                self._styled(of_table, "table"),
                self._styled(name, "paragraph"),
            ]
        return self._around[paragraph]

    def _styled(self, name: str, kind: str) -> Said:
        """A style of the wrong kind says nothing; Word passes it by as well."""
        return self.styles.get(name, {}) if self.kinds.get(name, kind) == kind else {}

    def _toggled(self, name: str, own: Said, by_style: list[Said]) -> bool:
        """Whether a property is on; two styles that set it switch it off (ECMA-376 17.7.3)."""
        if name in own:
            return own[name] not in OFF
        if self.defaults.get(name, "0") not in OFF:
            return True
        return sum(said.get(name, "0") not in OFF for said in by_style) % 2 == 1


def whole(text: str, default: int) -> int:
    """Return a value that is a whole number; the default for anything else."""
    return int(text) if _WHOLE.fullmatch(text) else default


def read_looks(document: Part) -> Looks:
    """Return what the styles of a document say about text, with what they inherit."""
    looks = Looks()
    part = document.first("styles")
    root = None if part is None else part.root
    if root is None:
        return looks
    looks.defaults = _said(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    elements = {style.get(W + "styleId", ""): style for style in root.iter(W + "style")}
    for name, style in elements.items():
        looks.styles[name] = _inherited(name, elements)
        if style.get(W + "type"):
            looks.kinds[name] = style.get(W + "type")
        if value(style, "name").lower() in _PLACEHOLDER:
            looks.placeholders.add(name)
        if style.get(W + "type") == "paragraph" and style.get(W + "default", "0") not in OFF:
            looks.paragraph = name
    return looks


def _inherited(name: str, elements: dict[str, Element]) -> Said:
    """What a style says, or else the style that it is based on."""
    said: Said = {}
    for style in reversed(inherited(name, elements)):
        said |= _said(style.find(W + "rPr"))
    return said


def _said(properties: Element | None) -> Said:
    said: Said = {}
    for child in () if properties is None else properties:
        name = child.tag.removeprefix(W)
        if name == "rFonts":
            font = child.get(W + "ascii") or child.get(W + "hAnsi")
            said |= {name: font} if font else {}
        elif name in _READ:
            said[name] = child.get(W + "val", "1")
    return said


def _shift(said: Said) -> int:
    """1 for raised text, -1 for lowered text, also when it was moved by hand."""
    aligned = {"superscript": 1, "subscript": -1}.get(said.get("vertAlign", ""), 0)
    points = whole(said.get("position", ""), 0)
    return aligned or (points >= _SHIFT) - (points <= -_SHIFT)
