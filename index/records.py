"""Letters and passages as they are written into the database, and read back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import numpy as np

from corpus import Footnote, Kamerstuk, Letter, LetterDate, Passage, Section
from index.encoder import Vectors


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


def passage_row(one: Stored) -> tuple[str, int, int, bytes, str, bytes, bytes]:
    """Return a passage as it is stored; sentence vectors in half precision."""
    passage = one.passage
    spans = np.array(one.spans, dtype=np.int32).tobytes()
    sentences = one.sentences.astype(np.float16).tobytes()
    place = (passage.letter.id, passage.start, passage.end)
    return (*place, one.vector.tobytes(), one.lemmas, spans, sentences)


def sentences_of(spans: bytes, vectors: bytes, dimension: int) -> Sentences:
    """Return the sentences that were stored as two blobs."""
    pairs = np.frombuffer(spans, dtype=np.int32).reshape(-1, 2).tolist()
    read = np.frombuffer(vectors, dtype=np.float16).reshape(-1, dimension)
    return Sentences(tuple((start, end) for start, end in pairs), read.astype(np.float32))


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
