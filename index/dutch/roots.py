"""The roots of the words of a passage and of the parts of its compounds."""

from __future__ import annotations

from functools import lru_cache

from index.dutch.compounds import LONG_PART, compound, root
from index.dutch.lemmas import lemma, stop_words


@lru_cache(maxsize=200_000)
def parts(word: str) -> tuple[str, ...]:
    """Return the lemmas of all parts of a compound, and of their parts; empty for other words."""
    found = compound(word)
    if not found:
        return ()
    return tuple(
        one
        for part in found
        for one in (lemma(part), *(parts(part) if len(part) >= LONG_PART else ()))
    )


def roots(lemmas: list[str]) -> list[str]:
    """Return the roots of all words that carry meaning, each followed by those of its parts."""
    stop = stop_words()
    return [
        root(one)
        for word in lemmas
        if word not in stop and len(word) > 2 and word[0].isalpha()
        for one in (word, *parts(word))
    ]
