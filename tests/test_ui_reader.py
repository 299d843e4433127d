"""The letter beside the answer, and what can be done with an answer, in a real browser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import needs_chromium, served, violations
from conftest import NEW, OLD, FakeEncoder
from test_corpus_pdf import pdf, write
from test_ui_written import notes

from corpus import UnreadableFile, can_draw_pages, page_picture
from corpus.pdf.pdfium.page_picture import Box, lines_of
from index import Retriever, build_index
from qa import answer, reply
from ui import texts
from ui.chat.examples import examples, next_questions, question_buttons
from ui.export.pasted_text import as_text
from ui.html.letter_reader import PLACE, reader
from ui.server import application

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page
    from reportlab.pdfgen.canvas import Canvas

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
QUESTION = "Hoe hoog is de eigen bijdrage per maand?"
TERM = "Binnen hoeveel weken besluit de gemeente na de melding?"
TAXI = "Hoeveel kost een rit met de regiotaxi?"
HOSTILE = "<img src=x onerror=alert(1)>"


def taxi(canvas: Canvas) -> None:
    lines = "Datum 3 mei 2025\n\nGeacht college,\n\nEen rit met de regiotaxi kost\n4 euro."
    for place, line in enumerate(lines.split("\n")):
        write(canvas, 80, 760 - 13 * place, line)


def other(canvas: Canvas) -> None:
    lines = "De ambulante begeleiding valt\nonder de voorzieningen."
    for place, line in enumerate(lines.split("\n")):
        write(canvas, 80, 760 - 13 * place, line)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("reader")
    letters = folder / "letters"
    letters.mkdir()
    for name, text in (("2021-03-15-termijn", OLD), ("2024-06-17-termijn", NEW)):
        (letters / f"{name}.txt").write_text(text, encoding="utf-8")
    title = f'{{"title": "{HOSTILE}", "sender": "{HOSTILE}"}}'
    (letters / "2024-06-17-termijn.meta.json").write_text(title, encoding="utf-8")
    (letters / "2025-05-03-taxi.pdf").write_bytes(pdf(other, taxi))
    encoder = FakeEncoder()
    build_index([letters], folder / "index", encoder)
    return Retriever(folder / "index", encoder)


@pytest.fixture(scope="module")
def address(opened: Retriever) -> Iterator[str]:
    with served(application(opened)) as place:
        yield place


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800},
        permissions=["clipboard-read", "clipboard-write"],
        accept_downloads=True,
    )
    made = context.new_page()
    made.goto(address)
    made.get_by_label(texts.QUESTION_LABEL).wait_for()
    yield made
    context.close()


def ask(page: Page, question: str) -> None:
    page.get_by_label(texts.QUESTION_LABEL).fill(question)
    page.keyboard.press("Enter")
    page.locator("#wmo-latest h2", has_text=question).wait_for()
    page.wait_for_timeout(400)  # nobody asks on within that time


def focus_on(page: Page, identity: str) -> None:
    page.wait_for_function("one => document.activeElement.id === one", arg=identity)


def in_sight(one: Locator) -> bool:
    """Whether it stands inside the window and inside the part of the letter that is shown."""
    return bool(
        one.evaluate(
            """one => {
              const [mine, box] = [one, one.closest('.wmo-read')].map(
                (each) => each.getBoundingClientRect());
              return mine.top >= Math.max(box.top, 0) - 1
                && mine.bottom <= Math.min(box.bottom, innerHeight) + 1;
            }"""
        )
    )


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("width", [1280, 320])
def test_a_number_opens_the_letter_at_the_quote(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    ask(page, QUESTION)
    page.locator("#wmo-latest .wmo-number").first.click()
    focus_on(page, "lees-1-1")
    quote = page.locator("#lees-1-1")
    assert "19 euro per maand" in quote.inner_text()
    assert in_sight(quote)
    look = quote.evaluate("one => [getComputedStyle(one).textDecorationLine, one.className]")
    assert look == ["underline", "wmo-shown"], "not by colour alone"
    shown = page.locator(".wmo-reader").inner_text()
    assert "17 juni 2024" in shown
    assert "2. Eigen bijdrage" in shown
    assert HOSTILE in shown
    assert "Hoogachtend" in shown, "the whole letter"
    assert not page.locator("#wmo-evidence").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Escape")
    page.locator(".wmo-reader").wait_for(state="detached")
    page.wait_for_function("document.activeElement.hash === '#bron-1-1'")


@pytest.mark.browser
@needs_chromium
def test_the_answer_comes_into_sight_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    ask(page, QUESTION)
    page.wait_for_function(
        "(({ top, bottom }) => top >= 0 && bottom <= innerHeight)"
        "(document.querySelector('#wmo-latest .wmo-statement').getBoundingClientRect())"
    )


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_the_answer_begins_in_the_first_third_of_the_window(
    page: Page, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    for question in (QUESTION, TERM):
        ask(page, question)
        page.wait_for_function(
            "(({ top }) => top >= -1 && top <= innerHeight / 3)"
            "(document.querySelector('#wmo-latest h2').getBoundingClientRect())"
        )
    boxes = [one.bounding_box() for one in page.locator("#wmo-result > div:visible").all()]
    shown = [one for one in boxes if one and one["height"] > 1]
    for place, one in enumerate(shown):
        for other in shown[place + 1 :]:
            apart = one["y"] + one["height"] <= other["y"] + 1 or (
                other["y"] + other["height"] <= one["y"] + 1
            )
            beside = (
                one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            )
            assert apart or beside


@pytest.mark.browser
@needs_chromium
def test_a_question_that_leant_is_asked_alone_with_one_click(page: Page) -> None:
    ask(page, QUESTION)
    leaning = "En wie betaalt die niet?"
    ask(page, leaning)
    assert f"{texts.SEARCHED} {QUESTION} {leaning}" in page.locator("#wmo-latest").inner_text()
    page.locator("#wmo-latest").get_by_role("button", name=texts.ASK_ALONE).click()
    page.locator("#wmo-latest .wmo-searched").wait_for(state="detached")
    assert page.locator("#wmo-latest h2").inner_text().endswith(leaning)


@pytest.mark.browser
@needs_chromium
def test_on_paper_stands_the_answer_with_its_sources_and_the_open_letter_whole(page: Page) -> None:
    ask(page, QUESTION)
    page.locator("#wmo-latest .wmo-number").first.click()
    focus_on(page, "lees-1-1")
    page.set_viewport_size({"width": 720, "height": 400})
    page.emulate_media(media="print")
    for there in (".wmo-statement", "#wmo-evidence", ".wmo-reader"):
        assert page.locator(there).first.is_visible(), there
    for away in (".tab-wrapper", ".wmo-asking", ".wmo-choice", "#wmo-use", ".wmo-acts"):
        assert not page.locator(away).first.is_visible(), away
    for box in (".wmo-reader", ".wmo-read", "#wmo-evidence"):
        cut = "one => one.scrollHeight > one.clientHeight + 1 || one.clientHeight < 100"
        assert not page.locator(box).evaluate(cut), f"{box} is cut"
    page.locator("#wmo-latest .wmo-number").first.hover()
    assert not page.locator(".wmo-tip").first.is_visible(), "it would lie over the answer"
    page.emulate_media(media="screen")  # where it stands elsewhere
    page.locator("#wmo-latest .wmo-number").first.hover()
    page.locator(".wmo-tip").first.wait_for()


@pytest.mark.browser
@needs_chromium
def test_from_source_to_source_by_keyboard_only(page: Page) -> None:
    page.keyboard.type(TERM)  # the box has the focus from the start
    page.keyboard.press("Enter")
    page.locator("#wmo-latest .wmo-number").first.wait_for()
    count = page.locator("#wmo-latest .wmo-number").count()
    assert count >= 2
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "wmo-number":
            break
    tip = page.locator(".wmo-cite:focus-within .wmo-tip")
    assert "weken na de melding" in tip.inner_text()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.keyboard.press("Enter")
    focus_on(page, "lees-1-1")
    page.keyboard.press("Shift+Tab")  # the text
    page.keyboard.press("Shift+Tab")  # close
    page.keyboard.press("Shift+Tab")  # the next source
    assert page.evaluate("document.activeElement.textContent") == texts.NEXT
    page.keyboard.press("Enter")
    focus_on(page, "lees-1-2")
    assert texts.source_of(2, count) in page.locator(".wmo-reader").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.hash === '#bron-1-2'")


@pytest.mark.browser
@needs_chromium
def test_hovering_shows_quote_letter_date_and_page(page: Page) -> None:
    ask(page, TAXI)
    number = page.locator("#wmo-latest .wmo-number").first
    tip = page.locator("#wmo-latest .wmo-tip").first
    assert not tip.is_visible()
    number.hover()
    tip.wait_for()
    for part in ("kost 4 euro", "3 mei 2025", "p. 2"):
        assert part in " ".join(tip.inner_text().split())
    tip.hover()  # what is shown can be reached with the pointer
    assert tip.is_visible()


@pytest.mark.browser
@needs_chromium
@pytest.mark.skipif(not can_draw_pages(), reason="what draws pages is not installed")
def test_the_page_of_a_pdf_is_shown_with_the_quote(page: Page) -> None:
    ask(page, TAXI)
    page.locator("#wmo-latest .wmo-number").first.click()
    focus_on(page, "lees-1-1")
    page.get_by_text(texts.show_page("2")).click()
    page.wait_for_function("document.querySelector('.wmo-picture img').naturalWidth > 500")
    assert violations(page) == []


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_open_letter_meets_wcag(page: Page, address: str, theme: str) -> None:
    page.goto(f"{address}?__theme={theme}")
    ask(page, QUESTION)
    assert violations(page) == []
    page.locator("#wmo-latest .wmo-number").first.click()
    focus_on(page, "lees-1-1")
    assert violations(page) == []


@pytest.mark.browser
@needs_chromium
def test_the_footnotes_of_the_memo_are_the_citations(
    page: Page, opened: Retriever, tmp_path: Path
) -> None:
    ask(page, TERM)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=texts.MEMO).click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    found = answer(TERM, opened)
    told = [one for said in (*found.statements, *found.history) for one in said.citations]
    assert file.suffix == ".docx"
    assert notes(file.read_bytes()) == [one.formatted for one in told]


@pytest.mark.browser
@needs_chromium
def test_the_answer_is_copied_and_its_link_asks_again(page: Page, opened: Retriever) -> None:
    ask(page, TERM)
    page.get_by_role("button", name=texts.COPY, exact=True).click()
    page.get_by_text(texts.COPIED).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == as_text(answer(TERM, opened))
    page.get_by_role("button", name=texts.COPY_LINK).click()
    page.wait_for_function("navigator.clipboard.readText().then((one) => one.startsWith('http'))")
    page.goto(str(page.evaluate("navigator.clipboard.readText()")))
    page.locator("#wmo-latest h2", has_text=TERM).wait_for()


@pytest.mark.browser
@needs_chromium
def test_all_is_wiped_and_what_was_searched_can_be_changed(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, "En in 2021?")
    page.get_by_role("button", name=texts.CHANGE).click()
    box = page.get_by_label(texts.QUESTION_LABEL)
    assert "2021" in box.input_value()
    assert box.evaluate("one => one === document.activeElement")
    page.get_by_role("button", name=texts.WIPE).click()
    page.get_by_text(texts.WIPED).wait_for()
    page.locator("#wmo-latest h2").wait_for(state="detached")
    assert page.locator("#wmo-earlier article").count() == 0


@pytest.mark.browser
@needs_chromium
def test_an_example_is_asked_when_it_is_chosen(
    page: Page, monkeypatch: pytest.MonkeyPatch, opened: Retriever
) -> None:
    monkeypatch.setattr("ui.chat.asking.suggestions.examples", lambda retriever, idle: (QUESTION,))
    with served(application(opened)) as place:
        page.goto(place)
        page.get_by_role("button", name=QUESTION).click()
        page.locator("#wmo-latest h2", has_text=QUESTION).wait_for()
        assert page.locator("#wmo-begin .wmo-examples").count() == 0


@pytest.mark.usefixtures("fake_reader")
def test_examples_are_answered_below_their_heading(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    text = NEW.replace("Termijn**", "Termijn voor het besluit**").replace("1. ", "1.1 ")
    text = text.replace("Betreft Termijn voor het besluit", "Betreft Wmo")
    (letters / "brief.txt").write_text(text, encoding="utf-8")
    (letters / "leeg.txt").write_text("Datum 3 mei 2025\n\n**Iets over niets**\n\nNiets.\n")
    build_index([letters], tmp_path / "index", FakeEncoder())
    retriever = Retriever(tmp_path / "index", FakeEncoder())
    found = examples(retriever)
    assert found == (texts.about("termijn voor het besluit"),)
    assert question_buttons((), texts.EXAMPLES) == ""


@pytest.mark.usefixtures("fake_reader")
def test_next_questions_are_answered_by_the_letters_of_the_answer(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    promise = "Ik zal u na de zomer informeren over de toegang tot hulp."
    text = NEW.replace("1. Termijn**", "Termijn voor het besluit**").replace(
        "2. Eigen bijdrage**", f"Toegang tot hulp**\n\n{promise}\n\n**Eigen bijdrage**"
    )
    (letters / "brief.txt").write_text(text, encoding="utf-8")
    build_index([letters], tmp_path / "index", FakeEncoder())
    retriever = Retriever(tmp_path / "index", FakeEncoder())
    asked = answer("Binnen hoeveel weken besluit de gemeente over de aanvraag?", retriever)
    assert asked.statements[0].citations[0].section == ("Termijn voor het besluit",)
    found = next_questions(asked, retriever)
    assert found == (texts.promised("toegang tot hulp"),)
    assert answer(found[0], retriever).statements[0].text == promise
    assert next_questions(answer("Wat is de hoofdstad van Frankrijk?", retriever), retriever) == ()


def test_words_of_a_letter_are_text_in_the_reader(opened: Retriever) -> None:
    found = reply(TERM, (), opened)
    shown = "".join(reader(found, 1, number, opened) for number in (1, 2))
    assert HOSTILE not in shown
    assert "&lt;img src=x" in shown
    assert reader(found, 1, 99, opened) == ""


def test_only_pages_of_known_letters_are_drawn(opened: Retriever) -> None:
    from fastapi.testclient import TestClient

    found = answer(TAXI, opened).citations[0]
    asked = {"brief": found.letter.id, "bladzijde": "2", "van": str(found.start), "tot": "999"}
    with TestClient(application(opened), base_url="http://127.0.0.1") as client:
        assert client.get(PLACE, params=asked).content.startswith(b"\x89PNG")
        text = next(one.id for one in opened.letters() if not one.page_starts)
        for wrong in (
            {"brief": "../../etc/passwd"}, {"brief": text}, {"bladzijde": "9"},
            {"bladzijde": "0"}, {"van": "-1"}, {"tot": "²"},
        ):  # fmt: skip
            said = client.get(PLACE, params={**asked, **wrong})
            assert (said.status_code, said.headers["content-type"][:10]) == (404, "text/plain")


@pytest.mark.skipif(not can_draw_pages(), reason="what draws pages is not installed")
def test_the_lines_of_a_quote_are_marked_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(pdf(other, taxi))
    assert yellow_rows(page_picture(file, 2, "Een rit met de regiotaxi kost 4 euro.")) == 2
    assert yellow_rows(page_picture(file, 2, "de regiotaxi kost")) == 1
    assert yellow_rows(page_picture(file, 1, "Een rit met de regiotaxi kost 4 euro.")) == 0
    for wrong in (0, 3):
        with pytest.raises(UnreadableFile):
            page_picture(file, wrong, "regiotaxi")
    (tmp_path / "kapot.pdf").write_bytes(b"%PDF-1.4 kapot")
    with pytest.raises(UnreadableFile, match=r"kapot\.pdf"):
        page_picture(tmp_path / "kapot.pdf", 1, "regiotaxi")


def yellow_rows(picture: bytes) -> int:
    """Return how many separate stretches of rows have yellow ground."""
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    rows = "".join(
        "x" if any(image.getpixel((x, y)) == (255, 214, 0) for x in range(image.width)) else " "
        for y in range(image.height)
    )
    return len(re.findall("x+", rows))


def on_line(text: str, bottom: float) -> list[tuple[str, Box]]:
    return [
        (sign, (10.0 * place, bottom, 10.0 * place + 9, bottom + 9))
        for place, sign in enumerate(text)
    ]


def test_a_hyphen_at_the_end_of_a_line_is_no_matter() -> None:
    signs = [*on_line("mant-", 0.0), *on_line("elzorg", -20.0)]
    assert lines_of(signs, "mantelzorg") == [(0.0, 0.0, 39.0, 9.0), (0.0, -20.0, 59.0, -11.0)]
    assert lines_of(signs, "mantelzorger") == []
    assert lines_of(signs, " - ") == []
