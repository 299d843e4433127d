"""Whether the newest position leads: ``python -m eval.newest``.

Each of the pairs in ``questions/newest.jsonl`` is two fictional letters. Where ``newer`` is true,
both speak of the matter, and the newer one has to be cited first, the older one to be history.
Elsewhere the newer letter speaks of something else, or is of another municipality: the older one
has to lead, without a warning. Every question is also asked as things stood between the two
letters: then the older one leads. And it is asked by the year of the older letter: then that one
leads, and a warning names the newer letter.

The ``wording`` of a pair tells whether the sentences of its two letters are ``alike`` but for what
changed, or say it in ``other`` words, among sentences on the same matter.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus import LetterDate
from eval.statistics import wilson
from index import Encoder, Filter, Retriever, SentenceEncoder, build_index
from qa import Answer, answer

FILLER = (
    "In deze brief leest u wat wij doen en waarom. Wij hebben hierover met inwoners gesproken. "
    "De raad heeft om deze informatie gevraagd. Over de uitvoering overleggen wij met aanbieders."
)
Pair = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often it went right, out of how many."""

    right: int
    of: int

    def told(self) -> str:
        """Return the share with its interval of 95 % (Wilson)."""
        low, high = wilson(self.right, self.of)
        return f"{self.right / self.of:.2f} [{low:.2f}-{high:.2f}] ({self.right} of {self.of})"


WORDINGS = ("alike", "other")


def read_pairs(split: str) -> list[Pair]:
    """Return the pairs of a split, of both wordings."""
    text = files("eval").joinpath("questions/newest.jsonl").read_text(encoding="utf-8")
    return [one for one in map(json.loads, text.splitlines()) if one["split"] == split]


def write_letters(pairs: Sequence[Pair], folder: Path) -> None:
    """Write two letters for each pair; the name of the file tells the pair and which it is."""
    for pair in pairs:
        for side in ("old", "new"):
            own = pair[side]
            text = (
                f"Datum {own['date']}\nBetreft {pair['subject']}\n\nGeachte leden,\n\n"
                f"{FILLER} {own['sentence']} Wij houden u op de hoogte.\n\n"
                f"Hoogachtend,\n\n{own['sender']}\n"
            )
            file = folder / f"{pair['id']}-{side}.txt"
            file.write_text(text, encoding="utf-8")
            facts = {"sender": own["sender"], "level": _level(own["sender"])}
            file.with_suffix(".meta.json").write_text(json.dumps(facts), encoding="utf-8")


def measured(pairs: Sequence[Pair], retriever: Retriever) -> dict[str, Counts]:
    """Return what came of all pairs, by what was looked at."""
    both = [one for one in pairs if one["newer"]]
    alone = [one for one in pairs if not one["newer"]]
    now = {one["id"]: answer(one["question"], retriever) for one in pairs}
    then = {
        one["id"]: answer(one["question"], retriever, Filter.as_of(_between(one))) for one in pairs
    }
    year = {one["id"]: answer(_of_year(one), retriever) for one in pairs}
    warned = [one for one in pairs if _warns(year[one["id"]], one)]
    return {
        "newest cited first": _counted(both, lambda one: _leads(now[one["id"]], one, "new")),
        "older one is history": _counted(both, lambda one: _is_history(now[one["id"]], one)),
        "older one leads where nothing is newer": _counted(
            alone, lambda one: _leads(now[one["id"]], one, "old")
        ),
        "as of a day between": _counted(pairs, lambda one: _leads(then[one["id"]], one, "old")),
        "by the year of the older": _counted(
            pairs, lambda one: _leads(year[one["id"]], one, "old")
        ),
        "warnings, precision": _counted(warned, lambda one: bool(one["newer"])),
        "warnings, recall": _counted(both, lambda one: one in warned),
    }


def measure(split: str, encoder: Encoder) -> dict[str, dict[str, Counts]]:
    """Return what came of a split by wording, in one index of its own."""
    with TemporaryDirectory(prefix="newest-") as scratch:
        folder = Path(scratch, "letters")
        folder.mkdir()
        pairs = read_pairs(split)
        write_letters(pairs, folder)
        build_index([folder], Path(scratch, "index"), encoder)
        retriever = Retriever(Path(scratch, "index"), encoder)
        return {
            wording: measured([one for one in pairs if one["wording"] == wording], retriever)
            for wording in WORDINGS
        }


def main() -> int:
    """Print the figures of both splits."""
    encoder = SentenceEncoder()
    for split in ("dev", "test"):
        for wording, found in measure(split, encoder).items():
            for name, counts in found.items():
                sys.stdout.write(f"{split}, {wording} words: {name}: {counts.told()}\n")
    return 0


def _counted(pairs: Sequence[Pair], right: Callable[[Pair], bool]) -> Counts:
    return Counts(sum(map(right, pairs)), max(len(pairs), 1))


def _leads(found: Answer, pair: Pair, side: str) -> bool:
    return bool(found.citations) and found.citations[0].letter.id == f"{pair['id']}-{side}"


def _is_history(found: Answer, pair: Pair) -> bool:
    letters = {citation.letter.id for one in found.history for citation in one.citations}
    return f"{pair['id']}-old" in letters


def _warns(found: Answer, pair: Pair) -> bool:
    letters = {one.letter.id for one in found.warnings if one.kind == "newer_letter" and one.letter}
    return f"{pair['id']}-new" in letters


def _of_year(pair: Pair) -> str:
    return f"{pair['question'].rstrip('?')} in {pair['old']['date'].split()[-1]}?"


def _between(pair: Pair) -> date:
    """Return the day before the newer letter."""
    day, month, year = pair["new"]["date"].split()
    number = next(n for n in range(1, 13) if LetterDate(1, n).in_words().split()[0] == month)
    return date(int(year), number, int(day)) - timedelta(days=1)


def _level(sender: str) -> str:
    return "rijk" if "staatssecretaris" in sender else "gemeente"


if __name__ == "__main__":
    raise SystemExit(main())
