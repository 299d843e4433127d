"""The systems that one run compares: each searches, and may answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus import Letter, Passage
from eval.systems.system import Progress, System
from index import Encoder, Retriever

if TYPE_CHECKING:
    from eval.systems.sharing import Shared
    from index import Mode


def silent(step: str, done: int, total: int) -> None:
    """Show no progress."""


def wmo_qa(shared: Shared) -> System:
    """Return this project's own way: hybrid search, and answers."""
    return replace(_search("wmo-qa", shared), answer=shared.answer, timed=True)


def dense(shared: Shared) -> System:
    """Return the same passages searched by their vectors alone."""
    return _search("dense", shared, "dense")


def bm25_dutch(shared: Shared) -> System:
    """Return plain BM25 over Dutch lemmas."""
    from eval.systems.bm25 import dutch

    return System("bm25-nl", shared.passages, dutch(shared.passages).rank, timed=False)


def bm25_english(shared: Shared) -> System:
    """Return BM25 over words stemmed as English: what most programs do to Dutch unasked."""
    from eval.systems.bm25 import english

    return System("bm25-en", shared.passages, english(shared.passages).rank, timed=False)


def langchain(letters: Sequence[Letter], encoder: Encoder, progress: Progress = silent) -> System:
    """Return the stock LangChain recipe over the same letters and with the same encoder.

    Its chunks are passages like any other: they get the footnotes whose markers they hold.
    """
    from eval.systems.stock_recipe import StockRecipe

    recipe = StockRecipe(letters, encoder, progress)
    return System("langchain", recipe.passages, recipe.rank, timed=False)


def default_systems(retriever: Retriever, progress: Progress = silent) -> Iterator[System]:
    """Yield the systems of a standard run, our own first; each is built when its turn comes."""
    from eval.systems.baselines import lead_sentence, open_gate
    from eval.systems.sharing import Shared

    shared = Shared(retriever)
    yield wmo_qa(shared)
    yield open_gate(shared)
    yield lead_sentence(shared)
    yield dense(shared)
    yield bm25_dutch(shared)
    yield bm25_english(shared)
    yield langchain(retriever.letters(), shared.encoder, progress)


def _search(name: str, shared: Shared, mode: Mode = "hybrid") -> System:
    """Return a system that searches the index in one way, and does not answer."""

    def rank(question: str, k: int) -> list[Passage]:
        return [hit.passage for hit in shared.search(question, k, mode)]

    return System(name, shared.passages, rank, timed=False)
