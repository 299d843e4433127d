"""The chat in the browser: a question box, the answer, and its sources beside it."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import NoIndex, OtherIndex, Retriever
from qa import LONGEST_QUESTION, Answer, answer
from ui import rendering, texts
from ui.errors import BadInput
from ui.script import SCRIPT

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware.base import RequestResponseEndpoint
    from starlette.requests import Request
    from starlette.responses import Response

Answers = tuple[Answer, ...]

KEPT = 30  # questions with their answers in one session
SESSION_SECONDS = 8 * 60 * 60
ASKING_AT_ONCE = 4
STYLE = Path(__file__).with_name("style.css")
ONLY_THIS_HOST = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
# Past the queue, whose stream closes after the page's first event: a question that is asked at that
# very moment would wait for an answer on a closed stream.
AT_ONCE: dict[str, Any] = {"queue": False}


def build(retriever: Retriever) -> gr.Blocks:
    """Return the page of the chat over the letters of an index."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr

    def show_header() -> str:
        return rendering.header(retriever.letters())

    def ask(question: str, asked: Answers) -> Iterator[dict[Any, Any]]:
        for told, answers in respond(question, asked, retriever):
            yield {notice: told} if answers is asked else {notice: told, **_changed(answers)}

    def _changed(answers: Answers) -> dict[Any, Any]:
        parts = (rendering.latest, rendering.evidence, rendering.earlier)
        shown = {place: part(answers) for place, part in zip(places, parts, strict=True)}
        return {box: "", history: answers, **shown}

    page: gr.Blocks = gr.Blocks(title=texts.PAGE_TITLE, analytics_enabled=False)
    with page:
        history = gr.State((), time_to_live=SESSION_SECONDS)
        header = gr.HTML(show_header())
        with gr.Row(elem_id="wmo-ask"):
            box = gr.Textbox(
                label=texts.QUESTION_LABEL, placeholder=texts.QUESTION_HINT, max_lines=6,
                scale=5, autofocus=True,
            )  # fmt: skip
            button = gr.Button(texts.ASK, variant="primary", scale=0, min_width=120)
        notice = gr.HTML(elem_id="wmo-notice")
        with gr.Column(elem_id="wmo-result"):
            places = [gr.HTML(elem_id=f"wmo-{part}") for part in ("latest", "evidence", "earlier")]
        hidden: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        page.load(show_header, outputs=header, **AT_ONCE, **hidden)
        asking = gr.on(
            [box.submit, button.click], ask, [box, history], [box, history, notice, *places],
            concurrency_limit=ASKING_AT_ONCE, **hidden,
        )  # fmt: skip
        asking.failure(show_failure, outputs=notice, **hidden)
    return page


def show_failure() -> str:
    """Return what is said when an answer was broken off by a mistake of the program."""
    return rendering.notice(texts.FAILED, "problem")


def respond(question: str, asked: Answers, retriever: Retriever) -> Iterator[tuple[str, Answers]]:
    """Yield what is announced, as HTML, with all answers so far; a problem adds no answer."""
    problem = question_problem(question)
    if problem:
        yield rendering.notice(problem, "problem"), asked
        return
    yield rendering.notice(texts.BUSY), asked
    try:
        found = answer(question, retriever)
    except (NoIndex, OtherIndex) as error:
        yield rendering.notice(str(error), "problem"), asked
        return
    yield rendering.notice(rendering.announcement(found), "unseen"), (*asked, found)[-KEPT:]


def question_problem(question: str) -> str:
    """Return why a question cannot be asked, in Dutch; empty when it can."""
    length = len(" ".join(question.split()))
    if not length:
        return texts.EMPTY_QUESTION
    if length > LONGEST_QUESTION:
        return texts.too_long(length, LONGEST_QUESTION)
    return ""


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
