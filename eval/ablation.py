"""What each part of the search adds: every part switched off once, on every question set.

``python -m eval.ablation INDEX QUESTIONS [BEIR_FOLDER ...]`` prints nDCG@10 on the test split of
the question set and on whole sets in BEIR layout, and how it changes without each part.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import Passage
from eval.measures.matching import relevant
from eval.measures.ranking import Judgements, score_rankings
from eval.question_set import read_questions
from eval.sets.beir import index_beir, read_beir
from eval.statistics import Cluster, cluster_means
from eval.systems.sharing import RememberingEncoder
from index import PARTS, WAYS, Encoder, Retriever, SentenceEncoder

MEASURE = "ndcg@10"
DEEP = 30  # passages, of which the documents are the first ten
Change = tuple[float, float, float]
"""A mean difference with the ends of its 95 % interval."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A question set with its index; ``named`` is what the judgements call a passage."""

    name: str
    folder: Path
    encoder: Encoder
    questions: Mapping[str, str]
    judgements: Judgements
    named: Callable[[Passage], str]


def scores(found: Measured, off: Collection[str] = ()) -> dict[str, float]:
    """Return nDCG@10 of every question, in [0, 1], with parts of the search switched off."""
    retriever = Retriever(found.folder, found.encoder, off=off)
    rankings = {}
    for identity, question in found.questions.items():
        hits = retriever.search(question, DEEP)
        rankings[identity] = list(dict.fromkeys(found.named(hit.passage) for hit in hits))
    rows = score_rankings(found.judgements, rankings)
    return {identity: row[MEASURE].gained for identity, row in rows.items()}


def change(whole: Mapping[str, float], without: Mapping[str, float]) -> Change:
    """Return how the mean changes, with the interval of the paired differences (bootstrap)."""
    moved = [without[one] - whole[one] for one in whole]
    clusters = [Cluster("", one) for one in whole]
    return sum(moved) / len(moved), *cluster_means(moved, [1] * len(moved), clusters)


def own_set(folder: Path, questions: Path) -> Measured:
    """Return the test split of a question set over an index."""
    retriever = Retriever(folder)
    asked = [one for one in read_questions(questions) if one.answerable and one.split == "test"]
    passages = list(retriever.passages())
    judged = {
        one.id: {passage.id: 1 for passage in passages if relevant(one, passage)} for one in asked
    }
    return Measured(
        questions.stem,
        folder,
        RememberingEncoder(retriever.encoder),
        {one.id: one.question for one in asked},
        judged,
        lambda passage: passage.id,
    )


def beir_set(source: Path, folder: Path) -> Measured:
    """Return a set in BEIR layout; its index is made in the folder."""
    found = read_beir(source)
    encoder = RememberingEncoder(SentenceEncoder())
    names = index_beir(found, folder, encoder)
    return Measured(
        found.name,
        folder,
        encoder,
        found.questions,
        found.judgements,
        lambda passage: names[passage.letter.id],
    )


def table(sets: Sequence[Measured]) -> Iterator[str]:
    """Yield the lines of a table in Markdown, in points."""
    heads = [f"{one.name} ({len(one.questions)})" for one in sets]
    yield _line("switched off", heads)
    yield _line("---", ["---"] * len(sets))
    whole = [scores(found) for found in sets]
    yield _line("nothing", [f"{100 * sum(one.values()) / len(one):.1f}" for one in whole])
    for part in (*PARTS, *WAYS):
        moved = [
            change(all_, scores(found, [part])) for found, all_ in zip(sets, whole, strict=True)
        ]
        yield _line(part, map(_cell, moved))


def _line(first: str, cells: Iterator[str] | Sequence[str]) -> str:
    return f"| {' | '.join([first, *cells])} |"


def _cell(moved: Change) -> str:
    mean, low, high = (100 * one for one in moved)
    return f"{mean:+.1f} [{low:+.1f}, {high:+.1f}]"


def main(arguments: Sequence[str]) -> None:
    """Print the table for an index, its questions, and folders in BEIR layout."""
    folder, questions, *others = map(Path, arguments)
    with TemporaryDirectory(prefix="ablation-") as scratch:
        sets = [own_set(folder, questions)]
        sets += [beir_set(one, Path(scratch, str(place))) for place, one in enumerate(others)]
        for line in table(sets):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
