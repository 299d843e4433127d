"""Reads files, each of them into a letter."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.draft import assemble
from corpus.errors import UnreadableFile
from corpus.isolation import Worker
from corpus.kinds import reader_for
from corpus.letter import Letter
from corpus.sidecar import Sidecar, read_sidecar
from corpus.signing import unsigned
from corpus.unfilled import field_warnings

_AHEAD = 4  # files a worker that are read before they are asked for
SIZE_LIMIT = 100 * 1024 * 1024  # bytes of one file


def read_letter(path: Path) -> Letter:
    """Return the letter in a file.

    Raises:
        UnreadableFile: the file gives no letter.
    """
    data = _bytes(path)
    draft = reader_for(data, path)(data, path)
    text = assemble(unsigned(draft.blocks))
    if not any(character.isalnum() for character in text.text):
        raise UnreadableFile(path, "het bestand bevat geen tekst", "Kies een ander bestand.")
    sidecar = read_sidecar(path)
    from corpus.metadata import describe

    fields: dict[str, Any] = describe(text.text, text.sections, path.stem, draft.facts)
    doubts: tuple[str, ...] = fields.pop("warnings", ())
    letter = Letter(
        **{"id": slug(path.stem), "title": "", **fields},
        text=text.text,
        sha256=_digest(data, sidecar),
        page_starts=text.page_starts,
        page_labels=draft.page_labels if text.page_starts else (),
        sections=text.sections,
        footnotes=text.footnotes,
        warnings=(*draft.warnings, *field_warnings(text.text), *sidecar.warnings, *doubts),
        doubtful_pages=draft.doubtful_pages if text.page_starts else (),
    )
    return replace(letter, **sidecar.fields)


def read_letters(
    paths: Iterable[Path], workers: int | None = None
) -> Iterator[tuple[Path, Letter | UnreadableFile]]:
    """Yield each file with its letter, or with what is wrong with it, in the given order.

    Each file is read in a process of its own with limits on time and memory; ``workers`` of them
    run at a time, by default one a processor.
    """
    count = workers or os.cpu_count() or 1
    worker = Worker(count=count)
    waiting: deque[tuple[Path, Future[Letter | UnreadableFile]]] = deque()
    with ThreadPoolExecutor(count) as pool:
        try:
            for path in paths:
                waiting.append((path, pool.submit(worker.read, path)))
                if len(waiting) >= _AHEAD * count:
                    first, future = waiting.popleft()
                    yield first, future.result()
            for path, future in waiting:
                yield path, future.result()
        finally:
            for _, future in waiting:
                future.cancel()
            worker.close()


def fingerprint(path: Path) -> str:
    """Return the sha256 that a letter read from this file now would have.

    Raises:
        OSError: the file cannot be read.
    """
    return _digest(path.read_bytes(), read_sidecar(path))


def _digest(data: bytes, sidecar: Sidecar) -> str:
    return sha256(data + sidecar.data).hexdigest()


def slug(stem: str) -> str:
    """Return a file's stem as an identifier: small letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "brief"


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            reason = "dit is geen gewoon bestand"
            raise UnreadableFile(path, reason, "Kies een ander bestand.")
        if path.stat().st_size > SIZE_LIMIT:
            reason = f"het bestand is groter dan {SIZE_LIMIT // 1024**2} MB"
            raise UnreadableFile(path, reason, "Splits het bestand in delen.")
        data = path.read_bytes()
    except OSError as cause:
        raise UnreadableFile(
            path, "het bestand kan niet worden geopend", "Controleer de naam en de rechten."
        ) from cause
    if not data.strip():
        raise UnreadableFile(path, "het bestand is leeg", "Download of bewaar het opnieuw.")
    return data
