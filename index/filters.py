"""What letters a search is limited to."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from corpus import Letter, LetterDate, same_sender


class NothingLeft(Exception):
    """A filter leaves nothing to find; the message names the filter, in Dutch."""


@dataclass(frozen=True, slots=True)
class Filter:
    """The letters that a search is limited to; what is not given does not limit.

    ``since`` and ``until`` are the first and the last day. A letter of which only the month or
    the year is known counts when some day of it is in the range. ``senders`` match as part of a
    letter's sender, ``levels`` and ``kinds`` as a whole, all without regard to case and accents;
    ``letters`` are ids. One of each is enough. A letter that does not say what is asked for does
    not match.
    """

    since: date | None = None
    until: date | None = None
    senders: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()

    @classmethod
    def as_of(cls, day: date) -> Filter:
        """Return the filter for the letters that were there on a day."""
        return cls(until=day)

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return self != Filter()

    def allows(self, letter: Letter) -> bool:
        """Whether a letter is among those asked for."""
        return (
            self.allows_id(letter.id)
            and self.allows_date(letter.date)
            and self.allows_sender(letter.sender)
            and self.allows_level(letter.level)
            and self.allows_kind(letter.kind)
        )

    def allows_id(self, identity: str) -> bool:
        """Whether a letter with this id may be among those asked for."""
        return not self.letters or identity in self.letters

    def allows_date(self, known: LetterDate | None) -> bool:
        """Whether a letter with this date may be in the range."""
        if self.since is None and self.until is None:
            return True
        if known is None:
            return False
        first = (known.year, known.month or 1, known.day or 1)
        last = (known.year, known.month or 12, known.day or 31)
        return (self.since is None or last >= _parts(self.since)) and (
            self.until is None or first <= _parts(self.until)
        )

    def allows_sender(self, sender: str) -> bool:
        """Whether one of the senders is part of this one, or is the same person otherwise named."""
        return not self.senders or any(
            folded(one) in folded(sender) or same_sender(one, sender) for one in self.senders
        )

    def allows_level(self, level: str) -> bool:
        """Whether this is one of the levels."""
        return not self.levels or folded(level) in map(folded, self.levels)

    def allows_kind(self, kind: str) -> bool:
        """Whether this is one of the kinds."""
        return not self.kinds or folded(kind) in map(folded, self.kinds)

    def in_words(self) -> str:
        """Return the filter as Dutch readers read it."""
        parts = []
        if self.since and self.since == self.until:
            parts.append(f"van {_in_words(self.since)}")
        elif self.since:
            parts.append(f"vanaf {_in_words(self.since)}")
        if self.until and self.until != self.since:
            parts.append(f"tot en met {_in_words(self.until)}")
        for name, values in (
            ("afzender", self.senders),
            ("niveau", self.levels),
            ("soort", self.kinds),
            ("brief", self.letters),
        ):
            if values:
                parts.append(f"{name} " + " of ".join(repr(value) for value in values))
        return ", ".join(parts)


def folded(text: str) -> str:
    """Return a text without case, accents and doubled white space."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(plain.split())


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _in_words(day: date) -> str:
    return LetterDate(day.year, day.month, day.day).in_words()
