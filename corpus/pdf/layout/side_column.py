"""The narrow column of a letterhead beside the text of a PDF page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.pdf.layout.columns import goes_on, has_neighbour

if TYPE_CHECKING:
    from corpus.pdf.line import Line

_SIDE = 0.72  # of the page's width: where the side column of a letterhead begins
_BOX = 3  # lines: the fewest that are a box of text
_SENTENCE = 0.3  # of the lines of a side column: so many go on with a sentence in a box of text
_LETTERHEAD = re.compile(
    r"ministerie|direct|\bdienst|gemeente|afdeling|kenmerk|referentie|datum|p ?agina|postbus"
    r"|contact|bijlage|telefoon|^T |www\.|@|\b\d{4} ?[A-Z]{2}\b",
    re.IGNORECASE | re.MULTILINE,
)


def side_column(lines: Sequence[Line], left: float, width: float) -> list[Line]:
    """Return the lines of a letterhead in small print beside the text, as ministries print it.

    The last cells of a table stand beside others of their size, and a box of text has sentences:
    neither is a letterhead, whatever its place.
    """
    edge = left + _SIDE * width
    beside = [line for line in lines if line.text.strip() and line.x >= edge]
    body = [line for line in lines if line.text.strip() and line.x < edge]
    if not body or len(beside) < 2:
        return []
    size = Counter(line.size for line in body).most_common(1)[0][0]
    place = Counter(round(line.x) for line in beside).most_common(1)[0][0]
    near = [line for line in beside if line.size < size and abs(line.x - place) < 30]
    own = [line for line in near if not has_neighbour(line, body)]
    return own if 2 * len(own) > len(near) and _is_letterhead(own) else []


def _is_letterhead(lines: Sequence[Line]) -> bool:
    """Whether the lines are names, addresses and numbers, not sentences."""
    texts = [line.text.strip() for line in lines]
    if len(texts) < _BOX:
        return True
    if not _LETTERHEAD.search("\n".join(texts)):
        return False
    going_on = sum(goes_on(above, below) for above, below in pairwise(texts))
    return going_on <= _SENTENCE * len(texts)
