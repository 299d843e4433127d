"""The parts of a web page that are no text of its letter: menus, controls and scripts."""

from __future__ import annotations

import re

from corpus.archive import Element

_DROPPED = frozenset(
    ("script", "style", "noscript", "template", "nav", "footer", "form", "button", "select",
     "iframe", "object", "embed", "svg", "math", "canvas", "video", "audio", "head", "meta",
     "link", "title", "input", "textarea", "dialog")
)  # fmt: skip
_MENU_NAME = re.compile(
    r"(?:[a-z]+[_-])?(?:menu|navigatie|navigation|navbar|breadcrumbs?|kruimelpad|cookies?)"
    r"(?:[_-][a-z]+)?|skip-?links?|sr-only|visually-?hidden|site-?footer|share|social|toc|paginering",
    re.IGNORECASE,
)
_MENU_ROLES = {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog"}
_MAIN = ("//main", '//*[@role="main"]', '//*[@id="broodtekst"]', '//*[@id="content"]', "//article")
_SHARE = 0.5  # of the page's text, that the main part must hold to stand for the page


def is_left_out(element: Element) -> bool:
    """Whether an element is no text of the letter, by what it is for."""
    if element.tag in _DROPPED or element.get("role", "") in _MENU_ROLES:
        return True
    if element.get("aria-hidden") == "true":
        return True
    if element.tag in ("body", "main", "html"):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    return any(_MENU_NAME.fullmatch(name) for name in names)


def main_part(root: Element) -> Element:
    """Return the part marked as main, when it holds most of the text; otherwise the body."""
    body = root.find("body")
    body = root if body is None else body
    size = len(body.text_content())
    for marked in _MAIN:
        parts = root.xpath(marked)
        if len(parts) == 1 and len(parts[0].text_content()) >= _SHARE * size:
            return parts[0]
    return body
