"""Typing errors: the word of the letters that a misspelt word stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.dutch.compounds import compound
from index.dutch.dictionary import is_form, is_known, listed
from index.dutch.lemmas import lemma

SHORTEST = 4
LONG = 8  # letters from which two errors are mended
LONGEST = 40
ALIKE = frozenset(listed("kc ck sz zs fv vf iy yi dt td"))
SOUND = str.maketrans("kzvyd", "csfit")  # letters that sound alike become one
SPELT = (
    *(("ch", "g"), ("ph", "f"), ("th", "t"), ("rh", "r"), ("ae", "e"), ("qu", "kw"), ("x", "ks")),
    *(("ij", "i"), ("ei", "i"), ("ou", "au")),
)
_TWICE = re.compile(r"(.)\1")
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


class Vocabulary:
    """The lemmas that passages hold, with how many hold each, and the nearest to a wrong word."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self.frequencies = frequencies

    def holds(self, word: str) -> bool:
        """Whether any passage holds this lemma."""
        return self.frequencies.get(word, 0) > 0

    def mended(self, word: str, name: bool = False) -> str | None:
        """Return the lemma that a misspelt word (lower case, no accents) must be; or ``None``.

        Only a word that no passage holds and that is not Dutch is misspelt. It stands for the word
        that sounds the same, or else for the one with the fewest errors (Damerau 1964, in the
        restricted sense; a letter for one that sounds alike is half an error); then for the one
        that starts with the same letter; then for the commonest. Two errors are mended in long
        words only, and not if the first letter would be one. A ``name`` is another name unless it
        sounds the same.
        """
        if not SHORTEST <= len(word) <= LONGEST or not word.isascii() or not word.isalpha():
            return None
        if self.holds(lemma(word)) or is_known(word):
            return None
        found = dict.fromkeys(self._by_sound.get(sound(lemma(word)), ()), 0.0)
        if not found and not name:
            found = self._forms_near(word) | self._lemmas_near(word, 1)
        if not found and not name and len(word) >= LONG and not compound(word):
            found = self._lemmas_near(word, 2)
        rank = {
            one: (errors, one[0] != word[0], -self.frequencies.get(one, 0), one)
            for one, errors in found.items()
        }
        return min(rank, key=rank.__getitem__, default=None)

    def _forms_near(self, word: str) -> dict[str, float]:
        """Return the lemmas whose inflected forms are one error away, with the errors."""
        found: dict[str, float] = {}
        for form in filter(is_form, one_error_away(word)):
            if self.holds(meant := lemma(form)):
                found[meant] = min(found.get(meant, 1.0), distance(word, form, 1))
        return found

    def _lemmas_near(self, word: str, most: int) -> dict[str, float]:
        """Return the lemmas that are at most so many errors away, with the errors."""
        found = {one: distance(word, one, most) for one in self._similar(word, most)}
        return {one: errors for one, errors in found.items() if errors <= most}

    def _similar(self, word: str, most: int) -> list[str]:
        """Return the words that can be within so many errors, by their letters.

        Each error changes at most two of the letters that two words do not share: the bag
        distance of Bartolini, Ciaccia and Patella (2002), a lower bound of the edit distance.
        With more than one error the first letter must be right.
        """
        words, lengths, bags = self._index
        right = np.abs(lengths - len(word)) <= most
        right &= np.bitwise_count(bags ^ _bags([word])[0]) <= 2 * most
        found = [words[place] for place in np.flatnonzero(right)]
        return found if most == 1 else [one for one in found if one[0] == word[0]]

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        """The words that can be what was meant, by their sound."""
        found: dict[str, list[str]] = {}
        for word in self._index[0]:
            found.setdefault(sound(word), []).append(word)
        return found

    @cached_property
    def _index(self) -> tuple[list[str], NDArray[np.int64], NDArray[np.uint64]]:
        """The words that can be what was meant, with their lengths and letters; made when asked."""
        words = [
            word
            for word in self.frequencies
            if SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha()
        ]
        lengths = np.array([len(word) for word in words], dtype=np.int64)
        return words, lengths, _bags(words)


def _bags(words: list[str]) -> NDArray[np.uint64]:
    """Return for each word one bit for each sound it holds, and one for each it holds twice."""
    sounds = np.array([word.translate(SOUND) for word in words], dtype=f"<U{LONGEST}")
    bags = np.zeros(len(words), dtype=np.uint64)
    for place, letter in enumerate(ALPHABET):
        count = np.char.count(sounds, letter)
        bags |= (count > 0).astype(np.uint64) << np.uint64(2 * place)
        bags |= (count > 1).astype(np.uint64) << np.uint64(2 * place + 1)
    return bags


def sound(word: str) -> str:
    """Return how a word is said, roughly: letters that sound alike are one, double ones too."""
    for spelt, said in SPELT:
        word = word.replace(spelt, said)
    return _TWICE.sub(r"\1", word.translate(SOUND))


def one_error_away(word: str) -> set[str]:
    """Return everything that one letter more, less, other or swapped makes of a word."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {first + last[1:] for first, last in cuts if last}
    found |= {first + last[1] + last[0] + last[2:] for first, last in cuts if len(last) > 1}
    found |= {first + one + last[1:] for first, last in cuts if last for one in ALPHABET}
    found |= {first + one + last for first, last in cuts for one in ALPHABET}
    return found - {word}


def distance(one: str, other: str, most: int) -> float:
    """Return the letters added, left out, changed or swapped; beyond ``most`` some higher number.

    One letter for another that sounds like it is half an error.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[float] = []
    last: list[float] = [float(column) for column in range(len(other) + 1)]
    for row, letter in enumerate(one):
        line = [row + 1.0]
        for column, against in enumerate(other):
            cost = min(last[column + 1], line[-1]) + 1
            if letter == against:
                cost = min(cost, last[column])
            else:
                cost = min(cost, last[column] + (0.5 if letter + against in ALIKE else 1))
                if row and column and letter == other[column - 1] and one[row - 1] == against:
                    cost = min(cost, before[column - 1] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]
