"""The choice of letters, what is promised, and one question over the years, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from browsing import chromium, needs_chromium, served, violations
from conftest import NEW, OLD, FakeEncoder

from index import Filter, Retriever, build_index
from qa import commitments
from ui import texts
from ui.choosing import Choice
from ui.commitment_table import commitment_table
from ui.server import application
from ui.source_choice import address_of, choice_form, choice_in, choice_of, chosen_text
from ui.years_page import years

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
QUESTION = "Binnen hoeveel weken besluit de gemeente na de melding?"
HOSTILE = "<img src=x onerror=alert(1)>"
PROMISE = "\n\nIk informeer uw Kamer vóór 1 april 2025 over de termijn.\n"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("choice")
    letters = folder / "letters"
    letters.mkdir()
    (letters / "2021-03-15-termijn.txt").write_text(OLD, encoding="utf-8")
    new = NEW.replace("\n\nHoogachtend", f"{PROMISE}\nHoogachtend")
    (letters / "2024-06-17-termijn.txt").write_text(new, encoding="utf-8")
    (letters / "2024-06-17-termijn.meta.json").write_text(
        f'{{"title": "{HOSTILE}", "sender": "{HOSTILE}", "kind": "kamerbrief"}}', encoding="utf-8"
    )
    (letters / "2021-03-15-termijn.meta.json").write_text(
        '{"sender": "Aletta", "kind": "raadsinformatiebrief"}', encoding="utf-8"
    )
    build_index([letters], folder / "index", FakeEncoder())
    return Retriever(folder / "index", FakeEncoder())


@pytest.fixture(scope="module")
def address(opened: Retriever) -> Iterator[str]:
    with served(application(opened)) as place:
        yield place


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1280, "height": 800})
    made.goto(f"{address}?__theme={request.param}")
    made.locator(".wmo-choice").wait_for()
    yield made
    made.close()


def ask(page: Page, question: str) -> str:
    page.get_by_label(texts.QUESTION_LABEL).fill(question)
    page.keyboard.press("Enter")
    page.locator("#wmo-latest h2", has_text=question).wait_for()
    return page.locator("#wmo-latest").inner_text()


def fits(page: Page) -> None:
    """Nothing is lost at 320 pixels, at twice the size, or for who cannot see the page."""
    for width in (320, 640, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []


@pytest.mark.browser
@needs_chromium
def test_a_choice_by_keyboard_limits_the_answer_until_it_is_wiped(page: Page) -> None:
    assert "zes weken" in ask(page, QUESTION)
    page.locator(".wmo-choice summary").press("Enter")
    fits(page)
    page.get_by_label(texts.UNTIL).fill("2022")
    page.get_by_label(texts.UNTIL).press("Enter")
    told = page.locator("#wmo-chosen")
    told.get_by_text("Er wordt gezocht in 1 van 2 brieven: tot en met 31 december 2022.").wait_for()
    assert "zes weken" not in ask(page, "Binnen hoeveel weken besluit de gemeente?")
    page.locator(".wmo-choice summary").press("Enter")
    assert told.is_visible(), "what is chosen stays in sight"
    told.get_by_role("button", name=texts.CLEAR_CHOICE).press("Enter")
    told.get_by_text(texts.ALL_LETTERS).wait_for()
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    assert page.get_by_label(texts.UNTIL).input_value() == ""
    assert "zes weken" in ask(page, "In hoeveel weken besluit de gemeente na de melding?")


@pytest.mark.browser
@needs_chromium
def test_a_wrong_date_is_one_line_and_a_tick_chooses_a_letter(page: Page) -> None:
    page.locator(".wmo-choice summary").click()
    page.get_by_label(texts.SINCE).fill("31-02-2024")
    page.get_by_role("button", name=texts.USE_CHOICE).click()
    page.get_by_text("Vanaf '31-02-2024' is geen bestaande datum.").wait_for()
    assert violations(page) == []
    page.get_by_label(texts.SINCE).fill("")
    page.get_by_label(f"17 juni 2024: {HOSTILE}").check()
    page.get_by_role("button", name=texts.USE_CHOICE).click()
    page.locator("#wmo-chosen strong", has_text="2024-06-17-termijn").wait_for()
    assert page.locator("#wmo-notice").inner_text() == ""
    assert page.locator("#wmo-choosing img").count() == 0


@pytest.mark.browser
@needs_chromium
def test_a_choice_that_leaves_nothing_says_so(page: Page) -> None:
    page.locator(".wmo-choice summary").click()
    page.get_by_label(texts.UNTIL).fill("2001")
    page.get_by_role("button", name=texts.USE_CHOICE).click()
    page.locator("#wmo-chosen strong", has_text="0 van 2").wait_for()
    assert "Maak de keuze ruimer" in ask(page, QUESTION)


@pytest.mark.browser
@needs_chromium
def test_promises_and_years_are_shown(page: Page) -> None:
    page.get_by_role("tab", name=texts.COMMITMENTS).click()
    row = page.locator("#wmo-commitments tbody tr", has_text="vóór 1 april 2025").first
    row.get_by_text(texts.NO_LATER).wait_for()
    assert "Uiterlijk 1 april 2025" in row.inner_text()
    assert HOSTILE in row.inner_text()
    fits(page)
    page.get_by_role("tab", name=texts.YEARS).click()
    page.get_by_label(texts.YEARS_LABEL).fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#wmo-years h3").first.wait_for()
    assert page.locator("#wmo-years h3").all_inner_texts() == ["2021", "2024"]
    assert page.locator("#wmo-years img").count() == 0
    fits(page)


def test_an_address_keeps_the_choice(opened: Retriever) -> None:
    only = Filter(date(2022, 1, 1), date(2024, 12, 31), ("Van A & B",), (), (), ("een", "twee"))
    kept = choice_in([("vraag", "Wat?"), *address_of(only)])
    assert kept == Choice("2022-01-01", "2024-12-31", None, ("Van A & B",), (), (), ("een", "twee"))
    assert choice_in(address_of(None)) == choice_of({}) == Choice()
    assert "2 van 2" in chosen_text(opened.letters(), only=Filter(since=date(2020, 1, 1)))


def test_what_others_wrote_is_text(opened: Retriever) -> None:
    letters = opened.letters()
    shown = choice_form(letters, None) + commitment_table(commitments(letters))
    assert HOSTILE not in shown
    assert "&lt;img" in shown
    assert HOSTILE not in years(HOSTILE, [])
    assert texts.NO_COMMITMENTS in commitment_table([])
