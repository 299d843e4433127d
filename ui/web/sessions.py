"""Who is logged in, and how often someone tried: kept in memory only."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hashlib import sha256
from time import monotonic

Clock = Callable[[], float]

SESSION_SECONDS = 8 * 60 * 60
FIRST_WAIT, LONGEST_WAIT, FORGOTTEN = 30.0, 15 * 60.0, 24 * 60 * 60.0  # seconds
_MOST_KEPT = 10_000  # sessions, or keys of failures


class Sessions:
    """Tickets of logged-in users; a stolen copy of this memory holds no ticket, only its hash."""

    def __init__(self, clock: Clock = monotonic) -> None:
        self._clock = clock
        self._users: dict[str, tuple[str, float]] = {}

    def open(self, user: str) -> str:
        """Return a new ticket for a user, good for :data:`SESSION_SECONDS`."""
        now = self._clock()
        kept = [(key, one) for key, one in self._users.items() if one[1] > now]
        self._users = dict(kept[-_MOST_KEPT:])
        ticket = secrets.token_urlsafe(32)
        self._users[_digest(ticket)] = (user, now + SESSION_SECONDS)
        return ticket

    def user(self, ticket: str) -> str:
        """Return the user of a ticket; empty when it is not good, or not any more."""
        name, until = self._users.get(_digest(ticket), ("", 0.0))
        return name if until > self._clock() else ""

    def close(self, ticket: str) -> None:
        """Let a ticket be good no more."""
        self._users.pop(_digest(ticket), None)


class Attempts:
    """Failures by key: after the ``free`` ones each next has to wait twice as long.

    A wait is of :data:`FIRST_WAIT` to :data:`LONGEST_WAIT`; failures are forgotten after
    :data:`FORGOTTEN` without another one.
    """

    def __init__(self, free: int, clock: Clock = monotonic) -> None:
        self._free, self._clock = free, clock
        self._failed: dict[str, tuple[int, float]] = {}  # how often, and when last; oldest first

    def wait(self, key: str) -> float:
        """Return the seconds until another attempt is allowed; 0 for now."""
        count, last = self._recent(key)
        if count < self._free:
            return 0.0
        doubled = min(count - self._free, 16)
        pause = min(FIRST_WAIT * 2.0**doubled, LONGEST_WAIT)
        return max(0.0, last + pause - self._clock())

    def failures(self, key: str) -> int:
        """Return how many failures there were."""
        return self._recent(key)[0]

    def fail(self, key: str) -> None:
        """Note a failure."""
        count = self._recent(key)[0] + 1
        self.forget(key)
        if len(self._failed) >= _MOST_KEPT:
            self._failed.pop(next(iter(self._failed)))
        self._failed[_digest(key)] = (count, self._clock())

    def forget(self, key: str) -> None:
        """Forget the failures."""
        self._failed.pop(_digest(key), None)

    def forgive(self, key: str, count: int) -> None:
        """Forget so many of the failures."""
        known, last = self._recent(key)
        if known > count:
            self._failed[_digest(key)] = (known - count, last)
        else:
            self.forget(key)

    def _recent(self, key: str) -> tuple[int, float]:
        count, last = self._failed.get(_digest(key), (0, 0.0))
        return (count, last) if self._clock() - last < FORGOTTEN else (0, 0.0)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
