"""The letters for assistants, with a real client of the protocol over both of its ways."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from browsing import served
from conftest import FakeEncoder
from mcp import Client, StdioServerParameters, stdio_client

from index import Retriever, build_index
from qa import (
    LONGEST_QUESTION,
    answer,
    answer_to_json,
    hits_to_json,
    silent,
    timeline,
    timeline_to_json,
)
from ui.assistants import wording
from ui.assistants.server import LettersServer, application, serve_http
from ui.assistants.tools import LONGEST_ID, MOST_CHARACTERS, Tools
from ui.errors import BadInput
from ui.export.letter_json import letter_facts
from ui.main import main
from ui.settings import Api

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "corpus" / "examples" / "letters"
QUESTION = "Wat is de eigen bijdrage voor hulp bij het huishouden?"
NEW = "2024-06-17-termijn"
WAYS = ("pipes", "http")
PIPES = """
import sys; sys.path[:0] = sys.argv[2:]
from conftest import FakeEncoder, FakeReader
import qa.ask, qa.evidence.newest
qa.ask.default_reader = qa.evidence.newest.default_reader = FakeReader
from index import Retriever
from ui.assistants.server import serve_pipes
serve_pipes(Retriever(sys.argv[1], FakeEncoder()))
"""


@asynccontextmanager
async def client(way: str, opened: Retriever) -> AsyncIterator[Client]:
    """A client of a server over an index, which runs beside it (``pipes``) or here (``http``)."""
    if way == "http":
        with served(application(opened, "127.0.0.1")) as address:
            async with Client(f"{address}mcp") as connected:
                yield connected
        return
    call = ["-c", PIPES, str(opened.folder), str(ROOT), f"{ROOT}/tests"]
    async with Client(stdio_client(StdioServerParameters(command=sys.executable, args=call))) as on:
        yield on


@pytest.mark.parametrize("way", WAYS)
async def test_every_tool_is_told_with_what_it_takes_and_gives(
    way: str, retriever: Retriever
) -> None:
    async with client(way, retriever) as connected:
        assert "letterlijke zinnen" in (connected.instructions or "")
        tools = {one.name: one for one in (await connected.list_tools()).tools}
    assert list(tools) == ["search", "ask", "timeline", "letter"]
    for one in tools.values():
        assert one.description
        assert one.annotations and one.annotations.read_only_hint
        assert one.output_schema and one.output_schema["type"] == "object"
        for described in one.input_schema["properties"].values():
            assert described["description"]
    assert tools["ask"].output_schema["$defs"]["Citation"]["properties"]["quote"]["description"]
    assert tools["letter"].input_schema["properties"]["length"]["maximum"] == MOST_CHARACTERS


@pytest.mark.usefixtures("fake_reader")
@pytest.mark.parametrize("way", WAYS)
async def test_the_tools_give_the_public_json(way: str, retriever: Retriever) -> None:
    limits = {"since": "2022"}
    async with client(way, retriever) as connected:

        async def called(tool: str, **given: object) -> Any:  # noqa: ANN401 - JSON
            done = await connected.call_tool(tool, given)
            assert not done.is_error, done.content
            assert json.loads(done.content[0].text) == done.structured_content
            return done.structured_content

        asked = await called("ask", question=QUESTION, passages=1)
        limited = await called("ask", question="Wat is de eigen bijdraeg?", filter=limits)
        searched = await called("search", question=QUESTION, k=2)
        told = await called("timeline", question=QUESTION)
        read = await called("letter", id=NEW)
    found = answer(QUESTION, retriever)
    assert asked == answer_to_json(found, retriever, 1)
    assert asked["status"] == "answered"
    assert asked["citations"][0]["quote"] in retriever.letters()[-1].text
    assert limited["filter"]["since"] == "2022-01-01"
    assert limited["mended"] == [{"typed": "bijdraeg", "read": "bijdrage"}]
    assert searched == hits_to_json(QUESTION, retriever.search(QUESTION, 2), retriever)
    moments = timeline(QUESTION, retriever)
    others = silent(moments, retriever)
    assert told == timeline_to_json(QUESTION, moments, retriever, others)
    letter = retriever.letters()[-1]
    place = {"start": 0, "end": len(letter.text), "text": letter.text, "next": None}
    assert read == letter_facts(letter) | place


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_wrong_is_one_line_of_dutch(way: str, retriever: Retriever) -> None:
    long = "a" * (LONGEST_QUESTION + 1)
    async with client(way, retriever) as connected:
        for tool, given, says in (
            ("ask", {"question": " "}, "De vraag is leeg"),
            ("ask", {"question": long}, f"te lang: {len(long)} tekens"),
            ("timeline", {"question": long}, "te lang"),
            ("search", {}, "klopt niet bij: question"),
            ("search", {"question": "Wmo?", "k": 51}, "klopt niet bij: k"),
            ("search", {"question": "Wmo?", "letter": NEW}, "klopt niet bij: letter"),
            ("ask", {"question": "Wmo?", "filter": {"van": "VNG"}}, "klopt niet bij: filter.van"),
            ("ask", {"question": "Wmo?", "filter": {"since": "ooit"}}, "since 'ooit' is geen"),
            ("search", {"question": "Wmo?", "filter": {"kinds": ["nota"]}}, "kinds 'nota'"),
            ("search", {"question": "Wmo?", "filter": {"since": "2030"}}, "Geen enkele brief valt"),
            ("search", {"question": "Wmo?", "filter": {"kinds": ["x" * 301]}}, r"filter\.kinds\.0"),
            ("search", {"question": "Wmo?", "filter": {"letters": ["x"] * 51}}, r"filter\.letters"),
            ("ask", {"question": "Wmo?", "filter": {"as_of": "2" * 301}}, r"filter\.as_of"),
            ("letter", {"id": "weg\n"}, r"geen brief met id 'weg\\n'"),
            ("letter", {"id": NEW, "offset": 10**6}, "Kies een offset van 0 tot en met"),
            ("letter", {"id": NEW, "length": MOST_CHARACTERS + 1}, "klopt niet bij: length"),
            ("letter", {"id": "x" * (LONGEST_ID + 1)}, "klopt niet bij: id"),
            ("remove", {"id": NEW}, "Er is geen functie 'remove'"),
            ("r" * 5000, {}, "Er is geen functie 'r{60}'"),
            ("letter", {f"{one:x}": 1 for one in range(5000)}, "klopt niet bij"),
        ):
            done = await connected.call_tool(tool, given)
            assert done.is_error, tool
            (line,) = done.content[0].text.splitlines()
            assert re.search(says, line), line
            assert len(line) < 500


@pytest.mark.usefixtures("fake_reader")
async def test_a_mistake_of_the_program_is_logged_and_not_told(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("in het geheim")

    monkeypatch.setattr("ui.assistants.tools.answer", broken)
    monkeypatch.setattr("ui.assistants.tools.timeline_to_json", lambda *_: {"question": "half"})
    async with Client(LettersServer(retriever, remote=False)) as connected:
        for tool in ("ask", "timeline"):
            done = await connected.call_tool(tool, {"question": QUESTION})
            assert done.is_error
            assert done.content[0].text.startswith("Er ging iets mis")
    assert "RuntimeError: in het geheim" in caplog.text
    assert "for Timeline" in caplog.text


@pytest.mark.usefixtures("fake_reader")
async def test_no_more_calls_wait_than_is_allowed(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, lock, working = threading.Event(), threading.Lock(), []

    def slow(*given: Any) -> Any:  # noqa: ANN401 - as the real one
        with lock:
            working.append(given)
        assert going.wait(30)
        return answer(*given)

    monkeypatch.setattr("ui.assistants.tools.answer", slow)
    limits = Api(questions_at_once=1, questions_waiting=1)
    async with Client(LettersServer(retriever, remote=True, limits=limits)) as connected:
        ask = partial(connected.call_tool, "ask", {"question": QUESTION})
        calls = [asyncio.ensure_future(ask()) for _ in range(4)]
        refused, _ = await asyncio.wait(calls, timeout=2)
        assert len(working) == 1
        going.set()
        done = await asyncio.gather(*calls)
        assert [one.is_error for one in done].count(True) == len(refused) == 2
        assert {one.result().content[0].text for one in refused} == {wording.TOO_BUSY}
        assert not (await ask()).is_error


async def test_callers_elsewhere_are_told_nothing_of_this_machine(
    retriever: Retriever, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for file in retriever.folder.glob("letters.sqlite*"):
        file.unlink()
    async with client("http", retriever) as connected:
        for tool, given in (("search", {"question": QUESTION}), ("letter", {"id": NEW})):
            done = await connected.call_tool(tool, given)
            assert done.is_error
            assert done.content[0].text == wording.NO_LETTERS
    assert str(tmp_path) in caplog.text
    async with Client(LettersServer(retriever, remote=False)) as connected:
        done = await connected.call_tool("letter", {"id": NEW})
        assert str(tmp_path) in done.content[0].text


def test_a_letter_is_read_in_parts(tmp_path: Path) -> None:
    text = " ".join(f"Zin {number} gaat over de Wmo." for number in range(2_000))
    (tmp_path / "lang.txt").write_text(text, encoding="utf-8")
    build_index([tmp_path], tmp_path / "index", FakeEncoder())
    tools = Tools(Retriever(tmp_path / "index", FakeEncoder()))
    parts, offset = [], 0
    while offset is not None:
        part = tools.letter("lang", offset)
        assert len(part["text"]) <= MOST_CHARACTERS
        parts.append(part["text"])
        offset = part["next"]
    assert len(parts) > 2
    assert "".join(parts) == tools.retriever.letters()[0].text


def test_pages_of_other_sites_are_turned_away(retriever: Retriever) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    wants = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}
    with served(application(retriever, "127.0.0.1")) as address:

        def code(**headers: str) -> int:
            asked = httpx.post(f"{address}mcp", json=call, headers={**wants, **headers})
            return asked.status_code

        assert code() == 200
        assert code(Origin=address.rstrip("/")) == 200
        assert code(Host="evil.example") == 421
        assert code(Origin="http://evil.example") == 403
        assert code(Host="127.0.0.1.evil.example") == 421


def test_the_name_of_the_address_counts_in_any_case(retriever: Retriever) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    wants = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}
    with served(application(retriever, "Wmo.Example")) as address:
        for host in ("wmo.example", "wmo.example:7870", "Wmo.Example", "Wmo.Example:7870"):
            asked = httpx.post(f"{address}mcp", json=call, headers={**wants, "Host": host})
            assert asked.status_code == 200, host


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "0", ""])
def test_all_addresses_at_once_are_refused(retriever: Retriever, host: str) -> None:
    with pytest.raises(BadInput, match="Geef het ene adres"):
        serve_http(retriever, host, 0)


def test_without_the_package_the_command_says_what_to_do(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "ui.assistants.server")
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    assert main(["mcp", "--index", str(retriever.folder)]) == 1
    caught = capsys.readouterr()
    assert caught.err.startswith("wmo: wmo mcp heeft een extra onderdeel nodig")
    assert "pip install 'wmo-qa[mcp]'" in caught.err
    assert (caught.out, caught.err.count("\n")) == ("", 1)


def test_without_an_index_the_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mcp", "--index", str(tmp_path / "geen")]) == 1
    assert "wmo index" in capsys.readouterr().err


@contextmanager
def started(*options: str) -> Iterator[subprocess.Popen[str]]:
    """A running ``wmo mcp`` with pipes to it."""
    call = [sys.executable, "-m", "ui", "mcp", *options]
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(call, text=True, cwd=ROOT, **pipes) as running:
        yield running
        running.kill()


HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"},
}


def asked(running: subprocess.Popen[str], method: str, params: object) -> Any:  # noqa: ANN401
    """Return what comes of a call over the pipes; fails on a line that is no message."""
    assert running.stdin and running.stdout
    call = {"jsonrpc": "2.0", "id": method, "method": method, "params": params}
    running.stdin.write(json.dumps(call) + "\n")
    running.stdin.flush()
    answered = json.loads(running.stdout.readline())
    assert answered["id"] == method
    return answered["result"]


def test_the_command_stops_while_it_waits_for_input(retriever: Retriever) -> None:
    with started("--index", str(retriever.folder)) as running:
        assert asked(running, "initialize", HELLO)["serverInfo"]["name"] == "wmo"
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=10) == -signal.SIGINT


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An index of some of the example letters, made by the real encoder."""
    from index import SentenceEncoder

    folder = tmp_path_factory.mktemp("mcp") / "index"
    names = ("2026-02-02-regiotaxi-waterbrugge.html", "2022-05-30-pgb-tarieven-waterbrugge.html")
    build_index([EXAMPLES / name for name in names], folder, SentenceEncoder())
    return str(folder)


@pytest.mark.encoder
def test_nothing_but_the_protocol_comes_out(examples: str) -> None:
    ask = {"name": "ask", "arguments": {"question": "Wat kost een rit met de regiotaxi?"}}
    with started("--index", examples) as running:
        asked(running, "initialize", HELLO)
        found = asked(running, "tools/call", ask)["structuredContent"]
        rest, _ = running.communicate(timeout=30)  # ends the input, and so the server
        assert (rest, running.returncode) == ("", 0)
    assert found["citations"][0]["letter_id"] == "2026-02-02-regiotaxi-waterbrugge"


@pytest.mark.encoder
async def test_the_command_serves_over_http_on_this_machine(examples: str) -> None:
    with started("--index", examples, "--http", "--port", "0") as running:
        assert running.stderr
        lines = iter(running.stderr.readline, "")
        found = next(
            filter(None, (re.search(r"http://127\.0\.0\.1:\d+/mcp", one) for one in lines))
        )
        async with Client(found[0]) as connected:
            done = await connected.call_tool("search", {"question": "Wat kost de regiotaxi?"})
    assert done.structured_content["passages"]
