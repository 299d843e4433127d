"""The content controls of a Word document: what is still to be filled in, and boxes to tick."""

from __future__ import annotations

from itertools import takewhile

from lxml import etree

from corpus.metadata.unfilled_fields import field_warning
from corpus.office.symbol_fonts import TICKED, UNTICKED
from corpus.untrusted_zip import Element
from corpus.word.styles import OFF, W, switched_on, value

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def fill_boxes(part: Element) -> None:
    """Write in each check box of a part whether it is ticked, in place of a sign of some font."""
    for control in part.iter(W + "sdt"):
        box = control.find(f"{W}sdtPr/{_W14}checkbox")
        if box is not None:
            checked = box.find(_W14 + "checked")
            ticked = checked is not None and checked.get(_W14 + "val", "1") not in OFF
            _fill(control, TICKED if ticked else UNTICKED)


def _fill(control: Element, sign: str) -> None:
    """Put a sign in the place of what a control shows."""
    runs = list(control.iter(W + "r"))
    for run in runs:
        for child in [one for one in run if one.tag in (W + "t", W + "sym")]:
            run.remove(child)
    place = runs[0] if runs else _new_run(control)
    if place is not None:
        etree.SubElement(place, W + "t").text = sign


def _new_run(control: Element) -> Element | None:
    content = control.find(W + "sdtContent")
    if content is None:
        return None
    inside = content.find(f".//{W}p")
    return etree.SubElement(content if inside is None else inside, W + "r")


def is_placeholder(run: Element, styled: bool) -> bool:
    """Whether a run says what is to be filled in here.

    That is so where its control says that it shows this; text in the style of such text counts
    only when no control is around it, for then it may have been filled in in that style.
    """
    control = next(run.iterancestors(W + "sdt"), None)
    if control is None:
        return styled
    properties = control.find(W + "sdtPr")
    box = None if properties is None else properties.find(_W14 + "checkbox")
    return box is None and switched_on(properties, "showingPlcHdr")


def unfilled_warning(run: Element) -> str:
    """Return the warning that names the field of a run to be filled in; empty without a name.

    Its control names it, or else the words before it, where the paragraph ends with the field.
    """
    control = next(run.iterancestors(W + "sdt"), None)
    if named := value(None if control is None else control.find(W + "sdtPr"), "alias"):
        return field_warning(named)
    paragraph = next(run.iterancestors(W + "p"), None)
    words = [] if paragraph is None else list(paragraph.iter(W + "t"))
    own = set((run if control is None else control).iter(W + "t"))
    before = list(takewhile(lambda word: word not in own, words))
    ends = all(word in own for word in words[len(before) :])
    return field_warning("".join(word.text or "" for word in before)) if ends else ""
