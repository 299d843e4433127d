"""Several things in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_NAMED = 8  # files: more are counted
_PEOPLE = 5


def enumerated(things: Iterable[object]) -> str:
    """Return things as a sentence names them: ``2``, ``2 en 3``, or ``2, 3 en 5``."""
    *first, last = map(str, things)
    return f"{', '.join(first)} en {last}" if first else last


def named(files: Sequence[str]) -> str:
    """Return the names of files as a sentence names them: of many the first, and how many more."""
    rest = len(files) - _NAMED
    return enumerated((*files[:_NAMED], *([f"nog {rest}"] if rest > 0 else [])))


def several(names: Sequence[str]) -> str:
    """Return the names of several people, of many only the first five."""
    more = " en anderen" if len(names) > _PEOPLE else ""
    return ", ".join(names[:_PEOPLE]) + more
