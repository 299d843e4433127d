"""An index survives that its maker is killed at any moment."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import FakeEncoder

from index import Retriever

PROGRAM = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import FakeEncoder
from index import build_index
class Slow(FakeEncoder):
    def encode_passages(self, texts):
        time.sleep(0.02)
        return super().encode_passages(texts)
build_index([Path(sys.argv[2])], Path(sys.argv[3]), Slow())
"""


def start(letters: Path, folder: Path) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-c", PROGRAM, str(Path(__file__).parent), str(letters), str(folder)]
    return subprocess.Popen(call, stderr=subprocess.PIPE)


def found(folder: Path) -> str:
    retriever = Retriever(folder, FakeEncoder())
    passages = sorted((one.letter.id, one.start, one.end, one.text) for one in retriever.passages())
    hits = [
        (hit.passage.id, round(hit.score, 5))
        for question in ("Hoeveel weken voor letter 7?", "eigen bijdrage 12")
        for hit in retriever.search(question)
    ]
    return json.dumps([passages, hits])


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(15):
        text = f"Brief {number}\n\nDe termijn voor letter {number} is {number} weken."
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.long
def test_twenty_kills_at_random_moments(many: Path, tmp_path: Path) -> None:
    begun = time.monotonic()
    undisturbed = start(many, tmp_path / "whole")
    assert undisturbed.wait() == 0
    takes = time.monotonic() - begun
    expected = found(tmp_path / "whole")
    chance = random.Random(20)

    def killed(attempt: int, after: float) -> bool:
        folder = tmp_path / f"cut{attempt}"
        process = start(many, folder)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        hit = process.wait() == -signal.SIGKILL
        assert start(many, folder).wait() == 0
        assert found(folder) == expected
        shutil.rmtree(folder)
        return hit

    moments = [chance.uniform(0.05, 1.0) * takes for _ in range(20)]
    with ThreadPoolExecutor(2) as both:  # each waits half of its time
        hits = list(both.map(killed, range(20), moments))
    assert sum(hits) >= 10, "the machine was too quick for most kills to hit"
