"""The reader as it is learned: the bundled encoder over question and passage, and its heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from eval.learn_reader.encoder import Encoder
from qa import BEGIN_TOKEN, Window

FROZEN = 4  # of the twelve layers, how many stay as the encoder's
TOGETHER = 12  # windows
HIDDEN = 128  # of the small layers of the heads
PADDING = 1  # the id of <pad>
FIRST_SCALE = 30.0
USUAL_COSINE = 0.85
FAR = -1e4


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as tensors: b windows of t tokens, with s sentences at most.

    All three are rounded up: each new shape costs the time to prepare it. ``ids`` [b, t];
    ``question`` and ``passage`` [b, t] are 1 for tokens of each; ``sentences`` [b, s, t] are 1 for
    the tokens of each sentence.
    """

    ids: Tensor
    question: Tensor
    passage: Tensor
    sentences: Tensor

    @classmethod
    def of(cls, windows: Sequence[Window]) -> Batch:
        """Return windows as one batch."""
        count = _rounded(len(windows), 4)
        longest = _rounded(max(len(one.ids) for one in windows), 32)
        most = _rounded(max(len(one.sentences) for one in windows), 8)
        ids = torch.full((count, longest), PADDING, dtype=torch.long)
        ids[:, 0] = BEGIN_TOKEN
        question, passage = torch.zeros(count, longest), torch.zeros(count, longest)
        sentences = torch.zeros(count, most, longest)
        for row, one in enumerate(windows):
            ids[row, : len(one.ids)] = torch.tensor(one.ids)
            question[row, slice(*one.question)] = 1
            passage[row, slice(*one.passage)] = 1
            for place, span in enumerate(one.sentences):
                sentences[row, place, slice(*span)] = 1
        return cls(ids, question, passage, sentences)


class ReaderNet(nn.Module):
    """Scores for passages, sentences and tokens; the scores of sentences have 0 for no answer."""

    def __init__(self) -> None:
        """Start from the bundled encoder."""
        super().__init__()
        self.body = Encoder(FROZEN)
        size = self.body.size
        self.tokens = nn.Linear(size, 3)
        self.passage_in, self.passage_out = nn.Linear(2 * size, HIDDEN), nn.Linear(HIDDEN, 1)
        self.sentence_in, self.sentence_out = nn.Linear(2 * size, HIDDEN), nn.Linear(HIDDEN, 1)
        self.scale = nn.Parameter(torch.tensor(FIRST_SCALE))

    def heads(self) -> list[nn.Parameter]:
        """Return the parameters that are not the encoder's."""
        return [one for name, one in self.named_parameters() if not name.startswith("body.")]

    def layers(self) -> list[nn.Parameter]:
        """Return the parameters of the encoder that are learned."""
        return [one for one in self.body.parameters() if one.requires_grad]

    def read(self, windows: Sequence[Window]) -> list[tuple[Tensor, Tensor, Tensor]]:
        """Return for each window its score, those of its sentences [s] and of its tokens [t, 3].

        Windows of about one length are computed together.
        """
        order = sorted(range(len(windows)), key=lambda place: len(windows[place].ids))
        found: dict[int, tuple[Tensor, Tensor, Tensor]] = {}
        for first in range(0, len(order), TOGETHER):
            places = order[first : first + TOGETHER]
            own = [windows[place] for place in places]
            relevance, scores, tokens = self(Batch.of(own))
            for row, (place, one) in enumerate(zip(places, own, strict=True)):
                found[place] = (relevance[row], scores[row, : len(one.sentences)], tokens[row])
        return [found[place] for place in range(len(windows))]

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Return scores of passages [b], of sentences [b, s] and of tokens [b, t, 3]."""
        return self._heads(batch, self.body(batch.ids, (batch.ids != PADDING).float()))

    def _heads(self, batch: Batch, states: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        asked = _mean(states, batch.question.unsqueeze(1)).squeeze(1)
        whole = _mean(states, batch.passage.unsqueeze(1)).squeeze(1)
        own = _mean(states, batch.sentences)
        beside = asked.unsqueeze(1).expand_as(own)
        cosine = functional.cosine_similarity(own, beside, dim=-1, eps=1e-6)
        tokens = self.tokens(states)
        best = (tokens[..., 0].unsqueeze(1) + (1 - batch.sentences) * FAR).logsumexp(-1)
        meant = self.sentence_out(torch.tanh(self.sentence_in(torch.cat([own, beside], -1))))
        scores = meant.squeeze(-1) + best + self.scale * (cosine - USUAL_COSINE)
        empty = batch.sentences.sum(-1) == 0
        relevance = self.passage_out(torch.tanh(self.passage_in(torch.cat([asked, whole], -1))))
        return relevance.squeeze(-1), scores.masked_fill(empty, FAR), tokens


def _mean(states: Tensor, chosen: Tensor) -> Tensor:
    """Return the mean of the states [b, t, h] of the chosen tokens [b, s, t]: [b, s, h]."""
    return torch.bmm(chosen, states) / chosen.sum(-1, keepdim=True).clamp(min=1)


def _rounded(number: int, step: int) -> int:
    return -(-number // step) * step
