"""What goes wrong with a file, said so that its owner can mend it."""

from __future__ import annotations

from pathlib import Path


class UnreadableFile(Exception):
    """A file that gives no letter: which one, why, and what to do about it, in Dutch."""

    def __init__(self, path: Path, reason: str, advice: str) -> None:
        super().__init__(f"{path.name}: {reason}. {advice}")
        self.path = path
        self.reason = reason
        self.advice = advice
