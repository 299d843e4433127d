"""The choice of letters, what is promised, and one question over the years, in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import needs_chromium, served, violations
from conftest import NEW, OLD, FakeEncoder

from corpus import Letter
from index import Filter, Retriever, build_index
from qa import commitments
from ui import texts
from ui.chat.commitments_page import chosen
from ui.chat.years_page import years
from ui.filter_options import Choice
from ui.html.commitment_table import commitment_table
from ui.html.letter_filter_form import (
    address_of,
    choice_form,
    choice_in,
    choice_of,
    chosen_elsewhere,
    chosen_text,
)
from ui.server import application

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
QUESTION = "Binnen hoeveel weken besluit de gemeente na de melding?"
HOSTILE = "<img src=x onerror=alert(1)>"
PROMISE = (
    "\n\nIk informeer uw Kamer vóór 1 april 2025 over de termijn. Ik zal het toezicht met "
    "gemeenten bespreken.\n"
)
TAXI = """Datum 3 maart 2025

Geacht college,

Ik informeer uw Kamer vóór 1 april 2026 over de regiotaxi.
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("choice")
    letters = folder / "letters"
    letters.mkdir()
    (letters / "2021-03-15-termijn.txt").write_text(OLD, encoding="utf-8")
    new = NEW.replace("\n\nHoogachtend", f"{PROMISE}\nHoogachtend")
    (letters / "2024-06-17-termijn.txt").write_text(new, encoding="utf-8")
    (letters / "2024-06-17-termijn.meta.json").write_text(
        f'{{"title": "{HOSTILE}", "sender": "{HOSTILE}", "kind": "kamerbrief", "level": "rijk"}}',
        encoding="utf-8",
    )
    (letters / "2021-03-15-termijn.meta.json").write_text(
        '{"sender": "Aletta", "kind": "raadsinformatiebrief", "level": "rijk"}', encoding="utf-8"
    )
    build_index([letters], folder / "index", FakeEncoder())
    return Retriever(folder / "index", FakeEncoder())


@pytest.fixture(scope="module")
def address(opened: Retriever) -> Iterator[str]:
    with served(application(opened)) as place:
        yield place


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


def choose(page: Page, until: str) -> None:
    """Choose the letters until a date, by keyboard."""
    page.get_by_role("tab", name=texts.ASKING).click()
    form = page.locator(".wmo-choice")
    if form.get_attribute("open") is None:
        form.locator("summary").press("Enter")
    page.get_by_label(texts.UNTIL).fill(until)
    page.get_by_label(texts.UNTIL).press("Enter")
    page.locator("#wmo-chosen strong", has_text=f"31 december {until}").wait_for()


def see_years(page: Page) -> None:
    """Ask the question on the page with the years."""
    page.get_by_role("tab", name=texts.YEARS).click()
    page.get_by_label(texts.YEARS_LABEL).fill(QUESTION)
    page.keyboard.press("Enter")


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
    page.locator("#wmo-chosen strong", has_text=f"1 van 2 brieven: brief '{HOSTILE}'").wait_for()
    assert page.locator("#wmo-chosen img").count() == 0
    assert page.locator("#wmo-notice").inner_text() == ""
    assert page.locator("#wmo-choosing img").count() == 0


@pytest.mark.browser
@needs_chromium
def test_a_choice_that_is_not_used_yet_says_so(page: Page) -> None:
    page.get_by_text(texts.CHOOSE).click()
    note = page.get_by_text(texts.UNUSED_CHOICE)
    assert not note.count()
    page.locator(".wmo-choice").get_by_role("checkbox").last.check()
    note.wait_for()
    assert not violations(page)
    page.get_by_role("button", name=texts.USE_CHOICE).click()
    page.locator("#wmo-chosen strong").wait_for()
    assert not note.count()


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
    see_years(page)
    page.locator("#wmo-years h3").first.wait_for()
    assert page.locator("#wmo-years h3").all_inner_texts() == ["2021", "2024"]
    assert page.locator("#wmo-years img").count() == 0
    assert page.locator(".wmo-limited").count() == 0
    fits(page)


@pytest.mark.browser
@needs_chromium
def test_promises_are_sorted_and_searched_with_the_keyboard(page: Page) -> None:
    page.get_by_role("tab", name=texts.COMMITMENTS).click()
    table = page.locator("#wmo-commitments")
    table.get_by_text(texts.NO_LATER).first.wait_for()
    first = table.locator("tbody tr:visible").first
    assert "1 april 2025" in first.inner_text()
    table.get_by_role("button", name=texts.BY_WHEN).press("Enter")
    assert "toezicht" in first.inner_text()
    assert page.evaluate("document.activeElement.textContent") == texts.BY_WHEN
    table.get_by_label(texts.SEARCH_LETTERS).fill("1 APRIL")
    assert "1 april 2025" in first.inner_text()
    assert table.locator(".wmo-count").inner_text() == "1 toezegging"


@pytest.mark.browser
@needs_chromium
def test_a_choice_limits_promises_and_years_and_both_say_so(page: Page) -> None:
    choose(page, "2022")
    page.get_by_role("tab", name=texts.COMMITMENTS).click()
    page.get_by_text(texts.NO_COMMITMENTS).wait_for()
    told = page.locator(".wmo-limited:visible")
    expected = f"1 van 2 brieven: tot en met 31 december 2022. {texts.CHANGE_CHOICE}"
    assert told.inner_text().endswith(expected)
    assert violations(page) == []
    see_years(page)
    page.locator("#wmo-years h3").first.wait_for()
    assert page.locator("#wmo-years h3").all_inner_texts() == ["2021"]
    assert told.inner_text().endswith(expected)
    assert violations(page) == []
    choose(page, "2001")
    see_years(page)
    page.get_by_text(texts.NOTHING_CHOSEN).wait_for()


@pytest.mark.browser
@needs_chromium
def test_a_chosen_name_is_text_in_each_line_that_tells_the_choice(page: Page) -> None:
    page.locator(".wmo-choice summary").press("Enter")
    page.get_by_role("checkbox", name=HOSTILE, exact=True).press("Space")
    page.get_by_role("button", name=texts.USE_CHOICE).press("Enter")
    page.locator("#wmo-chosen strong", has_text=HOSTILE).wait_for()
    page.get_by_role("tab", name=texts.YEARS).click()
    page.locator(".wmo-limited:visible", has_text=HOSTILE).wait_for()
    assert page.locator("img[src=x]").count() == 0


@pytest.mark.browser
@needs_chromium
def test_no_button_shows_its_text_in_the_colour_of_its_back(page: Page) -> None:
    page.locator(".wmo-choice summary").press("Enter")
    button = page.get_by_role("button", name=texts.USE_CHOICE)
    assert button.evaluate("one => getComputedStyle(one).transitionDuration") == "0s"
    button.hover()
    assert violations(page) == []


@pytest.mark.browser
@needs_chromium
def test_a_choice_that_is_made_while_the_page_loads_is_kept(
    browser: Browser, retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()

    def slow(_: Retriever) -> tuple[str, ...]:
        assert may_end.wait(timeout=30)
        return (QUESTION,)

    monkeypatch.setattr("ui.chat.asking.suggestions.examples", slow)
    with served(application(retriever)) as address:
        page = browser.new_page()
        page.goto(address)
        page.locator(".wmo-choice").wait_for()
        choose(page, "2022")
        may_end.set()
        page.locator("#wmo-begin button").wait_for()
        assert page.locator("#wmo-chosen strong").count() == 1
        assert "zes weken" not in ask(page, QUESTION)
        page.close()


@pytest.mark.browser
@needs_chromium
def test_a_link_brings_its_choice_and_its_question(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}?until=2022-12-31&vraag={QUESTION}")
    page.locator("#wmo-latest h2").wait_for()
    assert "acht weken" in page.locator("#wmo-latest").inner_text()
    page.get_by_role("tab", name=texts.HELP).click()
    page.get_by_role("tab", name=texts.ASKING).click()
    assert "1 van 2" in page.locator("#wmo-chosen").inner_text()
    page.close()


@pytest.mark.browser
@needs_chromium
def test_a_letter_that_is_added_can_be_chosen_and_its_promises_are_shown(
    browser: Browser, letters: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    build_index([letters], index, FakeEncoder())
    with served(application(Retriever(index, FakeEncoder()))) as address:
        page = browser.new_page()
        page.goto(address)
        page.locator(".wmo-choice summary").press("Enter")
        page.get_by_label(texts.UNTIL).fill("2022")
        page.get_by_role("tab", name=texts.HELP).click()
        page.get_by_role("tab", name=texts.ASKING).click()
        assert page.get_by_label(texts.UNTIL).input_value() == "2022", "nothing was added yet"
        page.get_by_role("tab", name=texts.COMMITMENTS).click()
        page.get_by_text(texts.NO_COMMITMENTS).wait_for()
        (letters / "2025-taxi.txt").write_text(TAXI, encoding="utf-8")
        build_index([letters], index, FakeEncoder())
        page.get_by_role("tab", name=texts.HELP).click()
        page.get_by_role("tab", name=texts.COMMITMENTS).click()
        page.get_by_text("over de regiotaxi").wait_for()
        page.get_by_role("tab", name=texts.ASKING).click()
        page.get_by_label("3 maart 2025").wait_for(state="attached")
        page.close()


def test_an_address_keeps_the_choice(opened: Retriever) -> None:
    only = Filter(date(2022, 1, 1), date(2024, 12, 31), ("Van A & B",), (), (), ("een", "twee"))
    kept = choice_in([("vraag", "Wat?"), *address_of(only)])
    assert kept == Choice("2022-01-01", "2024-12-31", None, ("Van A & B",), (), (), ("een", "twee"))
    assert choice_in(address_of(None)) == choice_of({}) == Choice()
    assert "2 van 2" in chosen_text(opened.letters(), only=Filter(since=date(2020, 1, 1)))
    assert "weg" in chosen_text(opened.letters(), only=Filter(letters=("weg",)))


def test_a_filter_limits_the_promises(opened: Retriever) -> None:
    found = commitments(opened.letters())
    assert len(found) == 2
    assert chosen(found, None) == chosen(found, Filter(since=date(2024, 1, 1))) == found
    assert chosen(found, Filter(until=date(2022, 1, 1))) == []


def test_what_others_wrote_is_text(opened: Retriever) -> None:
    letters = opened.letters()
    shown = choice_form(letters, None) + commitment_table(commitments(letters))
    assert HOSTILE not in shown
    assert "&lt;img" in shown
    assert HOSTILE not in years(HOSTILE, [])
    assert HOSTILE not in chosen_elsewhere(letters, Filter(senders=(HOSTILE,)))
    assert chosen_elsewhere(letters, None) == ""
    assert texts.NO_COMMITMENTS in commitment_table([])


def test_a_person_is_offered_once() -> None:
    office = "minister voor Langdurige Zorg en Sport"
    senders = (f"C. Helder, {office}", f"Conny Helder, {office}", "Gemeente Waterdam")
    letters = [Letter(str(n), "", "", "", sender=sender) for n, sender in enumerate(senders)]
    shown = choice_form(letters, None)
    assert shown.count("Helder,") == 2  # the newest letter's spelling, as value and as words
    assert f"Conny Helder, {office}" in shown
