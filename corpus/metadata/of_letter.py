"""What a letter says about itself: title, date, sender, addressee, numbers, kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpus.dutch.dates import find_date
from corpus.letter import Kamerstuk, LetterDate, Section
from corpus.metadata.covers import cover_title, is_opening
from corpus.metadata.gazettes import day_decided, who_decides
from corpus.metadata.genre import find_kind, find_level, is_town
from corpus.metadata.letter_dates import date_at_label, date_in, date_of_file
from corpus.metadata.letterhead import head_of, labelled, office_in, salutation_of
from corpus.metadata.mail_heads import heads_in
from corpus.metadata.official_papers import Publication, find_publication, recased
from corpus.metadata.signature import find_college, find_ministers, find_sender, with_body
from corpus.metadata.unfilled_fields import is_unfilled

_REFERENCE = re.compile(
    r"[A-Z][A-Z-]{1,12} ?/ ?\d[\w./-]*|(?=[\w./-]*\d)[A-Za-z0-9][\w./-]{3,40}(?: [A-Z]\b)?"
)
_CASE = re.compile(r"\bZ/\d{2}/\d{4,7}\b")
_COURT = re.compile(r"\b\d{8} R\b")
_CHAMBER = re.compile(r"voorzitter van de (tweede|eerste) kamer der", re.I)
_COLLEGE = re.compile(
    r"(?:^|\n)[ \t]*(?:aan )?((?:het |de )?colleges? van burgemeesters? en wethouders[^\n]{0,40})",
    re.I,
)
_COUNCIL = re.compile(
    r"(?:^|\n)[ \t]*(?:aan )?"
    r"((?:de )?(?:leden van de )?(?:gemeenteraad|raad van de gemeente)[^\n]{0,40})",
    re.I,
)
_MINISTER = re.compile(r"(?:^|\n)[ \t]*(?:aan )?((?:de )?minister(?:s)? van [^\n]{4,80})", re.I)
_NOTE_TITLE = re.compile(
    r"(?:^|\n)aan (?:de )?(?:minister|staatssecretaris)[^\n]*\n+"
    r"([^.]{10,300}?)\n+ter [a-z]+\s*\n",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{4}")  # without one, a title is what recognition made of a stamp
_LISTED = re.compile(r"\w*besluitenlijst", re.I)
_TOWN = re.compile(
    r"(?:^|\n)[ \t]*(?:gemeente|Gemeente|GEMEENTE)[ \t]+([A-Z][\w’'-]+(?: [A-Z][\w-]+)?)"
)
_LIST = 300  # characters of a list of decisions that say whose they are, and of which day
_ADDRESS = 600  # characters in which who is not greeted is addressed
_SIMPLE = ("url", "document_number", "reference", "sender", "recipient", "kind", "level", "title")


@dataclass(frozen=True, slots=True)
class _Source:
    """A letter's text taken apart for those who look for facts in it."""

    text: str
    head: str
    labels: dict[str, str]
    publication: Publication
    sections: tuple[Section, ...]
    facts: dict[str, str]


def describe(
    text: str, sections: tuple[Section, ...], file_stem: str, facts: dict[str, str]
) -> dict[str, Any]:
    """Return what a letter says about itself, by name of the field of ``Letter``.

    Only what was found is there. Marked facts of the file go before what the text says; a date
    that only the file's name gives comes with a warning.
    """
    facts = facts if "sender" in facts else {**heads_in(text), **facts}
    head, beside = head_of(text), facts.get("letterhead", "")
    labels = _labels(text, head, beside)
    source = _Source(text, f"{head}\n\n{beside}", labels, find_publication(text), sections, facts)
    facts = {
        name: value
        for name, value in facts.items()
        if name == "letterhead" or not is_unfilled(value)
    }
    found: dict[str, Any] = {name: facts[name] for name in _SIMPLE if facts.get(name)}
    finders: tuple[tuple[str, Callable[[_Source], str]], ...] = (
        ("title", _title),
        ("sender", _sender),
        ("recipient", _recipient),
        ("reference", _reference),
        ("document_number", lambda one: one.publication.number),
    )
    for name, finder in finders:
        if name not in found and (value := finder(source)) and not is_unfilled(value):
            found[name] = value
    own = {name: found.get(name, "") for name in ("title", "sender", "recipient")}
    found.setdefault("level", find_level(text, source.head, source.publication.kind, **own))
    found.setdefault(
        "kind", source.publication.kind or find_kind(text, source.head, found["level"], **own)
    )
    found["date"] = _date(source)
    found["kamerstuk"] = _kamerstuk(source)
    if found["date"] is None:
        found |= date_of_file(file_stem)
    return {name: value for name, value in found.items() if value}


def _labels(text: str, head: str, beside: str) -> dict[str, str]:
    """Return the labelled values; who writes to whom only where it looks like a letterhead."""
    labels = {**labelled(beside), **labelled(head)}
    if not salutation_of(text) and len(labels.keys() & {"date", "title", "reference", "own"}) < 2:
        labels.pop("sender", None)
        labels.pop("recipient", None)
    return {name: value for name, value in labels.items() if not is_unfilled(value)}


def _title(source: _Source) -> str:
    if source.publication.title:
        return source.publication.title
    if title := source.labels.get("title"):
        return title
    if (note := _NOTE_TITLE.search(source.head)) and _WORD.search(note.group(1)):
        return " ".join(note.group(1).split())
    if _is_list(source):
        lines = source.head[:_LIST].splitlines()
        return next((" ".join(line.split()) for line in lines if _LISTED.search(line)), "")
    if salutation_of(source.text):
        return ""
    if cover := cover_title(source.text, source.sections):
        return cover
    if not source.sections:
        return ""
    first = source.sections[0]
    near = first.start < 400 and first.start <= len(source.head)
    title = " ".join(source.text[first.start : first.end].split())
    return title if near and not is_opening(title) else ""


def _is_list(source: _Source) -> bool:
    """Whether the paper is the list of what a college decided."""
    listed = _LISTED.search(source.head[:_LIST]) is not None
    return listed and not salutation_of(source.text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sender(source: _Source) -> str:
    if source.publication.sender:
        return source.publication.sender
    opening = source.text[:3000]
    if re.search(r"algemene\s+rekenkamer|rekenkamer\.n[lI]", opening):
        return "Algemene Rekenkamer"
    if _is_list(source):
        return _college(source)
    if not salutation_of(source.text) and (body := who_decides(source.text)):
        return body
    if source.publication.kind in ("wet", "besluit"):
        return next(iter(find_ministers(source.text)), "")
    beside = source.facts.get("letterhead", "")
    signed = _recased(find_sender(source.text), f"{source.text}\n{beside}")
    signed = with_body(signed, source.head)
    return signed or _capital(source.labels.get("sender", "")) or office_in(beside)


def _college(source: _Source) -> str:
    """Return the college whose decisions are listed: named as such, or by its town."""
    named = find_college(source.text[-1500:]) or find_college(source.head)
    town = _TOWN.search(source.head)
    if named or not town:
        return named
    return f"College van burgemeester en wethouders van {town.group(1)}"


def _recased(sender: str, text: str) -> str:
    """Return name and office, an office in capitals in the case the text has it in."""
    name, comma, office = sender.partition(", ")
    if not office.isupper():
        return sender
    words = recased(office, text)
    return f"{name}{comma}{words[:1].lower()}{words[1:]}"


def _recipient(source: _Source) -> str:
    if source.publication.recipient:
        return source.publication.recipient
    chamber = _CHAMBER.search(source.head)
    if chamber:
        return f"De Voorzitter van de {chamber.group(1).capitalize()} Kamer der Staten-Generaal"
    if (named := source.labels.get("recipient", "")) and len(named) < 120:
        return _capital(named)
    own = bool(find_college(find_sender(source.text)) or is_town(source.head.strip()[:60]))
    above = source.head if salutation_of(source.text) else source.head[:_ADDRESS]
    for pattern in (_COUNCIL, _MINISTER) if own else (_COLLEGE, _COUNCIL, _MINISTER):
        found = pattern.search(above)
        if found and not source.publication.title and not found.group(1).endswith(";"):
            return " ".join(found.group(1).split()).rstrip(",")
    return ""


def _reference(source: _Source) -> str:
    for name in ("own", "reference"):
        found = _REFERENCE.match(source.labels.get(name, ""))
        if found:
            return found.group()
    later = labelled(source.text[:6000])
    for name in ("own", "reference"):
        found = _REFERENCE.match(later.get(name, ""))
        if found:
            return found.group()
    for pattern, start in ((_CASE, source.head[:600]), (_COURT, source.text[:3000])):
        found = pattern.search(start)
        if found:
            return found.group()
    return source.publication.reference


def _date(source: _Source) -> LetterDate | None:
    fact = source.facts.get("date", "")
    if fact and (marked := find_date(fact)):
        return marked
    if source.publication.date:
        return source.publication.date
    if (label := source.labels.get("date")) and (found := date_at_label(label)):
        return found
    if _is_list(source) and (listed := find_date(source.head[:_LIST], exact=True)):
        return listed
    return date_in(source.head) or day_decided(source.text)


def _kamerstuk(source: _Source) -> Kamerstuk | None:
    own = source.publication.kamerstuk or Kamerstuk("", "")
    names = ("dossier", "number", "session", "chamber")
    values = {
        name: source.facts.get(f"kamerstuk.{name}", "") or getattr(own, name) for name in names
    }
    if not values["dossier"] or values["number"] == "XX":  # a template's
        values["number"] = ""
    return Kamerstuk(**values) if values["dossier"] or values["session"] else None
