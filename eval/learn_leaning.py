"""Learn whether a question leans on the one before it: ``python -m eval.learn_leaning TRAINING``.

The folder is that of ``../shared/training``: its dialogues say of each turn whether it leans, and
its other questions stand alone. The weights go into ``qa/leaning.json``; what they are worth on the
dev turns is printed.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa import leaning_features, leans

FILE = Path(__file__).parents[1] / "qa" / "leaning.json"
ALONE = 900  # questions that are asked alone, beside the turns
RARE = 2  # questions that a feature has to stand in
STRENGTH = 1.0  # of the penalty on weights (inverse); chosen by cross-validation on train


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, and whether it leans on one before it."""

    question: str
    leans: bool
    split: str


def turns(folder: Path) -> Iterator[Turn]:
    """Yield the turns of the dialogues, without small talk."""
    for line in (folder / "llm-e.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for turn in row["turns"]:
            if turn["kind"] != "talk":
                yield Turn(turn["question"], turn["leans"], turn.get("split") or row["split"])


def questions(folder: Path) -> list[Turn]:
    """Return questions of train that are asked alone."""
    found = []
    for file in sorted(folder.glob("llm-[abcdf].jsonl")):
        rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
        found += [Turn(row["question"], False, "train") for row in rows if row["split"] == "train"]
    return random.Random(1).sample(found, ALONE)


def learned(asked: Sequence[Turn]) -> dict[str, float]:
    """Return the weights by feature: logistic regression with an L2 penalty."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    found = [leaning_features(one.question) for one in asked]
    known = Counter(name for one in found for name in one)
    columns = DictVectorizer()
    rows = columns.fit_transform(
        [{name: v for name, v in one.items() if known[name] >= RARE} for one in found]
    )
    model = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced")
    model.fit(rows, [one.leans for one in asked])
    weights = dict(zip(columns.get_feature_names_out(), model.coef_[0].round(3), strict=True))
    return {"": round(float(model.intercept_[0]), 3)} | {
        k: float(v) for k, v in weights.items() if v
    }


def main(arguments: Sequence[str]) -> None:
    """Learn, write the weights, and print how many dev turns are told right."""
    folder = Path(arguments[0])
    every = list(turns(folder))
    train = [one for one in every if one.split == "train"]
    weights = learned([*train, *questions(folder)])
    FILE.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    dev = [one for one in every if one.split == "dev"]
    right = sum((leans(one.question) > 0.5) == one.leans for one in dev)
    print(f"{len(weights)} weights; {right} of {len(dev)} dev turns told right")


if __name__ == "__main__":
    main(sys.argv[1:])
