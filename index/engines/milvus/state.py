"""What Milvus holds of an index, written when all of it is there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from index.engines.milvus.collections import STATE_ROW, Names, load
from index.engines.milvus.service import ANSWER, WRITE

if TYPE_CHECKING:
    from pymilvus import MilvusClient

VERSION = 4  # raised when other rows or weights are written than before


@dataclass(frozen=True, slots=True)
class State:
    """Which passages are there, and the statistics that BM25 needs.

    ``generation`` is that of the store; ``made`` is part of the collections' names: the generation
    that they were first made at, and one more each time that they are made anew. ``last`` is the
    highest number that a passage ever had, ``passages`` how many there are, ``vectors`` how many
    these have; ``gone`` passages were removed since the collections were made, and are still
    counted in the statistics. ``exact`` tells whether all vectors are compared. ``tokens`` are
    those of all counted passages, by field; ``least`` the least mean length that weights were
    written with.
    """

    version: int
    generation: int
    made: int
    last: int
    passages: int
    vectors: int
    gone: int
    exact: bool
    tokens: Mapping[str, int]
    least: Mapping[str, float]

    @property
    def counted(self) -> int:
        """How many passages the statistics are of."""
        return self.passages + self.gone


def counted(row: Mapping[str, Any], last: int) -> int:
    """Return how many passages hold a word, up to the number ``last``, out of its row."""
    return int(row["passages" if row["last"] <= last else "former"])


def read_state(client: MilvusClient, identity: str) -> State | None:
    """Return what is there of the index with this identity; ``None`` when nothing is."""
    name = Names(identity).state
    if not client.has_collection(name, timeout=ANSWER):
        return None
    load(client, name)
    rows = client.get(name, ids=[STATE_ROW], output_fields=["text"], timeout=ANSWER)
    known = json.loads(rows[0]["text"]) if rows else {}
    return State(**known) if known.get("version") == VERSION else None


def write_state(client: MilvusClient, identity: str, state: State) -> None:
    """Publish a state."""
    row = {"id": STATE_ROW, "text": json.dumps(asdict(state)), "unused": [0.0, 0.0]}
    client.upsert(Names(identity).state, [row], timeout=WRITE)
