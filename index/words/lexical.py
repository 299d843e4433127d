"""The lexical leg: BM25 over lemmas, parts of words and notations, with tantivy."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import tantivy

from index.dutch.spelling import Vocabulary
from index.dutch.synonyms import Terms
from index.words.fields import anywhere, question_query, within
from index.words.files import (
    WordStore,
    brought_up_to_date,
    copy_of,
    filled,
    note_in,
    opened,
)
from index.words.groups import Analysed, Term, WordGroup
from index.words.question_reading import learned_terms, read_question
from index.words.recovering_searcher import Searched

SPARE = 20  # found beyond k, so that equal scores are put in order of number
FIELDS = ("lemmas", "heading")  # that hold words as lemmas


class LexicalIndex:
    """Passage numbers by their BM25 score for a question."""

    def __init__(self, searched: Searched) -> None:
        self._searched = searched
        self.size, self.generation = searched.note.size, searched.note.generation

    @classmethod
    def build(cls, store: WordStore, folder: Path | None = None) -> LexicalIndex:
        """Return the index over all that is stored, in memory only; own terms from the folder."""
        return cls(Searched(filled(store), store, folder))

    @classmethod
    def open(cls, folder: Path, store: WordStore) -> LexicalIndex:
        """Return the index over all that is stored now.

        A folder that is behind, or in which nothing can be written, is read and brought up to date
        in a copy; a damaged one is built in memory.
        """
        found = opened(folder, store)
        if found is not None and note_in(found.searcher()).generation == store.generation:
            return cls(Searched(found, store, folder))
        copied = copy_of(folder, store)
        if copied is None:
            return cls.build(store, folder)
        return cls(Searched(copied[0], store, folder, copied[1]))

    @classmethod
    def update(cls, store: WordStore, folder: Path) -> None:
        """Bring the folder up to date with what is stored; for the one writer only."""
        brought_up_to_date(folder, store)

    @classmethod
    def count(cls, store: WordStore, folder: Path) -> int | None:
        """Return how many passages the folder holds; ``None`` if it is damaged or out of date."""
        index = opened(folder, store, lambda _: None)  # who asks will tell
        if index is None or note_in(index.searcher()).generation != store.generation:
            return None
        return int(index.searcher().num_docs) - 1  # without the note

    def best(
        self, question: Analysed | Sequence[str], k: int, letters: Collection[int] | None = None
    ) -> dict[int, float]:
        """Return the k best passages: number -> score, above 0; equal ones in order of number.

        The question is one that :meth:`analysed` returned, or lemmas. Only passages of the
        letters with the given numbers are found; ``None`` stands for all letters.
        """
        asked = question if isinstance(question, Analysed) else _plain_question(question)
        if not asked.groups or (letters is not None and not letters):
            return {}
        query = question_query(asked)
        if letters is not None:
            query = within(query, [int(one) for one in letters])

        def scored(searcher: tantivy.Searcher) -> list[tuple[float, int]]:
            hits = searcher.search(query, k + SPARE, count=False).hits
            numbers = searcher.fast_field_values("number", [place for _, place in hits])
            return [
                (-float(score), int(number or 0))
                for (score, _), number in zip(hits, numbers, strict=True)
            ]

        return {number: -score for score, number in sorted(self._searched.ask(scored))[:k]}

    def analysed(self, question: str, off: Collection[str] = ()) -> Analysed:
        """Return the word groups of a question, as :func:`read_question` does."""
        return read_question(question, self._searched.folder, self.vocabulary, self.learned, off)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The lemmas of the passages, with how many hold each."""
        return Vocabulary(_Frequencies(self._searched))

    @cached_property
    def learned(self) -> Terms:
        """The abbreviations that the letters themselves explain."""
        found = self._searched.ask(lambda one: one.terms_with_prefix("abbreviations", ""))
        return learned_terms(found)

    def document_share(self, lemma: str) -> float:
        """Return the share of all passages that hold the lemma, with headings, in [0, 1]."""
        if not self.size:
            return 0.0

        def holding(searcher: tantivy.Searcher) -> int:
            if not searcher.doc_freq("heading", lemma):
                return int(searcher.doc_freq("lemmas", lemma))
            both = searcher.search(anywhere(lemma), 1, count=True)
            return int(both.count)  # type: ignore[attr-defined]  # which tantivy's types lack

        return min(1.0, self._searched.ask(holding) / self.size)


class _Frequencies(Mapping[str, int]):
    """How often passages hold each lemma, in their text or above it, looked up when asked."""

    def __init__(self, searched: Searched) -> None:
        self._searched = searched

    def __getitem__(self, lemma: str) -> int:
        found = sum(self._of(field, lemma) for field in FIELDS)
        if not found:
            raise KeyError(lemma)
        return found

    def __iter__(self) -> Iterator[str]:
        terms = (self._terms(field) for field in FIELDS)
        return iter(dict.fromkeys(word for found in terms for word, _ in found))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _of(self, field: str, lemma: str) -> int:
        return int(self._searched.ask(lambda searcher: searcher.doc_freq(field, lemma)))

    def _terms(self, field: str) -> list[tuple[str, int]]:
        found = self._searched.ask(lambda one: one.terms_with_prefix(field, ""))
        return found


def _plain_question(lemmas: Sequence[str]) -> Analysed:
    """Return lemmas as a question."""
    return Analysed(tuple(WordGroup(one, (Term((one,), 1.0),)) for one in lemmas))
