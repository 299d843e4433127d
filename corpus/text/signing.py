"""Where a letter is signed: no heading stands there, and what follows is no part of the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.metadata.signature import BODIES, BODY, NAME, NAMED, OFFICE, PERSON
from corpus.text.draft import Block

_LONGEST = 200  # characters of names and offices on one line
_FAREWELL = re.compile(r"\W*(?:hoogachtend|met\s+(?:\w+\s+){0,2}(?:groet|hoogachting))", re.I)
_OFFICE_LAST = re.compile(rf"(?:(?:mede\s+)?namens\b|{OFFICE.pattern})[^.:?]*", re.I)
_OFFICE_BEHIND = re.compile(rf"{NAME.pattern},?\s+(?i:{OFFICE.pattern})[^.:?]*")
_NUMBERED = re.compile(r"\d")
_SENTENCE = re.compile(r"[.?!]\s+(?=[A-Z])")


def unsigned(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks without headings that only sign; the first one behind them is an annex.

    The title of an annex stands above all that is in the letter itself, and what is in the annex
    below it as before.
    """
    return tuple(_unsigned(blocks))


def _unsigned(blocks: Sequence[Block]) -> Iterator[Block]:
    texts = [" ".join(block.text.split()) for block in blocks]
    before, signs, behind, deeper = "", False, False, 0
    for place, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if block.kind == "note":
            yield block
            continue
        following = "".join(texts[place + 1 : place + 2])
        speaks = block.kind == "heading" and not signs and bool(PERSON.match(text))
        above = speaks and _is_above_text(blocks, place)
        signs = block.kind in ("heading", "paragraph") and _signs(text, before, signs, following)
        signs = signs and not (above and not _closes(text, before))
        if signs:
            block = replace(block, kind="paragraph", level=0)
        elif block.kind == "heading":
            if behind:
                deeper = 0 if _NUMBERED.match(text) else block.level - 1
            block = replace(block, level=max(1, block.level - deeper))
        behind = signs or (behind and block.kind != "heading")
        before = text
        yield block


def _is_above_text(blocks: Sequence[Block], place: int) -> bool:
    """Whether sentences stand below a block."""
    return any(
        block.kind == "paragraph" and block.text.rstrip().endswith((".", "?", "!"))
        for block in blocks[place + 1 : place + 2]
    )


def _closes(text: str, before: str) -> bool:
    """Whether a farewell, or the office of who signs, is in a line or right before it."""
    return bool(
        _FAREWELL.match(text)
        or _FAREWELL.match(before)
        or _OFFICE_LAST.fullmatch(_SENTENCE.split(before)[-1])
    )


def _signs(text: str, before: str, signed: bool, following: str) -> bool:
    """Whether a block holds nothing but the farewell, the body, names and offices of who signs.

    ``signed`` says that the block before does. Only beside the rest of a signature does a name, an
    office or a body alone.
    """
    if len(text) > _LONGEST or text.endswith((".", ":", "?")):
        return False
    named = _names(text)
    if _FAREWELL.match(text) or named == "with office":
        return True
    if named:
        return signed or bool(_OFFICE_LAST.fullmatch(_SENTENCE.split(before)[-1]))
    closed = bool(_FAREWELL.match(before))
    if NAMED.fullmatch(text) or (closed and _OFFICE_BEHIND.fullmatch(text)):
        return signed or closed
    body = BODY.fullmatch(text) or text.lower().startswith(BODIES)
    if body and (closed or NAMED.fullmatch(following)):
        return True
    return bool(OFFICE.match(text)) and (signed or _names(following) == "alone")


def _names(text: str) -> str:
    """Return whether a line is made of names ``alone`` or ``with office``; empty if it is not."""
    if len(text) > _LONGEST or not PERSON.search(text):
        return ""
    ahead, *behind = (part.strip(" ,") for part in PERSON.split(text))
    body = BODY.match(ahead) or ahead.lower().startswith(BODIES)
    if not all(not part or OFFICE.match(part) for part in ([] if body else [ahead]) + behind):
        return ""
    return "with office" if ahead or any(behind) else "alone"
