"""Text in the drawing of a PDF page that is no part of what a reader reads there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from corpus.pdf.drawing.drawing_walk import Show, Trace
from corpus.pdf.objects import Box

_SLANTED = 10.0  # degrees: a page that was scanned askew is straighter
_MARGIN = 0.1  # of the page's width
_BIG = 30.0  # points: letters of a watermark
_MARKS = 50  # big texts of one page that are looked at
_PALE = 0.6  # the ink of a watermark
_NEAR, _NEAR_TEXT = 0.15, 0.3  # of its size: how far the shadow of a letter, of a text, stands off
_COMPARED = 200  # texts that are alike, each with so many others
_ACCENTS = frozenset("¨´`^¸~\x7f\x12\x13")  # also in the codes of TeX's fonts
_LONGEST = 60  # characters of a text in a warning


def outside(trace: Trace) -> set[int]:
    """Return which texts stand outside the part of the page that is shown, wholly."""
    left, bottom, right, top = _shown(trace)
    found = set()
    for number, show in enumerate(trace.shows):
        box = show.box
        if box[2] < left or box[0] > right or box[3] < bottom or box[1] > top:
            found.add(number)
    return found


def invisible(trace: Trace) -> set[int]:
    """Return which texts leave no ink and do not lie on a picture, as those of a scan do."""
    return {
        number
        for number, show in enumerate(trace.shows)
        if not show.visible and not any(_is_in(show, box) for box in trace.pictures)
    }


def doubled(trace: Trace) -> set[int]:
    """Return which texts are drawn again later, on almost the same place, to look bold."""
    alike: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for number, show in enumerate(trace.shows):
        if show.moved and show.raw[1].strip():
            alike[show.raw].append((show.x, number))
    found = set()
    for places in alike.values():
        if len(places) > 1:
            places.sort()
            found |= set(_shadows([number for _, number in places], trace.shows))
    return found


def letters_apart(trace: Trace) -> bool:
    """Whether letters of a word are drawn each on its own: one twice, or its accent."""
    if any(show.raw[1].strip() in _ACCENTS for show in trace.shows if show.length == 1):
        return True
    return any(trace.shows[number].length == 1 for number in doubled(trace))


def watermarks(trace: Trace) -> set[int]:
    """Return which texts are printed across the text: marked so, askew, or big and pale."""
    shows = trace.shows
    slanted = {n for n, one in enumerate(shows) if _off(one.angle) > _SLANTED}
    if 2 * _count(shows, slanted) > _count(shows, range(len(shows))):
        slanted = set()  # the page itself lies askew
    marked = {n for n, one in enumerate(shows) if one.watermark}
    big = [n for n, one in enumerate(shows) if one.size >= _BIG and one.light >= _PALE]
    over = {n for n in big[:_MARKS] if _lies_over(shows[n], shows)}
    return slanted | marked | over


def turned(trace: Trace) -> set[int]:
    """Return which texts stand in the margins, a quarter turned against those of the page."""
    turns: Counter[int] = Counter()
    for show in trace.shows:
        turns[_quarter(show.angle)] += len(show.raw[1])
    if len(turns) < 2:
        return set()
    usual = turns.most_common(1)[0][0]
    left, _, right, _ = _shown(trace)
    edge = _MARGIN * (right - left)
    return {
        number
        for number, show in enumerate(trace.shows)
        if _quarter(show.angle) not in (usual, (usual + 2) % 4)
        and not left + edge < show.x < right - edge
    }


def quoted(texts: Iterable[str]) -> str:
    """Return what stands in some pieces of text, short enough for a warning."""
    text = re.sub(r"\s+", " ", " ".join(dict.fromkeys(one.strip() for one in texts))).strip()
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _shown(trace: Trace) -> Box:
    """Return the part of the page that is shown: what both its boxes hold."""
    sheet = trace.page.mediabox
    whole = _sorted(*map(float, (sheet.left, sheet.bottom, sheet.right, sheet.top)))
    crop = trace.page.cropbox
    cut = _sorted(*map(float, (crop.left, crop.bottom, crop.right, crop.top)))
    both = (*map(max, whole[:2], cut[:2]), *map(min, whole[2:], cut[2:]))
    left, bottom, right, top = both
    return (left, bottom, right, top) if left < right and bottom < top else whole


def _sorted(left: float, bottom: float, right: float, top: float) -> Box:
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _is_in(show: Show, box: Box) -> bool:
    return (
        box[0] - show.size <= show.x <= box[2] + show.size
        and box[1] - show.size <= show.y <= box[3] + show.size
    )


def _shadows(numbers: Sequence[int], shows: Sequence[Show]) -> Iterator[int]:
    """Yield the earlier one of each two texts that are alike; they run from left to right."""
    for place, number in enumerate(numbers):
        one = shows[number]
        near = (_NEAR if len(one.raw[1]) < 3 else _NEAR_TEXT) * one.size
        for other in islice(numbers, place + 1, place + 1 + _COMPARED):
            if shows[other].x - one.x > near:
                break
            alike = abs(shows[other].size - one.size) < 0.1 * one.size
            if alike and abs(shows[other].y - one.y) <= near:
                yield min(number, other)
                break


def _off(angle: float) -> float:
    """Return by how many degrees a text stands off a quarter turn."""
    return abs((angle + 45) % 90 - 45)


def _quarter(angle: float) -> int:
    return round(angle / 90) % 4


def _count(shows: Sequence[Show], numbers: Iterable[int]) -> int:
    return sum(len(shows[number].raw[1]) for number in numbers)


def _lies_over(one: Show, shows: Sequence[Show]) -> bool:
    """Whether a big text lies over smaller and darker text."""
    right = one.x + 0.5 * one.size * len(one.raw[1])
    return any(
        other.size < 0.6 * one.size
        and other.light < _PALE
        and one.x <= other.x + 0.5 * other.size * len(other.raw[1])
        and other.x <= right
        and one.y < other.y + 0.5 * other.size < one.y + 0.8 * one.size
        for other in shows
    )
