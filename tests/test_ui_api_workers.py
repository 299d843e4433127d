"""Several server processes read one index while one writer changes it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from conftest import FakeEncoder

from index import build_index

SERVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import FakeEncoder
from index import Retriever
from ui.server import listen, run
from ui.settings import Api, Settings
from ui.web.api.application import api
listening = listen("127.0.0.1", 0)
print(listening.getsockname()[1], flush=True)
settings = Settings(api=Api(requests_per_minute=100_000))
run(api(Retriever(Path(sys.argv[2]), FakeEncoder()), settings), listening)
"""
WORKERS, ROUNDS = 2, 6
WITHIN = 30.0  # seconds in which a change must be seen


def letter(folder: Path, number: int) -> None:
    text = f"Datum 3 maart 2025\n\nDe pas van wijk {number} kost {number} euro per rit in 2025.\n"
    (folder / f"wijk-{number:02}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    letter(folder, 0)
    build_index([folder], tmp_path / "index", FakeEncoder())
    return folder


@pytest.fixture
def workers(letters: Path) -> Iterator[list[httpx.Client]]:
    call = [sys.executable, "-c", SERVER, str(Path(__file__).parent), str(letters.parent / "index")]
    with ExitStack() as stack:
        found = []
        for _ in range(WORKERS):
            process = subprocess.Popen(call, stdout=subprocess.PIPE, text=True)
            stack.callback(process.wait)
            stack.callback(process.terminate)
            assert process.stdout
            port = int(process.stdout.readline())
            client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
            found.append(stack.enter_context(client))
        for one in found:
            until(lambda one=one: one.get("/ready").status_code == 200)  # type: ignore[misc]
        yield found


def until(seen: Callable[[], bool]) -> None:
    """Wait until something is so."""
    last = time.monotonic() + WITHIN
    while not seen():
        assert time.monotonic() < last, "it was not seen"
        time.sleep(0.05)


def listed(client: httpx.Client) -> set[str]:
    answer = client.get("/v1/letters", params={"perPage": 100})
    assert answer.status_code == 200
    return {one["id"] for one in answer.json()["letters"]}


def test_a_writer_adds_while_workers_answer(letters: Path, workers: list[httpx.Client]) -> None:
    stop = threading.Event()
    wrong: list[str] = []
    asked = [0] * WORKERS

    def ask_on(place: int) -> None:
        before: set[str] = set()
        with httpx.Client(base_url=workers[place].base_url, timeout=60) as client:
            while not stop.is_set():
                there = listed(client)
                if not before <= there:
                    wrong.append(f"gone again: {before - there}")
                before = there
                found = client.get(
                    "/v1/search", params={"question": "Wat kost de pas van de wijk?"}
                )
                if found.status_code != 200:
                    wrong.append(found.text)
                    continue
                for hit in found.json()["passages"]:
                    number = int(hit["letter_id"].removeprefix("wijk-"))
                    if f"wijk {number} kost {number} euro" not in hit["text"]:
                        wrong.append(f"{hit['letter_id']}: {hit['text']}")
                asked[place] += 1

    threads = [threading.Thread(target=ask_on, args=(place,)) for place in range(WORKERS)]
    for one in threads:
        one.start()
    for number in range(1, ROUNDS):
        letter(letters, number)
        build_index([letters], letters.parent / "index", FakeEncoder())
    stop.set()
    for one in threads:
        one.join()
    assert not wrong
    assert min(asked) > 0
    for client in workers:
        until(lambda client=client: len(listed(client)) == ROUNDS)  # type: ignore[misc]
        found = client.get(
            "/v1/search", params={"question": f"Wat kost de pas van wijk {ROUNDS - 1}?"}
        )
        assert f"wijk-{ROUNDS - 1:02}" in {one["letter_id"] for one in found.json()["passages"]}


def test_an_index_that_is_made_anew_is_noticed(letters: Path, workers: list[httpx.Client]) -> None:
    shutil.rmtree(letters.parent / "index")
    for client in workers:
        until(lambda client=client: client.get("/ready").status_code == 503)  # type: ignore[misc]
    (letters / "wijk-00.txt").unlink()
    letter(letters, 7)
    build_index([letters], letters.parent / "index", FakeEncoder())
    for client in workers:
        until(lambda client=client: client.get("/ready").status_code == 200)  # type: ignore[misc]
        assert listed(client) == {"wijk-07"}
        found = client.get("/v1/search", params={"question": "Wat kost de pas van de wijk?"})
        assert {one["letter_id"] for one in found.json()["passages"]} == {"wijk-07"}
