"""A page of a PDF as it is seen: its drawing without what is hidden, and what lies on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pypdf import PageObject, PdfReader

from corpus.dutch.enumerations import enumerated
from corpus.pdf.annotations import Annotations, annotations_of
from corpus.pdf.attached import attached_files, warning
from corpus.pdf.drawing.rules import is_crowded
from corpus.pdf.layers import Layers, take_hidden
from corpus.pdf.layout.annotations_in_lines import with_shown
from corpus.pdf.layout.crossed_out import may_be_struck, without_struck
from corpus.pdf.layout.lines_of_page import PageLayout, read_layout
from corpus.pdf.line import Line
from corpus.pdf.objects import Box
from corpus.pdf.pdfium.reader import SecondReader
from corpus.pdf.pypdf_failures import DAMAGE
from corpus.text.block_writer import HIDDEN, STRUCK

_WIDEST = 0.95  # of the page: a rule so wide is an edge of it, not through words
_NEAR = 2.0  # points: a line may begin so far ahead of its link
_CROWDED = "staan te veel lijnen: tabellen en doorhalingen zijn er niet herkend."


class View:
    """Reads the pages of one file, and collects what there is to tell about them."""

    def __init__(self, reader: PdfReader, second: SecondReader) -> None:
        self._reader = reader
        self._second = second
        self._layers = Layers(reader)
        self._told: dict[str, None] = {}
        self._noted: list[int] = []
        self._missed: list[int] = []
        self._unread: list[int] = []
        self._crowded: list[int] = []
        self._files: list[str] = []

    def layout(self, page: PageObject) -> PageLayout:
        """Return the lines that are drawn on a page, without those on hidden layers."""
        if self._layers and take_hidden(page, self._layers):
            self._told.setdefault(HIDDEN)
        return read_layout(page)

    def completed(self, layout: PageLayout, page: PageObject, number: int) -> PageLayout:
        """Return the lines of a page (from 1) with its fields and without what is struck."""
        try:
            found = annotations_of(page, self._layers)
        except DAMAGE:
            found = Annotations()
            self._unread.append(number)
        self._files += found.files
        self._noted += [number] if found.noted else []
        if found.hidden:
            self._told.setdefault(HIDDEN)
        if layout.body and is_crowded(layout.rules):
            self._crowded.append(number)
        layout = replace(layout, body=tuple(_linked(layout.body, found.links)))
        lines = () if page.rotation % 360 else layout.body
        rules = [
            one
            for one in may_be_struck(lines, layout.rules)
            if one.end - one.start < _WIDEST * float(page.mediabox.width)
            and self._second.has_sign(number, (one.start + one.end) / 2, one.at)
        ]
        if not (found.shown or found.struck or rules):
            return layout
        signs = self._second.signs(number)
        left = without_struck(layout.body, signs, found.struck, rules)
        self._missed += [number] if left.missed else []
        if left.found:
            self._told.setdefault(STRUCK)
        return replace(layout, body=with_shown(left.lines, found.shown, left.signs))

    def rescued(self, number: int) -> list[str]:
        """Return the lines of a damaged page (from 1), as far as the second reader has them."""
        return self._second.lines(number)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is not read, or not as it stands."""
        told = list(self._told)
        if files := self._all_files():
            told.append(warning(self._reader, files))
        if len(self._noted) == 1:
            told.append(f"Op pagina {self._noted[0]} staat een notitie die niet is meegelezen.")
        elif self._noted:
            told.append(_on(self._noted, "staan notities die niet zijn meegelezen."))
        if self._unread:
            told.append(_on(self._unread, "zijn formuliervelden en notities onleesbaar."))
        if self._missed:
            told.append(_on(self._missed, "is doorgehaalde tekst wel meegelezen: controleer die."))
        if self._crowded:
            told.append(_on(self._crowded, _CROWDED))
        return tuple(told)

    def _all_files(self) -> list[str]:
        """Return the names of the files inside this one."""
        try:
            listed = attached_files(self._reader)
        except DAMAGE:
            listed = []
        return list(dict.fromkeys((*listed, *self._files)))


def _linked(lines: Iterable[Line], links: Sequence[tuple[Box, str]]) -> Iterator[Line]:
    """Yield the lines with the address of the link that lies on where they begin."""
    for line in lines:
        over = (
            address
            for (left, bottom, right, top), address in links
            if left - _NEAR < line.x < right and bottom < line.y < top
        )
        yield replace(line, link=next(over, "")) if links else line


def _on(pages: Iterable[int], what: str) -> str:
    return f"Op pagina {enumerated(pages)} {what}"
