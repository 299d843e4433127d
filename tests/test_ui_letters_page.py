from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import needs_chromium, open_tab, served, violations
from conftest import NEW, OLD, FakeEncoder

from index import Retriever, build_index
from ui import texts
from ui.chat.letters_page import corrections_of, view_of
from ui.html.letter_table import letter_table
from ui.server import application
from ui.settings import Settings, Upload

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
HOSTILE = "<img src=x onerror=alert(1)> ${1+1} {{2}}"
TAXI = "Datum 3 maart 2025\n\nGeacht college,\n\nDe regiotaxi kost 3 euro per rit.\n"
TAXI_QUESTION = "Hoeveel kost een rit met de regiotaxi?"


@pytest.fixture
def opened(tmp_path: Path) -> Retriever:
    letters = tmp_path / "letters"
    letters.mkdir()
    for name, text in (("2021-03-15-termijn", OLD), ("2024-06-17-termijn", NEW)):
        (letters / f"{name}.txt").write_text(text, encoding="utf-8")
    (letters / "2024-06-17-termijn.meta.json").write_text(
        f'{{"title": "{HOSTILE}", "sender": "Aletta"}}', encoding="utf-8"
    )
    encoder = FakeEncoder()
    build_index([letters], tmp_path / "index", encoder)
    return Retriever(tmp_path / "index", encoder)


@pytest.fixture
def added(tmp_path: Path) -> Path:
    return tmp_path / "toegevoegd"


@pytest.fixture
def address(opened: Retriever, added: Path) -> Iterator[str]:
    upload = Upload(allowed=True, folder=added, most_files=5, most_megabytes=1)
    with served(application(opened, Settings(upload=upload))) as place:
        yield place


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    made = browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 800})
    made.goto(address)
    made.get_by_role("tab", name=texts.LETTERS).click()
    made.locator(".wmo-table").wait_for()
    yield made
    made.close()


def rows(page: Page) -> list[str]:
    return page.locator("tbody tr:visible td:first-child").all_inner_texts()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


@pytest.mark.browser
@needs_chromium
def test_the_table_is_sorted_and_searched_with_the_keyboard(page: Page) -> None:
    assert rows(page) == ["17 juni 2024", "15 maart 2021"]
    page.get_by_role("button", name=texts.DATE).focus()
    page.keyboard.press("Enter")
    assert rows(page) == ["15 maart 2021", "17 juni 2024"]
    assert page.locator("th").first.get_attribute("aria-sort") == "ascending"
    assert focused(page) == texts.DATE
    page.get_by_label(texts.SEARCH_LETTERS).fill("aletta")
    assert rows(page) == ["17 juni 2024"]
    count = page.locator(".wmo-count")
    assert (count.inner_text(), count.get_attribute("role")) == (texts.ONE_LETTER, "status")


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("look", ["light", "dark", "phone"])
def test_no_view_is_against_wcag(browser: Browser, address: str, look: str) -> None:
    size = {"width": 320, "height": 640} if look == "phone" else {"width": 1280, "height": 800}
    page = browser.new_page(viewport=size, color_scheme="dark" if look == "dark" else "light")
    page.goto(f"{address}?__theme=dark" if look == "dark" else address)
    open_tab(page, texts.LETTERS)
    page.locator(".wmo-open").first.click()
    page.locator(".wmo-letter").wait_for()
    for summary in page.locator(".wmo-letter summary").all():
        summary.click()
    assert violations(page) == []
    page.locator("input[name=date]").fill("gisteren")
    page.get_by_role("button", name=texts.KEEP).click()
    page.get_by_text("verwacht JJJJ-MM-DD").wait_for()
    page.get_by_role("button", name=texts.REMOVE).click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.close()


@pytest.mark.browser
@needs_chromium
def test_a_letter_is_shown_as_it_was_understood_and_words_stay_words(page: Page) -> None:
    page.locator(".wmo-open", has_text="onerror").click()
    heading = page.locator(".wmo-letter h2")
    heading.wait_for()
    assert heading.inner_text() == HOSTILE
    assert focused(page) == HOSTILE
    page.get_by_text(texts.WHOLE_TEXT).click()
    assert "binnen zes weken" in page.locator(".wmo-text").inner_text()
    assert page.locator(".wmo-letter img, .wmo-table img").count() == 0
    page.get_by_role("button", name=texts.CLOSE).click()
    page.locator(".wmo-letter").wait_for(state="detached")
    assert focused(page) == HOSTILE  # the button that opened it


@pytest.mark.browser
@needs_chromium
def test_good_files_are_found_at_once_and_bad_ones_get_a_line_each(
    page: Page, added: Path, tmp_path: Path
) -> None:
    sent = tmp_path / "sent"
    sent.mkdir()
    for name, data in (
        ("taxi.txt", TAXI.encode()),
        ("stuk.pdf", b"geen pdf"),
        ("leeg.txt", b"  \n"),
        ("groot.txt", b"x" * 1_100_000),
        ("foto.png", b"\x89PNG"),
    ):
        (sent / name).write_bytes(data)
    with page.expect_file_chooser() as chooser:
        page.get_by_text(texts.CHOOSE_FILES).click()
    chooser.value.set_files(sorted(sent.iterdir()))
    told = page.locator("#wmo-letters-told")
    told.get_by_text(texts.letters_added(1)).wait_for()
    lines = told.locator(".wmo-problem").all_inner_texts()
    assert [line.partition(":")[0] for line in lines] == [
        "foto.png", "groot.txt", "leeg.txt", "stuk.pdf"
    ]  # fmt: skip
    assert told.locator("[role=status]").count() == 1
    assert [one.name for one in added.iterdir() if one.is_file()] == ["taxi.txt"]
    assert "3 maart 2025" in rows(page)
    page.locator(".wmo-lead", has_text="3 brieven").wait_for()
    page.get_by_role("tab", name=texts.ASKING).click()
    page.get_by_label(texts.QUESTION_LABEL).fill(TAXI_QUESTION)
    page.keyboard.press("Enter")
    page.locator("#wmo-latest h2").wait_for()
    assert "regiotaxi kost 3 euro" in page.locator("#wmo-result").inner_text()


@pytest.mark.browser
@needs_chromium
def test_files_can_be_dropped(page: Page, added: Path) -> None:
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "taxi.txt"));
          const zone = document.querySelector(".wmo-drop");
          zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
        }""",
        TAXI,
    )
    page.get_by_text(texts.letters_added(1)).wait_for()
    assert (added / "taxi.txt").read_text(encoding="utf-8") == TAXI


@pytest.mark.browser
@needs_chromium
def test_too_many_files_at_once_are_refused_in_one_line(page: Page, tmp_path: Path) -> None:
    sent = [tmp_path / f"{number}.txt" for number in range(6)]
    for file in sent:
        file.write_text(TAXI + file.name)
    page.locator("input[type=file]").set_input_files(sent)
    page.get_by_text(texts.too_many_files(5)).wait_for()
    assert len(rows(page)) == 2


@pytest.mark.browser
@needs_chromium
def test_what_is_known_is_corrected_and_stays(page: Page, opened: Retriever) -> None:
    page.locator(".wmo-open").last.click()
    page.get_by_text(texts.CORRECT).click()
    page.locator("input[name=title]").fill("Termijnen <b>2021</b>")
    page.locator("input[name=date]").fill("2020-03")
    page.locator("select[name=level]").select_option("gemeente")
    page.get_by_role("button", name=texts.KEEP).click()
    page.get_by_text(texts.KEPT).wait_for()
    assert page.locator(".wmo-letter h2").inner_text() == "Termijnen <b>2021</b>"
    assert rows(page) == ["17 juni 2024", "maart 2020"]
    letter = opened.letters()[0]
    assert (letter.title, letter.level) == ("Termijnen <b>2021</b>", "gemeente")
    file = opened.files()[letter.id]
    assert file.with_name("2021-03-15-termijn.meta.json").is_file()


@pytest.mark.browser
@needs_chromium
def test_a_letter_is_removed_only_when_that_is_confirmed(page: Page, opened: Retriever) -> None:
    page.locator(".wmo-open").last.click()
    page.get_by_role("button", name=texts.REMOVE).click()
    assert focused(page) == texts.KEEP_LETTER
    page.keyboard.press("Enter")
    assert len(opened.letters()) == 2
    page.get_by_role("button", name=texts.REMOVE).click()
    assert texts.REMOVES_FROM_INDEX in page.locator("dialog").inner_text()
    file = opened.files()["2021-03-15-termijn"]
    page.locator("dialog").get_by_role("button", name=texts.REMOVE).click()
    page.get_by_text(texts.REMOVED).wait_for()
    page.locator(".wmo-letter").wait_for(state="detached")
    assert focused(page) == texts.LETTERS
    assert rows(page) == ["17 juni 2024"]
    assert file.is_file()  # it was not added here


@pytest.mark.browser
@needs_chromium
def test_two_users_see_each_others_letters_and_both_can_add(
    browser: Browser, address: str, page: Page, tmp_path: Path
) -> None:
    other = browser.new_context().new_page()
    other.goto(address)
    other.get_by_role("tab", name=texts.LETTERS).click()
    for number, one in enumerate((page, other)):
        file = tmp_path / f"taxi-{number}.txt"
        file.write_text(TAXI.replace("3 euro", f"{number + 3} euro"))
        one.locator("input[type=file]").set_input_files(file)
    for one in (page, other):
        one.get_by_text(texts.letters_added(1)).wait_for()
    other.get_by_role("tab", name=texts.ASKING).click()
    other.locator(".wmo-lead", has_text="4 brieven").wait_for()
    other.close()


@pytest.mark.browser
@needs_chromium
def test_without_leave_letters_are_only_read(browser: Browser, opened: Retriever) -> None:
    with served(application(opened)) as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("tab", name=texts.LETTERS).click()
        page.locator(".wmo-open").first.click()
        page.locator(".wmo-letter").wait_for()
        assert page.locator("input[type=file], .wmo-letter form, dialog").count() == 0
        page.close()


def test_only_what_differs_is_a_correction(opened: Retriever) -> None:
    letter = opened.letters()[1]
    form = {"title": letter.title, "sender": " Els ", "date": "2024-06-17", "kamerstuk": "29538/3"}
    assert corrections_of(letter, form) == {
        "sender": "Els", "kamerstuk": {"dossier": "29538", "number": "3"}
    }  # fmt: skip
    assert corrections_of(letter, {}) == {}


def test_a_letter_that_has_gone_is_said_so(opened: Retriever) -> None:
    assert texts.LETTER_GONE in view_of("weg", opened, None)


def test_no_letters_is_said_so() -> None:
    assert texts.NO_LETTERS in letter_table([])
