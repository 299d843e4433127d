"""The bundled encoder for learning: as BERT, with numbers of 16 bits between the layers.

Half of the time of a step on a processor goes into moving numbers: with the residual stream in
bfloat16, and query, key and value as one product, a step takes half as long as in transformers.
A processor that does not know bfloat16 takes four times as long for it, and keeps to float32. The
weights themselves stay float32.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from index import torch_folder

_knows_bfloat16 = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)
WORKING = torch.bfloat16 if _knows_bfloat16() else torch.float32
MASKED = -1e4


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019), without dropout."""

    def __init__(self, size: int, inner: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.ao = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.fi, self.fo = nn.Linear(size, inner), nn.Linear(inner, size)
        self.aln, self.oln = nn.LayerNorm(size, epsilon), nn.LayerNorm(size, epsilon)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return states [b, t, h]; ``mask`` [b, 1, 1, t] is added to what tokens see."""
        count, longest, size = states.shape
        each = (count, longest, 3, self.heads, size // self.heads)
        query, key, value = _linear(self.qkv, states).view(each).permute(2, 0, 3, 1, 4)
        seen = torch.matmul(query * each[-1] ** -0.5, key.transpose(2, 3)) + mask
        seen = torch.matmul(seen.softmax(-1), value).transpose(1, 2).reshape(states.shape)
        states = _normed(self.aln, states + _linear(self.ao, seen))
        inner = functional.gelu(_linear(self.fi, states))
        return _normed(self.oln, states + _linear(self.fo, inner))


class Encoder(nn.Module):
    """Embeddings and layers, the first ``frozen`` of which are not learned."""

    def __init__(self, frozen: int) -> None:
        """Start from the bundled model."""
        super().__init__()
        from transformers import AutoModel

        model = AutoModel.from_pretrained(str(torch_folder()), add_pooling_layer=False)
        known = model.config
        self.size = int(known.hidden_size)
        self.embeddings = model.embeddings.eval()
        sizes = self.size, known.intermediate_size, known.num_attention_heads
        self.layers = nn.ModuleList(
            Layer(*sizes, known.layer_norm_eps) for _ in range(known.num_hidden_layers)
        )
        for layer, theirs in zip(self.layers, model.encoder.layer, strict=True):
            _take(layer, theirs)  # type: ignore[arg-type]
        for part in (self.embeddings, *self.layers[:frozen]):
            part.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the states of tokens, float32 [b, t, h], for ids [b, t]; mask 1 for a token."""
        with torch.no_grad():
            states: Tensor = self.embeddings(input_ids=ids).to(WORKING)
        hidden = ((1 - mask[:, None, None, :]) * MASKED).to(WORKING)
        for layer in self.layers:
            states = layer(states, hidden)
        return states.float()


def _linear(part: nn.Linear, states: Tensor) -> Tensor:
    return functional.linear(states, part.weight.to(WORKING), part.bias.to(WORKING))


def _normed(part: nn.LayerNorm, states: Tensor) -> Tensor:
    weight, bias = part.weight.to(WORKING), part.bias.to(WORKING)
    return functional.layer_norm(states, part.normalized_shape, weight, bias, part.eps)


def _take(layer: Layer, theirs: nn.Module) -> None:
    """Copy the weights of a layer of transformers."""
    parts = dict(theirs.named_parameters())
    query, key, value = (f"attention.self.{one}" for one in ("query", "key", "value"))
    for kind in ("weight", "bias"):
        fused = torch.cat([parts[f"{one}.{kind}"].data for one in (query, key, value)])
        getattr(layer.qkv, kind).data.copy_(fused)
        for mine, name in (
            (layer.ao, "attention.output.dense"), (layer.aln, "attention.output.LayerNorm"),
            (layer.fi, "intermediate.dense"), (layer.fo, "output.dense"),
            (layer.oln, "output.LayerNorm"),
        ):  # fmt: skip
            getattr(mine, kind).data.copy_(parts[f"{name}.{kind}"].data)
