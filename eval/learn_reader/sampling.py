"""What is learned from at each step: a question with windows that answer and that do not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.learn_reader.data import Example, Paper, Span, sentences_of
from index import Vectors
from qa import Cutter, PassageTokens, Window

SHORTEST, LONGEST = 60, 230  # tokens of a window
WHOLE = 0.06  # share of the steps with windows as long as the model reads
ONLY_WRONG = 0.12  # share of the answerable questions that are shown without their answer


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage as tokens with, for one question, the sentences that answer or look like it."""

    name: tuple[str, int]
    right: tuple[int, ...]
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A window with the places of its sentences that answer, and of the short answer's tokens."""

    window: Window
    right: tuple[int, ...]
    short: tuple[int, int] | None


class Drawer:
    """Draws windows for questions; the same seed draws the same."""

    def __init__(self, papers: dict[str, Paper], cutter: Cutter, seed: int) -> None:
        self._papers, self._cutter, self._seed = papers, cutter, seed
        self._random = random.Random(seed)
        self._tokens: dict[tuple[str, int], PassageTokens] = {}
        self._known: dict[str, list[Unit]] = {}

    def begin(self, step: int) -> int:
        """Draw from here on as at this step; return how many tokens its windows may have."""
        self._random.seed(f"{self._seed} {step}")
        if self._random.random() < WHOLE:
            return 440
        return self._random.randint(SHORTEST, LONGEST)

    def draw(self, example: Example, ranked: Sequence[tuple[str, int]], limit: int) -> list[Drawn]:
        """Return a question's windows: at most one that answers, and one or two that do not.

        ``ranked`` are other passages by how near they come to the question, nearest first.
        """
        own = self._units(example)
        answering = [one for one in own if one.right]
        chosen: list[Unit] = []
        if answering and self._random.random() >= ONLY_WRONG:
            chosen.append(self._random.choice(answering))
            if example.together and len(answering) > 1:
                chosen = list(answering[:2])
        wrong = [one for one in own if not one.right]
        looks = [one for one in wrong if one.near]
        for place in range(1 if chosen and self._random.random() < 0.6 else 2):
            unit = self._wrong(looks if not place else [], wrong, ranked, example)
            if unit and unit.name not in {one.name for one in chosen}:
                chosen.append(unit)
        return [one for one in (self._window(example, unit, limit) for unit in chosen) if one]

    def _units(self, example: Example) -> list[Unit]:
        """Return the passages of a question's paper."""
        if example.id not in self._known:
            self._known[example.id] = [
                Unit(
                    (example.paper, number),
                    sentences_of(passage, example.right),
                    sentences_of(passage, example.near),
                )
                for number, passage in enumerate(self._papers[example.paper].passages)
            ]
        return self._known[example.id]

    def _wrong(
        self,
        looks: Sequence[Unit],
        wrong: Sequence[Unit],
        ranked: Sequence[tuple[str, int]],
        example: Example,
    ) -> Unit | None:
        """Return a passage that does not answer: one that looks like it, or that is near."""
        if looks and self._random.random() < 0.75:
            return self._random.choice(looks)
        inside = {one.name: one for one in wrong}
        mine = [inside[name] for name in ranked if name in inside][:5]
        if mine and self._random.random() < 0.75:
            return self._random.choice(mine)
        others = [name for name in ranked if name[0] != example.paper][:6]
        return Unit(self._random.choice(others), (), ()) if others else None

    def _window(self, example: Example, unit: Unit, limit: int) -> Drawn | None:
        tokens = self.tokens(unit.name)
        if not tokens.sentences:
            return None
        first, last = self._stretch(tokens, unit, limit)
        if self._random.random() < 0.25:
            tokens = PassageTokens((), tokens.sentences)
        window = self._cutter.window(self._cutter.question(example.question), tokens, first, last)
        right = tuple(number - first for number in unit.right if first <= number < last)
        short = None
        if right and example.short:
            short = _tokens_of(tokens, window, example.short)
        return Drawn(window, right, short)

    def _stretch(self, tokens: PassageTokens, unit: Unit, limit: int) -> tuple[int, int]:
        """Return neighbouring sentences of at most so many tokens, with what has to be in it."""
        sizes = [len(one.ids) for one in tokens.sentences]
        must = unit.right or unit.near
        first = self._random.choice(must) if must else self._random.randrange(len(sizes))
        last, used = first + 1, sizes[first]
        if unit.right and len(unit.right) > 1:
            low, high = min(unit.right), max(unit.right) + 1
            if sum(sizes[low:high]) <= limit:
                first, last, used = low, high, sum(sizes[low:high])
        while True:
            ways = []
            if first > 0 and used + sizes[first - 1] <= limit:
                ways.append(-1)
            if last < len(sizes) and used + sizes[last] <= limit:
                ways.append(1)
            if not ways:
                return first, last
            if self._random.choice(ways) < 0:
                first -= 1
                used += sizes[first]
            else:
                used += sizes[last]
                last += 1

    def tokens(self, name: tuple[str, int]) -> PassageTokens:
        """Return a passage as tokens."""
        if name not in self._tokens:
            paper, number = name
            self._tokens[name] = self._cutter.passage(self._papers[paper].passages[number])
        return self._tokens[name]


def _tokens_of(passage: PassageTokens, window: Window, span: Span) -> tuple[int, int] | None:
    """Return the first and the last token of characters, by their places in the window."""
    found = [
        begin + place
        for number, (begin, end) in zip(window.numbers, window.sentences, strict=True)
        for place, (first, last) in enumerate(passage.sentences[number].spans[: end - begin])
        if first < span[1] and span[0] < last
    ]
    return (found[0], found[-1]) if found else None


def nearest(
    question: Vectors, passages: Vectors, names: Sequence[tuple[str, int]], own: Sequence[bool]
) -> list[tuple[str, int]]:
    """Return the passages nearest to a question: six of its own paper, and eight others.

    The two nearest of other papers are left out: they may answer as well.

    ``question`` is float32 [d], ``passages`` [n, d]; ``own`` says which are of the paper.
    """
    order = np.argsort(-(passages @ question))
    mine = [names[n] for n in order if own[n]][:6]
    others = [names[n] for n in order[:60] if not own[n]][2:10]
    return [*mine, *others]
