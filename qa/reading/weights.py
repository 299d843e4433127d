"""The learned weights of the reader: whole numbers of 8 bits, with a scale for each row."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FILE = "reader.safetensors"
SCALE = ".scale"
DAMAGED = f"Het bestand {FILE} van de lezer ontbreekt of is beschadigd. Installeer wmo-qa opnieuw."
SMALLEST = np.finfo(np.float16).smallest_subnormal  # for a row of zeros
_TYPES = {"I8": np.int8, "F16": np.float16, "F32": np.float32}


class DamagedReader(Exception):
    """The file with the reader's weights is not as it was made; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """The layers of the encoder that were learned, by the names of its file, and the heads.

    ``name`` is the beginning of the file's SHA-256.
    """

    name: str
    layers: dict[str, Floats]
    heads: dict[str, Floats]


def packed(tensors: Mapping[str, Floats]) -> dict[str, NDArray[np.generic]]:
    """Return matrices as int8 with one float16 scale a row, and all else as float16."""
    found: dict[str, NDArray[np.generic]] = {}
    for name, one in tensors.items():
        if one.ndim < 2:
            found[name] = one.astype(np.float16)
            continue
        scale = np.maximum((np.abs(one).max(axis=1) / 127).astype(np.float16), SMALLEST)
        whole = np.rint(one / scale.astype(np.float32)[:, None])
        found[name] = np.clip(whole, -127, 127).astype(np.int8)
        found[name + SCALE] = scale
    return found


def unpacked(stored: Mapping[str, NDArray[np.generic]]) -> dict[str, Floats]:
    """Return the numbers that :func:`packed` stored, float32."""
    found = {}
    for name, one in stored.items():
        if name.endswith(SCALE):
            continue
        scale = stored.get(name + SCALE)
        numbers = one.astype(np.float32)
        found[name] = numbers if scale is None else numbers * scale.astype(np.float32)[:, None]
    return found


def read_reader(sha256: str, path: Path | None = None) -> ReaderWeights:
    """Return the weights of the bundled reader, or of a file.

    Raises:
        DamagedReader: the file is not there, or has another checksum.
    """
    try:
        raw = path.read_bytes() if path else files("qa.reading").joinpath(FILE).read_bytes()
    except OSError as error:
        raise DamagedReader(DAMAGED) from error
    found = hashlib.sha256(raw).hexdigest()
    if found != sha256:
        raise DamagedReader(DAMAGED)
    tensors = unpacked(_tensors(raw))
    layers = {name: one.ravel() for name, one in tensors.items() if name.startswith("l")}
    heads = {name: one for name, one in tensors.items() if not name.startswith("l")}
    return ReaderWeights(found[:12], layers, heads)


def _tensors(raw: bytes) -> dict[str, NDArray[np.generic]]:
    """Return the tensors of a file in the safetensors format: a length, a header, the numbers."""
    (length,) = struct.unpack_from("<Q", raw)
    header = json.loads(raw[8 : 8 + length])
    header.pop("__metadata__", None)
    found = {}
    for name, one in header.items():
        start, end = (8 + length + at for at in one["data_offsets"])
        found[name] = np.frombuffer(raw[start:end], _TYPES[one["dtype"]]).reshape(one["shape"])
    return found
