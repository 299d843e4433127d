"""Where a letter stands that came with a message: at a path below that of the message's file.

``besluit.pdf`` in ``mail.eml`` is ``mail.eml/besluit.pdf``, which no disk has.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def file_of(path: Path) -> Path:
    """Return the file on disk that holds what a path stands for; the path when there is none."""
    return next((one for one in (path, *path.parents) if _is_file(one)), path)


def is_there(path: Path) -> bool:
    """Whether there is such a file, or the message that it came with."""
    return _is_file(file_of(path))


def shown_name(path: Path) -> str:
    """Return a file's name; with the message before it that it came with, if it did."""
    file = file_of(path)
    return " > ".join((file.name, *path.relative_to(file).parts))


def _is_file(path: Path) -> bool:
    with suppress(OSError):  # its folder is closed
        return path.is_file()
    return False
