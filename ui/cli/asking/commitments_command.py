"""The command that tells what is promised."""

from __future__ import annotations

from argparse import Namespace

from index import Retriever
from qa import commitments as promised
from qa import commitments_to_json, followed
from ui.cli.asking.choice_options import chosen
from ui.cli.output import write, write_json
from ui.export import terminal as printing


def commitments(given: Namespace) -> int:
    """Print what is promised in the letters, and by when."""
    retriever = Retriever(given.index)
    only = chosen(given)
    letters = [one for one in retriever.letters() if only is None or only.allows(one)]
    found = followed(promised(letters), retriever)
    if given.json:
        write_json(commitments_to_json(found, retriever))
    else:
        write(printing.commitments(found))
    return 0
