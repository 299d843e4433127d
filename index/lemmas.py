"""Dutch words as the full-text leg sees them: lower case, without accents, as lemmas."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

import simplemma

LEMMAS_VERSION = 1
WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\w+")


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return the words that say nothing about a subject; negations are not among them."""
    text = files("index").joinpath("stop_words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def lemmas(text: str) -> list[str]:
    """Return the lemmas of all words, numbers as written, in order."""
    return [_lemma(word) for word in WORD.findall(text)]


def content_lemmas(text: str) -> list[str]:
    """Return the lemmas of the words that carry meaning, in order."""
    words = WORD.findall(text)
    return [_lemma(word) for word in words if _plain(word) not in stop_words()]


@lru_cache(maxsize=200_000)
def _lemma(word: str) -> str:
    if word[0].isdigit():
        return word.replace(".", "")
    return _plain(simplemma.lemmatize(word.lower(), lang="nl").replace("_", ""))


def _plain(word: str) -> str:
    """Return the word in lower case without accents."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))
