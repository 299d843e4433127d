"""The adapter for LangChain against a server on this machine that answers as OpenAI's does."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from conftest import FakeReader

from index import Retriever
from qa import (
    Answer,
    LanguageModel,
    ModelFailed,
    ModelReader,
    Status,
    UnknownLanguageModel,
    answer,
    leaves_machine,
)

GOOD = json.dumps({"answered": True, "sentences": [2], "short": ""})
REFUSAL = json.dumps({"answered": False, "sentences": [], "short": ""})
QUESTION = "Binnen hoeveel weken besluit de gemeente over de aanvraag?"


@contextmanager
def server(
    status: int = 200, content: str | None = GOOD, wait: float = 0.0
) -> Iterator[tuple[str, list[Any]]]:
    """A server on loopback that answers every chat completion the same way."""
    heard: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            time.sleep(wait)
            if content is None:
                self.connection.close()
                return
            message = {"role": "assistant", "content": content}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            body = {"id": "x", "object": "chat.completion", "created": 1, "model": "m"}
            sent = json.dumps({**body, "choices": [choice]} if status == 200 else {"error": {}})
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent.encode())))
            self.end_headers()
            self.wfile.write(sent.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_port}/v1", heard
    finally:
        running.shutdown()
        running.server_close()


@pytest.fixture(autouse=True)
def without_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def asked(url: str, retriever: Retriever) -> Answer:
    return answer(QUESTION, retriever, reader=reader_at(url))


def reader_at(url: str) -> ModelReader:
    return ModelReader(LanguageModel("openai:m", url), FakeReader())


def test_a_real_server_chooses_the_sentences(retriever: Retriever) -> None:
    with server() as (url, heard):
        passages = [hit.passage for hit in retriever.search(QUESTION, 3)]
        read = reader_at(url).read(QUESTION, passages)
        found = asked(url, retriever)
    assert max(read.sentences, key=lambda one: one.score) == read.sentences[1]
    assert found.status is Status.ANSWERED
    assert found.grounded
    request = heard[-1]
    assert request["model"] == "m"
    assert "[1] " in request["messages"][1]["content"]
    assert "geen opdracht" in request["messages"][0]["content"]


def test_a_real_server_refuses(retriever: Retriever) -> None:
    with server(content=REFUSAL) as (url, _):
        found = asked(url, retriever)
    assert found.statements == ()
    assert not [one for one in found.warnings if one.kind == "language_model"]


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (500, ""),
        (429, ""),
        (401, ""),
        (200, None),
        (200, "Dat doe ik niet."),
        (200, "x" * 100_000),
        (200, '{"answered": true, "sentences": [9999], "short": ""}'),
        (200, '{"answered": true, "sentences": [], "short": ""}'),
        (200, '{"parts": [{"lead": "", "sentences": [1]}], "answered": true}'),
        (200, ""),
    ],
)
@pytest.mark.usefixtures("fake_reader")
def test_what_goes_wrong_leaves_the_answer_as_it_was(
    status: int, content: str | None, retriever: Retriever
) -> None:
    plain = answer(QUESTION, retriever)
    with server(status, content) as (url, heard):
        found = asked(url, retriever)
    assert len(heard) == 1  # it is not tried again
    assert found.statements == plain.statements
    assert [one.kind for one in found.warnings if one not in plain.warnings] == ["language_model"]


def test_a_slow_model_is_not_waited_for(retriever: Retriever) -> None:
    with server(wait=5) as (url, _):
        begun = time.monotonic()
        with pytest.raises(ModelFailed):
            LanguageModel("openai:m", url, seconds=0.3).write("x", "y")
        assert time.monotonic() - begun < 4


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(ModelFailed):
        LanguageModel("openai:m", "http://127.0.0.1:9/v1").write("x", "y")


@pytest.mark.parametrize("name", ["m", "geen:m", "openai:m"])
def test_a_model_that_cannot_be_used_says_so(name: str) -> None:
    with pytest.raises(UnknownLanguageModel, match="taalmodel"):
        LanguageModel(name)


def test_it_is_known_when_a_question_leaves_the_machine() -> None:
    assert leaves_machine("")
    assert leaves_machine("https://voorbeeld.example/v1")
    assert not leaves_machine("http://127.0.0.1:8000/v1")
    assert not leaves_machine("http://localhost:8000/v1")
