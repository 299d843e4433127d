"""The questions that a command is given: one on the command line, or a file of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qa import LONGEST_QUESTION
from ui.errors import BadInput


def question_of(text: str) -> str:
    """Return the question without outer white space.

    Raises:
        BadInput: it is empty or too long.
    """
    question = text.strip()
    if not question:
        raise BadInput("De vraag is leeg. Typ een vraag tussen aanhalingstekens.")
    if len(question) > LONGEST_QUESTION:
        raise BadInput(
            f"De vraag telt {len(question)} tekens; het mogen er {LONGEST_QUESTION} zijn. "
            "Maak de vraag korter."
        )
    return question


def questions_in(path: Path) -> Iterator[tuple[Any, str]]:
    """Yield (id, question) of each line of a JSON Lines file.

    Raises:
        BadInput: the file or one of its lines cannot be used.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} is niet te lezen. Controleer de naam; verwacht UTF-8.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            identity, question = one["id"], one["question"]
            if not isinstance(question, str):
                raise TypeError("question")
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise BadInput(
                f'{path}, regel {number}: verwacht {{"id": ..., "question": ...}}.'
            ) from error
        yield identity, question
