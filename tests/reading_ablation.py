"""What each part of reading adds: ``python tests/reading_ablation.py INDEX QUESTIONS ...``.

Every part is switched off once, on questions with verbatim answers of the test split, each asked
with its letter chosen. Without the reader the sentences nearest to the question by the encoder are
the answer, and nothing is refused; without ranking anew the passages stand as they were found.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from types import MappingProxyType

import numpy as np

import qa.ask
import qa.evidence.vetoes
from corpus import Passage
from eval import ReadingQuestion, measure_reading, read_reading_set, reading_figures
from index import Retriever, passage_sentences
from qa import Reader, Reading, ReadSentence, TrainedReader

ALWAYS = 6.0  # log-odds
AS_FOUND = 1e9  # what a point of the search counts beside the reader
MEASURES = ("right", "false_refusals", "near_refused", "hit@1", "hit@5")


class Remembering:
    """Reads the same passages for the same question once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[str, tuple[str, ...]], Reading] = {}
        self.seconds: list[float] = []

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        key = question, tuple(one.id for one in passages)
        if key not in self._known:
            begun = perf_counter()
            self._known[key] = self._reader.read(question, passages)
            self.seconds.append(perf_counter() - begun)
        return self._known[key]


class Nearest:
    """Every sentence answers; the better, the nearer it is to the question."""

    def __init__(self, retriever: Retriever) -> None:
        self._encoder = retriever.encoder

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        spans = [(n, *span) for n, one in enumerate(passages) for span in passage_sentences(one)]
        texts = [passages[n].letter.text[start:end] for n, start, end in spans]
        near = self._encoder.encode_passages(texts) @ self._encoder.encode_queries([question])[0]
        return Reading(
            tuple([0.0] * len(passages)),
            tuple(
                ReadSentence(n, start, end, ALWAYS + float(one), (start, end), 0.0)
                for (n, start, end), one in zip(spans, near, strict=True)
            ),
        )


@contextmanager
def without(rule: str) -> Iterator[None]:
    """Switch one rule off, or the ranking by the reader."""
    vetoes, found = qa.evidence.vetoes.VETOES, qa.ask.FOUND
    others: Mapping[str, qa.evidence.vetoes.Veto] = {
        name: v for name, v in vetoes.items() if name != rule
    }
    qa.evidence.vetoes.VETOES = MappingProxyType(others)
    qa.ask.FOUND = AS_FOUND if rule == "ranking" else found
    try:
        yield
    finally:
        qa.evidence.vetoes.VETOES, qa.ask.FOUND = vetoes, found


def row(name: str, asked: list[ReadingQuestion], retriever: Retriever, reader: Reader) -> str:
    """One line of the table."""
    figures = reading_figures(measure_reading(asked, retriever, chosen=True, reader=reader))
    return f"| {name} | {' | '.join(f'{figures[one]:.2f}' for one in MEASURES)} |"


def main() -> None:
    """Print the table, and what reading costs."""
    folder, *files = map(Path, sys.argv[1:])
    asked = [one for file in files for one in read_reading_set(file, "test")]
    retriever, reader = Retriever(folder), Remembering(TrainedReader())
    print(f"| switched off ({len(asked)} questions) | {' | '.join(MEASURES)} |")
    print("| --- " * (1 + len(MEASURES)) + "|")
    print(row("nothing", asked, retriever, reader), flush=True)
    for rule in ("ranking", *qa.evidence.vetoes.VETOES):
        with without(rule):
            print(row(rule, asked, retriever, reader), flush=True)
    took = np.percentile(reader.seconds[1:], (50, 95))
    fewer = Retriever(folder, off=["sentence"])
    print(row("sentences as candidates", asked, fewer, reader), flush=True)
    print(row("reader", asked, retriever, Remembering(Nearest(retriever))))
    print(f"\nreading ten passages: p50 {took[0]:.2f} s, p95 {took[1]:.2f} s")


if __name__ == "__main__":
    main()
