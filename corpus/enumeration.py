"""Several things in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_NAMED = 8  # names: more are counted


def enumerated(things: Iterable[object]) -> str:
    """Return things as a sentence names them: ``2``, ``2 en 3``, or ``2, 3 en 5``."""
    *first, last = map(str, things)
    return f"{', '.join(first)} en {last}" if first else last


def first_of(names: Sequence[str]) -> str:
    """Return names as a sentence tells them: the first eight, and how many more there are."""
    rest = len(names) - _NAMED
    return enumerated((*names[:_NAMED], *([f"nog {rest}"] if rest > 0 else [])))
