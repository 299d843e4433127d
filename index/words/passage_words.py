"""The words of a passage as they are stored, for the full-text index to be built from."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import Passage
from index.dutch.abbreviations import abbreviation_tokens
from index.dutch.hyphens import hidden_words
from index.dutch.lemmas import lemma, lemmas
from index.dutch.notations import notations
from index.passage_context import context_line

LINES = 6


@dataclass(frozen=True, slots=True)
class PassageWords:
    """What a passage is found by, each a string of tokens with spaces between.

    ``heading`` (title, date, sender and headings), ``body`` and ``notes`` hold lemmas in order,
    ``hidden`` lemmas of words that hyphens hide, ``exact`` notations in their fixed spelling,
    ``abbreviations`` what is explained there.
    """

    heading: str
    body: str
    notes: str = ""
    hidden: str = ""
    exact: str = ""
    abbreviations: str = ""


def passage_words(passage: Passage) -> str:
    """Return what a passage is found by as it is stored: six lines of tokens."""
    return join_words(context_line(passage), passage.text, "\n".join(passage.footnotes))


def join_words(heading: str, body: str, notes: str) -> str:
    """Return what a passage with these texts is found by, as it is stored."""
    whole = "\n".join([heading, body, notes])
    hidden = [lemma(word) for word, _ in hidden_words(whole)]
    exact = dict.fromkeys(one.token for one in notations(whole))
    explained = abbreviation_tokens(f"{body}\n\n{notes}")
    lines = (lemmas(heading), lemmas(body), lemmas(notes), hidden, exact, explained)
    return "\n".join(" ".join(tokens) for tokens in lines)


def stored_words(stored: str) -> PassageWords:
    """Return what :func:`passage_words` wrote; a single line is a passage without anything else."""
    lines = stored.split("\n")
    return PassageWords(*lines) if len(lines) == LINES else PassageWords("", " ".join(lines))
