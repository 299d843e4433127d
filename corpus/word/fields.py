"""The fields of a Word document: their results are text, their instructions are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree

from corpus.office.equation_fields import equation
from corpus.office.symbol_fonts import TICKED, UNTICKED, symbol
from corpus.untrusted_zip import Element
from corpus.word.looks import whole
from corpus.word.styles import W, switched_on, value

_CONTAINERS = {W + "tc", W + "txbxContent"}  # a field ends where it began
_EQUATION = re.compile(r"\s*EQ\s+(.*)", re.S | re.I)
_SYMBOL = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]{1,5}|[0-9]{1,6})\b", re.I)
_FONT = re.compile(r"\\f\s+(?:\"([^\"]*)\"|(\S+))", re.I)
_COMPUTED = re.compile(r"\s*(?:EQ|SYMBOL)\b", re.I)
_FEW, _LONGEST = 8, 1_000  # pieces of an instruction: to know its kind, to read it
_WORDS = {W + "t", W + "sym"}


@dataclass(slots=True)
class _Field:
    """A field by the places of its marks among the pieces of all runs; -1: not there."""

    start: int
    separator: int = -1
    end: int = -1


def keep_results(part: Element) -> None:
    """Take the instructions of fields out of a part, and write what fields without result show.

    A field without an end takes nothing out: what follows it is the rest of the letter.
    """
    pieces = [piece for run in part.iter(W + "r") for piece in run if piece.tag != W + "rPr"]
    fields = list(_fields(pieces))
    words = list(accumulate((piece.tag in _WORDS for piece in pieces), initial=0))
    shown = [(pieces[one.start], _shown(one, pieces, words)) for one in fields]
    for piece in _instructions(fields, pieces):
        if piece.getparent() is not None:
            piece.getparent().remove(piece)
    for mark, text in shown:
        if text and mark.getparent() is not None:
            etree.SubElement(mark.getparent(), W + "t").text = text
    for simple in part.iter(W + "fldSimple"):
        _fill_simple(simple)


def _fields(pieces: list[Element]) -> Iterator[_Field]:
    """Yield the fields, each when it ends, and those that never end behind them."""
    opened: dict[Element | None, list[_Field]] = {}
    for place, piece in enumerate(pieces):
        kind = piece.get(W + "fldCharType") if piece.tag == W + "fldChar" else None
        if kind is None:
            continue
        container = next((one for one in piece.iterancestors() if one.tag in _CONTAINERS), None)
        stack = opened.setdefault(container, [])
        if kind == "begin":
            stack.append(_Field(place))
        elif stack and kind == "separate":
            stack[-1].separator = place
        elif stack and kind == "end":
            yield _ended(stack.pop(), place, pieces)
    for stack in opened.values():
        yield from stack


def _ended(one: _Field, place: int, pieces: list[Element]) -> _Field:
    """Return the field with its end; without a result, only one in its own paragraph is it."""
    marks = (pieces[one.start], pieces[place])
    first, last = (next(mark.iterancestors(W + "p"), None) for mark in marks)
    if one.separator >= 0 or first is last:
        one.end = place
    return one


def _instructions(fields: list[_Field], pieces: list[Element]) -> Iterator[Element]:
    """Yield what stands between the start and the separator, or else the end, of a field."""
    depth = [0] * (len(pieces) + 1)
    for one in fields:
        if one.end >= 0:
            depth[one.start + 1] += 1
            depth[one.end if one.separator < 0 else one.separator] -= 1
    inside = 0
    for piece, change in zip(pieces, depth, strict=False):
        inside += change
        if inside:
            yield piece


def _shown(one: _Field, pieces: list[Element], words: list[int]) -> str:
    """Return what is shown by a field that has no text as its result; empty for others.

    ``words`` counts the pieces with text before each piece.
    """
    data = pieces[one.start].find(W + "ffData")
    box = None if data is None else data.find(W + "checkBox")
    if box is not None:
        return TICKED if _ticked(box) else UNTICKED
    if one.end < 0 or (one.separator >= 0 and words[one.end] > words[one.separator]):
        return ""
    if data is not None and data.find(W + "ddList") is not None:
        return _chosen(data.find(W + "ddList"))
    last = one.separator if one.separator >= 0 else one.end
    first = _code(pieces[one.start + 1 : min(last, one.start + _FEW)])
    if not _COMPUTED.match(first):
        return ""
    return _computed(_code(pieces[one.start + 1 : min(last, one.start + _LONGEST)]))


def _ticked(box: Element) -> bool:
    said = "default" if box.find(W + "checked") is None else "checked"
    return switched_on(box, said)


def _chosen(choices: Element) -> str:
    """Return the entry of a list that was chosen, or else the one that it began with."""
    entries = [entry.get(W + "val", "") for entry in choices.iter(W + "listEntry")]
    place = whole(value(choices, "result") or value(choices, "default") or "0", -1)
    return entries[place] if 0 <= place < len(entries) else ""


def _code(pieces: list[Element]) -> str:
    """Return an instruction in words, with the results of the fields in it."""
    results: list[bool] = []  # of the fields that are open: whether the result has begun
    code = ""
    for piece in pieces:
        kind = piece.get(W + "fldCharType")
        if kind == "begin":
            results.append(False)
        elif kind == "separate" and results:
            results[-1] = True
        elif kind == "end" and results:
            results.pop()
        elif all(results) and piece.tag in (W + "instrText", W + "t"):
            code += piece.text or ""
    return code


def _computed(code: str) -> str:
    """Return what an equation or symbol shows; empty for any other instruction."""
    if found := _EQUATION.match(code):
        return equation(found[1].strip())
    if found := _SYMBOL.match(code):
        font = _FONT.search(code)
        number = int(found[1], 16 if found[1][1:2] in ("x", "X") else 10)
        return symbol((font[1] or font[2]) if font else "", f"{number:x}")
    return ""


def _fill_simple(simple: Element) -> None:
    text = "" if any(True for _ in simple.iter(W + "t")) else _computed(simple.get(W + "instr", ""))
    if text:
        etree.SubElement(etree.SubElement(simple, W + "r"), W + "t").text = text
