"""The steps of learning, with checkpoints from which it goes on."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from eval.learn_reader.checkpoints import resume, save
from eval.learn_reader.data import Example
from eval.learn_reader.losses import Chosen, loss_of
from eval.learn_reader.model import ReaderNet
from eval.learn_reader.sampling import Drawer, Drawn

log = logging.getLogger(__name__)
QUESTIONS = 16  # of a step
HEADS = 5.0  # what the heads learn faster by
WARM = 0.05  # share of the steps in which the rate rises
FLOOR = 0.05  # of the rate, what is left at the end
EVERY = 300  # seconds between checkpoints
TOLD = 20  # steps
WIDE = 400  # tokens of a window, from which a step has half the questions
Ranked = dict[str, list[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast is learned: minutes at most, passes over the data, rate, seed."""

    passes: float
    rate: float
    minutes: float
    seed: int


def learn(
    net: ReaderNet,
    drawer: Drawer,
    examples: Sequence[Example],
    ranked: Ranked,
    plan: Plan,
    folder: Path,
    name: str,
) -> None:
    """Learn from the questions; the weights come into the folder, and every five minutes too."""
    optimizer = optimizer_of(net, plan)
    rates = [group["lr"] for group in optimizer.param_groups]
    order = _order(examples, plan)
    file = folder / f"{name}.safetensors"
    steps = len(order) // QUESTIONS
    first, spent = resume(net, optimizer, file)
    step = first
    begun, saved = time.monotonic() - spent, time.monotonic()
    seen: list[tuple[float, list[Chosen]]] = []
    net.train()
    for step in range(first, steps):
        spent = time.monotonic() - begun
        done = max(step / steps, spent / 60 / plan.minutes)
        if done >= 1:
            break
        share = min(1.0, (step + 1) / max(1.0, WARM * steps)) * (1 - (1 - FLOOR) * done)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share
        own = order[step * QUESTIONS : (step + 1) * QUESTIONS]
        seen.append(take_step(net, optimizer, _drawn(drawer, step, own, ranked)))
        if step % TOLD == TOLD - 1:
            _tell(step, steps, seen[-TOLD:], spent)
        if time.monotonic() - saved > EVERY:
            save(net, optimizer, file, step + 1, spent)
            saved = time.monotonic()
    else:
        step = steps
    save(net, optimizer, file, step, spent)


def optimizer_of(net: ReaderNet, plan: Plan) -> torch.optim.Optimizer:
    """Return the optimiser of what is learned: AdamW (Loshchilov and Hutter 2019)."""
    return torch.optim.AdamW(
        [
            {"params": net.layers(), "lr": plan.rate},
            {"params": net.heads(), "lr": plan.rate * HEADS},
        ],
        weight_decay=0.01,
        fused=True,
    )


def take_step(
    net: ReaderNet, optimizer: torch.optim.Optimizer, groups: Sequence[Sequence[Drawn]]
) -> tuple[float, list[Chosen]]:
    """Learn from questions with their windows; return the loss before, and what was chosen."""
    loss, chosen = loss_of(net, groups)
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_([*net.layers(), *net.heads()], 1.0)
    optimizer.step()
    return float(loss.detach()), chosen


def _drawn(
    drawer: Drawer, step: int, examples: Sequence[Example], ranked: Ranked
) -> list[list[Drawn]]:
    """Return windows for questions, for half of them where the windows are long."""
    limit = drawer.begin(step)
    if limit > WIDE:
        examples = examples[: QUESTIONS // 2]
    groups = [drawer.draw(one, ranked.get(one.id, []), limit) for one in examples]
    return [group for group in groups if group]


def _order(examples: Sequence[Example], plan: Plan) -> list[Example]:
    """Return the questions as they are learned, each pass in another order."""
    chance, order = random.Random(plan.seed), list[Example]()
    while len(order) < plan.passes * len(examples):
        shuffled = list(examples)
        chance.shuffle(shuffled)
        order += shuffled
    return order[: int(plan.passes * len(examples))]


def _tell(step: int, steps: int, seen: Sequence[tuple[float, list[Chosen]]], spent: float) -> None:
    """Log the mean loss, and how often the best sentence was right, kept and refused."""
    every = [one for _, chosen in seen for one in chosen]
    answered = [one for one in every if one[0]]
    silent = [one for one in every if not one[0]]
    log.info(
        "step %d of %d, loss %.3f, best right %.3f, kept %.3f, refused %.3f, %.0f s",
        step + 1, steps, sum(loss for loss, _ in seen) / len(seen),
        sum(one[1] for one in answered) / max(1, len(answered)),
        sum(one[2] > 0 for one in answered) / max(1, len(answered)),
        sum(one[2] <= 0 for one in silent) / max(1, len(silent)), spent,
    )  # fmt: skip
