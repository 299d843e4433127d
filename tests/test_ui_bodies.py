"""How large and slow what is sent to the chat may be, on a real server on this machine."""

from __future__ import annotations

import json
import logging
import socket
import time
from functools import partial
from pathlib import Path

import httpx
import pytest
from browsing import served

from index import Retriever
from ui.passwords import hashed
from ui.server import application
from ui.settings import Api, Login, Settings, Upload
from ui.web.api import wording
from ui.web.api.door.limits import MEGABYTE
from ui.web.login import LOGIN
from ui.web.uploads import PLACE

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
LOGINS = Login(users={"jan": hashed("correct paard batterij")})
JSON = {"Content-Type": "application/json"}
get, post = partial(httpx.get, timeout=60), partial(httpx.post, timeout=60)


def opening(chat: str, head: str, body: bytes) -> socket.socket:
    """Return a connection over which the beginning of a request of 100 bytes is sent."""
    host, port = chat.removeprefix("http://").rstrip("/").split(":")
    line = socket.create_connection((host, int(port)), timeout=60)
    start = f"POST {head} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    line.sendall(f"{start}Content-Length: 100\r\n\r\n".encode() + body)
    return line


def told(chat: str, head: str) -> bytes:
    """Return what a server says when nothing follows the first byte of a body."""
    with opening(chat, head, b"{") as line:
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_what_is_sent_to_the_chat_is_not_too_large(retriever: Retriever) -> None:
    large = b'{"data": ["' + b"x" * MEGABYTE + b'"]}'
    with served(application(retriever)) as chat:
        for place in ("gradio_api/queue/join", "gradio_api/run/predict"):
            said = [
                post(f"{chat}{place}", content=one, headers=JSON).status_code
                for one in (large, iter([large[:9], large[9:]]), large[:-20])  # iter: no length
            ]
            assert said == [413, 413, 422], place
    with served(application(retriever, Settings(login=LOGINS))) as chat:
        assert post(f"{chat[:-1]}{LOGIN}", content=large).status_code == 413
        parts = iter([large[:9], large[9:]])  # read as far as a form can be long
        assert post(f"{chat[:-1]}{LOGIN}", content=parts).status_code == 403
        assert post(f"{chat}gradio_api/queue/join", content=large).status_code == 413


def test_what_is_sent_to_the_chat_comes_in_time(
    retriever: Retriever, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.web.api.door.limits.UPLOAD_TIMES", 1)
    slow, upload = Api(body_seconds=1), Upload(allowed=True, folder=tmp_path / "brieven")
    with served(application(retriever, Settings(login=LOGINS, api=slow))) as chat:
        late = told(chat, LOGIN)
        assert late.startswith(b"HTTP/1.1 408")
        assert b"connection: close" in late.lower()
        assert wording.BODY_LATE.encode() in late
    with served(application(retriever, Settings(upload=upload, api=slow))) as chat:
        assert told(chat, "/gradio_api/queue/join").startswith(b"HTTP/1.1 408")
        late = told(chat, f"{PLACE}?naam=taxi.txt")
        assert late.startswith(b"HTTP/1.1 408")
        assert json.loads(late.split(b"\r\n\r\n")[1]) == {"problem": wording.BODY_LATE}
        assert not [one for one in upload.folder.rglob("*") if one.is_file()]
        beating = httpx.stream("GET", f"{chat}gradio_api/heartbeat/x", timeout=2.5)
        # It stays open: it has no body that could be late.
        with beating as stream, pytest.raises(httpx.ReadTimeout):
            assert not [one for one in stream.iter_raw() if b"ALIVE" not in one]


def test_who_hangs_up_while_logging_in_is_no_mistake_of_the_program(
    retriever: Retriever, caplog: pytest.LogCaptureFixture
) -> None:
    with served(application(retriever, Settings(login=LOGINS))) as chat:
        logging.getLogger("uvicorn.error").addHandler(caplog.handler)  # it passes nothing on
        for _ in range(3):
            opening(chat, LOGIN, b"naam=").close()
        time.sleep(0.5)
        assert get(f"{chat[:-1]}{LOGIN}").status_code == 200
    assert not [one for one in caplog.records if one.levelname == "ERROR"]
