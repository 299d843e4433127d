"""Judgements of users made into questions of an evaluation set."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.measures.judging import FAR
from eval.question_set import question_from_row, read_questions
from eval.text_folding import fold
from qa import Status

KIND, SPLIT = "feedback", "dev"  # what users say is for tuning; the test split is left alone
NOTE = "goed gevonden door een gebruiker; nog na te lezen"
NOTE_REFUSED = "door een gebruiker terecht niet beantwoord gevonden; nog na te lezen"
REFUSED = {Status.NOT_FOUND.value: KIND, Status.OFF_TOPIC.value: FAR}
"""The kind of a question that was rightly refused, by the status of its answer."""


def add_feedback(rows: Iterable[Mapping[str, Any]], path: Path) -> tuple[int, list[str]]:
    """Add the answers that were judged good to a question file, each question once.

    The quotes become the evidence; the words that answer become the facts, or the first quote
    when there are none. A refusal that was good becomes a question without an answer. Questions
    with a bad answer cannot be made by a program: they are returned, with what was said of them,
    to be written by hand.

    A question is known by its words, and by its id when a reader has changed its words.

    Returns:
        How many questions were added, and the bad answers, a line each, in Dutch.

    Raises:
        BadQuestions: the file is there and cannot be read.
    """
    there = read_questions(path) if path.exists() else []
    known = {one.id for one in there} | {fold(one.question) for one in there}
    lines, bad = [], []
    for row in rows:
        if not row["good"]:
            said = ": ".join(filter(None, (row["reason"], row["remark"])))
            bad.append(_plain(f"{row['question']} ({said})"))
            continue
        made = _question(row)
        if made and known.isdisjoint(names := {made["id"], fold(made["question"])}):
            question_from_row(made)
            known |= names
            lines.append(json.dumps(made, ensure_ascii=False))
    if lines:
        _append(lines, path)
    return len(lines), list(dict.fromkeys(bad))


def _append(lines: Iterable[str], path: Path) -> None:
    """Add lines to a file, of which the last line may lack its end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ended = not path.exists() or path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8") as file:
        file.writelines(["" if ended else "\n", *(f"{line}\n" for line in lines)])


def _plain(text: str) -> str:
    """Return a text on one line, without what would steer the terminal that shows it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _question(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a question in the form of the set; none for what was no question."""
    limited = row.get("limited", True)  # what some letters do not answer, others may
    refused = None if limited else REFUSED.get(str(row.get("status")))
    if not row["statements"] and not refused:
        return None
    cited = [citation for one in row["statements"] for citation in one["citations"]]
    asked = _plain(row["searched"])
    return {
        "id": "f" + hashlib.sha256(fold(asked).encode()).hexdigest()[:12],
        "question": asked,
        "kind": KIND if cited else refused,
        "answerable": bool(cited),
        "split": SPLIT,
        "evidence": [{"letter": one["letter"], "contains": [one["quote"]]} for one in cited],
        "facts": [[fact] for fact in _facts(row["statements"])],
        "note": NOTE if cited else NOTE_REFUSED,
    }


def _facts(statements: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the words that answer, or the first quote when there are none."""
    if not statements:
        return []
    first = statements[0]
    return list(first["short"]) or [first["citations"][0]["quote"]]
