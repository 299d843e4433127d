"""Evaluation questions and the file that holds them: JSON Lines, one question a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.statistics import Cluster
from eval.text_folding import fold


class BadQuestions(Exception):
    """A question file that cannot be used: where and why, in one line of Dutch."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        where = f"{path.name}, regel {line}" if line else path.name
        super().__init__(f"{where}: {reason}.")
        self.path = path
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Evidence:
    """Strings that stand together in one passage of a letter and answer the question."""

    letter: str
    contains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what a good answer rests on.

    Any entry of ``evidence`` suffices. ``facts`` holds what the answer must say: every fact is a
    tuple of alternatives, one of which suffices. Both are empty for an unanswerable question.
    ``before`` holds the earlier questions of the conversation that this one belongs to; ``about``
    is the letter whose subject an unanswerable question borrows, ``unanswered`` the parts of a
    compound question that no letter answers.
    """

    id: str
    question: str
    kind: str
    answerable: bool
    split: str
    evidence: tuple[Evidence, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    before: tuple[str, ...] = ()
    about: str = ""
    unanswered: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The letter of the first evidence, or the one it is about; empty when there is none."""
        return self.evidence[0].letter if self.evidence else self.about

    @property
    def cluster(self) -> Cluster:
        """What it is drawn with: the questions about its letter, or itself when there is none."""
        return Cluster("letter", self.letter) if self.letter else Cluster("none", self.id)


def read_questions(path: Path) -> list[Question]:
    """Return the questions of a file, in its order; empty lines are skipped.

    Raises:
        BadQuestions: the file cannot be read, or a line is not a question.
    """
    found: dict[str, Question] = {}
    for number, line in _lines(path):
        try:
            question = _question(line)
        except ValueError as error:
            raise BadQuestions(path, number, str(error)) from error
        if question.id in found:
            raise BadQuestions(path, number, f"de id '{question.id}' komt al eerder voor")
        found[question.id] = question
    if not found:
        raise BadQuestions(path, 0, "er staan geen vragen in")
    return list(found.values())


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not empty, with their numbers from 1."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise BadQuestions(path, 0, f"kan niet worden gelezen ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise BadQuestions(path, 0, "is geen UTF-8; bewaar het bestand als UTF-8") from error


def _question(line: str) -> Question:
    return question_from_row(_object(_parsed(line), "de regel"))


def question_from_row(row: dict[str, object]) -> Question:
    """Return the question in a row of a file.

    Raises:
        ValueError: something in it is missing or of the wrong form; the message is Dutch.
    """
    question = Question(
        id=_string(row, "id"),
        question=_string(row, "question"),
        kind=_string(row, "kind"),
        answerable=_boolean(row, "answerable"),
        split=_string(row, "split"),
        evidence=tuple(_evidence(entry) for entry in _list(row, "evidence")),
        facts=tuple(_strings(fact, "facts") for fact in _list(row, "facts")),
        about=str(row.get("about") or ""),
        unanswered=_strings(row["unanswered"], "unanswered") if row.get("unanswered") else (),
    )
    if question.answerable and not question.evidence:
        raise ValueError("een vraag met antwoord heeft 'evidence' nodig")
    if not question.answerable and (question.evidence or question.facts):
        raise ValueError("een vraag zonder antwoord heeft geen 'evidence' en geen 'facts'")
    return question


def _parsed(line: str) -> object:
    try:
        parsed: object = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"geen geldige JSON (teken {error.colno})") from error
    return parsed


def _evidence(entry: object) -> Evidence:
    row = _object(entry, "'evidence'")
    return Evidence(_string(row, "letter"), _strings(row.get("contains"), "contains"))


def _object(value: object, name: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"{name} is geen JSON-object")
    return value


def _list(row: dict[str, object], key: str) -> list[object]:
    value = row.get(key)
    if not isinstance(value, list):
        raise ValueError(f"'{key}' ontbreekt of is geen lijst")
    return value


def _string(row: dict[str, object], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"'{key}' ontbreekt of is geen tekst")
    return value


def _boolean(row: dict[str, object], key: str) -> bool:
    value = row.get(key)
    if not isinstance(value, bool):
        raise ValueError(f"'{key}' ontbreekt of is niet true of false")
    return value


def _strings(value: object, key: str) -> tuple[str, ...]:
    """Return strings that can be looked for: every one holds a letter or a digit."""
    if not isinstance(value, list) or not value:
        raise ValueError(f"'{key}' is geen lijst met teksten")
    if not all(isinstance(one, str) and fold(one) for one in value):
        raise ValueError(f"'{key}' bevat iets zonder letters of cijfers")
    return tuple(value)
