"""The file beside a letter's file in which its owner corrects what is known about it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.letter import Kamerstuk, LetterDate

_TEXTS = frozenset(
    ("id", "title", "kind", "sender", "recipient", "level", "reference", "document_number", "url")
)
_KAMERSTUK = {"dossier", "number", "session", "chamber"}


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The corrections by field of ``Letter``, the file's bytes and what was wrong with it."""

    data: bytes = b""
    fields: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def sidecar_of(path: Path) -> Path:
    """Return where the corrections to a letter's file stand.

    ``letter.meta.json`` for ``letter.pdf``, or ``letter.pdf.meta.json`` where that exists, so
    that files that differ only in their extension can each have their own.
    """
    own = path.with_name(path.name + ".meta.json")
    return own if own.is_file() else path.with_name(path.stem + ".meta.json")


def read_sidecar(path: Path) -> Sidecar:
    """Return the corrections beside a letter's file; empty without them."""
    place = sidecar_of(path)
    if not place.is_file():
        return Sidecar()
    data = place.read_bytes()
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        return Sidecar(data, {}, (f"{place.name} is geen geldig JSON-object en telt niet mee.",))
    fields: dict[str, Any] = {}
    warnings = []
    for name, content in given.items():
        try:
            fields[name] = _field(name, content)
        except (ValueError, KeyError, TypeError):
            warnings.append(f"{place.name}: {name!r} is onbekend of heeft een onmogelijke waarde.")
    return Sidecar(data, fields, tuple(warnings))


def _field(name: str, content: object) -> str | LetterDate | Kamerstuk | None:
    """Return the value of a field of ``Letter``; an error when there is no such field or value."""
    if name == "date" and isinstance(content, str):
        return LetterDate.parse(content) if content else None
    if name == "kamerstuk" and isinstance(content, dict) and content.keys() <= _KAMERSTUK:
        return Kamerstuk(**{part: str(value) for part, value in content.items()})
    if name in _TEXTS and isinstance(content, str) and (content.strip() or name != "id"):
        return content.strip()
    raise KeyError(name)
