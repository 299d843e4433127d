"""The collections of an index brought up to date with its store, by the one writer.

What is added and removed is the same however often it is done: rows have the numbers of passages
and letters. So a run that was cut off is done again from the state that was published last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.engines.milvus.collections import (
    LONGEST_TOKEN,
    Names,
    drop_others,
    make,
    rows,
)
from index.engines.milvus.kept import is_whole, kept
from index.engines.milvus.scope import partition_of
from index.engines.milvus.service import ANSWER, WRITE
from index.engines.milvus.state import VERSION, State, counted, read_state, write_state
from index.engines.milvus.statistics import (
    LISTED,
    SEARCHED,
    FieldWords,
    Statistics,
    field_words,
    sparse,
    term_row,
    token,
)
from index.engines.milvus.vectors import vector_rows
from index.store.letter_table import LetterTable
from index.store.store import IndexInUse, LetterStore
from index.vectors.faiss_engine import EXACT_UP_TO

if TYPE_CHECKING:
    from pymilvus import MilvusClient

AT_ONCE = 1_000
"""Rows that are written at a time, and letters that are removed."""


@dataclass(frozen=True, slots=True)
class _Writer:
    """The one who writes: into which collections, and what is stored at this moment."""

    client: MilvusClient
    names: Names
    store: LetterStore
    table: LetterTable

    def remove(self, letters: Sequence[int]) -> None:
        """Remove letters and all that is of them; their own rows last."""
        for some in _parts(letters, AT_ONCE):
            for name in (self.names.vectors, self.names.words):
                self.client.delete(name, filter=f"letter in {some}", timeout=WRITE)
            self.client.delete(self.names.letters, ids=some, timeout=WRITE)

    def add_vectors(self, after: int) -> int:
        """Add the vectors of passages with a number above ``after``, and return how many."""
        added = 0
        for numbers, vectors in self.store.vectors(self.store.made().dimension, after):
            places = self._places(numbers)
            letters = self.table.numbers[places].tolist()
            self._put(self.names.vectors, places, vector_rows(numbers, vectors, letters))
            added += len(numbers)
        return added

    def add_words(self, statistics: Statistics, after: int) -> None:
        """Add what the words of passages with a number above ``after`` weigh."""
        for some in _parts(self.words(after), AT_ONCE):
            places = self._places(np.array([number for number, _ in some], dtype=np.int64))
            letters = self.table.numbers[places].tolist()
            found = [
                {"id": number, "letter": letter, "weights": sparse(words, statistics)}
                for (number, words), letter in zip(some, letters, strict=True)
            ]
            self._put(self.names.words, places, found)

    def add_letters(self, after: int) -> None:
        """Add the letters with passages above ``after``."""
        new = (self.table.first > after) & (self.table.passages > 0)
        prints, vectors = self.store.prints(), self.store.vector_counts(after)
        found = (
            {"id": one, "sha256": prints[one], "vectors": vectors[one], "unused": [0.0, 0.0]}
            for one in self.table.numbers[new].tolist()
        )
        for some in _parts(found, AT_ONCE):
            self.client.upsert(self.names.letters, some, timeout=WRITE)

    def uncount(self, after: int) -> None:
        """Take back what a run that was cut off counted, of passages above ``after``."""
        found = rows(self.client, self.names.terms, ["id", "token", "former"], f"last > {after}")
        for some in _parts(found, AT_ONCE):
            counts = [_term(row["id"], row["token"], row["former"], 0, after) for row in some]
            self.client.upsert(self.names.terms, counts, timeout=WRITE)

    def count_words(self, new: Mapping[str, Mapping[str, int]], after: int, last: int) -> None:
        """Add to how many passages up to ``last`` hold each word; up to ``after`` it was done."""
        every = ((field, word, more) for field, own in new.items() for word, more in own.items())
        for some in _parts(every, AT_ONCE):
            ids = [term_row(field, word) for field, word, _ in some]
            there = self.client.get(self.names.terms, ids=ids, timeout=WRITE) if after else []
            known = {row["id"]: counted(row, after) for row in there}
            found = [
                _term(one, token(field, word), known.get(one, 0), more, last)
                for one, (field, word, more) in zip(ids, some, strict=True)
            ]
            self.client.upsert(self.names.terms, found, timeout=WRITE)

    def words(self, after: int) -> Iterator[tuple[int, FieldWords]]:
        """Yield the words of passages with a number above ``after``, but of damaged letters."""
        for number, stored in self.store.lemmas(after):
            if number <= self.table.last and self.table.alive[number]:
                yield number, field_words(stored)

    def _places(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return which letter of the table each passage is of."""
        return np.searchsorted(self.table.first, numbers, side="right") - 1

    def _put(self, name: str, places: NDArray[np.int64], found: list[dict[str, Any]]) -> None:
        """Write rows, each into the partition of its letter's year."""
        years = self.table.years[places].tolist()
        order = sorted(range(len(found)), key=lambda at: years[at])
        for year, own in groupby(order, key=lambda at: years[at]):
            partition = partition_of(year)
            if not self.client.has_partition(name, partition, timeout=ANSWER):
                self.client.create_partition(name, partition, timeout=WRITE)
            for some in _parts(own, AT_ONCE):
                self.client.upsert(
                    name, [found[at] for at in some], partition_name=partition, timeout=WRITE
                )


def bring_up_to_date(client: MilvusClient, store: LetterStore) -> None:
    """Add what is new and remove what has gone, or make all of it anew beside what is there."""
    with store.snapshot():
        table = LetterTable(store.facts())
        before = read_state(client, store.identity)
        state, gone = kept(client, store, before, table)
        if state:
            drop_others(client, Names(store.identity, state.made))
            if state.generation == store.generation:
                return
            state = _gone_on_with(client, store, state, table, gone)
        if state is None:
            state = _made_anew(client, store, before, table)
        write_state(client, store.identity, state)


def _gone_on_with(
    client: MilvusClient, store: LetterStore, state: State, table: LetterTable, gone: Sequence[int]
) -> State | None:
    """Return the state to publish; ``None`` when rows that were written earlier are missing."""
    names = Names(store.identity, state.made)
    writer = _Writer(client, names, store, table)
    writer.remove(gone)
    writer.uncount(state.last)
    state = _caught_up(writer, state)
    return state if is_whole(client, names, state, table) else None


def _made_anew(
    client: MilvusClient, store: LetterStore, before: State | None, table: LetterTable
) -> State:
    """Make collections beside those of a state, fill them, and return the state to publish.

    Raises:
        IndexInUse: rows that were written are not there.
    """
    names = Names(store.identity, before.made + 1 if before else store.generation)
    exact = table.size <= EXACT_UP_TO
    make(client, names, store.made().dimension, exact)
    tokens = dict.fromkeys(LISTED, 0)
    state = State(VERSION, -1, names.made, 0, 0, 0, 0, exact, tokens, {})
    state = _caught_up(_Writer(client, names, store, table), state)
    if not is_whole(client, names, state, table):
        raise IndexInUse(
            f"Milvus heeft niet alles bewaard van de index in {store.path.parent}. Controleer of "
            f"het in orde is, en probeer het opnieuw. Wat is opgeslagen, blijft bewaard."
        )
    return state


def _caught_up(writer: _Writer, state: State) -> State:
    """Add what is new, and return the state to publish."""
    new: dict[str, Counter[str]] = {field: Counter() for field in LISTED}
    tokens, added = Counter(state.tokens), 0
    for _, words in writer.words(state.last):
        added += 1
        for field in LISTED:
            tokens[field] += words.lengths[field]
            new[field].update(one for one in words.counts[field] if _is_word(one))
    passages = state.passages + added
    generation, vectors = writer.store.generation, state.vectors
    state = replace(state, generation=generation, passages=passages, tokens=dict(tokens))
    statistics = Statistics(state.counted, tokens, {})
    last = max(state.last, writer.table.last)  # also when the newest letter was removed
    if added:
        writer.add_letters(state.last)  # first: what has one is removed when its letter goes
        vectors += writer.add_vectors(state.last)
        writer.add_words(statistics, state.last)
        writer.count_words(new, state.last, last)
    means = {field: statistics.mean(field) for field in SEARCHED if tokens[field]}
    least = {field: min(mean, state.least.get(field, mean)) for field, mean in means.items()}
    return replace(state, last=last, vectors=vectors, least=least)


def _term(row: int, kept: str, former: int, more: int, last: int) -> dict[str, Any]:
    """Return the row of a word that ``former`` passages hold, and ``more`` up to ``last``."""
    counts = {"passages": former + more, "former": former, "last": last}
    return {"id": row, "token": kept, "unused": [0.0, 0.0], **counts}


def _is_word(word: str) -> bool:
    return len(word.encode()) <= LONGEST_TOKEN


def _parts(found: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Yield lists of so many at a time."""
    rest = iter(found)
    while some := list(islice(rest, size)):
        yield some
