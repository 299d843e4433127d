"""The fields of the full-text index: what goes into them, and how they are searched."""

from __future__ import annotations

from functools import lru_cache

import tantivy

from index.dutch.roots import roots
from index.words.groups import Analysed, Term, WordGroup
from index.words.passage_words import PassageWords

FIELDS_VERSION = 2  # raised when other tokens go into the fields than before


HEADING = 0.6  # what a word in title, sender or headings counts for, chosen on dev


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    """Return the fields.

    ``lemmas`` holds all words of a passage with its headings and notes, in order;
    ``parts`` roots of words and of their parts; ``exact`` notations; ``abbreviations`` what is
    explained. ``note`` is that of the one document that is no passage.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", stored=True, indexed=True, fast=True)
    builder.add_integer_field("letter", indexed=True)
    builder.add_text_field("lemmas", tokenizer_name="whitespace", index_option="position")
    for name in ("heading", "parts", "exact"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("abbreviations", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("note", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def document(number: int, letter: int, words: PassageWords) -> tantivy.Document:
    """Return a passage as it is indexed."""
    found = tantivy.Document(number=number, letter=letter)
    for part in (words.body, words.notes):
        found.add_text("lemmas", part)  # apart, so that no phrase runs on from one to the other
    found.add_text("heading", words.heading)
    every = " ".join((words.heading, words.body, words.notes, words.hidden)).split()
    found.add_text("parts", " ".join(roots(every)))
    found.add_text("exact", words.exact)
    found.add_text("abbreviations", words.abbreviations)
    return found


def question_query(question: Analysed) -> tantivy.Query:
    """Return the query: each group scores as the best of its alternatives, groups are summed."""
    clauses = [(tantivy.Occur.Should, _group(group)) for group in question.groups]
    return tantivy.Query.boolean_query(clauses)


def within(query: tantivy.Query, letters: list[int]) -> tantivy.Query:
    """Return the query limited to passages of the letters with these numbers."""
    allowed = tantivy.Query.term_set_query(schema(), "letter", letters)
    silent = tantivy.Query.const_score_query(allowed, 0.0)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, silent)])


def anywhere(lemma: str) -> tantivy.Query:
    """Return the query for passages that hold a lemma, in their text or above it."""
    fields = (_single(field, lemma) for field in ("lemmas", "heading"))
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in fields])


def _group(group: WordGroup) -> tantivy.Query:
    terms = [_term(one) for one in group.alternatives]
    terms += [
        _weighted(_single("heading", one.words[0]), HEADING * one.weight)
        for one in group.alternatives
        if one.field == "lemmas" and len(one.words) == 1
    ]
    return tantivy.Query.disjunction_max_query(terms)


def _term(term: Term) -> tantivy.Query:
    if len(term.words) == 1:
        return _weighted(_single(term.field, term.words[0]), term.weight)
    if term.field == "lemmas":
        phrase = tantivy.Query.phrase_query(schema(), "lemmas", list(term.words))
        return _weighted(phrase, term.weight)
    every = [(tantivy.Occur.Must, _single(term.field, word)) for word in term.words]
    return _weighted(tantivy.Query.boolean_query(every), term.weight)


def _single(field: str, word: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema(), field, word, index_option="freq")


def _weighted(query: tantivy.Query, weight: float) -> tantivy.Query:
    return query if weight == 1 else tantivy.Query.boost_query(query, weight)
