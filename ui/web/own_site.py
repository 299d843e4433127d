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
# What proxies say of the address that was asked, and Gradio would believe of anyone.
_SAID_OF_ADDRESS = {b"forwarded", b"x-forwarded-host", b"x-forwarded-proto", b"x-gradio-server"}
PLACES = {
    *("/", "/config", "/favicon.ico", "/manifest.json", "/robots.txt", "/theme.css"),
    *("/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/run/predict"),
    *("/gradio_api/queue/data", "/gradio_api/queue/join", "/gradio_api/startup-events"),
}
"""What the page asks of Gradio."""
FOLDERS = ("/assets/", "/static/", "/gradio_api/heartbeat/")
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
        await (refusal or self._app)(_as_asked(scope), receive, with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
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


class PageOnly:
    """Passes on only what the page asks of Gradio, which has more doors: schemas, records, files.

    By one of those anyone could let this machine fetch what stands on another. What is asked of
    addresses that are not Gradio's does not come here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say that there is nothing."""
        asked = scope["type"] != "http" or _is_of_page(scope["path"])
        await (self._app if asked else Response(status_code=404))(scope, receive, send)


def _is_of_page(path: str) -> bool:
    return path in PLACES or path.startswith(FOLDERS)


def _as_asked(scope: Scope) -> Scope:
    """Return a request without what is said of its address, but for whether it was encrypted.

    Who lies about that gets addresses that do not work, and nobody else does.
    """
    headers = scope["headers"]
    encrypted = (b"x-forwarded-proto", b"https") in headers
    kept = [(name, value) for name, value in headers if name not in _SAID_OF_ADDRESS]
    return {**scope, "headers": kept, "scheme": "https" if encrypted else scope["scheme"]}
