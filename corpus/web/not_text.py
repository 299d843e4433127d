"""The parts of a web page that are no text of its letter: menus, controls and scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from corpus.untrusted_zip import Element

_DROPPED = frozenset(
    ("script", "style", "noscript", "noframes", "template", "nav", "button", "select", "video",
     "audio", "head", "meta", "link", "title", "input", "textarea", "dialog")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MENU_NAME = re.compile(
    r"(?:[a-z]+[_-])?(?:menu|navigatie|navigation|navbar|breadcrumbs?|kruimelpad|cookies?)"
    r"(?:[_-][a-z]+)?|skip-?links?|sr-only|visually-?hidden|site-?footer|share|social|toc|paginering",
    re.IGNORECASE,
)
_MENU_ROLES = {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog"}
_MAIN = ("//main", '//*[@role="main"]', '//*[@id="broodtekst"]', '//*[@id="content"]', "//article")
_SHARE = 0.5  # of the page's text, that a part must hold to stand for the page
_TEXT = etree.XPath(
    ".//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::nav"
    " or ancestor::template or ancestor::button or ancestor::select or ancestor::textarea)]"
)
_FIELD = etree.XPath(
    ".//textarea | .//select | .//input[not(@type) or not("
    "@type='hidden' or @type='submit' or @type='button' or @type='image' or @type='reset')]"
)
_SENTENCE = re.compile(r"\b\w++(?:[ ,]++\w++){4,60}+[ )”’\"]*+[.!?:;]")


@dataclass
class Parts:
    """What the parts of one page are for."""

    root: Element

    def is_left_out(self, element: Element) -> bool:
        """Whether an element is no text of the letter.

        The name of a tag does not decide it: a form may hold the letter, a footer its end.
        """
        if element.tag == "form":
            return self._asks(element)
        if element.tag == "footer" and element.get("role", "") not in _MENU_ROLES:
            return _is_foot_of_site(element)
        return _is_menu(element)

    def _asks(self, form: Element) -> bool:
        """Whether a form is there to be filled in, not to be read."""
        text = _text(form)
        if self._size and len(text) >= _SHARE * self._size:
            return False
        return bool(_FIELD(form)) or not _is_prose(form)

    @cached_property
    def _size(self) -> int:
        body = self.root.find("body")
        return len(_text(self.root if body is None else body))


def _is_menu(element: Element) -> bool:
    if element.tag in _DROPPED or element.get("role", "") in _MENU_ROLES:
        return True
    if element.get("aria-hidden") == "true":
        return True
    if element.tag in ("body", "main", "html"):
        return False
    names = element.get("class", "").split()
    if element.tag not in _HEADINGS:  # whose id is often the heading itself
        names.append(element.get("id", ""))
    return any(_MENU_NAME.fullmatch(name) for name in names)


def _is_foot_of_site(footer: Element) -> bool:
    """Whether a footer is the site's: the letter's own stands in it, or amid its text."""
    if "©" in footer.text_content() or not _is_prose(footer):
        return True
    if any(around.tag in ("main", "article", "section") for around in footer.iterancestors()):
        return False
    return not any(
        sibling.tag != "footer" and not _is_menu(sibling) and _is_prose(sibling)
        for around in (footer, *footer.iterancestors())
        for sibling in around.itersiblings()
    )


def _is_prose(element: Element) -> bool:
    """Whether an element holds a sentence, and not mostly links."""
    text = _text(element)
    linked = sum(len(" ".join(link.text_content().split())) for link in element.iter("a"))
    return linked < len(text) / 2 and _SENTENCE.search(text) is not None


def _text(element: Element) -> str:
    return " ".join("".join(_TEXT(element)).split())


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
