"""Finds files and reads each of them into a letter."""

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
from corpus.sidecar import ENDING, Sidecar, read_sidecar

EXTENSIONS = frozenset((".pdf", ".docx", ".doc", ".odt", ".html", ".htm", ".xml", ".md", ".txt"))
NO_LETTER = re.compile(
    r"(?:read[ _-]?me|lees[ _-]?mij|licen[cs]e|licentie|changelog|contributing|notice)"
    r"(?:[._-]\w+)?",
    re.IGNORECASE,
)
"""Names, without the extension, of files that tell about a folder."""
_AHEAD = 4  # files a worker that are read before they are asked for
SIZE_LIMIT = 100 * 1024 * 1024  # bytes of one file


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the letters' files: those named, and those in the folders named, sorted by name.

    Raises:
        UnreadableFile: a path does not exist, or is no file or folder.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(sorted(one for one in path.rglob("*") if _is_letter(one, path)))
        elif path.is_file():
            found[path] = None
        elif path.exists():
            raise UnreadableFile(path, "dit is geen gewoon bestand", "Kies een ander bestand.")
        else:
            raise UnreadableFile(
                path, "dit bestand of deze map bestaat niet", "Controleer de naam."
            )
    return list(found)


def other_files(folder: Path) -> list[Path]:
    """Return the files in a folder that are no letters by their names, nor tell of one."""
    return sorted(
        one
        for one in folder.rglob("*")
        if one.is_file()
        and not _is_named_as_letter(one)
        and not one.name.endswith(ENDING)
        and not _is_hidden(one, folder)
    )


def _is_letter(path: Path, folder: Path) -> bool:
    return not _is_hidden(path, folder) and _is_named_as_letter(path) and path.is_file()


def _is_named_as_letter(path: Path) -> bool:
    return path.suffix.lower() in EXTENSIONS and not NO_LETTER.fullmatch(path.stem)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def read_letter(path: Path) -> Letter:
    """Return the letter in a file.

    Raises:
        UnreadableFile: the file gives no letter.
    """
    data = _bytes(path)
    draft = reader_for(data, path)(data, path)
    text = assemble(draft.blocks)
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
        warnings=(*draft.warnings, *sidecar.warnings, *doubts),
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
