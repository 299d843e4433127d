"""What reads and embeds on one machine of a cluster; Ray keeps it alive between tasks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import Letter, Read, UnreadableFile, Worker, read_file
from index.array_types import Vectors
from index.building.embedding import Prepared, embedded
from index.distributed.files import own_folder, put_down
from index.distributed.rows import Row, as_table, probe, row_of
from index.encoder.encoder import SentenceEncoder

if TYPE_CHECKING:
    import pyarrow

READERS = 2  # files that are read at a time, while the one before them is embedded


class LetterWorker:
    """Reads files that were sent, each in a process with limits, and embeds their passages."""

    def __init__(self, model: str) -> None:
        """Take the name of the encoder's model, which is loaded at the first letter."""
        self._encoder = SentenceEncoder(model)
        self._sandbox = Worker(count=READERS)
        self._threads = ThreadPoolExecutor(READERS)

    def __call__(self, files: pyarrow.Table) -> pyarrow.Table:
        """Return the rows of files that :func:`index.distributed.files.sent` gave."""
        return as_table(list(self.rows(files.to_pylist())))

    def rows(self, files: Sequence[Row]) -> Iterator[Row]:
        """Yield the rows of files in order; of one that was not sent only its number."""
        with own_folder() as folder:
            places = put_down(files, Path(folder))
            every = self._threads.map(self._read, places)
            for file, place, reads in zip(files, places, every, strict=True):
                if place is None:
                    yield {"number": file["number"], "answer": None}
                    continue
                for path, read in reads:
                    one = self._prepared(path, read)
                    known = self._probe if one.stored else None
                    yield row_of(file["number"], place, one, known)

    @cached_property
    def _probe(self) -> Vectors:
        return probe(self._encoder)

    def close(self) -> None:
        """End the program that reads."""
        self._sandbox.close()

    def _read(self, place: Path | None) -> list[Read]:
        if place is None:
            return []
        try:
            return read_file(place, self._sandbox)
        finally:
            shutil.rmtree(place.parent)

    def _prepared(self, path: Path, read: Letter | UnreadableFile) -> Prepared:
        if isinstance(read, UnreadableFile):
            return Prepared(path, read)
        try:
            return Prepared(path, read, embedded(path, read, self._encoder))
        except UnreadableFile as problem:
            return Prepared(path, problem)
