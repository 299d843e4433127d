"""Which words of a question a passage holds, and by what each was matched."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from corpus import Passage
from index.dutch.compounds import root
from index.dutch.hyphens import hidden_words
from index.dutch.lemmas import WORD, lemma
from index.dutch.notations import notations
from index.dutch.roots import roots
from index.dutch.synonyms import Terms, Words
from index.passage_context import context_line
from index.words.fields import HEADING
from index.words.groups import Analysed, Term, WordGroup
from index.words.passage_words import passage_words, stored_words

Way = Literal["word", "root", "compound", "parts", "synonym", "abbreviation", "joined", "notation"]
"""How a word was matched: by itself in any form, by its root, as part of a compound in the passage,
by its own parts, by a synonym of the terms list, by an abbreviation that the letters explain, by
the word it makes with others of the question, or as the same date, number or article."""
Place = Literal["text", "note", "heading"]


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the question and the words of the passage it was matched with, as written.

    ``weight`` in (0, 1] is what this way of matching counts for. ``place`` is where the words
    stand: in the text, in a note of it, or above it (letter title, date, sender and headings).
    """

    asked: str
    found: tuple[str, ...]
    way: Way
    place: Place
    weight: float


@dataclass(frozen=True, slots=True)
class _Written:
    """A word of a passage: as written, its lemma and its roots, and where it stands."""

    text: str
    lemma: str
    roots: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class _Held:
    """What a term was found by: words as written, where they stand, and what that counts for."""

    words: tuple[str, ...]
    place: Place
    weight: float


class PassageText:
    """The words of one passage, as they are written and as they are searched."""

    def __init__(self, passage: Passage) -> None:
        self._texts: tuple[tuple[Place, str], ...] = (
            ("text", passage.text),
            ("note", "\n".join(passage.footnotes)),
            ("heading", context_line(passage)),
        )
        stored = stored_words(passage_words(passage))
        self._lemmas = {"text": stored.body.split(), "note": stored.notes.split()}
        self._exact = frozenset(stored.exact.split())
        self._words = [one for place, text in self._texts for one in _written(text, place)]

    def held(self, term: Term) -> _Held | None:
        """Return what a term was found by; ``None`` when the passage does not hold it."""
        if term.field == "exact":
            return self._notation(term)
        if term.field == "parts":
            return self._by_root(term)
        return self._by_lemma(term) if len(term.words) == 1 else self._phrase(term)

    def _by_lemma(self, term: Term) -> _Held | None:
        for one in self._words:
            if one.lemma == term.words[0]:
                counts = HEADING if one.place == "heading" else 1
                return _Held((one.text,), one.place, term.weight * counts)
        return None

    def _by_root(self, term: Term) -> _Held | None:
        whole = next((one for one in self._words if set(term.words) <= set(one.roots)), None)
        found = [whole] if whole else [self._with_root(wanted) for wanted in term.words]
        words = tuple(dict.fromkeys(one.text for one in found if one))
        return _Held(words, found[0].place, term.weight) if found[0] and all(found) else None

    def _with_root(self, wanted: str) -> _Written | None:
        return next((one for one in self._words if wanted in one.roots), None)

    def _phrase(self, term: Term) -> _Held | None:
        size = len(term.words)
        for place, text in self._texts[:2]:
            known = self._lemmas[place]
            spans = [match.span() for match in WORD.finditer(text)]
            for start in range(len(known) - size + 1):
                if tuple(known[start : start + size]) == term.words:
                    written = text[spans[start][0] : spans[start + size - 1][1]]
                    return _Held((" ".join(written.split()),), place, term.weight)
        return None

    def _notation(self, term: Term) -> _Held | None:
        if term.words[0] not in self._exact:
            return None
        for place, text in self._texts:
            for one in notations(text):
                if one.token == term.words[0]:
                    written = " ".join(text[one.start : one.end].split())
                    return _Held((written,), place, term.weight)
        return None


def word_matches(
    question: str, asked: Analysed, passage: Passage, listed: Terms, learned: Terms
) -> tuple[tuple[Match, ...], tuple[str, ...]]:
    """Return the words of the question that a passage holds, and those that it does not.

    Each word is matched once, in the way that counts most; ``listed`` and ``learned`` are the
    terms that the question was read with.
    """
    text = PassageText(passage)
    as_asked = _as_asked(question, asked)
    matches, missing = [], []
    for group in asked.groups:
        word = as_asked.get(group.word) or _notation_asked(question, group.word)
        held = [(term, one) for term in group.alternatives if (one := text.held(term))]
        if not held:
            missing.append(word)
            continue
        term, best = max(held, key=lambda pair: pair[1].weight)
        way = _way(group, term, best, _words_of(group, listed), _words_of(group, learned))
        matches.append(Match(word, best.words, way, best.place, best.weight))
    return tuple(dict.fromkeys(matches)), tuple(dict.fromkeys(missing))


def _way(
    group: WordGroup,
    term: Term,
    found: _Held,
    listed: Collection[Words],
    learned: Collection[Words],
) -> Way:
    if term.field == "exact":
        return "notation"
    if term.field == "lemmas":
        if term.words == (group.word,):
            return "word"
        if term.words in listed:
            return "synonym"
        return "abbreviation" if term.words in learned else "joined"
    if len(found.words) > 1:
        return "parts"
    if root(lemma(found.words[0])) == root(group.word):
        return "root"
    return "joined" if len(term.words) == 1 and term.words != (root(group.word),) else "compound"


def _words_of(group: WordGroup, terms: Terms) -> set[Words]:
    """Return what the terms that hold a word also go by."""
    found = (many for key, many in terms.expansions.items() if group.word in key)
    return {one.words for many in found for one in many}


def _as_asked(question: str, asked: Analysed) -> dict[str, str]:
    """Return the words of the question by their lemma; a mended one as it was read."""
    mended = dict(asked.mended)
    written = {lemma(word): word for word in reversed(WORD.findall(question))}
    return written | {right: right for right in mended.values()}


def _notation_asked(question: str, token: str) -> str:
    """Return how the question writes a date, number or article."""
    found = (one for one in notations(question) if one.token == token)
    return next((question[one.start : one.end] for one in found), token)


def _written(text: str, place: Place) -> Iterator[_Written]:
    """Yield the words of a text, and after them those that hyphens hide."""
    for word in WORD.findall(text):
        yield _one(word, place)
    for word, _ in hidden_words(text):
        yield _Written(word, "", _one(word, place).roots, place)  # found by root only


def _one(word: str, place: Place) -> _Written:
    found = lemma(word)
    return _Written(word, found, tuple(roots([found])), place)
