"""The commands that copy an index and put a copy back."""

from __future__ import annotations

import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from index import Copied, back_up, restore
from ui import command_texts


def backup(given: Namespace) -> int:
    """Copy the index to a new folder, also while it is in use; exit code 1 when it is damaged."""
    with _tidy_when_ended():
        copied = back_up(given.index, given.target)
    code = _told(copied, f"De reservekopie staat in {given.target}")
    if code:
        sys.stderr.write(f"{command_texts.COPY_AGAIN}\n")
    return code


def restoration(given: Namespace) -> int:
    """Put a copy of an index back in a new or empty folder; exit code 1 when it is damaged."""
    with _tidy_when_ended():
        copied = restore(given.source, given.index)
    code = _told(copied, f"De index is teruggezet in {given.index}")
    sys.stderr.write(f"{command_texts.KEYS_ANEW.format(folder=given.index)}\n")
    return code


def _told(copied: Copied, done: str) -> int:
    """Say what was done and what is wrong, and return the exit code."""
    sys.stdout.write(f"{done} (brieven: {copied.letters}).\n")
    for one in copied.faults:
        sys.stderr.write(f"Let op: {one}\n")
    return 1 if copied.faults else 0


@contextmanager
def _tidy_when_ended() -> Iterator[None]:
    """Let SIGTERM stop what is done as Ctrl+C does, so that what is half made is removed."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
