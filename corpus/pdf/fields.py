"""The values of form fields in a PDF, as they are seen on the page."""

from __future__ import annotations

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject, TextStringObject

from corpus.pdf.objects import entry, resolved

TICKED, NOT_TICKED = "☒", "☐"

_DEEPEST = 20  # fields within fields
_PASSWORD, _BUTTON = 1 << 13, 1 << 16  # flags of a text field and of a button


def field_text(widget: DictionaryObject) -> str:
    """Return what a field shows: its text, its choices, or a box that is ticked or not."""
    flags = inherited(widget, "/Ff")
    flags = flags if isinstance(flags, int) else 0
    value = inherited(widget, "/V")
    match inherited(widget, "/FT"):
        case "/Btn" if not flags & _BUTTON:
            return TICKED if _is_ticked(widget, value) else NOT_TICKED
        case "/Tx" if not flags & _PASSWORD:
            return string(value)
        case "/Ch":
            chosen = value if isinstance(value, ArrayObject) else [value]
            names = _names(inherited(widget, "/Opt"))
            texts = [string(resolved(one)) for one in chosen]
            return ", ".join(names.get(text, text) for text in texts if text)
    return ""


def inherited(field: DictionaryObject, name: str) -> object:
    """Return an entry of a field or of the nearest field around it that has it."""
    for _ in range(_DEEPEST):
        if name in field:
            return entry(field, name)
        parent = entry(field, "/Parent")
        if not isinstance(parent, DictionaryObject):
            break
        field = parent
    return None


def string(value: object) -> str:
    """Return a text that may also be written as bytes or as a stream."""
    if isinstance(value, StreamObject):
        value = value.get_data()
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return str(value) if isinstance(value, TextStringObject) else ""


def _is_ticked(widget: DictionaryObject, value: object) -> bool:
    """Whether a check box or radio button is on: by its state, or the value that it stands for."""
    state = entry(widget, "/AS")
    if state is not None:
        return state != "/Off"
    if value in (None, "/Off"):
        return False
    looks = entry(widget, "/AP")
    drawn = entry(looks, "/N") if isinstance(looks, DictionaryObject) else None
    return value in drawn if isinstance(drawn, DictionaryObject) else True


def _names(options: object) -> dict[str, str]:
    """Return the options that are shown by another name than their value."""
    if not isinstance(options, ArrayObject):
        return {}
    pairs = [resolved(one) for one in options]
    return {
        string(resolved(pair[0])): string(resolved(pair[1]))
        for pair in pairs
        if isinstance(pair, ArrayObject) and len(pair) == 2
    }
