from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from corpus import Letter, find_files, read_letters
from eval.learn_gate import (
    ABOUT,
    GATE,
    RIGHT,
    Case,
    fitted,
    learned,
    unseen_scores,
)
from eval.matching import fact_met, holds
from eval.questions import read_questions
from index import content_lemmas
from qa import SIGNALS

LETTERS = Path(__file__).parents[2] / "shared" / "letters"
QUESTIONS = Path(str(files("eval"))) / "questions"
EXAMPLES = Path(str(files("corpus.examples"))) / "questions.jsonl"
ALIKE = 0.6  # of the words that carry meaning

GENERATOR = np.random.default_rng(0)


def case(answerable: bool, right: bool, dev: bool = True) -> Case:
    signals = dict.fromkeys(SIGNALS, 0.0)
    signals |= {"passage": 0.9 + 0.01 * GENERATOR.random(), "maxsim": 0.85}
    signals["years"] = float(not answerable)
    signals["lead"] = 3.0 * right + GENERATOR.random()
    return Case([signals[name] for name in SIGNALS], answerable, right, dev)


def test_a_regression_by_hand() -> None:
    # one flag, true for three of four: the log-odds of 3/4 when nothing pulls to zero
    rows = np.array([[1.0], [1.0], [1.0], [1.0], [0.0], [0.0]])
    true = np.array([True, True, True, False, True, False])
    found = fitted(rows, true, strength=1e-6)
    assert found.scores(np.array([[1.0]]))[0] == pytest.approx(np.log(3), abs=1e-2)
    assert found.scores(np.array([[0.0]]))[0] == pytest.approx(0, abs=1e-2)
    pulled = fitted(rows, true, strength=100.0)
    assert abs(pulled.weights[0]) < abs(found.weights[0]) / 5


def test_a_row_is_scored_by_a_regression_that_did_not_see_it() -> None:
    rows = GENERATOR.random((40, 3))
    chance = GENERATOR.random(40) < 0.5  # nothing to learn
    unseen = unseen_scores(rows, chance, seed=0)
    changed = chance.copy()
    changed[0] = not changed[0]
    assert unseen_scores(rows, changed, seed=0)[0] == pytest.approx(unseen[0])


def test_what_is_learned_puts_the_limit_below_most_questions_with_an_answer() -> None:
    cases = [case(True, right=place % 4 > 0) for place in range(60)]
    cases += [case(False, right=False, dev=place % 2 > 0) for place in range(40)]
    far = np.zeros((30, len(SIGNALS)))
    found = learned(cases, far)
    assert found["gate"]["years"] < 0 < found["right"]["lead"]
    assert found["limits"]["gate_counts"] > 0 < found["limits"]["right_counts"]
    assert found["limits"]["answers_from"] > found["gate"]["bias"] + found["gate"]["years"]


def test_the_file_holds_what_is_learned() -> None:
    read = tomllib.loads(files("qa").joinpath("gate.toml").read_text(encoding="utf-8"))
    for name, signals in (("about", ABOUT), ("gate", GATE), ("right", RIGHT)):
        assert tuple(read[name]) == (*signals, "bias")
    assert {*ABOUT, *RIGHT, *GATE} == set(SIGNALS)


def test_questions_to_learn_from_are_kept_apart() -> None:
    found = read_questions(QUESTIONS / "gate.jsonl")
    assert {one.split for one in found} == {"train"}
    assert Counter(one.answerable for one in found) == {False: 132, True: 109}
    asked = [set(content_lemmas(one.question)) for one in found]
    for path in (QUESTIONS / "wmo.jsonl", EXAMPLES):
        for one in read_questions(path):
            words = set(content_lemmas(one.question))
            assert all(len(words & own) < ALIKE * len(words | own) for own in asked), one.id


@pytest.mark.letters
@pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not here")
def test_answers_to_learn_from_stand_in_the_letters() -> None:
    read = [letter for _, letter in read_letters(find_files([LETTERS]))]
    texts = {letter.id: letter.text for letter in read if isinstance(letter, Letter)}
    for one in read_questions(QUESTIONS / "gate.jsonl"):
        for evidence in one.evidence:
            text = texts[evidence.letter]
            assert all(holds(text, wanted) for wanted in evidence.contains), one.id
            assert all(fact_met(fact, text) for fact in one.facts), one.id
