"""Who may come in: on this machine everyone reads, elsewhere who has a key."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.requests import Request  # at run time too: FastAPI looks at the types of a check
from starlette.responses import PlainTextResponse

from ui.errors import BadInput
from ui.web.api import wording
from ui.web.api.door.keys import Key, Keys
from ui.web.api.door.limits import Rate
from ui.web.api.door.problems import SOON, Problem, problem

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send


OPEN_TO_ALL = ("/health", "/ready", "/openapi.json", "/v1/openapi.json")
OTHER_SITES = ("cross-site", "same-site")  # as a browser says whose page asks
_NO_KEY = {"WWW-Authenticate": 'Bearer realm="wmo"'}
_KEY = "wmo.key"  # where in a request's scope the key that came with it stands


@dataclass(frozen=True, slots=True)
class Rules:
    """Whether everyone may read while there is no list of keys, and the names that this host has.

    No names: any will do.
    """

    open: bool
    hosts: Collection[str]


class Access:
    """Passes on what the keys and the rules allow, within the rate of each client."""

    def __init__(self, app: ASGIApp, keys: Keys, rules: Rules, rate: Rate) -> None:
        self._app, self._keys, self._rules, self._rate = app, keys, rules, rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return why a request is refused; nothing when it is not, and note its key."""
        headers = Headers(scope=scope)
        if self._rules.hosts and host_of(headers.get("host", "")) not in self._rules.hosts:
            return problem(400, wording.OTHER_HOST)
        if scope["path"] in OPEN_TO_ALL:
            return None
        if headers.get("sec-fetch-site") in OTHER_SITES:  # it reads no answer, but we would work
            return problem(403, wording.OTHER_SITE)
        try:
            key = self._keys.of(_secret(headers))
            keyless = self._rules.open and not self._keys.needed
        except BadInput:
            return problem(503, wording.NO_KEYS_READ, SOON)
        address = scope["client"][0] if scope.get("client") else ""
        wait = self._rate.wait(f"sleutel {key.name}" if key else f"adres {address}")
        if wait > 0:
            return problem(429, wording.TOO_MANY, {"Retry-After": str(ceil(wait))})
        if key is None and not (keyless and not _secret(headers)):
            return problem(401, wording.NO_KEY, _NO_KEY)
        scope[_KEY] = key
        return None


class OwnNames:
    """Passes on only what is asked under one of the names of this host."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self._app, self._names = app, frozenset(one.lower() for one in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        asked = scope["type"] in ("http", "websocket")
        own = not asked or host_of(Headers(scope=scope).get("host", "")) in self._names
        refusal = PlainTextResponse(wording.OTHER_HOST, 400)
        await (self._app if own else refusal)(scope, receive, send)


def require_writing(request: Request) -> None:
    """Check that a request comes with a key that writes; being open is for reading only.

    Raises:
        Problem: it does not.
    """
    key: Key | None = request.scope.get(_KEY)
    if key is None:
        raise Problem(401, wording.NO_KEY, _NO_KEY)
    if not key.writes:
        raise Problem(403, wording.ONLY_READS)


def host_of(header: str) -> str:
    """Return the name in a Host header, without its port and in small letters; empty for none."""
    if not header.startswith("["):
        return header.split(":", 1)[0].lower()
    name, _, rest = header[1:].partition("]")
    return "" if rest and not rest.startswith(":") else name.lower()


def _secret(headers: Headers) -> str:
    """Return the key that came with a request; empty when none did."""
    scheme, _, secret = headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""
