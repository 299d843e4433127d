"""The bundled model under OpenVINO: tokens, batches and threads."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from index.bundled import PROMPTS, silence_telemetry
from index.tokens import Read, Vectors, tokens_of

MAX_TOKENS = 512
PADDING = 1  # the id of <pad>
BATCH = 8
STREAMS = min(os.cpu_count() or 1, 8)
"""How many batches are computed at the same time, each by a thread of its own: two threads that
share a batch wait for each other, and for long on a busy machine."""
T = TypeVar("T")


class GraphModel:
    """Text in, vectors out; safe to share between threads: each has a request of its own."""

    max_tokens = MAX_TOKENS

    def __init__(self, folder: Path) -> None:
        """Load the model that :func:`index.bundled.graph_folder` gives.

        Raises:
            ImportError: OpenVINO is not installed.
            RuntimeError: OpenVINO cannot run the model here.
        """
        silence_telemetry()
        import openvino
        from tokenizers import Tokenizer

        options = {"NUM_STREAMS": str(STREAMS)}
        self._graph = openvino.Core().compile_model(folder / "model.xml", "CPU", options)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._of_thread = threading.local()

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return int(self._graph.outputs[1].partial_shape[1].get_length())

    def count_tokens(self, prompt: str, text: str) -> int:
        """Return how many tokens a text takes, prompt and special tokens included."""
        return len(self._tokenizer.encode(PROMPTS[prompt] + text).ids)

    def vectors(self, prompt: str, texts: Sequence[str]) -> Vectors:
        """Return one vector for each text, float32 [n, dimension]."""

        def own(batch: list[str]) -> list[Vectors]:
            return list(self._computed(prompt, batch)[2].copy())

        return np.asarray(self._spread(texts, own), np.float32).reshape(-1, self.dimension)

    def read(
        self, prompt: str, texts: Sequence[str], then: Callable[[str, Read], Read] | None = None
    ) -> list[Read]:
        """Return each text with the vectors of its tokens, or what ``then`` makes of that."""
        skip = len(PROMPTS[prompt])

        def own(batch: list[str]) -> list[Read]:
            encoded, tokens, vectors = self._computed(prompt, batch)
            found = [
                tokens_of(vector, rows[: len(one) - 1], one.offsets, skip)
                for one, rows, vector in zip(encoded, tokens, vectors, strict=True)
            ]
            return list(map(then, batch, found)) if then else found

        return self._spread(texts, own)

    def _computed(self, prompt: str, texts: list[str]) -> tuple[list[Any], Vectors, Vectors]:
        """Return encodings, the vectors of their tokens, and those of the texts.

        Both stand in memory that the next call of this thread writes in.
        """
        if not hasattr(self._of_thread, "request"):
            self._of_thread.request = self._graph.create_infer_request()
        encoded = self._tokenizer.encode_batch([PROMPTS[prompt] + text for text in texts])
        longest = min(max(map(len, encoded)), MAX_TOKENS)
        ids = np.full((len(texts), longest), PADDING, dtype=np.int64)
        for row, one in zip(ids, encoded, strict=True):
            row[: len(one)] = _cut(one.ids)
        found = self._of_thread.request.infer(
            [ids, (ids != PADDING).astype(np.int64)], share_outputs=True
        )
        return encoded, found[0], found[1]

    def _spread(self, texts: Sequence[str], own: Callable[[list[str]], list[T]]) -> list[T]:
        """Return what ``own`` makes of texts, in batches of about equal length over the threads."""
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        places = [order[first : first + BATCH] for first in range(0, len(order), BATCH)]
        batches = [[texts[place] for place in some] for some in places]
        run = self._threads.map if len(batches) > 1 else map
        found = {
            place: one
            for some, made in zip(places, run(own, batches), strict=True)
            for place, one in zip(some, made, strict=True)
        }
        return [found[place] for place in range(len(texts))]

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(STREAMS, thread_name_prefix="encoder")


def _cut(ids: list[int]) -> list[int]:
    """Return at most as many tokens as the model reads, the closing one included."""
    return ids if len(ids) <= MAX_TOKENS else [*ids[: MAX_TOKENS - 1], ids[-1]]
