"""Reads a file into a letter."""

from __future__ import annotations

import re
import unicodedata
from contextlib import nullcontext
from dataclasses import replace
from hashlib import file_digest, sha256
from io import BufferedReader
from pathlib import Path
from typing import Any

from corpus.attached_paths import file_of, shown_name
from corpus.errors import UnreadableFile
from corpus.files.sidecar import Sidecar, read_sidecar
from corpus.files.source_metadata import completed
from corpus.letter import Letter
from corpus.metadata.unfilled_fields import field_warnings
from corpus.text.draft import assemble

SIZE_LIMIT = 100 * 1024 * 1024  # bytes of one file, with all that hangs on it


def read_letter(path: Path) -> Letter:
    """Return the letter in a file.

    Raises:
        UnreadableFile: the file gives no letter.
    """
    from corpus.formats import reader_for  # late: who only searches reads no file
    from corpus.metadata.of_letter import describe
    from corpus.text.signing import unsigned

    file = file_of(path)
    data = _bytes(path, file)
    draft = reader_for(data, path)(data, path)
    text = assemble(unsigned(draft.blocks))
    if not any(character.isalnum() for character in text.text):
        raise UnreadableFile(path, "het bestand bevat geen tekst", "Kies een ander bestand.")
    sidecar = read_sidecar(path)
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
    return replace(completed(letter, sidecar.states, sidecar.fields), **sidecar.fields)


def _identifier(path: Path, file: Path) -> str:
    """Return the id that a letter has by the name of its file, and of the message around it."""
    below = (Path(name) for name in path.relative_to(file).parts)
    return slug("-".join(one.stem for one in (file, *below)))


def fingerprint(path: Path, opened: BufferedReader | None = None) -> str:
    """Return the sha256 that a letter read from this file now would have.

    ``opened`` is the file where it is open already, at its beginning.

    Raises:
        OSError: the file cannot be read.
    """
    with nullcontext(opened) if opened else path.open("rb") as file:
        digest = file_digest(file, "sha256")
    digest.update(read_sidecar(path).data)
    return digest.hexdigest()


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
