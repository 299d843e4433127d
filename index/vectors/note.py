"""The note that says what the file with vectors holds."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

NOTE_NAME = "vectors.json"


@dataclass(frozen=True, slots=True)
class Note:
    """What the file holds: passages of which index, up to which, and how many; and its checksum.

    ``generation`` is that of the store when ``wmo index`` last finished.
    """

    generation: int
    identity: str
    file: str
    last: int
    passages: int
    bytes: int
    checksum: int

    @classmethod
    def read(cls, folder: Path) -> Note | None:
        """Return the note; ``None`` when there is none that can be read."""
        try:
            note = cls(**json.loads((folder / NOTE_NAME).read_text(encoding="utf-8")))
            numbers = (note.generation, note.last, note.passages)
            return note if all(type(number) is int for number in numbers) else None
        except (OSError, ValueError, TypeError):
            return None

    def write(self, folder: Path) -> None:
        """Put the note in its place, whole."""
        scratch = folder / f".{NOTE_NAME}.{os.getpid()}"
        scratch.write_text(json.dumps(asdict(self)), encoding="utf-8")
        scratch.replace(folder / NOTE_NAME)
