"""Keeps the chat to itself: what other sites ask is refused, and the browser asks them nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response

from ui import texts

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ONLY_THIS_HOST = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": ONLY_THIS_HOST,
    "Referrer-Policy": "same-origin",  # with none, forms would not say that they are our own
    "X-Content-Type-Options": "nosniff",
}
_ONLY_READ = ("GET", "HEAD", "OPTIONS")


class OwnSite:
    """Passes on only what this site's own pages ask; ``names`` are other names of this site."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self._app, self._names = app, frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "websocket":  # the chat uses none
            return await send({"type": "websocket.close", "code": 1008})
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        if scope["path"].endswith("/upload"):  # Gradio's own door for files; letters have another
            return Response(status_code=404)
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if scope["method"] in _ONLY_READ or origin is None:
            return None
        try:
            asking = urlsplit(origin)
            is_own = asking.netloc == headers.get("host") or asking.hostname in self._names
        except ValueError:
            is_own = False
        return None if is_own else PlainTextResponse(texts.NO_ENTRY, 403)
