"""Plots as inline SVG: pure functions from figures to text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

LABEL, PLOT, VALUE, ROW = 300, 420, 130, 26
"""Widths of a label, of the bars and of the figures, and the height of a row, in pixels."""
SIDE = 300
"""Width and height of a curve's square, in pixels."""
COLOURS = ("#154273", "#a90061", "#00683c", "#8a4500", "#42145f", "#4d4d4d", "#00566b")
"""Dark enough on white for text beside it (WCAG AA)."""
DASHES = ("", "7 4", "2 3", "10 3 2 3")


@dataclass(frozen=True, slots=True)
class Bar:
    """A value in [0, 1] with its interval, if there is one."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A curve: points (x, y), both in [0, 1], in order of x.

    ``counts`` are what the points rest on, each drawn as a dot with its number; empty for none.
    """

    label: str
    points: Sequence[tuple[float, float]]
    counts: Sequence[int] = ()


def bars(title: str, rows: Sequence[Bar]) -> str:
    """Return horizontal bars with their intervals, one a row; values below 0 have no bar."""
    width, height = LABEL + PLOT + VALUE, ROW * len(rows) + 24
    body = [_grid(height - 24)]
    body += [_bar(row, place * ROW) for place, row in enumerate(rows)]
    return _svg(title, width, height, "".join(body))


def curves(title: str, across: str, up: str, lines: Sequence[Line]) -> str:
    """Return curves in one square, each with its own colour and dashes, and a legend."""
    left, top = 60, 12
    body = [f'<rect class="frame" x="{left}" y="{top}" width="{SIDE}" height="{SIDE}"/>']
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = left + tick * SIDE, top + (1 - tick) * SIDE
        body.append(_text(x, top + SIDE + 18, _number(tick), "middle"))
        body.append(_text(left - 8, y + 4, _number(tick), "end"))
    body.append(_text(left + SIDE / 2, top + SIDE + 38, across, "middle"))
    middle = top + SIDE / 2
    body.append(
        f'<text x="16" y="{middle}" text-anchor="middle" '
        f'transform="rotate(-90 16 {middle})">{escape(up)}</text>'
    )
    for place, line in enumerate(lines):
        body.append(_curve(line, left, top, place))
    return _svg(title, left + SIDE + 190, top + SIDE + 50, "".join(body))


def _curve(line: Line, left: int, top: int, place: int) -> str:
    places = [(left + x * SIDE, top + (1 - y) * SIDE) for x, y in line.points]
    spots = [f"{x:.1f},{y:.1f}" for x, y in places]
    colour = COLOURS[place % len(COLOURS)]
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
        + _text(x, y - 8, str(count), "middle")
        for (x, y), count in zip(places, line.counts, strict=False)
    )
    style = (
        f'fill="none" stroke="{colour}" stroke-width="2.5" '
        f'stroke-dasharray="{DASHES[place % len(DASHES)]}"'
    )
    x, y = left + SIDE + 16, top + 14 + 24 * place
    drawn = f'<polyline points="{" ".join(spots)}" {style}/><path d="M{x} {y}h32" {style}/>'
    return drawn + dots + _text(x + 40, y + 4, line.label)


def _bar(row: Bar, top: int) -> str:
    value = min(max(row.value, 0.0), 1.0)
    middle = top + ROW / 2
    parts = [
        _text(LABEL - 8, middle + 4, row.label, "end"),
        f'<rect class="bar" x="{LABEL}" y="{top + 5}" width="{value * PLOT:.1f}" '
        f'height="{ROW - 10}"/>',
        _text(LABEL + PLOT + 8, middle + 4, _shown(row)),
    ]
    if row.low is not None and row.high is not None:
        low, high = (LABEL + PLOT * min(max(end, 0.0), 1.0) for end in (row.low, row.high))
        parts.append(
            f'<path class="interval" d="M{low:.1f} {middle}H{high:.1f}'
            f'M{low:.1f} {middle - 5}v10M{high:.1f} {middle - 5}v10"/>'
        )
    return "".join(parts)


def _grid(height: int) -> str:
    parts = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = LABEL + tick * PLOT
        parts.append(f'<path class="grid" d="M{x} 0v{height}"/>')
        parts.append(_text(x, height + 18, _number(tick), "middle"))
    return "".join(parts)


def _shown(row: Bar) -> str:
    if row.low is None or row.high is None:
        return _number(row.value)
    return f"{_number(row.value)} [{_number(row.low)}–{_number(row.high)}]"


def _number(value: float) -> str:
    return f"{value:.2f}"


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(title: str, width: int, height: int, body: str) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-label="{escape(title)}">{body}</svg>'
    )
