"""What the one writer does to an index before and after it writes.

Before: an index of the format before this one gets its checksums, and one that is damaged in what
is read of all letters at once is made anew of the letters that are whole. After: what is derived is
brought up to date.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus import SPLITTER_VERSION
from index.checksums.damage import DamagedLetter, say_nothing
from index.dutch.lemmas import LEMMAS_VERSION
from index.encoder.encoder import Encoder
from index.engines.chosen import choose_milvus, engines_at, engines_of
from index.store.database import unreadable
from index.store.new_file import salvaged
from index.store.older_format import add_checksums, lacks_checksums
from index.store.soundness import is_sound
from index.store.store import FORMAT_VERSION, DamagedIndex, LetterStore, Made, OtherIndex
from index.store.write_lock import only_writer
from index.vectors.note import seal_note
from index.words.files import FOLDER_NAME
from index.words.lexical import LexicalIndex

MIGRATION = 60.0  # seconds to wait for another program that brings an index to this format


def made_ready(folder: Path, encoder: Encoder) -> tuple[DamagedLetter, ...]:
    """Make the store one that can be written, and return the letters that are lost by that.

    Raises:
        OtherIndex: it was made with another encoder or format.
    """
    store = LetterStore(folder, say_nothing)
    if not store.exists:
        store.create(_made(store, encoder))
        return ()
    try:
        if lacks_checksums(store):
            with_checksums(store)
        store.require(_made(store, encoder))
        sound = is_sound(store)
    except DamagedIndex:
        sound = False
    return () if sound else salvage(folder, encoder)


def ready_to_write(store: LetterStore) -> None:
    """Check that letters can be removed from the store.

    Raises:
        DamagedIndex: it is damaged, and has to be mended first.
    """
    if lacks_checksums(store):
        with_checksums(store)
    if not is_sound(store):
        raise unreadable(store.path, ValueError("de lijst van brieven is niet gaaf"))


def with_checksums(store: LetterStore) -> None:
    """Bring an index of the format before this one to this one, with its derived files."""
    folder = store.path.parent
    seal_note(folder)
    shutil.rmtree(folder / FOLDER_NAME, ignore_errors=True)  # nothing tells whether it is whole
    add_checksums(store)
    LexicalIndex.update(store, folder)


def salvage(folder: Path, encoder: Encoder) -> tuple[DamagedLetter, ...]:
    """Make the store anew of the letters that are whole, and return the others by name.

    What the index was made with may be damaged itself: only when it is what this program would
    write are its letters taken over.
    """
    wanted = Made(FORMAT_VERSION, encoder.name, encoder.dimension, SPLITTER_VERSION, LEMMAS_VERSION)
    store = LetterStore(folder, say_nothing)
    try:
        known = store.made(sealed=False) == wanted
    except DamagedIndex:
        known = False
    return salvaged(store.path, wanted, known)


def derive(store: LetterStore, folder: Path, milvus: str | None = None) -> None:
    """Build what is derived from the store, where it is missing, damaged or out of date.

    With the address of a ``milvus``, or an empty one for the engines in the folder, the index is
    searched there from the moment on that all is there.
    """
    for left in [*folder.glob(".vectors.*"), *folder.glob(".lexical*")]:  # of a run cut off
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    engines = engines_of(folder) if milvus is None else engines_at(folder, milvus)
    engines.update(store)
    if milvus is not None:
        choose_milvus(folder, milvus)
    store.fold()


def ready_to_read(store: LetterStore) -> None:
    """Bring an index of the format before this one to this one, where that can be written.

    Raises:
        OtherIndex: nothing can be written there.
        IndexInUse: another program is writing to it.
    """
    if not store.exists or not lacks_checksums(store):
        return
    folder = store.path.parent
    try:
        with only_writer(folder, seconds=MIGRATION):
            if lacks_checksums(store):  # still
                with_checksums(store)
    except OSError as error:
        raise OtherIndex(
            f"De index in {folder} is van een eerdere versie en kan hier niet worden bijgewerkt "
            f"({error.strerror}). Zorg dat u in de map mag schrijven en dat er ruimte is, en "
            f"probeer het opnieuw."
        ) from error


def _made(store: LetterStore, encoder: Encoder) -> Made:
    """Return what the index has to be made with.

    The dimension of an index that is there goes without saying, so that an encoder is loaded only
    when there is something to embed.
    """
    dimension = store.made().dimension if store.exists else encoder.dimension
    return Made(FORMAT_VERSION, encoder.name, dimension, SPLITTER_VERSION, LEMMAS_VERSION)
