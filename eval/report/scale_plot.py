"""A plot of lines over powers of ten, as SVG that stands by itself."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from eval.report.plots import COLOURS, DASHES

WIDTH, HEIGHT, LEFT, TOP = 480, 300, 80, 16
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1a1a1a}"
    "path,polyline{fill:none}.grid{stroke:#d6d6d6}.frame{fill:#fff;stroke:#767676}"
)
Points = Sequence[tuple[float, float]]


def log_lines(title: str, across: str, up: str, lines: Mapping[str, Points]) -> str:
    """Return lines through points (x, y) above 0, both axes in powers of ten, with a legend."""
    xs = _powers([x for points in lines.values() for x, _ in points])
    ys = _powers([y for points in lines.values() for _, y in points])
    body = [f'<rect class="frame" x="{LEFT}" y="{TOP}" width="{WIDTH}" height="{HEIGHT}"/>']
    for power in range(xs[0], xs[1] + 1):
        x = _along(10.0**power, xs, LEFT, WIDTH)
        body.append(f'<path class="grid" d="M{x:.1f} {TOP}v{HEIGHT}"/>')
        body.append(_text(x, TOP + HEIGHT + 18, _number(power), "middle"))
    for power in range(ys[0], ys[1] + 1):
        y = _along(10.0**power, ys, TOP + HEIGHT, -HEIGHT)
        body.append(f'<path class="grid" d="M{LEFT} {y:.1f}h{WIDTH}"/>')
        body.append(_text(LEFT - 8, y + 4, _number(power), "end"))
    body.append(_text(LEFT + WIDTH / 2, TOP + HEIGHT + 40, across, "middle"))
    middle = TOP + HEIGHT / 2
    turned = f'text-anchor="middle" transform="rotate(-90 16 {middle})"'
    body.append(f'<text x="16" y="{middle}" {turned}>{escape(up)}</text>')
    for place, (label, points) in enumerate(lines.items()):
        spots = [
            f"{_along(x, xs, LEFT, WIDTH):.1f},{_along(y, ys, TOP + HEIGHT, -HEIGHT):.1f}"
            for x, y in points
        ]
        body.append(_line(place, label, spots))
    width, height = LEFT + WIDTH + 200, TOP + HEIGHT + 56
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" aria-label="{escape(title)}"><style>{STYLE}</style>'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{"".join(body)}</svg>\n'
    )


def _line(place: int, label: str, spots: Sequence[str]) -> str:
    style = (
        f'stroke="{COLOURS[place % len(COLOURS)]}" stroke-width="2.5" '
        f'stroke-dasharray="{DASHES[place % len(DASHES)]}"'
    )
    x, y = LEFT + WIDTH + 16, TOP + 14 + 24 * place
    drawn = f'<polyline points="{" ".join(spots)}" {style}/><path d="M{x} {y}h32" {style}/>'
    return drawn + _text(x + 40, y + 4, label)


def _powers(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten that hold all values between them, at least one apart."""
    low = math.floor(math.log10(min(values)))
    return low, max(math.ceil(math.log10(max(values))), low + 1)


def _along(value: float, powers: tuple[int, int], start: float, length: float) -> float:
    return start + length * (math.log10(value) - powers[0]) / (powers[1] - powers[0])


def _number(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:.{-power}f}"


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
