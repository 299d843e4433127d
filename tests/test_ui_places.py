"""Places that a page names: each line of the years and of the promises opens its letter there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browsing import needs_chromium, open_tab, served, violations
from conftest import NEW, FakeEncoder

from index import Retriever, build_index
from qa import Statement, cite, commitments, silent, timeline
from ui import texts
from ui.chat.commitments_page import shown_of
from ui.chat.open_at_place import place_in_letter
from ui.chat.years_page import years
from ui.html.place_buttons import letters_named, place_button
from ui.server import application

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
QUESTION = "Binnen hoeveel weken besluit de gemeente over een aanvraag?"
PROMISE = "Ik zal u na de zomer van 2024 informeren over de wachttijd & meer."
OTHER = "Datum 3 mei 2025\n\nGeachte raad,\n\nHet zwembad in het dorp gaat open.\n"


@pytest.fixture
def opened(letters: Path, tmp_path: Path) -> Retriever:
    text = NEW.replace("**2.", f"{PROMISE}\n\n**2.")
    (letters / "2024-06-17-termijn.txt").write_text(text, encoding="utf-8")
    (letters / "2025-05-03-zwembad.txt").write_text(OTHER, encoding="utf-8")
    build_index([letters], tmp_path / "index", FakeEncoder())
    return Retriever(tmp_path / "index", FakeEncoder())


@pytest.mark.usefixtures("fake_reader")
def test_the_years_open_the_letter_and_name_those_that_are_silent(opened: Retriever) -> None:
    found = timeline(QUESTION, opened)
    shown = years(QUESTION, found)
    assert shown.count(texts.OPEN_PLACE) == len(found) == 2
    others = silent(found, opened)
    assert [one.id for one in others] == ["2025-05-03-zwembad"]
    assert "2025-05-03-zwembad, 3 mei 2025" in letters_named(texts.SILENT, others)
    assert letters_named(texts.SILENT, ()) == ""


def test_the_promises_open_the_letter_and_letters_without_are_named(opened: Retriever) -> None:
    letters = opened.letters()
    shown = shown_of(commitments(letters), letters, None)
    assert shown.count(texts.OPEN_PLACE) == 1
    assert f"{texts.NO_PROMISES} (2)" in shown


def test_a_place_is_shown_marked_and_words_stay_words(opened: Retriever) -> None:
    letter = opened.letters()[1]
    shown = cite(letter, PROMISE)
    assert shown
    button = place_button("x", shown)
    data = {"letter": letter.id, "start": str(shown.start), "end": str(shown.end)}
    assert all(f'data-{name}="{value}"' in button for name, value in data.items())
    section = place_in_letter("x", data, opened)
    assert '<mark id="lees-x-1"' in section
    assert "wachttijd &amp; meer" in section
    assert texts.LETTER_GONE in place_in_letter("x", data | {"letter": "weg"}, opened)
    assert texts.LETTER_GONE in place_in_letter("x", data | {"start": "9", "end": "9"}, opened)


def test_a_timeline_says_nothing_of_letters_that_were_not_asked(opened: Retriever) -> None:
    letter = opened.letters()[0]
    citation = cite(letter, "De gemeente besluit")
    assert citation
    told = [Statement(citation.quote, (citation,))]
    assert [one.id for one in silent(told, opened)] == ["2024-06-17-termijn", "2025-05-03-zwembad"]


@pytest.fixture
def page(browser: Browser, opened: Retriever) -> Iterator[Page]:
    with served(application(opened)) as address:
        made = browser.new_page(viewport={"width": 1280, "height": 900})
        made.goto(address)
        yield made
        made.close()


def opens_and_closes(page: Page) -> None:
    button = page.get_by_role("button", name=texts.OPEN_PLACE).and_(page.locator(":visible")).first
    button.click()
    page.locator(".wmo-reader:visible mark").wait_for()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator(".wmo-reader:visible").wait_for(state="detached")
    page.wait_for_function("document.activeElement.classList.contains('wmo-open')")


@pytest.mark.browser
@needs_chromium
def test_a_promise_opens_its_letter(page: Page) -> None:
    open_tab(page, texts.COMMITMENTS)
    page.locator("#wmo-commitments tbody").wait_for()
    page.get_by_text(texts.NO_LATER).first.wait_for()
    opens_and_closes(page)


@pytest.mark.browser
@needs_chromium
@pytest.mark.usefixtures("fake_reader")
def test_a_line_of_the_years_opens_its_letter(page: Page) -> None:
    open_tab(page, texts.YEARS)
    page.get_by_label(texts.YEARS_LABEL).fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#wmo-years h3").first.wait_for()
    opens_and_closes(page)


@pytest.mark.browser
@needs_chromium
def test_a_summary_opens_its_letter_at_its_place(page: Page) -> None:
    open_tab(page, texts.LETTERS)
    page.locator("#wmo-letters .wmo-open").first.wait_for()
    page.locator('#wmo-letters .wmo-open[data-letter="2024-06-17-termijn"]').click()
    page.get_by_text(texts.SUMMARY).click()
    opens_and_closes(page)


@pytest.mark.browser
@needs_chromium
def test_on_a_phone_every_cell_of_a_table_is_in_sight(browser: Browser, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_tab(page, texts.LETTERS)
    page.locator("#wmo-letters td").first.wait_for()
    cells = [one.bounding_box() for one in page.locator("#wmo-letters td:visible").all()]
    assert cells
    assert all(one and one["x"] >= 0 and one["x"] + one["width"] <= 390 for one in cells)
    assert violations(page) == []
