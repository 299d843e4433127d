"""The commands that copy an index and put a copy back."""

from __future__ import annotations

import sys
from argparse import Namespace

from index import back_up, restore


def backup(given: Namespace) -> int:
    """Copy the index to a new folder, also while it is in use."""
    count = len(back_up(given.index, given.target).known())
    sys.stdout.write(f"De reservekopie staat in {given.target} (brieven: {count}).\n")
    return 0


def restoration(given: Namespace) -> int:
    """Put a copy of an index back in a new or empty folder."""
    count = len(restore(given.source, given.index).known())
    sys.stdout.write(f"De index is teruggezet in {given.index} (brieven: {count}).\n")
    return 0
