"""The command that checks an index and the program, and repairs what can be made again."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from importlib.metadata import version
from itertools import chain

from index import (
    BUNDLED,
    DamagedIndex,
    Examination,
    Finding,
    LetterStore,
    SentenceEncoder,
    UnknownModel,
)
from qa import DamagedReader, reader_name
from ui import command_texts
from ui.cli.progress import progress
from ui.export import terminal as printing


def doctor(given: Namespace) -> int:
    """Print what each check found; exit code 1 when something is wrong."""
    store = LetterStore(given.index)
    examination = Examination(given.index, _encoder(store))
    if given.repair:
        with progress("brieven") as show:
            report = examination.repair(show)
        lost = [command_texts.letter_lost(one.identity, one.path) for one in report.lost]
        aside = [command_texts.set_aside(one) for one in report.set_aside]
        for problem in (*report.problems, *lost, *aside):
            sys.stderr.write(f"{problem}\n")
        sys.stdout.write(f"{printing.index_report(report, given.index)}\n")
    good = True
    for one in chain(_program(), examination.findings()):
        said = command_texts.GOOD if one.good else command_texts.WRONG
        sys.stdout.write(f"{said:<6}{one.name}: {one.text}\n")
        sys.stdout.flush()
        good &= one.good
    if not good and not given.repair:
        sys.stdout.write(f"{command_texts.repair_with(given.index)}\n")
    return 0 if good else 1


def _encoder(store: LetterStore) -> SentenceEncoder:
    """Return the encoder that an index was made with, as far as that can still be told.

    Raises:
        NoIndex, DamagedIndex: there is no index, or nothing of it can be read.
    """
    try:
        return SentenceEncoder(store.made().encoder)
    except DamagedIndex:
        found = SentenceEncoder(store.made(sealed=False).encoder)
    try:
        found.dimension  # noqa: B018 - loads it
    except UnknownModel:  # its name is what was damaged
        return SentenceEncoder(BUNDLED)
    return found


def _program() -> Iterator[Finding]:
    """Yield what there is to say of the program itself."""
    yield Finding("programma", True, f"wmo-qa {version('wmo-qa')}")
    try:
        yield Finding("lezer", True, command_texts.reader_whole(reader_name()))
    except DamagedReader as error:
        yield Finding("lezer", False, str(error))
