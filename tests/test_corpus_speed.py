"""Reading PDF files takes at most twice as long as bare extraction of their text by pypdf.

Both read the same files in one run, on all processors, turn by turn. What counts is the time that
the processors spend, all processes and their start included: other work on the machine leaves that
alone. Recognition of scanned pages, which pypdf does not do, is left out by hiding tesseract.
To see the figures, also by the clock: ``python tests/test_corpus_speed.py``.
"""

import logging
import os
import resource
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pytest
from pypdf import PdfReader

from corpus import Letter, read_letters

FOLDER = Path(__file__).parents[2] / "shared" / "documents"
SCAN = "blg-1007826.pdf"  # has no text to extract
ROUNDS = 2
MOST = 2.0
TRIES = 3  # a busy machine can spoil a run; it cannot make a slow reader quick


def extract(path: Path) -> int:
    """The characters that pypdf gives."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return sum(len(page.extract_text()) for page in PdfReader(path).pages)


def bare(files: list[Path]) -> None:
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        assert all(pool.map(extract, files))


def ours(files: list[Path]) -> None:
    assert all(isinstance(found, Letter) for _, found in read_letters(files))


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock and of the processors."""

    clock: float
    processors: float


def spent(read: Callable[[list[Path]], None], files: list[Path]) -> Spent:
    clock, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    read(files)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(time.perf_counter() - clock, used)


def total(times: Iterable[Spent]) -> Spent:
    every = list(times)
    return Spent(sum(one.clock for one in every), sum(one.processors for one in every))


def measured() -> tuple[int, Spent, Spent]:
    """How many files there are, and what bare extraction and reading took."""
    files = [path for path in sorted(FOLDER.glob("*.pdf")) if path.name != SCAN]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "")
        times = [(spent(bare, files), spent(ours, files)) for _ in range(ROUNDS)]
    return len(files), total(one for one, _ in times), total(one for _, one in times)


def told(files: int, bare: Spent, ours: Spent) -> str:
    return "\n".join(
        [
            f"{files} PDF files, {ROUNDS} times, on {os.cpu_count()} processors",
            f"processor time: {ours.processors:.1f} s, bare pypdf {bare.processors:.1f} s, "
            f"{ours.processors / bare.processors:.2f} times",
            f"by the clock: {ours.clock:.1f} s, bare pypdf {bare.clock:.1f} s, "
            f"{ours.clock / bare.clock:.2f} times",
        ]
    )


@pytest.mark.letters
@pytest.mark.alone
@pytest.mark.skipif(not FOLDER.exists(), reason="the real documents are not here")
def test_reading_takes_at_most_twice_as_long_as_bare_extraction(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for _ in range(TRIES):
        files, bare, ours = measured()
        with capsys.disabled():
            print(f"\n{told(files, bare, ours)}")
        if ours.processors <= MOST * bare.processors:
            return
    pytest.fail(f"above {MOST} times in each of {TRIES} runs")


if __name__ == "__main__":
    print(told(*measured()))
