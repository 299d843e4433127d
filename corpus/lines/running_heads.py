"""Running heads and feet that a text without layout has in the middle of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from difflib import SequenceMatcher

from corpus.text.sections import is_salutation

_GRAM = 4  # words: so many in the same order are looked for on other pages
_LEAST = 6  # words: the fewest of a running head that does not count the pages
_ZONE = 60  # words: so far from the edge of its page it may stand
_SHARE = 0.6  # of the pages but one
_MOST = 0.75  # of the pages that have most of it: fewer have the same words beside it
_PAGES = 3  # the fewest that have it
_ALIKE = 0.85  # of the characters: a scan is not recognised alike on each page
_FULL = 0.85  # of the longest line of its page
_WORD = re.compile(r"\S+")
_DIGITS = re.compile(r"\d+")
_LOGO = re.compile(r"[^\w–—-]+")
_ASKED = re.compile(r"(?: (?:vraag|antwoord)(?: 0\W?)?)+$")  # the text behind a running foot
_PAGE = re.compile(r"\W*(?:pagina|pag|bladzijde|blad|page)\W*")
_NEVER = re.compile(r"[^\W\d]{3,}[.?!]|.*\|.*")  # the end of a sentence, or of a cell


def without_running(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the lines of each page without the words that most pages have at the same edge.

    The head of the first page of a letter stays, as do words that end a sentence, and words that
    a later page has twice: those are of the text.
    """
    kept = [list(lines) for lines in pages]
    for at_foot in (True, False):
        run = _common([_edge(lines, at_foot) for lines in kept])
        read = [[word for line in lines for word in line.split()] for lines in kept] if run else []
        for number, words in enumerate(read if _is_furniture(run, read) else ()):
            opens = number == 0 or any(is_salutation(line.strip()) for line in kept[number])
            start, end = _place(run, words, at_foot)
            if start < end and not (opens and start < len(words) // 2):
                kept[number] = _cut(kept[number], start, end)
    return kept


def _shape(text: str) -> str:
    """Return words with their numbers alike: running feet count the pages."""
    return _DIGITS.sub("0", text.casefold())


def _edge(lines: Sequence[str], at_foot: bool) -> list[str]:
    """Return the shapes of the words at an edge of a page."""
    words: list[str] = []
    for line in reversed(lines) if at_foot else lines:
        words = line.split() + words if at_foot else words + line.split()
        if len(words) >= _ZONE:
            break
    return _shape(" ".join(_zone(words, at_foot))).split()


def _zone(words: Sequence[str], at_foot: bool) -> Sequence[str]:
    return words[-_ZONE:] if at_foot else words[:_ZONE]


def _common(zones: Sequence[Sequence[str]]) -> list[str]:
    """Return the shapes of the longest words that most zones have; none when there are none."""
    counts = Counter(gram for shapes in zones for gram in set(_grams(shapes)))
    most = max(counts.values(), default=0)
    needed = max(_PAGES, _SHARE * (len(zones) - 1), _MOST * most)
    common = {gram for gram, count in counts.items() if count >= needed}
    if not common:
        return []
    runs = Counter(run for shapes in zones for run in _stretches(shapes, common))
    found, _ = max(runs.items(), key=lambda one: (one[1], len(one[0])))
    return _ASKED.sub("", " ".join(found)).split()


def _grams(shapes: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(shapes[ahead:] for ahead in range(_GRAM)), strict=False))


def _stretches(shapes: Sequence[str], common: Set[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the longest stretches of words in which each few are common."""
    ends = [place for place, gram in enumerate([*_grams(shapes), ()]) if gram not in common]
    starts = [0, *(end + 1 for end in ends)]
    return [
        tuple(shapes[start : end + _GRAM - 1])
        for start, end in zip(starts, ends, strict=False)
        if end > start
    ]


def _is_furniture(run: Sequence[str], pages: Sequence[Sequence[str]]) -> bool:
    """Whether words say which page of what it is: no page but the first has them twice.

    Their numbers are the same on all pages or count these, and a few words call that a page.
    """
    if not run or run[-1][-1] in ".?!" or any(map(_NEVER.fullmatch, run)):
        return False
    places = [_exact(run, words) for words in pages]
    if any(len(found) > 1 for found in places[1:]):
        return False
    numbers = _numbers(len(run), pages, [found[-1:] for found in places])
    owners = [place for place, shape in enumerate(run) for _ in _DIGITS.findall(shape)]
    kinds = [_number_kind(run, *one) for one in zip(owners, numbers, strict=True)]
    return all(kinds) and (len(run) >= _LEAST or "page" in kinds)


def _number_kind(run: Sequence[str], place: int, numbers: Sequence[tuple[int, int]]) -> str:
    """Return what a number of a run is: the same everywhere, a page's, its count, or nothing."""
    if len({number for _, number in numbers}) == 1:
        return "same"
    if len({number - sheet for sheet, number in numbers}) > 1:
        return ""
    if place and _PAGE.fullmatch(run[place - 1]):
        return "page"
    return "count" if place in (0, len(run) - 1) else ""


def _numbers(
    size: int, pages: Sequence[Sequence[str]], places: Sequence[Sequence[int]]
) -> list[tuple[tuple[int, int], ...]]:
    """Return each number among so many words at these places, with its sheet, on all pages."""
    read = [(sheet, pages[sheet][at : at + size]) for sheet, ats in enumerate(places) for at in ats]
    found = [
        [(sheet, int(number)) for number in _DIGITS.findall(" ".join(words))]
        for sheet, words in read
    ]
    return list(zip(*found, strict=True))


def _exact(run: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return the places of the words at which a run begins."""
    text, wanted = f" {_shape(' '.join(words))} ", f" {' '.join(run)} "
    return [text.count(" ", 0, found.start()) for found in re.finditer(re.escape(wanted), text)]


def _place(run: Sequence[str], words: Sequence[str], at_foot: bool) -> tuple[int, int]:
    """Return where the words begin and end that are most like a run at the edge of a page.

    Signs without a letter or number before them, which a scan has for a logo, are taken along.
    """
    zone = _zone(words, at_foot)
    exact = _exact(run, zone)
    if exact:
        start = exact[-1 if at_foot else 0]
        end = start + len(run)
    else:
        start, end = _alike(run, _shape(" ".join(zone)).split())
    while start < end and start and _LOGO.fullmatch(zone[start - 1]):
        start -= 1
    ahead = len(words) - len(zone) if at_foot else 0
    return ahead + start, ahead + end


def _alike(run: Sequence[str], zone: Sequence[str]) -> tuple[int, int]:
    """Return where words begin and end that differ from a run in few characters.

    They are looked for around the longest words that both have, a word more or less at each end.
    """
    both = SequenceMatcher(None, run, zone, autojunk=False).find_longest_match()
    if 3 * both.size < len(run):
        return 0, 0
    first, last = both.b - both.a, both.b - both.a + len(run)
    spans = [
        (start, end) for start in range(first - 1, first + 2) for end in range(last - 1, last + 2)
    ]
    best = max(spans, key=lambda span: _likeness(run, zone[max(span[0], 0) : span[1]]))
    alike = _likeness(run, zone[max(best[0], 0) : best[1]]) >= _ALIKE
    return (max(best[0], 0), min(best[1], len(zone))) if alike else (0, 0)


def _likeness(run: Sequence[str], words: Sequence[str]) -> float:
    matcher = SequenceMatcher(None, " ".join(run), " ".join(words))
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _cut(lines: Sequence[str], start: int, end: int) -> list[str]:
    """Return lines without their words from a place to another, what is around them as one.

    What is left of a full line is one with the line below it: it does not end a paragraph.
    """
    words = [(place, one) for place, line in enumerate(lines) for one in _WORD.finditer(line)]
    (top, first), (low, last) = words[start], words[end - 1]
    ahead, behind = lines[top][: first.start()], lines[low][last.end() :].strip()
    rest = f"{ahead.rstrip()} {behind}".strip()
    below = list(lines[low + 1 :])
    full = len(lines[low]) > _FULL * max(map(len, lines))
    if full and behind and not behind.endswith("-") and below and below[0].strip():
        rest = f"{rest} {below.pop(0).lstrip()}"
    return [*lines[:top], *([rest] if rest else []), *below]
