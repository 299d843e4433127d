"""What goes around every answer: its id, its guards, a line in the log and a count."""

from __future__ import annotations

import logging
import traceback
from secrets import token_hex
from time import perf_counter
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from ui.web.api.door.headers import GUARDS, NOT_KEPT, REQUEST_ID
from ui.web.api.door.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger(__name__)
METHODS = ("GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS")
ID = "X-Request-Id"
FIXED = ("/health", "/ready", "/metrics", "/openapi.json", "/v1/openapi.json")


class Envelope:
    """Gives each answer its headers, and tells a failure without what was asked.

    ``count`` is told (method, route, status, seconds) of each request.
    """

    def __init__(self, app: ASGIApp, count: Callable[[str, str, int, float], None]) -> None:
        self._app, self._count = app, count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        begun, identity, status = perf_counter(), _identity(scope), 0

        async def with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in GUARDS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", NOT_KEPT)
                headers[ID] = identity
            await send(message)

        # The server itself keeps the body of an answer to HEAD back.
        inner = dict(scope, method="GET") if scope["method"] == "HEAD" else dict(scope)
        try:
            await self._app(inner, receive, with_headers)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told and noted
            LOG.error("%s failed: %s", identity, where(error))
            if not status:
                await problem(500)(inner, receive, with_headers)
        seconds, route = perf_counter() - begun, route_of(inner)
        method = scope["method"] if scope["method"] in METHODS else "OTHER"
        LOG.info("%s %s %s %d %.0f ms", identity, method, route, status, 1000 * seconds)
        self._count(method, route, status, seconds)


def route_of(scope: Scope) -> str:
    """Return the route that answered, such as ``/v1/letters/{id}``, or ``-``: not what was asked.

    A path may hold anything; there are few routes.
    """
    if scope["path"] in FIXED:
        return str(scope["path"])
    path = getattr(scope.get("route"), "path", "")
    return f"{scope.get('root_path', '')}{path}" if path else "-"


def _identity(scope: Scope) -> str:
    """Return the id that a request brings when it is a plain word, and else a new one."""
    given = Headers(scope=scope).getlist(ID)
    return given[0] if len(given) == 1 and REQUEST_ID.fullmatch(given[0]) else token_hex(16)


def where(error: BaseException) -> str:
    """Return what went wrong and where, without the message: that may hold what was asked."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = [f"{one.filename.rsplit('/', 1)[-1]}:{one.lineno} {one.name}" for one in frames]
    return f"{type(error).__name__} in {', '.join(places)}"
