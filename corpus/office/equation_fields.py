"""What the EQ fields of older Word documents show, in one line of text."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.text.notation import fraction, joined, lowered, one_term, raised

# a switch, options of two letters such as \up8 or \bc\{, and the bracket before its arguments
_SWITCH = re.compile(r"\\([a-z])((?:\s*\\[a-z]{2}(?:\\.|-?\d+)?)*)\s*\(", re.I)
_ESCAPED = re.compile(r"\\(.)")
_LONGEST = 2_000  # characters of an instruction
_DEEPEST = 20  # brackets in one another


def equation(code: str, depth: int = 0) -> str:
    """Return what the instruction behind EQ shows; what lies too deep stays as it is written."""
    code, shown, place = code[:_LONGEST], "", 0
    while depth < _DEEPEST and (found := _SWITCH.search(code, place)):
        end = _closing(code, found.end())
        arguments = [equation(one, depth + 1) for one in _arguments(code[found.end() : end])]
        shown += _ESCAPED.sub(r"\1", code[place : found.start()])
        shown = joined(shown, _switched(found[1].lower(), found[2].lower(), arguments))
        place = end + 1
    return shown + _ESCAPED.sub(r"\1", code[place:])


def _switched(switch: str, options: str, arguments: list[str]) -> str:
    """Return a fraction, root, power, index, brackets or list; of others the parts."""
    first, last = arguments[0].strip(), arguments[-1].strip()
    if switch == "f" and len(arguments) == 2:
        return fraction(first, last)
    if switch == "r":
        degree = raised(first) if len(arguments) == 2 and first else ""
        return f"{degree}√{one_term(last)}"
    if switch == "s" and ("up" in options or "do" in options):
        return raised(first) if "up" in options else lowered(first)
    if switch == "b":
        return f"({first})"
    return (", " if switch == "l" else " ").join(one.strip() for one in arguments)


def _closing(code: str, start: int) -> int:
    """Return where the bracket closes that was opened before; the end when none does."""
    depth = 1
    for found in re.compile(r"\\[^a-z]|[()]", re.I).finditer(code, start):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if not depth:
            return found.start()
    return len(code)


def _arguments(code: str) -> list[str]:
    """Return the arguments, apart by ; or else by a comma, as Word was set to."""
    cuts: dict[str, list[int]] = {";": [], ",": []}
    depth = 0
    for found in re.finditer(r"\\[^a-z]|[();,]", code, re.I):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if not depth and found[0] in cuts:
            cuts[found[0]].append(found.start())
    places = [-1, *(cuts[";"] or cuts[","]), len(code)]
    return [code[start + 1 : end] for start, end in pairwise(places)]
