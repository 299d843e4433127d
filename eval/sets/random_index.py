"""An index of any size, made of random vectors and random words that are distributed as real ones.

Vectors: a direction that all share, one for each of the subjects, and one's own, so that cosines
lie where those of multilingual-e5 do (0.75 to 0.96); the spread falls with the direction's place,
as it does in real embeddings. Words: drawn as often as they stand in the example letters.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import UnreadableFile, find_files, read_letters
from index import LetterStore, Vectors, build_index, content_lemmas, lemmas

DIMENSION = 384
SHARED, SUBJECT, OWN = 0.84, 0.08, 0.08
"""The shares of a vector's square that all have, that a subject has, and that is its own."""
PASSAGES_OF_SUBJECT = 50
PASSAGES_OF_LETTER = 15
WORDS_OF_PASSAGE, WORDS_OF_QUESTION = 150, 6
SENTENCES = 4
SENDERS, YEARS = 50, 10
EXAMPLES = Path(__file__).parents[2] / "corpus" / "examples" / "letters"


@dataclass(frozen=True)
class Words:
    """Words, the lemma of each, and how likely each is to come next."""

    words: NDArray[np.object_]
    lemmas: NDArray[np.object_]
    likely: NDArray[np.float64]

    @classmethod
    def of_examples(cls) -> Words:
        """Return the words of the example letters."""
        counts: Counter[str] = Counter()
        for _, letter in read_letters(list(find_files([EXAMPLES]))):
            if not isinstance(letter, UnreadableFile):
                counts.update(letter.text.split())
        own = [" ".join(lemmas(word)) or word for word in counts]
        likely = np.array(list(counts.values()), dtype=np.float64)
        return cls(np.array(list(counts), object), np.array(own, object), likely / likely.sum())

    @cached_property
    def telling(self) -> NDArray[np.float64]:
        """How likely each is in a question: none that say nothing about a subject."""
        kept = self.likely * [bool(content_lemmas(word)) for word in self.words]
        return np.asarray(kept / kept.sum())


class Space:
    """Where vectors may lie: subjects around a common direction."""

    def __init__(self, subjects: int) -> None:
        random = np.random.default_rng(384)
        spread = 1 / np.sqrt(np.arange(1, DIMENSION + 1))
        self._spread = (spread / np.linalg.norm(spread)).astype(np.float32)
        self._shared = np.full(DIMENSION, DIMENSION**-0.5, dtype=np.float32)
        self._subjects = random.standard_normal((subjects, DIMENSION), np.float32) * self._spread

    def draw(self, count: int, random: np.random.Generator) -> Vectors:
        """Return vectors float32 [count, dimension], L2-normalised."""
        subjects = self._subjects[random.integers(0, len(self._subjects), count)]
        own = random.standard_normal((count, DIMENSION), np.float32) * self._spread
        found = SHARED**0.5 * self._shared + SUBJECT**0.5 * subjects + OWN**0.5 * own
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


class StandIn:
    """An encoder that costs nothing: questions it was given, and random vectors for passages."""

    name = "stand-in"
    dimension = DIMENSION
    max_tokens = 512

    def __init__(self, space: Space, questions: Sequence[str] = (), seed: int = 1) -> None:
        self._space = space
        self._random = np.random.default_rng(seed)
        self.questions = list(questions)
        self.vectors = space.draw(len(self.questions), np.random.default_rng(3))
        self._places = {text: place for place, text in enumerate(self.questions)}

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions, float32 [n, dimension]."""
        return self.vectors[[self._places[text] for text in texts]]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return a random vector for each text, float32 [n, dimension]."""
        return self._space.draw(len(texts), self._random)

    def count_tokens(self, text: str) -> int:
        """Return about how many tokens a text takes."""
        return len(text) // 4


def questions(words: Words, count: int) -> list[str]:
    """Return different questions of random words."""
    random = np.random.default_rng(2)
    size = (count, WORDS_OF_QUESTION)
    drawn = random.choice(words.words, size=size, p=words.telling)
    return [f"{place} {' '.join(row)}" for place, row in enumerate(drawn.tolist())]


def make_index(
    folder: Path, passages: int, words: Words, space: Space, encoder: StandIn, k: int = 10
) -> NDArray[np.int64]:
    """Make an index, and return the exact numbers of the k nearest passages to each question."""
    build_index([], folder, encoder)
    best = np.zeros((len(encoder.questions), k), dtype=np.int64)
    cosines = np.full(best.shape, -1.0, dtype=np.float32)
    with closing(sqlite3.connect(folder / "letters.sqlite")) as database, database:
        database.execute("PRAGMA synchronous = OFF")
        random = np.random.default_rng(passages)
        for first in range(1, passages + 1, 600 * PASSAGES_OF_LETTER):
            count = min(600 * PASSAGES_OF_LETTER, passages + 1 - first)
            vectors = space.draw(count, random)
            _write(database, first, vectors, words, random)
            both = np.hstack([cosines, encoder.vectors @ vectors.T])
            numbers = np.hstack([best, np.tile(np.arange(first, first + count), (len(best), 1))])
            order = np.argsort(-both, axis=1, kind="stable")[:, :k]
            cosines = np.take_along_axis(both, order, axis=1)
            best = np.take_along_axis(numbers, order, axis=1)
        database.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
    LetterStore(folder).trust()
    build_index([], folder, encoder)
    return best


def _write(
    database: sqlite3.Connection,
    first: int,
    vectors: Vectors,
    words: Words,
    random: np.random.Generator,
) -> None:
    """Store letters with the passages that have these vectors, numbered from ``first``."""
    drawn = random.choice(len(words.words), (len(vectors), WORDS_OF_PASSAGE), p=words.likely)
    texts = [" ".join(row) for row in words.words[drawn]]
    own = [" ".join(row) for row in words.lemmas[drawn]]
    letters = range(0, len(vectors), PASSAGES_OF_LETTER)
    for at in letters:
        letter = (first + at - 1) // PASSAGES_OF_LETTER + 1
        part = slice(at, at + PASSAGES_OF_LETTER)
        _letter(database, letter, first + at, texts[part])
        rows = _passages(letter, first + at, texts[part], own[part], vectors[part])
        database.executemany(
            "INSERT INTO passages (number, letter, start, stop, sketch, vector, spans, sentences,"
            " lemmas) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def _letter(database: sqlite3.Connection, letter: int, first: int, texts: list[str]) -> None:
    name, sender = f"brief-{letter:06}", f"Gemeente {letter % SENDERS:02}"
    date = {"year": 2015 + letter % YEARS, "month": 1 + letter % 12, "day": 1 + letter % 28}
    written = "{year}-{month:02}-{day:02}".format(**date)
    row = (letter, f"/nergens/{name}.txt", name, name, written, sender, "gemeente", "brief")
    database.execute(
        "INSERT INTO letters (number, path, sha256, id, date, sender, level, kind, first, passages)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*row, first, len(texts)),
    )
    facts = (
        f'{{"id": "{name}", "title": "", "sha256": "{name}", "kamerstuk": null, "sections": [],'
        f' "footnotes": [], "page_starts": [], "page_labels": [], "warnings": [], "sender":'
        f' "{sender}", "level": "gemeente", "kind": "brief", "date": {{"year": {date["year"]},'
        f' "month": {date["month"]}, "day": {date["day"]}}}}}'
    )
    database.execute(
        "INSERT INTO texts (letter, facts, text) VALUES (?, ?, ?)",
        (letter, facts, "\n".join(texts)),
    )


def _passages(
    letter: int, first: int, texts: list[str], own: list[str], vectors: Vectors
) -> Iterator[tuple[int | bytes | str, ...]]:
    start = 0
    for at, (text, of_text, vector) in enumerate(zip(texts, own, vectors, strict=True)):
        stop = start + len(text)
        cuts = np.linspace(start, stop, SENTENCES + 1).astype(np.int32)
        spans = np.stack([cuts[:-1], cuts[1:]], axis=1).tobytes()
        sketch = np.full(25, first + at, dtype=np.uint32).tobytes()
        sentences = np.rint(np.tile(vector, SENTENCES) * 127).astype(np.int8).tobytes()
        blobs = (sketch, vector.tobytes(), spans, sentences)
        yield first + at, letter, start, stop, *blobs, of_text
        start = stop + 1
