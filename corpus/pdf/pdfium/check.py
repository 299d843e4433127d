"""Whether the text of each page of a PDF is what the second reader reads on it."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.dutch.enumerations import enumerated
from corpus.metadata.imprint import imprint_facts
from corpus.pdf.pdfium.reader import SecondReader
from corpus.text.cleaning import clean_characters
from corpus.text.draft import Draft, assemble

_SECONDS = 5.0  # for all pages of one file
_SAMPLE = 24  # lines of a page
_FEW = 2  # lines: so many may be missing on any page
_LETTERS = 20  # letters and digits: a shorter line may be a cell or a caption
_MISSING = 0.2  # of the sample: on 296 pages of 48 Dutch official papers at most 0.1 was missing
_AROUND = 60  # characters of the pages before and behind, for words cut by the end of a page
_OTHER = re.compile(r"[\W_]+")
_OWN = re.compile(r"^\d{1,3}(?:/\d{1,3})?(?=\s*\D)")
_MARKER = re.compile(
    r"(?:(?<=[^\W\d])|(?<=\D[.,;:!?»”’)\]]))\d{1,3}(?!\d)"
    r"|(?<=\b(?:19|20)\d\d)\d{1,2}(?!\d)"  # behind a year
)
_NEXT_NOTE = re.compile(r"(?<=[.!?] )\d{1,3} (?=[^\W\d_a-z]|www|http)")
_DIGITS = re.compile(r"\d+")
_CONTENTS = re.compile(r"\s(?:\d{1,3}|[ivx]{1,5})$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as PDFium reads it, and its letters and digits alone."""

    text: str
    folded: str

    @property
    def shape(self) -> str:
        """The line with its numbers alike: running heads count the pages."""
        return _DIGITS.sub("#", self.folded)

    def is_in(self, text: str) -> bool:
        """Whether it stands in a folded text, if need be without the numbers of page and notes."""
        if self.folded in text:
            return True
        own = _OWN.sub("", self.text.strip())
        notes = _NEXT_NOTE.sub("", own)
        return any(_folded(form) in text for form in (own, notes, _MARKER.sub("", notes)))


@dataclass(frozen=True, slots=True)
class Compared:
    """A page, from 1: how many lines were looked for, and which are not in its text, or in order.

    ``moved`` are lines that stand in the text before one that PDFium reads before them; it reads
    boxes and columns in the order in which they were drawn, which need not be that of reading.
    """

    number: int
    sampled: int
    lost: tuple[str, ...]
    moved: tuple[str, ...]

    @property
    def doubtful(self) -> bool:
        """Whether too many of the lines do not stand in the text."""
        return len(self.lost) > max(_FEW, _MISSING * self.sampled)


def compared(draft: Draft, second: SecondReader) -> Iterator[Compared]:
    """Yield for each page of a PDF what the second reader has in another way."""
    lines = _own_lines(_other_lines(second, time.monotonic() + _SECONDS))
    pages = zip(map(_sample, lines), _page_texts(draft), strict=False)
    for number, (sample, text) in enumerate(pages, 1):
        lost = [one for one in sample if not one.is_in(text)]
        moved = _moved([one for one in sample if one.folded in text], text)
        yield Compared(number, len(sample), tuple(one.text for one in lost), tuple(moved))


def _moved(lines: Iterable[Line], text: str) -> Iterator[str]:
    """Yield the lines that stand in a text before the end of the line that was read before them.

    Words that stand in it more than once, as a subject does, are looked for behind that line first.
    """
    end = 0
    for line in lines:
        place = text.find(line.folded, end)
        if place < 0:
            place = text.find(line.folded)
            yield line.text
        end = place + len(line.folded)


def checked(draft: Draft, second: SecondReader, told: Collection[int]) -> Draft:
    """Return the draft of a PDF with the pages of which many lines do not stand in its text.

    Not checked is a page of which is told already what is wrong with it.
    """
    pages = compared(draft, second)
    found = tuple(one.number for one in pages if one.doubtful and one.number not in told)
    if not found:
        return draft
    return replace(draft, doubtful_pages=found, warnings=(*draft.warnings, _warning(found)))


def _warning(pages: Sequence[int]) -> str:
    if len(pages) == 1:
        return f"Pagina {pages[0]} is misschien niet goed gelezen: controleer de bladzijde."
    return f"Pagina {enumerated(pages)} zijn misschien niet goed gelezen: controleer de bladzijden."


def _other_lines(second: SecondReader, end: float) -> Iterator[list[str]]:
    """Yield the lines of each page as the second reader has them, as long as there is time."""
    for text in second.texts():
        yield clean_characters(text).splitlines()
        if time.monotonic() > end:
            return


def _own_lines(pages: Iterable[list[str]]) -> list[list[Line]]:
    """Return the lines of each page without what more pages have, or an imprint."""
    read = [[Line(line, _folded(line)) for line in lines] for lines in pages]
    seen = Counter(shape for lines in read for shape in {one.shape for one in lines})
    return [
        [one for one in lines if seen[one.shape] == 1 and not imprint_facts(one.text, {})]
        for lines in read
    ]


def _sample(lines: Sequence[Line]) -> list[Line]:
    """Return lines from all over a page, none when it is a table of contents."""
    long = [one for one in lines if len(one.folded) >= _LETTERS]
    if sum(bool(_CONTENTS.search(one.text)) for one in lines) > 0.5 * len(lines):
        return []
    step = max(1.0, len(long) / _SAMPLE)
    return [long[int(place * step)] for place in range(int(len(long) / step))]


def _page_texts(draft: Draft) -> list[str]:
    """Return the text of each page, with the notes and the letterhead, folded."""
    text = assemble(draft.blocks)
    apart = min((note.start for note in text.footnotes), default=len(text.text))
    beside = _folded(text.text[apart:]) + "\n" + _folded(draft.facts.get("letterhead", ""))
    bounds = [*text.page_starts, apart]
    return [
        _folded(text.text[max(0, start - _AROUND) : stop + _AROUND]) + "\n" + beside
        for start, stop in pairwise(bounds)
    ]


def _folded(text: str) -> str:
    """Return the letters and digits of a text alone, all small."""
    return _OTHER.sub("", unicodedata.normalize("NFKC", text).casefold())
