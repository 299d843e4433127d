"""The bundled model written as a graph of OpenVINO's own operations.

Tracing it in PyTorch gives the same numbers, takes the whole of PyTorch to do so, and is slower:
the graph then holds steps that a model that only embeds has no need of.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from index.encoder.weights import Weights

MASKED = -10_000.0  # is added to the scores of padding


def write_graph(weights: Weights, path: Path) -> None:
    """Write the graph, with weights in float16 beside it in a file ``.bin``.

    In: ``input_ids`` and ``attention_mask``, int64 [n, longest]. Out: the vectors of tokens
    [n, longest, hidden], and their mean, L2-normalised [n, hidden].
    """
    import openvino

    openvino.save_model(_Graph(weights).model(), path, compress_to_fp16=True)


class _Graph:
    """BERT (Devlin et al. 2019) with mean pooling; what OpenVINO's operations give is untyped."""

    def __init__(self, weights: Weights) -> None:
        from openvino import Type, opset13

        self.ops = opset13
        self.sizes, self.epsilon, self.tensors = weights.sizes, weights.epsilon, weights.tensors
        self.ids, self.mask = (
            opset13.parameter([-1, -1], Type.i64, name=name)
            for name in ("input_ids", "attention_mask")
        )
        self.real = opset13.convert(self.mask, "f32")

    def model(self) -> Any:  # noqa: ANN401
        """Return the whole."""
        from openvino import Model

        ops = self.ops
        real = ops.unsqueeze(self.real, self._whole(1, 2))
        masked = ops.multiply(ops.subtract(self._number(1), real), self._number(MASKED))
        tokens = self._embedded()
        for layer in range(self.sizes["layers"]):
            tokens = self._layer(f"l{layer}", tokens, masked)
        counted = ops.unsqueeze(self.real, self._whole(2))
        total = ops.reduce_sum(ops.multiply(tokens, counted), self._whole(1), False)
        mean = ops.divide(total, ops.reduce_sum(counted, self._whole(1), False))
        vector = ops.normalize_l2(mean, self._whole(1), 1e-12, "max")
        return Model([ops.result(tokens), ops.result(vector)], [self.ids, self.mask], "encoder")

    def _embedded(self) -> Any:  # noqa: ANN401
        ops, hidden = self.ops, self.sizes["hidden"]
        words, places, kinds = (
            self.tensors[f"emb.{name}"].reshape(-1, hidden) for name in ("word", "pos", "type")
        )
        axis = ops.constant(np.int64(0))
        longest = ops.gather(ops.shape_of(self.ids), self._whole(1), axis)
        places = ops.slice(
            self._half(places + kinds[0]), self._whole(0), longest, self._whole(1), self._whole(0)
        )
        found = ops.gather(self._half(words), self.ids, axis)
        return self._normed("emb.ln", ops.add(found, ops.unsqueeze(places, axis)))

    def _layer(self, name: str, tokens: Any, masked: Any) -> Any:  # noqa: ANN401
        ops = self.ops
        seen = self._linear(f"{name}.ao", self._attention(name, tokens, masked))
        tokens = self._normed(f"{name}.aln", ops.add(tokens, seen))
        inner = ops.gelu(self._linear(f"{name}.fi", tokens), "erf")
        return self._normed(f"{name}.oln", ops.add(tokens, self._linear(f"{name}.fo", inner)))

    def _attention(self, name: str, tokens: Any, masked: Any) -> Any:  # noqa: ANN401
        """Attention; the division by the root of a head's size is in the weights of the query."""
        ops, hidden, heads = self.ops, self.sizes["hidden"], self.sizes["heads"]
        shape, order = self._whole(0, 0, heads, hidden // heads), self._whole(0, 2, 1, 3)
        scale = (hidden // heads) ** -0.5
        query, key, value = (
            ops.transpose(
                ops.reshape(self._linear(f"{name}.{one}", tokens, by), shape, True), order
            )
            for one, by in (("q", scale), ("k", 1.0), ("v", 1.0))
        )
        scores = ops.softmax(ops.add(ops.matmul(query, key, False, True), masked), 3)
        seen = ops.transpose(ops.matmul(scores, value, False, False), order)
        return ops.reshape(seen, self._whole(0, 0, hidden), True)

    def _linear(self, name: str, tokens: Any, scale: float = 1.0) -> Any:  # noqa: ANN401
        bias = self.tensors[f"{name}.b"] * scale
        matrix = self.tensors[f"{name}.w"].reshape(len(bias), -1) * scale
        product = self.ops.matmul(tokens, self._half(matrix), False, True)
        return self.ops.add(product, self._number(bias.reshape(1, 1, -1)))

    def _normed(self, name: str, tokens: Any) -> Any:  # noqa: ANN401
        """Layer normalisation (Ba et al. 2016)."""
        ops = self.ops
        found = ops.mvn(tokens, self._whole(-1), True, self.epsilon, "inside_sqrt")
        gain, bias = (
            self._number(self.tensors[f"{name}.{one}"].reshape(1, 1, -1)) for one in ("w", "b")
        )
        return ops.add(ops.multiply(found, gain), bias)

    def _whole(self, *numbers: int) -> Any:  # noqa: ANN401
        return self.ops.constant(np.array(numbers, dtype=np.int64))

    def _number(self, numbers: ArrayLike) -> Any:  # noqa: ANN401
        return self.ops.constant(np.asarray(numbers, dtype=np.float32))

    def _half(self, numbers: NDArray[np.float32]) -> Any:  # noqa: ANN401
        return self.ops.convert(self.ops.constant(numbers.astype(np.float16)), "f32")
