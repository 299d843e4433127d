"""One search in a collection of Milvus, as of one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.engines.milvus.scope import Scope
from index.engines.milvus.service import ANSWER, told
from index.store.letter_table import LetterTable

if TYPE_CHECKING:
    from pymilvus import MilvusClient

Query = list[float] | dict[int, float]
"""A dense vector, or what dimensions weigh."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A collection whose rows are of passages: a row's number without its last ``bits``.

    ``table`` has the letters of the moment that is searched; ``partitions`` are those that there
    are.
    """

    address: str
    client: MilvusClient
    collection: str
    field: str
    bits: int
    table: LetterTable
    partitions: tuple[str, ...]

    def best(
        self,
        query: Query,
        limit: int,
        scope: Scope,
        params: Mapping[str, Any] | None = None,
    ) -> tuple[list[tuple[int, float]], bool]:
        """Return (number of a passage, score) of the best rows, best first, and if those are all.

        What was stored since takes the place of none: when some of it is found, it is searched
        again without.

        Raises:
            IndexInUse: Milvus does not answer.
        """
        if scope.partitions == ():
            return [], True
        with told(self.address):
            found = self._found(query, limit, scope, params or {})
            if any(number > self.table.last for number, _ in found):
                scope = scope.up_to(self.table.last, self.bits)
                found = self._found(query, limit, scope, params or {})
        there = self.table.has(np.array([number for number, _ in found], dtype=np.int64))
        own = [one for one, kept in zip(found, there.tolist(), strict=True) if kept]
        return own, len(found) < limit

    def _found(
        self,
        query: Query,
        limit: int,
        scope: Scope,
        params: Mapping[str, Any],
    ) -> list[tuple[int, float]]:
        hits = self.client.search(
            self.collection,
            data=[query],
            anns_field=self.field,
            limit=limit,
            filter=scope.expression,
            partition_names=list(scope.partitions) if scope.partitions is not None else None,
            search_params={"metric_type": "IP", "params": dict(params)},
            timeout=ANSWER,
        )
        return [(int(one["id"]) >> self.bits, float(one["distance"])) for one in hits[0]]
