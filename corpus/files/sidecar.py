"""The file beside a letter's file: what its owner corrects, and what its source says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.attached_paths import file_of, shown_name
from corpus.files.replacing import replace_file
from corpus.letter import Kamerstuk, LetterDate
from corpus.text.cleaning import clean_characters

_TEXTS = frozenset(
    ("id", "title", "kind", "sender", "recipient", "level", "reference", "document_number", "url")
)
_KAMERSTUK = {"dossier", "number", "session", "chamber"}
_FORMS = {"date": "JJJJ-MM-DD, JJJJ-MM of JJJJ", "url": "een adres dat met https:// begint"}
ENDING = ".meta.json"
SOURCE = "source"
"""The part of a sidecar that says where the letter was fetched, when, and what is said of it."""


class BadCorrection(Exception):
    """A correction that cannot be kept; the message says why and what to do, in Dutch."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """Corrections by field of ``Letter``, the file's bytes and what was wrong with it.

    ``states`` are the fields that the source of a fetched letter gives: less than corrections.
    """

    data: bytes = b""
    fields: dict[str, Any] = field(default_factory=dict)
    states: dict[str, Any] = field(default_factory=dict)
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
    return _merge(sidecar_of(path), _place_of(path), corrections)


def keep_source(path: Path, source: Mapping[str, object], before: Path | None = None) -> None:
    """Write beside a fetched file where it comes from; what its owner corrected stays.

    What was corrected in the sidecar ``before``, of the file that this one replaces, comes along.

    ``states`` in it are fields of ``Letter`` as corrections have them, which count where the letter
    itself says nothing.

    Raises:
        BadCorrection: the sidecar cannot be read or written.
    """
    _merge(before or sidecar_of(path), sidecar_of(path), {SOURCE: source})


def source_in(place: Path) -> dict[str, Any]:
    """Return what a sidecar says of where its letter comes from; empty when it says nothing."""
    try:
        found = json.loads(place.read_bytes())[SOURCE]
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def drop_source(path: Path) -> None:
    """Take away what stands beside a file that its source withdrew; its owner's corrections stay.

    Raises:
        BadCorrection: the sidecar cannot be read or written.
    """
    place = sidecar_of(path)
    if not source_in(place):
        return
    if json.loads(place.read_bytes()).keys() != {SOURCE}:
        _merge(place, place, {SOURCE: {}})
        return
    try:
        place.unlink()
    except OSError as cause:
        raise BadCorrection(
            f"{place} kan niet worden verwijderd. Controleer de rechten."
        ) from cause


def _merge(there: Path, place: Path, fields: Mapping[str, object]) -> Path:
    """Write fields into a sidecar, beside those that stand in the one that is there."""
    try:
        given = json.loads(there.read_bytes()) if there.is_file() else {}
        text = json.dumps({**given, **fields}, ensure_ascii=False, indent=2) + "\n"
        replace_file(place, text.encode())
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
        told = f"{place.name} is geen geldig JSON-object en telt niet mee."
        return Sidecar(data, warnings=(told,))
    source = given.pop(SOURCE, {})
    fields, wrong = _fields(given)
    states, wrong_too = _fields(source.get("states", {}) if isinstance(source, dict) else source)
    warnings = (
        f"{place.name}: {name!r} is onbekend of heeft een onmogelijke waarde."
        for name in (*wrong, *wrong_too)
    )
    return Sidecar(data, fields, states, tuple(warnings))


def _fields(given: object) -> tuple[dict[str, Any], list[str]]:
    """Return the values of fields of ``Letter``, and the names that have none."""
    if not isinstance(given, dict):
        return {}, [SOURCE]
    fields: dict[str, Any] = {}
    wrong = []
    for name, content in given.items():
        try:
            fields[name] = _field(name, content)
        except (ValueError, KeyError, TypeError):
            wrong.append(name)
    return fields, wrong


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
