"""A letter as it was understood, and the passages cut from it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from corpus.answered_questions import question_labels
from corpus.question_rows import question_row_at

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


@dataclass(frozen=True, slots=True, order=True)
class LetterDate:
    """A date of which the month and the day may be unknown (0)."""

    year: int
    month: int = 0
    day: int = 0

    def isoformat(self) -> str:
        """Return ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``: only what is known."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def in_words(self) -> str:
        """Return the date as Dutch readers write it: ``20 december 2024``."""
        parts = [str(self.day)] if self.day else []
        if self.month:
            parts.append(MONTHS[self.month - 1])
        return " ".join([*parts, str(self.year)])

    def surely_after(self, other: LetterDate) -> bool:
        """Whether this date is later, as far as both are known: 2025 is not after May 2025."""
        for mine, theirs in zip(
            (self.year, self.month, self.day), (other.year, other.month, other.day), strict=True
        ):
            if not mine or not theirs or mine < theirs:
                return False
            if mine > theirs:
                return True
        return False

    @classmethod
    def parse(cls, text: str) -> LetterDate:
        """Return the date written in ISO form, whole or in part.

        Raises:
            ValueError: the text is no ISO date, or the date does not exist.
        """
        from datetime import date

        if not re.fullmatch(r"[0-9]{4}(?:-[0-9]{1,2}){0,2}", text):
            raise ValueError(text)
        numbers = [int(part) for part in text.split("-")]
        year, month, day = (*numbers, 0, 0)[:3]
        date(year, month or 1, day or 1)
        return cls(year, month, day)


@dataclass(frozen=True, slots=True)
class Kamerstuk:
    """A numbered paper of the Dutch parliament; what the letter does not say is empty."""

    dossier: str
    number: str
    session: str = ""
    chamber: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: its characters in the letter's text and its depth, from 1."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note: the offset its marker had in the running text, and the note's own characters.

    Notes stand after the running text, one a paragraph, so that no note cuts a sentence in two
    and every note can still be quoted by offset. ``label`` is the marker as printed.
    """

    marker: int
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: what is known about it, its text, and where pages, sections and notes are.

    All offsets are characters into ``text``. ``page_starts`` holds the offset at which each
    physical page begins, and is empty when the source has no pages; ``page_labels`` holds the
    printed labels of the same pages; ``doubtful_pages`` are those, from 1, that were perhaps not
    read well. ``attached`` are the names of files that came with it and are letters of their own,
    ``attached_to`` is the name of the message that it came with itself. An empty string means that
    the letter does not say.
    """

    id: str
    title: str
    text: str
    sha256: str
    kind: str = ""
    date: LetterDate | None = None
    sender: str = ""
    recipient: str = ""
    level: str = ""
    reference: str = ""
    document_number: str = ""
    kamerstuk: Kamerstuk | None = None
    url: str = ""
    page_starts: tuple[int, ...] = ()
    page_labels: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    warnings: tuple[str, ...] = ()
    doubtful_pages: tuple[int, ...] = ()
    attached: tuple[str, ...] = ()
    attached_to: str = ""

    @property
    def name(self) -> str:
        """The title, or the id of a letter that has none."""
        return self.title or self.id

    @property
    def body_end(self) -> int:
        """Where the running text ends and the notes begin."""
        return min((note.start for note in self.footnotes), default=len(self.text))

    def place(self, offset: int) -> int:
        """Return the offset in the running text: for a character of a note, its marker."""
        for note in self.footnotes:
            if note.start <= offset < note.end:
                return note.marker
        return offset

    def pages(self, start: int, end: int) -> tuple[int, ...]:
        """Return the physical pages, from 1, that hold the characters; empty without pages."""
        if not self.page_starts:
            return ()
        first = bisect_right(self.page_starts, self.place(start))
        last = bisect_right(self.page_starts, self.place(max(start, end - 1)))
        return tuple(range(max(first, 1), max(first, last, 1) + 1))

    def labels(self, pages: tuple[int, ...]) -> tuple[str, ...]:
        """Return the printed labels of physical pages; the page number where none is printed."""
        return tuple(
            self.page_labels[page - 1] if page <= len(self.page_labels) else str(page)
            for page in pages
        )

    def section_at(self, offset: int) -> tuple[str, ...]:
        """Return the titles of the headings above a character, outermost first.

        In a paper that answers questions the label of one ("Vraag 8") is a heading, also where it
        begins a paragraph; it ends the question before it. The label of a row that asks is one
        within that row.
        """
        path: list[Section] = []
        place = self.place(offset)
        for section in self.sections:
            if section.start > place:
                break
            path = [above for above in path if above.level < section.level] + [section]
        labels = question_labels(self.text)
        at = bisect_right(labels, place, key=lambda one: one[0])
        nearer = at and (not path or labels[at - 1][0] > path[-1].start)
        row = question_row_at(self.text, place)
        own = row.label if row else labels[at - 1][1] if nearer else ""
        if own:
            starts = {start for start, _ in labels}
            path = [above for above in path if above.start not in starts]
        titles = [" ".join(self.text[one.start : one.end].split()) for one in path]
        return (*titles, own) if own else tuple(titles)

    def notes_in(self, start: int, end: int) -> tuple[Footnote, ...]:
        """Return the notes whose marker stands in the characters (after the last one counts)."""
        return tuple(note for note in self.footnotes if start < note.marker <= end)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a letter that is found and shown as one."""

    letter: Letter
    start: int
    end: int

    @property
    def id(self) -> str:
        """The letter's id and the characters, stable as long as the text is."""
        return f"{self.letter.id}:{self.start}-{self.end}"

    @property
    def text(self) -> str:
        """The passage's own characters."""
        return self.letter.text[self.start : self.end]

    @property
    def pages(self) -> tuple[int, ...]:
        """The physical pages, from 1."""
        return self.letter.pages(self.start, self.end)

    @property
    def section(self) -> tuple[str, ...]:
        """The headings above the passage's first character, outermost first."""
        return self.letter.section_at(self.start)

    @property
    def footnotes(self) -> tuple[str, ...]:
        """The texts of the notes whose markers stand in the passage."""
        notes = self.letter.notes_in(self.start, self.end)
        return tuple(self.letter.text[note.start : note.end] for note in notes)
