"""What is kept of questions, the judgement of an answer, and the explanation."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import needs_chromium, served, violations
from conftest import NEW, FakeEncoder

from eval import read_questions
from index import Retriever, build_index
from qa import answer
from ui import main, texts
from ui.errors import BadInput
from ui.feedback import judged
from ui.help_page import help_page, privacy
from ui.keeping import Kept, judgements
from ui.server import application
from ui.settings import DEFAULTS, Settings, Storage

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
        page.keyboard.press("ArrowDown")
        assert violations(page) == []
        page.get_by_label(texts.REMARK).fill(HOSTILE)
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
        page.close()
    assert not (tmp_path / "opslag").exists()


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_explanation_is_one_screen(browser: Browser, opened: Retriever, theme: str) -> None:
    with served(application(opened)) as place:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{place}?__theme={theme}")
        page.get_by_role("tab", name=texts.HELP).click()
        box = page.locator(".wmo-help").bounding_box()
        assert box and box["y"] + box["height"] <= 800
        assert violations(page) == []
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.close()


def test_questions_are_kept_for_some_days_only(opened: Retriever, storage: Storage) -> None:
    storage.folder.mkdir()
    today = date.today()
    for days in (30, 31):
        name = f"vragen-{(today - timedelta(days=days)).isoformat()}.jsonl"
        (storage.folder / name).write_text("{}\n")
    (storage.folder / "vragen-van-mij.txt").write_text("blijft")
    kept = Kept(storage)
    kept.record(answer(QUESTION, opened), 1)
    names = sorted(file.name for file in storage.folder.iterdir())
    first = (today - timedelta(days=30)).isoformat()
    assert names == sorted(
        [f"vragen-{first}.jsonl", f"vragen-{today.isoformat()}.jsonl", "vragen-van-mij.txt"]
    )
    row = json.loads((storage.folder / f"vragen-{today.isoformat()}.jsonl").read_text())
    assert set(row) == {"time", "question", "searched", "status", "generation", "statements"}


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


def test_judgements_become_questions_once(
    opened: Retriever, storage: Storage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, found = Kept(storage), answer(QUESTION, opened)
    judged(found, {"good": "yes"}, 1, kept)
    judged(found, {"good": "yes"}, 1, kept)
    judged(found, {"good": "no", "reason": "onjuist", "remark": "Zeven\u2028weken"}, 1, kept)
    file = tmp_path / "vragen.jsonl"
    for times, added in ((1, 1), (2, 0)):
        assert main(["eval", "add-feedback", str(storage.folder), str(file)]) == 0
        said = capsys.readouterr().out
        assert f"{added} vragen toegevoegd" in said
        assert said.count("(onjuist: Zeven\u2028weken)") == 1
        (question,) = read_questions(file)
        assert question.evidence[0].letter == "brief", times
        assert question.facts == (("zes weken",),)
    assert main(["eval", "add-feedback", str(tmp_path), str(file)]) == 1
    assert "staan geen oordelen" in capsys.readouterr().err


def test_privacy_follows_the_settings(storage: Storage) -> None:
    assert texts.NOTHING_KEPT in privacy(DEFAULTS)
    told = privacy(Settings(storage=storage))
    assert texts.questions_kept(30) in told
    assert texts.judgements_kept(30) in told
    assert "&lt;img" in help_page(Settings(contact=HOSTILE))
