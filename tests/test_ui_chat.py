from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import needs_chromium, served
from conftest import NEW, OLD, FakeEncoder

from index import Retriever, build_index
from qa import LONGEST_QUESTION, MESSAGES, Answer, Status, Step, reply
from ui import texts
from ui.chat.replies import question_problem, respond
from ui.errors import BadInput
from ui.server import application, listen
from ui.web.work_progress import PAUSE, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
TEMPLATE = "${1+1} {{2}}"
HOSTILE = f"<img src=x onerror=alert(1)> *x* {TEMPLATE}"
QUESTION = f"Binnen hoeveel weken besluit de gemeente na de melding? {HOSTILE}"
SECOND = "Hoe hoog is de eigen bijdrage per maand?"


@dataclass
class Visit:
    """An open page with what its browser asked for and complained about."""

    page: Page
    address: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        self.page.get_by_label(texts.QUESTION_LABEL).fill(question)
        self.page.keyboard.press("Enter")
        self.page.locator("#wmo-latest h2", has_text=question).wait_for()
        self.page.wait_for_timeout(READING)


READING = 400  # ms in which nobody asks on: the page counts an answer as there a moment later


def focus_on(page: Page, identity: str) -> None:
    page.wait_for_function("one => document.activeElement.id === one", arg=identity)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("chat")
    letters = folder / "letters"
    letters.mkdir()
    for name, text in (("2021-03-15-termijn", OLD), ("2024-06-17-termijn", NEW)):
        text = text.replace("over de aanvraag.", f"over de aanvraag {TEMPLATE}.")
        (letters / f"{name}.txt").write_text(text, encoding="utf-8")
    encoder = FakeEncoder()
    build_index([letters], folder / "index", encoder)
    return Retriever(folder / "index", encoder)


@pytest.fixture(scope="module")
def address(opened: Retriever) -> Iterator[str]:
    """The address of a chat on this machine."""
    with served(application(opened)) as place:
        yield place


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    yield made
    made.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Visit:
    made = Visit(context.new_page(), address)
    made.page.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((address, "data:", "blob:"))
            else made.elsewhere.append(asked.url)
        ),
    )
    made.page.on(
        "console",
        lambda said: made.complaints.append(said.text) if said.type == "error" else None,
    )
    made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
    made.page.goto(address)
    made.page.get_by_label(texts.QUESTION_LABEL).wait_for()
    return made


@pytest.mark.browser
@needs_chromium
def test_answer_has_numbers_and_its_marked_sources_beside_it(visit: Visit) -> None:
    visit.ask(QUESTION)
    number = visit.page.locator("#wmo-latest .wmo-number").first
    quote = visit.page.locator("#wmo-evidence mark").first
    assert number.inner_text() == "[1]"
    assert "[1]" in quote.inner_text()
    assert "weken na de melding" in quote.inner_text()
    sides = [one.bounding_box() for one in (number, quote)]
    assert sides[0] and sides[1] and sides[0]["x"] < sides[1]["x"]
    number.click()
    focus_on(visit.page, "lees-1-1")
    assert quote.evaluate("one => getComputedStyle(one).textDecorationLine") == "underline"
    assert visit.page.evaluate("document.documentElement.lang") == "nl"
    lead = visit.page.locator(".wmo-lead").text_content() or ""  # makes room for the answer
    assert "2 brieven, van 15 maart 2021 tot en met 17 juni 2024" in lead


@pytest.mark.browser
@needs_chromium
def test_words_of_others_stay_words(visit: Visit) -> None:
    visit.ask(QUESTION)
    assert HOSTILE in visit.page.locator("#wmo-latest h2").inner_text()
    assert TEMPLATE in visit.page.locator("#wmo-evidence .wmo-passage").first.inner_text()
    assert visit.page.locator("#wmo-result img").count() == 0


@pytest.mark.browser
@needs_chromium
def test_nothing_is_asked_of_another_host_and_nothing_goes_wrong(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.locator("#wmo-latest .wmo-number").first.click()
    visit.ask(SECOND)
    visit.page.wait_for_timeout(500)
    assert visit.elsewhere == []
    assert visit.complaints == []


@pytest.mark.browser
@needs_chromium
def test_question_that_cannot_be_answered_says_why(visit: Visit) -> None:
    visit.page.get_by_role("button", name=texts.ASK).click()
    visit.page.get_by_text(texts.EMPTY_QUESTION).wait_for()
    visit.page.get_by_label(texts.QUESTION_LABEL).fill("x" * (LONGEST_QUESTION + 1))
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text("Uw vraag is te lang").wait_for()
    visit.ask("de het een?")
    assert MESSAGES[Status.UNCLEAR] in visit.page.locator("#wmo-latest").inner_text()
    assert visit.page.locator("#wmo-evidence mark").count() == 0
    assert visit.page.locator("#wmo-notice").get_attribute("role") == "status"


@pytest.mark.browser
@needs_chromium
def test_mistake_of_the_program_is_told(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.chat.replies.reply", lambda *given: 1 / 0)
    visit.page.get_by_label(texts.QUESTION_LABEL).fill(QUESTION)
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text(texts.FAILED).wait_for()
    assert visit.page.get_by_label(texts.QUESTION_LABEL).input_value() == QUESTION


@pytest.mark.browser
@needs_chromium
def test_earlier_question_moves_down_with_its_sources(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.ask(SECOND)
    earlier = visit.page.locator("#wmo-earlier")
    assert QUESTION in earlier.inner_text()
    earlier.locator(".wmo-number").first.click()
    focus_on(visit.page, "lees-1-1")


@pytest.mark.browser
@needs_chromium
def test_two_visitors_do_not_see_each_other(
    browser: Browser, context: BrowserContext, visit: Visit
) -> None:
    visit.ask(QUESTION)
    other = browser.new_context()
    page = other.new_page()
    page.goto(visit.address)
    Visit(page, visit.address).ask(SECOND)
    assert page.locator("#wmo-earlier article").count() == 0
    other.close()


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("width", [320, 640])
def test_narrow_screen_puts_the_sources_below_and_loses_nothing(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 640})
    visit.ask(QUESTION)
    answer = visit.page.locator("#wmo-latest").bounding_box()
    sources = visit.page.locator("#wmo-evidence").bounding_box()
    assert answer and sources and answer["y"] + answer["height"] <= sources["y"]
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.usefixtures("fake_reader")
def test_a_question_adds_an_answer_and_a_problem_does_not(retriever: Retriever) -> None:
    first, *_, last = respond(SECOND, (), retriever)
    assert texts.STEPS["search"] in first.told
    assert [first.box, last.box] == ["", None], "what is typed meanwhile stays"
    assert [answer.question for answer in last.answers or ()] == [SECOND]
    (problem,) = respond(" \n", (), retriever)
    assert (problem.box, problem.answers) == (None, None)


def test_an_answer_that_nobody_waits_for_ends_at_its_next_step(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, stopped = threading.Event(), threading.Event()

    def slow(*_: object, tell: Callable[[Step], None]) -> None:
        tell(Step.SEARCH)
        assert going.wait(30)
        try:
            tell(Step.READ)
        except Exception:
            stopped.set()
            raise

    monkeypatch.setattr("ui.chat.replies.reply", slow)
    steps = respond(SECOND, (), retriever)
    assert texts.STEPS["search"] in next(steps).told
    assert texts.STEPS["search"] in next(steps).told
    steps.close()  # as when the page goes away: would it wait, nothing were let go
    going.set()
    assert stopped.wait(30)


def test_problem_of_a_question_is_told_in_dutch() -> None:
    assert question_problem("Wat is een pgb?") == ""
    assert question_problem("  ") == texts.EMPTY_QUESTION
    assert str(LONGEST_QUESTION + 1) in question_problem("x" * (LONGEST_QUESTION + 1))


def test_no_handler_is_public_and_no_other_page_is_served(opened: Retriever) -> None:
    from fastapi.testclient import TestClient

    with TestClient(application(opened), base_url="http://127.0.0.1") as client:
        start = client.get("/")
        assert "default-src 'self'" in start.headers["content-security-policy"]
        assert client.get("/gradio_api/info").status_code == 404
        assert all(
            one["api_visibility"] != "public"
            for one in client.get("/config").json()["dependencies"]
        )
        assert client.get("/config").json()["analytics_enabled"] is False
        assert client.get("/docs").status_code == 404


def test_taken_address_is_one_line_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(BadInput, match="--port"):
        listen("127.0.0.1", taken.getsockname()[1])


def test_style_asks_nothing_of_another_host() -> None:
    style = (
        Path(application.__code__.co_filename).parent / "web" / "assets" / "style.css"
    ).read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_other_names_and_uploads_are_turned_away(opened: Retriever) -> None:
    from fastapi.testclient import TestClient

    with TestClient(application(opened), base_url="http://127.0.0.1") as client:
        assert client.get("/config").status_code == 200
        assert client.get("/config", headers={"Host": "evil.example"}).status_code == 400
        sent = client.post("/gradio_api/upload", files={"files": ("x.txt", b"x")})
        assert sent.status_code == 404


@pytest.mark.browser
@needs_chromium
def test_an_answer_comes_in_steps_and_can_be_stopped(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = threading.Event()

    def slow(*given: Any, tell: Any) -> Answer:  # noqa: ANN401 - passed on
        tell(Step.READ)
        waiting.wait(20)
        return reply(*given, tell=tell)

    monkeypatch.setattr("ui.chat.replies.reply", slow)
    visit.page.get_by_label(texts.QUESTION_LABEL).fill(QUESTION)
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text(texts.STEPS["read"]).wait_for()
    visit.page.get_by_role("button", name=texts.STOP).click()
    visit.page.get_by_text(texts.STOPPED).wait_for()
    waiting.set()
    visit.page.wait_for_timeout(500)
    assert visit.page.locator("#wmo-latest h2").count() == 0
    monkeypatch.undo()
    visit.ask(SECOND)
    assert not visit.page.get_by_role("button", name=texts.STOP).is_visible()


@pytest.mark.usefixtures("fake_reader")
def test_every_step_is_told_in_order(retriever: Retriever) -> None:
    told: list[Step] = []
    reply(SECOND, (), retriever, tell=told.append)
    assert told == list(Step)


def test_only_what_can_be_read_is_told() -> None:
    def work(tell: Callable[[str], None]) -> int:
        tell("een")
        tell("twee")
        time.sleep(1.5 * PAUSE)
        tell("drie")
        return 3

    steps = watched(work)
    assert next(steps) == "twee"
    with pytest.raises(StopIteration) as ended:
        next(steps)
    assert ended.value.value == 3
