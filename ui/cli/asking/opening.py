"""Opens what a command asks: the index, and the language model that reads for it."""

from __future__ import annotations

import sys
from argparse import Namespace

from index import CrossReranker, Retriever
from qa import LanguageModel, ModelReader, default_reader, leaves_machine


def open_retriever(given: Namespace) -> Retriever:
    """Return the index, with the cross-encoder that was asked for."""
    reranker = CrossReranker(given.reranker) if given.reranker else None
    return Retriever(given.index, reranker=reranker)


def open_reader(given: Namespace) -> ModelReader | None:
    """Return the language model that was asked for as a reader; says so when it is elsewhere."""
    if not given.llm:
        return None
    if leaves_machine(given.llm_url) and not given.llm.startswith("ollama:"):
        sys.stderr.write(
            "Let op: uw vraag en zinnen uit de brieven gaan naar het taalmodel "
            f"{given.llm}, buiten deze computer.\n"
        )
    return ModelReader(LanguageModel(given.llm, given.llm_url), default_reader())
