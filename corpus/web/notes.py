"""The notes of a web page: what a marker in superscript links to."""

from __future__ import annotations

import re

from corpus.untrusted_zip import Element

NOTE_LABEL = re.compile(r"[\[(]?\s*(\d{1,3}|[*†‡]+|[ivx]{1,5})\s*[\])]?")
_ARROW = "[↩↑⤴⬆↵⏎←^\ufe0e\ufe0f]"
_BACK = re.compile(
    rf"[\[(]?\s*(?:{_ARROW}|(?:terug|back|omhoog)\b[\w\s]{{0,40}})\s*{_ARROW}*\s*[\])]?",
    re.IGNORECASE,
)
_BACK_END = re.compile(rf"(?:\s*(?:{_ARROW}|\[\s*\]|\(\s*\)))+\s*$")


def take_notes(root: Element) -> dict[str, str]:
    """Take the notes that markers link to out of the page: link target to text."""
    targets = {element.get("id") or element.get("name"): element for element in root.iter("*")}
    notes: dict[str, str] = {}
    for link in list(root.iter("a")):
        target = link.get("href", "")[1:] if link.get("href", "").startswith("#") else ""
        if (
            link.getparent() is None
            or not target
            or target in notes
            or target not in targets
            or not is_marker(link)
        ):
            continue
        note = _whole_note(targets[target])
        if note is None or note in link.iterancestors():
            continue
        label = NOTE_LABEL.fullmatch(link.text_content().strip())
        text = _note_text(note)
        notes[target] = re.sub(rf"^\W*{re.escape(label[1])}\W*\s", "", text) if label else text
        note.drop_tree()
    return notes


def _note_text(note: Element) -> str:
    """Return the text of a note without the link that leads back to its marker."""
    for link in list(note.iter("a")):
        if link.get("href", "#").startswith("#") and _BACK.fullmatch(link.text_content().strip()):
            link.drop_tree()
    return " ".join(_BACK_END.sub("", note.text_content()).split())


def is_marker(link: Element) -> bool:
    """A footnote marker is a number in superscript that links to a place below it."""
    inside = link.getparent().tag == "sup" or link.find(".//sup") is not None
    named = "noot" in link.get("class", "") or "footnote" in link.get("class", "")
    return bool(NOTE_LABEL.fullmatch(link.text_content().strip())) and (inside or named)


def _whole_note(target: Element) -> Element | None:
    """The element that holds the note's text, from the element that bears its name."""
    for element in (target, *target.iterancestors()):
        if element.tag in ("li", "p", "div", "td", "aside", "dd"):
            return element if len(element.text_content()) < 5_000 else None
    return None
