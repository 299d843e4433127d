"""How much a client may ask, and how large and slow what it sends may be."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from ui.web.api import wording
from ui.web.api.door.problems import CLOSE, Problem, problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Clock = Callable[[], float]

_MOST_CLIENTS = 10_000
MEGABYTE = 1024 * 1024
UPLOAD_TIMES = 10  # a letter may take so many times as long to come in
_DRAINED = 4 * MEGABYTE  # bytes that are read and forgotten, so that the refusal is read
_DRAIN_SECONDS = 2.0


class Rate:
    """So many requests a minute for each client: as many at once, and then one at a time.

    Used by one thread.
    """

    def __init__(self, per_minute: int, clock: Clock = monotonic) -> None:
        self._most, self._clock = per_minute, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tokens, and when

    def wait(self, client: str) -> float:
        """Count a request and return 0; or the seconds until one is allowed."""
        now = self._clock()
        tokens, since = self._left.pop(client, (float(self._most), now))
        tokens = min(self._most, tokens + (now - since) * self._most / 60)
        allowed = tokens >= 1
        self._left[client] = (tokens - 1 if allowed else tokens, now)
        if len(self._left) > _MOST_CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) * 60 / self._most


class Bodies:
    """Reads what clients send only as far as it is not too large and in time.

    ``most`` are the bytes of a request that is no letter, ``megabytes`` those of a letter, 0 where
    none is taken; ``seconds`` are for a whole body.
    """

    def __init__(
        self, app: ASGIApp, most: int, seconds: float, megabytes: int, upload: str
    ) -> None:
        self._app, self._most, self._seconds = app, most, seconds
        self._letter, self._upload = megabytes * MEGABYTE, upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http" or not _has_body(scope):
            return await self._app(scope, receive, send)
        most, seconds = self._most, self._seconds
        if self._letter and scope["method"] == "POST" and scope["path"] == self._upload:
            most, seconds = self._letter, UPLOAD_TIMES * self._seconds
        if _said(scope) > most:
            await _drain(receive)
            refusal = problem(413, wording.body_too_large(most), CLOSE)
            return await refusal(scope, receive, send)
        await self._app(scope, _limited(receive, most, monotonic() + seconds), send)


def _limited(receive: Receive, most: int, until: float) -> Receive:
    """Return a way to receive that raises a Problem at too much, or too late."""
    size, whole = 0, False

    async def limited() -> Message:
        nonlocal size, whole
        if whole:  # what comes now is that the client goes
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), max(0.0, until - monotonic()))
        except TimeoutError as error:
            raise Problem(408, wording.BODY_LATE, CLOSE) from error
        size += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if size > most:
            await _drain(receive, whole)
            raise Problem(413, wording.body_too_large(most), CLOSE)
        return message

    return limited


async def _drain(receive: Receive, whole: bool = False) -> None:
    """Forget what a client is still sending, for a moment: one that sends reads no answer."""
    read = 0
    try:
        async with asyncio.timeout(_DRAIN_SECONDS):
            while not whole and read < _DRAINED:
                message = await receive()
                read += len(message.get("body", b""))
                whole = not message.get("more_body", False)
    except TimeoutError:
        return


def _has_body(scope: Scope) -> bool:
    """Whether something follows the headers of a request (RFC 9112, 6)."""
    headers = Headers(scope=scope)
    return "content-length" in headers or "transfer-encoding" in headers


def _said(scope: Scope) -> int:
    """Return how many bytes a request says that it has; 0 when it does not say."""
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0
