"""Search: both legs, fused."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np

from corpus import Letter, LetterDate, Passage
from index.array_types import Scores, Vectors
from index.checksums.damage import DamagedLetter
from index.encoder.encoder import Encoder, SentenceEncoder
from index.encoder.reranker import RERANKED, Reranker, reranked
from index.explaining import Evidence
from index.filters import Filter, NothingLeft
from index.hit import Hit
from index.loaded import Loaded
from index.passage_context import embedded_text
from index.ranking.candidates import CANDIDATES, Candidates, candidates
from index.ranking.fusion import Mode, fused
from index.ranking.hits import hits_of
from index.ranking.sentence_match import SentenceMatch, sentence_matches
from index.store.letter_table import LetterTable, Mask
from index.store.records import Row
from index.store.store import LetterStore, Made

QUESTIONS_KEPT = 64


class Retriever:
    """Finds passages in an index folder; safe to share between threads.

    A retriever follows the index: after ``wmo index`` has finished, the next search sees it, also
    when the index was removed and made anew. Until then it searches what it read; passages of a
    letter that was replaced meanwhile are left out. Texts are read when they are needed.
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
        self._given, self._reranker, self._off = encoder, reranker, frozenset(off)
        self._own: Encoder | None = None
        self._vector_of = lru_cache(QUESTIONS_KEPT)(self._encoded)
        self._loading = Lock()
        self._loaded = Loaded.read(self.folder, self._store, encoder)

    @property
    def made(self) -> Made:
        """What the index was made with."""
        return self._loaded.made

    @property
    def encoder(self) -> Encoder:
        """The encoder that made the index, loaded when it is first needed (some seconds)."""
        return self._encoder(self.made.encoder)

    @property
    def generation(self) -> int:
        """The generation of the index that searches answer from."""
        return self._loaded.vectors.generation

    @property
    def size(self) -> int:
        """How many passages the index holds."""
        return self._loaded.table.size

    @property
    def damaged(self) -> tuple[DamagedLetter, ...]:
        """The letters that were to be read and are damaged in the index: they are left out."""
        return self._store.sound.damage.letters

    def letters(self) -> list[Letter]:
        """Return all letters, oldest first, without a date last."""
        loaded = self._current()
        found = map(loaded.letter, loaded.table.by_date())
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
        loaded = self._current()
        table = loaded.table
        for first, count in zip(table.first.tolist(), table.passages.tolist(), strict=True):
            for row in self._rows(loaded, range(first, first + count)):
                if passage := loaded.passage(row):
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
        scores = fused(found, mode, self._off)
        if self._reranker and mode == "hybrid":
            scores = self._judged(loaded, self._reranker, question, found, scores)
        hits = hits_of(found, scores, k, loaded.passage)
        if self._store.identity != loaded.identity:
            return self.search(question, k, mode, only)  # of the index made meanwhile
        if only and not found.rows:
            raise NothingLeft(
                f"In de brieven binnen de keuze ({only.in_words()}) staat niets dat op de vraag "
                f"lijkt. Maak de keuze ruimer."
            )
        return hits

    def sentences(self, question: str, hits: Sequence[Hit]) -> list[list[SentenceMatch]]:
        """Return for each hit its sentences and those of its notes, matched with the question.

        A hit of an index that was made anew meanwhile, or of a letter that has gone, has none.
        """
        loaded = self._loaded
        asked = self._vector_of(question, loaded.made.encoder)
        rows = self._rows(loaded, [hit.number for hit in hits])
        now = {row.number: (loaded.passage(row), row.sentences) for row in rows}
        none = (None, None)
        stored = [(hit.passage, *now.get(hit.number, none)) for hit in hits]
        return [sentence_matches(asked, own if one == read else None) for one, read, own in stored]

    def asked(self, question: str) -> Vectors:
        """Return the vector of a question, float32 [dimension], L2-normalised."""
        return self._vector_of(question, self.made.encoder)

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
        self, loaded: Loaded, question: str, mode: Mode, only: Filter | None, each: int
    ) -> Candidates:
        """Return the best of the legs that are asked for, so many of each."""
        asked = self._vector_of(question, loaded.made.encoder)
        letters = _allowed(loaded.table, only) if only else None
        allowed = None if letters is None else loaded.table.passages_of(letters)
        numbers_of = None if letters is None else loaded.table.numbers[letters].tolist()
        near = {} if mode == "lexical" else loaded.vectors.nearest(asked, each, allowed)
        words = loaded.lexical.analysed(question, self._off)
        lexical = loaded.lexical.best(words, each, numbers_of)
        wanted = {"hybrid": near | lexical, "dense": near, "lexical": lexical}[mode]
        numbers = np.array(sorted(wanted), dtype=np.int64)
        rows = self._rows(loaded, numbers[loaded.table.has(numbers)].tolist())
        return candidates(question, asked, rows, lexical, loaded.table, loaded.passage)

    def _rows(self, loaded: Loaded, numbers: Sequence[int]) -> list[Row]:
        """Return what is stored of passages; nothing when another index came in its place."""
        with self._store.snapshot():
            return self._store.rows(numbers) if self._store.identity == loaded.identity else []

    def _judged(
        self, loaded: Loaded, reranker: Reranker, question: str, found: Candidates, scores: Scores
    ) -> Scores:
        """Return the scores with those of the best passages dealt out by the reranker."""
        best = np.argsort(-scores, kind="stable")[:RERANKED].tolist()
        read = {place: loaded.passage(found.rows[place]) for place in best}
        there = {place: embedded_text(passage) for place, passage in read.items() if passage}
        if not there:
            return scores
        return reranked(scores, list(there), reranker.scores(question, list(there.values())))

    def _encoded(self, question: str, encoder: str) -> Vectors:
        asked: Vectors = self._encoder(encoder).encode_queries([question])[0]
        return asked

    def _encoder(self, name: str) -> Encoder:
        if self._given is not None:
            return self._given
        with self._loading:
            if self._own is None or self._own.name != name:
                self._own = SentenceEncoder(name)
            return self._own

    def _current(self) -> Loaded:
        """Return the index, read again when ``wmo index`` has changed it or made it anew.

        Raises:
            NoIndex: it was removed.
            OtherIndex: it was made anew with something else.
        """
        if not self._loaded.is_current(self.folder, self._store):
            with self._loading:
                before = self._loaded
                if not before.is_current(self.folder, self._store):
                    self._loaded = Loaded.read(self.folder, self._store, self._given, before)
        return self._loaded


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
