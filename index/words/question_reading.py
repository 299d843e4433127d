"""A question as it is read with what the letters hold, whichever engine searches them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from index.dutch.dictionary import is_known
from index.dutch.lemmas import lemma
from index.dutch.spelling import Vocabulary
from index.dutch.synonyms import Expansion, Terms, Words, read_terms
from index.words.groups import WEIGHTS_OF, Analysed, weights_without
from index.words.question_words import analysed

MOST_MEANINGS = 3
MENDING = "mending"
WAYS = (*WEIGHTS_OF, MENDING)
"""What is done to find more than the words of a question."""


def read_question(
    question: str,
    folder: Path | None,
    vocabulary: Vocabulary,
    learned: Terms,
    off: Collection[str] = (),
) -> Analysed:
    """Return the word groups of a question, with what may stand for each in these letters.

    ``folder`` may hold the user's own terms, ``vocabulary`` and ``learned`` come from the letters.
    ``off`` names what is not done, out of :data:`WAYS`.
    """
    held = Vocabulary({}) if MENDING in off else vocabulary
    weights = weights_without(off)
    return analysed(question, held, read_terms(folder), learned=learned, weights=weights)


def learned_terms(found: Sequence[tuple[str, int]]) -> Terms:
    """Return terms out of tokens ``short=lemma_lemma``, the commonest first, both ways round."""
    expansions: dict[Words, list[Expansion]] = {}
    for token, _ in found:
        short, _, long = token.partition("=")
        words, key = tuple(long.split("_")), (lemma(short),)
        if len(expansions.setdefault(key, [])) < MOST_MEANINGS:
            expansions[key].append(Expansion(words, True, True, is_known(short)))
            expansions.setdefault(words, []).append(Expansion(key, True, True, False))
    return Terms({words: tuple(one) for words, one in expansions.items()})
