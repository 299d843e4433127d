"""What in a question points at a letter: its year, sender or kind, or that it is the newest."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from corpus import Passage
from index.array_types import Scores
from index.dutch.lemmas import content_lemmas

NEWEST = re.compile(r"\b(?:laatste|nieuwste|recentste|meest recente|huidige)\b", re.IGNORECASE)
# With the coefficient of letter, chosen on the dev half of tests/data/steering.tsv.
NEWEST_COUNTS = 1.5
# A question about the letter as such: who wrote it, to whom, when, under which number.
ABOUT_LETTER = re.compile(
    r"\bonderteken\w*|\b(?:kenmerk|documentnummer|briefnummer|aanhef|afzender|geadresseerden?)\b"
    r"|\b(?:op|van|onder) (?:welke datum|welke dag|welk nummer)\b"
    r"|\b(?:aan|tot) wie\b.*\b(?:gericht|richt|geschreven|schreef|gestuurd|stuurde)\b"
    r"|\b(?:wie|welke \w+)\b.*\b(?:schreef|stuurde|verstuurde)\b.*\b\w*brief\b"
    r"|\bvan welk ministerie\b|\bwelke directie\b",
    re.IGNORECASE,
)
CLOSING = re.compile(r"\bHoogachtend\b|\bMet vriendelijke groet")


def asks_about_letter(question: str) -> bool:
    """Whether a question asks who wrote a letter, to whom, when or under which number."""
    return bool(ABOUT_LETTER.search(question))


def is_frame(passage: Passage) -> bool:
    """Whether a passage is the head of its letter or holds its signature."""
    surname = passage.letter.sender.partition(",")[0].split()[-1:]
    signed = passage.text.rstrip().endswith(tuple(surname)) if surname else False
    return passage.start == 0 or signed or bool(CLOSING.search(passage.text))


def letter_match(question: str, letters: Sequence[frozenset[str]], newest: int | None) -> Scores:
    """Return how much the question points at each letter, at least 0: float64 [n].

    A word that names some of the letters counts the logarithm of one over their share, as idf does
    (Spärck Jones 1972): what names all of them says nothing. ``newest`` is the place of the newest
    letter of the index, which words such as "laatste" point at.
    """
    held = Counter(word for words in letters for word in words)
    asked = {
        word: math.log(len(letters) / held[word]) for word in content_lemmas(question) if held[word]
    }
    sums = [sum(asked[word] for word in sorted(asked.keys() & words)) for words in letters]
    scores = np.array(sums, dtype=np.float64)
    if newest is not None and NEWEST.search(question):
        scores[newest] += NEWEST_COUNTS
    return scores
