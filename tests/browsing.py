"""What tests in a real browser share: Chromium, a served application, and axe."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from ui import texts
from ui.server import listen

if TYPE_CHECKING:
    from fastapi import FastAPI
    from playwright.sync_api import Browser, Page

CHROMIUM = next(
    (found for name in ("/usr/bin/chromium", "chromium") if (found := shutil.which(name))), ""
)
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a started browser."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Give the address at which an application answers on this machine."""
    import uvicorn

    listening = listen("127.0.0.1", 0)
    config = uvicorn.Config(
        app,
        log_level="warning",
        timeout_graceful_shutdown=1,
        proxy_headers=False,
        server_header=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while thread.is_alive() and not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    server.should_exit = True
    thread.join(timeout=10)


def open_tab(page: Page, name: str) -> None:
    """Open a tab, also where the screen is too narrow for it."""
    page.locator(".wmo-choice").wait_for()
    tab = page.get_by_role("tab", name=name)
    if not tab.is_visible():
        page.get_by_role("button", name=texts.MORE_TABS).click()
        tab = page.locator(".overflow-dropdown").get_by_role("button", name=name)
    tab.click()


def violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.1 A and AA: rule, and the elements it fails on."""
    from axe_playwright_python.sync_playwright import Axe

    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": LEVELS}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:4]]}" for one in found]
