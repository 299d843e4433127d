"""The sentences that may answer, and how well each does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib.resources import files
from math import log

import numpy as np

from corpus import Letter
from index import Hit, Retriever, SentenceMatch, Vectors
from qa.aside import turns_aside
from qa.asked import FIGURES, Asked
from qa.expected import CHANGE, NEGATION, Kind, holds, sure_kind

FEWEST_WORDS = 3  # fewer are a name, a label or a heading
HEAD = 3_000  # characters in which the salutation stands
LONGEST_CLOSING = 800  # characters; more is an annex that follows the signature
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
SALUTATION = re.compile(r"^(?:Geachte?|Beste)\b[^\n]*$", re.MULTILINE)
CLOSING = re.compile(r"^(?:Hoogachtend|Met vriendelijke groet(?:en)?),?[ \t]*$", re.MULTILINE)
FRAME = re.compile(
    r"\*?(?:Betreft|Onderwerp|Datum|Kenmerk|Ons kenmerk|Uw kenmerk|Geachte|Beste|Hoogachtend"
    r"|Met vriendelijke groet|Inhoudsopgave|namens het|Retouradres|Dit is een fictief"
    r"|Correspondentie uitsluitend)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a sentence as an answer; flags are 0 or 1.

    ``cosine``, ``words`` (late interaction weighed by rarity) and what the sentence ``before`` and
    ``after`` add to it; ``coverage`` and ``passage``: the share by weight of the question's words
    that the sentence with its headings, and the whole passage, hold; ``rank`` of the passage, in
    tens, and its ``score`` below that of the best; ``kind``: it holds the kind of answer that is
    asked for; ``change`` of a date or number; ``fresh``: a number that the question did not name;
    ``length``: natural logarithm of its words; ``frame`` of a letter; ``opens`` a list; ``asks``;
    ``denies`` or affirms what is asked; ``defines`` what is asked.
    """

    cosine: float
    words: float
    before: float
    after: float
    coverage: float
    passage: float
    rank: float
    score: float
    kind: float
    change: float
    fresh: float
    length: float
    frame: float
    opens: float
    asks: float
    denies: float
    defines: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a letter with how well it answers: higher is better.

    ``weakest`` is the cosine of the question's word that comes least near, in [-1, 1].
    ``vector`` is that of the sentence.
    """

    letter: Letter
    start: int
    end: int
    score: float
    features: Features
    hit: Hit
    weakest: float
    vector: Vectors

    @property
    def text(self) -> str:
        """The sentence, exactly."""
        return self.letter.text[self.start : self.end]


def candidates(asked: Asked, hits: Sequence[Hit], retriever: Retriever) -> list[Candidate]:
    """Return the sentences of the passages and of their notes, best first.

    Those of a section about another matter than what is asked are left out.
    """
    found = []
    for rank, (hit, matches) in enumerate(
        zip(hits, retriever.sentences(asked.text, hits), strict=True)
    ):
        below = hit.score - hits[0].score
        for one, part in _of_passage(asked, hit, matches):
            features = replace(part, rank=rank / 10, score=below)
            weakest = asked.weakest(one.tokens)
            letter, score = hit.passage.letter, score_of(features)
            place = letter, one.start, one.end
            found.append(Candidate(*place, score, features, hit, weakest, one.vector))
    return sorted(found, key=lambda one: -one.score)


def score_of(features: Features) -> float:
    """Return how well a sentence answers: the weighed sum of its features."""
    weighed = (weight * getattr(features, name) for name, weight in coefficients().items())
    return float(sum(weighed))


@lru_cache(maxsize=1)
def coefficients() -> dict[str, float]:
    """Return what each feature counts for, as learned (``python -m eval.learn_sentences``)."""
    text = files("qa").joinpath("sentences.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text)["coefficients"].items()}


def frame_of(letter: Letter) -> tuple[int, int]:
    """Return where the body of a letter begins, after the salutation, and where it is closed.

    Characters; 0 and the end of the running text when the letter has no such lines.
    """
    opening = SALUTATION.search(letter.text, 0, HEAD)
    closings = list(CLOSING.finditer(letter.text, 0, letter.body_end))
    after = closings[-1].start() if closings else letter.body_end
    last = letter.body_end - after <= LONGEST_CLOSING
    return (opening.start() if opening else 0), (after if last else letter.body_end)


def _of_passage(
    asked: Asked, hit: Hit, matches: Sequence[SentenceMatch]
) -> Iterator[tuple[SentenceMatch, Features]]:
    """Yield the sentences that may be statements; rank and score of the passage are not known."""
    letter, passage = hit.passage.letter, asked.covered(hit.passage)
    body, closing = frame_of(letter)
    near = [asked.near(one.tokens) for one in matches]
    for place, one in enumerate(matches):
        text = letter.text[one.start : one.end]
        framed = one.start < body or closing <= one.start < letter.body_end
        short = len(ADDRESS.sub("", text).split()) < FEWEST_WORDS
        if framed or short or turns_aside(asked, letter, one.start):
            continue
        gains = [
            asked.near(np.maximum(matches[beside].tokens, one.tokens)) - near[place]
            if 0 <= beside < len(matches)
            else 0.0
            for beside in (place - 1, place + 1)
        ]
        headed = " ".join([*letter.section_at(one.start), text])
        yield (
            one,
            Features(
                *(one.cosine, near[place], *gains, asked.share(headed), passage, 0.0, 0.0),
                *_of_text(asked, text),
            ),
        )


def _of_text(asked: Asked, text: str) -> tuple[float, ...]:
    """Return the features from ``kind`` on, which need no more than the words."""
    kind, plain = sure_kind(asked.kinds), text.rstrip()
    has = holds(kind, text)
    fresh = kind is not Kind.OTHER and bool(set(FIGURES.findall(text)) - asked.figures)
    flags = (
        *(has, has and bool(CHANGE.search(text)), fresh),
        *(bool(FRAME.match(text)), plain.endswith(":"), plain.endswith("?")),
        Kind.YES_NO in asked.kinds and bool(NEGATION.search(text)),
        Kind.MEANING in asked.kinds and holds(Kind.MEANING, text),
    )
    numbers = [float(flag) for flag in flags]
    return (*numbers[:3], log(len(text.split())), *numbers[3:])


def as_row(features: Features) -> list[float]:
    """Return the features as numbers, in order of the fields."""
    return list(asdict(features).values())
