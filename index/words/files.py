"""The folder of the full-text index, brought up to date with the store in one commit.

Beside the passages it holds one document with a note: of which store they are, of which
generation, and which numbers they have. tantivy publishes both together, so that what is found is
always of one moment, whenever a run was cut off.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import tantivy

from index.checksums.files import checksums_agree, warn_of, write_checksums
from index.store.letter_table import LetterTable, Mask
from index.words.fields import FIELDS_VERSION, document, schema
from index.words.panics import told
from index.words.passage_words import stored_words

FOLDER_NAME = "lexical"
MOST_GONE = 0.2  # share of passages deleted, which BM25 goes on counting, to start anew
MEMORY = 64_000_000  # bytes for new passages before they are written
TRIES = 3  # while the writer puts a new folder in the place of the old one
NOTE = "note"
Scratch = tempfile.TemporaryDirectory[str]


class WordStore(Protocol):
    """What holds the words: a store of letters whose numbers are never used again."""

    @property
    def generation(self) -> int:
        """How many times the contents changed."""

    @property
    def identity(self) -> str:
        """What tells this store from any other."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Let all that is read within be of one moment."""

    def facts(self) -> list[tuple[Any, ...]]:
        """Return the rows of all letters that a ``LetterTable`` is made of."""

    def lemmas(self, after: int = 0) -> Iterator[tuple[int, str]]:
        """Yield (number, stored words) of passages with a number above ``after``, in order."""


@dataclass(frozen=True, slots=True)
class Note:
    """Which passages there are: of which store and moment, and the numbers from, up to and with.

    ``gone`` is how many were deleted since the folder was made.
    """

    version: int
    identity: str
    generation: int
    gone: int
    runs: tuple[tuple[int, int], ...]

    @property
    def size(self) -> int:
        """How many passages there are."""
        return sum(last - first + 1 for first, last in self.runs)

    @property
    def last(self) -> int:
        """The highest number; 0 when there are none."""
        return self.runs[-1][1] if self.runs else 0


def note_in(searcher: tantivy.Searcher) -> Note:
    """Return the note.

    Raises:
        ValueError: there is none that can be read.
    """
    query = tantivy.Query.term_query(schema(), "kind", NOTE, index_option="basic")
    hits = searcher.search(query, 1).hits
    if not hits:
        raise ValueError("no note")
    try:
        known = json.loads(searcher.doc(hits[0][1])["note"][0])
        runs = tuple((int(first), int(last)) for first, last in known.pop("runs"))
        return Note(runs=runs, **known)
    except (KeyError, TypeError) as error:
        raise ValueError("no note of this version") from error


def opened(
    folder: Path, store: WordStore, tell: Callable[[Path], None] = warn_of
) -> tantivy.Index | None:
    """Return what the folder holds; ``None`` if that is damaged or not of this store."""
    index = read(folder, tell)
    if index is None:
        return None
    note = note_in(index.searcher())
    return (
        index if note.identity == store.identity and note.generation <= store.generation else None
    )


def read(folder: Path, tell: Callable[[Path], None] = warn_of) -> tantivy.Index | None:
    """Return what the folder holds, whatever store it is of.

    ``None`` if it is damaged, which is told, or outdated, or if nothing can be written beside it.
    """
    place = folder / FOLDER_NAME
    agree = False
    for attempt in range(TRIES):
        try:
            if agree := checksums_agree(place):
                with told():
                    index = tantivy.Index.open(str(place))
                    return index if note_in(index.searcher()).version == FIELDS_VERSION else None
        except (OSError, ValueError):  # what tantivy raises on a damaged or missing folder
            pass
        time.sleep(0.02 * attempt)
    if place.exists() and not agree:
        tell(place)
    return None


def filled(store: WordStore, path: Path | None = None) -> tantivy.Index:
    """Return an index over all that is stored, in memory or in an empty folder."""
    index = tantivy.Index(schema(), path=str(path)) if path else tantivy.Index(schema())
    _catch_up(index, store, Note(FIELDS_VERSION, store.identity, -1, 0, ()))
    return index


def brought_up_to_date(folder: Path, store: WordStore) -> None:
    """Bring the folder up to date, or make it anew; for the one writer only.

    The next folder is made beside this one and takes its place, so that its files and their
    checksums are always of one moment.
    """
    index = opened(folder, store)
    note = note_in(index.searcher()) if index else None
    kept = note is not None and note.gone <= MOST_GONE * note.size
    if kept and note and note.generation == store.generation:
        return
    place = folder / FOLDER_NAME
    with tempfile.TemporaryDirectory(dir=folder, prefix=".lexical") as scratch:
        made = Path(scratch) / "made"
        if kept and note:
            _copy(place, made)
            _catch_up(tantivy.Index.open(str(made)), store, note)
        else:
            made.mkdir()
            filled(store, made)
        write_checksums(made)
        if place.exists():
            place.rename(Path(scratch) / "old")
        made.rename(place)


def copy_of(folder: Path, store: WordStore) -> tuple[tantivy.Index, Scratch] | None:
    """Return what the folder holds, brought up to date in a copy of its own; ``None`` if damaged.

    The copy lasts as long as the second value.
    """
    scratch = tempfile.TemporaryDirectory(prefix="wmo-lexical-", ignore_cleanup_errors=True)
    try:
        _copy(folder / FOLDER_NAME, Path(scratch.name) / FOLDER_NAME)
    except (OSError, shutil.Error):  # the writer took away a file meanwhile
        return None
    index = opened(Path(scratch.name), store, lambda _: None)
    if index is None:
        return None
    _catch_up(index, store, note_in(index.searcher()))
    return index, scratch


def _copy(place: Path, target: Path) -> None:
    """Make a folder the same as another; files of tantivy never change, and are shared."""
    locks = shutil.ignore_patterns("*.lock")
    shutil.copytree(place, target, copy_function=_linked, ignore=locks)


def _linked(source: str, target: str) -> None:
    """Make a file the same as another, without copying if possible; the lists of files change."""
    if Path(source).suffix != ".json":
        try:
            os.link(source, target)
            return
        except OSError:  # on another disk
            pass
    shutil.copyfile(source, target)


def _catch_up(index: tantivy.Index, store: WordStore, note: Note) -> None:
    """Delete what has gone and add what is new, with the new note, in one commit."""
    writer = index.writer(heap_size=MEMORY, num_threads=1)
    with store.snapshot():
        table = LetterTable(store.facts())
        generation = store.generation
        gone = 0
        for first, last in _runs(_held(note) & ~_alive(table, note.last)):
            gone += last - first + 1
            integer = tantivy.FieldType.Integer
            query = tantivy.Query.range_query(schema(), "number", integer, first, last)
            writer.delete_documents_by_query(query)
        for number, stored in store.lemmas(after=note.last):
            if number > table.last or not table.alive[number]:  # of a letter that is damaged
                continue
            letter = int(np.searchsorted(table.first, number, side="right")) - 1
            words = stored_words(stored)
            writer.add_document(document(number, int(table.numbers[letter]), words))
    found = Note(FIELDS_VERSION, note.identity, generation, note.gone + gone, _runs(table.alive))
    writer.delete_documents_by_term("kind", NOTE)
    writer.add_document(tantivy.Document(kind=NOTE, note=json.dumps(asdict(found))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()


def _held(note: Note) -> Mask:
    """Return which numbers the note tells of, bool [last of the note + 1]."""
    held = np.zeros(note.last + 1, dtype=np.bool_)
    for first, last in note.runs:
        held[first : last + 1] = True
    return held


def _alive(table: LetterTable, last: int) -> Mask:
    """Return which numbers are those of a passage, bool [last + 1]."""
    alive = np.zeros(last + 1, dtype=np.bool_)
    some = table.alive[: last + 1]
    alive[: len(some)] = some
    return alive


def _runs(mask: Mask) -> tuple[tuple[int, int], ...]:
    """Return the runs of true values: first and last place of each."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return tuple((int(first), int(end) - 1) for first, end in edges.reshape(-1, 2))
