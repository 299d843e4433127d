"""Who may come in over HTTP, how much they may ask, and how large and slow it may be."""

from __future__ import annotations

import json
import logging
import socket
import stat
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import uvicorn
from api_serving import NEW_ID, QUESTION, asking, visited
from conftest import FakeReader

from index import Retriever, remove_letters
from ui import texts
from ui.errors import BadInput
from ui.main import main
from ui.server import application, serve_api
from ui.settings import Api, Login, Server, Settings, Storage
from ui.web.api import wording
from ui.web.api.application import is_place, rules_of
from ui.web.api.door.access import host_of
from ui.web.api.door.envelope import Envelope
from ui.web.api.door.headers import attachment, holds, preferred
from ui.web.api.door.keys import FILE, PREFIX, Key, Keys, add_key, read_keys, remove_key
from ui.web.api.door.limits import Rate
from ui.web.api.door.problems import MEDIA_TYPE

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
PLACES = ("/v1/letters", f"/v1/letters/{NEW_ID}/file", "/v1/search?question=x", "/metrics", "/nee")
OPEN = ("/health", "/ready", "/openapi.json", "/v1/openapi.json")


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def refused(answer: httpx.Response, status: int, said: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert said in answer.json()["detail"]


def test_a_key_is_kept_as_a_hash_that_only_its_owner_reads(tmp_path: Path) -> None:
    secret = add_key(tmp_path, "zaaksysteem", writes=False)
    other = add_key(tmp_path, "beheer", writes=True)
    assert secret.startswith(PREFIX)
    assert len(secret) >= len(PREFIX) + 43  # 32 random bytes
    kept = (tmp_path / FILE).read_text(encoding="utf-8")
    assert secret not in kept
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    keys = Keys(tmp_path)
    assert [one.name for one in keys.known()] == ["beheer", "zaaksysteem"]
    found = keys.of(secret)
    assert found
    assert (found.name, found.writes) == ("zaaksysteem", False)
    assert keys.of(other) == next(one for one in keys.known() if one.writes)
    for wrong in ("", secret[:-1], secret + "x", secret.upper(), "é", "\ud800"):
        assert keys.of(wrong) is None
    remove_key(tmp_path, "zaaksysteem")
    assert keys.of(secret) is None
    assert [one.name for one in tmp_path.iterdir() if "api-keys.json." in one.name] in (
        [], [f".{FILE}.lock"],
    )  # fmt: skip


@pytest.mark.parametrize("name", ["", " ", "a b", "../x", "a/b", "é", "x" * 41, "-x", "a\n"])
def test_a_key_has_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="Een naam telt"):
        add_key(tmp_path, name, writes=False)
    assert read_keys(tmp_path) == ()


def test_a_name_is_used_once_and_only_a_known_one_is_removed(tmp_path: Path) -> None:
    add_key(tmp_path, "a", writes=False)
    with pytest.raises(BadInput, match="al een sleutel 'a'"):
        add_key(tmp_path, "a", writes=True)
    with pytest.raises(BadInput, match="geen sleutel 'b'"):
        remove_key(tmp_path, "b")
    assert read_keys(tmp_path)[0].writes is False


@pytest.mark.parametrize(
    "damaged",
    ["", "{", "[]", '{"keys": 1}', '{"keys": [{}]}', '{"keys": [{"name": "a"}]}',
     '{"keys": [{"name": "a", "hash": 1, "writes": true, "made": ""}]}',
     *(json.dumps({"keys": [{"name": "a", "hash": "b", "writes": True, "made": ""} | wrong]})
       for wrong in ({"name": 1}, {"made": None}, {"writes": "false"}, {"hash": "é"}, {"x": 1}))],
)  # fmt: skip
def test_a_damaged_list_of_keys_opens_nothing(
    retriever: Retriever, damaged: str, tmp_path: Path
) -> None:
    file = retriever.folder / FILE
    file.write_text(damaged, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(BadInput, match="geen lijst van sleutels"):
        read_keys(retriever.folder)
    with asking(retriever, Settings()) as client:
        got = client.get("/v1/letters")
        refused(got, 503, "sleutels zijn niet te lezen")
        assert got.headers["retry-after"]
        assert str(tmp_path) not in client.get("/v1/letters").text
        assert client.get("/health").status_code == 200


def test_a_list_of_keys_that_others_can_read_is_refused(tmp_path: Path) -> None:
    add_key(tmp_path, "a", writes=False)
    (tmp_path / FILE).chmod(0o640)
    with pytest.raises(BadInput, match="chmod 600"):
        read_keys(tmp_path)


def test_without_keys_this_machine_reads_and_with_one_only_its_holder(
    retriever: Retriever,
) -> None:
    with asking(retriever, Settings()) as client:
        assert client.get("/v1/letters").status_code == 200
        refused(client.get("/v1/letters", headers=bearer("x")), 401, wording.NO_KEY)
        secret = add_key(retriever.folder, "a", writes=False)
        for place in PLACES:
            got = client.get(place)
            refused(got, 401, wording.NO_KEY)
            assert got.headers["www-authenticate"].startswith("Bearer")
        for wrong in (f"Basic {secret}", f"Bearer {secret}x", "Bearer", secret):
            assert client.get("/v1/letters", headers={"Authorization": wrong}).status_code == 401
        assert client.get(f"/v1/letters?key={secret}").status_code == 401
        for place in OPEN:
            assert client.get(place).status_code == 200
        assert client.get("/v1/letters", headers=bearer(secret)).status_code == 200
        remove_key(retriever.folder, "a")
        assert client.get("/v1/letters", headers=bearer(secret)).status_code == 401
        refused(client.get("/v1/letters"), 401, wording.NO_KEY)  # the last key went: it stays shut
        (retriever.folder / FILE).unlink()
        assert client.get("/v1/letters").status_code == 200


@pytest.mark.parametrize(
    ("settings", "is_open"),
    [
        (Settings(), True),
        (Settings(server=Server(host="::1")), True),
        (Settings(server=Server(host="0.0.0.0")), False),
        (Settings(server=Server(host="192.168.0.2")), False),
        (Settings(server=Server(names=("wmo.example",))), False),  # a proxy lets others in
        (Settings(login=Login(users={"jan": "x"})), False),
        (Settings(login=Login(proxy_header="X-User", trusted_proxies=("127.0.0.1",))), False),
    ],
)
def test_only_this_machine_itself_reads_without_a_key(settings: Settings, is_open: bool) -> None:
    assert rules_of(settings).open is is_open


def test_elsewhere_nothing_is_served_without_keys(retriever: Retriever) -> None:
    settings = Settings(server=Server(host="0.0.0.0", port=0))
    with pytest.raises(BadInput, match="wmo keys add"):
        serve_api(retriever, settings)
    with asking(retriever, settings) as client:
        refused(client.get("/v1/letters"), 401, wording.NO_KEY)


def test_other_names_of_this_machine_are_refused(retriever: Retriever) -> None:
    with asking(retriever, Settings()) as client:
        for host in ("evil.example", "127.0.0.1.evil.example", "", "evil.example:7860"):
            refused(client.get("/v1/letters", headers={"Host": host}), 400, "De kop Host")
        for host in ("localhost:1", "127.0.0.1", "[::1]:7860", "LOCALHOST"):
            assert client.get("/v1/letters", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_pages_of_other_sites_ask_nothing(
    retriever: Retriever, fake_reader: FakeReader, tmp_path: Path, site: str
) -> None:
    storage = Storage(record=True, folder=tmp_path / "opslag", days=1)
    other = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
    with asking(retriever, Settings(storage=storage)) as client:
        for place in (*PLACES, "/v1/ask?question=x"):
            refused(client.get(place, headers=other), 403, wording.OTHER_SITE)
        assert not storage.folder.exists()
        for place in OPEN:
            assert client.get(place, headers=other).status_code == 200
        for own in ("none", "same-origin"):
            got = client.get("/v1/letters", headers={"Sec-Fetch-Site": own})
            assert got.status_code == 200


def test_the_name_of_a_host() -> None:
    given = ("a:1", "A.example", "[::1]:80", "[::1]", "", "a:b:c", "[::1].b")
    assert [host_of(one) for one in given] == ["a", "a.example", "::1", "::1", "", "a", ""]


def test_the_rate_is_kept_for_each_client() -> None:
    now = [0.0]
    rate = Rate(2, lambda: now[0])
    assert [rate.wait("a"), rate.wait("a")] == [0, 0]
    assert rate.wait("a") == pytest.approx(30)
    assert rate.wait("b") == 0
    now[0] = 29
    assert rate.wait("a") == pytest.approx(1)
    now[0] = 30
    assert rate.wait("a") == 0
    now[0] = 1000
    assert [rate.wait("a") == 0 for _ in range(3)] == [True, True, False]


def test_who_asks_too_much_has_to_wait(retriever: Retriever) -> None:
    secret = add_key(retriever.folder, "a", writes=False)
    with asking(retriever, Settings(api=Api(requests_per_minute=3))) as client:
        for _ in range(3):
            assert client.get("/v1/letters").status_code == 401
        got = client.get("/v1/letters")
        refused(got, 429, "Retry-After")
        assert 1 <= int(got.headers["retry-after"]) <= 20
        assert client.get("/health").status_code == 200
        for _ in range(3):  # a key has a rate of its own
            assert client.get("/v1/letters", headers=bearer(secret)).status_code == 200
        refused(client.get("/v1/letters", headers=bearer(secret)), 429, "Retry-After")


def test_what_is_sent_is_not_too_large(retriever: Retriever) -> None:
    large = b'{"question": "' + b"x" * 70_000 + b'"}'
    kind = {"Content-Type": "application/json"}
    with asking(retriever, Settings()) as client:
        refused(client.post("/v1/ask", content=large, headers=kind), 413, "groter dan 65536")
        parts = iter([large[:40_000], large[40_000:]])  # whose length is not said
        refused(client.post("/v1/ask", content=parts, headers=kind), 413, "groter dan 65536")
        refused(client.request("GET", "/v1/letters", content=b"x" * 70_000), 413, "groter dan")
        assert client.get("/v1/letters").status_code == 200


def test_what_is_sent_comes_in_time(retriever: Retriever) -> None:
    settings = Settings(api=Api(body_seconds=1))
    with asking(retriever, settings) as client:
        begun = time.monotonic()
        with socket.create_connection((client.base_url.host, client.base_url.port or 0)) as line:
            line.settimeout(20)
            line.sendall(
                b"POST /v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                b"Content-Length: 100\r\n\r\n{"
            )
            got = b"".join(iter(lambda: line.recv(4096), b""))
        assert got.startswith(b"HTTP/1.1 408")
        assert b"connection: close" in got.lower()
        assert json.loads(got.split(b"\r\n\r\n")[1])["detail"] == wording.BODY_LATE
        assert time.monotonic() - begun >= 1


class SlowReader(FakeReader):
    """Reads when it is let go."""

    def __init__(self) -> None:
        self.going, self.reading = threading.Event(), threading.Semaphore(0)
        self.read_questions: list[str] = []

    def read(self, question: str, passages: Any) -> Any:  # noqa: ANN401 - as the fake one
        self.read_questions.append(question)
        self.reading.release()
        assert self.going.wait(30)
        return super().read(question, passages)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowReader]:
    reader = SlowReader()
    for module in ("qa.ask", "qa.evidence.newest"):
        monkeypatch.setattr(f"{module}.default_reader", lambda: reader)
    yield reader
    reader.going.set()


def test_no_more_questions_wait_than_is_allowed(retriever: Retriever, slow: SlowReader) -> None:
    limits = Api(questions_at_once=1, questions_waiting=1, requests_per_minute=100_000)
    with asking(retriever, Settings(api=limits)) as client:
        got: list[int] = []

        def ask() -> None:
            got.append(client.get("/v1/ask", params={"question": QUESTION}).status_code)

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for one in threads:
            one.start()
        assert slow.reading.acquire(timeout=20)
        wait_for(client, 2)
        for accept in ("application/json", "text/event-stream"):
            params, headers = {"question": QUESTION}, {"Accept": accept}
            full = client.get("/v1/ask", params=params, headers=headers)
            refused(full, 503, "wachten al te veel")
            assert int(full.headers["retry-after"]) > 0
        assert client.get("/v1/letters").status_code == 200  # is no question
        slow.going.set()
        for one in threads:
            one.join()
        assert got == [200, 200]


def test_an_answer_that_takes_too_long_is_given_up(retriever: Retriever, slow: SlowReader) -> None:
    with asking(retriever, Settings(api=Api(questions_at_once=1, answer_seconds=1))) as client:
        late = client.get("/v1/ask", params={"question": QUESTION})
        refused(late, 503, "niet binnen 1 seconden")
        headers = {"Accept": "application/jsonl"}
        lines = client.get("/v1/ask", params={"question": QUESTION}, headers=headers).text
        assert json.loads(lines.splitlines()[-1])["problem"]["status"] == 503
        slow.going.set()
        again = (client.get("/v1/ask", params={"question": QUESTION}) for _ in range(20))
        assert any(one.status_code == 200 for one in again)


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_who_goes_away_leaves_the_line(retriever: Retriever, slow: SlowReader, accept: str) -> None:
    limits = Api(questions_at_once=1, requests_per_minute=100_000)
    with asking(retriever, Settings(api=limits)) as client:
        host, port = client.base_url.host, client.base_url.port or 0
        places = [quote(one) for one in (QUESTION, "Hoe hoog is de eigen bijdrage?")]
        lines = [HTTPConnection(host, port, timeout=30) for _ in places]
        for standing, (line, place) in enumerate(zip(lines, places, strict=True), 1):
            line.request("GET", f"/v1/ask?question={place}", headers={"Accept": accept})
            wait_for(client, standing)
        assert slow.reading.acquire(timeout=20)
        lines[1].close()
        wait_for(client, 1)
        slow.going.set()
        wait_for(client, 0)
        assert slow.read_questions == [QUESTION]  # the other was never begun
        assert b"answered" in lines[0].getresponse().read()
        lines[0].close()


def wait_for(client: httpx.Client, standing: int) -> None:
    """Wait until so many questions stand in the line."""
    until = time.monotonic() + 30
    while f'wmo_work{{line="questions"}} {standing}.0' not in client.get("/metrics").text:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_mistake_of_the_program_tells_nothing(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"geheim: {QUESTION}")

    monkeypatch.setattr(retriever, "search", broken)
    with asking(retriever, Settings()) as client:
        got = client.get("/v1/search", params={"question": QUESTION})
        refused(got, 500, "X-Request-Id")
        headers = {"Accept": "application/jsonl"}
        told = client.get("/v1/ask", params={"question": QUESTION}, headers=headers).text
        assert json.loads(told.splitlines()[-1])["problem"]["status"] == 500
    assert "geheim" not in got.text + told
    assert got.headers["x-request-id"] in caplog.text
    assert "RuntimeError" in caplog.text
    own = [one.getMessage() for one in caplog.records if one.name.startswith("ui.web.api")]
    assert own
    assert not any("geheim" in one or QUESTION in one for one in own)


def test_requests_are_logged_without_what_was_asked(
    retriever: Retriever, fake_reader: FakeReader, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "ui.web.api")
    with asking(retriever, Settings()) as client:
        client.get("/v1/ask", params={"question": QUESTION})
        client.post("/v1/search", json={"question": QUESTION})
        client.get(f"/v1/letters/{NEW_ID}", headers=bearer("geheim"))
    own = " ".join(one.getMessage() for one in caplog.records if one.name.startswith("ui.web"))
    assert "GET /v1/ask 200" in own
    assert "GET - 401" in own
    assert not any(one in own for one in (QUESTION, "geheim", NEW_ID, "gemeente"))


def test_an_index_that_is_gone_is_told(retriever: Retriever, tmp_path: Path) -> None:
    with asking(retriever, Settings()) as client:
        for file in retriever.folder.glob("letters.sqlite*"):
            file.unlink()
        for place in ("/v1/letters", f"/v1/ask?question={QUESTION}", "/ready"):
            got = client.get(place)
            refused(got, 503, wording.NO_INDEX)
            assert got.headers["retry-after"]
            assert str(tmp_path) not in got.text
        told = client.get("/metrics")
        assert told.status_code == 200
        assert "wmo_letters NaN" in told.text
        assert "wmo_requests_total" in told.text
        assert client.get("/health").status_code == 200


def test_an_index_without_letters_answers_too(
    retriever: Retriever, fake_reader: FakeReader
) -> None:
    remove_letters(list(retriever.files().values()), retriever.folder)
    with asking(retriever, Settings()) as client:
        got = client.get("/v1/letters").json()
        assert (got["letters"], got["total"], got["links"]["next"]) == ([], 0, None)
        assert client.get("/v1/ask", params={"question": QUESTION}).status_code == 200
        assert client.get("/v1/commitments").json()["commitments"] == []
        assert client.get("/ready").json() == {"status": "ready", "letters": 0}


def test_questions_are_kept_where_that_is_asked(
    retriever: Retriever, fake_reader: FakeReader, tmp_path: Path
) -> None:
    storage = Storage(record=True, folder=tmp_path / "opslag", days=1)
    with asking(retriever, Settings(storage=storage)) as client:
        for _ in range(2):
            got = client.get("/v1/ask", params={"question": QUESTION})
            years = client.get("/v1/timeline", params={"question": QUESTION})
            assert years.status_code == 200
        for one in (got, years):  # who keeps an answer would ask without a line in the record
            assert "etag" not in one.headers
            assert one.headers["cache-control"] == "no-store"
        rows = [line for file in storage.folder.iterdir() for line in file.open(encoding="ascii")]
        assert [json.loads(row)["question"] for row in rows] == [QUESTION] * 4
        assert not got.json()["warnings"] or got.json()["warnings"][0]["kind"] != "not_recorded"
        for file in storage.folder.iterdir():
            file.unlink()
        storage.folder.rmdir()
        storage.folder.write_text("geen map", encoding="utf-8")
        not_kept = client.get("/v1/timeline?question=x")
        refused(not_kept, 503, texts.NOT_RECORDED)
        assert not_kept.headers["retry-after"]
        warned = client.get("/v1/ask", params={"question": QUESTION}).json()["warnings"]
        assert warned[-1] == {
            "kind": "not_recorded", "letter_id": None, "text": texts.NOT_RECORDED,
        }  # fmt: skip


def test_it_stands_beside_the_chat_with_guards_of_its_own(
    retriever: Retriever, fake_reader: FakeReader
) -> None:
    with visited(application(retriever, Settings())) as client:
        got = client.get("/v1/ask", params={"question": QUESTION})
        assert got.json()["status"] == "answered"
        assert got.headers["content-security-policy"].startswith("default-src 'none'")
        assert client.get("/health").json() == {"status": "ok"}
        assert client.get("/openapi.json").json()["info"]["title"]
        page = client.get("/")
        assert page.headers["content-type"].startswith("text/html")
        assert "api-version" not in page.headers
        refused(client.get("/v1/nee"), 404, "bestaat niet")


def test_beside_a_chat_with_a_login_a_key_is_needed(retriever: Retriever) -> None:
    from ui.passwords import hashed

    login = Login(users={"jan": hashed("correct paard batterij")})
    with visited(application(retriever, Settings(login=login))) as client:
        for place in PLACES[:-1]:
            refused(client.get(place), 401, wording.NO_KEY)
        secret = add_key(retriever.folder, "a", writes=False)
        assert client.get("/v1/letters", headers=bearer(secret)).status_code == 200
        assert client.get("/config", headers=bearer(secret)).status_code == 401
        for place in ("/v1x", "/v1letters", "/metricsx", "/%2e%2e/v1/letters"):
            assert client.get(place).status_code in (401, 404), place


def test_the_places_of_the_interface() -> None:
    assert all(map(is_place, ("/v1", "/v1/", "/v1/x", "/health", "/metrics", "/openapi.json")))
    assert not any(map(is_place, ("/", "/v1x", "/health/", "/V1/x", "//v1/x", "/gradio_api/x")))


def test_keys_on_the_command_line(
    retriever: Retriever, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    index = ["--index", str(retriever.folder)]
    assert main(["keys", "list", *index]) == 0
    assert capsys.readouterr().out.strip() == wording.NO_KEYS_YET
    assert main(["keys", "add", "beheer", "--write", *index]) == 0
    told = capsys.readouterr()
    assert told.err.strip() == wording.KEY_MADE
    found = Keys(retriever.folder).of(told.out.strip())
    assert isinstance(found, Key)
    assert found.writes
    assert main(["keys", "list", *index]) == 0
    assert capsys.readouterr().out.split()[0] == "beheer"
    assert main(["keys", "add", "beheer", *index]) == 1
    assert main(["keys", "remove", "beheer", *index]) == 0
    assert main(["keys", "remove", "beheer", *index]) == 1
    assert "geen sleutel 'beheer'" in capsys.readouterr().err
    assert main(["keys", "list", "--index", str(tmp_path / "nergens")]) == 1
    assert "geen index" in capsys.readouterr().err
    assert not (tmp_path / "nergens").exists()


def test_serving_elsewhere_without_keys_is_refused_in_one_line(
    retriever: Retriever, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.cli.serving.Retriever", lambda _: retriever)
    assert main(["serve", "--host", "0.0.0.0", "--index", str(retriever.folder)]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "wmo keys add NAAM" in told


def test_the_command_serves_the_interface_alone_and_logs(
    retriever: Retriever, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[uvicorn.Config] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda one, sockets: made.append(one.config))
    monkeypatch.setattr("ui.cli.serving.Retriever", lambda _: retriever)
    log = logging.getLogger("ui.web.api")
    try:
        assert main(["serve", "--port", "0", "--index", str(retriever.folder)]) == 0
        log.getChild("door").info("een regel")
    finally:  # other tests read the log too
        log.handlers.clear()
        log.setLevel(logging.NOTSET)
        log.propagate = True
    assert isinstance(made[0].app, Envelope)
    assert (made[0].proxy_headers, made[0].server_header) == (False, False)
    told = capsys.readouterr().err
    assert "De HTTP-dienst staat klaar op http://127.0.0.1:" in told
    assert told.rstrip().endswith("een regel")


@pytest.mark.parametrize(
    ("accept", "offered", "wanted"),
    [
        ("", ["a/b", "c/d"], "a/b"),
        ("c/d", ["a/b", "c/d"], "c/d"),
        ("a/b;q=0.5, c/d", ["a/b", "c/d"], "c/d"),
        ("*/*;q=0.1, a/*", ["c/d", "a/b"], "a/b"),
        ("a/*, a/b;q=0", ["a/b"], ""),
        ("A/B; charset=x", ["a/b"], "a/b"),
        ("a/b;q=2", ["a/b"], "a/b"),
        (", ;q=1, /", ["a/b"], ""),
    ],
)
def test_the_form_that_is_wanted_most(accept: str, offered: list[str], wanted: str) -> None:
    assert preferred(accept, offered) == wanted


def test_tags_and_names_of_files() -> None:
    assert holds('"a", W/"b"', 'W/"b"')
    assert not holds("", 'W/"b"')
    assert attachment('a"b\r\nx: é.pdf') == (
        "attachment; filename=\"a_b__x_ _.pdf\"; filename*=UTF-8''a%22b%0D%0Ax%3A%20%C3%A9.pdf"
    )
