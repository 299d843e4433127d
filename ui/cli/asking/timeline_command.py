"""The command that tells what the letters say to a question in the course of time."""

from __future__ import annotations

from argparse import Namespace

from index import Retriever
from qa import silent, timeline_to_json
from qa import timeline as moments
from ui.cli.asking.choice_options import chosen
from ui.cli.asking.questions import question_of
from ui.cli.output import write, write_json
from ui.export import terminal as printing


def timeline(given: Namespace) -> int:
    """Print what each letter says to a question, oldest first."""
    question = question_of(given.question)
    retriever = Retriever(given.index)
    only = chosen(given)
    found = moments(question, retriever, only)
    others = silent(found, retriever, only)
    if given.json:
        write_json(timeline_to_json(question, found, retriever, others))
    else:
        write(printing.timeline(found, others))
    return 0
