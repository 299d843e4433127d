"""What the styles of an OpenDocument text say about the words that have them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corpus.office.symbol_fonts import in_font
from corpus.opendocument.names import FORMAT, STYLE, TABLE, TEXT, VECTOR
from corpus.text.notation import moved
from corpus.untrusted_zip import Element

_PAGE, _FIRST = STYLE + "master-page", STYLE + "header-first"
_LOOKS = (
    (TEXT + "display",),
    (STYLE + "text-line-through-style",),
    (STYLE + "text-line-through-type",),
    (STYLE + "text-position",),
    (STYLE + "font-name", FORMAT + "font-family"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How words are shown, as far as it changes what they say; ``shift`` is above 0 when raised."""

    hidden: bool = False
    struck: bool = False
    shift: int = 0
    font: str = ""

    def shown(self, text: str) -> tuple[str, bool]:
        """Return the text as it is seen (m², CO₂, ☒), and whether every sign of it is known."""
        text, known = in_font(text, self.font)
        return moved(text, self.shift) if self.shift else text, known


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by family and name, the defaults by family, and the fonts by their name here."""

    named: dict[tuple[str, str], Element] = field(default_factory=dict)
    defaults: dict[str, Element] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    _found: dict[tuple[str, ...], str] = field(default_factory=dict)

    def list_of(self, name: str) -> str | None:
        """Return the list style that a paragraph style names or inherits; None without one.

        That of a heading is left empty in a style that has a place in the outline by itself.
        """
        for style in self._chain("paragraph", name):
            own = style.get(STYLE + "list-style-name")
            if own or (own is not None and not style.get(STYLE + "default-outline-level")):
                return str(own)
        return None

    def page_of(self, family: str, name: str) -> str:
        """Return the name of the page on which a style lets its words begin; empty without one."""
        found = (style.get(STYLE + "master-page-name") for style in self._chain(family, name))
        return next(filter(None, found), "")

    def property(self, family: str, name: str, group: str, *attributes: str) -> str:
        """Return a property of a style, of those it inherits from, or by default; empty without.

        Of more attributes it is the nearest one that is filled.
        """
        key = family, name, group, *attributes
        if key not in self._found:
            found = (
                properties.get(attribute)
                for style in self._chain(family, name)
                for properties in style.iter(STYLE + group)
                for attribute in attributes
            )
            self._found[key] = next(filter(None, found), "")
        return self._found[key]

    def look(self, family: str, name: str, around: Look) -> Look:
        """Return how words with a style are shown inside words that are shown in their own way."""
        group = "text-properties"
        values = [self.property(family, name, group, *attributes) for attributes in _LOOKS]
        if not any(values):
            return around
        display, line, lines, position, font = values
        return replace(
            around,
            hidden=display == "none" if display else around.hidden,
            struck=(line or lines) != "none" if line or lines else around.struck,
            shift=_shift(position) if position else around.shift,
            font=_first_of(self.fonts.get(font, font)) if font else around.font,
        )

    def _chain(self, family: str, name: str) -> list[Element]:
        """Return a style and those it inherits from, the default one last."""
        chain: list[Element] = []
        style = self.named.get((family, name))
        while style is not None and style not in chain:
            chain.append(style)
            style = self.named.get((family, style.get(STYLE + "parent-style-name", "")))
        default = self.defaults.get(family)
        return chain if default is None else [*chain, default]


def read_styles(roots: Iterable[Element | None]) -> Styles:
    """Return the styles in the parts of a document, of which a later one goes before an earlier."""
    styles = Styles()
    for root in roots:
        for style in () if root is None else root.iter(STYLE + "style"):
            styles.named[style.get(STYLE + "family", ""), style.get(STYLE + "name", "")] = style
        for style in () if root is None else root.iter(STYLE + "default-style"):
            styles.defaults[style.get(STYLE + "family", "")] = style
        for face in () if root is None else root.iter(STYLE + "font-face"):
            styles.fonts[face.get(STYLE + "name", "")] = face.get(VECTOR + "font-family", "")
    return styles


def _first_of(families: str) -> str:
    """Return the first of the fonts that are named: ``'Wingdings 2', Symbol``."""
    return families.partition(",")[0].strip(" '\"")


def _shift(position: str) -> int:
    """Return 1 for raised words, -1 for lowered ones and 0 for others."""
    first = position.split()[0] if position.split() else ""
    if first in ("super", "sub"):
        return 1 if first == "super" else -1
    number = re.fullmatch(r"(-?)(\d+(?:\.\d+)?)%", first)
    if number is None or not float(number[2]):
        return 0
    return -1 if number[1] else 1


def first_head(root: Element | None, styles: Styles, text: Element) -> Element | None:
    """Return the head of the first page, where letters name their sender or addressee."""
    pages = {} if root is None else {p.get(STYLE + "name"): p for p in root.iter(_PAGE)}
    first = next(text.iter(TEXT + "p", TEXT + "h", TABLE + "table"), None)
    if first is None or not pages:
        return None
    family, prefix = ("table", TABLE) if first.tag == TABLE + "table" else ("paragraph", TEXT)
    name = styles.page_of(family, first.get(prefix + "style-name", "")) or "Standard"
    page = pages.get(name, next(iter(pages.values())))
    heads = (page.find(_FIRST), page.find(STYLE + "header"))
    shown = (one for one in heads if one is not None and one.get(STYLE + "display") != "false")
    return next(shown, None)
