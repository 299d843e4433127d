"""Plain BM25 by tantivy, over English stems or Dutch lemmas: baselines. Import it late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import tantivy

from corpus import Passage
from index import content_lemmas, embedded_text, lemmas

Words = Callable[[str], Sequence[str]]


class Bm25:
    """Passages by their BM25 score (k1 = 1.2, b = 0.75) over words as a function gives them."""

    def __init__(self, passages: Sequence[Passage], indexed: Words, asked: Words) -> None:
        self._passages = passages
        self._asked = asked
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True)
        builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        index = tantivy.Index(self._schema)
        writer = index.writer(num_threads=1)
        for number, passage in enumerate(passages):
            words = " ".join(indexed(embedded_text(passage)))
            writer.add_document(tantivy.Document(number=number, words=words))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def rank(self, question: str, k: int) -> list[Passage]:
        """Return the best ``k`` passages that share a word with the question, best first."""
        terms = [
            tantivy.Query.boost_query(
                tantivy.Query.term_query(self._schema, "words", word), float(count)
            )
            for word, count in Counter(self._asked(question)).items()
        ]
        if not terms:
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        found = self._searcher.search(query, k).hits
        return [self._passages[self._searcher.doc(at)["number"][0]] for _, at in found]


def dutch(passages: Sequence[Passage]) -> Bm25:
    """Return BM25 over Dutch lemmas; stop words of the question are left out."""
    return Bm25(passages, lemmas, content_lemmas)


def english(passages: Sequence[Passage]) -> Bm25:
    """Return BM25 over lower-case words with English Snowball stems."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    stems = builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("english"))
    analyse = stems.build().analyze
    return Bm25(passages, analyse, analyse)
