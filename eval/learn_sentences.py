"""Learn what each feature of a sentence counts for as an answer.

``python -m eval.learn_sentences INDEX QUESTIONS [INDEX QUESTIONS ...] --reading FOLDER`` prints the
coefficients to put into ``qa/sentences.toml``. It learns from the dev questions of each set, and
from a set in BEIR layout with short answers (``answers.jsonl``: ``_id`` of the question, and
``answer``) that counts half as much.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from eval.beir import index_beir, read_beir
from eval.matching import fact_met, stands
from eval.questions import Question, read_questions
from index import Retriever, SentenceEncoder
from qa import Asked, Candidate, Features, as_row, candidates

Floats = NDArray[np.float64]
READ = 10  # passages
AROUND = 300  # characters around the evidence in which a sentence with a fact is one that answers
SHARE_OF_READING = 0.5
STRENGTH = 0.02  # of the pull towards zero
NAMES = tuple(field.name for field in fields(Features))


@dataclass(frozen=True, slots=True)
class Group:
    """The sentences of one question: features [n, f], and how much each answers, summing to 1."""

    question: str
    features: Floats
    answers: Floats


def own_groups(index: Path, questions: Path) -> Iterator[Group]:
    """Yield the dev questions of a set, those of which some sentence holds a fact."""
    retriever = Retriever(index)
    letters = {letter.id: letter for letter in retriever.letters()}
    for question in read_questions(questions):
        if question.split == "dev" and question.answerable:
            spans = [
                (one.letter, min(start for start, _ in place), max(end for _, end in place))
                for one in question.evidence
                for place in stands(one, letters[one.letter])
            ]
            found = _candidates(question.question, retriever)
            answers = [_answers(question, one, spans) for one in found]
            yield from _group(question.question, found, answers)


def reading_groups(folder: Path) -> Iterator[Group]:
    """Yield the questions of a reading set of which some sentence holds the answer."""
    found = read_beir(folder)
    lines = (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = {row["_id"]: str(row["answer"]).casefold() for row in map(json.loads, lines)}
    with TemporaryDirectory(prefix="reading-") as scratch:
        encoder = SentenceEncoder()
        names = index_beir(found, Path(scratch), encoder)
        retriever = Retriever(Path(scratch), encoder)
        for identity, question in found.questions.items():
            right, answer = found.judgements[identity], wanted.get(identity)
            if answer:
                own = _candidates(question, retriever)
                held = [names[c.letter.id] in right and answer in c.text.casefold() for c in own]
                yield from _group(question, own, [float(one) for one in held])


def learned(sets: Sequence[tuple[float, Sequence[Group]]]) -> dict[str, float]:
    """Return the coefficients that make the answering sentences likeliest.

    The chance of a sentence is the softmax of its score among all of its question; the mean
    log-likelihood of each set is weighed, with a pull towards zero (ListNet, Cao et al. 2007).
    """
    from scipy.optimize import minimize

    every = np.concatenate([group.features for _, groups in sets for group in groups])
    spread = every.std(axis=0) + 1e-6

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = STRENGTH * float(weights @ weights), 2 * STRENGTH * weights
        for share, groups in sets:
            for group in groups:
                rows = group.features / spread
                scores = rows @ weights
                chances = np.exp(scores - scores.max())
                chances /= chances.sum()
                part = share / len(groups)
                total -= part * float(group.answers @ np.log(chances + 1e-12))
                slope = slope - part * (rows.T @ (group.answers - chances))
        return total, slope

    found = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B")
    return dict(zip(NAMES, (found.x / spread).round(3).tolist(), strict=True))


def _candidates(question: str, retriever: Retriever) -> list[Candidate]:
    return candidates(Asked.of(question, retriever), retriever.search(question, READ), retriever)


def _answers(question: Question, one: Candidate, spans: Sequence[tuple[str, int, int]]) -> float:
    """Return how many facts a sentence near the evidence holds."""
    near = any(
        one.letter.id == letter and one.start < end + AROUND and start - AROUND < one.end
        for letter, start, end in spans
    )
    return float(sum(fact_met(fact, one.text) for fact in question.facts)) if near else 0.0


def _group(question: str, found: Sequence[Candidate], answers: Sequence[float]) -> Iterator[Group]:
    total = sum(answers)
    if total:
        features = np.array([as_row(one.features) for one in found])
        yield Group(question, features, np.array(answers) / total)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was learned."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("own", type=Path, nargs="+", help="pairs of an index and its questions")
    parser.add_argument("--reading", type=Path, help="folder with short answers")
    given = parser.parse_args(arguments)
    pairs = zip(given.own[::2], given.own[1::2], strict=True)
    sets = [(1.0, [group for pair in pairs for group in own_groups(*pair)])]
    if given.reading:
        sets.append((SHARE_OF_READING, list(reading_groups(given.reading))))
    sys.stdout.write("[coefficients]\n")
    sys.stdout.writelines(f"{name} = {value}\n" for name, value in learned(sets).items())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
