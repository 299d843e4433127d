"""Answers: statements that stand in the letters, each with its proof, or a typed silence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus import Letter
from index import Filter, Hit
from qa.official_citation import official_citation


class Status(StrEnum):
    """What came of a question."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    POSSIBLE = "possible"
    NOT_FOUND = "not_found"
    OFF_TOPIC = "off_topic"
    UNCLEAR = "unclear"

    @property
    def message(self) -> str:
        """The one Dutch text for this status; empty when the answer speaks for itself."""
        return MESSAGES[self]


MESSAGES = {
    Status.ANSWERED: "",
    Status.PARTIAL: "Een deel van uw vraag staat niet in de brieven.",
    Status.POSSIBLE: "Mogelijk antwoord, controleer het in de brief.",
    Status.NOT_FOUND: (
        "Het antwoord staat niet in de brieven. Hieronder staan de passages die het dichtst bij "
        "uw vraag komen."
    ),
    Status.OFF_TOPIC: (
        "De brieven lijken niet over dit onderwerp te gaan. Het antwoord staat er niet in."
    ),
    Status.UNCLEAR: "Er is geen vraag herkend. Stel uw vraag in een hele zin.",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """Characters of a letter that prove a statement; made by :func:`qa.citing.proof.cite` only."""

    letter: Letter
    start: int
    end: int

    @property
    def quote(self) -> str:
        """Exactly the letter's characters."""
        return self.letter.text[self.start : self.end]

    @property
    def pages(self) -> tuple[int, ...]:
        """The physical pages, from 1; empty when the letter has no pages."""
        return self.letter.pages(self.start, self.end)

    @property
    def page_labels(self) -> tuple[str, ...]:
        """The printed labels of those pages."""
        return self.letter.labels(self.pages)

    @property
    def section(self) -> tuple[str, ...]:
        """The headings above the quote, outermost first."""
        return self.letter.section_at(self.start)

    @property
    def formatted(self) -> str:
        """The citation as it is written in official Dutch papers."""
        return official_citation(self.letter, self.page_labels)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the answer with the citations that prove it.

    ``short`` are the words inside its quotes that answer the question: a date, a number, a name;
    empty when none can be told.
    """

    text: str
    citations: tuple[Citation, ...]
    short: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Warning:
    """Something the reader of the answer has to know, about one letter or about the search.

    The kind is ``newer_letter``; ``count`` for how many letters a question means; ``filter`` when
    the filter left nothing to search; ``premise`` when the question takes something for granted
    that the passages do not speak of; ``which_letter`` when a letter is to be summarised and it is
    not clear which; ``searched`` when nothing was found, for what was searched
    and what could help; ``small_talk`` when nothing was asked; ``language`` when the question is
    not in Dutch; ``language_model`` when a language model was asked and could not be used;
    ``doubtful_page`` when what is quoted stands on a page that was perhaps not read well;
    ``empty_field`` when the letter has a field for what is asked, and it was not filled in;
    ``damaged`` when a letter is damaged in the index and was not read; ``unreadable`` when that is
    so of all letters.
    """

    kind: str
    letter: Letter | None
    text: str


REPLACING = ("filter", "which_letter", "small_talk", "unreadable")
"""Kinds of warnings that say why there is no answer, in the place of the status."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the letters say to a question.

    ``searched`` is the question as it was searched, and ``context`` the earlier questions that it
    was searched with, oldest first. ``confidence`` lies in [0, 1]. ``hits`` is
    what was retrieved, best first, also when nothing was answered. ``only`` is the filter that was
    asked for. ``mended`` are the typing errors, each with the word that was searched for.
    ``missing`` are the parts of the question that no letter answers; ``history`` are positions on
    the same matter in older letters, newest first.
    """

    question: str
    searched: str
    status: Status
    confidence: float
    statements: tuple[Statement, ...] = ()
    hits: tuple[Hit, ...] = ()
    warnings: tuple[Warning, ...] = ()
    only: Filter | None = None
    mended: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    history: tuple[Statement, ...] = ()
    context: tuple[str, ...] = ()

    @property
    def sought(self) -> str:
        """What was searched as one text: the question with the earlier ones it leans on."""
        return " ".join((*self.context, self.searched))

    @property
    def message(self) -> str:
        """What is said before the statements, in Dutch: that of the status, or what replaces it."""
        instead = [one.text for one in self.warnings if one.kind in REPLACING]
        return " ".join(instead) or self.status.message

    @property
    def short(self) -> str:
        """The words of the statements that answer, on one line; empty when none are sure."""
        quotes = [" ".join(s.quote.split()) for one in self.statements for s in one.short]
        return ", ".join(quotes)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of the answer and its history, each once, in order of the statements."""
        told = (*self.statements, *self.history)
        found = {c: None for one in told for c in one.citations}
        return tuple(found)

    @property
    def grounded(self) -> bool:
        """Whether every statement is, to the letter, its own quotes."""
        return all(
            one.citations and one.text == " ".join(c.quote for c in one.citations)
            for one in (*self.statements, *self.history)
        )
