"""The headers of HTTP: what form a client takes, whether it has it already, and what guards it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

API_VERSION = "1.0.0"
GUARDS = {
    "API-Version": API_VERSION,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",  # counts only where a proxy speaks TLS
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
NOT_KEPT = "no-store"
ASK_AGAIN = "private, no-cache"  # may be kept, and is asked for again with its tag
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_RANGE = re.compile(r"\s*([\w.+*-]+/[\w.+*-]+)\s*((?:;[^;]*)*)\Z")
_WEIGHT = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.IGNORECASE)


def preferred(accept: str, offered: Sequence[str]) -> str:
    """Return which of the media types a client wants most; empty when it wants none of them.

    Of those that it wants as much, one that it names goes before one that a ``*`` allows, and then
    the first that is offered. Without the header anything will do.
    """
    ranges = _ranges(accept)
    if not accept.strip():
        return offered[0]
    rated = [(*_wanted(one, ranges), -place) for place, one in enumerate(offered)]
    weight, _, place = max(rated)
    return offered[-place] if weight > 0 else ""


def holds(if_none_match: str, tag: str) -> bool:
    """Whether a client has what a tag stands for; weak and strong tags are not told apart."""
    return _bare(tag) in (_bare(one) for one in if_none_match.split(","))


def attachment(name: str) -> str:
    """Return the header that has a file kept under a name, whatever characters that has."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _ranges(accept: str) -> dict[str, float]:
    """Return how much, in [0, 1], each range of media types is wanted; what is no range is not."""
    found = {}
    for part in accept.split(","):
        if match := _RANGE.match(part):
            weight = _WEIGHT.search(match[2])
            found[match[1].lower()] = float(weight[1]) if weight else 1.0
    return found


def _wanted(kind: str, ranges: dict[str, float]) -> tuple[float, int]:
    """Return how much a media type is wanted, and how exactly it is named: 2, 1 or 0."""
    named = (kind, f"{kind.split('/')[0]}/*", "*/*")
    return next(((ranges[one], 2 - n) for n, one in enumerate(named) if one in ranges), (0.0, 0))


def _bare(tag: str) -> str:
    return tag.strip().removeprefix("W/")
