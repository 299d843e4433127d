"""Tables of questions and answers: in each row a question, the answer behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

_BAR = re.compile(r"(?<!\S)\|(?!\S)")  # between the cells of a row
_TABLE = re.compile(rf"(?:^.*{_BAR.pattern}.*\n?)+", re.MULTILINE)
_LINE = re.compile(r".+")
_NUMBER = re.compile(r"(?:vraag\s+)?(\d{1,3}[a-z]?)[.)]?", re.IGNORECASE)
_ASKED = re.compile(r"vra(?:ag|gen)", re.IGNORECASE)
_ANSWERED = re.compile(r"antwoord(?:en)?|beantwoording|reactie", re.IGNORECASE)
_ASKS = re.compile(r"\?[\"'’”»)\]]*$")
_LEAST = 2  # rows that ask, where no heads say that a table is one of questions


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A row that asks and answers: its characters, where its question ends, and its label."""

    start: int
    end: int
    asked: int
    label: str


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """A table of which rows ask and answer: its characters, and those rows."""

    start: int
    end: int
    rows: tuple[QuestionRow, ...]


_Part = TypeVar("_Part", QuestionTable, QuestionRow)


@lru_cache(maxsize=64)
def question_tables(text: str) -> tuple[QuestionTable, ...]:
    """Return the tables of questions and answers.

    The question stands in the column that is called so, behind a number, or in the first of two
    columns. Its label is ``Vraag 8``, or without a number the question itself.
    """
    tables = (_table(text, *found.span()) for found in _TABLE.finditer(text))
    return tuple(table for table in tables if table.rows)


def part_at(parts: Sequence[_Part], offset: int) -> _Part | None:
    """Return which of the tables, or of the rows, holds a character; they are in order."""
    place = bisect_right(parts, offset, key=lambda one: one.start)
    return parts[place - 1] if place and offset < parts[place - 1].end else None


def question_row_at(text: str, offset: int) -> QuestionRow | None:
    """Return the row that asks and answers around a character; None when there is none."""
    table = part_at(question_tables(text), offset)
    return part_at(table.rows, offset) if table else None


def _table(text: str, start: int, end: int) -> QuestionTable:
    lines = [line.span() for line in _LINE.finditer(text, start, end)]
    column = _column(_BAR.split(text[slice(*lines[0])]))
    rows = tuple(filter(None, (_row(text, *line, column) for line in lines)))
    sure = column is not None or len(rows) >= _LEAST
    return QuestionTable(start, lines[-1][1], rows if sure else ())


def _column(heads: list[str]) -> int | None:
    """Return which column holds the questions, where the heads say so."""
    names = [head.strip() for head in heads]
    asked = next((place for place, name in enumerate(names) if _ASKED.fullmatch(name)), None)
    return asked if any(map(_ANSWERED.fullmatch, names[asked:])) else None


def _row(text: str, start: int, end: int, column: int | None) -> QuestionRow | None:
    cells = [" ".join(cell.split()) for cell in _BAR.split(text[start:end])]
    numbered = _NUMBER.fullmatch(cells[0])
    if column is None:
        column = 1 if numbered and len(cells) > 2 else 0 if len(cells) == 2 else len(cells)
    told = "".join(cells[column + 1 : column + 2])
    if not told or _ASKS.search(told) or not _ASKS.search(cells[column]):
        return None
    bars = [bar.start() for bar in _BAR.finditer(text, start, end)]
    label = f"Vraag {numbered[1]}" if numbered and column else cells[column]
    return QuestionRow(start, end, bars[column], label)
