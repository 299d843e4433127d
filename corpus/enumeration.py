"""Several things in one sentence."""

from __future__ import annotations

from collections.abc import Iterable


def enumerated(things: Iterable[object]) -> str:
    """Return things as a sentence names them: ``2``, ``2 en 3``, or ``2, 3 en 5``."""
    *first, last = map(str, things)
    return f"{', '.join(first)} en {last}" if first else last
