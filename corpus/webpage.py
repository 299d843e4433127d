"""Reads web pages: the main text without menus, hidden parts and scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

from corpus.archive import Element
from corpus.blocks import HIDDEN, BlockWriter
from corpus.charrefs import read_numeric
from corpus.decoding import decode
from corpus.draft import BlockKind, Draft
from corpus.errors import UnreadableFile
from corpus.webnotes import NOTE_LABEL, is_marker, take_notes
from corpus.word_styles import printed

_DROPPED = frozenset(
    ("script", "style", "noscript", "template", "nav", "footer", "form", "button", "select",
     "iframe", "object", "embed", "svg", "math", "canvas", "video", "audio", "head", "meta",
     "link", "title", "input", "textarea", "dialog")
)  # fmt: skip
_BLOCK = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "header", "hr", "li", "main", "p",
     "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
)  # fmt: skip
_MENU_NAME = re.compile(
    r"(?:[a-z]+[_-])?(?:menu|navigatie|navigation|navbar|breadcrumbs?|kruimelpad|cookies?)"
    r"(?:[_-][a-z]+)?|skip-?links?|sr-only|visually-?hidden|site-?footer|share|social|toc|paginering",
    re.IGNORECASE,
)
_MENU_ROLES = {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog"}
_UNSEEN = re.compile(
    r"display:none|visibility:hidden|opacity:0(?:\.0+)?(?:;|$)|font-size:[012]?(?:px|pt|em|%)?(?:;|$)"
    r"|(?:left|top|text-indent):-\d{3,}|clip:rect\(0|(?:max-)?(?:height|width):[01]px"
)
_WHITE = re.compile(r"(?:^|;)color:(?:#fff(?:fff)?|white)(?:;|$)")
_BEHIND = re.compile(r"background(?:-color)?:(?!#fff(?:fff)?|white|transparent)")
_MAIN = ("//main", '//*[@role="main"]', '//*[@id="broodtekst"]', '//*[@id="content"]', "//article")
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SHARE = 0.5  # of the page's text, that the main part must hold to stand for the page


@dataclass(slots=True)
class _Walk:
    """One walk through a page."""

    notes: dict[str, str]
    writer: BlockWriter = field(default_factory=BlockWriter)
    dropped: set[Element] = field(default_factory=set)


def read_webpage(data: bytes, path: Path) -> Draft:
    """Return the draft of a web page.

    Raises:
        UnreadableFile: the page cannot be parsed.
    """
    source = read_numeric(_CONTROL.sub("", decode(data)))
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError, AssertionError) as cause:
        raise UnreadableFile(
            path,
            "de webpagina is leeg of beschadigd",
            "Sla de pagina opnieuw op of maak er een PDF van.",
        ) from cause
    facts = _facts(root)
    hidden = _drop_unseen(root)
    walk = _Walk(take_notes(root))
    _walk(walk, _main_part(root), "paragraph")
    walk.writer.close("paragraph")
    if hidden:
        walk.writer.warn(HIDDEN)
    return Draft(tuple(walk.writer.blocks), facts=facts, warnings=tuple(walk.writer.warnings))


def _facts(root: Element) -> dict[str, str]:
    """Return the address that the page gives itself."""
    links = root.xpath('//link[@rel="canonical"]/@href')
    return {"url": str(links[0])} if links and str(links[0]).startswith("http") else {}


def _drop_unseen(root: Element) -> bool:
    """Take away what a reader does not see; true when text was hidden with a style."""
    hidden = False
    for element in list(root.iter(etree.Element)):
        style = re.sub(r"\s", "", element.get("style", "")).lower()
        unseen = element.get("hidden") is not None or bool(style and _hides(style))
        hidden = hidden or (unseen and bool(element.text_content().strip()))
        if (unseen or _is_menu(element)) and element.getparent() is not None:
            element.drop_tree()
    return hidden


def _hides(style: str) -> bool:
    return bool(_UNSEEN.search(style) or (_WHITE.search(style) and not _BEHIND.search(style)))


def _is_menu(element: Element) -> bool:
    if element.tag in _DROPPED or element.get("role", "") in _MENU_ROLES:
        return True
    if element.get("aria-hidden") == "true":
        return True
    if element.tag in ("body", "main", "html"):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    return any(_MENU_NAME.fullmatch(name) for name in names)


def _main_part(root: Element) -> Element:
    """The part marked as main, when it holds most of the text; otherwise the body."""
    body = root.find("body")
    body = root if body is None else body
    size = len(body.text_content())
    for marked in _MAIN:
        parts = root.xpath(marked)
        if len(parts) == 1 and len(parts[0].text_content()) >= _SHARE * size:
            return parts[0]
    return body


def _walk(walk: _Walk, parent: Element, kind: BlockKind) -> None:
    """Write the text under an element; blocks inside it end the open one."""
    _write(walk, parent.text)
    for child in parent:
        _child(walk, child, kind)
        _write(walk, child.tail)


def _write(walk: _Walk, text: str | None) -> None:
    if text:
        walk.writer.write(re.sub(r"\s+", " ", text))


def _child(walk: _Walk, child: Element, kind: BlockKind) -> None:
    tag = child.tag
    if tag == "br":
        walk.writer.write("\n")
    elif tag == "a" and child.get("href", "")[1:] in walk.notes and is_marker(child):
        target = child.get("href")[1:]
        label = NOTE_LABEL.fullmatch(child.text_content().strip())
        walk.writer.mark(label[1] if label else target)
        walk.writer.note(label[1] if label else target, walk.notes[target])
    elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        walk.writer.close(kind)
        _walk(walk, child, "heading")
        walk.writer.close("heading", int(tag[1]))
    elif tag == "table":
        walk.writer.close(kind)
        _table(walk, child)
    elif tag in ("ul", "ol"):
        walk.writer.close(kind)
        _list(walk, child)
    elif tag in _BLOCK:
        walk.writer.close(kind)
        _walk(walk, child, kind)
        walk.writer.close(kind)
    else:
        _walk(walk, child, kind)


def _list(walk: _Walk, listed: Element) -> None:
    start = listed.get("start", "1")
    number = int(start) if start.isdigit() else 1
    form = _LIST_TYPES.get(listed.get("type", ""), "decimal")
    bare = "list-style" in listed.get("style", "") or "none" in listed.get("type", "")
    for child in listed:
        if listed.tag == "ol" and child.tag == "li" and not bare:
            walk.writer.write(f"{printed(number, form)}. ")
            number += 1
        _walk(walk, child, "item")
        walk.writer.close("item")


def _table(walk: _Walk, table: Element) -> None:
    """Write a table row by row; a table of one column, or with tables in it, is layout."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if max((len(row) for row in rows), default=0) <= 1 or table.find(".//table") is not None:
        _walk(walk, table, "paragraph")
        walk.writer.close("paragraph")
        return
    caption = table.find("caption")
    if caption is not None:
        _walk(walk, caption, "paragraph")
        walk.writer.close("paragraph")
    for row in rows:
        for place, cell in enumerate(row):
            walk.writer.write(" | " if place else "")
            _cell(walk, cell)
        walk.writer.close("row")


def _cell(walk: _Walk, cell: Element) -> None:
    _write(walk, cell.text)
    for child in cell:
        if child.tag in _BLOCK or child.tag == "br":
            walk.writer.write(" ")
        if child.tag == "a":
            _child(walk, child, "row")
        else:
            _cell(walk, child)
        _write(walk, child.tail)
    walk.writer.write(" ")
