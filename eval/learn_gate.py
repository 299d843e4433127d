"""Learn when the letters answer a question, and how sure an answer is.

``python -m eval.learn_gate INDEX QUESTIONS [INDEX QUESTIONS ...] --far FOLDER [...]`` prints what
to put into ``qa/gate.toml``. The rule is learned on the questions of the splits ``dev`` and
``train``; the latter are there to learn from only, and hold more questions without an answer than
people ask, so that chances are fitted on ``dev`` alone. Compound questions are left out, as each
of their parts is judged by itself, and so are questions about a letter as such. Questions of sets
in BEIR layout about anything else, put to each index, show what a question is like that has nothing
to do with the letters; one of the sets should be of government as well.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.beir import read_beir
from eval.confidence import auroc
from eval.judging import COMPOUND, FAR
from eval.learn_sentences import learned as learned_sentences
from eval.learn_sentences import own_groups
from eval.matching import fact_met
from eval.questions import Question, read_questions
from index import Retriever
from qa import (
    SIGNALS,
    Asked,
    Candidate,
    about_letter,
    as_row,
    as_signal_row,
    candidates,
    compose,
    signals_of,
)

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
READ = 10  # passages
STRENGTH = 5.0  # of the pull towards zero
STRENGTH_OF_TWO = 2.0  # where only two numbers are weighed
FOLDS = 8
SEEDS = 5
MOST_FAR = 200  # questions of a set
TAKEN_FOR_FAR = 0.02  # of the questions about the letters
REFUSED = 0.05  # of the questions with an answer
FURTHEST = 5.0  # log-odds of the gate beyond which it is no surer
ABOUT = ("passage", "sentence", "maxsim", "held", "length")
"""The signals that tell what has nothing to do with the letters."""
RIGHT = ("coverage", "score", "lead")
"""The signals that tell whether the sentences found are those that answer."""
GATE = tuple(name for name in SIGNALS if name not in {*ABOUT[:-1], *RIGHT})


@dataclass(frozen=True, slots=True)
class Case:
    """A question: its signals, whether the letters answer it, and whether our answer is right.

    ``dev`` is false for a question that is there to learn from only.
    """

    signals: Sequence[float]
    answerable: bool
    right: bool
    dev: bool


@dataclass(frozen=True, slots=True)
class Fitted:
    """A logistic regression over raw signals: log-odds = bias + weights @ signals."""

    bias: float
    weights: Floats

    def scores(self, rows: Floats) -> Floats:
        """Return the log-odds of each row."""
        return np.asarray(self.bias + rows @ self.weights)


def unseen_weights(pairs: Sequence[tuple[Path, Path]]) -> dict[str, Floats]:
    """Return for each dev question what features count for, learned without that question.

    Whether an answer is right is told with them: those fitted to it are right too often.
    """
    groups = [group for pair in pairs for group in own_groups(*pair)]
    found: dict[str, Floats] = {}
    for fold in range(FOLDS):
        rest = [group for place, group in enumerate(groups) if place % FOLDS != fold]
        weights = np.array(list(learned_sentences([(1.0, rest)]).values()))
        found |= {group.question: weights for group in groups[fold::FOLDS]}
    return found


def cases_of(index: Path, questions: Path, unseen: Mapping[str, Floats]) -> Iterator[Case]:
    """Yield the questions of a set that may be learned from, with what is known about each."""
    retriever = Retriever(index)
    for question in read_questions(questions):
        hits = retriever.search(question.question, READ)
        about = about_letter(question.question, hits)
        far = question.kind == FAR
        if question.split not in ("dev", "train") or question.kind == COMPOUND or about or far:
            continue
        asked = Asked.of(question.question, retriever)
        found = candidates(asked, hits, retriever)
        signals = as_signal_row(signals_of(asked, hits, found))
        if (weights := unseen.get(question.question)) is not None:
            found = _ranked(found, weights)
        said = " ".join(one.text for one in compose(asked, found))
        right = _right(question, said)
        yield Case(signals, question.answerable, right, question.split == "dev")


def far_signals(index: Path, folder: Path) -> Iterator[Sequence[float]]:
    """Yield the signals of questions about anything else, every so many of a set."""
    retriever = Retriever(index)
    questions = list(read_beir(folder).questions.values())
    for question in questions[:: max(1, len(questions) // MOST_FAR)]:
        hits = retriever.search(question, READ)
        asked = Asked.of(question, retriever)
        yield as_signal_row(signals_of(asked, hits, candidates(asked, hits, retriever)))


def fitted(rows: Floats, true: Flags, strength: float = STRENGTH) -> Fitted:
    """Return the logistic regression of a truth on signals, with a pull towards zero (ridge)."""
    from scipy.optimize import minimize

    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled, signs = (rows - middle) / spread, np.where(true, 1.0, -1.0)

    def loss(given: Floats) -> tuple[float, Floats]:
        margins = signs * (given[0] + scaled @ given[1:])
        pull = signs / (1 + np.exp(margins))
        slope = np.concatenate([[-pull.sum()], -scaled.T @ pull + strength * given[1:]])
        total = np.logaddexp(0, -margins).sum() + strength / 2 * (given[1:] @ given[1:])
        return float(total), slope

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = found[1:] / spread
    return Fitted(float(found[0] - middle @ weights), weights)


def unseen_scores(rows: Floats, true: Flags, seed: int, learn: Flags | None = None) -> Floats:
    """Return for each row the log-odds of a regression that did not see it (cross-validation).

    ``learn`` tells which rows may be learned from; all, when it is not given.
    """
    order = np.random.default_rng(seed).permutation(len(rows))
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        rest = np.setdiff1d(order, out)
        kept = rest if learn is None else rest[learn[rest]]
        scores[out] = fitted(rows[kept], true[kept]).scores(rows[out])
    return scores


def learned(cases: Sequence[Case], far: Floats) -> dict[str, dict[str, float]]:
    """Return the rules and limits, by name."""
    rows = np.array([case.signals for case in cases])
    answerable = np.array([case.answerable for case in cases])
    right, dev = (np.array([getattr(case, name) for case in cases]) for name in ("right", "dev"))
    unseen = unseen_of(_columns(rows, GATE), answerable)
    about = fitted(
        _columns(np.concatenate([rows, far]), ABOUT), np.arange(len(rows) + len(far)) < len(rows)
    )
    unseen_right = unseen_of(_columns(rows, RIGHT), right, answerable)
    both = np.stack([np.clip(unseen, -FURTHEST, FURTHEST), unseen_right], axis=1)
    sure = fitted(both[dev], right[dev], STRENGTH_OF_TWO)
    near = about.scores(_columns(rows, ABOUT))
    return {
        "about": _rule(about, ABOUT),
        "gate": _rule(fitted(_columns(rows, GATE), answerable), GATE),
        "right": _rule(fitted(_columns(rows[answerable], RIGHT), right[answerable]), RIGHT),
        "limits": {
            "about_from": float(np.quantile(near, TAKEN_FOR_FAR)),
            "answers_from": float(np.quantile(unseen[answerable], REFUSED)),
            "gate_counts": float(sure.weights[0]),
            "right_counts": float(sure.weights[1]),
            "bias": sure.bias,
        },
    }


def unseen_of(rows: Floats, true: Flags, learn: Flags | None = None) -> Floats:
    """Return the log-odds of each row by regressions that did not see it, mean over seeds."""
    return np.asarray(np.mean([unseen_scores(rows, true, s, learn) for s in range(SEEDS)], axis=0))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was learned from pairs of an index folder and a question set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("own", type=Path, nargs="+", help="an index and its questions, in turn")
    parser.add_argument("--far", type=Path, nargs="+", required=True, help="BEIR folders")
    given = parser.parse_args(arguments)
    pairs = list(zip(given.own[::2], given.own[1::2], strict=True))
    unseen = unseen_weights(pairs)
    cases = [case for pair in pairs for case in cases_of(*pair, unseen)]
    indexes = dict.fromkeys(index for index, _ in pairs)
    places = [(index, folder) for index in indexes for folder in given.far]
    far = np.array([row for place in places for row in far_signals(*place)])
    for name, values in learned(cases, far).items():
        sys.stdout.write(f"[{name}]\n")
        sys.stdout.writelines(f"{key} = {value:.3f}\n" for key, value in values.items())
    sys.stdout.write(f"# {_told(cases)}\n")
    return 0


def _columns(rows: Floats, names: Sequence[str]) -> Floats:
    return rows[:, [SIGNALS.index(name) for name in names]]


def _rule(found: Fitted, names: Sequence[str]) -> dict[str, float]:
    return dict(zip(names, found.weights.tolist(), strict=True)) | {"bias": found.bias}


def _told(cases: Sequence[Case]) -> str:
    """Return how well the gate does on questions that it did not see."""
    rows = np.array([case.signals for case in cases])
    answerable = np.array([case.answerable for case in cases])
    dev = np.array([case.dev for case in cases])
    unseen = unseen_of(_columns(rows, GATE), answerable)
    limit = np.quantile(unseen[answerable], REFUSED)
    parts = []
    for name, chosen in (("all", dev | ~dev), ("dev", dev)):
        yes, no = unseen[chosen & answerable], unseen[chosen & ~answerable]
        parts.append(
            f"{name} {len(yes)}+{len(no)}: AUROC {auroc(yes.tolist(), no.tolist()):.3f}, refused "
            f"{np.mean(no < limit):.2f} of those without and {np.mean(yes < limit):.2f} of those "
            "with an answer"
        )
    return "; ".join(parts)


def _ranked(found: Sequence[Candidate], weights: Floats) -> list[Candidate]:
    scored = [replace(one, score=float(weights @ as_row(one.features))) for one in found]
    return sorted(scored, key=lambda one: -one.score)


def _right(question: Question, said: str) -> bool:
    return question.answerable and all(fact_met(fact, said) for fact in question.facts)


if __name__ == "__main__":
    raise SystemExit(main())
