"""Whether a later letter speaks of what was promised.

A promise itself is mostly said in words that fit any ("ik informeer uw Kamer over de uitkomsten"):
cosines of such sentences tell nothing (dev: right and wrong ones mixed between 0.85 and 0.92). What
it is about stands in the heading above it. A later sentence speaks of the same matter when it, with
its own heading, holds that heading's words, and one of these is the name of a matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import Letter
from index import Filter, NothingLeft, Retriever, content_lemmas, lemmas
from qa.answer import Citation
from qa.citing.proof import cite
from qa.promises.commitments import Commitment
from qa.questions.analysed_question import word_weights

SHARE = 0.8  # by weight, of the heading's words; on dev right ones have 1.0, wrong ones to 0.71
NAME = 10  # letters: names of matters are compounds (houdbaarheidsonderzoek, cliëntondersteuning)
READ = 20  # passages of later letters
LONGEST = 400  # characters of a promise that are searched for
_NUMBERING = re.compile(r"^[\d.]+\s*|\b(?:Wmo|20\d\d)\b")


def followed(found: Sequence[Commitment], retriever: Retriever) -> list[Commitment]:
    """Return commitments with the place where a later letter speaks of each, if one does."""
    letters = retriever.letters()
    return [replace(one, followed=_later(one, letters, retriever)) for one in found]


def _later(one: Commitment, letters: Sequence[Letter], retriever: Retriever) -> Citation | None:
    """Return the nearest sentence on the same matter in a later letter of the same level."""
    own = one.citation.letter
    matter = _NUMBERING.sub("", " ".join(one.citation.section[-1:]))
    later = tuple(other.id for other in letters if _is_later(other, own))
    words = [word for word in content_lemmas(matter) if len(word) > 3]
    if not later or not any(len(word) >= NAME for word in words):
        return None
    question = f"{matter}. {' '.join(one.citation.quote.split())}"[:LONGEST]
    try:
        hits = retriever.search(question, READ, only=Filter(letters=later))
    except NothingLeft:
        return None
    weights = word_weights(matter, retriever)
    near = [
        (match.cosine, hit.passage.letter, match.start, match.end)
        for hit, matches in zip(hits, retriever.sentences(question, hits), strict=True)
        for match in matches
        if _share(words, weights, hit.passage.letter, match.start, match.end) >= SHARE
    ]
    if not near:
        return None
    _, letter, start, end = max(near, key=lambda found: found[0])
    return cite(letter, letter.text[start:end], start)


def _share(
    words: Sequence[str], weights: dict[str, float], letter: Letter, start: int, end: int
) -> float:
    """Return the share by weight of words that a sentence with its heading holds, in [0, 1].

    A word may be a part of a compound: ``toezicht`` stands in ``Wmo-toezicht``.
    """
    own = " ".join([*letter.section_at(start)[-1:], letter.text[start:end]])
    there = " ".join(lemmas(own))
    total = sum(weights.get(word, 1.0) for word in words)
    return sum(weights.get(word, 1.0) for word in words if word in there) / total


def _is_later(one: Letter, other: Letter) -> bool:
    """Whether a letter is of the same level of government, and later."""
    dated = one.date and other.date and one.date.surely_after(other.date)
    return bool(dated) and one.level == other.level
