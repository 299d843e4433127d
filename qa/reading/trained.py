"""The reader that was learned: one pass over question and passage scores each sentence.

The bundled encoder with eight of its twelve layers learned anew reads the question and a passage
together; small layers on top say how well the passage and each sentence answer, and which words
do. It was learned with ``python -m eval.learn_reader``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Passage
from index import Variant, bundled_model, tokenizer
from qa.reading.reader import Reading, ReadSentence, Span
from qa.reading.weights import read_reader
from qa.reading.windows import Cutter, PassageTokens, Window

Floats = NDArray[np.float32]
USUAL_COSINE = 0.85
KEPT = 512  # passages whose tokens are kept
LONGEST_SHORT = 40  # tokens


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen with the weights, on the dev questions of what they were learned on.

    ``sha256`` is the checksum of the weights. The log-odds that a sentence answers are ``bias`` and
    ``slope`` times what the model gives it (Platt 1999). From which chance on a sentence is an
    answer, or a possible one; what a second sentence may have less log-odds than the first
    (``margin``); from which chance on, of the sentence times that of the words in it, the short
    answer is shown. Below ``near_from`` nothing read
    is near the question.
    """

    sha256: str
    slope: float
    bias: float
    answers_from: float
    possible_from: float
    near_from: float
    margin: float
    short_from: float


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return what was chosen with the bundled weights."""
    import tomllib

    text = files("qa.reading").joinpath("reader.toml").read_text(encoding="utf-8")
    return Settings(**tomllib.loads(text)["reader"])


@lru_cache(maxsize=1)
def default_reader() -> TrainedReader:
    """Return the bundled reader, one for the whole process."""
    return TrainedReader()


def reader_name() -> str:
    """Return the name of the bundled reader's weights.

    Raises:
        DamagedReader: they are not as they were made.
    """
    return read_reader(settings().sha256).name


class TrainedReader:
    """The bundled reader; safe to share between threads. The model is loaded at first use."""

    def __init__(self) -> None:
        self._loading = Lock()
        self._tokens = lru_cache(KEPT)(self._cut)

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        """Return what the passages say to a question; nothing answers where there are none.

        Raises:
            DamagedReader: the weights are not as they were made.
        """
        asked = self._cutter.question(question)
        cut = [self._tokens(passage) for passage in passages]
        windows = [
            (place, one)
            for place, tokens in enumerate(cut)
            for one in self._cutter.windows(asked, tokens)
        ]
        states = self._model.states([one.ids for _, one in windows])
        relevance = [-math.inf] * len(passages)
        sentences: list[ReadSentence] = []
        for (place, window), own in zip(windows, states, strict=True):
            whole, found = self._heads.read(window, own, cut[place], place)
            relevance[place] = max(relevance[place], whole)
            sentences += found
        return Reading(tuple(relevance), tuple(sentences))

    @property
    def _cutter(self) -> Cutter:
        return self._loaded[0]

    @property
    def _model(self) -> Any:  # noqa: ANN401 - of OpenVINO or PyTorch
        return self._loaded[1]

    @property
    def _heads(self) -> Heads:
        return self._loaded[2]

    @property
    def _loaded(self) -> tuple[Cutter, Any, Heads]:
        with self._loading:
            return self._parts

    @cached_property
    def _parts(self) -> tuple[Cutter, Any, Heads]:
        weights = read_reader(settings().sha256)
        model = bundled_model(Variant(f"reader-{weights.name}", weights.layers))
        return Cutter(tokenizer()), model, Heads(weights.heads)

    def _cut(self, passage: Passage) -> PassageTokens:
        return self._cutter.passage(passage)


class Heads:
    """The small layers on top of the states of the tokens."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        self._weights = weights

    def read(
        self, window: Window, states: Floats, passage: PassageTokens, place: int
    ) -> tuple[float, list[ReadSentence]]:
        """Return the relevance of a window and its sentences, with states float32 [t, h]."""
        asked = states[slice(*window.question)].mean(axis=0)
        whole = states[slice(*window.passage)].mean(axis=0)
        relevance = self._small("passage", np.concatenate([asked, whole]))
        tokens = states @ self._weights["tokens.weight"].T + self._weights["tokens.bias"]
        found = []
        for number, (first, last) in zip(window.numbers, window.sentences, strict=True):
            one = passage.sentences[number]
            if first == last:  # cut off: longer than the model reads
                continue
            own = states[first:last].mean(axis=0)
            cosine = float(own @ asked) / float(np.linalg.norm(own) * np.linalg.norm(asked))
            score = relevance + self._small("sentence", np.concatenate([own, asked]))
            score += float(np.logaddexp.reduce(tokens[first:last, 0].astype(np.float64)))
            score += float(self._weights["scale"].item()) * (cosine - USUAL_COSINE)
            short, chance = _short(tokens[first:last], one.spans)
            odds = settings().bias + settings().slope * score
            found.append(ReadSentence(place, one.start, one.end, odds, short, chance))
        return relevance, found

    def _small(self, name: str, given: Floats) -> float:
        weights = self._weights
        inner = np.tanh(weights[f"{name}_in.weight"] @ given + weights[f"{name}_in.bias"])
        return float((weights[f"{name}_out.weight"] @ inner + weights[f"{name}_out.bias"]).item())


def _short(tokens: Floats, spans: Sequence[Span]) -> tuple[Span, float]:
    """Return the likeliest stretch of tokens, by its characters, with its chance.

    ``tokens`` is float32 [t, 3]: the second and third are log-odds of being its first and last.
    """
    first, last = (_softmax(tokens[:, column]) for column in (1, 2))
    both = np.triu(np.outer(first, last))
    both -= np.triu(both, LONGEST_SHORT)
    start, end = divmod(int(both.argmax()), len(tokens))
    return (spans[start][0], spans[end][1]), float(both[start, end])


def _softmax(odds: Floats) -> Floats:
    raised = np.exp(odds - odds.max())
    return np.asarray(raised / raised.sum(), dtype=np.float32)
