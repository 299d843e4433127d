"""Two-dimensional notation in one line: fractions, raised and lowered numbers."""

from __future__ import annotations

import re

_VULGAR = {
    ("1", "2"): "½", ("1", "3"): "⅓", ("2", "3"): "⅔", ("1", "4"): "¼", ("3", "4"): "¾",
    ("1", "5"): "⅕", ("2", "5"): "⅖", ("3", "5"): "⅗", ("4", "5"): "⅘", ("1", "6"): "⅙",
    ("5", "6"): "⅚", ("1", "7"): "⅐", ("1", "8"): "⅛", ("3", "8"): "⅜", ("5", "8"): "⅝",
    ("7", "8"): "⅞", ("1", "9"): "⅑", ("1", "10"): "⅒",
}  # fmt: skip
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_NUMBER = re.compile(r"[+\-−]?\d{1,3}")
_SHORT = re.compile(r"[\s\d.,;()+\-−–/]{1,8}")
_TERMS = re.compile(r"[\s+\-−–±·×*/=:]")


def fraction(above: str, below: str) -> str:
    """Return a fraction as one sign where there is one, otherwise as a/b."""
    above, below = above.strip(), below.strip()
    return _VULGAR.get((above, below)) or f"{one_term(above)}/{one_term(below)}"


def one_term(text: str) -> str:
    """Return the text, in brackets when it holds more than one term."""
    enclosed = text.startswith("(") and text.endswith(")") and ")" not in text[:-1]
    return f"({text})" if _TERMS.search(text) and not enclosed else text


def raised(text: str) -> str:
    """Return a power: a number as raised digits, anything else behind a caret."""
    if _NUMBER.fullmatch(text):
        return text.translate(_RAISED)
    return f"^({text})" if len(text) > 1 else f"^{text}"


def lowered(text: str) -> str:
    """Return an index: a number as lowered digits, anything else behind an underscore."""
    return text.translate(_LOWERED) if _NUMBER.fullmatch(text) else f"_{one_term(text)}"


def shifted(text: str, before: str, shift: int) -> str:
    """Return a short raised or lowered number as it stands behind the text before it.

    Lowered digits behind a letter are written as everyone types them: CO2, as in a PDF.
    """
    if not _SHORT.fullmatch(text) or (shift < 0 and before[-1:].isalpha()):
        return text
    return moved(text, shift)


def moved(text: str, shift: int) -> str:
    """Return text with each number in it in raised digits, or in lowered ones."""
    digits = _RAISED if shift > 0 else _LOWERED
    return re.sub(r"[+\-−]?\d+", lambda number: number[0].translate(digits), text)


def joined(before: str, text: str) -> str:
    """Return both behind one another; a whole number and a fraction as 3/7 stay apart."""
    apart = before[-1:].isdigit() and re.match(r"\d+/", text)
    return f"{before} {text}" if apart else before + text
