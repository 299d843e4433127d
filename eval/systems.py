"""The systems that one run compares: each searches, and may answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus import Letter, Passage
from index import Encoder, Retriever
from qa import Answer, answer

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class System:
    """Something that can be measured.

    ``passages`` is all it can find. ``rank`` takes a question and a number and returns at most
    so many passages, best first. ``answer`` is absent when the system only searches.
    """

    name: str
    passages: Sequence[Passage]
    rank: Callable[[str, int], Sequence[Passage]]
    answer: Callable[[str], Answer] | None = None


def silent(step: str, done: int, total: int) -> None:
    """Show no progress."""


def wmo_qa(retriever: Retriever) -> System:
    """Return this project's own way: hybrid search, and answers."""
    return System(
        "wmo-qa",
        tuple(retriever.passages()),
        lambda question, k: [hit.passage for hit in retriever.search(question, k=k)],
        lambda question: answer(question, retriever),
    )


def dense(retriever: Retriever) -> System:
    """Return the same passages searched by their vectors alone."""
    return System(
        "dense",
        tuple(retriever.passages()),
        lambda question, k: [hit.passage for hit in retriever.search(question, k=k, mode="dense")],
    )


def langchain(letters: Sequence[Letter], encoder: Encoder, progress: Progress = silent) -> System:
    """Return the stock LangChain recipe over the same letters and with the same encoder.

    Its chunks are passages like any other: they get the footnotes whose markers they hold.
    """
    from eval.stock_recipe import StockRecipe

    recipe = StockRecipe(letters, encoder, progress)
    return System("langchain", recipe.passages, recipe.rank)


def default_systems(retriever: Retriever, progress: Progress = silent) -> Iterator[System]:
    """Yield the systems of a standard run, our own first; each is built when its turn comes."""
    yield wmo_qa(retriever)
    yield dense(retriever)
    yield langchain(retriever.letters(), retriever.encoder, progress)
