"""Footnotes of every shape: the marker leaves the text, the note keeps its words.

While a letter is read, a marker is carried through its text as ``MARK_OPEN`` + label +
``MARK_CLOSE``; ``lift_marks`` takes it out at the end, when the block's offsets are final.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.text.draft import Block

MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{MARK_OPEN}([^{MARK_CLOSE}]{{1,40}}){MARK_CLOSE}")
_RAISED_END = re.compile("(?<=[^⁰¹²³⁴⁵⁶⁷⁸⁹])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}$")

_WORD_MARK = re.compile(r"\[footnoteRef:\s*(\w+)\]")
_WORD_NOTE = re.compile(r"\[(\w{1,4}):\s")
_HTML_MARK = re.compile(
    r"<sup>\s*(?:<a\b[^>]*>)?\[?(\w{1,4}|\*+)\]?(?:</a>)?\s*</sup>", re.IGNORECASE
)
_MARKDOWN_NOTE = re.compile(
    r"^[ ]{0,3}\[\^([\w.*-]{1,40})\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*|(?!\[\^|\s*$).+))*)", re.M
)
_MARKDOWN_MARK = re.compile(r"\[\^([\w.*-]{1,40})\]")
_ARROW_NOTE = re.compile(r"^[ \t]*(\d{1,3})\.?[ \t]+((?:(?!↩|\n\s*\n).){0,4000}?)\s*↩", re.M | re.S)
_UNIT = re.compile(r"\d ?[ckdm]?m$")
_SUP_NOTE = re.compile(f"^[ \t>]*{MARK.pattern}[ \t]*(\\S.*)$", re.M)
_MOST_CANDIDATES = 60  # a note: a number that is glued to more words than that is no marker
_LONGEST_NOTE = 10_000  # characters
_DEEPEST_BRACKET = 4
_NUMBER = re.compile(r"[€(]*\d{1,3}(?:[.,:/–-]\d+)*[%)]?[.,;:)]*")
_COUNTED = re.compile(r"\W*(?:nr|nrs|art|blz|p|par|lid|no|deel|versie|release)\.?", re.IGNORECASE)


def lift_marks(block: Block) -> Block:
    """Return the block with its markers taken out of the text and kept as offsets."""
    parts: list[str] = []
    marks: list[tuple[int, str]] = []
    breaks = list(block.breaks)
    length = place = 0
    for match in MARK.finditer(block.text):
        before = block.text[place : match.start()]
        after = block.text[match.end() : match.end() + 1]
        if before.endswith(" ") and (after in " .,;:)" or not after):
            before = before.rstrip()
        if before.strip() == "," and place:
            before = ""
        removed = match.end() - place - len(before)
        breaks = [b - removed if b > length + len(before) else b for b in breaks]
        parts.append(before)
        length += len(before)
        place = match.end()
        marks.append((length, match.group(1)))
    text = "".join(parts) + block.text[place:]
    return replace(block, text=text, marks=(*block.marks, *marks), breaks=tuple(breaks))


def mark(label: str) -> str:
    """Return a marker as it is carried through the text."""
    return f"{MARK_OPEN}{label}{MARK_CLOSE}"


def without_marks(text: str) -> str:
    """Return a line without the markers in it, and without raised digits at its end."""
    return _RAISED_END.sub("", MARK.sub("", text))


def note_block(label: str, text: str) -> Block:
    """Return a note, its white space folded and markers of other notes out of it."""
    return Block("note", " ".join(MARK.sub("", text).split()), label=label)


def take_inline_notes(text: str) -> tuple[str, list[Block]]:
    """Return the text with its marked-up markers carried, and the notes that were written in it."""
    notes: list[Block] = []
    if _WORD_MARK.search(text):
        text, notes = _take_word_notes(text)
    text, arrows = _take_arrow_notes(text)

    def note(match: re.Match[str]) -> str:
        notes.append(note_block(match.group(1), match.group(2)))
        return ""

    text = _MARKDOWN_NOTE.sub(note, text)
    text = _carried(text, _MARKDOWN_MARK, {one.label for one in notes})
    below = _SUP_NOTE.finditer(_HTML_MARK.sub(lambda found: mark(found.group(1)), text))
    text = _carried(text, _HTML_MARK, {found.group(1) for found in below})
    text = _SUP_NOTE.sub(note, text)
    return text, notes + arrows


def _carried(text: str, pattern: re.Pattern[str], labels: set[str]) -> str:
    """Return the text with the markers carried that have a note; others and exponents stay."""

    def one(found: re.Match[str]) -> str:
        exponent = _UNIT.search(text, max(0, found.start() - 4), found.start())
        return mark(found.group(1)) if found.group(1) in labels and not exponent else found.group()

    return pattern.sub(one, text)


def _take_word_notes(text: str) -> tuple[str, list[Block]]:
    """Return the text without ``[4: ...]``, each ``[footnoteRef:4]`` carried."""
    notes: list[Block] = []
    parts: list[str] = []
    place = 0
    for match in _WORD_NOTE.finditer(text):
        if match.start() < place:
            continue
        end = _closing_bracket(text, match.start())
        if end < 0:
            continue
        notes.append(note_block(match.group(1), text[match.end() : end]))
        parts.append(text[place : match.start()].rstrip(" "))
        place = end + 1
    joined = "".join(parts) + text[place:]
    return _WORD_MARK.sub(lambda m: mark(m.group(1)), joined), notes


def _closing_bracket(text: str, start: int) -> int:
    """Return the offset of the bracket that closes the one at an offset, or -1."""
    depth = 0
    for match in re.compile(r"[\[\]]").finditer(text, start, start + _LONGEST_NOTE):
        depth += 1 if match.group() == "[" else -1
        if not depth:
            return match.start()
        if depth > _DEEPEST_BRACKET:
            break
    return -1


def _take_arrow_notes(text: str) -> tuple[str, list[Block]]:
    """Return the text without a final list of notes with ↩, their glued markers carried."""
    found = list(_ARROW_NOTE.finditer(text)) if "↩" in text else []
    if not found:
        return text, []
    notes = [note_block(m.group(1), m.group(2)) for m in found]
    body = text[: found[0].start()]
    rest = text[found[-1].end() :].lstrip("\ufe0e\ufe0f")
    (body,) = carry_glued([body], [(note.label, 0) for note in notes])
    return body + rest, notes


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A number glued to a word that may be a marker: where, and how likely (more is likelier)."""

    note: int
    page: int
    start: int
    end: int
    score: float


def carry_glued(texts: Sequence[str], notes: Sequence[tuple[str, int]]) -> list[str]:
    """Return the texts with the markers of numbered notes carried.

    Markers are printed as plain digits behind a word or full stop. Each note is (label, index of
    the text it stands under); the likeliest rising row of places is taken.
    """
    candidates = [
        candidate
        for number, (label, page) in enumerate(notes)
        for candidate in _candidates(texts, number, label, page, paged=len(texts) > 1)
    ]
    result = list(texts)
    for found in reversed(_best_row(candidates)):
        text = result[found.page]
        label = notes[found.note][0]
        result[found.page] = text[: found.start] + mark(label) + text[found.end :]
    return result


def first_marker(text: str, label: str) -> int | None:
    """Return where the number first stands as a glued marker."""
    found = _candidates([text], 0, label, 0, paged=True)
    return min((candidate.start for candidate in found), default=None)


def _candidates(
    texts: Sequence[str], number: int, label: str, page: int, *, paged: bool
) -> list[_Candidate]:
    found: list[_Candidate] = []
    pattern = re.compile(rf"(?<=\S){re.escape(label)}(?![\w%€+])(?![.,]\d{{3}})")
    spaced = re.compile(rf"(?<=[.!?”’)] ){re.escape(label)}(?=\s+[A-Z]|\s*$)", re.M)
    for index in range(max(0, page - 1), page + 1):
        text = texts[index]
        bonus = 1.0 if index == page else 0.0
        for match in pattern.finditer(text):
            score = _score(text, match.start(), match.end(), paged=paged)
            if score > 0:
                found.append(_Candidate(number, index, *match.span(), score + bonus))
        if paged and index == page:
            found += [_Candidate(number, index, *m.span(), 0.2) for m in spaced.finditer(text)]
    return found[:_MOST_CANDIDATES]


def _score(text: str, start: int, end: int, *, paged: bool) -> float:
    """Return how likely the digits are a marker; 0 when they cannot be one."""
    begin = max(text.rfind(space, 0, start) for space in " \n\t") + 1
    stop = re.compile(r"\s|$").search(text, end)
    token = text[begin : stop.start() if stop else len(text)]
    before = text[start - 1]
    glued = text[begin:start]
    if before.isdigit():
        year = re.fullmatch(r"(?:19|20)\d\d", glued.lstrip("(‘'"))
        other = end - start == 2 and re.fullmatch(r"(?!19|20)\d\d", glued)
        return 0.5 if paged and (year or other) else 0.0
    if "://" in token or "@" in token or _COUNTED.fullmatch(glued):
        return 0.0
    if before.isalpha():
        letters = glued.lstrip("(‘'“\"«")
        return 1.0 if letters.isupper() and len(letters) > 1 else 3.0 * (len(letters) > 1)
    if before not in ".,;:!?)]»”’'\"…%" + MARK_CLOSE:
        return 0.0
    if _NUMBER.fullmatch(token.strip("()")):
        return 0.0
    return 2.0 if text[start - 2 : start - 1].isdigit() else 3.0


def _best_row(candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the rising row of candidates, one a note at most, with the highest sum of scores."""
    ordered = sorted(candidates, key=lambda c: (c.page, c.start, c.note))
    best: list[float] = []
    came_from: list[int] = []
    for index, one in enumerate(ordered):
        top, origin = 0.0, -1
        for earlier in range(index):
            other = ordered[earlier]
            apart = (other.page, other.end) <= (one.page, one.start)
            if other.note < one.note and apart and best[earlier] > top:
                top, origin = best[earlier], earlier
        best.append(top + one.score)
        came_from.append(origin)
    row: list[_Candidate] = []
    index = max(range(len(best)), key=best.__getitem__, default=-1)
    while index >= 0:
        row.append(ordered[index])
        index = came_from[index]
    return row[::-1]
