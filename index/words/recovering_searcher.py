"""What is asked of the full-text index, which is made anew when its files are damaged meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import tantivy

from index.checksums.files import warn_of
from index.words.files import FOLDER_NAME, Scratch, WordStore, filled, note_in
from index.words.panics import BrokenWords, told

T = TypeVar("T")


class Searched:
    """An opened full-text index; ``note`` is what it says of itself."""

    def __init__(
        self,
        index: tantivy.Index,
        store: WordStore,
        folder: Path | None = None,
        scratch: Scratch | None = None,
    ) -> None:
        self._searcher, self._store = index.searcher(), store
        self.folder, self._scratch = folder, scratch
        self.note = note_in(self._searcher)

    def ask(self, ask: Callable[[tantivy.Searcher], T]) -> T:
        """Return what the index says; what it says is read from its files, mapped into memory."""
        try:
            with told():
                return ask(self._searcher)
        except BrokenWords:
            if self.folder:
                warn_of(self.folder / FOLDER_NAME)
            self._searcher = filled(self._store).searcher()
            return ask(self._searcher)
