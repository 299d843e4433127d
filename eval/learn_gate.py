"""Learn when the letters answer a question, and how sure an answer is.

``python -m eval.learn_gate INDEX QUESTIONS [INDEX QUESTIONS ...] --far FOLDER`` prints what to put
into ``qa/gate.toml``, learned on the dev questions. Compound questions are left out, as each of
their parts is judged by itself, and so are questions about a letter as such. The questions of a set
in BEIR layout about anything else, put to the first index, show what a question is like that has
nothing to do with the letters.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.beir import read_beir
from eval.judging import FAR
from eval.matching import fact_met
from eval.questions import Question, read_questions
from index import Retriever
from qa import Asked, Signals, about_letter, as_signal_row, candidates, compose, signals_of

Floats = NDArray[np.float64]
READ = 10  # passages
STRENGTH = 2.0  # of the pull towards zero
FOLDS = 8
SEEDS = 5
MOST_FAR = 400  # questions
TAKEN_FOR_FAR = 0.01  # of the questions about the letters
ABOUT = ("passage", "sentence", "words", "coverage")
"""The signals that tell what has nothing to do with the letters."""
WEIGHT_OF_REFUSAL = 2  # a good question refused weighs as much as two wrong ones answered
LEFT_OUT = "compound"
NAMES = tuple(field.name for field in fields(Signals))


@dataclass(frozen=True, slots=True)
class Case:
    """A question: its signals, whether the letters answer it, and whether our answer is right."""

    signals: Sequence[float]
    answerable: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Fitted:
    """A logistic regression over raw signals: log-odds = bias + weights @ signals."""

    bias: float
    weights: Floats

    def scores(self, rows: Floats) -> Floats:
        """Return the log-odds of each row."""
        return np.asarray(self.bias + rows @ self.weights)


def cases_of(index: Path, questions: Path) -> Iterator[Case]:
    """Yield the dev questions of a set with what is known about each."""
    retriever = Retriever(index)
    for question in read_questions(questions):
        hits = retriever.search(question.question, READ)
        about = about_letter(question.question, hits)
        far = question.kind == FAR
        if question.split != "dev" or question.kind == LEFT_OUT or about or far:
            continue
        asked = Asked.of(question.question, retriever)
        found = candidates(asked, hits, retriever)
        said = " ".join(one.text for one in compose(asked, found))
        signals = as_signal_row(signals_of(asked, hits, found))
        yield Case(signals, question.answerable, _right(question, said))


def far_signals(index: Path, folder: Path) -> Iterator[Sequence[float]]:
    """Yield the signals of questions about anything else, every so many of a set."""
    retriever = Retriever(index)
    questions = list(read_beir(folder).questions.values())
    for question in questions[:: max(1, len(questions) // MOST_FAR)]:
        hits = retriever.search(question, READ)
        asked = Asked.of(question, retriever)
        yield as_signal_row(signals_of(asked, hits, candidates(asked, hits, retriever)))


def fitted(rows: Floats, true: NDArray[np.bool_]) -> Fitted:
    """Return the logistic regression of a truth on signals, with a pull towards zero (ridge)."""
    from scipy.optimize import minimize

    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled, signs = (rows - middle) / spread, np.where(true, 1.0, -1.0)

    def loss(given: Floats) -> tuple[float, Floats]:
        margins = signs * (given[0] + scaled @ given[1:])
        pull = signs / (1 + np.exp(margins))
        slope = np.concatenate([[-pull.sum()], -scaled.T @ pull + STRENGTH * given[1:]])
        total = np.logaddexp(0, -margins).sum() + STRENGTH / 2 * (given[1:] @ given[1:])
        return float(total), slope

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = found[1:] / spread
    return Fitted(float(found[0] - middle @ weights), weights)


def unseen_scores(rows: Floats, true: NDArray[np.bool_], seed: int) -> Floats:
    """Return for each row the log-odds of a regression that did not see it (cross-validation)."""
    order = np.random.default_rng(seed).permutation(len(rows))
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        rest = np.setdiff1d(order, out)
        scores[out] = fitted(rows[rest], true[rest]).scores(rows[out])
    return scores


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was learned from pairs of an index folder and a question set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("own", type=Path, nargs="+", help="pairs of an index and its questions")
    parser.add_argument("--far", type=Path, required=True, help="questions about anything else")
    given = parser.parse_args(arguments)
    pairs: list[Path] = given.own
    found = [c for pair in zip(pairs[::2], pairs[1::2], strict=True) for c in cases_of(*pair)]
    rows = np.array([case.signals for case in found])
    answerable = np.array([case.answerable for case in found])
    unseen = np.mean([unseen_scores(rows, answerable, seed) for seed in range(SEEDS)], axis=0)
    gate = fitted(rows, answerable)
    sure = fitted(unseen[:, None], np.array([case.right for case in found]))
    lines = [
        "[about]",
        *_about(rows[:, [NAMES.index(name) for name in ABOUT]], pairs[0], given.far),
        "[gate]",
        *(f"{name} = {value:.3f}" for name, value in zip(NAMES, gate.weights, strict=True)),
        f"bias = {gate.bias:.3f}",
        f"answers_from = {_limit(unseen, answerable):.2f}",
        "[confidence]",
        f"slope = {sure.weights[0]:.3f}",
        f"offset = {sure.bias:.3f}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.write(f"# {len(found)} questions; {_told(unseen, answerable)}\n")
    return 0


def _about(near: Floats, index: Path, folder: Path) -> list[str]:
    """Return the lines of the regression that tells questions about the letters from others."""
    places = [NAMES.index(name) for name in ABOUT]
    far = np.array(list(far_signals(index, folder)))[:, places]
    rows, true = np.concatenate([near, far]), np.arange(len(near) + len(far)) < len(near)
    found = fitted(rows, true)
    limit = float(np.quantile(found.scores(near), TAKEN_FOR_FAR))
    passed = float((found.scores(far) >= limit).mean())
    sys.stderr.write(f"{len(far)} other questions, of which {passed:.3f} pass\n")
    weights = [f"{name} = {value:.3f}" for name, value in zip(ABOUT, found.weights, strict=True)]
    return [*weights, f"bias = {found.bias:.3f}", f"answers_from = {limit:.2f}"]


def _limit(scores: Floats, answerable: NDArray[np.bool_]) -> float:
    """Return from which log-odds to answer: refusals are weighed against each other."""

    def gain(limit: float) -> float:
        refused = scores < limit
        wrong = refused[answerable].mean()
        return float(refused[~answerable].mean() - WEIGHT_OF_REFUSAL * wrong)

    limits: list[float] = sorted(scores.tolist())
    return max(limits, key=gain)


def _told(unseen: Floats, answerable: NDArray[np.bool_]) -> str:
    from eval.confidence import auroc

    area = auroc(unseen[answerable].tolist(), unseen[~answerable].tolist())
    return f"AUROC of unseen ones {area:.3f}"


def _right(question: Question, said: str) -> bool:
    return question.answerable and all(fact_met(fact, said) for fact in question.facts)


if __name__ == "__main__":
    raise SystemExit(main())
