"""Letters and passages as they are written into the database, and read back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from corpus import Footnote, Kamerstuk, Letter, LetterDate, Passage, Section
from index.array_types import Vectors, normalised
from index.checksums.rows import VECTORS, checksum
from index.twin_passages import sketch

WHOLE = 127  # what a number of a sentence's vector is multiplied by
SPAN = 8  # bytes of a sentence's place in the letter: two of int32
FACTS = ("id", "date", "sender", "level", "kind")
"""The columns that letters are chosen by."""
PASSAGE = (*VECTORS, "lemmas", "checksum", "lemmas_checksum")
"""The columns of a passage that are written."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage with what is derived from its text.

    ``vector`` is float32 [dimension]; ``sentences`` is float32 [n, dimension] for the n spans
    (characters of the letter) of the passage's sentences and of those of its notes.
    """

    passage: Passage
    lemmas: str
    vector: Vectors
    spans: tuple[tuple[int, int], ...]
    sentences: Vectors


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a passage: spans in the letter, and vectors float32 [n, dimension]."""

    spans: tuple[tuple[int, int], ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as it is stored: numbers of itself and of its letter, characters, and vectors.

    ``sketch`` is that of :func:`index.twin_passages.sketch`; ``vector`` is float32 [dimension].
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


def passage_row(number: int, letter: int, one: Stored) -> tuple[int | bytes | str, ...]:
    """Return a passage as it is stored under a number; sentences in 8 bits a number."""
    passage = one.passage
    vectors = (
        number,
        letter,
        passage.start,
        passage.end,
        sketch(passage.text),
        one.vector.astype(np.float32).tobytes(),
        np.array(one.spans, dtype=np.int32).tobytes(),
        np.rint(one.sentences * WHOLE).astype(np.int8).tobytes(),
    )
    return (*vectors, one.lemmas, checksum(*vectors), checksum(number, one.lemmas))


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
    read = np.frombuffer(vectors, dtype=np.int8).reshape(-1, dimension)
    own = normalised(read.astype(np.float32))
    return Sentences(tuple((start, end) for start, end in pairs), own)


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
    for name in ("page_starts", "page_labels", "warnings", "doubtful_pages", "attached"):
        known[name] = tuple(known.get(name, ()))  # an older index does not know the last two
    return Letter(text=text, **known)
