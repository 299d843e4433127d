"""The commands that copy an index and put a copy back."""

from __future__ import annotations

import sys
from argparse import Namespace

from index import Copied, back_up, restore
from ui import texts


def backup(given: Namespace) -> int:
    """Copy the index to a new folder, also while it is in use; exit code 1 when it is damaged."""
    copied = back_up(given.index, given.target)
    code = _told(copied, f"De reservekopie staat in {given.target}")
    if code:
        sys.stderr.write(f"{texts.COPY_AGAIN}\n")
    return code


def restoration(given: Namespace) -> int:
    """Put a copy of an index back in a new or empty folder; exit code 1 when it is damaged."""
    return _told(restore(given.source, given.index), f"De index is teruggezet in {given.index}")


def _told(copied: Copied, done: str) -> int:
    """Say what was done and what is wrong, and return the exit code."""
    sys.stdout.write(f"{done} (brieven: {copied.letters}).\n")
    for one in copied.faults:
        sys.stderr.write(f"Let op: {one}\n")
    return 1 if copied.faults else 0
