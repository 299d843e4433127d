"""The numbers that a browser prints before the items of a list."""

from __future__ import annotations

import re

from corpus.dutch.numerals import MOST_ROMAN, letters, roman
from corpus.untrusted_zip import Element
from corpus.web.styles import Look

_FORMS = re.compile(r"decimal-leading-zero|decimal|(?:lower|upper)-(?:alpha|latin|roman)")
_WHOLE = re.compile(r"\s*([+-]?\d{1,9})")
_INNER_LISTS = ("ol", "ul", "menu", "dir", "table")


def item_numbers(looks: dict[Element, Look]) -> dict[Element, str]:
    """Return for each list item that has one the number that is printed before its text.

    An item without text is counted and has no number of its own; signs such as dots are none.
    """
    numbers: dict[Element, str] = {}
    for listed in looks:
        if listed.tag not in ("ol", "ul", "menu", "dir"):
            continue
        items = [child for child in listed if child.tag == "li"]
        back = listed.get("reversed") is not None
        number = _whole(listed.get("start"), len(items) if back else 1)
        for item in items:
            number = _whole(item.get("value"), number)
            printed = _printed(number, looks[item].get("list-style-type", ""))
            if printed and item.text_content().strip():
                numbers[item] = f"{printed}. "
            number += -1 if back else 1
    return numbers


def _whole(written: str | None, otherwise: int) -> int:
    found = _WHOLE.match(written or "")
    return int(found[1]) if found else otherwise


def _printed(number: int, style: str) -> str:
    """Return a number as the style has it printed; empty for a style without numbers."""
    form = _FORMS.search(style)
    if form is None:
        return ""
    kind, _, shape = form[0].partition("-")
    if kind == "decimal":
        return f"{number:02d}" if shape else str(number)
    if number < 1 or (shape == "roman" and number > MOST_ROMAN):
        return str(number)
    text = roman(number) if shape == "roman" else letters(number)
    return text.upper() if kind == "upper" else text


def put_before(item: Element, number: str) -> None:
    """Write the number where the item's text begins, also in a paragraph of its own."""
    place = item
    while not (place.text or "").strip():
        inner = next((one for one in place if one.text_content().strip() or _follows(one)), None)
        if inner is None or inner.tag in _INNER_LISTS or not inner.text_content().strip():
            break
        place = inner
    place.text = number + (place.text or "").lstrip()


def _follows(element: Element) -> bool:
    """Whether text follows right behind the element."""
    return bool((element.tail or "").strip())
