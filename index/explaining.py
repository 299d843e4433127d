"""Why a passage stands where it stands among those that a search found."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus import Letter
from index.array_types import Scores
from index.dutch.lemmas import WORD, content_lemmas, lemma
from index.dutch.synonyms import Terms, read_terms
from index.engines.engine import LexicalEngine
from index.hit import Hit
from index.ranking.candidates import CANDIDATES, PARTS, Candidates
from index.ranking.fusion import PLAIN, coefficients, standardised
from index.ranking.letter_clues import NEWEST
from index.store.letter_table import LetterTable, letter_words
from index.words.groups import Analysed
from index.words.matches import Match, word_matches


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a search has weighed: the question as it was read, and all that might be shown.

    ``names`` are the words that name each letter, by its number; ``listed`` and ``learned`` are
    the terms that the question was read with.
    """

    question: str
    asked: Analysed
    found: Candidates
    names: Mapping[int, frozenset[str]]
    listed: Terms
    learned: Terms

    @classmethod
    def of(
        cls,
        question: str,
        found: Candidates,
        lexical: LexicalEngine,
        table: LetterTable,
        folder: Path,
    ) -> Evidence:
        """Return the evidence of a search in an index folder."""
        names = {row.letter: table.words(row.letter) for row in found.rows}
        asked = lexical.analysed(question)
        return cls(question, asked, found, names, read_terms(folder), lexical.learned)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: ``contribution`` is ``weight`` times ``standard``.

    ``value`` is that of the hit. ``standard`` is its z-score over the candidates, or the value
    itself for the parts that are 0 for most questions.
    """

    name: str
    value: float
    standard: float
    weight: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Named:
    """A word of the question, as written, that names the letter.

    ``by`` is ``name``, ``date``, ``sender`` or ``kind``, after what it stands in, or ``newest`` for
    a word such as "laatste".
    """

    word: str
    by: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a hit stands where it stands.

    ``dense`` and ``lexical`` are its ranks in the two legs, from 1; ``None`` when that leg did not
    find it. ``candidates`` is how many passages were weighed. The contributions of ``parts`` add
    up to the hit's score. ``missing`` are the words of the question that it does not hold.
    """

    dense: int | None
    lexical: int | None
    candidates: int
    parts: tuple[Part, ...]
    matches: tuple[Match, ...]
    missing: tuple[str, ...]
    letter: tuple[Named, ...]


def explained(evidence: Evidence, hits: Sequence[Hit]) -> list[Explanation | None]:
    """Return why each hit stands where it stands; ``None`` for one that was not weighed."""
    places = {row.number: place for place, row in enumerate(evidence.found.rows)}
    return [
        _one(evidence, hit, places[hit.number]) if hit.number in places else None for hit in hits
    ]


def _one(evidence: Evidence, hit: Hit, place: int) -> Explanation:
    found = evidence.found
    passage = hit.passage
    matches, missing = word_matches(
        evidence.question, evidence.asked, passage, evidence.listed, evidence.learned
    )
    return Explanation(
        _rank(found.dense, place),
        _rank(found.lexical, place) if found.lexical[place] > 0 else None,
        len(found.rows),
        tuple(_part(found, name, place) for name in PARTS),
        matches,
        missing,
        _named(evidence, passage.letter, found.rows[place].letter, hit.letter),
    )


def _rank(scores: Scores, place: int) -> int | None:
    """Return the rank of a passage in a leg; all that the leg found are among the candidates."""
    rank = 1 + int((scores > scores[place]).sum()) + int((scores[:place] == scores[place]).sum())
    return rank if rank <= CANDIDATES else None


def _part(found: Candidates, name: str, place: int) -> Part:
    values: Scores = getattr(found, name)
    standard = float((values if name in PLAIN else standardised(values))[place])
    weight = coefficients()[name]
    return Part(name, float(values[place]), standard, weight, weight * standard)


def _named(evidence: Evidence, letter: Letter, number: int, counted: float) -> tuple[Named, ...]:
    """Return the words of the question that name the letter and not all letters, as counted."""
    names = evidence.names
    held = Counter(word for words in names.values() for word in words)
    by = {
        "name": letter_words(letter.id, None, "", ""),
        "date": letter_words("", letter.date, "", ""),
        "sender": letter_words("", None, letter.sender, ""),
        "kind": letter_words("", None, "", letter.kind),
    }
    found, explained = [], 0.0
    written = {lemma(word): word for word in reversed(WORD.findall(evidence.question))}
    for word in dict.fromkeys(content_lemmas(evidence.question)):
        if word in names[number] and held[word] < len(names):
            explained += math.log(len(names) / held[word])
            source = next((one for one, own in by.items() if word in own), "name")
            found.append(Named(written[word], source))
    newest = NEWEST.search(evidence.question)
    if newest and counted > explained and not np.isclose(counted, explained):
        found.append(Named(newest[0], "newest"))
    return tuple(found)
