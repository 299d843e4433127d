"""The learned weights in the form in which the program carries them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa import packed_weights

FUSED = ("q", "k", "v")
KINDS = {"weight": "w", "bias": "b"}


def exported(checkpoint: Path, file: Path) -> str:
    """Write a checkpoint's weights in 8 bits, and return the SHA-256 of the file."""
    from safetensors.numpy import load_file, save_file

    tensors: dict[str, NDArray[np.float32]] = {}
    for name, one in load_file(checkpoint).items():
        if name.startswith("optimizer."):
            continue
        tensors |= _named(name, one)
    save_file(packed_weights(tensors), file)
    file.chmod(0o644)  # safetensors writes for the owner alone
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _named(name: str, one: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """Return a parameter as the bundled file has it, or as it is for a head's."""
    if not name.startswith("body.layers."):
        return {name: one.reshape(1) if one.ndim == 0 else one}
    layer, part, kind = name.removeprefix("body.layers.").split(".")
    if part == "qkv":
        thirds = np.split(one, len(FUSED))
        return {f"l{layer}.{own}.{KINDS[kind]}": n for own, n in zip(FUSED, thirds, strict=True)}
    return {f"l{layer}.{part}.{KINDS[kind]}": one}
