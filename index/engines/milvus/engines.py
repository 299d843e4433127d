"""The engines of an index that is searched in Milvus."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.engines.engine import Opened
from index.engines.milvus.catch_up import bring_up_to_date
from index.engines.milvus.collections import PLACES, Names, count, load
from index.engines.milvus.kept import is_whole
from index.engines.milvus.searching import Searched
from index.engines.milvus.service import ANSWER, connected, told
from index.engines.milvus.state import State, read_state
from index.engines.milvus.vectors import MilvusVectors
from index.engines.milvus.words import MilvusWords
from index.store.letter_table import LetterTable
from index.store.store import IndexInUse, LetterStore

if TYPE_CHECKING:
    from pymilvus import MilvusClient

FIRST = -3
"""Where the first passage of a letter stands in a row of :meth:`LetterStore.facts`."""


@dataclass(frozen=True, slots=True)
class Milvus:
    """The Milvus at an address, as :class:`index.engines.engine.Engines`."""

    folder: Path
    address: str

    @property
    def kept(self) -> tuple[str, str]:
        """What the vectors and the words are kept in, as Dutch readers read it."""
        place = f"in Milvus op {self.address}"
        return f"de verzameling vectoren {place}", f"de verzameling woorden {place}"

    def update(self, store: LetterStore) -> None:
        """Add what is new and remove what has gone; for the one writer only.

        Raises:
            IndexInUse: Milvus does not answer; what is stored stays, and is added the next time.
        """
        client = connected(self.address)
        with told(self.address):
            bring_up_to_date(client, store)

    def mark(self, store: LetterStore) -> tuple[MilvusClient, int, State | None]:
        """Return the connection, the generation of the store, and what is in Milvus."""
        client, generation = connected(self.address), store.generation
        return client, generation, self._state(store)

    def is_current(self, mark: object, store: LetterStore) -> bool:
        """Whether what is in Milvus is as it was.

        That needs no asking when it was as the store is, and Milvus has answered since.
        """
        client, known, state = mark if isinstance(mark, tuple) else (None, -1, None)
        if client is not connected(self.address):
            return False
        if isinstance(state, State) and state.generation == known == store.generation:
            return True
        return bool(self._state(store) == state)

    def open(self, store: LetterStore, mark: object, before: Opened | None) -> Opened:
        """Return what is searched now.

        Raises:
            IndexInUse: Milvus does not answer, or holds nothing of this index.
        """
        client = connected(self.address)
        state = mark[2] if isinstance(mark, tuple) else None
        if not isinstance(state, State):
            raise IndexInUse(
                f"In Milvus op {self.address} staat nog niets dat deze versie leest van de index "
                f"in {self.folder}. Vul het met: wmo doctor --repair --index {self.folder}"
            )
        names = Names(store.identity, state.made)
        table = LetterTable([row for row in store.facts() if row[FIRST] <= state.last])
        with told(self.address):
            load(client, *names.all)
            partitions = tuple(client.list_partitions(names.vectors, timeout=ANSWER))
        vectors, words = (
            Searched(self.address, client, name, field, bits, table, partitions)
            for name, field, bits in (
                (names.vectors, "vector", PLACES),
                (names.words, "weights", 0),
            )
        )
        known = before.lexical if before else None
        earlier = known if isinstance(known, MilvusWords) else None
        return Opened(
            MilvusVectors(vectors, state.generation, state.exact),
            MilvusWords(words, names, state, store, earlier),
        )

    def vectors_whole(self, store: LetterStore) -> bool:
        """Whether all letters that are stored now are there."""
        state = self._state(store)
        if state is None or state.generation != store.generation:
            return False
        with told(self.address):
            names = Names(store.identity, state.made)
            return is_whole(connected(self.address), names, state, LetterTable(store.facts()))

    def words_held(self, store: LetterStore) -> int | None:
        """Return how many passages have their words there; ``None`` if out of date."""
        state = self._state(store)
        if state is None or state.generation != store.generation:
            return None
        with told(self.address):
            return count(connected(self.address), Names(store.identity, state.made).words)

    def _state(self, store: LetterStore) -> State | None:
        client = connected(self.address)
        with told(self.address):
            return read_state(client, store.identity)
