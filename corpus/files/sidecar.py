"""The file beside a letter's file in which its owner corrects what is known about it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.attached_paths import file_of, shown_name
from corpus.letter import Kamerstuk, LetterDate
from corpus.text.cleaning import clean_characters

_TEXTS = frozenset(
    ("id", "title", "kind", "sender", "recipient", "level", "reference", "document_number", "url")
)
_KAMERSTUK = {"dossier", "number", "session", "chamber"}
_FORMS = {"date": "JJJJ-MM-DD, JJJJ-MM of JJJJ", "url": "een adres dat met https:// begint"}
ENDING = ".meta.json"


class BadCorrection(Exception):
    """A correction that cannot be kept; the message says why and what to do, in Dutch."""


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
    own = path.with_name(path.name + ENDING)
    return own if own.is_file() else path.with_name(path.stem + ENDING)


def correct(path: Path, corrections: Mapping[str, object]) -> Path:
    """Write corrections to a letter's metadata beside its file, and return where.

    They are fields of ``Letter``, as a sidecar has them; other fields that stand there stay. The
    sidecar is made for this file alone when another file has the same stem.

    Raises:
        BadCorrection: a value is impossible, the sidecar cannot be read or written, or the letter
            came with a message and has no file of its own.
    """
    if file_of(path) != path:
        raise BadCorrection(
            f"{shown_name(path)} is een bijlage en kan niet apart worden verbeterd. "
            "Bewaar haar als bestand in de map, en verbeter dat."
        )
    for name, content in corrections.items():
        try:
            _field(name, content)
            json.dumps(content, ensure_ascii=False).encode()
        except (ValueError, KeyError, TypeError) as cause:
            form = _FORMS.get(name, "gewone tekst")
            raise BadCorrection(f"{name}: {content!r} kan niet; verwacht {form}.") from cause
    there, place = sidecar_of(path), _place_of(path)
    try:
        given = json.loads(there.read_bytes()) if there.is_file() else {}
        _replace(place, {**given, **corrections})
    except OSError as cause:
        raise BadCorrection(
            f"{place} kan niet worden geschreven. Controleer de rechten."
        ) from cause
    except (ValueError, RecursionError, TypeError) as cause:
        raise BadCorrection(
            f"{there} is geen geldig JSON-object. Herstel of verwijder dat bestand eerst."
        ) from cause
    return place


def _place_of(path: Path) -> Path:
    """Return where the corrections to this file alone can stand."""
    others = [
        one for one in path.parent.iterdir() if one.stem == path.stem and one.name != path.name
    ]
    return path.with_name(path.name + ENDING) if others else sidecar_of(path)


def _replace(place: Path, fields: dict[str, object]) -> None:
    """Write the fields beside the file and rename them into place."""
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    text = json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def read_sidecar(path: Path) -> Sidecar:
    """Return the corrections beside a letter's file; empty without them."""
    place = sidecar_of(path)
    if not place.is_file():
        return Sidecar()
    if place.resolve().parent != place.parent.resolve():
        return Sidecar(warnings=(f"{place.name} is een koppeling naar elders en telt niet mee.",))
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
    if name == "url" and content and not str(content).startswith(("http://", "https://")):
        raise ValueError(content)
    if name in _TEXTS and isinstance(content, str) and (content.strip() or name != "id"):
        return " ".join(clean_characters(content).split())
    raise KeyError(name)
