"""Text to vectors."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from index.array_types import Vectors
from index.encoder.bundled import BUNDLED, Variant, graph_folder, torch_folder

if TYPE_CHECKING:
    from index.encoder.engine import GraphModel
    from index.encoder.sentence_transformer import TransformerModel

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

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a passage takes, prefix and special tokens included."""
        ...


class UnknownModel(Exception):
    """A model that is not on this machine: which one, and what to do, in Dutch."""


class SentenceEncoder:
    """The bundled model, or any other of sentence-transformers by name or folder.

    The prompts are those that the model was trained with ("query: " and "passage: " for e5), as
    its own configuration gives them. Nothing is fetched: a model of the hub has to be on this
    machine already.
    """

    def __init__(self, name: str = BUNDLED) -> None:
        self._loading = Lock()
        folder = Path(name)
        self.name = str(folder.resolve()) if name != BUNDLED and folder.is_dir() else name

    @cached_property
    def dimension(self) -> int:
        """The length of the vectors."""
        return self._model.dimension

    @cached_property
    def max_tokens(self) -> int:
        """How many tokens of a passage are read at most."""
        return self._model.max_tokens

    @property
    def _model(self) -> GraphModel | TransformerModel:
        """The model, loaded when it is first needed (some seconds), by one thread.

        Raises:
            UnknownModel: no such model on this machine.
        """
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> GraphModel | TransformerModel:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        if self.name == BUNDLED:
            return bundled_model()
        without_network()
        from index.encoder.sentence_transformer import TransformerModel

        try:
            return TransformerModel(self.name)
        except (OSError, ValueError) as error:
            raise UnknownModel(
                f"Het model {self.name!r} staat niet op deze computer. Geef met --model een map "
                f"met een model van sentence-transformers, of laat --model weg."
            ) from error

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions, float32 [n, dimension]."""
        return self._model.vectors("query", texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, float32 [n, dimension]."""
        return self._model.vectors("document", texts)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a passage takes, prefix and special tokens included."""
        return self._model.count_tokens("document", text)


def without_network() -> None:
    """Set up the model libraries: quiet, nothing fetched, nothing reported."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # busy waiting halves a busy machine
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]


def bundled_model(variant: Variant | None = None) -> GraphModel | TransformerModel:
    """Return the bundled model under OpenVINO, or under PyTorch where that cannot run it."""
    from index.encoder.engine import GraphModel

    try:
        return GraphModel(graph_folder(variant))
    except (ImportError, RuntimeError) as error:
        missing = "ontbreekt" if isinstance(error, ImportError) else "werkt hier niet"
        _log.warning(
            "OpenVINO %s: het bijgeleverde model rekent nu langzamer, met PyTorch.", missing
        )
    without_network()
    from index.encoder.sentence_transformer import TransformerModel

    return TransformerModel(str(torch_folder(variant)))
