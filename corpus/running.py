"""Running heads and feet that a text without layout has in the middle of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.sections import is_salutation

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


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a page: the place of its line, and where it stands in that line."""

    line: int
    start: int
    end: int
    text: str

    @property
    def shape(self) -> str:
        """The word with its numbers alike: running feet count the pages."""
        return _DIGITS.sub("0", self.text.casefold())


def without_running(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the lines of each page without the words that most pages have at the same edge.

    The head of the first page of a letter stays, as do words that end a sentence, and words that
    a later page has twice: those are of the text.
    """
    kept = [list(lines) for lines in pages]
    for at_foot in (True, False):
        read = [_words(lines) for lines in kept]
        run = _running(read, at_foot)
        for number, words in enumerate(read if run else ()):
            opens = number == 0 or any(is_salutation(line.strip()) for line in kept[number])
            start, end = _place(run, words, at_foot)
            if start < end and not (opens and start < len(words) // 2):
                kept[number] = _cut(kept[number], words[start], words[end - 1])
    return kept


def _words(lines: Sequence[str]) -> list[_Word]:
    return [
        _Word(place, *found.span(), found.group())
        for place, line in enumerate(lines)
        for found in _WORD.finditer(line)
    ]


def _zone(words: Sequence[_Word], at_foot: bool) -> Sequence[_Word]:
    return words[-_ZONE:] if at_foot else words[:_ZONE]


def _running(pages: Sequence[Sequence[_Word]], at_foot: bool) -> list[str]:
    """Return the shapes of the words that most pages have at an edge; none when there are none."""
    zones = [[word.shape for word in _zone(words, at_foot)] for words in pages]
    counts = Counter(gram for shapes in zones for gram in set(_grams(shapes)))
    most = max(counts.values(), default=0)
    needed = max(_PAGES, _SHARE * (len(pages) - 1), _MOST * most)
    common = {gram for gram, count in counts.items() if count >= needed}
    if not common:
        return []
    runs = Counter(run for shapes in zones for run in _stretches(shapes, common))
    found, _ = max(runs.items(), key=lambda one: (one[1], len(one[0])))
    run = _ASKED.sub("", " ".join(found)).split()
    return run if _is_furniture(run, pages) else []


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


def _is_furniture(run: Sequence[str], pages: Sequence[Sequence[_Word]]) -> bool:
    """Whether words say which page of what it is: no page but the first has them twice.

    Their numbers are the same on all pages or count these, and a few words call that a page.
    """
    if not run or run[-1][-1] in ".?!" or any(map(_NEVER.fullmatch, run)):
        return False
    places = [_exact(run, [word.shape for word in words]) for words in pages]
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
    size: int, pages: Sequence[Sequence[_Word]], places: Sequence[Sequence[int]]
) -> list[tuple[tuple[int, int], ...]]:
    """Return each number among so many words at these places, with its sheet, on all pages."""
    read = [(sheet, pages[sheet][at : at + size]) for sheet, ats in enumerate(places) for at in ats]
    found = [
        [(sheet, int(number)) for word in words for number in _DIGITS.findall(word.text)]
        for sheet, words in read
    ]
    return list(zip(*found, strict=True))


def _exact(run: Sequence[str], shapes: Sequence[str]) -> list[int]:
    size = len(run)
    firsts = (place for place, shape in enumerate(shapes) if shape == run[0])
    return [place for place in firsts if shapes[place : place + size] == [*run]]


def _place(run: Sequence[str], words: Sequence[_Word], at_foot: bool) -> tuple[int, int]:
    """Return where the words begin and end that are most like a run at the edge of a page.

    Signs without a letter or number before them, which a scan has for a logo, are taken along.
    """
    zone = _zone(words, at_foot)
    shapes = [word.shape for word in zone]
    exact = _exact(run, shapes)
    if exact:
        start = exact[-1 if at_foot else 0]
        end = start + len(run)
    else:
        start, end = _alike(run, shapes)
    while start < end and start and _LOGO.fullmatch(zone[start - 1].text):
        start -= 1
    ahead = len(words) - len(zone) if at_foot else 0
    return ahead + start, ahead + end


def _alike(run: Sequence[str], zone: Sequence[str]) -> tuple[int, int]:
    """Return where words begin and end that differ from a run in few characters."""
    whole, size = " ".join(run), len(run)
    alike = {
        (start, end): SequenceMatcher(None, whole, " ".join(zone[start:end])).ratio()
        for start in range(len(zone))
        for end in range(start + size - 1, min(start + size + 2, len(zone) + 1))
        if 2 * sum((Counter(run) & Counter(zone[start:end])).values()) > size
    }
    best = max(alike, key=lambda span: alike[span], default=(0, 0))
    return best if alike.get(best, 0.0) >= _ALIKE else (0, 0)


def _cut(lines: Sequence[str], first: _Word, last: _Word) -> list[str]:
    """Return lines without the words from the first to the last, what is around them as one.

    What is left of a full line is one with the line below it: it does not end a paragraph.
    """
    ahead, behind = lines[first.line][: first.start], lines[last.line][last.end :].strip()
    rest = f"{ahead.rstrip()} {behind}".strip()
    below = list(lines[last.line + 1 :])
    full = len(lines[last.line]) > _FULL * max(map(len, lines))
    if full and behind and not behind.endswith("-") and below and below[0].strip():
        rest = f"{rest} {below.pop(0).lstrip()}"
    return [*lines[: first.line], *([rest] if rest else []), *below]
