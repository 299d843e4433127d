"""An optional second look at the best passages: question and passage read together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.array_types import Scores
from index.encoder.encoder import UnknownModel, without_network

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

RERANKED = 20  # passages


class Reranker(Protocol):
    """What says how well passages answer a question, having read both at once."""

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """Return a score for each text, higher is better: float64 [n]."""
        ...


class CrossReranker:
    """A cross-encoder of sentence-transformers, by name or folder (Nogueira and Cho 2019).

    Nothing is fetched: the model has to be on this machine already.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def _model(self) -> CrossEncoder:
        without_network()
        from sentence_transformers import CrossEncoder

        try:
            model: CrossEncoder = CrossEncoder(self.name, device="cpu", local_files_only=True)
            return model
        except (OSError, ValueError) as error:
            raise UnknownModel(
                f"Het model {self.name!r} staat niet op deze computer. Geef met --reranker een map "
                f"met een cross-encoder, of laat --reranker weg."
            ) from error

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """Return a score for each text, higher is better: float64 [n].

        Raises:
            UnknownModel: no such model on this machine.
        """
        pairs = [(question, text) for text in texts]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float64)


def reranked(scores: Scores, first: Sequence[int], judged: Scores) -> Scores:
    """Return the scores with those of the first passages dealt out anew.

    ``first`` are the places of the best passages and ``judged`` what the reranker says of each:
    the one it finds best gets the highest of their scores, and so on down.
    """
    dealt = scores.copy()
    order = [first[place] for place in np.argsort(-judged, kind="stable")]
    dealt[order] = np.sort(scores[list(first)])[::-1]
    return dealt
