"""Joins what came of the parts of a question into one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Filter, Hit, Retriever
from qa.answer import Answer, Statement, Status, Warning
from qa.citing.doubtful_pages import page_warnings


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one question that asks one thing."""

    question: str
    status: Status
    confidence: float
    statements: tuple[Statement, ...]
    hits: tuple[Hit, ...]
    warnings: tuple[Warning, ...] = ()
    history: tuple[Statement, ...] = ()


def joined(parts: Sequence[Part], retriever: Retriever, found: Answer) -> Answer:
    """Return the answer with what came of the parts of its question."""
    status = _status([part.status for part in parts])
    told = [part for part in parts if part.status is Status.ANSWERED] or parts
    statements = _told_once(told)
    warnings = tuple(dict.fromkeys(one for part in parts for one in part.warnings))
    warnings = (*found.warnings, *warnings)
    asks_back = any(one.kind == "which_letter" for one in warnings)
    if status in (Status.NOT_FOUND, Status.OFF_TOPIC) and not asks_back:
        warnings += (_searched(retriever, found.only),)
    older = tuple(dict.fromkeys(one for p in parts for one in p.history if one not in statements))
    warnings += page_warnings((*statements, *older))
    missing = tuple(p.question for p in parts if p not in told or not p.statements)
    missing = missing if len(parts) > 1 else ()
    sure = min(part.confidence for part in told)
    hits = parts[0].hits if len(parts) == 1 else found.hits
    return replace(
        found, status=status, confidence=sure, statements=statements, warnings=warnings,
        missing=missing, history=older, hits=hits,
    )  # fmt: skip


def _told_once(parts: Sequence[Part]) -> tuple[Statement, ...]:
    """Return the statements of all parts, each once; short answers only if every part has one."""
    short = all(any(one.short for one in part.statements) for part in parts)
    found: dict[str, Statement] = {}
    for one in (one for part in parts for one in part.statements):
        first = found.get(one.text, one)
        words = dict.fromkeys((*first.short, *one.short))
        found[one.text] = replace(first, short=tuple(words) if short else ())
    return tuple(found.values())


def _status(found: Sequence[Status]) -> Status:
    """Return the status of a question with these parts."""
    if len(set(found)) == 1:
        return found[0]
    if Status.ANSWERED in found:
        return Status.PARTIAL
    return Status.POSSIBLE if Status.POSSIBLE in found else Status.NOT_FOUND


def _searched(retriever: Retriever, only: Filter | None) -> Warning:
    """Return what was searched, and what could help."""
    count, first, last = retriever.scope()
    letters = "1 brief" if count == 1 else f"{count} brieven"
    if first and last:
        days = dict.fromkeys((first.in_words(), last.in_words()))
        letters += f" van {' tot en met '.join(days)}"
    limited = f", beperkt tot {only.in_words()}" if only else ""
    advice = "Probeer andere woorden, of noem een brief, jaar of afzender."
    return Warning("searched", None, f"Er is gezocht in {letters}{limited}. {advice}")
