"""One program at a time writes to an index folder, and is told when there is no room in it."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.store.database import FULL, IndexInUse

LEAST_FREE = 1 << 20  # bytes


@contextmanager
def only_writer(folder: Path, seconds: float = 0) -> Iterator[None]:
    """Keep other programs from writing to an index folder, which is made if need be.

    So many ``seconds`` are waited for one that writes.

    Raises:
        IndexInUse: another one is writing.
        OSError: the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".writing", timeout=seconds), room_in(folder):
            yield
    except Timeout as error:
        raise IndexInUse(
            f"Een ander programma werkt aan de index in {folder}. Wacht tot dat klaar is."
        ) from error


@contextmanager
def room_in(folder: Path) -> Iterator[None]:
    """Raise OSError where a library says in its own way that the disk is full."""
    try:
        yield
    except (sqlite3.Error, IndexInUse, RuntimeError, ValueError) as error:
        full = FULL.search(str(error)) or shutil.disk_usage(folder).free < LEAST_FREE
        if not full:
            raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder)) from error
