"""What each part of the search adds: every part switched off once, on every question set.

``python -m eval.ablation INDEX QUESTIONS [BEIR_FOLDER ...]`` measures nDCG@10 on the test split of
the question set and on whole sets in BEIR layout. A part is switched off where it works: a
coefficient of the fusion or a weight of the lexical leg is 0, typing errors stay as typed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import index.fusion
import index.lexical
from eval.beir import index_beir, read_beir
from eval.matching import relevant
from eval.questions import read_questions
from eval.ranking import Judgements, score_rankings
from eval.sharing import RememberingEncoder
from eval.statistics import Cluster, cluster_means
from index import PARTS, Retriever, SentenceEncoder
from index.analysis import analysed
from index.spelling import Vocabulary
from index.word_groups import WEIGHTS

MEASURE = "ndcg@10"
DEEP = 30  # passages, of which the documents are the first ten
LEXICAL = {
    "parts of compounds": ("root", "parts"),
    "words split or joined": ("joined",),
    "terms and synonyms": ("short", "same", "near"),
    "numbers, dates, references": ("number", "name"),
    "separable verbs": ("verb",),
}
Off = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Measured:
    """A question set that can be searched: what is asked, what answers, and how to rank."""

    name: str
    questions: Mapping[str, str]
    judgements: Judgements
    rank: Callable[[str], Sequence[str]]
    clusters: Mapping[str, str]


def variants() -> Iterator[tuple[str, Off]]:
    """Yield each part by name, with what switches it off for a while."""
    known = index.fusion.coefficients()
    for name in PARTS:
        without = {**known, name: 0.0}
        yield name, partial(patch.object, index.fusion, "coefficients", lambda w=without: w)
    for name, weights in LEXICAL.items():
        less = replace(WEIGHTS, **dict.fromkeys(weights, 0.0))
        yield (
            name,
            partial(patch.object, index.lexical, "analysed", partial(analysed, weights=less)),
        )
    typed = partial(patch.object, Vocabulary, "mended", lambda *_: None)
    yield "typing errors mended", typed


def scores(found: Measured) -> dict[str, float]:
    """Return nDCG@10 of every question, in [0, 1]."""
    rankings = {one: found.rank(question) for one, question in found.questions.items()}
    rows = score_rankings(found.judgements, rankings)
    return {one: row[MEASURE].gained for one, row in rows.items()}


def difference(found: Measured, whole: Mapping[str, float], off: Off) -> tuple[float, float, float]:
    """Return what a part adds to the mean, with the 95 % interval of the paired difference."""
    with off():
        without = scores(found)
    gained = [whole[one] - without[one] for one in whole]
    clusters = [Cluster("", found.clusters[one]) for one in whole]
    low, high = cluster_means(gained, [1] * len(gained), clusters)
    return sum(gained) / len(gained), low, high


def own_set(folder: Path, questions: Path) -> Measured:
    """Return the test split of a question set over an index."""
    retriever = Retriever(folder)
    encoder = RememberingEncoder(retriever.encoder)
    retriever = Retriever(folder, encoder)
    asked = [one for one in read_questions(questions) if one.answerable and one.split == "test"]
    passages = list(retriever.passages())
    judged = {
        one.id: {passage.id: 1 for passage in passages if relevant(one, passage)} for one in asked
    }
    return Measured(
        questions.stem,
        {one.id: one.question for one in asked},
        judged,
        lambda question: [hit.passage.id for hit in retriever.search(question, DEEP)],
        {one.id: one.id for one in asked},
    )


def beir_set(source: Path, folder: Path) -> Measured:
    """Return a set in BEIR layout; its index is made in the folder."""
    found = read_beir(source)
    encoder = RememberingEncoder(SentenceEncoder())
    names = index_beir(found, folder, encoder)
    retriever = Retriever(folder, encoder)

    def rank(question: str) -> list[str]:
        hits = retriever.search(question, DEEP)
        return list(dict.fromkeys(names[hit.passage.letter.id] for hit in hits))

    apart = {one: one for one in found.questions}
    return Measured(found.name, found.questions, found.judgements, rank, apart)


def table(sets: Sequence[Measured]) -> Iterator[str]:
    """Yield the lines of a table in Markdown: nDCG@10 whole, and what each part adds to it."""
    whole = {found.name: scores(found) for found in sets}
    means = [100 * sum(rows.values()) / len(rows) for rows in whole.values()]
    yield (
        "| switched off | "
        + " | ".join(f"{one.name} ({len(one.questions)})" for one in sets)
        + " |"
    )
    yield "| --- |" + " --- |" * len(sets)
    yield "| nothing | " + " | ".join(f"{mean:.1f}" for mean in means) + " |"
    for name, off in variants():
        cells = [difference(found, whole[found.name], off) for found in sets]
        shown = (
            f"{-100 * mean:+.1f} [{-100 * high:+.1f}, {-100 * low:+.1f}]"
            for mean, low, high in cells
        )
        yield f"| {name} | " + " | ".join(shown) + " |"


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
