"""Letters and their passages as rows that travel between machines: JSON and plain bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus import SPLITTER_VERSION, Letter, Passage, UnreadableFile, from_answer, to_answer
from index.array_types import Vectors
from index.building.embedding import Prepared
from index.dutch.lemmas import LEMMAS_VERSION
from index.encoder.encoder import Encoder
from index.store.records import Stored
from index.store.schema import FORMAT_VERSION

if TYPE_CHECKING:
    import pyarrow

PROBE = "Per wanneer gaat de nieuwe eigen bijdrage in?"
"""Embedded on every machine: files of another model, under the same name, give another vector."""
SAME = 0.999
"""Cosine from which on two vectors are of one text and model: 0.9999 between processors."""

Row = dict[str, Any]


@lru_cache(maxsize=1)
def versions() -> list[str]:
    """Return what has to be the same on every machine; each row says what it was made with."""
    from importlib.metadata import version  # late: it loads the readers of mail

    return [version("wmo-qa"), *map(str, (FORMAT_VERSION, SPLITTER_VERSION, LEMMAS_VERSION))]


def probe(encoder: Encoder) -> Vectors:
    """Return the vector by which a model is known, float32 [dimension], L2-normalised."""
    vector: Vectors = encoder.encode_queries([PROBE])[0]
    return vector


def row_of(number: int, file: Path, one: Prepared, known: Vectors | None = None) -> Row:
    """Return what was made of a file, or of what hangs on it, as a row.

    ``number`` says which of the files that were sent it is, ``file`` where that stood here,
    ``known`` is the :func:`probe` of the model that embedded it.
    """
    return {
        "number": number,
        "below": list(one.path.relative_to(file).parts),
        "answer": json.dumps(to_answer(one.read)),
        "passages": [_packed(passage) for passage in one.stored or ()],
        "versions": versions(),
        "probe": None if known is None else known.astype("<f4").tobytes(),
    }


def same_model(row: Row, known: Vectors) -> bool:
    """Whether a row's vectors, if it has any, are of the model with that :func:`probe`."""
    if not row["passages"]:
        return True
    given = np.frombuffer(row["probe"] or b"", dtype="<f4")
    lengths = {len(one["vector"]) for one in row["passages"]}
    right = given.shape == known.shape and lengths == {given.nbytes}
    return right and float(given @ known) >= SAME


def prepared_of(row: Row, file: Path) -> Prepared:
    """Return what :func:`row_of` was given, of a file that stands elsewhere on this machine."""
    path = file.joinpath(*row["below"])
    read = from_answer(json.loads(row["answer"]), path)
    if isinstance(read, UnreadableFile):
        return Prepared(path, read)
    return Prepared(path, read, [_unpacked(one, read) for one in row["passages"]])


def as_table(rows: Sequence[Row]) -> pyarrow.Table:
    """Return rows as Ray carries them; what a row lacks is null."""
    import pyarrow as pa

    place, numbers = pa.int64(), pa.binary()
    passage = {"start": place, "end": place, "lemmas": pa.string(), "vector": numbers}
    passage |= {"spans": numbers, "sentences": numbers}
    kinds = {"number": place, "below": pa.list_(pa.string()), "answer": pa.string()}
    kinds |= {"passages": pa.list_(pa.struct(passage)), "versions": pa.list_(pa.string())}
    kinds |= {"probe": numbers}
    return pa.Table.from_pylist(rows, pa.schema(kinds))


def _packed(one: Stored) -> Row:
    """Return a passage with its vectors as little-endian float32, its spans as int32 pairs."""
    return {
        "start": one.passage.start,
        "end": one.passage.end,
        "lemmas": one.lemmas,
        "vector": one.vector.astype("<f4").tobytes(),
        "spans": np.array(one.spans, dtype="<i4").tobytes(),
        "sentences": one.sentences.astype("<f4").tobytes(),
    }


def _unpacked(row: Row, letter: Letter) -> Stored:
    vector = np.frombuffer(row["vector"], dtype="<f4")
    spans = np.frombuffer(row["spans"], dtype="<i4").reshape(-1, 2).tolist()
    sentences = np.frombuffer(row["sentences"], dtype="<f4").reshape(-1, len(vector))
    passage = Passage(letter, row["start"], row["end"])
    places = tuple((start, end) for start, end in spans)
    return Stored(passage, row["lemmas"], vector, places, sentences)
