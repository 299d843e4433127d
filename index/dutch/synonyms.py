"""Words that mean the same: those that come with the program, and those a user adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from index.dutch.dictionary import is_known
from index.dutch.lemmas import WORD, lemmas

FILE_NAME = "wmo-termen.txt"
MOST_WORDS = 12
SHORT = 5  # letters of an abbreviation without capitals
_SIGN = re.compile(r"[=>]")

Words = tuple[str, ...]
"""The lemmas of a term, in order."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a term also goes by; ``same`` when it means just that, not only something near.

    ``short`` tells that one is the abbreviation of the other; ``capitals`` that the term counts
    only where it is written in capitals.
    """

    words: Words
    same: bool
    short: bool
    capitals: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """What each term also goes by, and in Dutch which lines of a file could not be used."""

    expansions: dict[Words, tuple[Expansion, ...]]
    warnings: tuple[str, ...] = ()

    @property
    def longest(self) -> int:
        """How many words the longest term has."""
        return max(map(len, self.expansions), default=0)


def read_terms(folder: Path | None = None) -> Terms:
    """Return the terms of the program and, if a folder has a file of its own, those of the user."""
    if folder is None or not (path := folder / FILE_NAME).exists():
        return _bundled()
    stamp = path.stat()
    return _with_own(path, stamp.st_mtime_ns, stamp.st_size)


def parsed(lines: Iterable[str], name: str) -> Terms:
    """Return the terms of the lines of a file; a line that is no term is named and left out."""
    found: dict[Words, dict[Words, Expansion]] = {}
    warnings = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        left, right = _sides(line)
        if not left or not right or not all(map(_is_term, left + right)):
            warnings.append(
                f"{name}, regel {number}: verwacht 'woord = woord' of 'woord > woord', elk van "
                f"hooguit {MOST_WORDS} woorden; de regel is overgeslagen."
            )
            continue
        for key, one in _expansions(left, right, "=" if left == right else ">"):
            known = found.setdefault(key, {})
            known[one.words] = known.get(one.words, one)
    return Terms({key: tuple(known.values()) for key, known in found.items()}, tuple(warnings))


def _sides(line: str) -> tuple[list[str], list[str]]:
    """Return the terms on the left and on the right; the same ones twice when all are equal."""
    left, sign, right = line.partition(">")
    terms = [one.strip() for one in left.split("=")]
    if not sign:
        return (terms, terms) if len(terms) > 1 else ([], [])
    return terms, [one.strip() for one in right.split("=")]


def _is_term(text: str) -> bool:
    return 0 < len(WORD.findall(text)) <= MOST_WORDS and not _SIGN.search(text)


def _expansions(
    left: Sequence[str], right: Sequence[str], sign: str
) -> Iterator[tuple[Words, Expansion]]:
    for term in left:
        key = tuple(lemmas(term))
        capitals = len(term) > 1 and term.isupper() and is_known(term.lower())
        for other in right:
            words = tuple(lemmas(other))
            if words != key:
                short = sign == "=" and _is_short(term) != _is_short(other)
                yield key, Expansion(words, sign == "=", short, capitals)


def _is_short(term: str) -> bool:
    """Whether a term looks like an abbreviation: a word of few letters that is no Dutch word."""
    letters = sum(map(str.isupper, term))
    return " " not in term and (letters > 1 or (len(term) <= SHORT and not is_known(term)))


@lru_cache(maxsize=1)
def _bundled() -> Terms:
    text = files("index.dutch").joinpath("terms.txt").read_text(encoding="utf-8")
    return parsed(text.splitlines(), "terms.txt")


@lru_cache(maxsize=4)
def _with_own(path: Path, changed: int, size: int) -> Terms:
    """Return all terms; the moment of change and the size tell one reading from another."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        warning = f"{path.name} is niet te lezen als tekst in UTF-8 en telt niet mee."
        return Terms(_bundled().expansions, (warning,))
    own = parsed(lines, path.name)
    joined = dict(_bundled().expansions)
    for key, found in own.expansions.items():
        joined[key] = tuple(dict.fromkeys((*found, *joined.get(key, ()))))
    return Terms(joined, own.warnings)
