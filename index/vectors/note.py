"""The note that says what the file with vectors holds."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from index.checksums.rows import SEAL, checksum

NOTE_NAME = "vectors.json"


@dataclass(frozen=True, slots=True)
class Note:
    """What the file holds: passages of which index, up to which, and how many; and its checksum.

    ``generation`` is that of the store when ``wmo index`` last finished. The note is written with
    a seal, a checksum of itself: a last number that is off by one bit would hide passages.
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
        """Return the note; ``None`` when there is none that can be read and is as written."""
        try:
            known = json.loads((folder / NOTE_NAME).read_text(encoding="utf-8"))
            seal = known.pop(SEAL)
            note = cls(**known)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        return note if seal == note.seal else None

    @property
    def seal(self) -> str:
        """The checksum of the note itself."""
        values = sorted(asdict(self).items())
        return checksum(*(part for pair in values for part in pair)).hex()

    def write(self, folder: Path) -> None:
        """Put the note in its place, whole."""
        scratch = folder / f".{NOTE_NAME}.{os.getpid()}"
        text = json.dumps(asdict(self) | {SEAL: self.seal})
        scratch.write_text(text, encoding="utf-8")
        scratch.replace(folder / NOTE_NAME)


def seal_note(folder: Path) -> None:
    """Give a note of an older version, which has no seal, the seal of what it says."""
    try:
        known = json.loads((folder / NOTE_NAME).read_text(encoding="utf-8"))
        Note(**known).write(folder)
    except (OSError, ValueError, TypeError):
        return  # it is made again
