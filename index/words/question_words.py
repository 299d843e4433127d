"""A question as groups of words, each with what else may stand for it in a passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.dutch.compounds import LINKS, compound, leaves, root
from index.dutch.dictionary import is_pronominal, plain
from index.dutch.hyphens import hidden_words
from index.dutch.lemmas import WORD, lemma, stop_words, weak_words
from index.dutch.notations import Notation, notations
from index.dutch.spelling import Vocabulary
from index.dutch.synonyms import Expansion, Terms
from index.words.groups import WEIGHTS, Analysed, Term, Weights, WordGroup

FURTHEST = 5  # words from the first to the last of those that may be one word in a letter


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question: as written, from where to where, its lemma, and if it counts."""

    written: str
    start: int
    end: int
    lemma: str
    counts: bool


@dataclass(frozen=True, slots=True)
class _Span:
    """Terms that may stand for the words ``first`` up to ``last`` of a question."""

    first: int
    last: int
    terms: tuple[Term, ...]


def analysed(
    question: str,
    vocabulary: Vocabulary,
    terms: Terms,
    *,
    learned: Terms | None = None,
    weights: Weights = WEIGHTS,
) -> Analysed:
    """Return the groups of words of a question.

    ``vocabulary`` is what the passages hold, ``terms`` and ``learned`` what words also go by;
    ``learned`` comes from the letters and is searched like a synonym.
    """
    words, mended = _words(question, vocabulary, terms)
    found = notations(question)
    spans = [
        *_term_spans(words, terms, weights),
        *(_term_spans(words, learned, weights) if learned else ()),
        *_joined_spans(words, vocabulary, weights),
        *_number_spans(words, found, weights),
        *_hidden_spans(question, words, weights),
    ]
    groups = [
        WordGroup(word.lemma, (*_own(word, weights), *_shared(place, words, spans)))
        for place, word in enumerate(words)
        if word.counts
    ]
    names = dict.fromkeys(one.token for one in found if one.name)
    groups += [WordGroup(name, (Term((name,), weights.name, "exact"),)) for name in names]
    return Analysed(tuple(groups), mended)


def _words(
    question: str, vocabulary: Vocabulary, terms: Terms
) -> tuple[list[_Word], tuple[tuple[str, str], ...]]:
    """Return the words with typing errors mended, and what was mended.

    Stop words do not count, unless there is nothing else.
    """
    matches = list(WORD.finditer(question))
    stop, mended = stop_words(), {}
    if all(plain(match[0]) in stop for match in matches):
        stop -= weak_words()
    words: list[_Word] = []
    for match in matches:
        written, bare = match[0], plain(match[0])
        found = lemma(written)
        can_be = bare not in stop and _may_be_wrong(written) and (found,) not in terms.expansions
        name = bool(words) and written[0].isupper()
        if can_be and (right := vocabulary.mended(bare, name)):
            mended[written] = found = right
        counts = bare not in stop and found not in stop
        words.append(_Word(written, match.start(), match.end(), found, counts))
    return words, tuple(mended.items())


def _may_be_wrong(written: str) -> bool:
    """Whether a word can be a typing error: no number, and no capital but the first letter."""
    capitals = any(one.isupper() for one in written[1:])
    return written.isalpha() and not capitals and not is_pronominal(written)


def _own(word: _Word, weights: Weights) -> list[Term]:
    """Return the terms that a word gives by itself: the word, its root, and its parts."""
    terms = [Term((word.lemma,), 1.0)]
    if not word.lemma.isalpha():
        return terms + [Term((one,), 1.0) for one in _other_apostrophes(word.lemma)]
    terms.append(Term((root(word.lemma),), weights.root, "parts"))
    if found := compound(word.lemma):
        first, last = map(lemma, found)
        terms.append(Term((root(first), root(last)), weights.parts, "parts"))
        smallest = tuple(root(lemma(one)) for one in leaves(word.lemma))
        if len(smallest) > 2:
            terms.append(Term(smallest, weights.parts, "parts"))
    return [one for one in terms if one.weight > 0]


def _other_apostrophes(written: str) -> list[str]:
    """Return a word with its apostrophe as other letters may write it: ``ggd's`` and ``ggd’s``."""
    straight = written.replace("’", "'")
    return [one for one in (straight, straight.replace("'", "’")) if one != written]


def _shared(place: int, words: Sequence[_Word], spans: Sequence[_Span]) -> list[Term]:
    """Return the terms that stand for several words.

    A phrase scores as the sum of its words, which those that it stands for share; a single word
    scores as one, and counts for each of them.
    """
    found = []
    for span in spans:
        if span.first <= place < span.last:
            sharing = sum(word.counts for word in words[span.first : span.last])
            found += [
                replace(one, weight=one.weight / (sharing if len(one.words) > 1 else 1))
                for one in span.terms
            ]
    return found


def _term_spans(words: Sequence[_Word], terms: Terms, weights: Weights) -> list[_Span]:
    """Return what the terms in a question also go by; of overlapping terms the longest counts."""
    spans, taken = [], 0
    for first in range(len(words)):
        for last in range(min(len(words), first + terms.longest), max(first, taken), -1):
            key = tuple(word.lemma for word in words[first:last])
            capitals = all(word.written.isupper() for word in words[first:last])
            found = [
                Term(one.words, _weight(one, weights))
                for one in terms.expansions.get(key, ())
                if capitals or not one.capitals
            ]
            if found and any(word.counts for word in words[first:last]):
                spans.append(_Span(first, last, tuple(found)))
                taken = last
                break
    return spans


def _weight(one: Expansion, weights: Weights) -> float:
    if one.short:
        return weights.short
    return weights.same if one.same else weights.near


def _joined_spans(words: Sequence[_Word], vocabulary: Vocabulary, weights: Weights) -> list[_Span]:
    """Return the words of the letters that words of the question make when joined.

    Neighbours are joined as they stand (``thuis zorg``); of two with at most stop words between
    them also the last before the first, as in ``opvang voor vrouwen``.
    """
    counting = [place for place, word in enumerate(words) if word.counts]
    spans = []
    for size in (2, 3):
        for some in zip(*(counting[start:] for start in range(size)), strict=False):
            first, last = some[0], some[-1] + 1
            pieces = [words[place] for place in some]
            if last - first > FURTHEST or not all(one.written.isalpha() for one in pieces):
                continue
            found = dict.fromkeys(filter(vocabulary.holds, _joined(pieces, last - first == size)))
            if found:
                terms = tuple(Term((one,), weights.joined) for one in found)
                spans.append(_Span(first, last, terms))
    return spans


def _joined(pieces: Sequence[_Word], neighbours: bool) -> Iterator[str]:
    """Yield the lemmas that words make when they are joined."""
    if neighbours:
        yield lemma(plain("".join(one.written for one in pieces)))
    if len(pieces) == 2:
        orders = (pieces, pieces[::-1]) if neighbours else (pieces[::-1],)
        for first, last in orders:
            yield plain(first.written) + last.lemma
            yield from (f"{first.lemma}{link}{last.lemma}" for link in LINKS)
            yield from (f"{root(first.lemma)}{link}{last.lemma}" for link in ("", "s"))


def _hidden_spans(question: str, words: Sequence[_Word], weights: Weights) -> list[_Span]:
    """Return the words that hyphens hide, each in the place of the word that it starts with."""
    spans = []
    for hidden, start in hidden_words(question):
        found = lemma(hidden)
        terms = (
            Term((found,), weights.joined),
            Term((root(found),), weights.joined * weights.root, "parts"),
        )
        spans += [
            _Span(place, place + 1, terms)
            for place, word in enumerate(words)
            if word.start == start and word.counts
        ]
    return spans


def _number_spans(
    words: Sequence[_Word], found: Sequence[Notation], weights: Weights
) -> list[_Span]:
    """Return the amounts, each over the words that write it."""
    spans = []
    for one in found:
        covered = [
            place
            for place, word in enumerate(words)
            if word.start < one.end and word.end > one.start and word.counts
        ]
        if covered and not one.name:
            term = Term((one.token,), weights.number, "exact")
            spans.append(_Span(covered[0], covered[-1] + 1, (term,)))
    return spans
