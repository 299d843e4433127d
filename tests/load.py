"""Loads the HTTP interface: ``python tests/load.py FOLDER --minutes 10 --clients 20``.

In the folder an index of random letters is made (100,000 passages) unless it is there, with keys
for the clients. ``wmo serve`` answers on this machine; of each client's requests three in ten ask,
the others search, one after the other. Every minute is printed as a row. Then three times as many
clients come for a minute, and after them as many as before: whether it recovers.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import numpy as np

from eval.sets.random_index import (
    PASSAGES_OF_SUBJECT,
    Space,
    StandIn,
    Words,
    make_index,
    questions,
)
from index import SentenceEncoder
from ui.web.api.door.keys import add_key

ASKS = 0.3
SERVE = "import sys; from ui.main import main; sys.exit(main())"
BUSY = {429, 503}


@dataclass
class Minute:
    """What the clients of one stretch of time saw."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {"search": [], "ask": []})
    statuses: Counter[str] = field(default_factory=Counter)

    def row(self, name: str, took: float, megabytes: tuple[float, float]) -> str:
        """Return the figures as a row of a table in Markdown."""
        asked = sum(map(len, self.seconds.values()))
        times = [
            " / ".join(f"{one:.2f}" for one in np.percentile(self.seconds[kind] or [0], [50, 95]))
            for kind in ("search", "ask")
        ]
        statuses = ", ".join(f"{name} {count}" for name, count in sorted(self.statuses.items()))
        cells = name, f"{asked / took:.1f}", *times, "{:.0f} / {:.0f}".format(*megabytes), statuses
        return "| " + " | ".join(cells) + " |"


def made(folder: Path, passages: int, count: int) -> list[str]:
    """Make the index and keys that are not there yet; return the keys of this run."""
    if not (folder / "letters.sqlite").exists():
        space = Space(passages // PASSAGES_OF_SUBJECT)
        encoder = StandIn(space)
        encoder.name = SentenceEncoder().name
        make_index(folder, passages, Words.of_examples(), space, encoder)
    (folder / "api-keys.json").unlink(missing_ok=True)
    return [add_key(folder, f"client{number}", writes=False) for number in range(count)]


@contextmanager
def serving(folder: Path, settings: Path, port: int) -> Iterator[tuple[str, int]]:
    """Give the address and process of a server over the index, once it can answer."""
    call = [sys.executable, "-c", SERVE, "serve", "--index", str(folder)]
    process = subprocess.Popen([*call, "--settings", str(settings), "--port", str(port)])
    address = f"http://127.0.0.1:{port}"
    while True:
        try:
            httpx.get(f"{address}/ready", timeout=60).raise_for_status()
            break
        except httpx.HTTPError:
            time.sleep(0.5)
    yield address, process.pid
    process.terminate()
    process.wait(30)


def run(address: str, keys: list[str], asked: list[str], seconds: float) -> Minute:
    """Have as many clients as there are keys ask for so long, and return what they saw."""
    seen, lock, until = Minute(), threading.Lock(), time.monotonic() + seconds

    def client(number: int, key: str) -> None:
        drawn = random.Random(f"{number} {until}")
        headers = {"Authorization": f"Bearer {key}"}
        with httpx.Client(base_url=address, headers=headers, timeout=120) as caller:
            while (begun := time.monotonic()) < until:
                kind = "ask" if drawn.random() < ASKS else "search"
                try:
                    answer = caller.get(f"/v1/{kind}", params={"question": drawn.choice(asked)})
                    status, wait = str(answer.status_code), answer.status_code in BUSY
                except httpx.HTTPError as error:
                    status, wait = type(error).__name__, False
                with lock:
                    seen.statuses[status] += 1
                    if status == "200":
                        seen.seconds[kind].append(time.monotonic() - begun)
                if wait:
                    time.sleep(2)

    threads = [threading.Thread(target=client, args=one) for one in enumerate(keys)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return seen


def megabytes(process: int) -> tuple[float, float]:
    """Return how much memory is a process's own, and how much is of files mapped into it."""
    said = Path(f"/proc/{process}/status").read_text().splitlines()
    held = dict(line.split(":", 1) for line in said)
    own, mapped = (int(held[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile"))
    return own, mapped


def main() -> int:
    """Make the index, and load the server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--port", type=int, default=7861)
    given = parser.parse_args()
    keys = made(given.folder, given.passages, 3 * given.clients)
    settings = given.folder / "load.toml"
    settings.write_text("[api]\nrequests_per_minute = 1000\n", encoding="utf-8")
    asked = questions(Words.of_examples(), 2000)
    heads = (
        "minute",
        "requests a second",
        "search p50 / p95 s",
        "ask p50 / p95 s",
        "MB own / mapped",
    )
    print(f"| {' | '.join(heads)} | statuses |\n|{' --- |' * (len(heads) + 1)}")
    errors = 0
    with serving(given.folder, settings, given.port) as (address, process):
        stretches = [(str(n + 1), given.clients) for n in range(given.minutes)]
        stretches += [("three times as many", 3 * given.clients), ("after that", given.clients)]
        for name, clients in stretches:
            begun = time.monotonic()
            seen = run(address, keys[:clients], asked, 60)
            print(seen.row(name, time.monotonic() - begun, megabytes(process)), flush=True)
            fine = {"200"} | ({"429", "503"} if clients > given.clients else set())
            errors += sum(count for status, count in seen.statuses.items() if status not in fine)
    print(f"{errors} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    raise SystemExit(main())
