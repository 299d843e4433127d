"""Names under which files that are sent are kept: safe in any place, and overwriting none."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from corpus import sidecar_of

LONGEST_NAME = 120  # characters
LONGEST_STEM = 200  # bytes in UTF-8: a file system takes 255, with what is put behind it
_UNSAFE = re.compile(r"[^\w .()+,&'-]+")


def safe_name(name: str) -> str:
    """Return the last part of a file's name with only characters that are safe in any place."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = " ".join(_UNSAFE.sub("-", last).split()).strip(". ")
    stem, dot, suffix = plain.rpartition(".")
    room = LONGEST_NAME - len(dot + suffix)
    short = stem[:room].encode()[:LONGEST_STEM].decode(errors="ignore")
    return (short.rstrip(". ") or "brief") + dot + suffix[:10] if dot else plain[:room]


def free_place(place: Path) -> Path:
    """Return the place, or one with a number when a file stands there: none is overwritten."""
    number, found = 2, place
    while found.exists() or sidecar_of(found).exists():
        found = place.with_name(f"{place.stem}-{number}{place.suffix}")
        number += 1
    return found
