"""Text to vectors, behind sentence-transformers."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.bundled import BUNDLED, graph_folder, torch_folder
from index.tokens import Read, Vectors, by_word, tokens_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_log = logging.getLogger(__name__)


class Encoder(Protocol):
    """What turns questions and passages into vectors that can be compared.

    Vectors are float32 [n, dimension], L2-normalised: their inner product is the cosine.
    """

    name: str

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        ...

    @property
    def max_tokens(self) -> int:
        """How many tokens of a passage are read at most."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        ...

    def read_queries(self, texts: Sequence[str]) -> list[Read]:
        """Return questions with the vectors of their tokens."""
        ...

    def read_passages(self, texts: Sequence[str]) -> list[Read]:
        """Return passages with the vectors of their words."""
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
        folder = Path(name)
        self.name = str(folder.resolve()) if name != BUNDLED and folder.is_dir() else name

    @cached_property
    def dimension(self) -> int:
        """The length of the vectors."""
        return int(self._model.get_embedding_dimension() or 0)

    @cached_property
    def max_tokens(self) -> int:
        """How many tokens of a passage are read at most."""
        return int(self._model.max_seq_length or 512)

    @cached_property
    def _model(self) -> SentenceTransformer:
        """The model, loaded when it is first needed (some seconds).

        Raises:
            UnknownModel: no such model on this machine.
        """
        without_network()
        if self.name == BUNDLED:
            return _bundled()
        try:
            return _loaded(self.name)
        except (OSError, ValueError) as error:
            raise UnknownModel(
                f"Het model {self.name!r} staat niet op deze computer. Geef met --model een map "
                f"met een model van sentence-transformers, of laat --model weg."
            ) from error

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions, float32 [n, dimension]."""
        return self._vectors(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, float32 [n, dimension]."""
        return self._vectors(self._model.encode_document, texts)

    def read_queries(self, texts: Sequence[str]) -> list[Read]:
        """Return questions with the vectors of their tokens."""
        return self._read(self._model.encode_query, "query", texts)

    def read_passages(self, texts: Sequence[str]) -> list[Read]:
        """Return passages with the vectors of their words."""
        return [
            by_word(text, one)
            for text, one in zip(
                texts, self._read(self._model.encode_document, "document", texts), strict=True
            )
        ]

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a passage takes, prefix and special tokens included."""
        prefix = str(self._model.prompts.get("document", ""))
        return len(self._model.tokenizer.encode(prefix + text))

    def _vectors(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        made = encode(list(texts), batch_size=8, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(made, dtype=np.float32)

    def _read(self, encode: Callable[..., Any], prompt: str, texts: Sequence[str]) -> list[Read]:
        made = encode(list(texts), batch_size=8, output_value=None, show_progress_bar=False)
        prefix = str(self._model.prompts.get(prompt, ""))
        tokenizer = getattr(self._model.tokenizer, "backend_tokenizer", self._model.tokenizer)
        return [
            tokens_of(one, tokenizer.encode(prefix + text).offsets, len(prefix))
            for one, text in zip(made, texts, strict=True)
        ]


def without_network() -> None:
    """Set up the model libraries: quiet, nothing fetched, nothing reported."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # busy waiting halves a busy machine
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]


def _bundled() -> SentenceTransformer:
    """Return the bundled model under OpenVINO, or under PyTorch where that is not installed."""
    try:
        folder = graph_folder()
    except ImportError:
        _log.warning("OpenVINO ontbreekt: het bijgeleverde model rekent nu langzamer, met PyTorch.")
        return _loaded(str(torch_folder()))
    from index.engine import graph_model

    return graph_model(folder)


def _loaded(source: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(source, device="cpu", local_files_only=True)
