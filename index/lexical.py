"""The lexical leg: BM25 over lemmas with tantivy, in a folder that carries the generation."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import tantivy

from index.store import LetterStore

FOLDER_NAME = "lexical"


class LexicalIndex:
    """Passage numbers by their BM25 score for the lemmas of a question."""

    def __init__(self, index: tantivy.Index, generation: int) -> None:
        self._index = index
        self._searcher = index.searcher()
        self.generation = generation

    @classmethod
    def build(cls, store: LetterStore) -> LexicalIndex:
        """Return the index over all lemmas in the store, in memory only."""
        generation = store.generation
        index = tantivy.Index(_schema())
        _fill(index, store)
        index.reload()
        return cls(index, generation)

    @classmethod
    def write(cls, store: LetterStore, folder: Path) -> None:
        """Put the index over all lemmas in the store in its place; for the one writer only."""
        generation = store.generation
        place = folder / f"{FOLDER_NAME}.{generation}"
        with tempfile.TemporaryDirectory(dir=folder, prefix=".lexical") as scratch:
            made = Path(scratch) / "made"
            made.mkdir()
            _fill(tantivy.Index(_schema(), path=str(made)), store)
            if place.exists():  # damaged, or made by another process meanwhile
                place.rename(Path(scratch) / "old")
            made.rename(place)
        for old in folder.glob(f"{FOLDER_NAME}.*"):
            if old != place:
                shutil.rmtree(old, ignore_errors=True)

    @classmethod
    def load(cls, folder: Path, generation: int) -> LexicalIndex | None:
        """Return the index of this generation; ``None`` when it has to be built again."""
        place = folder / f"{FOLDER_NAME}.{generation}"
        try:
            if not place.is_dir():
                return None
            found = cls(tantivy.Index.open(str(place)), generation)
            found.best(["wmo"], 1)  # what is damaged shows when it is searched
            return found
        except (OSError, ValueError):  # what tantivy raises on a damaged folder
            return None

    def best(self, lemmas: Sequence[str], k: int) -> dict[int, float]:
        """Return the k best passages that hold any of the lemmas: number -> BM25 score."""
        schema = _schema()
        terms = [
            (tantivy.Occur.Should, _weighted(schema, lemma, count))
            for lemma, count in Counter(lemmas).items()
        ]
        if not terms:
            return {}
        found = self._searcher.search(tantivy.Query.boolean_query(terms), k).hits
        return {
            int(self._searcher.doc(address)["number"][0]): float(score) for score, address in found
        }

    def document_share(self, lemma: str) -> float:
        """Return the share of all passages that hold the lemma, in [0, 1]."""
        total = self._searcher.num_docs
        return self._searcher.doc_freq("lemmas", lemma) / total if total else 0.0


def _weighted(schema: tantivy.Schema, lemma: str, count: int) -> tantivy.Query:
    query = tantivy.Query.term_query(schema, "lemmas", lemma)
    return query if count == 1 else tantivy.Query.boost_query(query, float(count))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", stored=True)
    builder.add_text_field("lemmas", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _fill(index: tantivy.Index, store: LetterStore) -> None:
    writer = index.writer(num_threads=1)
    for number, lemmas in store.lemmas():
        writer.add_document(tantivy.Document(number=number, lemmas=lemmas))
    writer.commit()
    writer.wait_merging_threads()
