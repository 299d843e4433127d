"""The stock LangChain recipe: chunks of 1,000 characters with 200 of overlap, in a flat index.

Import it late: it loads langchain and faiss.
"""

from __future__ import annotations

from collections.abc import Sequence

import faiss
import numpy as np
from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus import Letter, Passage
from eval.systems.system import Progress
from index import Encoder
from qa import LetterEmbeddings

CHUNK_SIZE = 1000
CHUNK_OVERLAP = 200
BATCH = 32


def chunk(letter: Letter) -> list[Passage]:
    """Return the letter cut as the recipe does, each chunk as the passage it came from."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP, add_start_index=True
    )
    passages = []
    for document in splitter.create_documents([letter.text]):
        start = document.metadata["start_index"]
        passages.append(Passage(letter, start, start + len(document.page_content)))
    return passages


class StockRecipe:
    """The chunks of the letters and a flat inner-product index over their vectors."""

    def __init__(self, letters: Sequence[Letter], encoder: Encoder, progress: Progress) -> None:
        self.passages = tuple(passage for letter in letters for passage in chunk(letter))
        self._embeddings = LetterEmbeddings(encoder)
        self._index = faiss.IndexFlatIP(encoder.dimension)
        for first in range(0, len(self.passages), BATCH):
            batch = [passage.text for passage in self.passages[first : first + BATCH]]
            self._index.add(np.array(self._embeddings.embed_documents(batch), dtype=np.float32))
            progress("langchain, indexeren", first + len(batch), len(self.passages))

    def rank(self, question: str, k: int) -> list[Passage]:
        """Return the best ``k`` chunks for the question, best first."""
        k = min(k, len(self.passages))
        if not k:
            return []
        vector = np.array([self._embeddings.embed_query(question)], dtype=np.float32)
        _, rows = self._index.search(vector, k)
        return [self.passages[row] for row in rows[0]]
