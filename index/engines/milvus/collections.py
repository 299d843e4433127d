"""The collections of an index in Milvus: their names, fields and indexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.engines.milvus.service import ANSWER, WRITE

if TYPE_CHECKING:
    from pymilvus import MilvusClient

STATE_ROW = 1
LONGEST_TOKEN = 1_000
"""Bytes of a word that is counted; longer ones are no words."""
LONGEST_TEXT = 20_000
"""Bytes of a state."""
PRINT = 64
"""Bytes of a sha256, as it is written."""
CELLS = 1_024
"""Cells of a segment: some four times the square root of the vectors that Milvus keeps in one."""
PLACES = 20
"""Bits of a row's number that tell vectors of one passage apart."""
MOST = 16_384
"""Rows that Milvus gives at most for one search."""
PAGE = 5_000
"""Rows that are read at a time."""
Fields = dict[str, tuple[Any, dict[str, int]]]
"""The type of each field of a row, and what it needs to be told."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the collections of an index are called; ``made`` tells later ones from earlier ones.

    ``letters`` has a row a letter, ``words`` one a passage, with what its words weigh, ``vectors``
    one for each vector of a passage, ``terms`` one for each word, with how many passages hold it.
    """

    identity: str
    made: int = 0

    @property
    def state(self) -> str:
        """The collection with the state, which stays when the others are made anew."""
        return f"wmo_{self.identity}_state"

    @property
    def letters(self) -> str:
        """The collection of letters."""
        return self._named("letters")

    @property
    def words(self) -> str:
        """The collection of passages by their words."""
        return self._named("words")

    @property
    def vectors(self) -> str:
        """The collection of vectors."""
        return self._named("vectors")

    @property
    def terms(self) -> str:
        """The collection of words."""
        return self._named("terms")

    @property
    def all(self) -> tuple[str, ...]:
        """All but the state."""
        return self.letters, self.words, self.vectors, self.terms

    def _named(self, kind: str) -> str:
        return f"wmo_{self.identity}_{self.made}_{kind}"


def make(client: MilvusClient, names: Names, dimension: int, exact: bool) -> None:
    """Make the collections, empty, in the place of any with these names."""
    from pymilvus import DataType

    whole = DataType.INT64
    if not client.has_collection(names.state, timeout=ANSWER):
        text = {"text": (DataType.VARCHAR, {"max_length": LONGEST_TEXT})}
        _make(client, names.state, text)
    sha256 = {"sha256": (DataType.VARCHAR, {"max_length": PRINT})}
    _make(client, names.letters, sha256 | {"vectors": (whole, {})})
    counts: Fields = {name: (whole, {}) for name in ("passages", "former", "last")}
    token = {"token": (DataType.VARCHAR, {"max_length": LONGEST_TOKEN + 1})}
    _make(client, names.terms, token | counts)
    of_letter: Fields = {"letter": (whole, {})}
    weights: Fields = {"weights": (DataType.SPARSE_FLOAT_VECTOR, {})}
    _make(client, names.words, of_letter | weights, "weights", "SPARSE_INVERTED_INDEX")
    vector = {"vector": (DataType.FLOAT_VECTOR, {"dim": dimension})}
    kind, params = ("FLAT", {}) if exact else ("IVF_SQ8", {"nlist": CELLS})
    _make(client, names.vectors, of_letter | vector, "vector", kind, params)


def _make(
    client: MilvusClient,
    name: str,
    fields: Fields,
    searched: str = "",
    index: str = "FLAT",
    params: dict[str, int] | None = None,
) -> None:
    """Make a collection; one that is not searched has a vector all the same, as Milvus wants it."""
    from pymilvus import DataType

    if client.has_collection(name, timeout=ANSWER):
        client.drop_collection(name, timeout=WRITE)
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    for field, (kind, more) in fields.items():
        schema.add_field(field, kind, **more)
    if not searched:
        schema.add_field("unused", DataType.FLOAT_VECTOR, dim=2)
    indexes = client.prepare_index_params()
    indexes.add_index(searched or "unused", index_type=index, metric_type="IP", params=params or {})
    client.create_collection(
        name, schema=schema, index_params=indexes, consistency_level="Strong", timeout=WRITE
    )


def drop_others(client: MilvusClient, names: Names) -> None:
    """Drop the collections of this index that were made earlier, or by a run that was cut off."""
    kept = (*names.all, names.state)
    for one in client.list_collections(timeout=ANSWER):
        if one.startswith(f"wmo_{names.identity}_") and one not in kept:
            client.drop_collection(one, timeout=WRITE)


def load(client: MilvusClient, *names: str) -> None:
    """Have collections ready to be searched; those that are stay with as many replicas as set."""
    for name in names:
        state = client.get_load_state(name, timeout=ANSWER)["state"]
        if state.name != "Loaded":
            client.load_collection(name, timeout=WRITE)


def rows(
    client: MilvusClient, name: str, columns: list[str], only: str = ""
) -> Iterator[dict[str, Any]]:
    """Yield columns of all rows of a collection that an expression lets through."""
    pages = client.query_iterator(name, PAGE, filter=only, output_fields=columns, timeout=WRITE)
    try:
        while page := pages.next():
            yield from page
    finally:
        pages.close()


def count(client: MilvusClient, name: str) -> int:
    """Return how many rows a collection has."""
    load(client, name)
    found = client.query(name, filter="id >= 0", output_fields=["count(*)"], timeout=WRITE)
    return int(found[0]["count(*)"])
