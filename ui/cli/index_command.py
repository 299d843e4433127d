"""The command that makes letters findable."""

from __future__ import annotations

import sys
from argparse import Namespace
from functools import partial

from index import BUNDLED, SentenceEncoder, build_index, read_here, read_on_cluster
from ui import command_texts
from ui.cli.output import write
from ui.cli.progress import progress
from ui.export import terminal as printing
from ui.settings import read_settings


def index(given: Namespace) -> int:
    """Index files and folders; exit code 1 when one of them could not be read."""
    encoder = SentenceEncoder(given.model or BUNDLED)
    milvus = read_settings(given.settings).milvus.address if given.settings else None
    on_cluster = given.ray is not None
    read = partial(read_on_cluster, given.ray, encoder) if on_cluster else read_here
    with progress("brieven") as show:
        report = build_index(
            given.paths,
            given.index,
            encoder,
            prune=given.prune,
            progress=show,
            prepare=read,
            milvus=milvus,
        )
    for problem in report.problems:
        if given.debug and getattr(problem, "__notes__", None):  # a mistake of this program
            raise problem
        sys.stderr.write(f"Overgeslagen: {problem}\n")
    for one in report.lost:
        sys.stderr.write(f"{command_texts.letter_lost(one.identity, one.path)}\n")
    for aside in report.set_aside:
        sys.stderr.write(f"{command_texts.set_aside(aside)}\n")
    for double, kept in list(report.doubles.items())[: printing.FEW]:
        sys.stderr.write(f"{double} is dezelfde brief als {kept}, en telt niet apart.\n")
    if report.others:
        sys.stderr.write(f"{printing.passed_over(report.others)}\n")
    if report.made:
        write(printing.index_report(report, given.index))
    return 1 if report.problems or report.lost else 0
