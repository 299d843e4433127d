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

from index.array_types import Vectors
from index.encoder.bundled import PROMPTS, cache_folder, silence_telemetry, tokenizer

MAX_TOKENS = 512
PADDING = 1  # the id of <pad>
BATCH = 8
STEP = 32
"""Inputs are padded to multiples of so many tokens: OpenVINO prepares itself anew for each length
and keeps that. With windows of every length a process grew by 330 MB in 600 of them, so by 32."""
STREAMS = min(os.cpu_count() or 1, 8)
"""How many batches are computed at the same time, each by a thread of its own: two threads that
share a batch wait for each other, and for long on a busy machine."""
S = TypeVar("S", bound=Sequence[object])
T = TypeVar("T")


class GraphModel:
    """Text in, vectors out; safe to share between threads: each has a request of its own."""

    max_tokens = MAX_TOKENS

    def __init__(self, folder: Path) -> None:
        """Load the model that :func:`index.encoder.bundled.graph_folder` gives.

        Raises:
            ImportError: OpenVINO is not installed.
            RuntimeError: OpenVINO cannot run the model here.
        """
        silence_telemetry()
        self._graph = _compiled(folder / "model.xml")
        self._tokenizer = tokenizer()
        self._of_thread = threading.local()
        # OpenVINO prepares the graph at the first inference; two threads that do so at the same
        # moment can wait for each other for ever. So one is made before any thread begins.
        self._infer([[PADDING]])

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
            encoded = self._tokenizer.encode_batch([PROMPTS[prompt] + text for text in batch])
            return list(self._infer([_cut(one.ids) for one in encoded])[1].copy())

        return np.asarray(self._spread(texts, own, BATCH), np.float32).reshape(-1, self.dimension)

    def states(self, inputs: Sequence[Sequence[int]]) -> list[Vectors]:
        """Return the vectors of the tokens of each input, float32 [tokens, dimension].

        One at a time in each thread: windows are long, and ten of them in batches of eight took
        two and a half times as long on two cores.
        """

        def own(batch: list[Sequence[int]]) -> list[Vectors]:
            found = self._infer(batch)[0]
            return [found[row, : len(one)].copy() for row, one in enumerate(batch)]

        return self._spread(inputs, own, 1)

    def _infer(self, inputs: Sequence[Sequence[int]]) -> tuple[Vectors, Vectors]:
        """Return the vectors of the tokens of each input, and those of the inputs.

        Both stand in memory that the next call of this thread writes in.
        """
        if not hasattr(self._of_thread, "request"):
            self._of_thread.request = self._graph.create_infer_request()
        length = -(-max(map(len, inputs)) // STEP) * STEP
        ids = np.full((len(inputs), length), PADDING, dtype=np.int64)
        for row, one in zip(ids, inputs, strict=True):
            row[: len(one)] = one
        found = self._of_thread.request.infer(
            [ids, (ids != PADDING).astype(np.int64)], share_outputs=True
        )
        return found[0], found[1]

    def _spread(self, texts: Sequence[S], own: Callable[[list[S]], list[T]], batch: int) -> list[T]:
        """Return what ``own`` makes of texts, in batches of about equal length over the threads."""
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        places = [order[first : first + batch] for first in range(0, len(order), batch)]
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


def _compiled(model: Path) -> Any:  # noqa: ANN401 - openvino has no types
    """Return the model ready to run, from the cache where it was prepared before.

    Raises:
        RuntimeError: OpenVINO cannot run it here.
    """
    import openvino

    options = {"NUM_STREAMS": str(STREAMS)}
    prepared = options | {"CACHE_DIR": str(cache_folder() / "compiled")}
    try:
        return openvino.Core().compile_model(model, "CPU", prepared)
    except RuntimeError:  # the cache cannot be read or written
        return openvino.Core().compile_model(model, "CPU", options)


def _cut(ids: list[int]) -> list[int]:
    """Return at most as many tokens as the model reads, the closing one included."""
    return ids if len(ids) <= MAX_TOKENS else [*ids[: MAX_TOKENS - 1], ids[-1]]
