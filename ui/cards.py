"""Passages as HTML: each with its letter, its place, its quotes marked and its notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlsplit

from corpus import Letter
from qa import Citation
from ui import texts
from ui.sources import Source

PATH = " › "


def panel(title: str, kind: str, shown: Iterable[Source], turn: int) -> str:
    """Return passages under a heading; nothing when there are none."""
    cards = "".join(_card(source, turn) for source in shown)
    if not cards:
        return ""
    label = escape(title)
    return (
        f'<section class="wmo-panel {kind}" aria-label="{label}"><h2>{label}</h2>{cards}</section>'
    )


def pages_text(labels: Sequence[str]) -> str:
    """Return ``p. 3``, ``p. 3-4``, or that the source has no pages."""
    if not labels:
        return texts.NO_PAGES
    return "p. " + "-".join(dict.fromkeys((labels[0], labels[-1])))


def where_text(pages: str, section: Sequence[str]) -> str:
    """Return pages and headings on one line; what is empty is left out."""
    return " · ".join(escape(part) for part in (pages, PATH.join(section)) if part)


def anchor(turn: int, number: int) -> str:
    """Return the id of a quote on the page: of which answer, and which number, both from 1."""
    return f"bron-{turn}-{number}"


def safe_url(url: str) -> str:
    """Return the address when it is one of the web, or else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def marked(
    letter: Letter,
    start: int,
    end: int,
    citations: Iterable[tuple[int, Citation]],
    turn: int,
) -> str:
    """Return characters of a letter with quotes marked and numbered, headings and notes shown."""
    inserts: list[tuple[int, int, str]] = []  # where, which first, what
    for number, one in citations:
        first, last = max(one.start, start), min(one.end, end)
        if first < last:
            inserts += [(first, 3, _opening(turn, number)), (last, 0, _CLOSING)]
    for note in letter.notes_in(start, end):
        inserts.append((note.marker, 1, f'<sup class="wmo-marker">{escape(note.label)}</sup>'))
    for heading in letter.sections:
        if start <= heading.start < heading.end <= end:
            inserts += [(heading.start, 2, "<strong>"), (heading.end, 1, "</strong>")]
    pieces, at = [], start
    for where, _, insert in sorted(inserts):
        pieces += [escape(letter.text[at:where]), insert]
        at = where
    return "".join([*pieces, escape(letter.text[at:end].rstrip())])


def _card(source: Source, turn: int) -> str:
    """Return a passage with its letter, where its quotes stand, its text and its notes."""
    letter = source.passage.letter
    numbers = "".join(f"[{number}]" for number, _ in source.citations)
    title = f"{numbers} {letter.title or texts.NO_TITLE}".strip()
    return (
        f'<article class="wmo-card"><h3>{escape(title)}</h3>'
        f'<p class="wmo-facts">{_facts(letter)}</p>{_places(source)}'
        f'<blockquote class="wmo-passage">{_text(source, turn)}</blockquote>'
        f"{_notes(source, turn)}{_link(letter)}</article>"
    )


def _facts(letter: Letter) -> str:
    date = letter.date.in_words() if letter.date else texts.NO_DATE
    facts = [date, letter.sender or texts.NO_SENDER, letter.level]
    return " · ".join(escape(fact) for fact in facts if fact)


def _places(source: Source) -> str:
    """Return page, section and official citation, once for all numbers that share them."""
    passage = source.passage
    if not source.citations:
        where = pages_text(passage.letter.labels(passage.pages))
        return f'<p class="wmo-place">{where_text(where, passage.section)}</p>'
    shared: dict[tuple[str, tuple[str, ...], str], list[int]] = {}
    for number, one in source.citations:
        key = (pages_text(one.page_labels), one.section, one.formatted)
        shared.setdefault(key, []).append(number)
    return "".join(
        f'<p class="wmo-place">{_numbers(numbers) if len(shared) > 1 else ""}'
        f'{where_text(pages, section)}<cite class="wmo-official">{escape(formatted)}</cite></p>'
        for (pages, section, formatted), numbers in shared.items()
    )


def _numbers(numbers: Iterable[int]) -> str:
    return f"<b>{''.join(f'[{number}]' for number in numbers)}</b> "


def _text(source: Source, turn: int) -> str:
    passage = source.passage
    return marked(passage.letter, passage.start, passage.end, source.citations, turn)


def _opening(turn: int, number: int) -> str:
    return f'<mark id="{anchor(turn, number)}" tabindex="-1"><sup>[{number}]</sup>'


_CLOSING = f'<span class="wmo-unseen"> ({escape(texts.QUOTE_END)}) </span></mark>'


def _notes(source: Source, turn: int) -> str:
    """Return the notes of the passage, quotes in them marked."""
    passage, letter = source.passage, source.passage.letter
    notes = "".join(
        f'<p><sup class="wmo-marker">{escape(note.label)}</sup> '
        f"{marked(letter, note.start, note.end, source.citations, turn)}</p>"
        for note in letter.notes_in(passage.start, passage.end)
    )
    return f'<div class="wmo-notes"><h4>{escape(texts.NOTES)}</h4>{notes}</div>' if notes else ""


def _link(letter: Letter) -> str:
    url = safe_url(letter.url)
    if not url:
        return ""
    return (
        f'<p class="wmo-link"><a href="{escape(url)}" target="_blank" rel="noopener noreferrer">'
        f"{escape(texts.LETTER_LINK)} {escape(texts.NEW_WINDOW)}</a></p>"
    )
