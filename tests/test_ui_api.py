"""The routes of the HTTP interface: what each gives, refuses, and gives only once."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest
from api_serving import NEW_ID, OLD_ID, QUESTION, asking, opened
from conftest import NEW, OLD, FakeEncoder, FakeReader
from test_corpus_pdf import pdf, write

from corpus import Letter, can_draw_pages
from index import LetterStore, build_index
from qa import answer, answer_to_json
from ui.settings import Api, Settings
from ui.web.api import wording
from ui.web.api.door.headers import API_VERSION
from ui.web.api.door.problems import MEDIA_TYPE
from ui.web.api.letters_by_id import Library
from ui.web.api.shapes import answers, letters
from ui.web.api.shapes.examples import EXAMPLES

MANY = Settings(api=Api(requests_per_minute=100_000))
PDF_ID = "2025-05-03-taxi"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two letters in plain text and one of two pages in PDF."""
    made = tmp_path_factory.mktemp("api")
    (made / "brieven").mkdir()
    (made / "brieven" / f"{OLD_ID}.txt").write_text(OLD, encoding="utf-8")
    (made / "brieven" / f"{NEW_ID}.txt").write_text(NEW, encoding="utf-8")
    lines = ("Datum 3 mei 2025", "Een rit met de regiotaxi kost 4 euro.")
    pages = [partial(write, x=80, y=700, text=line) for line in lines]
    (made / "brieven" / f"{PDF_ID}.pdf").write_bytes(pdf(*pages))
    build_index([made / "brieven"], made / "index", FakeEncoder())
    return made


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx.Client]:
    with pytest.MonkeyPatch.context() as patch:
        reader = FakeReader()
        for module in ("qa.ask", "qa.evidence.newest"):
            patch.setattr(f"{module}.default_reader", lambda: reader)
        with asking(opened(folder / "index"), MANY) as made:
            yield made


def problem(answer: httpx.Response, status: int, said: str = "") -> None:
    """Check that an answer is a problem in Dutch, with what guards every answer."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == MEDIA_TYPE
    told = answer.json()
    assert told["status"] == status
    assert told["title"] == wording.PROBLEMS[status][1]
    assert told["type"].endswith(wording.PROBLEMS[status][0])
    assert said in told["detail"], told
    guarded(answer)


def guarded(answer: httpx.Response) -> None:
    assert answer.headers["api-version"] == API_VERSION
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-request-id"]
    assert "access-control-allow-origin" not in answer.headers
    assert "server" not in answer.headers


def test_a_question_is_answered_as_the_command_line_does(
    client: httpx.Client, folder: Path, fake_reader: FakeReader
) -> None:
    got = client.get("/v1/ask", params={"question": QUESTION})
    retriever = opened(folder / "index")
    expected = answer_to_json(answer(QUESTION, retriever), retriever)
    passages = expected.pop("passages")
    assert got.json() == expected
    assert got.json()["status"] == "answered"
    guarded(got)
    more = client.post("/v1/ask", json={"question": QUESTION, "passages": True})
    assert more.json() == {**expected, "passages": passages}
    answers.Answer.model_validate(more.json())


def test_a_choice_limits_what_is_searched(client: httpx.Client) -> None:
    chosen = {"question": QUESTION, "onlyLetters": [OLD_ID], "passages": "true"}
    got = client.get("/v1/ask", params=chosen).json()
    assert {one["letter_id"] for one in got["passages"]} == {OLD_ID}
    assert got["filter"]["letters"] == [OLD_ID]
    before = client.post("/v1/search", json={"question": QUESTION, "asOf": "2022", "limit": 3})
    assert {one["letter_id"] for one in before.json()["passages"]} == {OLD_ID}
    answers.Found.model_validate(before.json())
    none = {"question": QUESTION, "since": "2020", "until": "2020-12"}
    assert client.get("/v1/search", params=none).json()["passages"] == []
    unknown = client.get("/v1/search", params={"question": QUESTION, "onlyLetters": "x"})
    problem(unknown, 400, f"'onlyLetters' 'x': zo'n brief is er niet. Wel: {OLD_ID}")
    problem(
        client.get("/v1/search", params={"question": QUESTION, "since": "2023", "until": "2021"}),
        400, "Draai de datums om",
    )  # fmt: skip


def test_the_search_gives_as_many_passages_as_are_wanted(client: httpx.Client) -> None:
    got = client.get("/v1/search", params={"question": "regiotaxi", "limit": 1}).json()
    assert [one["letter_id"] for one in got["passages"]] == [PDF_ID]
    more = client.get("/v1/search", params={"question": "regiotaxi", "limit": 3}).json()
    assert [one["rank"] for one in more["passages"]] == [1, 2, 3]


def test_years_and_promises(client: httpx.Client) -> None:
    years = client.get("/v1/timeline", params={"question": QUESTION})
    told = [one["letter_id"] for one in years.json()["citations"]]
    assert told == [OLD_ID, NEW_ID]
    assert years.json()["silent"] == [PDF_ID]
    answers.Timeline.model_validate(years.json())
    promised = client.get("/v1/commitments", params={"since": "2024"})
    answers.Commitments.model_validate(promised.json())
    assert promised.json()["index"]["encoder"] == "fake"


def test_the_list_of_letters_has_pages_with_links(client: httpx.Client) -> None:
    first = client.get("/v1/letters", params={"perPage": 2})
    got = first.json()
    letters.Letters.model_validate(got)
    assert [one["id"] for one in got["letters"]] == [OLD_ID, NEW_ID]
    assert (got["total"], got["links"]["prev"]) == (3, None)
    assert f'<{got["links"]["next"]}>; rel="next"' in first.headers["link"]
    second = client.get(got["links"]["next"]).json()
    assert [one["id"] for one in second["letters"]] == [PDF_ID]
    assert second["links"]["next"] is None
    problem(client.get("/v1/letters", params={"perPage": 2, "page": 3}), 404, "De laatste is 2")


def test_a_letter_and_its_text(client: httpx.Client, folder: Path) -> None:
    got = client.get(f"/v1/letters/{OLD_ID}")
    letters.Letter.model_validate(got.json())
    assert got.json()["date"] == "2021-03-15"
    assert str(folder) not in got.text
    store = LetterStore(folder / "index")
    letter = store.letter_from(store.path_of(OLD_ID) or "")
    assert letter
    whole = client.get(f"/v1/letters/{OLD_ID}/text").json()
    assert (whole["text"], whole["end"]) == (letter.text, len(letter.text))
    part = client.get(f"/v1/letters/{OLD_ID}/text", params={"start": 5, "end": 20}).json()
    assert part["text"] == letter.text[5:20]
    letters.LetterText.model_validate(part)
    for start, end in ((9, 8), (0, len(letter.text) + 1), (len(letter.text) + 1, 10**7)):
        span = {"start": start, "end": end}
        problem(client.get(f"/v1/letters/{OLD_ID}/text", params=span), 400, "moeten binnen de")


def test_a_citation_stands_in_the_text_at_its_offsets(client: httpx.Client) -> None:
    for one in client.get("/v1/ask", params={"question": QUESTION}).json()["citations"]:
        span = {"start": one["start"], "end": one["end"]}
        place = f"/v1/letters/{one['letter_id']}/text"
        assert client.get(place, params=span).json()["text"] == one["quote"]


@pytest.mark.skipif(not can_draw_pages(), reason="what draws pages is not installed")
def test_the_pages_of_a_pdf_are_pictures(client: httpx.Client) -> None:
    got = client.get(f"/v1/letters/{PDF_ID}/pages/2")
    assert got.headers["content-type"] == "image/png"
    assert got.content.startswith(b"\x89PNG")
    guarded(got)
    for place in (f"{PDF_ID}/pages/3", f"{OLD_ID}/pages/1"):
        problem(client.get(f"/v1/letters/{place}"), 404, "kan niet worden getoond")
    for place in ("0", "x", "1.0", "-1"):
        problem(client.get(f"/v1/letters/{PDF_ID}/pages/{place}"), 400, "'n' is")


def test_the_file_is_the_one_that_was_indexed(client: httpx.Client, folder: Path) -> None:
    file = folder / "brieven" / f"{PDF_ID}.pdf"
    got = client.get(f"/v1/letters/{PDF_ID}/file")
    data = file.read_bytes()
    assert (got.content, got.headers["content-type"]) == (data, "application/pdf")
    assert got.headers["content-disposition"].startswith("attachment; ")
    guarded(got)
    secret = folder / "geheim.pdf"
    secret.write_bytes(b"%PDF-1.4 geheim")
    try:
        for other in (lambda: file.symlink_to(secret), lambda: file.write_bytes(data + b" ")):
            file.unlink(missing_ok=True)
            other()
            problem(client.get(f"/v1/letters/{PDF_ID}/file"), 404, "is veranderd")
            problem(client.get(f"/v1/letters/{PDF_ID}/pages/2"), 404)
        file.unlink()
        problem(client.get(f"/v1/letters/{PDF_ID}/file"), 404, "is er niet")
    finally:
        file.unlink(missing_ok=True)
        file.write_bytes(data)


def test_a_file_that_changed_is_gone_for_who_has_it_too(client: httpx.Client, folder: Path) -> None:
    file = folder / "brieven" / f"{OLD_ID}.txt"
    data, place = file.read_bytes(), f"/v1/letters/{OLD_ID}/file"
    known = {"If-None-Match": client.get(place).headers["etag"]}
    try:
        file.write_bytes(data + b" ")
        problem(client.get(place, headers=known), 404, "is veranderd")
        file.unlink()
        os.mkfifo(file)  # whoever opens it waits for who writes to it
        problem(client.get(place, timeout=5), 404, "is veranderd")
    finally:
        file.unlink(missing_ok=True)
        file.write_bytes(data)
    assert client.get(place, headers=known).status_code == 304


def test_who_does_not_read_a_file_holds_few_places_and_not_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brieven").mkdir()
    large = (
        b"<html><body><p>Een rit kost 4 euro.</p><!--" + b"x" * 12_000_000 + b"--></body></html>"
    )
    (tmp_path / "brieven" / "groot.html").write_bytes(large)
    build_index([tmp_path / "brieven"], tmp_path / "index", FakeEncoder())
    monkeypatch.setattr("ui.web.api.letters.MOST_AT_ONCE", 2)
    monkeypatch.setattr("ui.web.api.file_downloads.MOST_SECONDS", 3.0)
    place = "/v1/letters/groot/file"
    with asking(opened(tmp_path / "index"), MANY) as client, ExitStack() as idle:
        for _ in range(2):
            to = (client.base_url.host, client.base_url.port)
            line = idle.enter_context(socket.create_connection(to, timeout=10))
            line.sendall(f"GET {place} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert line.recv(12) == b"HTTP/1.1 200"
        got = client.get(place)
        problem(got, 503, wording.TOO_BUSY)
        assert got.headers["retry-after"]
        time.sleep(3.5)
        got = client.get(place, headers={"Accept-Encoding": "identity"})
        assert (got.content, got.headers["content-length"]) == (large, str(len(large)))


@pytest.mark.parametrize(
    "identity",
    [
        *("..", "../..", "%2e%2e", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cwindows"),
        *("a%00b", f"{OLD_ID}%00", "%2fetc%2fpasswd", "x" * 8000, "%ff%fe", f"{OLD_ID}.txt"),
        *("'%20OR%201=1%20--", f"{OLD_ID}%0d%0aSet-Cookie:x", "%F0%9F%98%80", "*", f"./{OLD_ID}"),
    ],
)
def test_nothing_but_an_id_finds_a_letter(client: httpx.Client, identity: str) -> None:
    host, port = client.base_url.host, client.base_url.port
    with closing(HTTPConnection(host, port or 0, timeout=10)) as line:  # changes no address
        for rest in ("", "/text", "/file", "/pages/1"):
            line.request("GET", f"/v1/letters/{identity}{rest}")
            got = line.getresponse()
            assert json.loads(got.read())["status"] == got.status == 404, identity
            assert got.getheader("Set-Cookie") is None


def test_addresses_are_exact(client: httpx.Client) -> None:
    for place in ("/v1", "/v1/", "/v1/letters/", "/v1/ask/", f"/v1/letters/{OLD_ID}/", "/nee"):
        problem(client.get(place), 404, "bestaat niet")
    for place in ("/health/", "//health", "/V1/letters"):
        problem(client.get(place), 404)


@pytest.mark.parametrize(
    ("params", "name", "says"),
    [
        ({}, "question", "ontbreekt"),
        ({"question": " "}, "question", "is leeg"),
        ({"question": "x" * 1001}, "question", "telt meer dan 1000 tekens"),
        ({"question": "x", "onbekend": "1"}, "onbekend", "is onbekend"),
        ({"question": "x", "only_letters": "1"}, "only_letters", "is onbekend"),
        ({"question": "x", "limit": "0"}, "limit", "is kleiner dan 1"),
        ({"question": "x", "limit": "51"}, "limit", "is groter dan 50"),
        ({"question": "x", "limit": "1_0"}, "limit", "is geen heel getal"),
        ({"question": "x", "limit": "1.0"}, "limit", "is geen heel getal"),
        ({"question": "x", "since": "gisteren"}, "since", "heeft een andere vorm"),
        ({"question": "x", "kinds": ["a"] * 51}, "kinds", "telt meer dan 50 waarden"),
    ],
)
def test_invalid_input_is_named(
    client: httpx.Client, params: dict[str, str | list[str]], name: str, says: str
) -> None:
    got = client.get("/v1/search", params=params)
    problem(got, 400, f"'{name}' {says}")
    assert got.json()["errors"][0]["in"] == "query"
    assert got.json()["errors"][0]["name"] == name


def test_a_key_is_given_once_unless_it_may_have_several_values(client: httpx.Client) -> None:
    for place in (
        "search?question=x&question=y", "search?question=x&limit=1&limit=1",
        "letters?page=1&page=2",
        f"letters/{OLD_ID}/text?end=1&end=2", "commitments?asOf=2024&asOf=2023",
    ):  # fmt: skip
        got = client.get(f"/v1/{place}")
        problem(got, 400, "staat er meer dan een keer")
        assert got.json()["errors"][0]["name"] in place
    chosen = client.get(f"/v1/search?question=x&onlyLetters={OLD_ID}&onlyLetters={NEW_ID}")
    assert chosen.json()["filter"]["letters"] == [OLD_ID, NEW_ID]


def test_very_many_keys_are_refused_at_once(client: httpx.Client) -> None:
    many = {f"k{number}": 1 for number in range(5000)}
    for got in (client.post("/v1/search", json=many), client.get("/v1/search", params=many)):
        problem(got, 400, "meer dan 100 sleutels")
        assert len(got.json()["errors"]) == 1
    few = client.get("/v1/letters", params={f"k{number}": "1" for number in range(60)})
    problem(few, 400, "'k0' is onbekend")
    assert len(few.json()["errors"]) == 20


def test_every_route_refuses_unknown_keys(client: httpx.Client) -> None:
    for rest in ("", f"/{OLD_ID}", f"/{OLD_ID}/text", f"/{PDF_ID}/pages/1", f"/{OLD_ID}/file"):
        problem(client.get(f"/v1/letters{rest}?x=1"), 400, "'x' is onbekend")
    problem(client.get("/v1/commitments?question=x"), 400, "'question' is onbekend")
    problem(client.get("/v1/ask?question=x&passages=yes"), 400, "'passages' moet true of false")


@pytest.mark.parametrize(
    ("body", "kind", "status", "says"),
    [
        (b"{", "application/json", 400, "De inhoud is geen geldige JSON"),
        (b'"x"', "application/json", 400, "De inhoud is geen JSON-object"),
        (b"", "application/json", 400, "De inhoud ontbreekt"),
        (b'{"question": 1}', "application/json", 400, "'question' is geen tekst"),
        (b'{"question": "\\ud800"}', "application/json", 400, "'question' bevat ongeldige"),
        (b'{"question": "x", "\\ud800": 1}', "application/json", 400, "ongeldige tekens"),
        (b'{"question": "x", "limit": true}', "application/json", 400, "geen heel getal"),
        (b'{"question": "x", "limit": NaN}', "application/json", 400, "'limit'"),
        (b"[" * 60_000, "application/json", 400, ""),
        (b'{"question": "\xff"}', "application/json", 400, ""),
        (b'{"question": "x"}', "text/plain", 415, "Content-Type: application/json"),
        (b"question=x", "application/x-www-form-urlencoded", 415, "application/json"),
        (b'{"question": "x"}', "", 415, "application/json"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    client: httpx.Client, body: bytes, kind: str, status: int, says: str
) -> None:
    headers = {"Content-Type": kind} if kind else {}
    problem(client.post("/v1/search", content=body, headers=headers), status, says)


def test_odd_questions_are_answered(client: httpx.Client) -> None:
    for question in ("\x00", "a\x00b", "😀", "\u202e?", "x" * 1000, "' OR 1=1", '{"a": [1'):
        got = client.post("/v1/ask", json={"question": question})
        assert got.status_code == 200, question
        assert got.json()["question"] == question
        assert client.post("/v1/search", json={"question": question}).status_code == 200


def test_methods_that_are_not_there_name_those_that_are(client: httpx.Client) -> None:
    for place, methods in (
        ("/v1/search", "GET, HEAD, POST"), (f"/v1/letters/{OLD_ID}", "GET, HEAD"),
        ("/v1/letters", "GET, HEAD"), ("/health", "GET, HEAD"),
    ):  # fmt: skip
        for method in ("PUT", "DELETE", "OPTIONS", "PATCH"):
            got = client.request(method, place, headers={"Origin": "http://evil.example"})
            problem(got, 405)
            assert got.headers["allow"] == methods
    problem(client.post("/v1/letters", content=b"x"), 405)


def test_the_head_of_an_answer_has_no_body(client: httpx.Client) -> None:
    got = client.head(f"/v1/letters/{OLD_ID}")
    assert (got.status_code, got.content) == (200, b"")
    whole = client.get(f"/v1/letters/{OLD_ID}")
    assert got.headers["etag"] == whole.headers["etag"]
    assert client.get("/v1/letters/x").status_code == client.head("/v1/letters/x").status_code


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/event-stream", "text/event-stream; charset=utf-8"),
        ("text/*;q=0.9, application/json;q=0.8", "text/event-stream; charset=utf-8"),
        ("application/jsonl, */*", "application/jsonl"),
        ("application/json, text/event-stream", "application/json"),
        ("application/json;q=0", ""),
        ("text/html", ""),
        ("onzin", ""),
    ],
)
def test_an_answer_has_a_form_that_is_accepted(
    client: httpx.Client, accept: str, kind: str
) -> None:
    got = client.get("/v1/ask", params={"question": QUESTION}, headers={"Accept": accept})
    if kind:
        assert (got.status_code, got.headers["content-type"]) == (200, kind)
    else:
        problem(got, 406, "application/json, text/event-stream, application/jsonl")


def test_other_routes_have_one_form(client: httpx.Client) -> None:
    other = {"Accept": "text/html"}
    for rest in ("", f"/{OLD_ID}", f"/{OLD_ID}/text", f"/{PDF_ID}/pages/1", f"/{OLD_ID}/file"):
        problem(client.get(f"/v1/letters{rest}", headers=other), 406, "laat niets toe")
    problem(client.get("/v1/search?question=x", headers=other), 406)


def test_the_steps_come_before_the_answer(client: httpx.Client) -> None:
    plain = client.get("/v1/ask", params={"question": QUESTION}).json()
    asked = {"question": QUESTION}
    lines = client.post("/v1/ask", json=asked, headers={"Accept": "application/jsonl"})
    told = [json.loads(line) for line in lines.text.splitlines()]
    steps = [{"step": one} for one in ("search", "read", "prove")]
    assert told == [*steps, {"answer": plain}]
    events = client.get("/v1/ask", params=asked, headers={"Accept": "text/event-stream"})
    *before, last = events.text.strip().split("\n\n")
    assert before == [f'event: step\ndata: "{one["step"]}"' for one in steps]
    name, data = last.split("\n")
    assert (name, json.loads(data.removeprefix("data: "))) == ("event: answer", plain)
    guarded(events)
    wrong = {**asked, "kinds": "x"}
    problem(client.get("/v1/ask", params=wrong, headers={"Accept": "application/jsonl"}), 400)


def test_what_a_client_has_is_not_sent_again(client: httpx.Client, folder: Path) -> None:
    places = [
        f"/v1/ask?question={QUESTION}", f"/v1/search?question={QUESTION}", "/v1/commitments",
        "/v1/letters", f"/v1/letters/{OLD_ID}", f"/v1/letters/{OLD_ID}/text?end=9",
        f"/v1/letters/{PDF_ID}/file",
    ]  # fmt: skip
    tags = [client.get(place).headers["etag"] for place in places]
    assert len(set(tags)) == len(tags)
    for place, tag in zip(places, tags, strict=True):
        for known in (tag, f'"x", {tag}', tag.removeprefix("W/")):
            got = client.get(place, headers={"If-None-Match": known})
            assert (got.status_code, got.content) == (304, b""), place
            assert got.headers["etag"] == tag
            assert got.headers["cache-control"] == "private, no-cache"
            assert got.headers["vary"] == "Accept, Accept-Encoding"
            guarded(got)
        assert client.get(place, headers={"If-None-Match": '"x"'}).status_code == 200
    more = folder / "brieven" / "2026-01-01-nieuw.txt"
    more.write_text(NEW.replace("2024", "2026").replace("zes", "vier"), encoding="utf-8")
    build_index([more], folder / "index", FakeEncoder())
    for place, tag in zip(places, tags, strict=True):
        assert client.get(place, headers={"If-None-Match": tag}).status_code == 200, place
    assert "etag" not in client.post("/v1/search", json={"question": QUESTION}).headers


def test_a_list_that_changes_while_it_is_read_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / "oud.txt", tmp_path / "nieuw.txt"]
    for file, text in zip(files, (OLD, NEW), strict=True):
        file.write_text(text, encoding="utf-8")
    build_index(files[:1], tmp_path / "index", FakeEncoder())
    read = Library.page

    def changing(library: Library, *asked: int) -> tuple[list[Letter], int]:
        found = read(library, *asked)
        build_index(files[1:], tmp_path / "index", FakeEncoder())
        return found

    with asking(opened(tmp_path / "index"), MANY) as client:
        monkeypatch.setattr(Library, "page", changing)
        old = client.get("/v1/letters")
        monkeypatch.setattr(Library, "page", read)
        got = client.get("/v1/letters", headers={"If-None-Match": old.headers["etag"]})
    assert (old.json()["total"], got.status_code) == (1, 200)
    assert got.json()["total"] == 2


def test_long_answers_are_packed(client: httpx.Client) -> None:
    place = f"/v1/ask?question={QUESTION}&passages=true"
    packed = client.get(place, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    plain = client.get(place, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == packed.json()
    short = client.get("/health", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in short.headers


@pytest.mark.parametrize("given", ["a b", "x" * 65, "a;b", "<script>", "é", ""])
def test_the_id_of_a_request_is_a_plain_word(client: httpx.Client, given: str) -> None:
    kept = client.get("/health", headers={"X-Request-Id": "afz-1.2_3"})
    assert kept.headers["x-request-id"] == "afz-1.2_3"
    other = client.get("/health", headers={"X-Request-Id": given.encode()})
    assert len(other.headers["x-request-id"]) == 32
    twice = client.get("/health", headers=[("X-Request-Id", "a"), ("X-Request-Id", "b")])
    assert len(twice.headers["x-request-id"]) == 32


def test_a_header_cannot_be_smuggled_in(client: httpx.Client) -> None:
    host, port = client.base_url.host, client.base_url.port
    with socket.create_connection((host, port), timeout=10) as line:
        line.sendall(
            b"GET /v1/letters?page=1%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            b"X-Request-Id: a\x0bb\r\nConnection: close\r\n\r\n"
        )
        got = b"".join(iter(lambda: line.recv(4096), b""))
    head = got.split(b"\r\n\r\n")[0].lower()
    assert b"400" in head.split(b"\r\n")[0]
    assert b"set-cookie" not in head


def test_what_watches_over_the_service(client: httpx.Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").json()["status"] == "ready"
    client.get("/v1/letters/geheim-woord")
    client.get("/geheim-woord?question=geheim-woord")
    told = client.get("/metrics").text
    assert 'wmo_requests_total{method="GET",route="/v1/letters/{id}",status="404"}' in told
    assert 'route="-",status="404"' in told
    assert 'wmo_work{line="questions"} 0.0' in told
    assert "geheim" not in told


def test_the_description_is_public_and_whole(client: httpx.Client) -> None:
    got = client.get("/openapi.json")
    assert got.headers["access-control-allow-origin"] == "*"
    made = got.json()
    assert client.get("/v1/openapi.json").json() == made
    info = made["info"]
    assert (info["version"], info["license"]["name"]) == (API_VERSION, "EUPL-1.2")
    assert info["contact"]["name"] == wording.CONTACT
    assert [one["url"] for one in made["servers"]] == ["/v1"]
    assert set(made["paths"]) == {
        "/search", "/ask", "/timeline", "/commitments", "/letters", "/letters/{id}",
        "/letters/{id}/text", "/letters/{id}/pages/{n}", "/letters/{id}/file",
    }  # fmt: skip
    shown = made["paths"]["/ask"]["get"]["responses"]["200"]["content"]
    assert shown["application/json"]["example"] == EXAMPLES["Answer"]
    assert "304" in made["paths"]["/ask"]["get"]["responses"]
    assert "304" not in made["paths"]["/ask"]["post"]["responses"]
    for place in made["paths"].values():
        for one in place.values():
            assert {"400", "401", "406", "429", "500", "503"} <= set(one["responses"])
            assert "422" not in one["responses"]
            for status, response in one["responses"].items():
                assert "API-Version" in response["headers"]
                if int(status) >= 400:
                    assert response["content"][MEDIA_TYPE]["example"]["status"] == int(status)
                    assert list(response["content"]) == [MEDIA_TYPE]
            for param in one.get("parameters", []):
                assert param["name"].isalnum()
                assert param["description"]


def test_the_description_names_whom_the_settings_name(folder: Path) -> None:
    settings = Settings(
        title="Brieven van Waterbrugge",
        contact="Team Wmo",
        api=Api(contact_email="wmo@example.nl", contact_url="https://example.nl"),
    )
    with asking(opened(folder / "index"), settings) as other:
        info = other.get("/openapi.json").json()["info"]
    assert info["title"] == "Brieven van Waterbrugge"
    assert info["contact"] == {
        "name": "Team Wmo", "email": "wmo@example.nl", "url": "https://example.nl",
    }  # fmt: skip


def test_the_examples_have_the_shapes_that_they_are_examples_of() -> None:
    for name, example in EXAMPLES.items():
        shape = getattr(answers, name, None) or getattr(letters, name)
        shape.model_validate(example)
        quotes = example.get("citations", [])
        assert all(one["end"] - one["start"] == len(one["quote"]) for one in quotes)
