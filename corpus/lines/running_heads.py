"""Running heads and feet that a text without layout has in the middle of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from difflib import SequenceMatcher

from corpus.lines.measured import CLOSED
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
_NUMBER = re.compile(r"\W*\d+(?:/\d+)?\W*")
_PAGE = re.compile(r"\W*(?:pagina|pag|bladzijde|blad|page)\W*")
_NEVER = re.compile(r"[^\W\d]{3,}[.?!]|.*\|.*")  # the end of a sentence, or of a cell


def without_running(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the lines of each page without the words that most pages have at the same edge.

    The head of the first page of a letter stays, as do words that end a sentence, and words that
    a later page has twice: those are of the text. So are words that stand neither right at the
    edge of most pages nor, where no page has paragraphs of its own, between their sentences.
    """
    kept = [list(lines) for lines in pages]
    flat = not any(map(_has_paragraphs, pages))
    for at_foot in (True, False):
        run = _common([_edge(lines, at_foot) for lines in kept])
        read = [[word for line in lines for word in line.split()] for lines in kept] if run else []
        for number, (start, end) in enumerate(_furniture(run, read, at_foot, flat)):
            opens = number == 0 or any(is_salutation(line.strip()) for line in kept[number])
            if start < end and not (opens and start < len(read[number]) // 2):
                kept[number] = _cut(kept[number], start, end)
    return kept


def _has_paragraphs(lines: Sequence[str]) -> bool:
    """Whether white space parts lines of a page."""
    return "\n\n" in "\n".join(line.strip() for line in lines).strip()


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


def _furniture(
    run: Sequence[str], pages: Sequence[Sequence[str]], at_foot: bool, flat: bool
) -> list[tuple[int, int]]:
    """Return where words stand on each page that say which page of what it is; else nothing.

    No page but the first has them twice. Their numbers are the same on all pages or count these;
    a few words call that a page, more stand at an edge of the pages or between their sentences.
    """
    if not run or run[-1][-1] in ".?!" or any(map(_NEVER.fullmatch, run)):
        return []
    exact = [_exact(run, words) for words in pages]
    if any(len(found) > 1 for found in exact[1:]):
        return []
    numbers = _numbers(len(run), pages, [found[-1:] for found in exact])
    owners = [place for place, shape in enumerate(run) for _ in _DIGITS.findall(shape)]
    kinds = [_number_kind(run, *one) for one in zip(owners, numbers, strict=True)]
    if not all(kinds) or (len(run) < _LEAST and "page" not in kinds):
        return []
    places = [_place(run, words, at_foot) for words in pages]
    found = [(words, *place) for words, place in zip(pages, places, strict=True) if any(place)]
    if "page" in kinds or (flat and at_foot and _interrupts(found)):
        return places
    if 2 * sum(_is_outermost(*one, at_foot) for one in found) <= len(found):
        return []
    return [
        place if _is_outermost(words, *place, at_foot) else (0, 0)
        for words, place in zip(pages, places, strict=True)
    ]


def _is_outermost(words: Sequence[str], start: int, end: int, at_foot: bool) -> bool:
    """Whether nothing but numbers stands outside words of a page; a head begins no sentence."""
    outside = words[end:] if at_foot else words[:start]
    goes_on = not at_foot and words[end : end + 1] and words[end][0].islower()
    return not goes_on and all(map(_NUMBER.fullmatch, outside))


def _interrupts(found: Sequence[tuple[Sequence[str], int, int]]) -> bool:
    """Whether words stand in the text of pages, but not in its sentences.

    They begin with a capital, also where no sentence ends before them, and a sentence begins
    behind them on half of the pages.
    """
    named = sum(_own(words[start:end])[:1].isupper() for words, start, end in found)
    cut = sum(start > 0 and not CLOSED.search(words[start - 1]) for words, start, _ in found)
    anew = sum(not words[end:] or words[end][0].isupper() for words, _, end in found)
    return named >= _MOST * len(found) and cut > 1 and 2 * anew >= len(found)


def _own(words: Sequence[str]) -> str:
    """Return the first word that is no logo."""
    return next((word for word in words if any(map(str.isalpha, word))), "")


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
