"""Passages as HTML: each with its letter, its place, its quotes marked and its notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlsplit

from corpus import Letter
from ui import texts
from ui.html.letter_text import marked, notes
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


def safe_url(url: str) -> str:
    """Return the address when it is one of the web, or else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def _card(source: Source, turn: int) -> str:
    """Return a passage with its letter, where its quotes stand, its text and its notes."""
    passage, letter = source.passage, source.passage.letter
    numbers = "".join(f"[{number}]" for number, _ in source.citations)
    place = (letter, passage.start, passage.end, source.citations, turn)
    title = f"{numbers} {letter.name}".strip()
    return (
        f'<article class="wmo-card"><h3>{escape(title)}</h3>'
        f'<p class="wmo-facts">{facts_text(letter)}</p>{_places(source)}'
        f'<blockquote class="wmo-passage">{marked(*place)}</blockquote>'
        f"{notes(*place)}{link(letter)}</article>"
    )


def facts_text(letter: Letter) -> str:
    """Return date, sender and level of a letter on one line; what is not known is said."""
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


def link(letter: Letter) -> str:
    """Return a link to the letter at its source, when its metadata holds a web address."""
    return link_to(letter.url)


def link_to(address: str) -> str:
    """Return a link to where a letter stands, when that is an address of the web."""
    url = safe_url(address)
    if not url:
        return ""
    return (
        f'<p class="wmo-link"><a href="{escape(url)}" target="_blank" rel="noopener noreferrer">'
        f"{escape(texts.LETTER_LINK)} {escape(texts.NEW_WINDOW)}</a></p>"
    )
