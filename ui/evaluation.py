"""The command that measures: letters and questions in, a table out."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from importlib.resources import files
from pathlib import Path

from eval import evaluate, fail_under, read_questions, table, to_json
from index import BUNDLED, Retriever, SentenceEncoder, build_index
from ui.errors import BadInput

QUESTIONS = Path(str(files("eval").joinpath("questions", "wmo.jsonl")))
BELOW_FLOOR = 2


def evaluation(given: Namespace) -> int:
    """Measure and print the table; exit code 2 when a floor is broken."""
    from tqdm import tqdm

    source = given.questions or QUESTIONS
    questions = read_questions(source)
    floors = _floors(given.fail_under)
    retriever = _retriever(given)
    with tqdm(file=sys.stderr, leave=False, disable=None) as bar:

        def show(step: str, done: int, total: int) -> None:
            bar.total = total
            bar.set_description_str(step, refresh=False)
            bar.update(done - bar.n)

        report = evaluate(questions, retriever, source, progress=show)
    sys.stdout.write(table(report))
    if given.out:
        text = json.dumps(to_json(report), ensure_ascii=False, indent=1)
        given.out.write_text(text, encoding="utf-8")
    broken = fail_under(report, floors)
    sys.stderr.writelines(f"{line}\n" for line in broken)
    return BELOW_FLOOR if broken else 0


def _retriever(given: Namespace) -> Retriever:
    """Return the index to measure: the one named, brought up to date with the letters if given.

    Raises:
        BadInput: the folder with letters is not there.
    """
    if given.letters is None:
        return Retriever(given.index)
    if not given.letters.is_dir():
        raise BadInput(
            f"De map met brieven {given.letters} bestaat niet. Geef met --letters de map met de "
            "brieven waarover de vragen gaan; zij horen niet bij dit programma."
        )
    build_index([given.letters], given.index, SentenceEncoder(BUNDLED))
    return Retriever(given.index)


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
