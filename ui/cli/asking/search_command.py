"""The command that finds passages."""

from __future__ import annotations

from argparse import Namespace

from index import explained
from qa import Question, hits_to_json
from ui.cli.asking.choice_options import chosen
from ui.cli.asking.opening import open_retriever
from ui.cli.asking.questions import question_of
from ui.cli.output import write, write_json
from ui.export import terminal as printing


def search(given: Namespace) -> int:
    """Print the passages that a question finds."""
    question = Question(question_of(given.question)).plain().text
    retriever = open_retriever(given)
    only = chosen(given)
    hits = retriever.search(question, given.k, only=only)
    why = explained(retriever.evidence(question, only, given.k), hits) if given.explain else []
    if given.json:
        write_json(hits_to_json(question, hits, retriever, only, why))
    else:
        write(printing.found(hits, why, only, retriever.mended(question)))
    return 0
