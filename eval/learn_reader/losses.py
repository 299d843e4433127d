"""What the reader is learned by."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from eval.learn_reader.model import FAR, ReaderNet
from eval.learn_reader.sampling import Drawn

CHOICE, SPAN, RELEVANCE = 0.7, 0.3, 0.3  # what each part counts beside the list's own loss
Chosen = tuple[int, float, float]  # does anything answer, does the best sentence, its score


def loss_of(net: ReaderNet, groups: Sequence[Sequence[Drawn]]) -> tuple[Tensor, list[Chosen]]:
    """Return the mean loss of questions with their windows, and what was chosen for each.

    The sentences of all windows of a question are one list, with "no answer" at 0 (listwise
    softmax, Cao et al. 2007); the same list without it is learned as well where something answers.
    The relevance of the windows and the words of short answers count beside it.
    """
    flat = [one for group in groups for one in group]
    read = net.read([one.window for one in flat])
    lists = [(whole + own, _right(one)) for one, (whole, own, _) in zip(flat, read, strict=True)]
    losses, chosen, at = [], [], 0
    for group in groups:
        own = lists[at : at + len(group)]
        at += len(group)
        part, what = _listwise(torch.cat([s for s, _ in own]), torch.cat([r for _, r in own]))
        losses.append(part)
        chosen.append(what)
    loss = torch.stack(losses).mean()
    answers = torch.tensor([float(bool(one.right)) for one in flat])
    relevance = torch.stack([one for one, _, _ in read])
    loss = loss + RELEVANCE * functional.binary_cross_entropy_with_logits(relevance, answers)
    spans = [_span(tokens, one) for one, (_, _, tokens) in zip(flat, read, strict=True)]
    found = [one for one in spans if one is not None]
    return (loss + SPAN * torch.stack(found).mean() if found else loss), chosen


def _right(drawn: Drawn) -> Tensor:
    """Return 1 for each sentence of a window that answers, and else 0."""
    found = torch.zeros(len(drawn.window.sentences))
    found[list(drawn.right)] = 1
    return found


def _listwise(scores: Tensor, right: Tensor) -> tuple[Tensor, Chosen]:
    known = scores.detach()
    best = int(known.argmax())
    what = (int(right.sum() > 0), float(right[best]), float(known[best]))
    with_null = functional.log_softmax(torch.cat([scores, scores.new_zeros(1)]), 0)
    if right.sum() == 0:
        return -with_null[-1], what
    alone = functional.log_softmax(scores, 0)
    return -_any(with_null[:-1], right) - CHOICE * _any(alone, right), what


def _any(chances: Tensor, right: Tensor) -> Tensor:
    """Return half the log chance of any right sentence, and half the mean one of all of them."""
    either = torch.logsumexp(chances.masked_fill(right == 0, FAR), 0)
    return 0.5 * either + 0.5 * (chances * right).sum() / right.sum()


def _span(tokens: Tensor, drawn: Drawn) -> Tensor | None:
    """Return the loss of the first and last token of the short answer in its sentence."""
    if drawn.short is None:
        return None
    first, last = drawn.short
    begin, end = next(s for s in drawn.window.sentences if s[0] <= first < s[1])
    odds = tokens[begin:end].log_softmax(0)
    return -(odds[first - begin, 1] + odds[min(last, end - 1) - begin, 2]) / 2
