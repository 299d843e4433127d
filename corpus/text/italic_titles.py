"""Sub-headings in italics: short lines on their own, used alike through a paper."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from corpus.text.draft import Block

_LONGEST = 90  # characters
_FEWEST = 2  # of a paper: a single line in italics is a quotation or the name of a book
_DEEPEST = 10  # level: Word knows nine
_TEXT = 60  # characters: under a heading stands text, not the next line of a list
_LABEL = re.compile(r"(?:\d+(?:\.\d+)*\.?|[a-z][.)])\s+(?=\w)")
_CAPTION = re.compile(r"(?:tabel|figuur|grafiek|kaart|foto|afbeelding|bron)\b", re.IGNORECASE)


def is_labelled(text: str) -> bool:
    """Whether a line reads as a heading behind a number or letter: ``b. Beperkingen``."""
    return is_title(text) and _LABEL.match(text.strip()) is not None


def is_title(text: str) -> bool:
    """Whether a line in italics reads as a heading: short, with a capital, without a full stop."""
    text = text.strip()
    bare = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    if not 3 <= len(text) <= _LONGEST or text[-1] in ".,;:?!…" or _CAPTION.match(text):
        return False
    return bare[:1].isupper() and any(map(str.islower, bare))


def with_subheadings(blocks: Sequence[Block], italic: Collection[int]) -> list[Block]:
    """Return the blocks with those in italics made headings, where several stand above text.

    ``italic`` are the places of the blocks in italics. Such headings stand below all others.
    """
    titles = {place for place in italic if _stands_above_text(blocks, place)}
    titles -= {place - 1 for place in italic}
    if len(titles) < _FEWEST:
        return list(blocks)
    return [
        replace(block, kind="heading", level=_DEEPEST)
        if place in titles and block.kind == "paragraph"
        else block
        for place, block in enumerate(blocks)
    ]


def _stands_above_text(blocks: Sequence[Block], place: int) -> bool:
    if not is_title(blocks[place].text) or place + 1 == len(blocks):
        return False
    following = blocks[place + 1]
    return following.kind == "paragraph" and len(following.text) >= _TEXT
