"""What is kept of questions, the judgement of an answer, and the explanation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import needs_chromium, served, violations
from conftest import NEW, FakeEncoder

from index import Retriever, build_index
from qa import answer
from ui import texts
from ui.chat.help_page import help_page, privacy
from ui.chat.page import build
from ui.errors import BadInput
from ui.html.feedback import judged
from ui.server import application
from ui.settings import DEFAULTS, Settings, Storage
from ui.web.kept_questions import Kept, judgements

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
QUESTION = "Binnen hoeveel weken besluit de gemeente na de melding?"
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def opened(tmp_path: Path) -> Retriever:
    (tmp_path / "brief.txt").write_text(NEW, encoding="utf-8")
    build_index([tmp_path / "brief.txt"], tmp_path / "index", FakeEncoder())
    return Retriever(tmp_path / "index", FakeEncoder())


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(feedback=True, record=True, folder=tmp_path / "opslag", days=30)


def ask(page: Page) -> None:
    page.get_by_label(texts.QUESTION_LABEL).fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#wmo-latest h2", has_text=QUESTION).wait_for()


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_bad_answer_gets_a_reason_by_keyboard(
    browser: Browser, opened: Retriever, storage: Storage, theme: str
) -> None:
    with served(application(opened, Settings(storage=storage))) as place:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{place}?__theme={theme}")
        ask(page)
        page.get_by_role("button", name=texts.BAD).press("Enter")
        assert page.evaluate("document.activeElement.type") == "radio"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert page.get_by_text(texts.judgements_kept(30)).first.is_visible()
        page.keyboard.press("ArrowDown")
        assert violations(page) == []
        page.get_by_label(texts.REMARK).fill(HOSTILE)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_text(texts.THANKS).wait_for()
        page.wait_for_function("document.activeElement.className === 'wmo-feedback'")
        assert page.locator("#wmo-judging img").count() == 0
        page.close()
    (kept,) = judgements(storage.folder)
    assert (kept["good"], kept["reason"], kept["remark"]) == (False, "onvolledig", HOSTILE)
    assert kept["question"] == QUESTION


@pytest.mark.browser
@needs_chromium
def test_nothing_is_kept_or_asked_when_it_is_off(
    browser: Browser, opened: Retriever, tmp_path: Path
) -> None:
    off = Settings(storage=Storage(folder=tmp_path / "opslag"))
    with served(application(opened, off)) as place:
        page = browser.new_page()
        page.goto(place)
        ask(page)
        assert page.locator(".wmo-feedback").count() == 0
        assert texts.questions_kept(0) not in page.content()
        page.close()
    assert not (tmp_path / "opslag").exists()


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_explanation_is_one_screen(
    browser: Browser, opened: Retriever, storage: Storage, theme: str
) -> None:
    longest = Settings(contact="Meld het ons " * 23, storage=storage)
    with served(application(opened, longest)) as place:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{place}?__theme={theme}")
        page.get_by_role("tab", name=texts.HELP).click()
        box = page.locator(".wmo-help").bounding_box()
        assert box and box["y"] + box["height"] <= 800
        assert violations(page) == []
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.close()


@pytest.mark.browser
@needs_chromium
def test_the_page_says_that_questions_are_kept_and_keeps_all(
    browser: Browser, opened: Retriever, storage: Storage
) -> None:
    with served(application(opened, Settings(storage=storage))) as place:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(place)
        page.locator(".wmo-lead", has_text=texts.questions_kept(30)).wait_for()
        ask(page)
        page.get_by_role("tab", name=texts.YEARS).click()
        page.get_by_label(texts.YEARS_LABEL).fill(f"{QUESTION} {HOSTILE}")
        page.keyboard.press("Enter")
        page.locator("#wmo-years h2").wait_for()
        page.close()
    (file,) = storage.folder.iterdir()
    asked = [json.loads(line)["question"] for line in file.read_text().splitlines()]
    assert asked == [QUESTION, f"{QUESTION} {HOSTILE}"]


def test_the_page_has_no_event_for_judgements_when_it_is_off(
    opened: Retriever, storage: Storage
) -> None:
    def events(settings: Settings) -> list[str]:
        made = build(opened, settings).config["dependencies"]
        return [event for one in made for _, event in one["targets"]]

    assert "judged" in events(Settings(storage=storage))
    assert "judged" not in events(DEFAULTS)


@pytest.mark.usefixtures("fake_reader")
def test_what_is_off_refuses(opened: Retriever, tmp_path: Path) -> None:
    found = answer(QUESTION, opened)
    off = Kept(Storage(folder=tmp_path / "opslag"))
    off.record(found, 1)
    with pytest.raises(BadInput):
        judged(found, {"good": "yes"}, 1, off)
    on = Kept(Storage(feedback=True, folder=tmp_path / "opslag", days=1))
    with pytest.raises(BadInput):
        judged(found, {"good": "no", "reason": HOSTILE}, 1, on)
    on.record(found, 1)
    assert not (tmp_path / "opslag").exists()


def test_privacy_follows_the_settings(storage: Storage) -> None:
    assert texts.NOTHING_KEPT in privacy(DEFAULTS)
    told = privacy(Settings(storage=storage))
    assert texts.questions_kept(30) in told
    assert texts.judgements_kept(30) in told
    assert "&lt;img" in help_page(Settings(contact=HOSTILE))
