"""Questions with verbatim answers: which sentence answers, and whether it is silent when none does.

One question a line, as JSON: ``id``, ``doc`` (the letter's id), ``question``, ``answerable``,
``style``, ``split``, ``answers`` (``quote`` each) and ``combine``: ``any`` when each quote answers
alone, ``all`` when they do together. Such a question is asked with its letter chosen, or in the
whole collection, where another letter may answer too.

Or a conversation a line: ``split``, and ``turns`` with the fields above, ``kind`` for the style and
``full``, the question as it would be asked alone. Of these the later turns count, without small
talk (``talk``).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from eval.measures.confidence import auroc, calibration_error, risk_coverage
from eval.question_set import BadQuestions
from eval.statistics import wilson
from index import Filter, Retriever
from qa import Answer, Reader, Status, answer, converse

SHARED = 0.5  # of the shorter of statement and quote, what one run of words has to hold
FEWEST = 4  # words of such a run, where both are that long
READING_MEASURES = ("right", "false_refusals", "near_refused", "hit@1", "hit@5")
GIVEN = (Status.ANSWERED, Status.PARTIAL)
_WORD = re.compile(r"[0-9a-zà-ÿ%€]+")


@dataclass(frozen=True, slots=True)
class ReadingQuestion:
    """A question on one letter, with the sentences that answer it; none when it does not.

    ``before`` are the earlier questions of its conversation.
    """

    id: str
    letter: str
    question: str
    style: str
    split: str
    quotes: tuple[str, ...]
    together: bool
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one question; ``rank`` from 1 is of the first passage with a quote, or 0."""

    question: ReadingQuestion
    status: Status
    confidence: float
    right: bool
    rank: int
    length: int

    @property
    def given(self) -> bool:
        """Whether it was answered; a possible answer is none."""
        return self.status in GIVEN


def read_reading_set(path: Path, split: str = "", in_full: bool = False) -> list[ReadingQuestion]:
    """Return the questions of a file, of one split if that is given.

    Later turns of conversations come as they were put, with the questions before them, or
    ``in_full``. A letter that conversations of two splits are about is not measured on.

    Raises:
        BadQuestions: a line cannot be used.
    """
    found: list[ReadingQuestion] = []
    splits: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            own = list(_turns(row, in_full)) if "turns" in row else [_of_row(row)]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadQuestions(path, number, f"geen vraag met citaten ({error})") from error
        for turn in row.get("turns", []):
            splits[turn.get("doc", "")].add(row["split"])
        found += [one for one in own if split in ("", one.split)]
    return [one for one in found if len(splits[one.letter]) < 2]


def _of_row(row: dict[str, Any]) -> ReadingQuestion:
    quotes = tuple(part["quote"] for part in row.get("answers", []))
    if bool(row["answerable"]) != bool(quotes):
        raise ValueError("answerable en answers spreken elkaar tegen")
    return ReadingQuestion(
        row["id"], row["doc"], row["question"], row["style"], row["split"], quotes,
        row.get("combine") == "all",
    )  # fmt: skip


def _turns(row: dict[str, Any], in_full: bool) -> Iterator[ReadingQuestion]:
    """Yield the later turns of a conversation, without small talk."""
    asked = [turn["question"] for turn in row["turns"]]
    for place, turn in enumerate(row["turns"]):
        if not place or turn["kind"] == "talk":
            continue
        named = {"id": f"{row['id']}.{place + 1}", "split": row["split"], "style": turn["kind"]}
        one = _of_row(turn | named)
        if in_full:
            yield replace(one, question=turn["full"])
        else:
            yield replace(one, before=tuple(asked[:place]))


def measure_reading(
    questions: Sequence[ReadingQuestion],
    retriever: Retriever,
    chosen: bool,
    reader: Reader | None = None,
    workers: int = 1,
    told: Callable[[int, int, Answer], object] = lambda done, total, answer: None,
) -> list[Read]:
    """Return what came of each question, asked with its letter chosen or in the collection.

    So many ``workers`` ask at the same time. ``told`` is called with how many are done, how many
    there are, and the answer, in the order of the questions.
    """

    def asked(one: ReadingQuestion) -> Answer:
        only = Filter(letters=(one.letter,)) if chosen else None
        if one.before:
            return converse([*one.before, one.question], retriever, only, reader)
        return answer(one.question, retriever, only, reader)

    found = []
    pool = ThreadPoolExecutor(workers)
    try:
        for number, (one, given) in enumerate(
            zip(questions, pool.map(asked, questions), strict=True), 1
        ):
            found.append(judged(one, given))
            told(number, len(questions), given)
    finally:
        pool.shutdown(cancel_futures=True)
    return found


def judged(question: ReadingQuestion, found: Answer) -> Read:
    """Return whether an answer is right: by place, statement against quote."""
    given = found.status in GIVEN and bool(found.statements)
    met = [any(_shares(s.text, q) for s in found.statements) for q in question.quotes]
    ranks = (
        rank
        for rank, hit in enumerate(found.hits, 1)
        if hit.passage.letter.id == question.letter
        and any(
            _holds(hit.passage.text, q) or _shares(q, hit.passage.text) for q in question.quotes
        )
    )
    right = bool(met) and given and (all(met) if question.together else any(met))
    length = sum(len(one.text) for one in found.statements) if given else 0
    return Read(question, found.status, found.confidence, right, next(ranks, 0), length)


def reading_table(found: Sequence[Read]) -> str:
    """Return the figures as a table in Markdown: all, then by style."""
    groups: dict[str, list[Read]] = defaultdict(list)
    for one in found:
        groups["all"].append(one)
        groups[one.question.style].append(one)
    lines = ["| | n | right | false refusals | near refused | possible | hit@1 | hit@5 |"]
    lines.append("| --- | --- | --- | --- | --- | --- | --- | --- |")
    order = sorted(groups, key=lambda name: (name != "all", name))
    lines += [f"| {name} | {' | '.join(_cells(groups[name]))} |" for name in order]
    lines += ["", *_confidence(found)]
    return "\n".join(lines) + "\n"


def reading_figures(found: Sequence[Read]) -> dict[str, float]:
    """Return the figures that can have a floor; those that cannot be told are left out."""
    asked, silent = _parts(found)
    figures = {}
    if asked:
        figures["right"] = sum(one.right for one in asked) / len(asked)
        figures["false_refusals"] = sum(not one.given for one in asked) / len(asked)
        figures["hit@1"] = sum(one.rank == 1 for one in asked) / len(asked)
        figures["hit@5"] = sum(0 < one.rank <= 5 for one in asked) / len(asked)
    if silent:
        figures["near_refused"] = sum(not one.given for one in silent) / len(silent)
    return figures


def _parts(found: Sequence[Read]) -> tuple[list[Read], list[Read]]:
    """Return what came of the questions that are answered by the letter, and of the others."""
    asked = [one for one in found if one.question.quotes]
    return asked, [one for one in found if not one.question.quotes]


def _cells(found: Sequence[Read]) -> Iterator[str]:
    asked, silent = _parts(found)
    yield f"{len(asked)} + {len(silent)}"
    yield _share([one.right for one in asked])
    yield _share([not one.given for one in asked])
    yield _share([not one.given for one in silent])
    possible = [one.status is Status.POSSIBLE for one in found]
    yield _share(possible)
    yield _share([one.rank == 1 for one in asked])
    yield _share([0 < one.rank <= 5 for one in asked])


def _share(hits: Sequence[bool]) -> str:
    if not hits:
        return ""
    low, high = wilson(sum(hits), len(hits))
    return f"{sum(hits) / len(hits):.2f} [{low:.2f}-{high:.2f}]"


def _confidence(found: Sequence[Read]) -> Iterator[str]:
    """Yield what the confidence is worth: whether it tells apart, and whether it is a chance."""
    asked, silent = _parts(found)
    apart = auroc([one.confidence for one in asked], [one.confidence for one in silent])
    if apart is not None:
        yield f"AUROC near: {apart:.3f}"
    answered = [bool(one.question.quotes) for one in found]
    error = calibration_error([one.confidence for one in found], answered)
    yield f"expected calibration error: {error:.3f}"
    wrong = [not one.right for one in found]
    points = risk_coverage([one.confidence for one in found], wrong)
    for goal in (0.25, 0.5, 0.75):
        covered = [point for point in points if point[0] >= goal]
        if covered:
            yield f"risk at a coverage of {covered[0][0]:.2f}: {covered[0][1]:.2f}"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _holds(text: str, quote: str) -> bool:
    return " ".join(_words(quote)) in " ".join(_words(text))


def _shares(one: str, other: str) -> bool:
    """Whether two texts share, in one run, half of the words of the shorter."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    run = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    shorter = min(len(first), len(second))
    return run.size >= SHARED * shorter and run.size >= min(FEWEST, shorter)
