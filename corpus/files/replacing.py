"""Writes a file so that nobody sees half of it."""

from __future__ import annotations

import os
from pathlib import Path


def replace_file(place: Path, data: bytes) -> None:
    """Write a file beside its place and rename it into place."""
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
