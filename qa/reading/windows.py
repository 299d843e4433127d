"""What the reader reads at once: a question, and a passage cut into its sentences, as tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus import Passage
from index import context_line, passage_sentences

BEGIN, END = 0, 2  # the ids of <s> and </s> in the bundled vocabulary
LONGEST_QUESTION = 64  # tokens
LONGEST_CONTEXT = 60  # tokens
LONGEST = 512  # tokens: the model has so many positions
PROMPTS = ("query: ", "passage: ")


@dataclass(frozen=True, slots=True)
class SentenceTokens:
    """A sentence of a passage: its characters in the letter, and its tokens with theirs."""

    start: int
    end: int
    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """A passage as tokens: the line of letter and headings, and its sentences and notes."""

    context: tuple[int, ...]
    sentences: tuple[SentenceTokens, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the model.

    ``ids`` are its tokens; ``question`` is the range of the question's tokens and ``passage`` that
    of the passage's, without special tokens; ``sentences`` are the ranges of the sentences, and
    ``numbers`` which sentences of the passage they are.
    """

    ids: tuple[int, ...]
    question: tuple[int, int]
    passage: tuple[int, int]
    sentences: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]


class Cutter:
    """Makes windows of questions and passages with the bundled tokenizer."""

    def __init__(self, tokenizer: Any) -> None:  # noqa: ANN401 - of the package tokenizers
        self._tokenizer = tokenizer
        self._prompts = tuple(tuple(self._encoded(one).ids) for one in PROMPTS)

    def passage(self, passage: Passage) -> PassageTokens:
        """Return a passage as tokens."""
        context = self._encoded(context_line(passage)).ids[:LONGEST_CONTEXT]
        text = passage.letter.text
        found = []
        for start, end in passage_sentences(passage):
            encoded = self._encoded(text[start:end])
            spans = tuple(_trimmed(text, start + one[0], start + one[1]) for one in encoded.offsets)
            found.append(SentenceTokens(start, end, tuple(encoded.ids), spans))
        return PassageTokens(tuple(context), tuple(found))

    def question(self, text: str) -> tuple[int, ...]:
        """Return a question as tokens, its prompt in front."""
        return (*self._prompts[0], *self._encoded(text).ids[:LONGEST_QUESTION])

    def window(
        self, question: Sequence[int], passage: PassageTokens, first: int, last: int
    ) -> Window:
        """Return the question with the sentences from ``first`` up to ``last``."""
        ids = [BEGIN, *question, END, *self._prompts[1], *passage.context]
        begin, places = len(question) + 2, []
        for one in passage.sentences[first:last]:
            kept = one.ids[: LONGEST - 1 - len(ids)]
            places.append((len(ids), len(ids) + len(kept)))
            ids += kept
        ids.append(END)
        return Window(
            tuple(ids),
            (1, len(question) + 1),
            (begin, len(ids) - 1),
            tuple(places),
            tuple(range(first, last)),
        )

    def windows(self, question: Sequence[int], passage: PassageTokens) -> Iterator[Window]:
        """Yield the windows that cover a passage: one, or several where it is too long."""
        room = LONGEST - len(question) - len(self._prompts[1]) - len(passage.context) - 3
        first = used = 0
        for number, one in enumerate(passage.sentences):
            if used and used + len(one.ids) > room:
                yield self.window(question, passage, first, number)
                first, used = number, 0
            used += len(one.ids)
        if first < len(passage.sentences):
            yield self.window(question, passage, first, len(passage.sentences))

    def _encoded(self, text: str) -> Any:  # noqa: ANN401
        return self._tokenizer.encode(text, add_special_tokens=False)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the characters of a token without the white space that its piece begins with."""
    while start + 1 < end and text[start].isspace():
        start += 1
    return start, end
