"""The engines that need no server: FAISS and tantivy, in files of the index folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.engines.engine import Opened
from index.store.store import LetterStore
from index.vectors.note import Note
from index.vectors.vectors import VectorIndex
from index.words.lexical import LexicalIndex


@dataclass(frozen=True, slots=True)
class Embedded:
    """The files of an index folder, as :class:`index.engines.engine.Engines`."""

    folder: Path

    @property
    def kept(self) -> tuple[str, str]:
        """What the vectors and the words are kept in, as Dutch readers read it."""
        return "het vectorbestand", "de woordindex"

    def update(self, store: LetterStore) -> None:
        """Build what is missing, damaged or out of date."""
        VectorIndex.forget(store, self.folder)
        VectorIndex.update(store, self.folder)
        LexicalIndex.update(store, self.folder)

    def mark(self, store: LetterStore) -> Note | None:
        """Return the note beside the vectors, which every finished run writes."""
        return Note.read(self.folder)

    def is_current(self, mark: object, store: LetterStore) -> bool:
        """Whether the note is as it was."""
        return self.mark(store) == mark

    def open(self, store: LetterStore, mark: object, before: Opened | None) -> Opened:
        """Read the files; what they are behind is caught up with in memory."""
        known = before.vectors if before else None
        vectors = known if isinstance(known, VectorIndex) else None
        return Opened(
            VectorIndex.open(self.folder, store, vectors), LexicalIndex.open(self.folder, store)
        )

    def vectors_whole(self, store: LetterStore) -> bool:
        """Whether the file is as its note says, and of this store."""
        return VectorIndex.is_whole(store, self.folder)

    def words_held(self, store: LetterStore) -> int | None:
        """Return how many passages the folder of words holds."""
        return LexicalIndex.count(store, self.folder)
