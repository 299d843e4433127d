"""The command that measures: letters and questions in, a table out."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from eval import (
    READING_MEASURES,
    NoRun,
    Progress,
    Report,
    Settings,
    add_feedback,
    after_unrelated,
    beir_json,
    beir_table,
    broken_floors,
    compare_runs,
    comparison,
    evaluate,
    evaluate_turns,
    fail_under,
    known_measures,
    measure_beir,
    measure_reading,
    read_beir,
    read_questions,
    read_reading_set,
    read_turns,
    reading_figures,
    reading_table,
    table,
    write,
)
from index import BUNDLED, Retriever, SentenceEncoder, build_index
from qa import Answer, answer_to_json
from ui.cli.progress import progress
from ui.errors import BadInput
from ui.web.kept_questions import judgements

QUESTIONS = Path(str(files("eval").joinpath("questions", "wmo.jsonl")))
BELOW_FLOOR = 2


def evaluation(given: Namespace) -> int:
    """Measure and print the table; exit code 2 when a floor is broken."""
    if given.task:
        return _task(given.task)
    if given.beir:
        return _beir(given)
    floors = _floors(given.fail_under)
    if given.reading:
        return _reading(given, floors)
    known_measures(floors)
    report = _conversations(given) if given.conversations else _questions(given)
    sys.stdout.write(table(report))
    if given.out:
        write(report, given.out)
    broken = fail_under(report, floors)
    sys.stderr.writelines(f"{line}\n" for line in broken)
    return BELOW_FLOOR if broken else 0


def _questions(given: Namespace) -> Report:
    source = given.questions or QUESTIONS
    questions = read_questions(source)
    chosen = [one for one in questions if given.split in ("", one.split)]
    if not chosen:
        raise BadInput(f"In {source.name} staan geen vragen van het deel '{given.split}'.")
    retriever, settings = _prepared(given)
    with _progress() as show:
        if given.after_unrelated:
            return evaluate_turns(after_unrelated(chosen), retriever, source, show, settings)
        return evaluate(chosen, retriever, source, progress=show, settings=settings)


def _conversations(given: Namespace) -> Report:
    turns = read_turns(given.conversations)
    chosen = [one for one in turns if given.split in ("", one.question.split)]
    if not chosen:
        raise BadInput(f"Er zijn geen gesprekken van het deel '{given.split}'.")
    retriever, settings = _prepared(given)
    with _progress() as show:
        return evaluate_turns(chosen, retriever, given.conversations, show, settings)


def _reading(given: Namespace, floors: dict[str, float]) -> int:
    """Measure reading on questions with verbatim answers."""
    if unknown := floors.keys() - set(READING_MEASURES):
        raise BadInput(f"Onbekende maat: {', '.join(sorted(unknown))}.")
    questions = [
        one for file in given.reading for one in read_reading_set(file, given.split, given.in_full)
    ]
    if not questions:
        raise BadInput(f"Er zijn geen vragen van het deel '{given.split}'.")
    retriever, settings = _prepared(given)
    answers: list[str] = []

    def told(done: int, total: int, answer: Answer) -> None:
        row = {"id": questions[done - 1].id, **answer_to_json(answer, retriever)}
        answers.append(json.dumps(row, ensure_ascii=False))
        show("vragen", done, total)

    with _progress() as show:
        found = measure_reading(
            questions, retriever, given.chosen, workers=settings.workers, told=told
        )
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / "answers.jsonl").write_text("\n".join(answers) + "\n", encoding="utf-8")
    sys.stdout.write(reading_table(found))
    figures = reading_figures(found)
    broken = broken_floors(figures, floors, ["false_refusals"])
    sys.stderr.writelines(f"{line}\n" for line in broken)
    return BELOW_FLOOR if broken else 0


def _beir(given: Namespace) -> int:
    """Measure search on a folder in BEIR layout."""
    found = read_beir(given.beir)
    with _progress() as show:
        report = measure_beir(found, SentenceEncoder(BUNDLED), show)
    sys.stdout.write(beir_table(report))
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        text = json.dumps(beir_json(report), ensure_ascii=False, indent=1)
        (given.out / "summary.json").write_text(text, encoding="utf-8")
    return 0


def _task(task: list[str]) -> int:
    """Print what two runs differ in, or add what users said to a question file.

    Raises:
        BadInput: the words are no task, or a folder does not hold what it needs.
        BadQuestions: the question file cannot be read.
    """
    name, *places = task
    if len(places) != 2 or name not in ("compare", "add-feedback"):
        raise BadInput(
            "Verwacht: wmo eval compare MAP MAP, met twee mappen van --out, of: wmo eval "
            "add-feedback MAP BESTAND, met de map van [storage] en een bestand met vragen."
        )
    first, second = map(Path, places)
    if name == "add-feedback":
        added, bad = add_feedback(judgements(first), second)
        what = "1 vraag" if added == 1 else f"{added} vragen"
        sys.stdout.write(f"{what} toegevoegd aan {second}; lees na wat 'note' zo noemt.\n")
        sys.stdout.writelines(f"Niet goed beantwoord: {line}\n" for line in bad)
        if bad:
            sys.stdout.write("Schrijf daar zelf vragen van: 'evidence' en 'facts' ontbreken.\n")
        return 0
    try:
        sys.stdout.write(comparison(*compare_runs(first, second)))
    except NoRun as error:
        raise BadInput(str(error)) from error
    return 0


@contextmanager
def _progress() -> Iterator[Progress]:
    """Give a function that shows how far a step is, on standard error."""
    with progress("") as bar:

        def show(step: str, done: int, total: int) -> None:
            bar(done, total, step)

        yield show


def _prepared(given: Namespace) -> tuple[Retriever, Settings]:
    """Return the index to measure, brought up to date with the letters if given.

    What indexing took is known when all letters were indexed here, or when that was asked for.

    Raises:
        BadInput: the folder with letters is not there.
    """
    seconds = None
    if given.letters is not None:
        if not given.letters.is_dir():
            raise BadInput(
                f"De map met brieven {given.letters} bestaat niet. Geef met --letters de map met "
                "de brieven waarover de vragen gaan; zij horen niet bij dit programma."
            )
        seconds = _indexed(given.letters, given.index)
        if given.time_index:
            with TemporaryDirectory(prefix="wmo-eval-") as scratch:
                seconds = _indexed(given.letters, Path(scratch))
    elif given.time_index:
        raise BadInput("--time-index heeft ook --letters MAP nodig: de brieven worden gelezen.")
    return Retriever(given.index), Settings(given.workers, given.out, seconds, given.split)


def _indexed(letters: Path, folder: Path) -> float | None:
    """Bring an index up to date; return seconds per 1,000 passages when nothing was skipped."""
    encoder = SentenceEncoder(BUNDLED)
    start = perf_counter()
    done = build_index([letters], folder, encoder)
    if done.skipped or not done.embedded:
        return None
    return 1000 * (perf_counter() - start) / done.embedded


def _floors(given: list[str]) -> dict[str, float]:
    """Return the floors by measure.

    Raises:
        BadInput: one is not of the form measure=number.
    """
    floors = {}
    for one in given:
        measure, _, value = one.partition("=")
        try:
            floors[measure] = float(value)
        except ValueError as error:
            raise BadInput(f"--fail-under {one}: verwacht MAAT=GETAL, zoals hit@5=0.9.") from error
    return floors
