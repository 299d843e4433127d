"""The questions that went wrong, as HTML: question, answer and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.measures.judging import Verdict
from eval.report.wording import VERDICTS, both, heading, paragraph
from eval.runs.outcomes import Cited, Outcome

FAILED = (Verdict.INVENTED, Verdict.WRONG, Verdict.INCOMPLETE, Verdict.REFUSED)


def failures(outcomes: Sequence[Outcome]) -> str:
    """Return a list with a link to each failure, and the failures themselves."""
    failed = [one for kind in FAILED for one in outcomes if one.verdict is kind]
    parts = [
        heading(2, f"Wat misging ({len(failed)})", f"What went wrong ({len(failed)})"),
        paragraph(
            "Alleen vragen waarvan de afloop vaststaat; elke vraag verwijst naar vraag, antwoord "
            "en bewijs.",
            "Each line leads to the question, the answer and the evidence (all in Dutch).",
        ),
    ]
    if failed:
        parts += ["<ul>", *map(_link, failed), "</ul>", *map(_failure, failed)]
    return "".join(parts)


def _link(one: Outcome) -> str:
    name = escape(one.question.id)
    verdict = both(*VERDICTS[one.verdict.value])
    asked = escape(one.question.question)
    return f'<li><a href="#q-{name}">{name}</a> ({verdict}): <span lang="nl">{asked}</span></li>'


def _failure(one: Outcome) -> str:
    question = one.question
    rank = next((place for place, good in enumerate(one.relevance, start=1) if good), 0)
    sure = "-" if one.confidence is None else f"{one.confidence:.2f}"
    where = (f"bewijs op rang {rank}", f"evidence at rank {rank}")
    if not rank:
        where = ("bewijs niet gevonden", "evidence not found")
    if not question.answerable:
        where = ("staat niet in de brieven", "not in the letters")
    return (
        f'<article id="q-{escape(question.id)}"><h3 lang="nl">{escape(question.id)}: '
        f"{escape(question.question)}</h3>"
        f"<p>{both(*VERDICTS[one.verdict.value])}; {escape(question.kind)}; {both(*where)}; "
        f"{both('zekerheid', 'confidence')} {sure}</p>"
        f"{_answer(one)}{_evidence(one)}</article>"
    )


def _answer(one: Outcome) -> str:
    label = f"<strong>{both('Antwoord', 'Answer')}</strong>"
    if not one.answer:
        return f"<p>{label}: {both('geen', 'none')} ({escape(one.status)})</p>"
    quotes = "".join(_citation(cited) for cited in one.citations)
    return f"<p>{label}:</p>{quotes}"


def _citation(cited: Cited) -> str:
    pages = f", p. {', '.join(map(str, cited.pages))}" if cited.pages else ""
    section = f", {' > '.join(cited.section)}" if cited.section else ""
    quote = escape(cited.quote)
    if cited.right:
        quote = f"<mark>{quote}</mark>"
    place = escape(f"{cited.letter}{pages}{section} ({cited.start}-{cited.end})")
    return f'<blockquote lang="nl">{quote}</blockquote><p><small>{place}</small></p>'


def _evidence(one: Outcome) -> str:
    question = one.question
    if not question.answerable:
        return ""
    places = "".join(
        f"<li>{escape(entry.letter)}: "
        + " + ".join(f"<q>{escape(string)}</q>" for string in entry.contains)
        + "</li>"
        for entry in question.evidence
    )
    facts = "; ".join(escape(" / ".join(alternatives)) for alternatives in question.facts)
    return (
        f'<p><strong>{both("Bewijs", "Evidence")}</strong>:</p><ul lang="nl">{places}</ul>'
        f'<p><strong>{both("Feiten", "Facts")}</strong>: <span lang="nl">{facts or "-"}</span></p>'
    )
