"""The command that answers: one question, or each question in a file."""

from __future__ import annotations

import logging
from argparse import Namespace

from qa import answer, answer_to_json
from ui.cli.asking.choice_options import chosen
from ui.cli.asking.formats import require_one_form, written
from ui.cli.asking.opening import open_reader, open_retriever
from ui.cli.asking.questions import question_of, questions_in
from ui.cli.expected_errors import EXPECTED
from ui.cli.output import write, write_json
from ui.errors import BadInput
from ui.export import terminal as printing


def ask(given: Namespace) -> int:
    """Answer one question, or each question in a file."""
    if (given.question is None) == (given.questions is None):
        raise BadInput("Geef één vraag tussen aanhalingstekens, of --questions BESTAND.")
    require_one_form(given)
    return _ask_each(given) if given.questions else _ask_one(given)


def _ask_one(given: Namespace) -> int:
    question = question_of(given.question)
    retriever = open_retriever(given)
    only = chosen(given)
    found = answer(question, retriever, only, open_reader(given))
    form = written(given, found, retriever)
    if given.json:
        write_json(answer_to_json(found, retriever, given.passages))
    else:
        write(printing.answer(found) if form is None else form)
    return 0


def _ask_each(given: Namespace) -> int:
    """Answer each question in a file; exit code 1 when one of them could not be answered."""
    asked = list(questions_in(given.questions))
    retriever = open_retriever(given)
    only = chosen(given)
    reader, failed = open_reader(given), False
    for identity, question in asked:
        try:
            found = answer(question, retriever, only, reader)
        except EXPECTED:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
            failed = True
            _not_answered(identity, question, error, given.json)
            continue
        if given.json:
            shape = answer_to_json(found, retriever, given.passages)
            write_json({"id": identity, **shape}, indent=None)
        else:
            write(f"{identity}: {question}\n{printing.answer(found)}\n")
    return int(failed)


def _not_answered(identity: str, question: str, error: Exception, as_json: bool) -> None:
    """Say of one question in a list that it could not be answered, and why."""
    logging.getLogger(__name__).error("%s", identity, exc_info=error)
    reason = "er ging iets mis in het programma; meld dit met de vraag erbij"
    if as_json:
        write_json({"id": identity, "question": question, "error": reason}, indent=None)
    else:
        write(f"{identity}: {question}\nDeze vraag kon niet worden beantwoord ({reason}).\n")
