"""Passages of different letters that say the same, up to small changes of wording.

Standard paragraphs stand in many letters. Two passages are twins when their five-word shingles
overlap by four fifths (Jaccard; Broder 1997) and everything that may turn the meaning is equal:
each number with the words behind it, months and days, and negations.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus import Passage

SHINGLE = 5
OVERLAP = 0.8
HASHES = 24
SCREEN = 14
"""How many of the hashes agree at least; 0.4 % of true twins at ``OVERLAP`` have fewer."""
_WORD = re.compile(r"\w+")
_NUMERAL = (
    r"(?:\w*(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|twintig"
    r"|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend|miljoen|miljard)"
    r"|één|half|halve|helft|kwart|derde|dubbele?|geheel|gehele|eerste)"
)
_DECISIVE = re.compile(
    rf"(?:[€$]\s*)?(?:\d+(?:[.,:/-]\d+)*|\b{_NUMERAL}\b)(?:\s*%|(?:\s+[^\W\d]+){{0,3}})"
    r"|\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november"
    r"|december|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b"
    r"|\b(?:niet|niets|niemand|geen|nooit|nergens|zonder|noch|on\w+|behalve|tenzij|mits|wel)\b",
    re.IGNORECASE,
)


def sketch(text: str) -> bytes:
    """Return what is enough to find the texts that may be twins: uint32 [1 + HASHES].

    First a checksum of all that has to be equal, then the least value of each of ``HASHES`` random
    hash functions over the shingles; the share of them that two texts have in common estimates
    their overlap.
    """
    decisive = zlib.crc32("|".join(_decisive(text)).encode())
    hashes = np.array([zlib.crc32(one.encode()) for one in shingles(text)], dtype=np.uint64)
    factors, terms = _functions()
    least = ((hashes[:, None] * factors + terms) >> np.uint64(32)).min(axis=0)
    return np.concatenate([[decisive], least]).astype(np.uint32).tobytes()


def may_be_twins(sketches: Sequence[bytes]) -> NDArray[np.bool_]:
    """Return for each pair of sketches, bool [n, n], whether their texts may be twins."""
    read = np.frombuffer(b"".join(sketches), dtype=np.uint32).reshape(-1, 1 + HASHES)
    equal = read[:, None, :] == read[None, :, :]
    return np.asarray(equal[:, :, 0] & (equal[:, :, 1:].sum(axis=2) >= SCREEN))


def are_twins(one: Passage, other: Passage) -> bool:
    """Whether two passages are of different letters and say the same."""
    if one.letter.id == other.letter.id or _decisive(one.text) != _decisive(other.text):
        return False
    mine, theirs = shingles(one.text), shingles(other.text)
    return len(mine & theirs) >= OVERLAP * len(mine | theirs)


def shingles(text: str) -> set[str]:
    """Return the runs of five words of a text, in small letters."""
    words = _WORD.findall(text.lower())
    last = max(1, len(words) - SHINGLE + 1)
    return {" ".join(words[start : start + SHINGLE]) for start in range(last)}


def _decisive(text: str) -> list[str]:
    return [" ".join(found.lower().split()) for found in _DECISIVE.findall(text)]


@lru_cache(maxsize=1)
def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return odd factors and terms of multiply-shift hashing (Dietzfelbinger et al. 1997)."""
    random = np.random.default_rng(1997)
    factors, terms = random.integers(0, 2**64, size=(2, HASHES), dtype=np.uint64)
    return factors | np.uint64(1), terms
