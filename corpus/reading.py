"""Reads files, each of them into a letter."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.enumeration import named
from corpus.errors import UnreadableFile
from corpus.letter import Letter
from corpus.mail.attached import file_of, shown_name
from corpus.metadata.unfilled_fields import field_warnings
from corpus.sandbox.file_kinds import reader_for
from corpus.sandbox.isolation import Worker
from corpus.sidecar import Sidecar, read_sidecar
from corpus.signing import unsigned
from corpus.text.draft import assemble

_AHEAD = 4  # files a worker that are read before they are asked for
SIZE_LIMIT = 100 * 1024 * 1024  # bytes of one file, with all that hangs on it
MOST_ATTACHED = 50  # files that are read of those that hang on one, also on messages in it
MOST_DEEP = 3  # messages in messages, the first included
Read = tuple[Path, Letter | UnreadableFile]


def read_letter(path: Path) -> Letter:
    """Return the letter in a file.

    Raises:
        UnreadableFile: the file gives no letter.
    """
    file = file_of(path)
    data = _bytes(path, file)
    draft = reader_for(data, path)(data, path)
    text = assemble(unsigned(draft.blocks))
    if not any(character.isalnum() for character in text.text):
        raise UnreadableFile(path, "het bestand bevat geen tekst", "Kies een ander bestand.")
    sidecar = read_sidecar(path)
    from corpus.metadata.of_letter import describe

    fields: dict[str, Any] = describe(text.text, text.sections, path.stem, draft.facts)
    doubts: tuple[str, ...] = fields.pop("warnings", ())
    letter = Letter(
        **{"id": _identifier(path, file), "title": "", **fields},
        text=text.text,
        sha256=_digest(data, sidecar),
        page_starts=text.page_starts,
        page_labels=draft.page_labels if text.page_starts else (),
        sections=text.sections,
        footnotes=text.footnotes,
        warnings=(*draft.warnings, *field_warnings(text.text), *sidecar.warnings, *doubts),
        doubtful_pages=draft.doubtful_pages if text.page_starts else (),
        attached=draft.attached,
        attached_to="" if path == file else shown_name(path.parent),
    )
    return replace(letter, **sidecar.fields)


def read_letters(paths: Iterable[Path], workers: int | None = None) -> Iterator[Read]:
    """Yield each file with its letter, or with what is wrong with it, in the given order.

    Before a message come the files that hang on it, at paths below its own. Each file is read in a
    process of its own with limits on time and memory; ``workers`` of them run at a time, by
    default one a processor.
    """
    count = workers or os.cpu_count() or 1
    worker = Worker(count=count)
    waiting: deque[Future[list[Read]]] = deque()
    with ThreadPoolExecutor(count) as pool:
        try:
            for path in paths:
                waiting.append(pool.submit(_read_all, path, worker))
                if len(waiting) >= _AHEAD * count:
                    yield from waiting.popleft().result()
            for future in waiting:
                yield from future.result()
        finally:
            for future in waiting:
                future.cancel()
            worker.close()


def _read_all(path: Path, worker: Worker) -> list[Read]:
    """Return a file with its letter; before a message come the files that hang on it."""
    found: dict[Path, Letter | UnreadableFile] = {}
    waiting = [path]
    for one in waiting:  # it grows while it is gone through
        read = worker.read(one)
        if isinstance(read, Letter) and read.attached:
            deep = len(one.parts) - len(path.parts)
            read = _limited(read, MOST_ATTACHED + 1 - len(waiting) if deep < MOST_DEEP else 0)
            waiting += [one / name for name in read.attached]
        found[one] = read
    return [(one, _told(one, read, found)) for one, read in reversed(found.items())]


def _limited(letter: Letter, room: int) -> Letter:
    """Return a message with at most so many files that hang on it, which names those left out."""
    left = letter.attached[room:]
    if not left:
        return letter
    told = (
        f"Bijlagen niet gelezen: {named(left)}. Van één bestand worden er hoogstens "
        f"{MOST_ATTACHED} gelezen, tot {MOST_DEEP} berichten diep. Bewaar ze apart in de map."
    )
    return replace(letter, attached=letter.attached[:room], warnings=(*letter.warnings, told))


def _told(
    path: Path, read: Letter | UnreadableFile, found: Mapping[Path, Letter | UnreadableFile]
) -> Letter | UnreadableFile:
    """Return a message that tells which of the files that hang on it could not be read."""
    if isinstance(read, UnreadableFile) or not read.attached:
        return read
    hung = {name: found[path / name] for name in read.attached}
    wrong = {name: one for name, one in hung.items() if isinstance(one, UnreadableFile)}
    told = (f"Bijlage {name} niet gelezen: {one.reason}." for name, one in wrong.items())
    good = tuple(name for name in hung if name not in wrong)
    return replace(read, attached=good, warnings=(*read.warnings, *told))


def _identifier(path: Path, file: Path) -> str:
    """Return the id that a letter has by the name of its file, and of the message around it."""
    below = (Path(name) for name in path.relative_to(file).parts)
    return slug("-".join(one.stem for one in (file, *below)))


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


def _bytes(path: Path, file: Path) -> bytes:
    """Return the bytes of a file, or of one that hangs on the message in a file."""
    data, place = _on_disk(file), file
    for name in path.relative_to(file).parts:
        from corpus.mail.message import read_attached

        place /= name
        data = read_attached(data, place)
    if not data.strip():
        raise UnreadableFile(path, "het bestand is leeg", "Download of bewaar het opnieuw.")
    return data


def _on_disk(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            reason = "dit is geen gewoon bestand"
            raise UnreadableFile(path, reason, "Kies een ander bestand.")
        if path.stat().st_size > SIZE_LIMIT:
            reason = f"het bestand is groter dan {SIZE_LIMIT // 1024**2} MB"
            raise UnreadableFile(path, reason, "Splits het bestand in delen.")
        return path.read_bytes()
    except OSError as cause:
        raise UnreadableFile(
            path, "het bestand kan niet worden geopend", "Controleer de naam en de rechten."
        ) from cause
