"""BM25 with English stems, by tantivy. Import it late."""

from __future__ import annotations

import re
from collections.abc import Sequence

import tantivy

from corpus import Passage
from index import embedded_text

_WORD = re.compile(r"\w+")


class EnglishSearch:
    """Passages by their BM25 score over lower-case words with English Snowball stems."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True)
        builder.add_text_field("text", tokenizer_name="en_stem")
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(num_threads=1)
        for number, passage in enumerate(passages):
            writer.add_document(tantivy.Document(number=number, text=embedded_text(passage)))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def rank(self, question: str, k: int) -> list[Passage]:
        """Return the best ``k`` passages that share a word with the question, best first."""
        words = " ".join(_WORD.findall(question.lower()))
        if not words:
            return []
        query, _ = self._index.parse_query_lenient(words, ["text"])
        found = self._searcher.search(query, k).hits
        return [self._passages[self._searcher.doc(at)["number"][0]] for _, at in found]
