"""A copy of an index at one moment, made while others read and write, and put back whole.

Only what cannot be made again is copied: the store, and the user's own terms. What is derived is
built when the copy is put back.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.building.upkeep import derive
from index.dutch.terms import FILE_NAME as OWN_TERMS
from index.loaded import required
from index.store.store import LetterStore, OtherIndex
from index.store.write_lock import room_in


class BackupRefused(Exception):
    """There is nothing to put back, or no room to put it in; the message is Dutch."""


def back_up(folder: Path, target: Path) -> LetterStore:
    """Copy an index to a new folder and return what was copied.

    Raises:
        BackupRefused: something stands in the target.
        NoIndex, OtherIndex, IndexInUse: the index cannot be read.
        OSError: the target cannot be written, or the disk is full.
    """
    with _appearing(target) as new:
        _copy(folder, new)
    return LetterStore(target)


def restore(source: Path, folder: Path) -> LetterStore:
    """Put a copy back as an index with all that is derived from it, and return what it holds.

    Raises:
        BackupRefused: there is no good copy in the source, or something stands in the folder.
        OtherIndex: the copy was made by another version of the program.
        OSError: the folder cannot be written, or the disk is full.
    """
    if not LetterStore(source).exists:
        raise BackupRefused(
            f"In {source} staat geen reservekopie. Noem de map die is gemaakt met: wmo backup"
        )
    with _appearing(folder) as new:
        try:
            _copy(source, new)
        except OtherIndex as error:
            why = f" ({error.__cause__})" if error.__cause__ else ""
            raise BackupRefused(
                f"De reservekopie in {source} is beschadigd{why}. Neem een andere."
            ) from error
        _complete(new)
    return LetterStore(folder)


def _copy(folder: Path, new: Path) -> None:
    store = LetterStore(folder)
    store.made()  # which says so when there is no index
    store.copy_to(LetterStore(new).path)
    if (folder / OWN_TERMS).exists():
        shutil.copyfile(folder / OWN_TERMS, new / OWN_TERMS)


def _complete(new: Path) -> None:
    """Build what is derived."""
    with closing(LetterStore(new)) as store:
        required(store, None)
        derive(store, new)


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """Give a folder to fill, which gets its name when the block ends, or goes when it fails.

    Raises:
        BackupRefused: something stands under that name.
    """
    folder = folder.resolve()
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise BackupRefused(f"{folder} bestaat al en is niet leeg. Noem een nieuwe of lege map.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        with room_in(new):
            yield new
        new.rename(folder)
    except BaseException:  # also when it is stopped
        shutil.rmtree(new, ignore_errors=True)
        raise
