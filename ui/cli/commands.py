"""What each command does: one public function, then print."""

from __future__ import annotations

import json
import logging
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from corpus import SourceProblem, UnreadableFile
from eval import BadQuestions, LettersMissing, UnknownMeasure
from index import (
    BUNDLED,
    BackupRefused,
    CrossReranker,
    IndexInUse,
    NoCluster,
    NoIndex,
    NothingLeft,
    OtherIndex,
    Retriever,
    SentenceEncoder,
    UnknownModel,
    build_index,
    explained,
    read_here,
    read_on_cluster,
)
from qa import (
    LONGEST_QUESTION,
    DamagedReader,
    LanguageModel,
    ModelReader,
    Question,
    UnknownLanguageModel,
    answer,
    answer_to_json,
    commitments_to_json,
    default_reader,
    followed,
    hits_to_json,
    leaves_machine,
    silent,
    timeline_to_json,
)
from qa import commitments as promised
from qa import timeline as moments
from ui import texts
from ui.cli.backup_command import backup, restoration
from ui.cli.choice_options import chosen
from ui.cli.doctor import doctor
from ui.cli.evaluating.command import evaluation
from ui.cli.fetching.command import fetching
from ui.cli.formats import require_one_form, written
from ui.cli.keys_command import keys
from ui.cli.letters_command import letters
from ui.cli.mcp_command import mcp
from ui.cli.progress import progress
from ui.cli.serving import chat, serve
from ui.errors import BadInput
from ui.export import terminal as printing
from ui.passwords import password
from ui.settings import read_settings

EXPECTED = (
    BackupRefused,
    BadInput,
    BadQuestions,
    DamagedReader,
    IndexInUse,
    LettersMissing,
    NoCluster,
    NoIndex,
    NothingLeft,
    OtherIndex,
    SourceProblem,
    UnknownLanguageModel,
    UnknownMeasure,
    UnknownModel,
    UnreadableFile,
)


def run(given: Namespace) -> int:
    """Run the command that was asked for and return its exit code."""
    return COMMANDS[given.command](given)


def index(given: Namespace) -> int:
    """Index files and folders; exit code 1 when one of them could not be read."""
    encoder = SentenceEncoder(given.model or BUNDLED)
    milvus = read_settings(given.settings).milvus.address if given.settings else None
    read = partial(read_on_cluster, given.ray, encoder) if given.ray else read_here
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
        sys.stderr.write(f"{texts.letter_lost(one.identity, one.path)}\n")
    for aside in report.set_aside:
        sys.stderr.write(f"{texts.set_aside(aside)}\n")
    for double, kept in list(report.doubles.items())[: printing.FEW]:
        sys.stderr.write(f"{double} is dezelfde brief als {kept}, en telt niet apart.\n")
    if report.others:
        sys.stderr.write(f"{printing.passed_over(report.others)}\n")
    if report.made:
        _write(printing.index_report(report, given.index))
    return 1 if report.problems or report.lost else 0


def search(given: Namespace) -> int:
    """Print the passages that a question finds."""
    question = Question(_question(given.question)).plain().text
    retriever = _retriever(given)
    only = chosen(given)
    hits = retriever.search(question, given.k, only=only)
    why = explained(retriever.evidence(question, only, given.k), hits) if given.explain else []
    if given.json:
        _write_json(hits_to_json(question, hits, retriever, only, why))
    else:
        _write(printing.found(hits, why, only, retriever.mended(question)))
    return 0


def ask(given: Namespace) -> int:
    """Answer one question, or each question in a file."""
    if (given.question is None) == (given.questions is None):
        raise BadInput("Geef één vraag tussen aanhalingstekens, of --questions BESTAND.")
    require_one_form(given)
    if given.questions:
        asked = list(_asked(given.questions))
        retriever = _retriever(given)
        only = chosen(given)
        reader, failed = _reader(given), False
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
                _write_json({"id": identity, **shape}, indent=None)
            else:
                _write(f"{identity}: {question}\n{printing.answer(found)}\n")
        return int(failed)
    question = _question(given.question)
    retriever = _retriever(given)
    only = chosen(given)
    found = answer(question, retriever, only, _reader(given))
    form = written(given, found, retriever)
    if given.json:
        _write_json(answer_to_json(found, retriever, given.passages))
    else:
        _write(printing.answer(found) if form is None else form)
    return 0


def timeline(given: Namespace) -> int:
    """Print what each letter says to a question, oldest first."""
    question = _question(given.question)
    retriever = Retriever(given.index)
    only = chosen(given)
    found = moments(question, retriever, only)
    others = silent(found, retriever, only)
    if given.json:
        _write_json(timeline_to_json(question, found, retriever, others))
    else:
        _write(printing.timeline(found, others))
    return 0


def commitments(given: Namespace) -> int:
    """Print what is promised in the letters, and by when."""
    retriever = Retriever(given.index)
    only = chosen(given)
    letters = [one for one in retriever.letters() if only is None or only.allows(one)]
    found = followed(promised(letters), retriever)
    if given.json:
        _write_json(commitments_to_json(found, retriever))
    else:
        _write(printing.commitments(found))
    return 0


def _not_answered(identity: str, question: str, error: Exception, as_json: bool) -> None:
    """Say of one question in a list that it could not be answered, and why."""
    logging.getLogger(__name__).error("%s", identity, exc_info=error)
    reason = "er ging iets mis in het programma; meld dit met de vraag erbij"
    if as_json:
        _write_json({"id": identity, "question": question, "error": reason}, indent=None)
    else:
        _write(f"{identity}: {question}\nDeze vraag kon niet worden beantwoord ({reason}).\n")


def _reader(given: Namespace) -> ModelReader | None:
    """Return the language model that was asked for as a reader; says so when it is elsewhere."""
    if not given.llm:
        return None
    if leaves_machine(given.llm_url) and not given.llm.startswith("ollama:"):
        sys.stderr.write(
            "Let op: uw vraag en zinnen uit de brieven gaan naar het taalmodel "
            f"{given.llm}, buiten deze computer.\n"
        )
    return ModelReader(LanguageModel(given.llm, given.llm_url), default_reader())


def _retriever(given: Namespace) -> Retriever:
    reranker = CrossReranker(given.reranker) if given.reranker else None
    return Retriever(given.index, reranker=reranker)


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "index": index,
    "fetch": fetching,
    "search": search,
    "ask": ask,
    "timeline": timeline,
    "commitments": commitments,
    "letters": letters,
    "doctor": doctor,
    "eval": evaluation,
    "chat": chat,
    "serve": serve,
    "keys": keys,
    "mcp": mcp,
    "password": password,
    "backup": backup,
    "restore": restoration,
}


def _question(text: str) -> str:
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


def _asked(path: Path) -> Iterator[tuple[Any, str]]:
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


def _write(text: str) -> None:
    sys.stdout.write(text.rstrip("\n") + "\n")


def _write_json(value: object, indent: int | None = 2) -> None:
    _write(json.dumps(value, ensure_ascii=False, indent=indent))
