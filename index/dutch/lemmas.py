"""Dutch words as the full-text leg sees them: lower case, without accents, as lemmas."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from index.dutch.compounds import compound
from index.dutch.dictionary import is_form, is_known, lemma_of, plain, words_of

LEMMAS_VERSION = 4
_SMALL = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"  # digits of m² and CO₂, which people type as m2 and CO2
WORD = re.compile(rf"\d+(?:[.,:/]\d+)*|[{_SMALL}]+|[^\W\d_{_SMALL}]+(?:['’][^\W\d_{_SMALL}]+)*|\w+")
_DIGITS = str.maketrans(_SMALL, "01234567890123456789")
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
WEAK = "# weak"


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return the words that say nothing about a subject; negations are not among them."""
    return words_of(_stop_text())


@lru_cache(maxsize=1)
def weak_words() -> frozenset[str]:
    """Return the stop words that do mean something when a question has no other word."""
    return words_of(_stop_text().partition(WEAK)[2])


def lemmas(text: str) -> list[str]:
    """Return the lemmas of all words, numbers as written without points, in order."""
    return [lemma(word) for word in WORD.findall(text)]


def content_lemmas(text: str) -> list[str]:
    """Return the lemmas of the words that carry meaning, in order."""
    words = WORD.findall(text)
    return [lemma(word) for word in words if plain(word) not in stop_words()]


def is_dutch(word: str) -> bool:
    """Whether a word stands in the dictionary, or is made of words that do."""
    return is_known(word) or compound(plain(word)) is not None


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """Return the lemma of one word; of a number, the number without thousands separators.

    A compound that is no word of the dictionary has the lemma of its last part.
    """
    if word[0].isdigit():
        word = word.translate(_DIGITS)
        return word.replace(".", "") if THOUSANDS.fullmatch(word) else word
    found = lemma_of(word) or word  # a sign such as ª has none
    if found == plain(word) and not is_form(word.lower()) and (parts := compound(found)):
        last = lemma_of(parts[1])
        if last[:3] == parts[1][:3]:  # and not gebonden, that is binden
            return found.removesuffix(parts[1]) + last
    return found


def _stop_text() -> str:
    return files("index.dutch").joinpath("stop_words.txt").read_text(encoding="utf-8")
