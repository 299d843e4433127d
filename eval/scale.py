"""How search grows with the index: ``python -m eval.scale --passages 1000 10000 --out FOLDER``."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import read_letters
from eval.report.scale_plot import log_lines
from eval.sets.random_index import (
    PASSAGES_OF_SUBJECT,
    Space,
    StandIn,
    Words,
    make_index,
    questions,
)
from index import Filter, LetterStore, Retriever, VectorIndex, build_index

QUESTIONS = 200
YEAR = Filter(since=date(2020, 1, 1), until=date(2020, 12, 31))
SENDER = Filter(senders=("gemeente 07",), since=date(2020, 1, 1))


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured at one size: milliseconds (p50, p95), seconds, MB, and a share."""

    passages: int
    exact: bool
    recall: float
    vectors: tuple[float, float]
    search: tuple[float, float]
    year: tuple[float, float]
    sender: tuple[float, float]
    memory: float
    mapped: float
    load: float
    add: float
    read: float
    follow: float
    disk: float


def measure(folder: Path, passages: int) -> Figures:
    """Return the figures of an index that :func:`make` made; in a process of its own."""
    given = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    space = Space(max(passages // PASSAGES_OF_SUBJECT, 1))
    encoder = StandIn(space, given["questions"])
    base = _memory()
    begun = time.perf_counter()
    retriever = Retriever(folder, encoder)
    load = time.perf_counter() - begun
    truth = np.array(given["nearest"])
    found = [[hit.number for hit in retriever.search(q, 10, "dense")] for q in encoder.questions]
    vectors = VectorIndex.open(folder, LetterStore(folder))
    asked = _timed(encoder.questions)
    rows = iter(np.tile(encoder.vectors, (2, 1)))
    times = {
        "vectors": _times(asked, lambda _: vectors.nearest(next(rows), 100)),
        "search": _times(asked, retriever.search),
        "year": _times(asked, lambda q: retriever.search(q, only=YEAR)),
        "sender": _times(asked, lambda q: retriever.search(q, only=SENDER)),
    }
    own, mapped = (now - then for now, then in zip(_memory(), base, strict=True))
    add, read, follow = _added(folder, retriever, encoder)
    return Figures(
        passages=passages,
        exact=vectors.exact,
        recall=_recall(found, truth),
        memory=own,
        mapped=mapped,
        load=load,
        add=add,
        read=read,
        follow=follow,
        disk=sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6,
        **times,
    )


def make(folder: Path, passages: int, words: Words, count: int = QUESTIONS) -> float:
    """Make an index with questions and their nearest passages; return the seconds it took."""
    space = Space(max(passages // PASSAGES_OF_SUBJECT, 1))
    encoder = StandIn(space, questions(words, count))
    begun = time.perf_counter()
    nearest = make_index(folder, passages, words, space, encoder)
    kept = {"questions": encoder.questions, "nearest": nearest.tolist()}
    (folder / "questions.json").write_text(json.dumps(kept), encoding="utf-8")
    return time.perf_counter() - begun


def table(rows: Sequence[Figures]) -> str:
    """Return the figures as a table in Markdown."""
    lines = [
        "| passages | vectors | recall@10 | vector search p50/p95 ms | search p50/p95 ms "
        "| in one year (10 %) | of one sender (1 %) | memory own/mapped MB | load s "
        "| one letter more s, of which reading | seen by a reader s | disk MB |",
        "|" + " ---: |" * 12,
    ]
    for row in rows:
        times = [_pair(one) for one in (row.vectors, row.search, row.year, row.sender)]
        cells = [
            *(f"{row.passages:,}", "exact" if row.exact else "cells", f"{row.recall:.3f}", *times),
            *(
                f"{row.memory:.0f}/{row.mapped:.0f}",
                f"{row.load:.2f}",
                f"{row.add:.2f}, {row.read:.2f}",
            ),
            *(f"{row.follow:.2f}", f"{row.disk:,.0f}"),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def plot(rows: Sequence[Figures]) -> str:
    """Return the times as SVG."""
    series: dict[str, Callable[[Figures], float]] = {
        "search, p95": lambda row: row.search[1],
        "search, p50": lambda row: row.search[0],
        "vector search, p95": lambda row: row.vectors[1],
        "one letter more": lambda row: row.add * 1000,
        "load": lambda row: row.load * 1000,
    }
    lines = {
        name: [(row.passages, max(value(row), 0.01)) for row in rows]
        for name, value in series.items()
    }
    return log_lines("Time by the size of the index", "passages", "milliseconds", lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make and measure an index of each size, print the table and write the plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    sizes = [1_000, 10_000, 100_000, 1_000_000]
    parser.add_argument("--passages", type=int, nargs="+", default=sizes)
    parser.add_argument("--out", type=Path, required=True, help="folder for figures and plot")
    parser.add_argument("--keep", type=Path, help="folder that keeps the indexes, used if there")
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="half of them are timed")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.measure:
        sys.stdout.write(json.dumps(asdict(measure(given.measure, given.passages[0]))))
        return 0
    given.out.mkdir(parents=True, exist_ok=True)
    rows = []
    with TemporaryDirectory(prefix="scale-") as scratch:
        words = Words.of_examples()
        for passages in given.passages:
            folder = (given.keep or Path(scratch)) / str(passages)
            if not (folder / "questions.json").exists():
                seconds = make(folder, passages, words, given.questions)
                sys.stderr.write(f"{passages:,} made in {seconds:.0f} s\n")
            rows.append(_in_own_process(folder, passages, given.out))
    shown = table(rows)
    figures = json.dumps([asdict(row) for row in rows], indent=1)
    (given.out / "scale.json").write_text(figures, encoding="utf-8")
    (given.out / "scale.svg").write_text(plot(rows), encoding="utf-8")
    sys.stdout.write(shown + "\n")
    return 0


def _in_own_process(folder: Path, passages: int, out: Path) -> Figures:
    """Return the figures from a process that has nothing else in memory."""
    call = [sys.executable, "-m", "eval.scale", "--measure", str(folder), "--out", str(out)]
    call += ["--passages", str(passages)]
    done = subprocess.run(call, capture_output=True, check=True, encoding="utf-8")
    return Figures(**json.loads(done.stdout, object_hook=_tuples))


def _timed(asked: Sequence[str]) -> Sequence[str]:
    """Return the questions that are timed, after a few of them to warm up."""
    return asked[: max(1, len(asked) // 2)]


def _tuples(read: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(one) if isinstance(one, list) else one for name, one in read.items()}


def _added(folder: Path, retriever: Retriever, encoder: StandIn) -> tuple[float, float, float]:
    """Return seconds: to index a letter of some 15 passages, to read it, and to follow after it."""
    sentence = "De gemeente besluit binnen acht weken over de aanvraag van de inwoner. "
    with TemporaryDirectory() as scratch:
        file = Path(scratch, f"nieuw-{time.time_ns()}.txt")
        parts = [f"{part}. {sentence * 16}" for part in range(15)]
        file.write_text("\n\n".join([file.stem, *parts]), encoding="utf-8")
        begun = time.perf_counter()
        list(read_letters([file]))
        read = time.perf_counter() - begun
        begun = time.perf_counter()
        build_index([file], folder, encoder)
        add = time.perf_counter() - begun
        begun = time.perf_counter()
        retriever.search(encoder.questions[0])
        return add, read, time.perf_counter() - begun


def _times(asked: Sequence[str], search: Callable[[str], object]) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds, after a first round to warm up."""
    taken: list[float] = []
    for question in [*asked[: len(asked) // 4], *asked]:
        begun = time.perf_counter()
        search(question)
        taken.append(time.perf_counter() - begun)
    middle, high = np.percentile(taken[len(asked) // 4 :], [50, 95]) * 1000
    return float(middle), float(high)


def _recall(found: Sequence[Sequence[int]], truth: NDArray[np.int64]) -> float:
    shares = [len(set(one) & set(row)) / len(row) for one, row in zip(found, truth, strict=True)]
    return float(np.mean(shares))


def _memory() -> tuple[float, float]:
    """Return the MB of memory of one's own, and of files mapped into memory."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    known = dict(line.split(":", 1) for line in lines)
    own, mapped = (int(known[name].split()[0]) / 1000 for name in ("RssAnon", "RssFile"))
    return own, mapped


def _pair(times: tuple[float, float]) -> str:
    return f"{times[0]:.1f} / {times[1]:.1f}"


if __name__ == "__main__":
    raise SystemExit(main())
