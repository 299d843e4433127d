"""A language model that chooses among proved sentences, and may write no more than a lead.

It gets the question and numbered sentences and returns numbers and connecting words. The quotes are
put in by this program, so that nothing of what it writes can become a quote. A lead has a fixed
form, a connecting word and a preposition with words that stand together in the sentence it is put
before: such words state nothing, whatever the model, the question or a letter tries.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Protocol

from qa.answer import Answer, Statement, Status, Warning

MOST_SENTENCES = 4
MOST_OFFERED = 12
LONGEST_REPLY = 20_000  # characters
LONGEST_LEAD = 80
CONNECTING = (
    "allereerst|ook|daarnaast|daarbij|verder|vervolgens|tot slot|eerder|later|in het kort"
    "|kort gezegd"
)
LEAD = re.compile(
    rf"(?P<first>{CONNECTING})?,?\s*(?:(?P<about>over|bij|voor|volgens)\s+(?P<words>[^:]+?))?\s*:?",
    re.IGNORECASE,
)
PLAIN = re.compile(r"[A-Za-zÀ-ÿ0-9 ,.:;€%'’()-]*")
MOST_WORDS = 6  # of the sentence in a lead
FAILED = (
    "Het taalmodel gaf geen bruikbare keuze ({reason}). Dit antwoord is zonder taalmodel gemaakt."
)


class WriterFailed(Exception):
    """A language model gave no reply; the message says why, in a few words of Dutch."""


class Writer(Protocol):
    """A language model."""

    def write(self, instruction: str, message: str) -> str:
        """Return the reply to a message.

        Raises:
            WriterFailed: there is none.
        """
        ...


def chosen(answer: Answer, offered: Sequence[Statement], writer: Writer) -> Answer:
    """Return an answer with the sentences that a model chose, or the same one with a warning.

    Only an answer that was given is offered: a model never makes an answer out of none.
    """
    known = {one.citations: one for one in (*offered, *answer.statements)}
    order = dict.fromkeys(one.citations for one in (*answer.statements, *offered))
    pool = [known[one] for one in order][:MOST_OFFERED]
    if answer.status is not Status.ANSWERED or not pool:
        return answer
    try:
        statements = _statements(writer.write(instruction(), _message(answer, pool)), pool)
    except WriterFailed as error:
        warning = Warning("language_model", None, FAILED.format(reason=error))
        return replace(answer, warnings=(*answer.warnings, warning))
    return replace(answer, statements=statements)


@lru_cache(maxsize=1)
def instruction() -> str:
    """Return what a model is told, in Dutch."""
    return files("qa").joinpath("choose.txt").read_text(encoding="utf-8")


def checked_lead(lead: str, statement: Statement) -> str:
    """Return the lead when it may stand before the statement, or else nothing."""
    plain = " ".join(lead.split())
    if not plain or len(plain) > LONGEST_LEAD or not PLAIN.fullmatch(plain):
        return ""
    found = LEAD.fullmatch(plain)
    if found is None or not (found["first"] or found["about"]):
        return ""
    words = " ".join(found["words"].split()) if found["words"] else ""
    quote = " ".join(statement.text.split())
    stands = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", quote)
    if words and (len(words.split()) > MOST_WORDS or not stands):
        return ""
    return plain.rstrip(" :,") + ":"


def _message(answer: Answer, pool: Sequence[Statement]) -> str:
    lines = [f"[{n}] {' '.join(one.text.split())}" for n, one in enumerate(pool, 1)]
    sentences = "\n".join(lines)
    return f"<vraag>\n{answer.searched}\n</vraag>\n\n<zinnen>\n{sentences}\n</zinnen>"


def _statements(reply: str, pool: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements that a reply chooses, in its order.

    Raises:
        WriterFailed: the reply is not of the form that was asked for, or chooses nothing.
    """
    found: list[Statement] = []
    parts = _parts(reply)
    if not all(1 <= number <= len(pool) for _, numbers in parts for number in numbers):
        raise WriterFailed("een gekozen zin bestaat niet")
    for lead, numbers in parts:
        for place, number in enumerate(numbers):
            statement = pool[number - 1]
            if any(one.text == statement.text for one in found) or len(found) == MOST_SENTENCES:
                continue
            found.append(replace(statement, lead="" if place else checked_lead(lead, statement)))
    if not found:
        raise WriterFailed("er is geen zin gekozen")
    return tuple(found)


def _parts(reply: str) -> list[tuple[str, list[int]]]:
    """Return the lead and the numbers of each part of a reply."""
    if len(reply) > LONGEST_REPLY:
        raise WriterFailed("het antwoord is te lang")
    text = reply.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        read: Any = json.loads(text)
        if read["answered"] is not True:
            raise WriterFailed("volgens het model staat het antwoord er niet")
        parts = [(one.get("lead", ""), one["sentences"]) for one in read["parts"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WriterFailed("het antwoord heeft niet de gevraagde vorm") from error
    for lead, numbers in parts:
        whole = isinstance(numbers, list) and all(type(one) is int for one in numbers)
        if not isinstance(lead, str) or not whole:
            raise WriterFailed("het antwoord heeft niet de gevraagde vorm")
    return parts
