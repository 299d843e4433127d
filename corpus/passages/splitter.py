"""Cut letters into the passages that are found and shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from corpus.answered_questions import label_before
from corpus.letter import Letter, Passage
from corpus.passages.sentences import sentence_spans

SPLITTER_VERSION = 2
# More than an encoder of 512 tokens reads: passages are as long as that and their section allow.
TARGET_CHARACTERS = 3000

_WITHIN_PARAGRAPH = 0.1
_BETWEEN_ITEMS = 0.03
_BEFORE_LIST = 0.3
_AFTER_HEADING = 1000.0
_REACH = 3 * TARGET_CHARACTERS
_INDENT = 200  # characters that a bullet stands in from the line's begin at most
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence with the white space behind it: what it counts, and what a cut after it costs."""

    start: int
    end: int
    tokens: int
    cost: float


def split(
    letter: Letter, count_tokens: Callable[[str], int], max_tokens: int
) -> tuple[Passage, ...]:
    """Return the passages that cover a letter's running text, in order.

    Passages do not cross a heading, are about ``TARGET_CHARACTERS`` long, and with their notes
    (one a line, below the text) count at most ``max_tokens``. Only a note that is by itself
    longer than that can take a passage over the limit.
    """
    if max_tokens < 1:
        raise ValueError(f"max_tokens must be at least 1, not {max_tokens}")
    passages: list[Passage] = []
    for start, end in _stretches(letter):
        pieces = _pieces(letter, start, end, count_tokens, max_tokens)
        for first, last in _group(pieces, max_tokens):
            passages += _fit(letter, pieces[first:last], count_tokens, max_tokens)
    return tuple(passages)


def _stretches(letter: Letter) -> list[tuple[int, int]]:
    """Return the running text section by section; a heading without text joins the next."""
    cuts = [0]
    bare = False
    headings = [section for section in letter.sections if section.start < letter.body_end]
    for section in headings:
        if not bare and section.start > cuts[-1]:
            cuts.append(section.start)
        following = [other.start for other in headings if other.start >= section.end]
        after = min(following, default=letter.body_end)
        bare = not letter.text[section.end : after].strip() and after < letter.body_end
    cuts.append(letter.body_end)
    return list(pairwise(cuts))


def _pieces(
    letter: Letter, start: int, end: int, count_tokens: Callable[[str], int], max_tokens: int
) -> list[_Piece]:
    """Return the sentences of a stretch, those that are too long cut, without a gap between."""
    text = letter.text
    starts = [_line_start(text, first) for first, _ in sentence_spans(text, start, end)]
    starts = [max(first, start) for first in starts]
    if not starts:
        return []
    bounds: list[int] = []
    for first, last in zip(starts, [*starts[1:], end], strict=True):
        notes = sum(_note_tokens(letter, first, last, count_tokens))
        bounds += _cut(text, first, last, count_tokens, max(max_tokens - notes, max_tokens // 4, 1))
    headings = {section.end for section in letter.sections}
    pieces = []
    for first, last in zip(bounds, [*bounds[1:], end], strict=True):
        tokens = count_tokens(text[first:last])
        tokens += sum(_note_tokens(letter, first, last, count_tokens))
        pieces.append(_Piece(first, last, tokens, _cut_cost(text, first, last, headings)))
    return pieces


def _line_start(text: str, offset: int) -> int:
    """Return where the line begins when only a bullet stands before the sentence, or its label."""
    offset = label_before(text, offset)
    reach = max(0, offset - _INDENT)
    begin = text.rfind("\n", reach, offset) + 1
    if reach and not begin:
        return offset
    bullet = text[begin:offset].strip()
    return begin if len(bullet) <= 1 and not bullet.isalnum() else offset


def _note_tokens(
    letter: Letter, start: int, end: int, count_tokens: Callable[[str], int]
) -> list[int]:
    notes = letter.notes_in(start, end)
    return [count_tokens("\n" + letter.text[note.start : note.end]) for note in notes]


def _cut(
    text: str, start: int, end: int, count_tokens: Callable[[str], int], limit: int
) -> list[int]:
    """Return the starts of the parts of a sentence, each within the limit."""
    if end - start < 2 or count_tokens(text[start:end]) <= limit:
        return [start]
    middle = (start + end) // 2
    spaces = [gap.end() for gap in _SPACE.finditer(text, start, end)]
    inner = [space for space in spaces if start + (end - start) // 8 < space < end]
    cut = min(inner, key=lambda space: abs(space - middle), default=middle)
    return [
        *_cut(text, start, cut, count_tokens, limit),
        *_cut(text, cut, end, count_tokens, limit),
    ]


def _cut_cost(text: str, start: int, end: int, headings: set[int]) -> float:
    """Return what is lost when a passage ends here."""
    body = text[start:end].rstrip()
    gap = text[start + len(body) : end]
    if start + len(body) in headings:
        return _AFTER_HEADING
    if body.endswith(":"):
        return _BEFORE_LIST
    if "\n\n" in gap:
        return 0.0
    return _BETWEEN_ITEMS if "\n" in gap else _WITHIN_PARAGRAPH


def _group(pieces: list[_Piece], max_tokens: int) -> list[tuple[int, int]]:
    """Return the cheapest way to join neighbouring pieces, as ranges of their indices."""
    best = [0.0] + [float("inf")] * len(pieces)
    came_from = [0] * (len(pieces) + 1)
    for last in range(1, len(pieces) + 1):
        tokens = 0
        for first in range(last - 1, -1, -1):
            tokens += pieces[first].tokens
            length = pieces[last - 1].end - pieces[first].start
            if first < last - 1 and (tokens > max_tokens or length > _REACH):
                break
            cost = best[first] + (length / TARGET_CHARACTERS - 1) ** 2
            cost += pieces[last - 1].cost if last < len(pieces) else 0.0
            if cost < best[last]:
                best[last], came_from[last] = cost, first
    ranges: list[tuple[int, int]] = []
    last = len(pieces)
    while last:
        ranges.append((came_from[last], last))
        last = came_from[last]
    return ranges[::-1]


def _fit(
    letter: Letter, pieces: list[_Piece], count_tokens: Callable[[str], int], max_tokens: int
) -> list[Passage]:
    """Return the pieces as one passage, or as two where their sum counts more than its parts."""
    start = pieces[0].start
    end = start + len(letter.text[start : pieces[-1].end].rstrip())
    passage = Passage(letter, start, end)
    whole = "\n".join([passage.text, *passage.footnotes])
    if len(pieces) == 1 or count_tokens(whole) <= max_tokens:
        return [passage]
    middle = len(pieces) // 2
    return [
        *_fit(letter, pieces[:middle], count_tokens, max_tokens),
        *_fit(letter, pieces[middle:], count_tokens, max_tokens),
    ]
