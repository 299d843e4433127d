"""Measures the chat in a real browser: ``python tests/chat_speed.py INDEX QUESTIONS.jsonl``.

Prints when the page can be used and how long an answer takes for one user, from the press of the
button to the answer on the screen: the first of a conversation, and each of forty in one. And the
same for ten who ask at the same moment, until the answer has come over the wire: ten browsers do
not run on the machine that answers, so none is open then.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import httpx
import numpy as np
from browsing import chromium, served

from index import Retriever
from ui import texts
from ui.server import application

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

USERS, ROUNDS, ALONE = 10, 5, 40
BUTTON = "#wmo-ask button.primary"
# In the page itself, so that waiting for one page does not count for another.
TIMED = """([question, button]) => {
  const box = document.querySelector("#wmo-ask textarea");
  window.answered = new Promise((done, lost) => {
    setTimeout(() => lost(new Error("no answer: " + question)), 20000);
    const start = performance.now();
    const watching = new MutationObserver(() => {
      const shown = document.querySelector("#wmo-latest h2");
      if (!shown || !shown.textContent.endsWith(question)) return;
      watching.disconnect();
      const seconds = performance.now() - start;
      setTimeout(() => done(seconds), 300);  // nobody asks on within that time
    });
    watching.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  box.value = question;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  setTimeout(() => document.querySelector(button).click());
}"""


def opened(browser: Browser, address: str) -> tuple[Page, float]:
    """Return a page of a new user, and the seconds until a question can be asked."""
    page = browser.new_context().new_page()
    start = perf_counter()
    page.goto(address)
    page.get_by_label(texts.QUESTION_LABEL).wait_for()
    page.locator(BUTTON).wait_for()  # Gradio puts it on the page after the box
    return page, perf_counter() - start


def answered(page: Page, question: str) -> float:
    """Ask a question and return the seconds until its answer is on the screen."""
    page.evaluate(TIMED, [question, BUTTON])
    return float(page.evaluate("window.answered")) / 1000


def main(index: str, questions: str) -> None:
    """Measure and print."""
    rows = Path(questions).read_text(encoding="utf-8").splitlines()
    asked = [json.loads(row)["question"] for row in rows]
    retriever = Retriever(Path(index))
    retriever.search(texts.PAGE_TITLE, 1)
    with served(application(retriever)) as address:
        with chromium() as browser:
            usable, first = [], []
            for question in asked[:USERS]:
                page, seconds = opened(browser, address)
                usable.append(seconds)
                first.append(answered(page, question))
            page, _ = opened(browser, address)
            alone = [answered(page, question) for question in asked[:ALONE]]
        together = ten_at_once(address, asked)
    for name, times in (
        ("page usable", usable),
        ("first answer", first),
        ("one user", alone),
        ("ten at once", together),
    ):
        median, high = np.percentile(times, [50, 95])
        print(f"{name}: p50 {median:.2f} s, p95 {high:.2f} s ({len(times)} times)")
    print(f"answers lost: {USERS * ROUNDS - len(together)} of {USERS * ROUNDS}")


def ten_at_once(address: str, asked: list[str]) -> list[float]:
    """Return the seconds of each answer that came, of ten sessions that ask in rounds."""
    with httpx.Client(base_url=address, timeout=60) as client:
        dependencies = client.get("config").json()["dependencies"]
    number = next(
        place
        for place, one in enumerate(dependencies)
        if any(event == "submit" for _, event in one["targets"])
    )
    found: list[float] = []
    with ThreadPoolExecutor(USERS) as pool:
        for round_ in range(ROUNDS):
            questions = [asked[(round_ * USERS + user) % len(asked)] for user in range(USERS)]
            sessions = [f"user{user}" for user in range(USERS)]
            numbers, addresses = [number] * USERS, [address] * USERS
            found += filter(None, pool.map(seconds_of, addresses, numbers, sessions, questions))
    return found


def seconds_of(address: str, number: int, session: str, question: str) -> float:
    """Return the seconds until the last part of an answer has come; 0 when none comes."""
    body = {"data": [question, None, None], "fn_index": number, "session_hash": session}
    with httpx.Client(base_url=address, timeout=60) as client:
        start = perf_counter()
        client.post("gradio_api/queue/join", json=body).raise_for_status()
        asked = {"session_hash": session}
        with client.stream("GET", "gradio_api/queue/data", params=asked) as events:
            text = ""
            for line in events.iter_lines():
                text += line
                if "process_completed" in line:
                    return perf_counter() - start if escape(question) in text else 0.0
    return 0.0


if __name__ == "__main__":
    main(*sys.argv[1:])
