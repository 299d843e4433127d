from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import chromium, needs_chromium, served, violations
from conftest import NEW, FakeEncoder
from fastapi.testclient import TestClient

from index import Retriever, build_index
from ui import texts
from ui.passwords import hashed
from ui.server import application
from ui.settings import Login, Server, Settings
from ui.web.login import COOKIE, FREE, LOGIN, LOGOUT
from ui.web.sessions import SESSION_SECONDS, Sessions

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
SECRET = "correct paard batterij"
LOGINS = Login(users={"jan": hashed(SECRET), "els": hashed(SECRET * 2)})
PROXY = Login(proxy_header="X-Remote-User", trusted_proxies=("10.0.0.5",))
HERE = "http://127.0.0.1"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("login")
    (folder / "brief.txt").write_text(NEW, encoding="utf-8")
    encoder = FakeEncoder()
    build_index([folder / "brief.txt"], folder / "index", encoder)
    return Retriever(folder / "index", encoder)


@pytest.fixture
def client(opened: Retriever) -> Iterator[TestClient]:
    with TestClient(
        application(opened, Settings(login=LOGINS)), base_url=HERE, follow_redirects=False
    ) as made:
        yield made


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was wrong before is looked at without a pause."""
    monkeypatch.setattr("ui.web.login.PAUSE", 0.0)


def log_in(client: TestClient, name: str, secret: str, to: str = "") -> tuple[int, str]:
    answer = client.post(
        f"{LOGIN}?naar={to}", data={"naam": name, "wachtwoord": secret}, headers={"Origin": HERE}
    )
    return answer.status_code, answer.headers.get("location", "")


def test_nothing_but_the_page_to_log_in_is_shown_to_strangers(client: TestClient) -> None:
    asked = client.get("/?vraag=Wat is een pgb?", headers={"Accept": "text/html"})
    assert asked.status_code == 303
    assert asked.headers["location"] == f"{LOGIN}?naar=%2F%3Fvraag%3DWat%2520is%2520een%2520pgb%3F"
    for place in ("/config", "/gradio_api/info", "/theme.css", "/gradio_api/file=/etc/passwd"):
        assert client.get(place).status_code == 401, place
    assert client.post("/gradio_api/queue/join", json={}).status_code == 401
    page = client.get(LOGIN)
    assert page.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


def test_the_right_password_lets_in_and_logging_out_ends_it(client: TestClient) -> None:
    assert log_in(client, "jan", SECRET, "%2F%3Fvraag%3Dx") == (303, "/?vraag=x")
    assert client.get("/config").status_code == 200
    ticket = client.cookies[COOKIE]
    assert client.post(LOGOUT, headers={"Origin": HERE}).status_code == 303
    client.cookies.set(COOKIE, ticket)
    assert client.get("/config").status_code == 401


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    form = {"naam": "jan", "wachtwoord": SECRET}
    cookie = client.post(LOGIN, data=form).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    secure = client.post(LOGIN, data=form, headers={"X-Forwarded-Proto": "https"})
    assert "Secure" in secure.headers["set-cookie"]


@pytest.mark.parametrize(
    ("name", "secret"),
    [("jan", SECRET * 2), ("els", SECRET), ("piet", SECRET), ("piet", ""), ("", ""), ("jan", "")],
)
def test_a_wrong_name_or_password_is_not_told_apart(
    client: TestClient, name: str, secret: str
) -> None:
    answer = client.post(LOGIN, data={"naam": name, "wachtwoord": secret})
    assert answer.status_code == 403
    assert texts.WRONG_PASSWORD in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "x"])
def test_one_goes_to_no_other_site_after_logging_in(client: TestClient, to: str) -> None:
    assert log_in(client, "jan", SECRET, to) == (303, "/")


@pytest.mark.usefixtures("no_pause")
def test_after_five_failures_one_has_to_wait_also_with_the_right_password(
    client: TestClient,
) -> None:
    for _ in range(FREE):
        assert log_in(client, "jan", "fout")[0] == 403
    assert log_in(client, "jan", SECRET)[0] == 429
    told = client.post(LOGIN, data={"naam": "jan", "wachtwoord": SECRET}).text
    assert re.search(r"Wacht \d+ seconden", told)


def test_a_session_ends_by_itself() -> None:
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    ticket = sessions.open("jan")
    now[0] = SESSION_SECONDS - 1
    assert (sessions.user(ticket), sessions.user("x"), sessions.user("")) == ("jan", "", "")
    now[0] = SESSION_SECONDS + 1
    assert sessions.user(ticket) == ""


def test_other_sites_cannot_make_a_browser_act(client: TestClient) -> None:
    log_in(client, "jan", SECRET)
    for origin in ("http://evil.example", "null", "http://127.0.0.1:81", "http://[x"):
        answer = client.post("/gradio_api/queue/join", json={}, headers={"Origin": origin})
        assert answer.status_code == 403, origin


def test_the_word_of_a_trusted_proxy_counts_and_of_others_does_not(opened: Retriever) -> None:
    server = Server(names=("wmo.example",))
    app = application(opened, Settings(server=server, login=PROXY))
    named = {"X-Remote-User": "jan"}
    for peer, headers, status in (
        ("10.0.0.5", named, 200),
        ("10.0.0.5", {}, 403),
        ("10.0.0.5", {"X-Remote-User": " "}, 403),
        ("10.0.0.6", named, 403),
        ("10.0.0.6", named | {"X-Forwarded-For": "10.0.0.5"}, 403),
        ("unix", named, 403),
    ):
        with TestClient(app, base_url="https://wmo.example", client=(peer, 5000)) as client:
            assert client.get("/config", headers=headers).status_code == status, (peer, headers)
    with TestClient(app, base_url="https://other.example", client=("10.0.0.5", 1)) as client:
        assert client.get("/config", headers=named).status_code == 400


@pytest.mark.browser
@needs_chromium
def test_one_logs_in_in_a_browser(opened: Retriever) -> None:
    settings = Settings(title="Brieven <b>van</b> Waterbrugge", login=LOGINS)
    with served(application(opened, settings)) as address, chromium() as browser:
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme, viewport={"width": 320, "height": 640})
            page.goto(address)
            assert violations(page) == []
            page.keyboard.type("jan")  # the name has the focus
            page.keyboard.press("Tab")
            page.keyboard.type("fout")
            page.keyboard.press("Enter")
            page.get_by_role("alert").wait_for()
            assert texts.WRONG_PASSWORD in page.inner_text("main")
            assert "Brieven <b>van</b> Waterbrugge" in page.inner_text("h1")
            assert violations(page) == []
            page.get_by_label(texts.USER_NAME).fill("jan")
            page.get_by_label(texts.PASSWORD).fill(SECRET)
            page.keyboard.press("Enter")
            page.get_by_label(texts.QUESTION_LABEL).wait_for()
            page.close()


def test_the_style_of_the_page_asks_nothing_of_another_host() -> None:
    import ui

    style = (Path(ui.__file__).parent / "web" / "assets" / "login.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style
