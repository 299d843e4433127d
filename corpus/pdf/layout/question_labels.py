"""Labels of questions that a flat PDF has in the middle of a line, as paragraphs of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.answered_questions import labels_amid
from corpus.text.draft import Block


def labels_apart(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with those parted in which the label of a question stands amid words.

    Between them and the label stood a running title or a note, which ends with no full stop.
    """
    places = labels_amid("\n\n".join(block.text for block in blocks))
    parted: list[Block] = []
    begin = 0
    for block in blocks:
        end = begin + len(block.text)
        own = [place - begin for place in places if begin < place < end]
        parted += [block] if block.kind in ("row", "note") or not own else _parts(block, own)
        begin = end + 2
    return parted


def _parts(block: Block, places: Sequence[int]) -> Iterator[Block]:
    """Yield a block parted at places in its text, with the page breaks and marks of each part."""
    for start, end in zip((0, *places), (*places, len(block.text) + 1), strict=True):
        yield replace(
            block,
            kind="paragraph" if start else block.kind,
            level=0 if start else block.level,
            text=block.text[start:end].rstrip(),
            breaks=tuple(one - start for one in block.breaks if start <= one < end),
            marks=tuple((one - start, label) for one, label in block.marks if start <= one < end),
        )
