"""What was learned so far, in a file from which learning goes on."""

from __future__ import annotations

import logging
from pathlib import Path

import torch

from eval.learn_reader.model import ReaderNet

KEPT = ("exp_avg", "exp_avg_sq", "step")  # what the optimiser knows of each parameter
log = logging.getLogger(__name__)


def learned_state(net: ReaderNet) -> dict[str, torch.Tensor]:
    """Return the weights that are learned, by name."""
    return {name: one.detach() for name, one in net.named_parameters() if one.requires_grad}


def save(
    net: ReaderNet, optimizer: torch.optim.Optimizer, file: Path, step: int, spent: float
) -> None:
    """Write the weights, and what the optimiser knows, from which learning goes on.

    ``step`` is the next one; ``spent`` are the seconds of all before.
    """
    from safetensors.torch import save_file

    tensors = {key: one.contiguous().clone() for key, one in learned_state(net).items()}
    for number, known in enumerate(optimizer.state.values()):
        for key in KEPT:
            tensors[f"optimizer.{number}.{key}"] = known[key].clone()
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = file.with_name(f".{file.name}")
    save_file(tensors, scratch, {"step": str(step), "spent": str(spent)})
    scratch.rename(file)


def resume(net: ReaderNet, optimizer: torch.optim.Optimizer, file: Path) -> tuple[int, float]:
    """Load a checkpoint, and return the step and the seconds at which learning goes on.

    Without a file both are 0, and nothing is loaded.

    Raises:
        KeyError: a weight that is learned is missing.
    """
    from safetensors import safe_open

    if not file.exists():
        return 0, 0.0
    with safe_open(file, "pt") as read:
        note = read.metadata()
        tensors = {key: read.get_tensor(key) for key in read.keys()}  # noqa: SIM118
    load(net, tensors)
    parameters = [one for group in optimizer.param_groups for one in group["params"]]
    for number, parameter in enumerate(parameters):
        if f"optimizer.{number}.step" in tensors:
            optimizer.state[parameter] = {k: tensors[f"optimizer.{number}.{k}"] for k in KEPT}
    log.info("goes on at step %s", note["step"])
    return int(note["step"]), float(note["spent"])


def load(net: ReaderNet, tensors: dict[str, torch.Tensor]) -> None:
    """Put weights into the net.

    Raises:
        KeyError: one that is learned is missing.
    """
    for name, one in net.named_parameters():
        if one.requires_grad:
            one.data.copy_(tensors[name])
