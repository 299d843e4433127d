"""Whether commitments are found: ``python -m eval.commitments INDEX``.

``questions/commitments.jsonl`` lists for each of the five real letters the commitments in it, each
by some words of its sentence, with the recipient and the last day when the sentence says so.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus import Letter
from eval.matching import holds
from eval.statistics import wilson
from index import Retriever
from qa import Commitment, commitments

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """Commitments found in letters, beside those that are there."""

    right: Sequence[Commitment]
    wrong: Sequence[Commitment]
    missed: Sequence[str]
    deadlines: int
    of_deadlines: int

    def told(self) -> str:
        """Return precision and recall with their intervals of 95 % (Wilson), and the deadlines."""
        found, there = len(self.right) + len(self.wrong), len(self.right) + len(self.missed)
        return (
            f"precision {_share(len(self.right), found)}, recall {_share(len(self.right), there)}, "
            f"deadlines {_share(self.deadlines, self.of_deadlines)}"
        )


def read_gold() -> list[Row]:
    """Return one row for each letter."""
    text = files("eval").joinpath("questions/commitments.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def judged(rows: Sequence[Row], letters: Mapping[str, Letter]) -> Found:
    """Return what was found in the letters of some rows."""
    right: list[Commitment] = []
    wrong: list[Commitment] = []
    missed: list[str] = []
    dated, deadlines = 0, 0
    for row in rows:
        found = commitments([letters[row["letter"]]])
        wanted = {one["contains"]: one for one in row["commitments"]}
        met = {words: _holding(words, found) for words in wanted}
        missed += [words for words, own in met.items() if own is None]
        known = [own for own in met.values() if own is not None]
        right += known
        wrong += [one for one in found if one not in known]
        for words, own in met.items():
            if own and (day := wanted[words]["deadline"]):
                deadlines += 1
                dated += bool(own.deadline and own.deadline.last.isoformat() == day)
    return Found(right, wrong, missed, dated, deadlines)


def main(arguments: Sequence[str]) -> None:
    """Print the figures of each split and of all letters, and what was wrong or missed."""
    letters = {letter.id: letter for letter in Retriever(Path(arguments[0])).letters()}
    rows = read_gold()
    for split in ("dev", "test", ""):
        found = judged([row for row in rows if split in ("", row["split"])], letters)
        print(f"{split or 'all'}: {found.told()}")
        if split:
            for one in found.wrong:
                print(f"  wrong: {' '.join(one.citation.quote.split())[:160]}")
            for words in found.missed:
                print(f"  missed: {words}")


def _holding(words: str, found: Sequence[Commitment]) -> Commitment | None:
    return next((one for one in found if holds(one.citation.quote, words)), None)


def _share(part: int, whole: int) -> str:
    if not whole:
        return "-"
    low, high = wilson(part, whole)
    return f"{part / whole:.2f} [{low:.2f}-{high:.2f}] ({part} of {whole})"


if __name__ == "__main__":
    main(sys.argv[1:])
