"""Letters are fetched in the chat where that is allowed, and found at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Semaphore
from typing import TYPE_CHECKING, Any

import pytest
from browsing import needs_chromium, open_tab, served, violations
from filelock import FileLock
from source_serving import RECORDED, Service, recorded, serving

from corpus import Fetched, Wish, fetch
from index import Retriever
from index.store.write_lock import only_writer
from ui import texts
from ui.chat.fetch_page import FIRST, wish_of
from ui.errors import BadInput
from ui.fetching_words import SOURCES
from ui.html.fetched_table import fetched_table
from ui.server import application
from ui.settings import Settings, Sources, Upload, read_settings
from ui.web.letter_changes import Shelf
from ui.web.letter_fetching import Arrived, Fetching, Outcome

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
WISH = Wish(dossier="32545")
PAPER = "kst-32545-143"
ALL = 100  # more letters than the source has


@pytest.fixture
def service() -> Iterator[Service]:
    if not RECORDED.is_dir():
        pytest.skip("the recorded answers are not here")
    with serving() as one:
        one.instead["/repository.overheid.nl/sru?"] = recorded("koop_sru/sru.xml")
        one.gone |= {"blg-1007826"}  # a scan, which takes long to read
        yield one


@pytest.fixture
def settings(service: Service, tmp_path: Path) -> Settings:
    """Settings with which letters may be fetched at the service."""
    asked = service.settings
    sources = Sources(
        asked.pause_milliseconds, addresses=asked.addresses, in_chat=True, folder=tmp_path / "in"
    )
    return Settings(upload=Upload(True, tmp_path / "sent"), sources=sources)


@pytest.fixture
def fetching(retriever: Retriever, settings: Settings) -> Fetching:
    return Fetching(Shelf(retriever, settings.upload), settings.sources)


@pytest.fixture
def address(retriever: Retriever, settings: Settings) -> Iterator[str]:
    with served(application(retriever, settings)) as place:
        yield place


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1280, "height": 800})
    made.goto(address)
    open_tab(made, texts.FETCH)
    yield made
    made.close()


def told(page: Page) -> Any:  # noqa: ANN401 - a locator
    return page.locator("#wmo-fetch-told")


def start(page: Page, dossier: str = "32545") -> None:
    page.get_by_role("textbox", name=texts.FETCH_DOSSIER).fill(dossier)
    page.get_by_role("button", name=texts.FETCH_START).click()


def done(fetching: Fetching, wish: Wish = WISH, stop: Event | None = None) -> Outcome:
    """What comes of a run that goes on to its end."""
    *_, last = fetching.run(FIRST, wish, stop or Event())
    assert isinstance(last, Outcome)
    return last


@dataclass
class Slow:
    """A source that gives its first letter at once, and each other one when it is let through."""

    seen: list[Fetched] = field(default_factory=list)
    through: Semaphore = field(default_factory=Semaphore)

    def fetch(self, *given: Any) -> Iterator[Fetched]:  # noqa: ANN401 - passed on
        for one in fetch(*given):
            self.through.acquire(timeout=20)
            self.seen.append(one)
            yield one


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    source = Slow()
    monkeypatch.setattr("ui.web.letter_fetching.fetch", source.fetch)
    yield source
    source.through.release(ALL)


@pytest.mark.browser
@needs_chromium
def test_letters_are_fetched_shown_and_asked_after(page: Page, service: Service) -> None:
    start(page)
    told(page).get_by_text("3 nieuw, 0 vervangen").wait_for()
    lines = told(page).locator(".wmo-problem").all_inner_texts()
    assert [one.partition(":")[0] for one in lines] == ["Niet opgehaald"] * 2
    rows = page.locator("#wmo-fetched tbody tr")
    assert rows.count() == 3
    link = page.locator(f"#wmo-fetched a[href$='/zoek.officielebekendmakingen.nl/{PAPER}.html']")
    assert link.count() == 2 and link.first.get_attribute("rel") == "noopener noreferrer"
    assert SOURCES[FIRST][0] in rows.first.inner_text()
    page.locator(".wmo-lead", has_text="5 brieven").wait_for()
    page.get_by_role("tab", name=texts.LETTERS).click()
    page.locator(f".wmo-open[data-letter='{PAPER}']").wait_for()

    service.instead["/repository.overheid.nl/sru?"] = b"<searchRetrieveResponse/>"
    service.gone |= {PAPER}
    page.get_by_role("tab", name=texts.FETCH).click()
    start(page)
    told(page).get_by_text("2 ingetrokken").wait_for()
    told(page).get_by_text(f"Ingetrokken door de bron: {PAPER}.pdf").wait_for()
    page.get_by_role("tab", name=texts.LETTERS).click()
    page.locator(f".wmo-open[data-letter='{PAPER}']").wait_for(state="detached")


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("look", ["light", "dark", "phone"])
def test_no_view_is_against_wcag(browser: Browser, address: str, look: str, slow: Slow) -> None:
    size = {"width": 320, "height": 640} if look == "phone" else {"width": 1280, "height": 900}
    page = browser.new_page(viewport=size, color_scheme="dark" if look == "dark" else "light")
    page.goto(f"{address}?__theme=dark" if look == "dark" else address)
    open_tab(page, texts.FETCH)
    assert violations(page) == []
    start(page)
    page.get_by_role("button", name=texts.STOP, exact=True).wait_for()
    assert violations(page) == []
    slow.through.release(ALL)
    page.locator("#wmo-fetched tbody tr").first.wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.close()


@pytest.mark.browser
@needs_chromium
def test_only_what_a_source_takes_is_asked(page: Page) -> None:
    fields = page.locator("#wmo-fetch-fields label:visible")
    assert fields.count() == 3
    for source, count in (("wetten", 1), ("gemeentebladen", 3)):
        page.get_by_role("radio", name=SOURCES[source][0]).check()
        fields.nth(count - 1).wait_for()
        fields.nth(count).wait_for(state="detached")
        assert fields.count() == count and texts.FETCH_WORDS in fields.first.inner_text()
    page.get_by_role("radio", name=SOURCES["gemeentebladen"][0]).check()
    page.get_by_role("button", name=texts.FETCH_START).click()
    told(page).get_by_text("geef ook ‘Zoekwoorden’ of ‘Gemeente’.").wait_for()


@pytest.mark.browser
@needs_chromium
def test_it_is_stopped_and_what_came_in_is_found(page: Page, slow: Slow) -> None:
    start(page)
    told(page).get_by_text("1 nieuw").wait_for()
    halt = page.get_by_role("button", name=texts.STOP, exact=True)
    halt.click()
    told(page).get_by_text(texts.FETCH_STOPPING).wait_for()
    slow.through.release(ALL)
    told(page).get_by_text(texts.FETCH_STOPPED).wait_for()
    new = [one for one in slow.seen if one.outcome == "new"]
    told(page).get_by_text(texts.fetched_found(len(new))).wait_for()
    assert new and len(slow.seen) == 2 and not halt.is_visible()


@pytest.mark.browser
@needs_chromium
def test_a_second_user_waits_and_who_leaves_stops(
    browser: Browser, address: str, page: Page, slow: Slow, retriever: Retriever
) -> None:
    start(page)
    told(page).get_by_text("1 nieuw").wait_for()
    other = browser.new_context().new_page()
    other.goto(address)
    open_tab(other, texts.FETCH)
    start(other)
    told(other).get_by_text(texts.FETCHING_ALREADY).wait_for()
    page.goto("about:blank")
    slow.through.release()
    time.sleep(3)  # who leaves is noticed when there is something to tell
    slow.through.release()
    wait_for(lambda: len(retriever.letters()) > 2)
    assert len(slow.seen) == 3
    slow.through.release(ALL)
    start(other)
    told(other).get_by_text(" ongewijzigd").wait_for()
    other.close()


def wait_for(there: Any) -> None:  # noqa: ANN401 - called
    for _ in range(100):
        if there():
            return
        time.sleep(0.1)
    raise AssertionError("it took too long")


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize(("upload", "in_chat"), [(True, False), (False, True)])
def test_without_leave_there_is_no_such_page(
    browser: Browser, retriever: Retriever, settings: Settings, upload: bool, in_chat: bool
) -> None:
    without = replace(
        settings,
        upload=replace(settings.upload, allowed=upload),
        sources=replace(settings.sources, in_chat=in_chat),
    )
    with served(application(retriever, without)) as address:
        page = browser.new_page()
        page.goto(address)
        open_tab(page, texts.HELP)
        assert texts.FETCH_ASKS not in page.locator(".wmo-help").inner_text()
        assert page.get_by_text(texts.FETCH_START).count() == 0
        assert texts.FETCH_WHAT not in page.request.get(f"{address}config").text()
        page.close()


def test_a_problem_of_a_source_is_one_line(fetching: Fetching, service: Service) -> None:
    service.faults["/sru"] = ["reset"] * 4
    [line] = done(fetching).problems
    assert "de verbinding werd verbroken. Probeer het later opnieuw" in line and "\n" not in line


def test_a_wrong_dossier_is_told_in_words_of_the_page(fetching: Fetching) -> None:
    [line] = done(fetching, Wish(dossier="x")).problems
    assert line.startswith("‘Dossier’: 'x' kan niet")


def test_another_program_that_fetches_is_told(fetching: Fetching, settings: Settings) -> None:
    settings.sources.folder.mkdir()
    with (
        FileLock(settings.sources.folder / ".wmo-fetch.lock"),
        pytest.raises(BadInput, match="al brieven opgehaald"),
    ):
        done(fetching)
    assert done(fetching).counts["new"] == 3


def test_what_could_not_be_indexed_is_indexed_the_next_time(
    fetching: Fetching, retriever: Retriever
) -> None:
    with only_writer(retriever.folder):
        found = done(fetching)
    assert found.counts["new"] == 3 and not found.found
    assert "Een ander programma werkt aan de index" in found.problems[-2]
    assert found.problems[-1] == texts.FETCH_LATER
    again = done(fetching)
    assert (again.counts["same"], again.found) == (3, 3)
    assert len(retriever.letters()) == 5


def test_what_nobody_waits_for_is_stopped(fetching: Fetching, slow: Slow) -> None:
    run = fetching.run(FIRST, WISH, Event())
    next(run)
    run.close()
    slow.through.release(ALL)
    wait_for(lambda: not fetching._busy.locked())
    assert len(slow.seen) == 2


def test_what_a_source_says_stays_words(fetching: Fetching) -> None:
    shown = fetched_table([Arrived("<u>", "<b>", "morgen", "javascript:alert(1)")], "<i>")
    assert "<b>" not in shown and "<u>" not in shown and "<i>" not in shown and "href" not in shown
    assert texts.NO_DATE in shown and texts.NO_ADDRESS in shown
    assert fetched_table([], "x") == ""


@pytest.mark.parametrize(
    ("given", "wish"),
    [
        (
            ("eigen  bijdrage\n", " 29538 ", "Ede", "1-2-2024"),
            Wish("eigen bijdrage", "29538", "2024-02-01"),
        ),
        (("", "", "", "2024"), Wish(since="2024-01-01")),
    ],
)
def test_what_is_typed_becomes_a_wish(given: tuple[str, ...], wish: Wish) -> None:
    assert wish_of(FIRST, given) == wish
    assert wish_of("wetten", given) == Wish(wish.query)  # it takes nothing else


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("x" * 201, "", "", ""), "Zoekwoorden: het mogen 200"),
        (("", "", "", "gisteren"), "Vanaf 'gisteren'"),
    ],
)
def test_what_cannot_be_is_said(given: tuple[str, ...], said: str) -> None:
    with pytest.raises(BadInput) as caught:
        wish_of(FIRST, given)
    assert str(caught.value).startswith(said)


def test_fetching_in_the_chat_is_off_and_needs_leave_to_add(tmp_path: Path) -> None:
    place = tmp_path / "wmo.toml"
    place.write_text("", encoding="utf-8")
    assert not read_settings(place).sources.in_chat
    place.write_text('[sources]\nin_chat = true\nfolder = "b"', encoding="utf-8")
    with pytest.raises(BadInput, match="zet in \\[upload\\] ook allowed = true"):
        read_settings(place)
    place.write_text('[upload]\nallowed = true\n[sources]\nin_chat = true\nfolder = "b"')
    assert read_settings(place).sources.folder == tmp_path / "b"
