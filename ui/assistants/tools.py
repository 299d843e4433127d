"""What an assistant can do with the letters: search, ask, read. Nothing is changed by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from pydantic import Field

from index import Filter, LetterStore, Retriever
from qa import (
    LONGEST_QUESTION,
    Question,
    answer,
    answer_to_json,
    hits_to_json,
    silent,
    timeline,
    timeline_to_json,
)
from ui import texts
from ui.assistants import wording
from ui.assistants.shapes import Answer, Found, LetterText, Limits, Timeline
from ui.errors import BadInput
from ui.export.letter_json import letter_facts
from ui.filter_options import Choice, filter_of

MOST_PASSAGES = 50
LONGEST_ID = 300  # characters
MOST_CHARACTERS = 16_000  # of a letter, at once

Asked = Annotated[
    str, Field(description=f"Vraag in het Nederlands, ten hoogste {LONGEST_QUESTION} tekens.")
]
Among = Annotated[Limits | None, Field(description="Zoek alleen in deze brieven.")]


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools over one index; each refuses what it cannot use with ``BadInput``."""

    retriever: Retriever

    def search(
        self,
        question: Asked,
        k: Annotated[int, Field(ge=1, le=MOST_PASSAGES, description="Aantal passages.")] = 5,
        filter: Among = None,
    ) -> Found:
        """Return the passages that a question finds."""
        asked = Question(_question(question)).plain().text
        only = self._only(filter)
        hits = self.retriever.search(asked, k, only=only)
        return cast(Found, hits_to_json(asked, hits, self.retriever, only))

    def ask(
        self,
        question: Asked,
        passages: Annotated[
            int, Field(ge=0, le=MOST_PASSAGES, description="Aantal passages bij het antwoord.")
        ] = 3,
        filter: Among = None,
    ) -> Answer:
        """Return what the letters say to a question."""
        found = answer(_question(question), self.retriever, self._only(filter))
        return cast(Answer, answer_to_json(found, self.retriever, passages))

    def timeline(self, question: Asked, filter: Among = None) -> Timeline:
        """Return what each letter says to a question, oldest first."""
        asked, only = _question(question), self._only(filter)
        found = timeline(asked, self.retriever, only)
        others = silent(found, self.retriever, only)
        return cast(Timeline, timeline_to_json(asked, found, self.retriever, others))

    def letter(
        self,
        id: Annotated[
            str, Field(max_length=LONGEST_ID, description="Id van de brief (letter_id).")
        ],
        offset: Annotated[int, Field(ge=0, description="Eerste teken, vanaf 0.")] = 0,
        length: Annotated[
            int, Field(ge=1, le=MOST_CHARACTERS, description="Aantal tekens.")
        ] = MOST_CHARACTERS,
    ) -> LetterText:
        """Return what is known about a letter, and its text from one character on.

        Raises:
            BadInput: there is no such letter, or it ends before the offset.
        """
        store = LetterStore(self.retriever.folder)
        file = store.path_of(id)
        found = store.letter_from(file) if file else None
        if found is None:
            raise BadInput(wording.UNKNOWN_LETTER.format(id=id))
        size = len(found.text)
        if offset >= size:
            raise BadInput(wording.BEYOND_LETTER.format(characters=size, last=size - 1))
        end = min(offset + length, size)
        read = {"start": offset, "end": end, "text": found.text[offset:end]}
        return cast(LetterText, letter_facts(found) | read | {"next": end if end < size else None})

    def _only(self, limits: Limits | None) -> Filter | None:
        return filter_of(Choice(**(limits or {})), self.retriever.folder)


def _question(text: str) -> str:
    """Return the question without outer white space.

    Raises:
        BadInput: it is empty or too long.
    """
    question = text.strip()
    if not question:
        raise BadInput(wording.EMPTY)
    if len(question) > LONGEST_QUESTION:
        raise BadInput(texts.too_long(len(question), LONGEST_QUESTION))
    return question
