"""The sentences that may answer, and how well each does."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Letter, Passage
from index import Hit, Retriever, content_lemmas, embedded_text, lemmas

LEXICAL_WEIGHT = 0.20
TYPE_WEIGHT = 0.06
CHANGE_WEIGHT = 0.08
RANK_WEIGHT = 0.01
FEWEST_WORDS = 4  # fewer are a name, a label or a heading
MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
)
DATE = re.compile(
    rf"\b{MONTH}\b|\b(?:19|20)\d\d\b|\bkwartaal\b|\b(?:voor|na) de zomer\b|\bzomerreces\b", re.I
)
START = re.compile(
    rf"\b(?:per|vanaf|met ingang van|tot|naar|uiterlijk|sinds|in) (?:\d{{1,2}} )?{MONTH}\b", re.I
)
NUMBER = re.compile(
    r"\d|\b(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|helft|derde)\b", re.I
)
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w.]+")
EXPECTED = (
    (re.compile(r"\b(?:per|vanaf|sinds|tot) wanneer\b", re.I), START),
    (re.compile(r"\b(?:wanneer|welke datum|welk jaar|welke dag)\b", re.I), DATE),
    (
        re.compile(
            r"\b(?:hoeveel|hoe (?:hoog|lang|vaak|groot)|welk (?:bedrag|percentage)|wat kost)\b",
            re.I,
        ),
        NUMBER,
    ),
    (re.compile(r"\b(?:wie|welke (?:minister|staatssecretaris|wethouder))\b", re.I), NAME),
)
# A date or number that a letter says has changed is followed by the one that counts now.
CHANGE = re.compile(
    r"\b(?:opgeschoven|verschoven|verschuiv\w+|uitgesteld|uitstel|verlengd|verhoogd|verlaagd|"
    r"gewijzigd|vervang\w+|in plaats van|voortaan)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a letter with how well it answers.

    ``cosine`` is that of question and sentence; ``coverage`` is the share, by weight of rarity,
    of the question's words that the sentence or the headings above it hold, in [0, 1].
    """

    letter: Letter
    start: int
    end: int
    score: float
    cosine: float
    coverage: float

    @property
    def text(self) -> str:
        """The sentence, exactly."""
        return self.letter.text[self.start : self.end]


def candidates(
    question: str, hits: Sequence[Hit], retriever: Retriever, weights: dict[str, float]
) -> list[Candidate]:
    """Return the sentences of the passages and of their notes, best first."""
    expected = _expected(question)
    found = []
    for rank, (hit, sentences) in enumerate(
        zip(hits, retriever.sentences(question, hits), strict=True)
    ):
        letter = hit.passage.letter
        for start, end, cosine in sentences:
            text = letter.text[start:end]
            if len(text.split()) < FEWEST_WORDS:
                continue
            coverage = _share(weights, " ".join([*letter.section_at(start), text]))
            score = cosine + LEXICAL_WEIGHT * coverage - RANK_WEIGHT * rank
            if expected and expected.search(text):
                score += TYPE_WEIGHT + CHANGE_WEIGHT * bool(CHANGE.search(text))
            found.append(Candidate(letter, start, end, score, cosine, coverage))
    return sorted(found, key=lambda one: -one.score)


def word_weights(question: str, retriever: Retriever) -> dict[str, float]:
    """Return the question's content lemmas with their weight: rare ones count more.

    The weight is log(1 / share of passages that hold the word), as idf (Spärck Jones 1972);
    a word that no passage holds weighs as if half a passage held it. A typing error counts as the
    word that it was mended to.
    """
    total = max(1, retriever.size)
    for typed, read in retriever.mended(question):
        question = question.replace(typed, read)
    return {
        lemma: math.log(total / max(retriever.document_share(lemma) * total, 0.5)) + 0.1
        for lemma in content_lemmas(question)
    }


def covered(weights: dict[str, float], passage: Passage) -> float:
    """Return the share by weight of the words that a passage holds with its context, in [0, 1]."""
    return _share(weights, embedded_text(passage))


def _share(weights: dict[str, float], text: str) -> float:
    words = set(lemmas(text))
    total = sum(weights.values())
    return (
        sum(weight for word, weight in weights.items() if word in words) / total if total else 0.0
    )


def _expected(question: str) -> re.Pattern[str] | None:
    """Return what an answer of the asked type holds: a date, a number or a name."""
    return next((holds for asks, holds in EXPECTED if asks.search(question)), None)
