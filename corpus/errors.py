"""What goes wrong with a file, said so that its owner can mend it."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.attached_paths import shown_name


class UnreadableFile(Exception):
    """A file that gives no letter: which one, why, and what to do about it, in Dutch."""

    def __init__(self, path: Path, reason: str, advice: str) -> None:
        super().__init__(f"{printable(shown_name(path) or str(path))}: {reason}. {advice}")
        self.path = path
        self.reason = reason
        self.advice = advice


def printable(name: str) -> str:
    """Return a file's name on one line, with codes for bytes outside UTF-8 and for the unseen."""
    read = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(
        one if one.isprintable() else " " if one.isspace() else f"\\x{ord(one):02x}" for one in read
    )
