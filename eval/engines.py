"""Whether Milvus finds what the engines in the index folder find, and how fast.

``python -m eval.engines ask LETTERS QUESTIONS --milvus ADDRESS`` indexes letters with both, and
asks all questions of both: whether the first ten passages are the same, and, with ``--answers``,
what is answered. ``python -m eval.engines load PASSAGES --milvus ADDRESS`` fills both with made
passages (``eval.sets.random_index``) and measures them in one run. ADDRESS is that of a server, or
a file ``NAME.db`` for the light version, which runs in this process.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from eval.question_set import read_questions
from eval.scale import QUESTIONS, SENDER, YEAR, make
from eval.sets.random_index import PASSAGES_OF_SUBJECT, Space, StandIn, Words
from index import (
    Encoder,
    Filter,
    Hit,
    IndexInUse,
    Retriever,
    SentenceEncoder,
    back_up,
    build_index,
    choose_milvus,
)
from qa import answer, answer_to_json

TEN = 10
TRIES = 5  # of the first search
TIED = 1e-4
"""Scores that are nearer to each other are equal but for rounding."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question: whether the ten are the same, why not, and if the answers are."""

    question: str
    same: bool
    why: str
    answered: bool | None


def ask_both(
    files: Retriever, milvus: Retriever, questions: Sequence[str], answers: bool
) -> list[Asked]:
    """Return what came of each question that was asked of both."""
    return [_ask(files, milvus, question, answers) for question in questions]


def _ask(files: Retriever, milvus: Retriever, question: str, answers: bool) -> Asked:
    ours, theirs = files.search(question, TEN), milvus.search(question, TEN)
    same = list(map(_place, ours)) == list(map(_place, theirs))
    answered = None
    if answers:
        given = [answer_to_json(answer(question, one), one) for one in (files, milvus)]
        answered = _said(given[0]) == _said(given[1])
    why = "" if same else _why(files, milvus, question, ours, theirs)
    return Asked(question, same, why, answered)


def _place(hit: Hit) -> tuple[str, int]:
    return hit.passage.letter.id, hit.passage.start


def _said(shape: dict[str, object]) -> tuple[object, ...]:
    return tuple(shape[name] for name in ("status", "short", "statements", "citations"))


def _why(
    files: Retriever, milvus: Retriever, question: str, ours: Sequence[Hit], theirs: Sequence[Hit]
) -> str:
    """Return why two lists differ: equal scores, or other candidates that were weighed."""
    first, second = ({hit.number for hit in one} for one in (ours, theirs))
    scores = [
        abs(one.score - other.score)
        for one, other in zip(ours, theirs, strict=False)
        if _place(one) != _place(other)
    ]
    if max(scores, default=1.0) < TIED:
        return f"equal scores, which differ by {max(scores):.1e} at most"
    found = [{row.number for row in one.evidence(question).found.rows} for one in (files, milvus)]
    apart, every = found[0] ^ found[1], found[0] | found[1]
    return (
        f"{len(apart)} of {len(every)} candidates, and {len(first ^ second)} of those shown,"
        f" are of one engine only"
    )


def indexed(letters: Path, folder: Path, address: str) -> tuple[Retriever, Retriever]:
    """Return the letters of a folder in files and in Milvus, both opened."""
    encoder = SentenceEncoder()
    build_index([letters], folder / "files", encoder)
    in_milvus(folder, address, encoder)
    return Retriever(folder / "files", encoder), Retriever(folder / "milvus", encoder)


def in_milvus(folder: Path, address: str, encoder: Encoder) -> float:
    """Put what is in files in Milvus as well; return the seconds that this took."""
    back_up(folder / "files", folder / "milvus")
    choose_milvus(folder / "milvus", address)
    begun = time.perf_counter()
    build_index([], folder / "milvus", encoder)
    return time.perf_counter() - begun


def loaded(folder: Path, passages: int, address: str, count: int) -> list[str]:
    """Return lines of a report: made passages in files and in Milvus, searched in turns."""
    made = make(folder / "files", passages, Words.of_examples(), count)
    given = json.loads((folder / "files" / "questions.json").read_text(encoding="utf-8"))
    encoder = StandIn(Space(max(passages // PASSAGES_OF_SUBJECT, 1)), given["questions"])
    filled = in_milvus(folder, address, encoder)
    files = Retriever(folder / "files", encoder)
    begun = time.perf_counter()
    milvus = Retriever(folder / "milvus", encoder)
    _first_answer(milvus, encoder.questions[0])
    opened = time.perf_counter() - begun
    lines = [
        f"{passages:,} passages made, with files, in {made:.0f} s;",
        f"Milvus filled in {filled:.0f} s, opened and first asked in {opened:.1f} s.",
        *("", HEAD, RULE),
    ]
    for name, only in (("all", None), ("one year", YEAR), ("one sender", SENDER)):
        lines.append(_row(name, files, milvus, only, encoder.questions))
    return lines


def _first_answer(retriever: Retriever, question: str) -> None:
    """Search until there is an answer: the first one can take longer than a search may."""
    for _ in range(TRIES):
        with suppress(IndexInUse):
            retriever.search(question)
            return
    retriever.search(question)


HEAD = "| letters searched | files p50 / p95 ms | Milvus p50 / p95 ms | first ten equal |"
RULE = "| --- | ---: | ---: | ---: |"


def _row(
    name: str, files: Retriever, milvus: Retriever, only: Filter | None, asked: Sequence[str]
) -> str:
    taken: tuple[list[float], list[float]] = ([], [])
    equal = 0
    for question in asked:
        found = []
        for times, retriever in zip(taken, (files, milvus), strict=True):
            begun = time.perf_counter()
            found.append(retriever.search(question, TEN, only=only))
            times.append(time.perf_counter() - begun)
        equal += list(map(_place, found[0])) == list(map(_place, found[1]))
    half = [own[len(own) // 2 :] for own in taken]  # those before warm up
    cells = [" / ".join(f"{ms:.0f}" for ms in np.percentile(own, [50, 95]) * 1000) for own in half]
    return f"| {name} | {cells[0]} | {cells[1]} | {equal} of {len(asked)} |"


def report(asked: Sequence[Asked]) -> list[str]:
    """Return how many of both are the same, and why the others are not."""
    same = sum(one.same for one in asked)
    lines = [f"first {TEN} the same for {same} of {len(asked)} questions ({same / len(asked):.3f})"]
    lines += [f"  {one.question}\n    {one.why}" for one in asked if not one.same]
    told = [one for one in asked if one.answered is not None]
    if told:
        right = sum(bool(one.answered) for one in told)
        lines.append(f"answers the same for {right} of {len(told)} questions")
        lines += [f"  another answer: {one.question}" for one in told if not one.answered]
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.engines", description=__doc__)
    ways = parser.add_subparsers(required=True, dest="way")
    ask, load = ways.add_parser("ask"), ways.add_parser("load")
    ask.add_argument("letters", type=Path)
    ask.add_argument("questions", type=Path)
    ask.add_argument("--answers", action="store_true", help="compare the answers as well")
    load.add_argument("passages", type=int)
    load.add_argument("--questions", type=int, default=QUESTIONS, help="half of them are timed")
    for one in (ask, load):
        one.add_argument("--milvus", required=True, metavar="ADDRESS")
    given = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="engines-") as scratch:
        if given.way == "load":
            lines = loaded(Path(scratch), given.passages, given.milvus, given.questions)
        else:
            both = indexed(given.letters, Path(scratch), given.milvus)
            asked = [one.question for one in read_questions(given.questions)]
            lines = report(ask_both(*both, asked, given.answers))
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
