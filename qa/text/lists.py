"""Lists in letters: the sentence that introduces one, and its items in their own order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import Letter, sentence_spans

BULLET = re.compile(r"[ \t]*(?:[-–•·▪*]|\d{1,2}[.)]|[a-z][.)])\s")
NUMBERED = re.compile(r"[ \t]*(\d{1,2})[.)]\s+\S[^\n]*")
LONGEST_HEADING = 120  # characters
FARTHEST = 4_000  # characters between two numbered headings of one list
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LetterList:
    """A list: the characters of its introduction, if it has one, and of each item, in order."""

    lead: Span | None
    items: tuple[Span, ...]

    def item_at(self, offset: int) -> Span | None:
        """Return the item that holds a character; ``None`` for the introduction."""
        return next((one for one in self.items if one[0] <= offset < one[1]), None)


def list_at(letter: Letter, start: int, end: int) -> LetterList | None:
    """Return the list that a sentence introduces or is an item of; ``None`` for neither."""
    if letter.text[start:end].rstrip().endswith(":"):
        items = max(_items(letter, end), _headings(letter, end), key=len)
        return LetterList((start, end), items) if items else None
    first = _line_start(letter, start)
    if not BULLET.match(letter.text, first, letter.body_end):
        return None
    lead_end = _before_list(letter, first)
    items = _items(letter, lead_end)
    return LetterList(_lead(letter, lead_end), items) if items else None


def _items(letter: Letter, after: int) -> tuple[Span, ...]:
    """Return the lines with a bullet that follow, each as one span."""
    spans: list[Span] = []
    at = after
    for line in letter.text[after : letter.body_end].splitlines(keepends=True):
        if line.strip():
            if not BULLET.match(line):
                break
            lead = len(line) - len(line.lstrip())
            spans.append((at + lead, at + len(line.rstrip())))
        at += len(line)
    return tuple(spans)


def _headings(letter: Letter, after: int) -> tuple[Span, ...]:
    """Return the headings numbered 1, 2, ... that follow, with other text between them."""
    found: list[Span] = []
    at = after
    for match in NUMBERED.finditer(letter.text, after, letter.body_end):
        if match.start() - at > (FARTHEST if found else 2):
            break
        own = match.end() - match.start() <= LONGEST_HEADING
        if int(match[1]) == len(found) + 1 and own and _is_line(letter, match.start()):
            found.append((match.start(), match.start() + len(match[0].rstrip())))
            at = match.end()
    return tuple(found) if len(found) > 1 else ()


def _is_line(letter: Letter, offset: int) -> bool:
    return offset == 0 or letter.text[offset - 1] == "\n"


def _line_start(letter: Letter, offset: int) -> int:
    return letter.text.rfind("\n", 0, offset) + 1


def _before_list(letter: Letter, first: int) -> int:
    """Return where the line before the list ends; ``first`` is where one of its items begins."""
    at = first
    while at > 0:
        previous = _line_start(letter, at - 1)
        line = letter.text[previous:at]
        if line.strip() and not BULLET.match(line):
            return previous + len(line.rstrip())
        at = previous
    return 0


def _lead(letter: Letter, end: int) -> Span | None:
    """Return the sentence that ends there and introduces, with a colon."""
    paragraph = letter.text.rfind("\n\n", 0, end)
    spans = sentence_spans(letter.text, max(paragraph, 0), end)
    if spans and letter.text[spans[-1][0] : end].rstrip().endswith(":"):
        return spans[-1]
    return None
