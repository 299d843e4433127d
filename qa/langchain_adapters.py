"""The same search and the same encoder for LangChain."""

from __future__ import annotations

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import run_in_executor
from pydantic import ConfigDict, Field

from index import Encoder, Filter, Hit, Retriever, SentenceEncoder
from qa.ask import LONGEST_QUESTION
from qa.public_json import Json, hits_to_json
from qa.questions.question import Question


class LetterRetriever(BaseRetriever):
    """A LangChain retriever over an index of letters.

    Each document's text is the passage; its metadata are those of the public JSON, the official
    citation (``formatted``) among them. ``only`` limits the letters; when it leaves nothing to
    search, ``NothingLeft`` is raised, and ``ValueError`` for a question of more than
    :data:`qa.LONGEST_QUESTION` characters. ``k`` and ``only`` can also be given with a call, which
    goes first: ``invoke(question, k=3)``; an empty ``Filter()`` limits nothing.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    k: int = Field(default=10, ge=1)
    only: Filter | None = None

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        only: Filter | None = None,
    ) -> list[Document]:
        if len(query) > LONGEST_QUESTION:
            raise ValueError(f"a question has at most {LONGEST_QUESTION} characters")
        asked = Question(query).plain().text
        wanted = self.k if k is None else k
        among = self.only if only is None else only
        hits = self.retriever.search(asked, wanted, only=among)
        found = hits_to_json(asked, hits, self.retriever)["passages"]
        return [_document(hit, facts) for hit, facts in zip(hits, found, strict=True)]

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,
        k: int | None = None,
        only: Filter | None = None,
    ) -> list[Document]:
        return await run_in_executor(
            None,
            self._get_relevant_documents,
            query,
            run_manager=run_manager.get_sync(),
            k=k,
            only=only,
        )


class LetterEmbeddings(Embeddings):
    """An encoder as LangChain wants it, by default the bundled one; vectors are L2-normalised."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder or SentenceEncoder()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector for every text, with nothing put in front of it."""
        vectors: list[list[float]] = self._encoder.encode_passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        vector: list[float] = self._encoder.encode_queries([text])[0].tolist()
        return vector


def _document(hit: Hit, facts: Json) -> Document:
    metadata = {name: value for name, value in facts.items() if name != "text"}
    return Document(page_content=hit.passage.text, metadata=metadata, id=hit.passage.id)
