"""A copy of an index at one moment, made while others read and write, and put back whole.

Only what cannot be made again is copied: the store, and the user's own terms. What is derived is
built when the copy is put back.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from index.building.upkeep import derive
from index.checksums.damage import EVERY, call, say_nothing
from index.dutch.synonyms import FILE_NAME as OWN_TERMS
from index.loaded import required
from index.store.new_file import become_another
from index.store.older_format import add_checksums, lacks_checksums
from index.store.soundness import checked, is_sound
from index.store.store import DamagedIndex, LetterStore, OtherIndex
from index.store.write_lock import room_in

NO_COPY = "In {source} staat geen reservekopie. Noem de map die is gemaakt met: wmo backup"
NO_GOOD_COPY = "De reservekopie in {source} is beschadigd. Neem een andere."
NOTHING_READ = (
    "Van de index in {folder} is geen enkele brief te lezen. Maak de index opnieuw met: {call}"
)
NOT_SOUND = (
    "De index in {folder} is beschadigd. Herstel wat te herstellen is met: "
    "wmo doctor --repair --index {folder}"
)
OTHER_COPIED = (
    "De index in {folder} is van een andere versie van dit programma. De kopie is niet nagekeken, "
    "en alleen die versie kan haar terugzetten. Maak de index opnieuw met: "
    "wmo index MAP-MET-BRIEVEN --index NIEUWE-MAP"
)
OTHER_COPY = (
    "De reservekopie in {source} is van een andere versie van dit programma. Zet haar terug met "
    "die versie, of maak de index opnieuw met: wmo index MAP-MET-BRIEVEN --index NIEUWE-MAP"
)
TAKEN = "{folder} bestaat al en is niet leeg. Noem een nieuwe of lege map."
MOUNTED = "{folder} is een schijf of volume, dat niet kan worden vervangen. Noem een map daarin."
FILLED = "{folder} is intussen gevuld of in gebruik. Noem een nieuwe of lege map."


class BackupRefused(Exception):
    """There is nothing to put back, or no room to put it in; the message is Dutch."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds: how many letters, and what is wrong with it, in Dutch, a line each.

    What is wrong is told of the index that was copied, or that the copy was put back as.
    """

    letters: int
    faults: tuple[str, ...]


def back_up(folder: Path, target: Path) -> Copied:
    """Copy an index to a new folder, check all of the copy, and return what it holds.

    A copy with faults is kept: what is whole in it may stand nowhere else.

    Raises:
        BackupRefused: something stands in the target.
        NoIndex, OtherIndex, IndexInUse: the index cannot be read.
        OSError: the target cannot be written, or the disk is full.
    """
    with _appearing(target) as new:
        _copy(folder, new)
        try:
            faults = _faults(new, folder)
        except DamagedIndex:
            faults = (NOTHING_READ.format(folder=folder, call=call(EVERY, folder)),)
        except OtherIndex:
            faults = (OTHER_COPIED.format(folder=folder),)
        return Copied(_count(new), faults)


def restore(source: Path, folder: Path) -> Copied:
    """Put a copy back as an index with all that is derived from it, and return what it holds.

    It has an identity of its own: numbers that were given after the copy was made are given again.

    Raises:
        BackupRefused: there is no good copy of this version in the source, or something stands in
            the folder.
        OSError: the folder cannot be written, or the disk is full.
    """
    if not LetterStore(source).exists:
        raise BackupRefused(NO_COPY.format(source=source))
    with _appearing(folder) as new:
        try:
            _copy(source, new)
            faults = _faults(new, folder)
        except DamagedIndex as error:
            raise BackupRefused(NO_GOOD_COPY.format(source=source)) from error
        except OtherIndex as error:
            raise BackupRefused(OTHER_COPY.format(source=source)) from error
        _complete(new)
        return Copied(_count(new), faults)


def _copy(folder: Path, new: Path) -> None:
    store = LetterStore(folder)
    store.made()  # which says so when there is no index
    store.copy_to(LetterStore(new).path)
    if (folder / OWN_TERMS).exists():
        shutil.copyfile(folder / OWN_TERMS, new / OWN_TERMS)


def _faults(new: Path, folder: Path) -> tuple[str, ...]:
    """Check every row of a copy, and return what is wrong, as of the index in a folder.

    A copy of the format before this one gets its checksums first.

    Raises:
        DamagedIndex: no letter can be read.
        OtherIndex: it is of another version, and cannot be checked.
    """
    with closing(LetterStore(new, say_nothing)) as store:
        if lacks_checksums(store):
            add_checksums(store)
            store.fold()
        required(store, None)
        for _ in checked(store):
            pass
        damaged = store.sound.damage.letters
        if not damaged and not is_sound(store, wholly=True):
            return (NOT_SOUND.format(folder=folder),)
    return tuple(str(replace(one, folder=folder)) for one in damaged)


def _count(new: Path) -> int:
    """Return how many letters a copy ought to hold; 0 when it does not say."""
    with closing(LetterStore(new)) as store:
        return int(store.sound.state_as_read().get("letters", 0))


def _complete(new: Path) -> None:
    """Make a copy an index of its own, with all that is derived from it."""
    with closing(LetterStore(new, say_nothing)) as store:
        become_another(store.path)
        derive(store, new)


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """Give a folder to fill, which gets its name when the block ends, or goes when it fails.

    Raises:
        BackupRefused: something stands under that name, or came there meanwhile.
        OSError: the folder cannot be made or filled.
    """
    folder = folder.resolve()
    if folder.is_mount():
        raise BackupRefused(MOUNTED.format(folder=folder))
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise BackupRefused(TAKEN.format(folder=folder))
    hidden = folder.with_name(f".{folder.name}-")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(
            prefix=hidden.name, dir=folder.parent, ignore_cleanup_errors=True
        ) as made:  # which also goes when it is stopped
            with room_in(Path(made)):
                yield Path(made)
            _renamed(Path(made), folder)
    except OSError as error:
        if not str(error.filename).startswith(str(hidden)):
            raise
        raise OSError(error.errno, error.strerror, str(folder)) from error


def _renamed(new: Path, folder: Path) -> None:
    try:
        new.rename(folder)
    except OSError as error:
        raise BackupRefused(FILLED.format(folder=folder)) from error
