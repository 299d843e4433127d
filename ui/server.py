"""The web server: the chat, the HTTP interface or both on an address of this machine."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from index import Retriever
from ui import command_texts, texts
from ui.chat.page import build
from ui.errors import BadInput
from ui.settings import ALL_ADDRESSES, DEFAULTS, Settings
from ui.web.kept_questions import keep_tidy
from ui.web.script import source

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI
    from starlette.types import ASGIApp

    from ui.web.letter_changes import Shelf

STYLES = [
    Path(__file__).parent / "web" / "assets" / f"{name}.css"
    for name in ("style", "letters", "reader", "print")
]


def application(retriever: Retriever, settings: Settings = DEFAULTS) -> FastAPI:
    """Return the web application with the chat at its root, and the HTTP interface beside it.

    It speaks to no other host, unless its users may fetch letters from official sources; and it
    answers only to the name of the address it listens on and to
    the names in the settings, so that a page of another site cannot reach it under a name of its
    own.
    """
    from ui.html.letter_reader import add_pages
    from ui.web.api.application import Beside, api
    from ui.web.uploads import add_uploads

    shelf = _shelf(retriever, settings)
    page = build(retriever, settings, shelf)
    from fastapi import FastAPI

    app = FastAPI(
        title=settings.title or texts.PAGE_TITLE, docs_url=None, redoc_url=None, openapi_url=None
    )
    _guard(app, settings)
    app.add_middleware(Beside, api=api(retriever, settings, shelf))  # it has guards of its own
    _require_name(app, settings)
    add_pages(app, retriever)
    if shelf:
        add_uploads(app, shelf)
    _mount(app, page)
    return app


def _mount(app: FastAPI, page: gr.Blocks) -> None:
    """Put the page at the root, with only those doors of Gradio that it needs."""
    import gradio as gr
    from starlette.middleware import Middleware

    from ui.web.file_request_guard import refuse_named_files
    from ui.web.own_site import PageOnly

    refuse_named_files()
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        app_kwargs={"middleware": [Middleware(PageOnly)]},
        theme=_theme(),
        css_paths=STYLES,
        js=source("chat.js").replace("MORE_TABS", json.dumps(texts.MORE_TABS)),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
    )


def _guard(app: FastAPI, settings: Settings) -> None:
    """Put what guards the chat around it, the last one outermost."""
    from ui.web.api.door.limits import MEGABYTE, Bodies
    from ui.web.login import PasswordDoor, ProxyDoor
    from ui.web.own_site import OwnSite
    from ui.web.uploads import PLACE

    if settings.login.users:
        title = settings.title or texts.PAGE_TITLE
        app.add_middleware(PasswordDoor, login=settings.login, title=title)
    if settings.login.proxy_header:
        app.add_middleware(ProxyDoor, login=settings.login)
    # Of a letter a megabyte more: the page itself says in its own words which file is too large.
    letter = settings.upload.most_megabytes + 1 if settings.upload.allowed else 0
    app.add_middleware(
        Bodies, most=MEGABYTE, seconds=settings.api.body_seconds, megabytes=letter, upload=PLACE
    )
    app.add_middleware(OwnSite, names=settings.server.names)


def _require_name(app: FastAPI, settings: Settings) -> None:
    """Let an application answer only to its own names, where these are known."""
    from ui.web.api.door.access import OwnNames

    host, names = settings.server.host, settings.server.names
    if names or host not in ALL_ADDRESSES:  # on all addresses the names are not known by itself
        app.add_middleware(OwnNames, names=("127.0.0.1", "localhost", host, *names))


def serve(retriever: Retriever, settings: Settings = DEFAULTS) -> None:
    """Serve the chat until it is stopped; port 0 takes any free one.

    Raises:
        BadInput: the address cannot be used.
        OSError: what has been kept long enough cannot be removed.
    """
    listening = _prepared(retriever, settings)
    app = application(retriever, settings)
    _tell(command_texts.SERVING, settings, listening)
    run(app, listening)


def serve_api(retriever: Retriever, settings: Settings = DEFAULTS) -> None:
    """Serve only the HTTP interface until it is stopped; port 0 takes any free one.

    Raises:
        BadInput: the address cannot be used, the keys cannot be read, or others than this machine
            could ask while there are no keys.
        OSError: what has been kept long enough cannot be removed.
    """
    from ui.web.api import wording
    from ui.web.api.application import api, rules_of
    from ui.web.api.door.keys import read_keys

    if not read_keys(retriever.folder) and not rules_of(settings).open:
        raise BadInput(wording.NO_KEYS.format(host=settings.server.host))
    _log_requests()
    listening = _prepared(retriever, settings)
    app = api(retriever, settings, _shelf(retriever, settings))
    _tell(wording.SERVING, settings, listening)
    run(app, listening)


def _prepared(retriever: Retriever, settings: Settings) -> socket.socket:
    """Return the socket that listens, with all that is needed before the first question."""
    listening = listen(settings.server.host, settings.server.port)
    keep_tidy(settings.storage)
    sys.stderr.write(f"{command_texts.PREPARING}\n")
    retriever.search(texts.PAGE_TITLE, 1)  # loads the model before the first question
    return listening


def _tell(said: str, settings: Settings, listening: socket.socket) -> None:
    address = address_of(settings.server.host, listening.getsockname()[1])
    sys.stderr.write(said.format(address=address) + "\n")


def _shelf(retriever: Retriever, settings: Settings) -> Shelf | None:
    from ui.web.letter_changes import Shelf

    return Shelf(retriever, settings.upload) if settings.upload.allowed else None


def _log_requests() -> None:
    """Write a line a request on standard error: never what was asked."""
    log = logging.getLogger("ui.web.api")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


def run(app: ASGIApp, listening: socket.socket) -> None:
    """Answer with an application on a socket that listens, until it is stopped."""
    import uvicorn

    config = uvicorn.Config(
        app,
        log_level="warning",
        timeout_graceful_shutdown=1,
        proxy_headers=False,  # the address that asks is the one that is there, not one it names
        server_header=False,
    )
    logging.getLogger("uvicorn.error").addFilter(_is_fault)
    uvicorn.Server(config).run(sockets=[listening])


def _is_fault(record: logging.LogRecord) -> bool:
    """Whether a line of the log tells more than that a stop cuts answers off."""
    if record.exc_info:
        return not isinstance(record.exc_info[1], asyncio.CancelledError)
    return "timeout graceful shutdown exceeded" not in record.getMessage()


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on the address.

    Raises:
        BadInput: the address cannot be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise BadInput(command_texts.PORT_TAKEN.format(address=address_of(host, port))) from error


def address_of(host: str, port: int) -> str:
    """Return the address of the application in a browser."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _theme() -> gr.themes.Base:
    """Return a calm look with the fonts of the system, so that nothing is fetched."""
    import gradio as gr

    return gr.themes.Default(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_sm,
        text_size=gr.themes.sizes.text_lg,
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )
