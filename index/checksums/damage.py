"""Letters of which the index no longer holds what was written into it."""

from __future__ import annotations

import logging
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus import file_of

_log = logging.getLogger(__name__)
SHOWN = 5  # damaged letters that are told one by one
EVERY = Path("MAP-MET-BRIEVEN")


@dataclass(frozen=True, slots=True)
class DamagedLetter:
    """A letter of which a row is not as it was written.

    ``identity`` is its id, and ``path`` where it was read from, as far as that can still be read;
    both are empty for letters that are known to have been there and cannot be named.
    """

    identity: str
    path: str
    folder: Path

    @property
    def file(self) -> Path | None:
        """The file that it, or the message that it hangs on, stands in."""
        return file_of(Path(self.path)) if self.path else None

    def __str__(self) -> str:
        """Return which letter is left out, and how it is read again, in Dutch."""
        named = f"De brief {self.identity}" if self.identity else "Een deel van de brieven"
        return (
            f"{named} is in de index beschadigd. Wat beschadigd is, wordt niet gebruikt, zodat een "
            "antwoord kan ontbreken. "
            f"Lees opnieuw in met: {call(self.file or EVERY, self.folder)}"
        )


def call(paths: Path, folder: Path) -> str:
    """Return the command that reads files into an index."""
    return shlex.join(["wmo", "index", str(paths), "--index", str(folder)])


def warn(letter: object) -> None:
    """Log a warning."""
    _log.warning("%s", letter)


def say_nothing(_: object) -> None:
    """Tell nobody: who asked will."""


class Damage:
    """The damaged letters that were met, by number; each is told once, when it is met."""

    def __init__(self, tell: Callable[[object], None] = warn) -> None:
        self._met: dict[int, DamagedLetter] = {}
        self._tell = tell

    def note(self, number: int, letter: DamagedLetter) -> None:
        """Remember a letter, and tell it when it is new."""
        if number in self._met:
            return
        self._met[number] = letter
        if len(self._met) <= SHOWN:
            self._tell(letter)
        elif len(self._met) == SHOWN + 1:
            self._tell("Er zijn nog meer brieven beschadigd. Toon ze met: wmo doctor")

    @property
    def letters(self) -> tuple[DamagedLetter, ...]:
        """The letters that were met."""
        return tuple(self._met.values())

    def forget(self) -> dict[int, DamagedLetter]:
        """Forget all letters, and return them by number."""
        met, self._met = self._met, {}
        return met

    def remember(self, letters: Mapping[int, DamagedLetter]) -> None:
        """Take letters back, which were told before."""
        self._met = {**letters, **self._met}
