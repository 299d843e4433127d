"""A model of sentence-transformers under PyTorch: any, by name or folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from index.array_types import Vectors

BATCH = 8


class TransformerModel:
    """Text in, vectors out, with the prompts of the model's own configuration."""

    def __init__(self, source: str) -> None:
        """Load a model that is on this machine.

        Raises:
            OSError: there is none.
            ValueError: it is not one that sentence-transformers can load.
        """
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(source, device="cpu", local_files_only=True)

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text are read at most."""
        return int(self._model.max_seq_length or 512)

    def count_tokens(self, prompt: str, text: str) -> int:
        """Return how many tokens a text takes, prompt and special tokens included."""
        return len(self._model.tokenizer.encode(self._prefix(prompt) + text))

    def vectors(self, prompt: str, texts: Sequence[str]) -> Vectors:
        """Return one vector for each text, float32 [n, dimension]."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        made = self._encode(prompt)(list(texts), normalize_embeddings=True)
        return np.asarray(made, dtype=np.float32)

    def states(self, inputs: Sequence[Sequence[int]]) -> list[Vectors]:
        """Return the vectors of the tokens of each input, float32 [tokens, dimension]."""
        import torch

        body: Any = self._model[0].auto_model
        found = []
        with torch.inference_mode():
            for one in inputs:
                ids = torch.tensor([list(one)])
                made = body(ids, attention_mask=torch.ones_like(ids))
                found.append(np.asarray(made[0][0].float().numpy(), dtype=np.float32))
        return found

    def _prefix(self, prompt: str) -> str:
        return str(self._model.prompts.get(prompt, ""))

    def _encode(self, prompt: str) -> Callable[..., Any]:
        encode = {"query": self._model.encode_query, "document": self._model.encode_document}
        return partial(encode[prompt], batch_size=BATCH, show_progress_bar=False)
