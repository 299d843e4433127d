"""The web server: the chat on an address of this machine, which speaks to no other host."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from index import Retriever
from ui import texts
from ui.chat import build
from ui.errors import BadInput
from ui.script import SCRIPT

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware.base import RequestResponseEndpoint
    from starlette.requests import Request
    from starlette.responses import Response

STYLE = Path(__file__).with_name("style.css")
ONLY_THIS_HOST = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


def application(retriever: Retriever, host: str = "127.0.0.1") -> FastAPI:
    """Return the web application with the chat at its root; it speaks to no other host.

    It answers only to the name of the address it listens on, so that a page of another site
    cannot reach it under a name of its own.
    """
    page = build(retriever)
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    app = FastAPI(title=texts.PAGE_TITLE, docs_url=None, redoc_url=None, openapi_url=None)
    app.middleware("http")(_keep_to_this_host)
    if host not in ("0.0.0.0", "::"):  # on all addresses the machine's names are not known here
        names = ["127.0.0.1", "localhost", host]
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=names)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=_theme(),
        css_paths=[STYLE],
        js=SCRIPT,
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
    )
    return app


def serve(retriever: Retriever, host: str = "127.0.0.1", port: int = 7860) -> None:
    """Serve the chat until it is stopped; port 0 takes any free one.

    Raises:
        BadInput: the address cannot be used.
    """
    import uvicorn

    listening = listen(host, port)
    sys.stderr.write(f"{texts.PREPARING}\n")
    retriever.search(texts.PAGE_TITLE, 1)  # loads the model before the first question
    config = uvicorn.Config(
        application(retriever, host), log_level="warning", timeout_graceful_shutdown=1
    )
    address = _address(host, listening.getsockname()[1])
    sys.stderr.write(texts.SERVING.format(address=address) + "\n")
    uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on the address.

    Raises:
        BadInput: the address cannot be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise BadInput(texts.PORT_TAKEN.format(address=_address(host, port))) from error


def _address(host: str, port: int) -> str:
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


async def _keep_to_this_host(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Tell the browser to ask no other host for anything, and to tell none where it came from."""
    from starlette.responses import Response

    if request.url.path.endswith("/upload"):  # Gradio's own door for files; this page has none
        return Response(status_code=404)
    response = await call_next(request)
    response.headers["Content-Security-Policy"] = ONLY_THIS_HOST
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
