"""Which words are Dutch, by the forms that simplemma knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_PRONOMINAL = re.compile(
    r"(?:er|hier|daar|waar)(?:aan|achter|af|bij|door|in|langs|mee|na|naar|om|onder|op|over|tegen"
    r"|toe|tussen|uit|van|voor)",
    re.IGNORECASE,
)


def plain(word: str) -> str:
    """Return the word in lower case without accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def is_form(word: str) -> bool:
    """Whether exactly this word, in lower case, stands in the dictionary."""
    return word in _forms() or word in _accented()


def is_known(word: str) -> bool:
    """Whether the word is Dutch in any case, with its accents or without."""
    import simplemma

    return bool(simplemma.is_known(word, lang="nl")) or word.lower() in _accented()


def lemma_of(word: str) -> str:
    """Return the lemma of a word, in lower case without accents; separable verbs in one word.

    A word that lost its accents has the lemma of the word that has them: ``financiele`` is read
    as ``financiële``.
    """
    import simplemma

    lower = word.lower()
    if lower.isascii() and lower not in _forms():
        lower = _accented().get(lower, lower)
    return plain(simplemma.lemmatize(lower, lang="nl").replace("_", ""))


def listed(words: str) -> list[str]:
    """Return words that are written with spaces between."""
    return words.split()


def words_of(text: str) -> frozenset[str]:
    """Return the words in the text of a list, without the lines that start with #."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, str]:
    from simplemma.strategies.dictionaries import dictionary_factory

    forms: Mapping[str, str] = dictionary_factory.DEFAULT_DICTIONARY_FACTORY.get_dictionary("nl")
    return forms


@lru_cache(maxsize=1)
def _accented() -> dict[str, str]:
    """Return the words with accents by what they are without, where that is no word itself."""
    found = (form for form in _forms() if not form.isascii() and form.islower())
    return {bare: form for form in found if (bare := plain(form)) not in _forms()}


def is_pronominal(word: str) -> bool:
    """Whether a word is one such as "ernaar" and "waartegen", which word lists lack."""
    return bool(_PRONOMINAL.fullmatch(word))
