"""What Milvus holds of an index, compared with its store: what of it can be gone on with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.engines.milvus.collections import Names, count, load, rows
from index.engines.milvus.service import ANSWER
from index.engines.milvus.state import State
from index.store.letter_table import LetterTable
from index.store.store import LetterStore
from index.vectors.faiss_engine import EXACT_UP_TO
from index.words.files import MOST_GONE

if TYPE_CHECKING:
    from pymilvus import MilvusClient


def is_whole(client: MilvusClient, names: Names, state: State, table: LetterTable) -> bool:
    """Whether the letters are those of the table, with as much of them as the state tells.

    ``state`` is one of after all was written that it tells of.
    """
    load(client, names.letters)
    letters = {row["id"] for row in rows(client, names.letters, ["id"])}
    held = [count(client, name) for name in (names.words, names.vectors)]
    wanted = set(table.numbers[table.passages > 0].tolist())
    return letters == wanted and held == [state.passages, state.vectors]


def kept(
    client: MilvusClient, store: LetterStore, state: State | None, table: LetterTable
) -> tuple[State | None, list[int]]:
    """Return the state that can be gone on with, less the letters that have gone, and which.

    None can when rows are missing, when too much was removed that is still counted, when so much
    was added that vectors are to be kept otherwise, or when they are of another store: an older
    copy, or one that was put back and went on by itself.
    """
    if state is None or (state.exact and table.size > EXACT_UP_TO):
        return None, []
    names = Names(store.identity, state.made)
    if any(not client.has_collection(one, timeout=ANSWER) for one in names.all):
        return None, []
    load(client, *names.all)
    columns = ["id", "sha256", "vectors"]
    held = {row["id"]: row for row in rows(client, names.letters, columns)}
    stored = store.prints()
    own = all(stored.get(number, row["sha256"]) == row["sha256"] for number, row in held.items())
    if not own or state.generation > store.generation:
        return None, []
    if state.generation == store.generation:
        return (state if is_whole(client, names, state, table) else None), []
    earlier = (table.first <= state.last) & (table.passages > 0)
    there = table.numbers[earlier].tolist()
    if not held.keys() >= set(there):
        return None, []
    passages = int(table.passages[earlier].sum())
    vectors = sum(held[number]["vectors"] for number in there)
    gone = state.counted - passages
    state = replace(state, passages=passages, vectors=vectors, gone=gone)
    left = sorted(held.keys() - stored.keys())
    return (state if gone <= MOST_GONE * table.size else None), left
