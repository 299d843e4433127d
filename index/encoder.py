"""Text to vectors, behind sentence-transformers."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.weights import BUNDLED, bundled_model

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """What turns questions and passages into vectors that can be compared.

    Vectors are float32 [n, dimension], L2-normalised: their inner product is the cosine.
    """

    name: str
    dimension: int
    max_tokens: int

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a passage takes, prefix and special tokens included."""
        ...


class UnknownModel(Exception):
    """A model that is not on this machine: which one, and what to do, in Dutch."""


class SentenceEncoder:
    """An encoder of sentence-transformers: the bundled one, or any other by name or folder.

    The prompts are those that the model was trained with ("query: " and "passage: " for e5), as
    its own configuration gives them. Nothing is fetched: a model of the hub has to be on this
    machine already.
    """

    def __init__(self, name: str = BUNDLED) -> None:
        """Load the model.

        Raises:
            UnknownModel: no such model on this machine.
        """
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        source = str(bundled_model()) if name == BUNDLED else name
        try:
            self._model = SentenceTransformer(source, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise UnknownModel(
                f"Het model {name!r} staat niet op deze computer. Geef met --model een map met een "
                f"model van sentence-transformers, of laat --model weg."
            ) from error
        self.name = name
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.max_tokens = int(self._model.max_seq_length or 512)
        self._prefix = str(self._model.prompts.get("document", ""))

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions, float32 [n, dimension]."""
        return self._vectors(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, float32 [n, dimension]."""
        return self._vectors(self._model.encode_document, texts)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a passage takes, prefix and special tokens included."""
        return len(self._model.tokenizer(self._prefix + text)["input_ids"])

    def _vectors(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        made = encode(list(texts), batch_size=8, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(made, dtype=np.float32)
