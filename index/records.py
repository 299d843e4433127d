"""Letters and passages as they are written into the database, and read back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import Footnote, Kamerstuk, Letter, LetterDate, Passage, Section
from index.tokens import Vectors
from index.twins import sketch

TokenVectors = NDArray[np.int8]
FACTS = ("id", "date", "sender", "level", "kind")
"""The columns that letters are chosen by."""
PASSAGE = (
    *("letter", "start", "stop", "sketch"),
    *("vector", "spans", "sentences", "lemmas", "tokens"),
)
"""The columns of a passage that are written."""


def _no_tokens() -> TokenVectors:
    return np.zeros((0, 0), dtype=np.int8)


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage with what is derived from its text.

    ``vector`` is float32 [dimension]; ``sentences`` is float32 [n, dimension] for the n spans
    (characters of the letter) of the passage's sentences and of those of its notes; ``tokens`` is
    int8 [t, d]: L2-normalised vectors of the passage's tokens times 127, rounded; it may be empty.
    """

    passage: Passage
    lemmas: str
    vector: Vectors
    spans: tuple[tuple[int, int], ...]
    sentences: Vectors
    tokens: TokenVectors = field(default_factory=_no_tokens)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a passage: spans in the letter, and vectors float32 [n, dimension]."""

    spans: tuple[tuple[int, int], ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as it is stored: numbers of itself and of its letter, characters, and vectors.

    ``sketch`` is that of :func:`index.twins.sketch`; ``vector`` is float32 [dimension].
    """

    number: int
    letter: int
    start: int
    stop: int
    sketch: bytes
    vector: Vectors
    sentences: Sentences


def letter_row(path: Path, letter: Letter) -> tuple[str, ...]:
    """Return a letter's file, bytes and :data:`FACTS` as they are stored."""
    date = letter.date.isoformat() if letter.date else ""
    return (
        *(str(path), letter.sha256),
        *(letter.id, date, letter.sender, letter.level, letter.kind),
    )


def passage_row(one: Stored) -> tuple[int, int, bytes, bytes, bytes, bytes, str, bytes]:
    """Return a passage as it is stored, without its letter; sentences in half precision."""
    passage = one.passage
    return (
        passage.start,
        passage.end,
        sketch(passage.text),
        one.vector.astype(np.float32).tobytes(),
        np.array(one.spans, dtype=np.int32).tobytes(),
        one.sentences.astype(np.float16).tobytes(),
        one.lemmas,
        np.int32(one.tokens.shape[1]).tobytes() + one.tokens.tobytes(),
    )


def row_of(
    number: int,
    letter: int,
    start: int,
    stop: int,
    sketch: bytes,
    vector: bytes,
    spans: bytes,
    sentences: bytes,
) -> Row:
    """Return a passage that was stored."""
    read = np.frombuffer(vector, dtype=np.float32)
    own = sentences_of(spans, sentences, len(read))
    return Row(number, letter, start, stop, sketch, read, own)


def sentences_of(spans: bytes, vectors: bytes, dimension: int) -> Sentences:
    """Return the sentences that were stored as two blobs."""
    pairs = np.frombuffer(spans, dtype=np.int32).reshape(-1, 2).tolist()
    read = np.frombuffer(vectors, dtype=np.float16).reshape(-1, dimension)
    return Sentences(tuple((start, end) for start, end in pairs), read.astype(np.float32))


def tokens_of(blob: bytes) -> TokenVectors:
    """Return the token vectors that were stored: their length first, then the numbers."""
    length = int(np.frombuffer(blob, dtype=np.int32, count=1)[0])
    return np.frombuffer(blob, dtype=np.int8, offset=4).reshape(-1, max(length, 1))[:, :length]


def letter_facts(letter: Letter) -> str:
    """Return everything but the text, as JSON."""
    facts = asdict(letter)
    del facts["text"]
    return json.dumps(facts, ensure_ascii=False)


def letter_of(facts: str, text: str) -> Letter:
    """Return the letter that :func:`letter_facts` was made of."""
    known = json.loads(facts)
    if known["date"]:
        known["date"] = LetterDate(**known["date"])
    if known["kamerstuk"]:
        known["kamerstuk"] = Kamerstuk(**known["kamerstuk"])
    known["sections"] = tuple(Section(**one) for one in known["sections"])
    known["footnotes"] = tuple(Footnote(**one) for one in known["footnotes"])
    for name in ("page_starts", "page_labels", "warnings"):
        known[name] = tuple(known[name])
    return Letter(text=text, **known)
