"""Which blocks are headings, how deep they stand, and what is only a table of contents."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from corpus.text.draft import Block
from corpus.text.footnotes import without_marks

LONGEST_HEADING = 130
_LONGEST_CLOSED = 70  # characters: a longer one with number and full stop is a rule, no heading

_NUMBERED = re.compile(
    r"(?:(?:[Hh]oofdstuk|[Pp]aragraaf|[Aa]rtikel|[Dd]eel)\s+)?"
    r"(\d{1,2}(?:\.\d{1,2})*)(?:[.:)]\s+\S|\s+[^\W\d_a-z]|\s+[‘“«(])",
)
_ANNEX = re.compile(r"bijlagen?(?:\s+(?:[\dA-Z]{1,3}|[IVX]+))?\s*(?:[.:–-].*)?", re.IGNORECASE)
_CLOSER = re.compile(
    r"(?:tot slot|slot|slotwoord|afsluiting|conclusies?|samenvatting|inleiding|vervolg)"
)
_QUESTION = re.compile(r"(?:vraag|antwoord)(?:\s+op\s+vraag)?\s+\d+[a-z]?\.?:?", re.IGNORECASE)
_DOTTED = re.compile(r"\.{2,}$|…$|^\.{2,}|^…")
_CONTENTS = re.compile(r"(?:inhoud|inhoudsopgave|table of contents)\.?:?", re.IGNORECASE)
_CONTENTS_LINE = re.compile(r".*\S(?:\s*\.{3,}\s*|\s+)\d{1,3}$")
_SALUTATION = re.compile(r"(?:zeer |hoog)?(?:geachte?|beste|mijnheer)\b", re.IGNORECASE)
_FAREWELL = re.compile(r"(?:hoogachtend|met (?:vriendelijke )?groet)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\[\d{1,3}\]$")  # the marker of a note
_LETTERED = re.compile(r"[^\W\d_]{2}")


def is_salutation(text: str) -> bool:
    """Whether a block opens a letter: ``Geachte voorzitter,``."""
    return len(text) < 120 and bool(_SALUTATION.match(text))


def is_farewell(text: str) -> bool:
    """Whether a line closes a letter: ``Hoogachtend,``."""
    return len(text) < 60 and bool(_FAREWELL.match(text))


def marked_headings(blocks: list[Block]) -> list[Block]:
    """Return the blocks with those that look like a heading made one."""
    opening = next((i for i, block in enumerate(blocks) if is_salutation(block.text)), -1)
    likely = [_looks_like_heading(block) for block in blocks]
    result: list[Block] = []
    signed = False
    for index, block in enumerate(blocks):
        signed = (signed or bool(_FAREWELL.match(block.text))) and not _ANNEX.fullmatch(block.text)
        fixed = _NUMBERED.match(block.text) or _ANNEX.fullmatch(block.text)
        alone = bool(fixed) or not _in_crowd(likely, index)
        if index > opening and not signed and alone and _is_heading(blocks, index, likely):
            block = replace(block, kind="heading", level=block.level or 1)
        result.append(block)
    return result


def _looks_like_heading(block: Block) -> bool:
    text = _BRACKETED.sub("", without_marks(block.text))
    if block.kind not in ("paragraph", "item") or len(text) > LONGEST_HEADING or "\n" in text:
        return False
    if block.kind == "item" and not _NUMBERED.match(text):
        return False
    if _QUESTION.fullmatch(text):
        return True
    if not _LETTERED.search(text) or "@" in text or "://" in text or is_salutation(text):
        return False
    dotted = bool(_DOTTED.search(text))
    numbered = len(text) <= _LONGEST_CLOSED and bool(_NUMBERED.match(text))
    if text[-1] in ",:;" or (text[-1] in ".!" and not (dotted or numbered)):
        return False
    return not text.lstrip("\"'‘“«(. ")[:1].islower() or text.startswith(".")


def _is_heading(blocks: list[Block], index: int, likely: list[bool]) -> bool:
    """Whether a block that looks like a heading stands where a heading can stand."""
    if not likely[index] or index + 1 == len(blocks):
        return False
    following = blocks[index + 1]
    if blocks[index].kind == "item":
        listed = bool(index) and bool(_depth_text(blocks[index - 1].text))
        deep = "." in _depth_text(blocks[index].text)
        return following.kind in ("paragraph", "row") and (deep or not listed)
    return not following.text[:1].islower()


def _depth_text(text: str) -> str:
    match = _NUMBERED.match(text)
    return match.group(1) if match else ""


def _in_crowd(likely: list[bool], index: int) -> bool:
    """Whether four or more such lines stand in a row: an address or a table, not headings."""
    first = last = index
    while first and likely[first - 1]:
        first -= 1
    while last + 1 < len(likely) and likely[last + 1]:
        last += 1
    return last - first >= 3


def set_levels(blocks: list[Block]) -> list[Block]:
    """Return the blocks with each heading as deep as its number and its place say."""
    headings = [i for i, block in enumerate(blocks) if block.kind == "heading"]
    above = _plain_above_numbered(blocks, headings)
    result = list(blocks)
    base, depth = 0, 0
    for index in headings:
        text = blocks[index].text
        number = _depth_text(text)
        if _ANNEX.fullmatch(text):
            base, depth, level = 1, 0, 1
        elif number:
            depth = number.count(".") + 1
            level = base + depth + above
        elif above or _CLOSER.fullmatch(text.casefold()) or not depth:
            level = base + 1
        else:
            level = base + depth + 1
        result[index] = replace(blocks[index], level=level)
    return result


def _plain_above_numbered(blocks: list[Block], headings: list[int]) -> int:
    """Return 1 when headings without a number stand above those with one, else 0."""
    for one, following in pairwise(headings):
        plain = not _depth_text(blocks[one].text) and not _ANNEX.fullmatch(blocks[one].text)
        number = _depth_text(blocks[following].text)
        if plain and following == one + 1 and number and number not in ("1", "1.1"):
            return 1
    return 0


def without_contents(blocks: list[Block]) -> list[int]:
    """Return the indices of the blocks that are not a table of contents."""
    kept: list[int] = []
    index = 0
    while index < len(blocks):
        end = index + 1
        if _CONTENTS.fullmatch(blocks[index].text):
            while end < len(blocks) and _CONTENTS_LINE.fullmatch(blocks[end].text):
                end += 1
        if end == index + 1 and not re.search(r"\.{5,}\s*\d{1,3}$", blocks[index].text):
            kept.append(index)
        index = end
    return kept
