"""The public JSON: one shape for the command line and for other services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from index import PARTS, Hit, Retriever
from qa.answer import Answer, Citation

Json = dict[str, Any]


def answer_to_json(answer: Answer, retriever: Retriever) -> Json:
    """Return an answer in the public shape."""
    numbers = {citation: n for n, citation in enumerate(answer.citations, 1)}
    return {
        "question": answer.question,
        "searched": answer.searched,
        "status": answer.status.value,
        "confidence": round(answer.confidence, 4),
        "statements": [
            {"text": one.text, "citations": [numbers[c] for c in one.citations]}
            for one in answer.statements
        ],
        "citations": [_citation(citation, n) for citation, n in numbers.items()],
        "passages": _passages(answer.hits),
        "warnings": [
            {"kind": one.kind, "letter_id": one.letter.id, "text": one.text}
            for one in answer.warnings
        ],
        "index": _index(retriever),
    }


def hits_to_json(question: str, hits: Sequence[Hit], retriever: Retriever) -> Json:
    """Return the passages that a search found in the public shape."""
    return {"question": question, "passages": _passages(hits), "index": _index(retriever)}


def _citation(citation: Citation, number: int) -> Json:
    letter = citation.letter
    return {
        "n": number,
        "letter_id": letter.id,
        "title": letter.title,
        "date": letter.date.isoformat() if letter.date else None,
        "sender": letter.sender,
        "reference": letter.reference,
        "pages": list(citation.pages),
        "page_labels": list(citation.page_labels),
        "section": list(citation.section),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "formatted": citation.formatted,
        "url": letter.url or None,
    }


def _passages(hits: Sequence[Hit]) -> list[Json]:
    return [_passage(hit, rank) for rank, hit in enumerate(hits, 1)]


def _passage(hit: Hit, rank: int) -> Json:
    passage = hit.passage
    letter = passage.letter
    return {
        "rank": rank,
        "letter_id": letter.id,
        "title": letter.title,
        "date": letter.date.isoformat() if letter.date else None,
        "pages": list(passage.pages),
        "section": list(passage.section),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": round(hit.score, 4),
        "parts": {name: round(getattr(hit, name), 4) for name in PARTS},
        "footnotes": list(passage.footnotes),
    }


def _index(retriever: Retriever) -> Json:
    return {"encoder": retriever.made.encoder, "generation": retriever.generation}
