"""How far a command is: a bar on a terminal, and elsewhere a line every ten seconds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Protocol

SECONDS = 10.0  # between two lines


class Show(Protocol):
    """Shows what is done, how much of how much."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show it."""
        ...


@contextmanager
def progress(unit: str) -> Iterator[Show]:
    """Give a function that shows on standard error how far a step is; ``unit`` may be empty."""
    from tqdm import tqdm

    unit = f" {unit}" if unit else ""
    with tqdm(unit=unit, file=sys.stderr, leave=False, disable=None) as bar:
        told = monotonic()

        def show(done: int, total: int, what: str) -> None:
            nonlocal told
            bar.total = total
            bar.set_postfix_str(what[:40], refresh=False)
            bar.update(done - bar.n)
            if bar.disable and monotonic() - told >= SECONDS:
                told = monotonic()
                sys.stderr.write(f"{done} van {total}{unit}: {what}\n")
                sys.stderr.flush()

        yield show
