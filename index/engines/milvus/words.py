"""The lexical leg in Milvus: BM25 over the same words as tantivy has, with the same scores."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

import numpy as np

from index.dutch.spelling import Vocabulary
from index.dutch.synonyms import Terms
from index.engines.milvus.collections import MOST, Names, rows
from index.engines.milvus.scope import EVERYTHING, scope_of
from index.engines.milvus.scoring import score, upper_bound
from index.engines.milvus.searching import Searched
from index.engines.milvus.service import told
from index.engines.milvus.state import State, counted
from index.engines.milvus.statistics import Statistics, field_words, frequencies
from index.store.store import LetterStore
from index.words.groups import Analysed
from index.words.question_reading import learned_terms, read_question

FIRST = 256
"""Passages that are looked at, at first."""
DEEPER = 4
"""How many times more, when the best are not among them for certain."""
TOGETHER = 64
"""Passages whose words are read at a time."""
ROUNDED = 1e-4
"""What the inner products of Milvus, in 32 bits, may be off by, as a share."""
COUNTS = ["token", "passages", "former", "last"]


class MilvusWords:
    """The words of one moment, as :class:`index.engines.engine.LexicalEngine`."""

    def __init__(
        self,
        searched: Searched,
        names: Names,
        state: State,
        store: LetterStore,
        before: MilvusWords | None,
    ) -> None:
        """Take the collection at a state; what ``before``, of the same names, read stays good."""
        self._searched, self._state, self._store = searched, state, store
        self.names = names
        self._known = before.known if before and before.names == names else None
        self.size, self.generation = state.passages, state.generation

    def best(
        self, question: Analysed, k: int, letters: Collection[int] | None = None
    ) -> dict[int, float]:
        """Return the k best passages: number -> score, above 0; equal ones in order of number.

        Milvus finds passages by what they can score at most; the words of the best of them, which
        are read from the store, say what they score. More are looked at until no other one can be
        among the best.

        Raises:
            IndexInUse: Milvus does not answer.
        """
        query = upper_bound(question, self.statistics)
        if not query or (letters is not None and not letters):
            return {}
        table, scope = self._searched.table, EVERYTHING
        if letters is not None:
            chosen = np.isin(table.numbers, np.fromiter(letters, np.int64))
            scope = scope_of(table, chosen & (table.passages > 0), self._searched.partitions)
        limit, found, sure = FIRST, dict[int, float](), False
        while not sure and limit <= MOST:
            rows, whole = self._searched.best(query, limit, scope)
            found, sure = self._scored(question, rows, k)
            sure, limit = sure or whole, limit * DEEPER
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0]))[:k])

    def _scored(
        self, question: Analysed, found: list[tuple[int, float]], k: int
    ) -> tuple[dict[int, float], bool]:
        """Return the scores of passages, best bound first, and whether no other can be better."""
        scores: dict[int, float] = {}
        slack = self._slack * (1 + ROUNDED)
        for at in range(0, len(found), TOGETHER):
            least = sorted(scores.values(), reverse=True)[k - 1 : k]
            if least and least[0] > found[at][1] * slack:
                return scores, True
            some = [number for number, _ in found[at : at + TOGETHER]]
            for number, stored in self._store.words_of(some):
                if (own := score(question, field_words(stored), self.statistics)) > 0:
                    scores[number] = own
        return scores, False

    def analysed(self, question: str, off: Collection[str] = ()) -> Analysed:
        """Return the word groups of a question, as :func:`read_question` does."""
        return read_question(question, self._store.path.parent, self.vocabulary, self.learned, off)

    def document_share(self, lemma: str) -> float:
        """Return the share of all passages that hold the lemma, with headings, in [0, 1]."""
        if not self.size:
            return 0.0
        return min(1.0, self.statistics.frequencies["either"].get(lemma, 0) / self.size)

    @cached_property
    def statistics(self) -> Statistics:
        """How many passages hold each word, as of this moment; read when it is first asked.

        Raises:
            IndexInUse: Milvus does not answer.
        """
        last, known = self._known or (0, frequencies(()))
        with told(self._searched.address):
            found = rows(self._searched.client, self.names.terms, COUNTS, f"last > {last}")
            new = frequencies(
                (row["token"], held) for row in found if (held := counted(row, self._state.last))
            )
        every = {field: known[field] | new[field] for field in known}
        return Statistics(self._state.counted, self._state.tokens, every)

    @property
    def known(self) -> tuple[int, dict[str, dict[str, int]]] | None:
        """Up to which passage words were counted, and how many hold each; ``None`` if not read."""
        read: Statistics | None = self.__dict__.get("statistics")
        return (self._state.last, read.frequencies) if read else self._known

    @cached_property
    def _slack(self) -> float:
        """How much more a weight may be now than when it was written, as a factor, at least 1."""
        least = self._state.least
        return max([1.0, *(self.statistics.mean(one) / least[one] for one in least)])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The lemmas of the passages, with how many hold each."""
        return Vocabulary(_Held(self.statistics.frequencies))

    @cached_property
    def learned(self) -> Terms:
        """The abbreviations that the letters themselves explain."""
        found = self.statistics.frequencies["abbreviations"].items()
        return learned_terms(sorted(found, key=lambda one: (-one[1], one[0])))


class _Held(Mapping[str, int]):
    """How many passages hold each lemma, in their text and above it, added up."""

    def __init__(self, frequencies: Mapping[str, Mapping[str, int]]) -> None:
        self._fields = frequencies["lemmas"], frequencies["heading"]

    def __getitem__(self, lemma: str) -> int:
        found = sum(own.get(lemma, 0) for own in self._fields)
        if not found:
            raise KeyError(lemma)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(word for own in self._fields for word in own))

    def __len__(self) -> int:
        return sum(1 for _ in self)
