"""Who is logged in, and how often someone tried: kept in memory only."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hashlib import sha256
from time import monotonic

Clock = Callable[[], float]

SESSION_SECONDS = 8 * 60 * 60
FAILURES, FAILURE_SECONDS = 5, 60.0
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
    """Failures by key: after :data:`FAILURES` within :data:`FAILURE_SECONDS` one has to wait."""

    def __init__(self, clock: Clock = monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, list[float]] = {}

    def wait(self, *keys: str) -> float:
        """Return the seconds until another attempt is allowed under each of the keys; 0 for now."""
        return max(map(self._wait, keys))

    def fail(self, *keys: str) -> None:
        """Note a failure under each of the keys."""
        if len(self._failed) > _MOST_KEPT:
            self._failed = {key: times for key in self._failed if (times := self._recent(key))}
        for key in keys:
            self._failed[key] = [*self._recent(key), self._clock()]

    def forget(self, *keys: str) -> None:
        """Forget the failures under keys."""
        for key in keys:
            self._failed.pop(key, None)

    def _wait(self, key: str) -> float:
        recent = self._recent(key)
        if len(recent) < FAILURES:
            return 0.0
        return recent[-FAILURES] + FAILURE_SECONDS - self._clock()

    def _recent(self, key: str) -> list[float]:
        since = self._clock() - FAILURE_SECONDS
        return [at for at in self._failed.get(key, []) if at > since]


def _digest(ticket: str) -> str:
    return sha256(ticket.encode()).hexdigest()
