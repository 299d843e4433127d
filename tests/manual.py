"""Makes the pictures of the manual: ``python tests/manual.py`` (``make manual``).

They show the chat over the example letters, so that the manual stays true.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from browsing import chromium, served

from index import Retriever, SentenceEncoder, build_index
from ui import texts
from ui.passwords import hashed
from ui.server import application
from ui.settings import Login, Settings, Storage, Upload

if TYPE_CHECKING:
    from fastapi import FastAPI
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
LETTERS = ROOT / "corpus" / "examples" / "letters"
PICTURES = ROOT / "docs" / "handleiding"
QUESTION = "Hoe hoog is de eigen bijdrage per maand?"
DESKTOP, PHONE = (1100, 760), (360, 740)
COLOURS = 64  # of a picture: enough for text, and small


@contextmanager
def page_of(browser: Browser, address: str, size: tuple[int, int] = DESKTOP) -> Iterator[Page]:
    """Give a new page of a new user."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def ask(page: Page, question: str = QUESTION) -> None:
    """Ask a question and wait for the answer."""
    page.get_by_role("button", name=texts.ASK, exact=True).wait_for()
    page.locator(".wmo-examples").wait_for()
    page.get_by_label(texts.QUESTION_LABEL).fill(question)
    page.keyboard.press("Enter")
    page.locator("#wmo-latest h2", has_text=question).wait_for()


def open_letter(page: Page) -> None:
    """Open the letter of the first citation."""
    page.locator("#wmo-latest .wmo-number").first.click()
    page.wait_for_function("document.activeElement.id.startsWith('lees-')")


def keep(page: Page, name: str) -> None:
    """Write a picture of what is in sight."""
    from PIL import Image

    page.wait_for_timeout(400)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)


def views(browser: Browser, address: str) -> None:
    """Write the pictures of all views."""
    with page_of(browser, address) as page:
        page.locator(".wmo-examples").wait_for()
        keep(page, "begin")
        page.locator(".wmo-choice summary").click()
        keep(page, "keuze")
        page.locator(".wmo-choice summary").click()
        ask(page)
        page.locator("#wmo-latest .wmo-number").first.hover()
        keep(page, "antwoord")
        open_letter(page)
        keep(page, "brief-ernaast")
        page.keyboard.press("Escape")
        ask_again(page)
        for tab, name, ready in (
            (texts.LETTERS, "brieven", "#wmo-letters table"),
            (texts.COMMITMENTS, "toezeggingen", f"text={texts.NO_LATER} >> nth=0"),
            (texts.HELP, "uitleg", ".wmo-help"),
        ):
            page.get_by_role("tab", name=tab).click()
            page.locator(ready).wait_for()
            keep(page, name)
        page.get_by_role("tab", name=texts.YEARS).click()
        page.get_by_label(texts.YEARS_LABEL).fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator("#wmo-years h3").first.wait_for()
        keep(page, "jaren")
    with page_of(browser, f"{address}?__theme=dark") as page:
        ask(page)
        open_letter(page)
        keep(page, "donker")
    with page_of(browser, address, PHONE) as page:
        ask(page)
        keep(page, "telefoon")


def ask_again(page: Page) -> None:
    """Ask what no letter says, and show the words that say so."""
    question = "Wat kost een paspoort in Waterbrugge?"
    page.get_by_label(texts.QUESTION_LABEL).fill(question)
    page.keyboard.press("Enter")
    page.locator("#wmo-latest h2", has_text=question).wait_for()
    keep(page, "geen-antwoord")


def applications(folder: Path) -> tuple[FastAPI, FastAPI]:
    """Return the chat over the example letters, open and behind a login."""
    encoder = SentenceEncoder()
    build_index([LETTERS], folder / "index", encoder)
    retriever = Retriever(folder / "index", encoder)
    settings = Settings(
        upload=Upload(allowed=True, folder=folder / "toegevoegd"),
        storage=Storage(feedback=True, folder=folder / "opslag", days=30),
    )
    login = Settings(login=Login(users={"els": hashed(json.dumps(QUESTION))}))
    return application(retriever, settings), application(retriever, login)


def main() -> None:
    """Make all pictures."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, chromium() as browser:
        chat, closed = applications(Path(folder))
        with served(chat) as address:
            views(browser, address)
        with served(closed) as address, page_of(browser, address, PHONE) as page:
            keep(page, "inloggen")


if __name__ == "__main__":
    main()
