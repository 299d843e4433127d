"""The same search for LangChain: passages as documents."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index import Filter, Hit, Retriever
from qa.public import Json, hits_to_json


class LetterRetriever(BaseRetriever):
    """A LangChain retriever over an index of letters.

    Each document's text is the passage; its metadata are those of the public JSON. ``only`` limits
    the letters; when it leaves nothing to search, ``NothingLeft`` is raised.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    k: int = 10
    only: Filter | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        hits = self.retriever.search(query, self.k, only=self.only)
        found = hits_to_json(query, hits, self.retriever)["passages"]
        return [_document(hit, facts) for hit, facts in zip(hits, found, strict=True)]


def _document(hit: Hit, facts: Json) -> Document:
    metadata = {name: value for name, value in facts.items() if name != "text"}
    return Document(page_content=hit.passage.text, metadata=metadata, id=hit.passage.id)
