"""The learned weights in the form in which the program carries them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa import packed_weights, unpacked_weights

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


def imported(file: Path) -> dict[str, NDArray[np.float32]]:
    """Return the weights of such a file as a checkpoint has them, to learn on from them."""
    from safetensors.numpy import load_file

    found = unpacked_weights(load_file(file))
    state = {name: one for name, one in found.items() if not name.startswith("l")}
    state["scale"] = state["scale"].reshape(())
    for name in found:
        if not name.startswith("l"):
            continue
        layer, part, kind = name.removeprefix("l").split(".")
        whole = next(key for key, short in KINDS.items() if short == kind)
        if part == FUSED[0]:
            thirds = [found[f"l{layer}.{own}.{kind}"] for own in FUSED]
            state[f"body.layers.{layer}.qkv.{whole}"] = np.concatenate(thirds)
        elif part not in FUSED:
            state[f"body.layers.{layer}.{part}.{whole}"] = found[name]
    return state


def _named(name: str, one: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """Return a parameter as the bundled file has it, or as it is for a head's."""
    if not name.startswith("body.layers."):
        return {name: one.reshape(1) if one.ndim == 0 else one}
    layer, part, kind = name.removeprefix("body.layers.").split(".")
    if part == "qkv":
        thirds = np.split(one, len(FUSED))
        return {f"l{layer}.{own}.{KINDS[kind]}": n for own, n in zip(FUSED, thirds, strict=True)}
    return {f"l{layer}.{part}.{KINDS[kind]}": one}
