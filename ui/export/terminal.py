"""Answers, passages and letters as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from corpus import Letter, LetterDate, Passage, printable
from index import Explanation, Filter, Hit, IndexReport
from qa import (
    REPLACING,
    Answer,
    Citation,
    Commitment,
    Statement,
    Summary,
    official_citation,
)
from ui import texts
from ui.export.rank_explanation import explanation
from ui.readable_quotes import readable
from ui.sources import UNSURE

WIDTH = 96
NEAREST = 3
FEW = 5  # files that are named

Mended = Sequence[tuple[str, str]]
"""Typing errors: (as typed, as read)."""


def answer(found: Answer) -> str:
    """Return an answer with its sources, or why there is none with the nearest passages."""
    lines = _read_as(found.only, found.mended)
    lines += [found.message] if found.message else []
    numbers = {citation: n for n, citation in enumerate(found.citations, 1)}
    lines += [f"Kort: {found.short}"] if found.short else []
    lines += [_statement(one, numbers) for one in found.statements]
    lines += [_wrapped(f"Niet gevonden: {one}", "") for one in found.missing]
    if found.history:
        lines += ["Eerder", *(_statement(one, numbers) for one in found.history)]
    lines += [one.text for one in found.warnings if one.kind == "count"]
    told = (*REPLACING, "count", "damaged")  # damage was logged when it was met
    lines += [f"Let op: {one.text}" for one in found.warnings if one.kind not in told]
    if numbers:
        lines += ["", "Bronnen"]
        lines += [source(citation, n) for citation, n in numbers.items()]
    if found.hits and found.status in UNSURE:
        lines += ["", "Dichtstbijzijnde passages", hits(found.hits[:NEAREST])]
    return "\n".join(lines)


def commitments(found: Sequence[Commitment]) -> str:
    """Return commitments with their deadline, recipient, source and what came later."""
    if not found:
        return "Er zijn geen toezeggingen gevonden."
    blocks = ["1 toezegging" if len(found) == 1 else f"{len(found)} toezeggingen"]
    for number, one in enumerate(found, 1):
        to = f", aan: {one.recipient}" if one.recipient else ""
        lines = [
            f"{by_when(one)}{to}",
            _wrapped(one.citation.quote, "  "),
            source(one.citation, number),
        ]
        if one.followed:
            later = one.followed.letter
            day = later.date.in_words() if later.date else texts.NO_DATE
            lines.append(_wrapped(f"Later genoemd in: {later.name}, {day}", "  "))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def by_when(one: Commitment) -> str:
    """Return the days of a deadline with the words that name them."""
    if one.deadline is None or one.by_when is None:
        return "Zonder termijn"
    first, last = one.deadline.first, _day(one.deadline.last)
    days = f"{_day(first)} tot en met {last}" if first not in (None, one.deadline.last) else last
    words = " ".join(one.by_when.quote.split())
    return f"{'Uiterlijk ' if first is None else ''}{days} (“{words}”)"


def _day(day: date) -> str:
    return LetterDate(day.year, day.month, day.day).in_words()


def summary(found: Summary) -> str:
    """Return a letter in its own sentences, each with its page and headings."""
    blocks = [_wrapped(official_citation(found.letter), "")]
    for name, told in (("Indeling", found.parts), ("Toegezegd", found.promised)):
        blocks.append(name if told else f"{name}: niets gevonden")
        for one in told:
            lines = [_wrapped(quote.quote, "  ") for quote in one.citations]
            last = one.citations[-1]
            pages = [f"p. {', '.join(last.page_labels)}"] if last.pages else []
            above = [] if len(lines) > 1 else [" › ".join(last.section)] if last.section else []
            where = f"({' – '.join([*pages, *above])})" if pages or above else ""
            blocks.append("\n".join([*lines, *([_wrapped(where, "  ")] if where else [])]))
    return "\n\n".join(blocks)


def timeline(found: Sequence[Statement], silent: Sequence[Letter] = ()) -> str:
    """Return what each letter says, in order of time, with its source, and which are silent."""
    if not found:
        return "Geen enkele brief gaat hierover."
    blocks = []
    for number, statement in enumerate(found, 1):
        citation = statement.citations[0]
        letter = citation.letter
        date = letter.date.in_words() if letter.date else texts.NO_DATE
        head = f"{date}, {letter.sender or texts.NO_SENDER}"
        blocks.append("\n".join([head, _wrapped(statement.text, "  "), source(citation, number)]))
    if silent:
        names = ", ".join(one.name for one in silent)
        blocks.append(_wrapped(f"{texts.SILENT} ({len(silent)}): {names}", "", "  "))
    return "\n\n".join(blocks)


def _statement(statement: Statement, numbers: Mapping[Citation, int]) -> str:
    marks = "".join(f"[{numbers[citation]}]" for citation in statement.citations)
    lines = [one.quote for one in statement.citations]
    lines[-1] = f"{lines[-1]} {marks}"
    return "\n".join(_wrapped(one, "  ") for one in lines)


def found(
    hits: Sequence[Hit],
    explained: Sequence[Explanation | None],
    only: Filter | None,
    mended: Mended,
) -> str:
    """Return what a search found, with how the question was limited and read."""
    shown = [_hit(hit, rank) for rank, hit in enumerate(hits, 1)]
    for place, one in enumerate(explained):
        if one:
            shown[place] += f"\n{explanation(one, hits[place].score)}"
    head = "\n".join(_read_as(only, mended))
    return "\n\n".join([*([head] if head else []), *(shown or ["Er is niets gevonden."])])


def _read_as(only: Filter | None, mended: Mended) -> list[str]:
    """Return lines that say in which letters was searched, and which typing errors were mended."""
    lines = [f"Gezocht binnen: {only.in_words()}."] if only else []
    if mended:
        words = ", ".join(f"{read} (u schreef: {typed})" for typed, read in mended)
        lines.append(f"Bedoelde u: {words}")
    return [_wrapped(line, "") for line in lines]


def source(citation: Citation, number: int) -> str:
    """Return one numbered source: the official citation, and the headings above the quote."""
    text = f"[{number}] {citation.formatted}"
    if citation.section:
        text += f" – {' › '.join(citation.section)}"
    if not citation.pages:
        text += " (bron zonder bladzijden)"
    return _wrapped(text, "  ", "      ")


def hits(found: Sequence[Hit]) -> str:
    """Return passages with where they stand."""
    return "\n\n".join(_hit(hit, rank) for rank, hit in enumerate(found, 1))


def _hit(hit: Hit, rank: int) -> str:
    passage = hit.passage
    lines = [_wrapped(f"{rank}. {_where(passage)}", "", "   ")]
    if passage.section:
        lines.append(_wrapped(" › ".join(passage.section), "   "))
    lines.append(_wrapped(" ".join(passage.text.split()), "   "))
    lines += [_wrapped(f"Noot: {note}", "   ") for note in passage.footnotes]
    if hit.twins:
        same = "; ".join(map(_where, hit.twins))
        lines.append(_wrapped(f"Zelfde tekst ook in: {same}", "   "))
    return "\n".join(lines)


def _where(passage: Passage) -> str:
    """Return a passage's letter and pages on one line."""
    pages = dict.fromkeys(map(str, passage.pages[:1] + passage.pages[-1:]))
    return letter_line(passage.letter) + (f", p. {'-'.join(pages)}" if pages else "")


def letter_line(letter: Letter) -> str:
    """Return a letter's title, date and sender on one line; what is unknown is said."""
    date = letter.date.in_words() if letter.date else "datum onbekend"
    parts = [letter.name, date, letter.sender or "afzender onbekend"]
    return ", ".join(parts)


def letters(found: Sequence[Letter]) -> str:
    """Return one letter a line, and a line for each warning about it."""
    lines = ["1 brief" if len(found) == 1 else f"{len(found)} brieven"]
    for letter in found:
        date = letter.date.isoformat() if letter.date else "onbekend"
        pages = f"{len(letter.page_starts)} p." if letter.page_starts else "geen p."
        lines.append(f"{date:<11}{pages:>8}  {letter.id}: {letter.title or texts.UNTITLED}")
        lines += [f"{'':21}let op: {warning}" for warning in letter.warnings]
    return "\n".join(lines)


def index_report(report: IndexReport, folder: Path) -> str:
    """Return what a run of indexing did."""
    counts = [
        (len(report.added), "nieuw"),
        (len(report.replaced), "vervangen"),
        (len(report.skipped), "ongewijzigd"),
        (len(report.removed), "verwijderd"),
        (len(report.doubles), "dubbel"),
        (len(report.problems), "niet gelezen"),
    ]
    told = ", ".join(f"{count} {what}" for count, what in counts if count) or "geen brieven"
    passages = "1 passage" if report.embedded == 1 else f"{report.embedded} passages"
    return f"{told}; {passages} verwerkt. Index: {folder}"


def passed_over(files: Sequence[Path]) -> str:
    """Return which files of a folder are no letters by their names, the first few by name."""
    names = ", ".join(printable(path.name) for path in files[:FEW])
    more = f" en {len(files) - FEW} andere" if len(files) > FEW else ""
    return f"Niet bekeken: {names}{more}. Dit soort bestand wordt niet gelezen."


def _wrapped(text: str, first: str, rest: str | None = None) -> str:
    return textwrap.fill(
        " ".join(readable(text).split()),
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
