"""Learn whether a turn leans on those before it, and whether it is small talk.

``python -m eval.learning.turn_kind TRAINING`` reads the folder that is ``../shared/training``: its
dialogues say of each turn whether it leans, and its other questions stand alone. Our own dialogues
and small talk (``eval/learn_reader/data``) count as well. The weights go into ``qa/leaning.json``;
what they are worth on the dev turns, and on a fifth of the small talk, is printed; after that the
fifth is learned as well.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from qa import leaning_features, leans, talks, with_unknown_words

FILE = Path(__file__).parents[2] / "qa" / "leaning.json"
OWN = Path(__file__).parents[1] / "learn_reader" / "data"
ALONE = 900  # questions that are asked alone, beside the turns
RARE = 2  # turns that a feature has to stand in
STRENGTH = 1.0  # of the penalty on weights (inverse); chosen by cross-validation on train
FIFTH = 5
KEYWORDS, SHORTEST = 400, 5  # searches of one or two nouns, of so many letters


@dataclass(frozen=True, slots=True)
class Turn:
    """What someone says, whether it leans on what was said before, and whether it asks nothing."""

    text: str
    leans: bool
    talk: bool
    split: str


def turns(file: Path) -> Iterator[Turn]:
    """Yield the turns of the dialogues in a file."""
    for row in _rows(file):
        for turn in row["turns"]:
            split = turn.get("split") or row["split"]
            yield Turn(turn["question"], turn["leans"], turn["kind"] == "talk", split)


def questions(folder: Path) -> list[Turn]:
    """Return questions of train that are asked alone."""
    rows = [row for file in sorted(folder.glob("llm-[abcdf].jsonl")) for row in _rows(file)]
    found = [
        Turn(row["question"], False, False, "train") for row in rows if row["split"] == "train"
    ]
    return random.Random(1).sample(found, ALONE)


def small_talk(file: Path) -> list[Turn]:
    """Return small talk, and what looks like it and asks something; a fifth is dev."""
    return [
        Turn(row["text"], False, row["talk"], "train" if place % FIFTH else "dev")
        for place, row in enumerate(_rows(file))
    ]


def keywords() -> list[Turn]:
    """Return nouns, one or two together, as people type them into a search box."""
    chance = random.Random(1)
    known = files("index.dutch").joinpath("nouns.txt").read_text(encoding="utf-8").split()
    nouns = [one for one in known if len(one) >= SHORTEST]
    return [
        Turn(" ".join(chance.sample(nouns, chance.randint(1, 2))), False, False, "train")
        for _ in range(KEYWORDS)
    ]


def learned(texts: Sequence[str], right: Sequence[bool]) -> dict[str, float]:
    """Return the weights by feature: logistic regression with an L2 penalty."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    found = [leaning_features(one) for one in texts]
    count = Counter(name for one in found for name in one)
    known = {name for name, times in count.items() if times >= RARE}
    columns = DictVectorizer()
    rows = columns.fit_transform([with_unknown_words(one, known) for one in found])
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(rows, right)
    weights = dict(zip(columns.get_feature_names_out(), model.coef_[0].round(3), strict=True))
    return {"": round(float(model.intercept_[0]), 3)} | {k: float(v) for k, v in weights.items()}


def main(arguments: Sequence[str]) -> None:
    """Learn, write the weights, and print how many dev turns are told right."""
    folder = Path(arguments[0])
    shared = list(turns(folder / "llm-e.jsonl"))
    own = [one for file in sorted(OWN.glob("dialogues-*.jsonl")) for one in turns(file)]
    said = small_talk(OWN / "smalltalk.jsonl")
    every = [*shared, *own, *questions(folder), *said]
    train = [one for one in every if one.split == "train"]
    asked = [one for one in train if not one.talk and one not in said]
    leaning_weights = learned([one.text for one in asked], [one.leans for one in asked])
    _write(leaning_weights, [*train, *keywords()])
    dev = [one for one in [*shared, *said] if one.split == "dev"]
    leaning = [(leans(one.text), one.leans) for one in dev if one in shared and not one.talk]
    talking = [(talks(one.text), one.talk) for one in dev]
    for name, told in (("whether they lean", leaning), ("whether they are small talk", talking)):
        right = sum((chance > 0.5) == truth for chance, truth in told)
        print(f"dev turns, {name}: {right} of {len(told)} told right")
    _write(leaning_weights, [*train, *(one for one in said if one in dev), *keywords()])


def _write(leaning: dict[str, float], talk: Sequence[Turn]) -> None:
    """Learn what is small talk from these, and write the weights of both."""
    weights = {
        "leans": leaning,
        "talk": learned([one.text for one in talk], [one.talk for one in talk]),
    }
    FILE.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


if __name__ == "__main__":
    main(sys.argv[1:])
