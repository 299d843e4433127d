"""The public JSON: one shape for the command line and for other services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from corpus import Letter, Passage
from index import PARTS, Explanation, Filter, Hit, Retriever
from qa.answer import Answer, Citation, Statement
from qa.evidence.letter_summary import Summary
from qa.official_citation import official_citation
from qa.promises.commitments import Commitment

Json = dict[str, Any]


def answer_to_json(answer: Answer, retriever: Retriever, passages: int | None = None) -> Json:
    """Return an answer in the public shape, with so many ``passages``; ``None`` for all.

    ``filter`` is there when one was given, ``mended`` when a typing error was.
    """
    numbers = {citation: n for n, citation in enumerate(answer.citations, 1)}
    return {
        "question": answer.question,
        "searched": answer.searched,
        "context": list(answer.context),
        **_read_as(answer.only, answer.mended),
        "status": answer.status.value,
        "confidence": round(answer.confidence, 4),
        "short": answer.short or None,
        "statements": [_statement(one, numbers) for one in answer.statements],
        "missing": list(answer.missing),
        "history": [_statement(one, numbers) for one in answer.history],
        "citations": [_citation(citation, n) for citation, n in numbers.items()],
        "passages": _passages(answer.hits[:passages]),
        "warnings": [
            {
                "kind": one.kind,
                "letter_id": one.letter.id if one.letter else None,
                "text": one.text,
            }
            for one in answer.warnings
        ],
        "index": _index(retriever),
    }


def timeline_to_json(
    question: str, found: Sequence[Statement], retriever: Retriever, silent: Sequence[Letter] = ()
) -> Json:
    """Return what each letter says to a question, in the public shape, oldest first.

    ``silent`` are the letters that say nothing to it, by their ids.
    """
    numbers = {citation: n for n, citation in enumerate(_cited(found), 1)}
    return {
        "question": question,
        "statements": [_statement(one, numbers) for one in found],
        "citations": [_citation(citation, n) for citation, n in numbers.items()],
        "silent": [one.id for one in silent],
        "index": _index(retriever),
    }


def summary_to_json(found: Summary, retriever: Retriever) -> Json:
    """Return a letter in its own sentences, in the public shape, in the order of the letter."""
    groups = {"parts": found.parts, "promised": found.promised}
    told = [one for group in groups.values() for one in group]
    numbers = {citation: n for n, citation in enumerate(_cited(told), 1)}
    return {
        "letter_id": found.letter.id,
        **{name: [_statement(one, numbers) for one in group] for name, group in groups.items()},
        "citations": [_citation(citation, n) for citation, n in numbers.items()],
        "index": _index(retriever),
    }


def commitments_to_json(found: Sequence[Commitment], retriever: Retriever) -> Json:
    """Return commitments in the public shape: each with its citation, deadline and recipient.

    ``followed`` is the citation of a later letter that speaks of the same matter, or ``null``.
    """
    rows = []
    for number, one in enumerate(found, 1):
        deadline, words = one.deadline, one.by_when
        rows.append(
            {
                "citation": _citation(one.citation, number),
                "deadline": {
                    "text": words.quote,
                    "first": deadline.first.isoformat() if deadline.first else None,
                    "last": deadline.last.isoformat(),
                }
                if deadline and words
                else None,
                "recipient": one.recipient or None,
                "followed": _citation(one.followed, 1) if one.followed else None,
            }
        )
    return {"commitments": rows, "index": _index(retriever)}


def hits_to_json(
    question: str,
    hits: Sequence[Hit],
    retriever: Retriever,
    only: Filter | None = None,
    explained: Sequence[Explanation | None] = (),
) -> Json:
    """Return the passages that a search found in the public shape, explained if that is known."""
    passages = _passages(hits)
    for passage, explanation in zip(passages, explained, strict=False):
        passage["explain"] = _explanation(explanation) if explanation else None
    return {
        "question": question,
        **_read_as(only, retriever.mended(question)),
        "passages": passages,
        "index": _index(retriever),
    }


def _read_as(only: Filter | None, mended: Sequence[tuple[str, str]]) -> Json:
    """Return how a question was limited and mended; nothing when it was not."""
    found: Json = {}
    if only:
        found["filter"] = {
            "since": only.since.isoformat() if only.since else None,
            "until": only.until.isoformat() if only.until else None,
            "senders": list(only.senders),
            "levels": list(only.levels),
            "kinds": list(only.kinds),
            "letters": list(only.letters),
        }
    if mended:
        found["mended"] = [{"typed": typed, "read": read} for typed, read in mended]
    return found


def _explanation(one: Explanation) -> Json:
    return {
        "ranks": {"dense": one.dense, "lexical": one.lexical},
        "candidates": one.candidates,
        "parts": [
            {name: _rounded(value) for name, value in asdict(part).items()} for part in one.parts
        ],
        "words": [asdict(match) | {"found": list(match.found)} for match in one.matches],
        "missing": list(one.missing),
        "letter": [asdict(named) for named in one.letter],
    }


def _cited(found: Sequence[Statement]) -> list[Citation]:
    return list(dict.fromkeys(citation for one in found for citation in one.citations))


def _statement(statement: Statement, numbers: Mapping[Citation, int]) -> Json:
    return {
        "text": statement.text,
        "citations": [numbers[one] for one in statement.citations],
        "short": [one.quote for one in statement.short],
    }


def _rounded(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value


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
        "sender": letter.sender,
        "kind": letter.kind,
        "reference": letter.reference,
        "pages": list(passage.pages),
        "page_labels": list(letter.labels(passage.pages)),
        "section": list(passage.section),
        "formatted": official_citation(letter, letter.labels(passage.pages)),
        "url": letter.url or None,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": round(hit.score, 4),
        "parts": {name: round(getattr(hit, name), 4) for name in PARTS},
        "footnotes": list(passage.footnotes),
        "twins": [_twin(one) for one in hit.twins],
    }


def _twin(passage: Passage) -> Json:
    letter = passage.letter
    return {
        "letter_id": letter.id,
        "title": letter.title,
        "date": letter.date.isoformat() if letter.date else None,
        "pages": list(passage.pages),
    }


def _index(retriever: Retriever) -> Json:
    return {"encoder": retriever.made.encoder, "generation": retriever.generation}
