"""Whether commitments are found: ``python -m eval.commitments LETTERS [MORE] [--index INDEX]``.

``questions/commitments.jsonl`` lists for each of some real letters the commitments in it, each by
some words of its sentence, with the recipient and the last day when the sentence says so. With an
index of the letters it is also measured whether later letters are named that speak of the matter.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus import Letter, find_files, read_letters
from eval.measures.matching import holds
from eval.statistics import wilson
from index import Retriever
from qa import Commitment, commitments, followed

Row = Mapping[str, Any]
Pair = tuple[Mapping[str, Any], Commitment]
"""A commitment of the list and the one that was found."""


@dataclass(frozen=True, slots=True)
class Found:
    """Commitments found in letters, beside those that are there."""

    right: Sequence[Pair]
    wrong: Sequence[Commitment]
    missed: Sequence[str]

    def told(self) -> str:
        """Return the shares with their intervals of 95 % (Wilson)."""
        right, found = len(self.right), len(self.right) + len(self.wrong)
        dated = [
            own.deadline is not None and own.deadline.last.isoformat() == one["deadline"]
            for one, own in self.right
            if one["deadline"]
        ]
        dateless = [own.deadline is None for one, own in self.right if not one["deadline"]]
        to = [own.recipient == one["recipient"] for one, own in self.right]
        return (
            f"precision {_share(right, found)}, recall {_share(right, right + len(self.missed))}, "
            f"last day {_share(sum(dated), len(dated))}, "
            f"no day where none is named {_share(sum(dateless), len(dateless))}, "
            f"recipient {_share(sum(to), len(to))}"
        )


def read_gold() -> list[Row]:
    """Return one row for each letter."""
    text = files("eval").joinpath("questions/commitments.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def judged(rows: Sequence[Row], letters: Mapping[str, Letter]) -> Found:
    """Return what was found in the letters of some rows; rows of other letters do not count."""
    right: list[Pair] = []
    wrong: list[Commitment] = []
    missed: list[str] = []
    for row in rows:
        if row["letter"] not in letters:
            continue
        found = commitments([letters[row["letter"]]])
        pairs = [(one, _holding(one["contains"], found)) for one in row["commitments"]]
        missed += [one["contains"] for one, own in pairs if own is None]
        right += [(one, own) for one, own in pairs if own is not None]
        known = [own for _, own in pairs]
        wrong += [one for one in found if one not in known]
    return Found(right, wrong, missed)


def told_followed(pairs: Sequence[Pair], retriever: Retriever) -> str:
    """Return precision and recall of the later letters that are named."""
    named = followed([own for _, own in pairs], retriever)
    spoken = [bool(one["followed"]) for one, _ in pairs]
    both = sum(bool(one.followed) and true for one, true in zip(named, spoken, strict=True))
    found = sum(bool(one.followed) for one in named)
    return f"later letter: precision {_share(both, found)}, recall {_share(both, sum(spoken))}"


def read(folders: Sequence[Path], rows: Sequence[Row]) -> dict[str, Letter]:
    """Return the letters of the rows that are in some folders, by id."""
    wanted = {row["letter"] for row in rows}
    paths = {path.stem.lower(): path for path in find_files(folders)}
    found = read_letters([path for stem, path in paths.items() if stem in wanted])
    return {letter.id: letter for _, letter in found if isinstance(letter, Letter)}


def main() -> None:
    """Print the figures of each split, and what was wrong or missed."""
    command = argparse.ArgumentParser(prog="python -m eval.commitments", description=__doc__)
    command.add_argument("folders", type=Path, nargs="+", help="where the letters are")
    command.add_argument("--index", type=Path, help="index of the letters")
    given = command.parse_args()
    rows = read_gold()
    letters = read(given.folders, rows)
    retriever = Retriever(given.index) if given.index else None
    for name, splits in (("dev", ("dev",)), ("test", ("test",)), ("five", ("dev", "test")),
                         ("unseen", ("unseen",))):  # fmt: skip
        found = judged([row for row in rows if row["split"] in splits], letters)
        print(f"{name}: {found.told()}")
        if retriever and name != "unseen":
            print(f"  {told_followed(found.right, retriever)}")
        for one in found.wrong if name != "five" else ():
            print(f"  wrong: {' '.join(one.citation.quote.split())[:160]}")
        for words in found.missed if name != "five" else ():
            print(f"  missed: {words}")


def _holding(words: str, found: Sequence[Commitment]) -> Commitment | None:
    return next((one for one in found if holds(one.citation.quote, words)), None)


def _share(part: int, whole: int) -> str:
    if not whole:
        return "-"
    low, high = wilson(part, whole)
    return f"{part / whole:.2f} [{low:.2f}-{high:.2f}] ({part} of {whole})"


if __name__ == "__main__":
    main()
