"""The HTTP interface as a web application."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from index import Retriever
from ui.settings import ALL_ADDRESSES, DEFAULTS, LOCAL, Settings
from ui.web.api.asking import add_asking
from ui.web.api.changing import PLACE, add_changing
from ui.web.api.door.access import Access, Rules
from ui.web.api.door.envelope import Envelope
from ui.web.api.door.keys import Keys
from ui.web.api.door.limits import Bodies, Rate
from ui.web.api.door.problems import tell_problems
from ui.web.api.letters import add_letters
from ui.web.api.letters_by_id import JSON, Library
from ui.web.api.monitoring import Counts, health, metrics, ready
from ui.web.api.shapes.description import PNG, described
from ui.web.api.shapes.queries import require_once
from ui.web.api.streaming import LINES
from ui.web.api.work import Line
from ui.web.kept_questions import Kept
from ui.web.letter_changes import Shelf

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

PLACES = ("/v1", "/health", "/ready", "/metrics", "/openapi.json")
_MOST_BYTES = 64 * 1024  # of a request that is no letter
_PACKED_FROM = 1000  # bytes
_NOT_PACKED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, PNG, LINES)  # lines are sent as they come
_CHANGES_WAITING = 8
_TO_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


def api(retriever: Retriever, settings: Settings = DEFAULTS, shelf: Shelf | None = None) -> ASGIApp:
    """Return the HTTP interface to the letters of an index; without a shelf, only to read."""
    limits, library = settings.api, Library(retriever)
    searches, questions = (
        Line(limits.questions_at_once, limits.questions_waiting, limits.answer_seconds)
        for _ in range(2)
    )
    changes = Line(1, _CHANGES_WAITING, 0)
    once = [Depends(require_once)]
    inner = FastAPI(openapi_url=None, redirect_slashes=False, dependencies=once)
    add_asking(inner, library, searches, questions, Kept(settings.storage))
    add_letters(inner, library, questions)
    if shelf:
        add_changing(inner, library, shelf, changes)
    counts = Counts(library, {"searches": searches, "questions": questions, "changes": changes})
    outer = _outer(inner, library, counts, settings)
    megabytes = settings.upload.most_megabytes if shelf else 0
    app: ASGIApp = Bodies(outer, _MOST_BYTES, limits.body_seconds, megabytes, PLACE)
    rate = Rate(limits.requests_per_minute)
    app = Access(app, Keys(retriever.folder), rules_of(settings), rate)
    app = GZipMiddleware(app, _PACKED_FROM, exclude_content_types=_NOT_PACKED)
    return Envelope(app, counts.count)


def _outer(inner: FastAPI, library: Library, counts: Counts, settings: Settings) -> FastAPI:
    """Return the application with the description of the service and what watches over it."""
    outer = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    outer.state.library, outer.state.counts = library, counts
    made = described(inner, settings, rules_of(settings).open)
    description = json.dumps(made, ensure_ascii=False).encode()

    def describe(_: Request) -> Response:
        return Response(description, headers=_TO_ALL, media_type=JSON)

    inner.add_route("/openapi.json", describe)
    for place, route in (
        ("/openapi.json", describe), ("/health", health), ("/ready", ready), ("/metrics", metrics),
    ):  # fmt: skip
        outer.add_route(place, route)
    outer.mount("/v1", inner)
    for app in (inner, outer):
        tell_problems(app)
    return outer


def rules_of(settings: Settings) -> Rules:
    """Return who may come in: without keys only on this machine itself, and without a login."""
    host, names = settings.server.host, settings.server.names
    local = host in LOCAL and not names
    hosts = () if host in ALL_ADDRESSES and not names else (*LOCAL, host, *names)
    return Rules(local and not settings.login.needed, frozenset(one.lower() for one in hosts))


class Beside:
    """Gives the HTTP interface its places in another application."""

    def __init__(self, app: ASGIApp, api: ASGIApp) -> None:
        self._app, self._api = app, api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        mine = scope["type"] == "http" and is_place(scope["path"])
        await (self._api if mine else self._app)(scope, receive, send)


def is_place(path: str) -> bool:
    """Whether a path is one of the HTTP interface."""
    return path in PLACES or path.startswith("/v1/")
