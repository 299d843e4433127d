"""The look that a web page gives its elements: style sheets in the page, and styles of their own.

Only what the page itself holds is known, and only selectors of one element (``p``, ``.x``,
``#y``, ``td.x.z``); rules for paper or for small screens are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.untrusted_zip import Element

Look = dict[str, str]
"""The values of properties, small and without white space."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_AT_ALL = re.compile(r"@media\s+(?:all|screen)\s*\{((?:[^{}]*\{[^{}]*\})*)\s*\}", re.IGNORECASE)
_AT_OTHER = re.compile(r"@[^{};@]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_FOR_SCREEN = re.compile(r"all|screen|^\s*$", re.IGNORECASE)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_LONG_NAMES = {
    "background": "background-color",
    "background-image": "background-color",
    "text-decoration": "text-decoration-line",
    "list-style": "list-style-type",
    "font": "font-family",
}
_KNOWN = frozenset(
    ("display", "visibility", "opacity", "color", "background-color", "font-size", "left", "top",
     "text-indent", "clip", "clip-path", "height", "width", "max-height", "max-width", "overflow",
     "text-decoration-line", "list-style-type", "vertical-align", "font-family", "transform",
     "rotate")
)  # fmt: skip
_INHERITED = ("visibility", "color", "font-size", "font-family", "list-style-type")
_OWN: dict[str, Look] = {
    **{tag: {"text-decoration-line": "line-through"} for tag in ("s", "strike", "del")},
    **{tag: {"list-style-type": "disc"} for tag in ("ul", "menu", "dir")},
    "ol": {"list-style-type": "decimal"},
}


@dataclass(frozen=True, slots=True)
class _Rule:
    """What one selector gives to the elements that it names."""

    tag: str
    names: frozenset[str]  # ".class" and "#id"
    look: Look
    weight: tuple[int, int, int, int]  # ids, classes, tags and the place in the page


@dataclass(slots=True)
class _Sheet:
    """The rules of a page by a name that the element must have."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    strict: dict[str, list[_Rule]] = field(default_factory=dict)  # marked "important"
    colours_known: bool = True


_LIST_TYPES = {
    "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman",
}  # fmt: skip


def looks(root: Element) -> dict[Element, Look]:
    """Return for each element, in the order of the page, the look that it has."""
    shown = (style for style in root.iter("style") if _FOR_SCREEN.search(style.get("media", "all")))
    sheet = _sheet("\n".join(style.text or "" for style in shown))
    known = sheet.colours_known and not root.xpath('//link[@rel="stylesheet"]')
    ruled: dict[tuple[str, str, str], tuple[Look, Look]] = {}  # many elements are named alike
    found: dict[Element, Look] = {}
    for element in root.iter("*"):
        parent = found.get(element.getparent(), {})
        key = (element.tag, element.get("class", ""), element.get("id", ""))
        if key not in ruled:
            ruled[key] = _ruled(sheet.rules, *key), _ruled(sheet.strict, *key)
            if not known:  # what stands behind the text may be given elsewhere
                for look in ruled[key]:
                    look.pop("color", None)
        rules, strict_rules = ruled[key]
        own, strict = _declared(element.get("style", ""))
        look = {name: parent[name] for name in _INHERITED if name in parent}
        look |= _plain(element) | rules | own | strict_rules | strict
        if element.tag in ("html", "body"):
            look.pop("visibility", None)  # a page that hides itself is shown by its script
        found[element] = {
            name: parent.get(name, "") if value == "inherit" else value
            for name, value in look.items()
        }
    return found


def _plain(element: Element) -> Look:
    """Return the look that comes with the element's tag and attributes."""
    look = dict(_OWN.get(element.tag, {}))
    if element.get("hidden") is not None:
        look["display"] = "none"
    if element.tag in ("ol", "ul", "li") and element.get("type"):
        look["list-style-type"] = _LIST_TYPES.get(element.get("type"), element.get("type").lower())
    if element.get("bgcolor"):
        look["background-color"] = element.get("bgcolor").strip().lower()
    if element.tag == "font" and element.get("color"):
        look["color"] = element.get("color").strip().lower()
    if element.tag == "font" and element.get("face"):
        look["font-family"] = "".join(element.get("face").lower().split())
    return look


def _sheet(source: str) -> _Sheet:
    source = re.sub(r"<!--|-->", "", _COMMENT.sub("", source))
    source = _AT_OTHER.sub("", _AT_ALL.sub(r"\1", source))
    sheet = _Sheet()
    for order, part in enumerate(source.split("}")):
        selectors, _, body = part.rpartition("{")
        for rules, look in zip((sheet.rules, sheet.strict), _declared(body), strict=True):
            for rule in _rules(selectors, look, order) if look else ():
                if rule is None:
                    sheet.colours_known &= "background-color" not in look
                else:
                    rules.setdefault(min(rule.names, default=rule.tag), []).append(rule)
    return sheet


def _rules(selectors: str, look: Look, order: int) -> Iterator[_Rule | None]:
    """Yield the rule of each selector; None for one that is not followed."""
    for selector in map(str.strip, selectors.split(",")):
        parts = _SELECTOR.fullmatch(selector) if selector else None
        if parts is None:
            yield None
            continue
        tag, names = (parts[1] or "*").lower(), re.findall(r"[.#][\w-]+", parts[2])
        ids = sum(name.startswith("#") for name in names)
        weight = (ids, len(names) - ids, int(tag != "*"), order)
        yield _Rule(tag, frozenset(names), look, weight)


def _declared(body: str) -> tuple[Look, Look]:
    """Return the properties that a style gives, and those that it marks as important."""
    plain: Look = {}
    strict: Look = {}
    for declaration in body.lower().split(";"):
        name, _, value = declaration.partition(":")
        name = _LONG_NAMES.get(name.strip(), name.strip())
        value, important, _ = "".join(value.split()).partition("!important")
        if name in _KNOWN and value:
            (strict if important else plain)[name] = value
    return plain, strict


def _ruled(rules: dict[str, list[_Rule]], tag: str, classes: str, name: str) -> Look:
    """Return what the rules give to an element; the more exact and the later rule wins."""
    names = {f".{one}" for one in classes.split()} | ({f"#{name}"} if name else set())
    found = [
        rule
        for key in (*names, tag, "*")
        for rule in rules.get(key, ())
        if rule.tag in ("*", tag) and rule.names <= names
    ]
    look: Look = {}
    for rule in sorted(found, key=lambda rule: rule.weight):
        look |= rule.look
    return look
