"""What a web page shows out of other files and drawings, which no text of the page holds."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import etree

from corpus.text.block_writer import FIELDS
from corpus.untrusted_zip import Element

_FRAMES = ("iframe", "frame", "object", "embed")
_DRAWINGS = ("svg", "canvas")
_TEXT_FILES = frozenset(
    (".pdf", ".html", ".htm", ".xhtml", ".doc", ".docx", ".odt", ".rtf", ".txt", ".md", ".mht")
)
_TEXT_TYPES = ("application/pdf", "text/html", "application/xhtml+xml")
_TAG = re.compile(r"<(script|style)\b.*?(?:</\1|\Z)|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_LONG = 40  # characters of a description that says what an image says, not only what it is
_NAMED = 3  # files that are named; a page with more of them tells how many
_TELLING = "Niet meegelezen: {}. Voeg toe wat bij de brief hoort, bijvoorbeeld als PDF."

_FILLED = etree.XPath(
    "//input[@checked and (@type='checkbox' or @type='radio')] | //textarea[normalize-space()]"
    " | //input[normalize-space(@value) and (not(@type) or @type='text' or @type='number'"
    " or @type='date' or @type='tel' or @type='email')]"
)
_AROUND = frozenset(("nav", "header", "footer"))


def unread_fields(root: Element) -> list[str]:
    """Return the warning for fields that are filled in; those of a site do not count."""
    for found in _FILLED(root):
        around = list(found.iterancestors())
        if not any(one.tag in _AROUND or one.get("role") == "search" for one in around):
            return [FIELDS]
    return []


def take_unread(root: Element) -> list[str]:
    """Take frames and drawings out of a page, and return the one warning that names them.

    Only what is likely to be text is named. The long description of an image becomes text.
    """
    found: dict[str, None] = {}
    for element in list(root.iter(*_FRAMES, *_DRAWINGS)):
        name = _drawn(element) if element.tag in _DRAWINGS else _framed(element)
        if name:
            found[name] = None
        if element.getparent() is not None:
            element.drop_tree()
    for image in list(root.iter("img")):
        _describe(image)
    names = list(found)
    if len(names) > _NAMED:
        names[_NAMED:] = [f"en nog {len(names) - _NAMED}"]
    return [_TELLING.format(", ".join(names))] if names else []


def empty_embedded(root: Element) -> None:
    """Put what follows an embedded file behind it: the parser knows no end of its tag."""
    for element in list(root.iter("embed")):
        if len(element) or element.text:
            element.addprevious(element.makeelement("embed", dict(element.attrib)))
            element.drop_tag()


def _framed(frame: Element) -> str:
    """Return the name of the file that a frame shows; empty when it is no text, or not seen."""
    if frame.get("width", "") in ("0", "1") or frame.get("height", "") in ("0", "1"):
        return ""
    if len(" ".join(_TAG.sub(" ", frame.get("srcdoc", "")).split())) >= _LONG:
        return "een ingesloten pagina"
    address = frame.get("src") or frame.get("data") or ""
    try:
        name = PurePosixPath(unquote(urlsplit(address).path)).name
    except ValueError:
        return ""
    if PurePosixPath(name).suffix.lower() in _TEXT_FILES:
        return name[-80:]
    shown = frame.get("type", "").lower() in _TEXT_TYPES or address.startswith("cid:")
    return "een ingesloten pagina" if shown else ""


def _drawn(drawing: Element) -> str:
    words = [text for part in drawing.iter("text") for text in part.itertext()]
    if drawing.tag == "canvas":
        words += [drawing.get("aria-label", ""), *drawing.itertext()]
    return "een tekening met tekst" if re.search(r"\w{3}", " ".join(words)) else ""


def _describe(image: Element) -> None:
    """Put the description of an image in its place when it stands for text."""
    said = " ".join(image.get("alt", "").split())
    linked = next(image.iterancestors("a"), None) is not None
    if len(said) < _LONG or not image.get("src") or linked or _captioned(image, said):
        return
    image.tag = "span"
    image.text = f" {said} "


def _captioned(image: Element, said: str) -> bool:
    """Whether the text below the image says the same."""
    figure = next(image.iterancestors("figure"), None)
    return figure is not None and said in " ".join(figure.text_content().split())
