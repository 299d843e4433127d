"""Search: both legs, fused."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np

from corpus import SPLITTER_VERSION, Letter, LetterDate, Passage
from index.candidates import CANDIDATES, Candidates, candidates
from index.context import embedded_text
from index.encoder import Encoder, SentenceEncoder
from index.explaining import Evidence
from index.filters import Filter, NothingLeft
from index.fusion import Mode, fused
from index.hit import Hit
from index.hits import hits_of
from index.lemmas import LEMMAS_VERSION
from index.lexical import LexicalIndex
from index.numbers import Scores, Vectors
from index.records import Row
from index.reranker import RERANKED, Reranker, reranked
from index.sentence_match import SentenceMatch, sentence_matches
from index.store import FORMAT_VERSION, LetterStore
from index.table import LetterTable, Mask
from index.vector_note import Note
from index.vectors import VectorIndex

LETTERS_KEPT, QUESTIONS_KEPT = 512, 64


@dataclass(frozen=True, slots=True)
class _Loaded:
    """An index as it was read at one moment; ``note`` is what the folder said then."""

    note: Note | None
    table: LetterTable
    vectors: VectorIndex
    lexical: LexicalIndex


class Retriever:
    """Finds passages in an index folder; safe to share between threads.

    A retriever follows the index: after ``wmo index`` has finished, the next search sees it.
    Until then it searches what it read; passages of a letter that was replaced meanwhile are
    left out. Texts are read when they are needed.
    """

    def __init__(
        self,
        folder: str | Path,
        encoder: Encoder | None = None,
        reranker: Reranker | None = None,
        off: Collection[str] = (),
    ) -> None:
        """Open the index.

        A reranker judges the best 20 passages of both legs again. ``off`` names parts of the
        search (:data:`PARTS` and :data:`WAYS`) that do not count, to measure what they add.

        Raises:
            NoIndex: there is none in the folder.
            OtherIndex: it is damaged, or was made by another version or with another encoder.
        """
        self.folder = Path(folder)
        self._store = LetterStore(self.folder)
        self.made = self._store.made()
        wanted = replace(
            self.made, format=FORMAT_VERSION, splitter=SPLITTER_VERSION, lemmas=LEMMAS_VERSION
        )
        if encoder is not None:
            wanted = replace(wanted, encoder=encoder.name, dimension=encoder.dimension)
        self._store.require(wanted)
        self._encoder, self._reranker, self._off = encoder, reranker, frozenset(off)
        self._letter = lru_cache(LETTERS_KEPT)(self._store.letter)
        self._read = lru_cache(QUESTIONS_KEPT)(self._encoded)
        self._loading = Lock()
        self._loaded = self._load()

    @property
    def encoder(self) -> Encoder:
        """The encoder that made the index, loaded when it is first needed (some seconds)."""
        if self._encoder is None:
            self._encoder = SentenceEncoder(self.made.encoder)
        return self._encoder

    @property
    def generation(self) -> int:
        """The generation of the index that searches answer from."""
        return self._loaded.vectors.generation

    @property
    def size(self) -> int:
        """How many passages the index holds."""
        return self._loaded.table.size

    def letters(self) -> list[Letter]:
        """Return all letters, oldest first, without a date last."""
        found = map(self._letter, self._current().table.by_date())
        return [letter for letter in found if letter]

    def scope(self) -> tuple[int, LetterDate | None, LetterDate | None]:
        """Return how many letters there are, and the dates of the oldest and the newest."""
        table = self._current().table
        return len(table.ids), *table.period()

    def files(self) -> dict[str, Path]:
        """Return the file that each letter was read from, by the letter's id."""
        return {letter: Path(path) for path, (letter, _) in self._store.known().items()}

    def other_files(self, identity: str) -> list[Path]:
        """Return the other files that hold the letter with an id, such as other formats."""
        own = str(self.files().get(identity, ""))
        return [Path(path) for path, (_, kept) in self._store.doubles().items() if kept == own]

    def passages(self) -> Iterator[Passage]:
        """Yield all passages, in the order in which they were stored."""
        table = self._current().table
        for first, count in zip(table.first.tolist(), table.passages.tolist(), strict=True):
            for row in self._store.rows(range(first, first + count)):
                if passage := self._passage(row):
                    yield passage

    def search(
        self, question: str, k: int = 10, mode: Mode = "hybrid", only: Filter | None = None
    ) -> list[Hit]:
        """Return the k best passages, best first; equal scores by order of storage.

        The candidates are the best of each leg, or of the one leg that is asked for, out of the
        letters that ``only`` lets through. Passages of different letters that say the same are
        one hit.

        Raises:
            ValueError: k is below 1.
            NothingLeft: there is nothing to find in the letters that ``only`` lets through.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        loaded = self._current()
        found = self._candidates(loaded, question, mode, only, max(k, CANDIDATES))
        if only and not found.rows:
            raise NothingLeft(
                f"In de brieven binnen de keuze ({only.in_words()}) staat niets dat op de vraag "
                f"lijkt. Maak de keuze ruimer."
            )
        scores = fused(found, mode, self._off)
        if self._reranker and mode == "hybrid":
            scores = self._judged(self._reranker, question, found, scores)
        return hits_of(found, scores, k, self._passage)

    def sentences(self, question: str, hits: Sequence[Hit]) -> list[list[SentenceMatch]]:
        """Return for each hit its sentences and those of its notes, matched with the question."""
        asked = self.asked(question)
        numbers = [hit.number for hit in hits]
        stored = self._store.sentences(numbers, self.made.dimension)
        return [sentence_matches(asked, stored.get(hit.number)) for hit in hits]

    def asked(self, question: str) -> Vectors:
        """Return the vector of a question, float32 [dimension], L2-normalised."""
        return self._read(question)

    def mended(self, question: str) -> tuple[tuple[str, str], ...]:
        """Return the typing errors in a question, each with the word that is searched for."""
        return self._current().lexical.analysed(question).mended

    def evidence(self, question: str, only: Filter | None = None, k: int = 10) -> Evidence:
        """Return what a search for k hits weighs, for :func:`index.explaining.explained`."""
        loaded = self._current()
        found = self._candidates(loaded, question, "hybrid", only, max(k, CANDIDATES))
        return Evidence.of(question, found, loaded.lexical, loaded.table, self.folder)

    def document_share(self, lemma: str) -> float:
        """Return the share of all passages that hold a lemma, in [0, 1]."""
        return self._loaded.lexical.document_share(lemma)

    def _candidates(
        self, loaded: _Loaded, question: str, mode: Mode, only: Filter | None, each: int
    ) -> Candidates:
        """Return the best of the legs that are asked for, so many of each."""
        asked = self._read(question)
        letters = _allowed(loaded.table, only) if only else None
        allowed = None if letters is None else loaded.table.passages_of(letters)
        numbers_of = None if letters is None else loaded.table.numbers[letters].tolist()
        near = {} if mode == "lexical" else loaded.vectors.nearest(asked, each, allowed)
        words = loaded.lexical.analysed(question, self._off)
        lexical = loaded.lexical.best(words, each, numbers_of)
        wanted = {"hybrid": near | lexical, "dense": near, "lexical": lexical}[mode]
        numbers = np.array(sorted(wanted), dtype=np.int64)
        rows = self._store.rows(numbers[loaded.table.has(numbers)].tolist())
        return candidates(question, asked, rows, lexical, loaded.table, self._passage)

    def _judged(
        self, reranker: Reranker, question: str, found: Candidates, scores: Scores
    ) -> Scores:
        """Return the scores with those of the best passages dealt out by the reranker."""
        best = np.argsort(-scores, kind="stable")[:RERANKED].tolist()
        read = {place: self._passage(found.rows[place]) for place in best}
        there = {place: embedded_text(passage) for place, passage in read.items() if passage}
        return reranked(scores, list(there), reranker.scores(question, list(there.values())))

    def _passage(self, row: Row) -> Passage | None:
        """Return a passage with its letter; ``None`` when that has gone meanwhile."""
        letter = self._letter(row.letter)
        return Passage(letter, row.start, row.stop) if letter else None

    def _encoded(self, question: str) -> Vectors:
        asked: Vectors = self.encoder.encode_queries([question])[0]
        return asked

    def _current(self) -> _Loaded:
        """Return the index, read again when a finished run of ``wmo index`` has changed it."""
        if Note.read(self.folder) != self._loaded.note:
            with self._loading:
                if Note.read(self.folder) != self._loaded.note:
                    self._loaded = self._load(self._loaded.vectors)
        return self._loaded

    def _load(self, before: VectorIndex | None = None) -> _Loaded:
        """Read the index; what is derived is brought up to date where it is behind."""
        note = Note.read(self.folder)
        vectors = VectorIndex.open(self.folder, self._store, before)
        lexical = LexicalIndex.open(self.folder, self._store)
        return _Loaded(note, vectors.table, vectors, lexical)


def _allowed(table: LetterTable, only: Filter) -> Mask:
    """Return which letters with passages a filter lets through.

    Raises:
        NothingLeft: none.
    """
    found = table.allowed(only) & (table.passages > 0)
    if not found.any():
        raise NothingLeft(
            f"Geen enkele brief valt binnen de keuze ({only.in_words()}). Maak de keuze ruimer."
        )
    return found
