"""A language model as the reader: it says numbers, and this program puts in the quotes.

It gets the question and the passages with numbered sentences and returns which of them answer, if
any does, and which words are the short answer. A number that was not offered is refused, words
that do not stand in a chosen sentence are dropped; nothing that it writes can become a quote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Protocol
from urllib.parse import urlsplit

from corpus import Passage
from index import context_line
from qa.reading.reader import Reader, ReaderFailed, Reading, ReadSentence, Span

MOST_SENTENCES = 4
LONGEST_REPLY = 20_000  # characters
CHOSEN, LEFT, STEP = 6.0, -2.5, 0.1  # log-odds
HERE = ("127.0.0.1", "localhost", "::1")
FAILED = (
    "Het taalmodel gaf geen bruikbare keuze ({reason}). Dit antwoord is zonder taalmodel gemaakt."
)


class ModelFailed(Exception):
    """A language model gave no reply; the message says why, in a few words of Dutch."""


class Writer(Protocol):
    """A language model."""

    def write(self, instruction: str, message: str) -> str:
        """Return the reply to a message.

        Raises:
            ModelFailed: there is none.
        """
        ...


@dataclass(frozen=True, slots=True)
class ModelReader:
    """Reads with a language model; ``base`` cuts the sentences, and reads what it leaves open."""

    model: Writer
    base: Reader

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        """Return what the model chose: log-odds of 6 for that, of -2.5 at most for all else.

        Raises:
            ReaderFailed: the model gave no reply, or not one of the form that was asked for.
        """
        found = self.base.read(question, passages)
        if not found.sentences:
            return found
        try:
            reply = self.model.write(instruction(), message(question, passages, found))
            chosen = _chosen(reply, len(found.sentences))
        except ModelFailed as error:
            raise ReaderFailed(FAILED.format(reason=error)) from error
        return replace(found, sentences=tuple(_scored(found.sentences, passages, chosen)))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The numbers of the sentences that answer, from 0, best first; none for no answer."""

    numbers: tuple[int, ...]
    short: str


@lru_cache(maxsize=1)
def instruction() -> str:
    """Return what a model is told, in Dutch."""
    return files("qa.reading").joinpath("choose.txt").read_text(encoding="utf-8")


def message(question: str, passages: Sequence[Passage], found: Reading) -> str:
    """Return the question and the passages with their numbered sentences."""
    lines = [f"<vraag>\n{question}\n</vraag>"]
    for place, passage in enumerate(passages):
        lines.append(f"\n<passage>\n{context_line(passage)}")
        for number, one in enumerate(found.sentences, 1):
            if one.place == place:
                text = passage.letter.text[one.start : one.end]
                lines.append(f"[{number}] {' '.join(text.split())}")
        lines.append("</passage>")
    return "\n".join(lines)


def leaves_machine(url: str) -> bool:
    """Whether what is asked goes to another machine than this one."""
    return urlsplit(url).hostname not in HERE


def _scored(
    sentences: Sequence[ReadSentence], passages: Sequence[Passage], chosen: _Chosen
) -> list[ReadSentence]:
    """Return the sentences with the scores of the choice, and the short answer where it stands."""
    found = []
    for number, one in enumerate(sentences):
        if number not in chosen.numbers:
            found.append(replace(one, score=min(one.score, LEFT), chance=0.0))
            continue
        score = CHOSEN - STEP * chosen.numbers.index(number)
        span = _standing(chosen.short, passages[one.place].letter.text, one)
        found.append(
            replace(one, score=score, short=span or one.short, chance=float(span is not None))
        )
    return found


def _standing(words: str, text: str, one: ReadSentence) -> Span | None:
    """Return where whole words stand in a sentence, to the letter; ``None`` for nowhere."""
    if not words.strip():
        return None
    spaced = r"\s+".join(map(re.escape, words.split()))
    whole = re.compile(rf"(?<![\w])(?<!\d[.,]){spaced}(?!\w)(?![.,]\d)")
    found = whole.search(text, one.start, one.end)
    return found.span() if found else None


def _chosen(reply: str, offered: int) -> _Chosen:
    """Return what a reply chooses.

    Raises:
        ModelFailed: it is not of the form that was asked for, or chooses what was not offered.
    """
    if len(reply) > LONGEST_REPLY:
        raise ModelFailed("het antwoord is te lang")
    text = reply.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        read: Any = json.loads(text)
        answered, numbers, short = read["answered"], read["sentences"], read.get("short", "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelFailed("het antwoord heeft niet de gevraagde vorm") from error
    whole = isinstance(numbers, list) and all(type(one) is int for one in numbers)
    if type(answered) is not bool or not whole or not isinstance(short, str):
        raise ModelFailed("het antwoord heeft niet de gevraagde vorm")
    if not answered:
        return _Chosen((), "")
    if not all(1 <= one <= offered for one in numbers):
        raise ModelFailed("een gekozen zin bestaat niet")
    if not numbers:
        raise ModelFailed("er is geen zin gekozen")
    unique = tuple(dict.fromkeys(one - 1 for one in numbers))
    return _Chosen(unique[:MOST_SENTENCES], short)
