"""The bundled model under OpenVINO, as a module of sentence-transformers."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule
from tokenizers import Tokenizer

from index.bundled import BUNDLED, PROMPTS, silence_telemetry

MAX_TOKENS = 512
PADDING = 1  # the id of <pad>
OUTPUTS = ("token_embeddings", "sentence_embedding")


class GraphEmbedding(InputModule):
    """Text in, token embeddings and the L2-normalised sentence embedding [n, 384] out."""

    max_seq_length = MAX_TOKENS

    def __init__(self, folder: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        silence_telemetry()
        import openvino

        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._graph = openvino.Core().compile_model(folder / "model.xml", "CPU")
        self._of_thread = threading.local()

    def preprocess(  # type: ignore[override]
        self,
        inputs: list[str],
        prompt: str | None = None,
        **given: Any,  # noqa: ANN401 - what sentence-transformers passes on
    ) -> dict[str, Any]:
        """Return token ids and attention mask, int64 [n, longest]."""
        encoded = self.tokenizer.encode_batch([(prompt or "") + text for text in inputs])
        rows = [torch.tensor(_cut(one.ids)) for one in encoded]
        ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PADDING)
        return {"input_ids": ids, "attention_mask": (ids != PADDING).long()}

    def forward(
        self,
        features: dict[str, Any],
        **given: Any,  # noqa: ANN401 - what sentence-transformers passes on
    ) -> dict[str, Any]:
        """Return the features with both embeddings; requests are not shared between threads."""
        if not hasattr(self._of_thread, "request"):
            self._of_thread.request = self._graph.create_infer_request()
        inputs = [features["input_ids"].numpy(), features["attention_mask"].numpy()]
        found = self._of_thread.request.infer(inputs)
        for name, output in zip(OUTPUTS, self._graph.outputs, strict=True):
            features[name] = torch.from_numpy(found[output].copy())
        return features

    def get_embedding_dimension(self) -> int:
        """Return the length of the vectors."""
        return int(self._graph.outputs[1].partial_shape[1].get_length())

    def save(self, output_path: str, *given: Any, **more: Any) -> None:  # noqa: ANN401
        """Refuse: the folder in the cache is the saved form."""
        raise NotImplementedError(f"{BUNDLED} is already a folder in the cache")


def _cut(ids: list[int]) -> list[int]:
    """Return at most as many tokens as the model reads, the closing one included."""
    return ids if len(ids) <= MAX_TOKENS else [*ids[: MAX_TOKENS - 1], ids[-1]]


def graph_model(folder: Path) -> SentenceTransformer:
    """Return the model in the folder that :func:`index.bundled.graph_folder` gives."""
    return SentenceTransformer(
        modules=[GraphEmbedding(folder)],
        prompts=PROMPTS,
        similarity_fn_name="cosine",
        device="cpu",
    )
