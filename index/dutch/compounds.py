"""Dutch compounds taken apart, and words brought back to the root that their kin share.

A compound is two known words with, between them, nothing or a linking sound (-s-, -en-, -e-).
Known are simplemma's words and those of the files that come with the program, so that a passage
has the same parts whatever else an index holds.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from index.dutch.dictionary import is_form, listed, plain, words_of

SHORTEST = 4
SHORT_PARTS = frozenset(
    listed("dag lid bed wet eis pas bus bad wmo pgb weg arm kas wlz ggz azc cak zin")
)
LINKS = ("", "s", "e", "en", "n", "er")
LISTS = ("nouns.txt", "terms.txt")
LONG_PART = 9  # shorter ones come apart wrongly as often as rightly: best-uurs
LONGEST = 40  # longer is no word but what a file left of a table or an address
# Particles and endings that are words as well, but no parts of a compound.
NO_FIRST = frozenset(
    listed(
        "mini voor over onder door tegen achter tussen naar mede weer terug samen niet binnen "
        "buiten boven beneden hier daar waar zonder tezamen onge zelf elke ieder deze"
    )
)
NO_LAST = frozenset(
    listed(
        "ster heid lijk baar loos zaam schap achtig matig isch ering eren atie ische elijk ende "
        "erij ingen heden steling baarheid loosheid zaamheid lijkheid"
    )
)
# Suffixes that make one word of another: ondersteun-en, -er, -ing; huishoud-en, -elijk.
SUFFIX = re.compile(r"(?:elijk|ingen|ing|enden?|sters?|aars?|(?<=r)ders?|(?<!e)ers?|(?<!e)en|e)$")
MAKER = re.compile(r"(?:ers?|aars?|ing|ingen|baar)$")
VOWELS = "aeiouy"
_DOUBLE_VOWEL = re.compile(r"([aeou])\1(?=[^aeiouy]*$)")
_DOUBLE_CONSONANT = re.compile(r"([^aeiouy])\1$")


@lru_cache(maxsize=200_000)
def compound(word: str) -> tuple[str, str] | None:
    """Return the two words that a compound is made of, in lower case; ``None`` for other words.

    Of several ways the one with the fewest words wins, then the one without a linking sound, then
    the most even one.
    """
    if not 2 * min(SHORTEST, 3) <= len(word) <= LONGEST or not word.isalpha():
        return None
    ways = [way for cut in range(3, len(word) - 2) if (way := _cut(word, cut))]
    if not ways:
        return None
    first, last = min(ways)[-2:]
    return first, last


@lru_cache(maxsize=1)
def nouns() -> frozenset[str]:
    """Return words that no list of inflected forms has, without accents."""
    lists = (files("index.dutch").joinpath(name).read_text(encoding="utf-8") for name in LISTS)
    found = (plain(word) for text in lists for word in words_of(text))
    return frozenset(word for word in found if len(word) > SHORTEST and word.isalpha())


def leaves(word: str) -> tuple[str, ...]:
    """Return the smallest words that a word is made of; only itself when it is no compound."""
    found = compound(word)
    if not found:
        return (word,)
    return tuple(
        leaf for part in found for leaf in (leaves(part) if len(part) >= LONG_PART else (part,))
    )


@lru_cache(maxsize=200_000)
def root(word: str) -> str:
    """Return what a lemma shares with its kin: ``ondersteun`` of ondersteuning and ondersteunen.

    It need not be a word: vowels and consonants are written once and f and s stand for v and z.
    """
    if not word.isalpha() or len(word) < SHORTEST:
        return word
    kept = word.endswith("er") and is_form(f"{word}en")  # cijfer, of which cijferen is made
    short = word if kept else SUFFIX.sub("", word)
    if len(short) < 3 or not any(one in VOWELS for one in short):
        short = word
    short = _DOUBLE_CONSONANT.sub(r"\1", _DOUBLE_VOWEL.sub(r"\1", short))
    return short[:-1] + {"v": "f", "z": "s"}.get(short[-1], short[-1])


def _cut(word: str, cut: int) -> tuple[int, bool, int, str, str] | None:
    """Return the way to read a word as two, with what ranks it; ``None`` if it is no way."""
    last = word[cut:]
    last_words = _words_in(last)
    if not last_words or last in NO_LAST:
        return None
    for link in LINKS:
        first = word[: cut - len(link)]
        if not word[:cut].endswith(link) or len(first) < 3:
            continue
        if first not in NO_FIRST and (first_words := _words_in(first)):
            even = -min(len(first), len(last))
            return first_words + last_words, bool(link), even, first, last
    return None


def _is_word(part: str) -> bool:
    """Whether a part is a word, or made of one: weiger-aar, afreken-ing, houdbaar-heid."""
    if is_form(part) or part in nouns():
        return True
    made_of = part.removesuffix("heid") if part.endswith("heid") else MAKER.sub("en", part)
    return len(made_of) >= 5 and made_of != part and is_form(made_of)


def _words_in(part: str) -> int:
    """Return how many known words a part consists of; 0 when it is not made of known words."""
    if part in SHORT_PARTS or (len(part) >= SHORTEST and _is_word(part)):
        return 1
    inner = compound(part) if len(part) >= 2 * SHORTEST else None
    return _words_in(inner[0]) + _words_in(inner[1]) if inner else 0
