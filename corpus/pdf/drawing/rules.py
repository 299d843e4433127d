"""The rules of a PDF page, and the tables whose cells they enclose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

_THIN = 3.0  # points: a rectangle that is not wider or higher is a rule
_NEAR = 3.0  # points: rules that are nearer are the same, or touch
_SHORT = 6.0  # points: what is shorter is no rule of a table
_MOST = 1_200  # rules of one page: what has more is a drawing
_OPERANDS = {b"re": 4, b"m": 2, b"l": 2}
_PAINTED = frozenset((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
DRAWN = _PAINTED | _OPERANDS.keys() | {b"n"}  # the operators that matter here


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, in points: where it stands across its direction, and from where to where."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the edges of its columns and rows, in points, and where rules close cells.

    Columns run from left to right, rows from the top down. ``tops`` and ``lefts`` hold the cells,
    as row and column from 0, that have a rule above them, or at their left.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    tops: frozenset[tuple[int, int]]
    lefts: frozenset[tuple[int, int]]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the row and column, from 0, that a point lies in; cells over rows as one."""
        column = bisect_right(self.columns, x + _NEAR) - 1
        row = bisect_right([-edge for edge in self.rows], -y) - 1
        if not (0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1):
            return None
        while row and (row, column) not in self.tops:
            row -= 1
        return row, column


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page, operator by operator."""

    rules: list[Rule] = field(default_factory=list)
    _path: list[Rule] = field(default_factory=list)
    _point: tuple[float, float] = (0.0, 0.0)

    def next(self, operator: bytes, operands: Sequence[object], matrix: Sequence[float]) -> None:
        """Take an operator with its operands under a transformation matrix."""
        if operator in _PAINTED:
            self.rules += self._path if len(self.rules) <= _MOST else []
        if operator in _PAINTED or operator == b"n":
            self._path.clear()
        elif operator in _OPERANDS and len(self._path) <= _MOST:
            given = [float(one) for one in operands if isinstance(one, int | float)]
            if len(given) == _OPERANDS[operator]:
                self._draw(operator, given, matrix)

    def _draw(self, operator: bytes, given: list[float], matrix: Sequence[float]) -> None:
        x, y = _moved(given[0], given[1], matrix)
        if operator == b"re":
            self._path += _edges(x, y, *_moved(given[0] + given[2], given[1] + given[3], matrix))
        elif operator == b"l":
            self._path += _rule(*self._point, x, y)
        self._point = x, y


def _moved(x: float, y: float, matrix: Sequence[float]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f


def _edges(x: float, y: float, to_x: float, to_y: float) -> list[Rule]:
    """Return a thin rectangle as a rule and any other as its four edges."""
    if abs(to_x - x) <= _THIN or abs(to_y - y) <= _THIN:
        middle_x, middle_y = (x + to_x) / 2, (y + to_y) / 2
        if abs(to_x - x) < abs(to_y - y):
            return _rule(middle_x, y, middle_x, to_y)
        return _rule(x, middle_y, to_x, middle_y)
    sides = _rule(x, y, x, to_y) + _rule(to_x, y, to_x, to_y)
    return sides + _rule(x, y, to_x, y) + _rule(x, to_y, to_x, to_y)


def _rule(x: float, y: float, to_x: float, to_y: float) -> list[Rule]:
    if abs(to_x - x) < 1 and abs(to_y - y) > _SHORT:
        return [Rule(True, (x + to_x) / 2, *sorted((y, to_y)))]
    if abs(to_y - y) < 1 and abs(to_x - x) > _SHORT:
        return [Rule(False, (y + to_y) / 2, *sorted((x, to_x)))]
    return []


def is_crowded(rules: Sequence[Rule]) -> bool:
    """Whether a page has so many rules that they are not looked at."""
    return len(rules) > _MOST


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """Return the ruled tables of at least two rows and two columns, from the top down."""
    if is_crowded(rules):
        return []
    found = [grid for group in _groups(rules) if (grid := _grid(group))]
    return sorted(found, key=lambda grid: -grid.rows[0])


def _groups(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Return the rules that touch each other, group by group."""
    groups: list[list[Rule]] = []
    for rule in dict.fromkeys(rules):
        touched = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([rule, *(one for group in touched for one in group)])
    return groups


def _touch(one: Rule, other: Rule) -> bool:
    if one.upright == other.upright:
        near = abs(one.at - other.at) <= _NEAR
        return near and one.start <= other.end + _NEAR and other.start <= one.end + _NEAR
    across = one.start - _NEAR <= other.at <= one.end + _NEAR
    return across and other.start - _NEAR <= one.at <= other.end + _NEAR


def _grid(group: list[Rule]) -> Grid | None:
    level = tuple(sorted((one for one in group if not one.upright), key=lambda one: one.at))
    columns, rows = _places(one.at for one in group if one.upright), _places(r.at for r in level)
    if len(columns) < 3 or len(rows) < 3:
        return None
    down = [-edge for edge in rows[::-1]]
    tops = {(row, column) for one in level for row, column in _closed(down, -one.at, columns, one)}
    upright = [replace(one, start=-one.end, end=-one.start) for one in group if one.upright]
    lefts = {
        (row, column) for one in upright for column, row in _closed(columns, one.at, down, one)
    }
    return Grid(tuple(columns), tuple(rows[::-1]), frozenset(tops), frozenset(lefts))


def _closed(
    edges: Sequence[float], at: float, across: Sequence[float], rule: Rule
) -> Iterator[tuple[int, int]]:
    """Yield the places at whose edge a rule stands, and the places across that it runs along."""
    for place, edge in enumerate(edges):
        if abs(edge - at) <= _NEAR:
            for other, (start, end) in enumerate(pairwise(across)):
                if rule.start < (start + end) / 2 < rule.end:
                    yield place, other


def _places(values: Iterable[float]) -> list[float]:
    """Return the values in order, those near each other as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places
