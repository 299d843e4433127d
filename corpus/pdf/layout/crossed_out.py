"""Crossed-out text on a PDF page: found by the marks and rules through it, and left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.pdf.drawing.rules import Rule, is_crowded
from corpus.pdf.layout.character_places import Row, bare, offset, places_of, rows_of
from corpus.pdf.line import Line
from corpus.pdf.objects import Box
from corpus.pdf.pdfium.reader import Sign

_LOW, _HIGH = 0.2, 0.7  # of the height of the letters: a rule between these goes through them
_COVERED = 0.8  # of a rule: so much of it has letters under it, or it is no crossing-out
_LETTER, _ROW = 0.55, 12.0  # of its size: how far above its foot a line or row may be crossed out
_NEAR = 3.0  # points: rules that are nearer touch
_SPACES = re.compile(r"(?<=\S) {2,}")


@dataclass(frozen=True, slots=True)
class Struck:
    """The lines without what is crossed out, and the characters that are left.

    ``found`` says that something was left out, ``missed`` that something was not found.
    """

    lines: tuple[Line, ...]
    signs: tuple[Sign, ...]
    found: bool
    missed: bool


def may_be_struck(lines: Sequence[Line], rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules that may go through the letters of a line, and are no rules of a table."""
    level = [rule for rule in rules if not rule.upright]
    upright = [rule for rule in rules if rule.upright]
    if is_crowded(rules):
        return []
    through = [rule for rule in level if any(_may_cross(rule, line) for line in lines)]
    return [rule for rule in through if not _is_edge(rule, upright)]


def _may_cross(rule: Rule, line: Line) -> bool:
    if not line.text or not line.size or rule.end < line.x:
        return False
    height = _ROW if line.row else _LETTER
    return 0.1 * line.size < rule.at - line.y < height * line.size


def _is_edge(rule: Rule, upright: Sequence[Rule]) -> bool:
    """Whether a rule runs from one upright rule to another, as an edge of a cell does."""
    met = [one.at for one in upright if one.start - _NEAR <= rule.at <= one.end + _NEAR]
    return all(any(abs(end - at) <= _NEAR for at in met) for end in (rule.start, rule.end))


def without_struck(
    lines: Sequence[Line], signs: Sequence[Sign], marks: Sequence[Box], rules: Sequence[Rule]
) -> Struck:
    """Return the lines of a page without the text under marks and rules that cross it out."""
    rows = rows_of(signs)
    out = {id(sign) for sign in signs if any(_holds(mark, sign) for mark in marks)}
    for rule in rules:
        out |= {id(sign) for row in rows for sign in _crossed(rule, row)}
    cuts, missed = _cuts(rows, out, lines)
    kept = [
        replace(line, text=_cut(line.text, cuts[place])) if place in cuts else line
        for place, line in enumerate(lines)
    ]
    return Struck(
        tuple(line for place, line in enumerate(kept) if line.text or place not in cuts),
        tuple(sign for sign in signs if id(sign) not in out),
        bool(cuts),
        missed or bool(marks and not signs),
    )


def _cuts(
    rows: Sequence[Row], out: set[int], lines: Sequence[Line]
) -> tuple[dict[int, list[tuple[int, int]]], bool]:
    """Return the stretches to leave out by line, and whether some stand on no line."""
    cuts: dict[int, list[tuple[int, int]]] = {}
    missed = False
    for row in rows:
        stretches = _stretches(row, out)
        places = places_of(row, lines) if stretches else []
        for start, end in stretches:
            held = [
                (place, before)
                for place, before in places
                if before + end > 0 and before + start < len(bare(lines[place].text))
            ]
            for place, before in held:
                cuts.setdefault(place, []).append((before + start, before + end))
            missed |= not held
    return cuts, missed


def _holds(mark: Box, sign: Sign) -> bool:
    across, up = sign.middle
    return mark[0] <= across <= mark[2] and mark[1] <= up <= mark[3]


def _crossed(rule: Rule, row: Row) -> list[Sign]:
    """Return the characters of a row that a rule goes through."""
    under = [sign for sign in row.signs if rule.start <= sign.middle[0] <= rule.end]
    letters = [sign.box for sign in under if sign.text.isalnum()]
    if not letters:
        return []
    foot = sorted(box[1] for box in letters)[len(letters) // 2]
    top = sorted(box[3] for box in letters)[len(letters) // 2]
    through = foot + _LOW * (top - foot) <= rule.at <= foot + _HIGH * (top - foot)
    covered = under[-1].box[2] - under[0].box[0] >= _COVERED * (rule.end - rule.start)
    return under if through and covered else []


def _stretches(row: Row, out: set[int]) -> list[tuple[int, int]]:
    """Return the stretches of a row to leave out, counted in characters that are compared."""
    found: list[tuple[int, int]] = []
    place = 0
    for gone, group in groupby(row.signs, key=lambda sign: id(sign) in out):
        length = sum(len(bare(sign.text)) for sign in group)
        if gone and length:
            found.append((place, place + length))
        place += length
    return found


def _cut(text: str, stretches: Sequence[tuple[int, int]]) -> str:
    """Return a text without stretches, given as characters that are compared."""
    for start, end in sorted(stretches, reverse=True):
        text = text[: offset(text, start)] + text[offset(text, end) :]
    return _SPACES.sub(" ", text).rstrip()
