"""The door of the chat: who may come in, by password or by the word of a reverse proxy."""

from __future__ import annotations

import ipaddress
from asyncio import Semaphore, sleep
from contextlib import nullcontext
from html import escape
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from ui import texts
from ui.passwords import hashed, matches
from ui.settings import Login
from ui.web.client_address import client_address
from ui.web.sessions import SESSION_SECONDS, Attempts, Sessions

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

LOGIN, LOGOUT = "/inloggen", "/uitloggen"
COOKIE = "wmo-sessie"
FREE, FREE_OF_ADDRESS = 5, 20
"""Wrong passwords from one address before it has to wait: with one name, and with all names."""
ROW_FROM = 3
"""Wrong passwords of an address in a day, that no right one made good, before it is in the row."""
PAUSE = 1.0
"""Seconds after a wrong password in the row before the next there is looked at."""
_LARGEST_FORM = 4096  # bytes
_STYLE = Path(__file__).parent / "assets" / "login.css"


class ProxyDoor:
    """Lets in whom a trusted reverse proxy names in a header."""

    def __init__(self, app: ASGIApp, login: Login) -> None:
        self._app, self._header = app, login.proxy_header
        self._trusted = {ipaddress.ip_address(one) for one in login.trusted_proxies}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http" or self._is_known(Request(scope)):
            return await self._app(scope, receive, send)
        await PlainTextResponse(texts.NO_ENTRY, 403)(scope, receive, send)

    def _is_known(self, request: Request) -> bool:
        peer = request.client.host if request.client else ""
        named = request.headers.getlist(self._header)
        try:
            trusted = ipaddress.ip_address(peer) in self._trusted
        except ValueError:
            return False
        return trusted and len(named) == 1 and bool(named[0].strip())


class PasswordDoor:
    """Lets in who logs in with a name and a password; others see the page to log in.

    Who was wrong before has to wait longer and longer, by address: wrong passwords from elsewhere
    never keep a user out. All addresses that were wrong :data:`ROW_FROM` times stand in one row, of
    which one is looked at in every :data:`PAUSE`; others pass that row, so that an office in which
    someone mistyped does not wait for who guesses. So many addresses together guess no faster than
    one a :data:`PAUSE`, but for the first :data:`ROW_FROM` guesses of each a day.
    """

    def __init__(self, app: ASGIApp, login: Login, title: str) -> None:
        self._app, self._users, self._title = app, login.users, title
        self._proxies = login.trusted_proxies
        self._sessions = Sessions()
        self._of_name, self._of_address = Attempts(FREE), Attempts(FREE_OF_ADDRESS)
        self._row, self._asking = Semaphore(1), set[str]()
        self._one_at_a_time = Semaphore(1)  # a hash takes 32 MiB
        self._nobody = hashed("")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":  # others do not come here
            return await self._app(scope, receive, send)
        request = Request(scope, receive)
        path = request.url.path
        if path == LOGIN:
            answer = await self._login(request)
        elif path == LOGOUT and request.method == "POST":
            answer = self._logout(request)
        elif self._sessions.user(request.cookies.get(COOKIE, "")):
            return await self._app(scope, receive, send)
        elif request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            answer = _to(f"{LOGIN}?naar={quote(_place(request), safe='')}")
        else:
            answer = PlainTextResponse(texts.NOT_LOGGED_IN, 401)
        await answer(scope, receive, send)

    async def _login(self, request: Request) -> Response:
        asked = request.query_params.get("naar", "")
        if request.method != "POST":
            return self._page(asked)
        try:
            form = parse_qs((await _body(request)).decode("utf-8", "replace"))
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it
        except HTTPException as error:  # it is too large, or comes in too slowly
            refusal = self._page(asked, error.detail, error.status_code)
            refusal.headers.update(error.headers or {})
            return refusal
        name, password = (form.get(field, [""])[0] for field in ("naam", "wachtwoord"))
        wait, right = await self._looked_at(name, password, client_address(request, self._proxies))
        if wait > 0:
            return self._page(asked, texts.wait_to_log_in(ceil(wait)), 429)
        if not right:
            return self._page(asked, texts.WRONG_PASSWORD, 403)
        answer = _to(_own(asked))
        answer.set_cookie(
            COOKIE, self._sessions.open(name), max_age=SESSION_SECONDS, httponly=True,
            samesite="lax", secure=request.url.scheme == "https",
        )  # fmt: skip
        return answer

    async def _looked_at(self, name: str, password: str, address: str) -> tuple[float, bool]:
        """Return the seconds until a password will be looked at, and whether it is right now."""
        key = f"{address} {name}"
        was_wrong = self._of_address.failures(address) >= ROW_FROM
        in_row = was_wrong or address in self._asking
        async with self._row if in_row else nullcontext():
            self._asking.add(address)
            try:
                async with self._one_at_a_time:
                    wait = max(self._of_name.wait(key), self._of_address.wait(address))
                    right = wait == 0 and await self._is_right(name, password)
                    self._note(key, address, wait, right)
            finally:
                self._asking.discard(address)
            if in_row and wait == 0 and not right:
                await sleep(PAUSE)
        return wait, right

    async def _is_right(self, name: str, password: str) -> bool:
        stored = self._users.get(name, self._nobody)
        right = await run_in_threadpool(matches, password, stored)
        return right and name in self._users

    def _note(self, key: str, address: str, wait: float, right: bool) -> None:
        if right:  # what was wrong with other names is not forgotten: someone may be guessing
            self._of_address.forgive(address, self._of_name.failures(key))
            self._of_name.forget(key)
        elif wait == 0:
            self._of_name.fail(key)
            self._of_address.fail(address)

    def _logout(self, request: Request) -> Response:
        self._sessions.close(request.cookies.get(COOKIE, ""))
        answer = _to(LOGIN)
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return answer

    def _page(self, asked: str, problem: str = "", status: int = 200) -> Response:
        page = login_page(self._title, asked, problem)
        return HTMLResponse(page, status, headers={"Cache-Control": "no-store"})


def login_page(title: str, asked: str, problem: str) -> str:
    """Return the page to log in, with what went wrong; ``asked`` is where one wanted to go."""
    action = escape(f"{LOGIN}?naar={quote(asked, safe='')}")
    told = f'<p id="fout" role="alert">{escape(problem)}</p>' if problem else ""
    described = 'aria-describedby="fout" aria-invalid="true"' if problem else ""
    return f"""<!doctype html>
<html lang="nl"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(texts.LOG_IN)} - {escape(title)}</title>
<style>{_STYLE.read_text(encoding="utf-8")}</style></head>
<body><main><h1>{escape(title)}</h1><h2>{escape(texts.LOG_IN)}</h2>{told}
<form method="post" action="{action}">
<label for="naam">{escape(texts.USER_NAME)}</label>
<input id="naam" name="naam" autocomplete="username" autocapitalize="none" required autofocus
 maxlength="200" {described}>
<label for="wachtwoord">{escape(texts.PASSWORD)}</label>
<input id="wachtwoord" name="wachtwoord" type="password" autocomplete="current-password" required
 maxlength="256" {described}>
<button>{escape(texts.LOG_IN)}</button></form></main></body></html>"""


def _place(request: Request) -> str:
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


def _own(asked: str) -> str:
    """Return where one wanted to go when that is a place of this site, or else its start."""
    is_own = asked.startswith("/") and not asked.startswith(("//", "/\\")) and asked.isprintable()
    return asked if is_own else "/"


def _to(place: str) -> RedirectResponse:
    return RedirectResponse(place, 303, headers={"Cache-Control": "no-store"})


async def _body(request: Request) -> bytes:
    """Return the first bytes of a form; what is longer is no form of ours."""
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > _LARGEST_FORM:
            return b""
    return data
