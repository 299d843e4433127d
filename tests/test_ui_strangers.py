"""What who is not logged in can do to others: nothing, on a real server on this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
from browsing import served
from conftest import NEW, FakeEncoder
from starlette.requests import Request

from index import Retriever, build_index
from ui.passwords import hashed
from ui.server import application
from ui.settings import Login, Server, Settings
from ui.web import login
from ui.web.client_address import client_address
from ui.web.login import FREE, FREE_OF_ADDRESS, LOGIN, ROW_FROM
from ui.web.sessions import FIRST_WAIT, FORGOTTEN, LONGEST_WAIT, Attempts

pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
SECRET = "correct paard batterij"
HOUR = 60 * 60


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("strangers")
    (folder / "brief.txt").write_text(NEW, encoding="utf-8")
    build_index([folder / "brief.txt"], folder / "index", FakeEncoder())
    return Retriever(folder / "index", FakeEncoder())


@pytest.fixture(scope="module")
def chat(opened: Retriever) -> Iterator[str]:
    with served(application(opened)) as address:
        yield address


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that are looked at in a moment, and no pauses."""
    monkeypatch.setattr("ui.passwords.N", 2**4)
    monkeypatch.setattr(login, "PAUSE", 0.0)


def door(opened: Retriever, trusted_proxies: tuple[str, ...] = ()) -> Settings:
    users = {"jan": hashed(SECRET), "els": hashed(SECRET)}
    return Settings(login=Login(users=users, trusted_proxies=trusted_proxies))


def log_in(chat: str, name: str, secret: str, at: str, said: str = "") -> int:
    """Return the status that an address of this machine gets."""
    headers = {"X-Forwarded-For": said} if said else {}
    with httpx.Client(transport=httpx.HTTPTransport(local_address=at), timeout=60) as client:
        form = {"naam": name, "wachtwoord": secret}
        return client.post(f"{chat[:-1]}{LOGIN}", data=form, headers=headers).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
        {"Forwarded": "host=evil.example;proto=https"},
        {"X-Gradio-Server": "https://evil.example"},
    ],
)
def test_no_foreign_address_gets_into_the_page(chat: str, headers: dict[str, str]) -> None:
    for place in ("", "config"):
        told = httpx.get(f"{chat}{place}", headers=headers).raise_for_status().text
        assert "evil.example" not in told
        assert "//127.0.0.1:" in told


def test_behind_an_encrypting_proxy_the_addresses_in_the_page_are_encrypted_too(chat: str) -> None:
    config = httpx.get(f"{chat}config", headers={"X-Forwarded-Proto": "https"}).json()
    assert config["root"] == chat.replace("http://", "https://").rstrip("/")
    assert httpx.get(f"{chat}config").json()["root"] == chat.rstrip("/")


def test_under_an_ipv6_address_it_answers_to_its_own_name(opened: Retriever) -> None:
    settings = Settings(server=Server(host="::1"))
    with served(application(opened, settings)) as chat:
        for place in ("", "v1/letters"):
            for host in ("[::1]:7860", "[::1]", "localhost:7860", "LOCALHOST"):
                assert httpx.get(f"{chat}{place}", headers={"Host": host}).status_code == 200
            for host in ("[::2]:7860", "evil.example", "[::1].evil.example", ""):
                assert httpx.get(f"{chat}{place}", headers={"Host": host}).status_code == 400


def test_only_what_the_page_needs_is_there(chat: str) -> None:
    for place in (
        *("docs", "redoc", "gradio_api/openapi.json", "gradio_api/info"),
        *("gradio_api/info/", "gradio_api/runs", "gradio_api/app_id", "gradio_api/deep_link"),
        *("gradio_api/upload_progress", "gradio_api/file/etc/passwd", "gradio_api/vibe-code"),
        *("gradio_api/user", "gradio_api/token", "gradio_api/dev/reload", "gradio_api/mcp/"),
        *("gradio_api/proxy=https://x.hf.space/", "monitoring", "monitoring/summary", "login"),
        *("gradio_api/file=http://127.0.0.1:9/", "gradio_api/file=%68ttps://x.example/"),
    ):
        answer = httpx.get(f"{chat}{place}", params={"session_hash": "x"})
        assert answer.status_code == 404, place
    described = httpx.get(f"{chat}openapi.json").json()["paths"]  # of the interface, not Gradio's
    assert "/ask" in described
    assert not any("gradio" in path for path in described)
    for place in ("upload", "call/x", "call/v2/x", "api/x", "process_recording", "vibe-edit"):
        assert httpx.post(f"{chat}gradio_api/{place}", json={}).status_code == 404, place
    for place in ("", "config", "theme.css", "favicon.ico", "manifest.json", "robots.txt"):
        assert httpx.get(f"{chat}{place}").status_code == 200, place


def sent(chat: str, head: str, body: bytes = b"") -> bytes:
    """Return all that a server says to a request of these bytes, as they are."""
    host, port = chat.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(f"{head}\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode() + body)
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_a_path_is_taken_as_it_stands(chat: str) -> None:
    for path in (
        *("/assets/../gradio_api/info", "/static/../../gradio_api/info"),
        *("/gradio_api/run/predict/../../info", "/gradio_api/heartbeat/../info"),
        *("/gradio_api/heartbeat/%2e%2e/info", "/assets/..%2f..%2f..%2fblocks.py"),
        *("/static/..%2f..%2f..%2f..%2fetc%2fpasswd", "/static/%2e%2e/%2e%2e/blocks.py"),
        *("//gradio_api/info", "/gradio_api//info", "/assets//etc/passwd"),
    ):
        answer = sent(chat, f"GET {path} HTTP/1.1")
        assert b"gradio" not in answer and b"root:" not in answer, path
        assert answer.split()[1] in (b"400", b"403", b"404"), path


@pytest.mark.usefixtures("quick")
def test_wrong_passwords_keep_out_only_the_address_they_come_from(opened: Retriever) -> None:
    with served(application(opened, door(opened))) as chat:
        for _ in range(FREE):
            assert log_in(chat, "jan", "fout", "127.0.0.2") == 403
        assert log_in(chat, "jan", SECRET, "127.0.0.2") == 429
        assert log_in(chat, "jan", SECRET, "127.0.0.2", said="127.0.0.9") == 429
        assert log_in(chat, "els", SECRET, "127.0.0.2") == 303
        assert log_in(chat, "jan", SECRET, "127.0.0.3") == 303


@pytest.mark.usefixtures("quick")
def test_one_address_cannot_go_on_with_other_names(opened: Retriever) -> None:
    with served(application(opened, door(opened))) as chat:
        for number in range(FREE_OF_ADDRESS):
            assert log_in(chat, f"naam {number}", "fout", "127.0.0.2") == 403
        assert log_in(chat, "els", SECRET, "127.0.0.2") == 429
        assert log_in(chat, "els", SECRET, "127.0.0.3") == 303


@pytest.mark.usefixtures("quick")
def test_a_trusted_proxy_says_who_asks_and_a_stranger_cannot(opened: Retriever) -> None:
    with served(application(opened, door(opened, ("127.0.0.1",)))) as chat:
        for number in range(FREE):  # what a stranger says stands before what the proxy adds
            said = f"198.51.100.{number}, 203.0.113.5"
            assert log_in(chat, "jan", "fout", "127.0.0.1", said) == 403
        assert log_in(chat, "jan", SECRET, "127.0.0.1", "203.0.113.5") == 429
        assert log_in(chat, "jan", SECRET, "127.0.0.1", "203.0.113.6") == 303
        for number in range(FREE):
            said = f"2001:db8:0:1::{number}"
            assert log_in(chat, "els", "fout", "127.0.0.1", said) == 403
        assert log_in(chat, "els", SECRET, "127.0.0.1", "2001:db8:0:1:ffff::1") == 429
        assert log_in(chat, "els", SECRET, "127.0.0.1", "2001:db8:0:2::1") == 303


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("9.9.9.1, 203.0.113.5:51234", "203.0.113.5"),
        ("9.9.9.1,[2001:db8::1]:443", "2001:db8::/64"),
        ("9.9.9.1, [2001:db8::1]", "2001:db8::/64"),
        ("9.9.9.1, 203.0.113.5:51234, 127.0.0.1:80", "203.0.113.5"),
        ("9.9.9.1, unknown", "127.0.0.1"),
        ("9.9.9.1, 203.0.113.5:x", "127.0.0.1"),
        ("9.9.9.1, ", "127.0.0.1"),
        ("9.9.9.1, _hidden, 127.0.0.1", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_the_last_address_that_a_proxy_names_counts_and_none_before_what_cannot_be_read(
    said: str, who: str
) -> None:
    headers = [(b"x-forwarded-for", said.encode())]
    asked = Request({"type": "http", "client": ("127.0.0.1", 1), "headers": headers})
    assert client_address(asked, ("127.0.0.1",)) == who


def test_many_addresses_guess_in_one_row_that_a_user_passes(
    opened: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.passwords.N", 2**4)
    monkeypatch.setattr(login, "PAUSE", 0.5)
    addresses = [f"127.0.1.{number}" for number in range(1, 9)]
    with served(application(opened, door(opened))) as chat:
        for number in range(ROW_FROM):
            for at in addresses:
                assert log_in(chat, f"naam {number}", "fout", at) == 403
        began = time.monotonic()
        guesses = [
            threading.Thread(target=log_in, args=(chat, "jan", "fout", at)) for at in addresses
        ]
        for guess in guesses:
            guess.start()
        time.sleep(0.2)
        assert log_in(chat, "jan", SECRET, "127.0.0.3") == 303
        assert any(guess.is_alive() for guess in guesses)
        for guess in guesses:
            guess.join()
        assert time.monotonic() - began >= len(addresses) * 0.5


def test_who_mistyped_and_then_came_in_keeps_nobody_of_the_office_waiting(
    opened: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.passwords.N", 2**4)
    monkeypatch.setattr(login, "PAUSE", 60.0)  # nobody gets through the row in this test
    office, guesser = "127.0.0.2", "127.0.0.3"
    with served(application(opened, door(opened))) as chat:
        for _ in range(2 * ROW_FROM):
            assert log_in(chat, "jan", "typfout", office) == 403
            assert log_in(chat, "jan", SECRET, office) == 303
        assert log_in(chat, "jan", "typfout", office) == 403
        for number in range(ROW_FROM):
            assert log_in(chat, f"naam {number}", "fout", guesser) == 403
        threading.Thread(target=log_in, args=(chat, "jan", "fout", guesser), daemon=True).start()
        time.sleep(0.3)
        assert log_in(chat, "els", SECRET, office) == 303
        assert log_in(chat, "jan", SECRET, office) == 303


def test_at_once_is_no_way_around_the_row(
    opened: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.passwords.N", 2**4)
    monkeypatch.setattr(login, "PAUSE", 0.5)
    found: list[int] = []
    with served(application(opened, door(opened))) as chat:
        began = time.monotonic()
        guesses = [
            threading.Thread(target=lambda: found.append(log_in(chat, "jan", "fout", "127.0.0.2")))
            for _ in range(12)
        ]
        for guess in guesses:
            guess.start()
        for guess in guesses:
            guess.join()
        # The first of an address pass the row: so many pauses lie between the others.
        assert time.monotonic() - began >= (FREE - ROW_FROM) * 0.5
    assert sorted(found) == [403] * FREE + [429] * (12 - FREE)


def guessed(free: int, seconds: float) -> int:
    """Return how many guesses an address gets in that time, that asks whenever it may."""
    now = [0.0]
    attempts, count = Attempts(free, lambda: now[0]), 0
    while now[0] < seconds:
        assert attempts.wait("adres") == 0
        attempts.fail("adres")
        count += 1
        now[0] += attempts.wait("adres")
    return count


def test_one_address_guesses_a_few_times_an_hour() -> None:
    assert guessed(FREE, HOUR) == 12
    assert guessed(FREE_OF_ADDRESS, HOUR) == 27
    assert guessed(FREE_OF_ADDRESS, 24 * HOUR) == 119
    assert HOUR / login.PAUSE == 3600  # all together, but for the first guesses of each


def test_waiting_grows_ends_and_is_forgotten_and_keys_are_apart() -> None:
    now = [0.0]
    attempts = Attempts(2, lambda: now[0])
    attempts.fail("jan")
    assert (attempts.failures("jan"), attempts.wait("jan")) == (1, 0)
    waits = []
    for _ in range(20):
        attempts.fail("jan")
        waits.append(attempts.wait("jan"))
    assert waits[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert waits[-1] == LONGEST_WAIT
    assert (attempts.failures("els"), attempts.wait("els")) == (0, 0)
    now[0] = FORGOTTEN
    assert (attempts.failures("jan"), attempts.wait("jan")) == (0, 0)
    attempts.fail("jan")
    attempts.forget("jan")
    assert not attempts.failures("jan")


def test_some_failures_are_forgiven() -> None:
    attempts = Attempts(1)
    for _ in range(3):
        attempts.fail("kantoor")
    attempts.forgive("kantoor", 2)
    assert attempts.failures("kantoor") == 1
    attempts.forgive("kantoor", 2)
    assert attempts.failures("kantoor") == 0


def test_what_is_remembered_of_failures_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.web.sessions._MOST_KEPT", 3)
    attempts = Attempts(1)
    for name in ("a", "b", "c", "a", "d"):
        attempts.fail(name)
    assert [name for name in "abcd" if attempts.failures(name)] == ["a", "c", "d"]
