"""Conversations: later turns asked in the conversation, alone, and in full."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import Passage
from eval.question_set import BadQuestions, Question, question_from_row
from eval.runs.outcomes import Outcome, Report
from eval.runs.run import DEFAULTS, Settings, evaluate
from eval.systems.compared_systems import silent
from eval.systems.system import Progress, System
from index import Retriever
from qa import Answer, answer, converse

KIND = "conversation"
Converse = Callable[[Sequence[str]], Answer]
"""Answers the last of the questions of one conversation."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A later turn: the question as it was put, with the turns before it, and put in full."""

    question: Question
    full: str


def read_turns(path: Path) -> list[Turn]:
    """Return the later turns of all conversations in a JSON Lines file.

    Raises:
        BadQuestions: the file cannot be read, or a line is not a conversation.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestions(path, 0, "kan niet worden gelezen als UTF-8") from error
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            found += _turns(json.loads(line)) if line.strip() else []
        except (ValueError, KeyError, TypeError) as error:
            raise BadQuestions(path, number, f"geen gesprek ({error})") from error
    if not found:
        raise BadQuestions(path, 0, "er staan geen gesprekken in")
    return found


def after_unrelated(questions: Sequence[Question]) -> list[Turn]:
    """Return each question as a later turn, after one about another letter."""
    half = len(questions) // 2
    found = []
    for place, one in enumerate(questions):
        start = (place + half) % len(questions)
        others = [*questions[start:], *questions[:start]]
        other = next((o for o in others if o.letter != one.letter), others[0])
        found.append(Turn(replace(one, before=(other.question,)), one.question))
    return found


def evaluate_turns(
    turns: Sequence[Turn],
    retriever: Retriever,
    source: Path | None = None,
    progress: Progress = silent,
    settings: Settings = DEFAULTS,
    own: Converse | None = None,
) -> Report:
    """Return one report of the turns in the conversation, alone, and in full.

    ``own`` is by default our own.
    """
    alone = [replace(turn.question, before=()) for turn in turns]
    full = [replace(turn.question, question=turn.full, before=()) for turn in turns]
    talk = own or (lambda questions: converse(questions, retriever))
    ways = {"gesprek": [turn.question for turn in turns], "los": alone, "volledig": full}
    reports = []
    for name, questions in ways.items():
        system = _system(name, retriever, talk if name == "gesprek" else None)
        reports.append(evaluate(questions, retriever, source, [system], progress, settings))
    outcomes: tuple[Outcome, ...] = sum((one.outcomes for one in reports), ())
    contestants = tuple(one for report in reports for one in report.contestants)
    return Report(reports[-1].manifest, contestants, outcomes, reports[-1].costs)


def _system(name: str, retriever: Retriever, converse: Converse | None) -> System:
    def rank(question: str, k: int) -> list[Passage]:
        return [hit.passage for hit in retriever.search(question, k)]

    passages = tuple(retriever.passages())
    return System(name, passages, rank, lambda text: answer(text, retriever), converse)


def _turns(row: dict[str, object]) -> list[Turn]:
    """Return the turns after the first, each with the questions that went before."""
    turns = row["turns"]
    if not isinstance(turns, list):
        raise TypeError("'turns' is geen lijst")
    asked = tuple(str(turn["question"]) for turn in turns)
    shared = {"kind": KIND, "split": row["split"]}
    found = []
    for place, turn in enumerate(turns[1:], start=1):
        question = question_from_row({**turn, **shared, "id": f"{row['id']}.{place + 1}"})
        found.append(Turn(replace(question, before=asked[:place]), str(turn["full"])))
    return found
