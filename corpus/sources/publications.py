"""Official publications (Kamerstukken, Gemeentebladen) in the search service of KOOP (SRU 2.0).

Interface: repository.overheid.nl/sru; the indexes are those that KOOP's own clients search. Every
run lists all that is wanted, so that what is withdrawn is noticed; only files that changed come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.sources.answers import all_under, sru_records, text_under
from corpus.sources.documents import Document, Page, Wish
from corpus.sources.sync_feed import CHAMBERS
from corpus.sources.web import Web
from corpus.untrusted_zip import Element

_COLLECTIONS = {
    "kamerstukken": (
        'w.organisatietype=="staten generaal"',
        '(w.subrubriek=="Brief" or w.subrubriek=="Antwoord")',
    ),
    "gemeentebladen": ('w.publicatienaam=="Gemeenteblad"',),
}
_FORMS = ("pdf", "xml", "odt", "html")
"""Manifestations of a publication, the first one with pages."""
_PAPER = re.compile(r"kst-(\d{5})(?:-([IVXLC]+[A-F]?|\d\d(?=-[\dA-Z])))?-(\w+)")
_LETTERS = re.compile(r"[A-Z]+")  # what numbers are in the Eerste Kamer


class Publications:
    """Searches one collection of official publications."""

    def __init__(self, web: Web, address: str, collection: str) -> None:
        self._web, self._address, self._collection = web, address, collection

    def pages(self, wish: Wish, mark: str) -> Iterator[Page]:
        """Yield all that is wanted; there is no mark."""
        asked = {
            "operation": "searchRetrieve",
            "version": "2.0",
            "recordSchema": "gzd",
            "query": " and ".join(self._conditions(wish)),
        }
        for records in sru_records(self._web, self._address, asked):
            yield Page(tuple(_document(one) for one in records))

    def files(self, document: Document) -> tuple[Document, ...]:
        """Return the document: of its forms one is fetched."""
        return (document,)

    def is_gone(self, document: Document) -> bool:
        """Whether its file is no longer there."""
        return self._web.lacks(document.address)

    def _conditions(self, wish: Wish) -> Iterator[str]:
        yield "c.product-area==officielepublicaties"
        yield from _COLLECTIONS[self._collection]
        for word in wish.query.split():
            yield f"cql.textAndIndexes={_quoted(word)}"
        if wish.dossier:
            yield f"w.dossiernummer=={_quoted(wish.dossier)}"
        if wish.municipality:
            yield f"dt.creator=={_quoted(wish.municipality)}"
        if wish.since:
            yield f"dt.date>={_quoted(wish.since)}"


def _document(record: Element) -> Document:
    identity = text_under(record, "identifier")
    addresses = {
        one.get("manifestation"): (one.text or "").strip() for one in all_under(record, "itemUrl")
    }
    form = next((one for one in _FORMS if addresses.get(one)), "")
    return Document(
        identity,
        text_under(record, "datumTijdstipWijzigingExpression") or text_under(record, "modified"),
        name=identity,
        address=addresses.get(form, ""),
        ending=f".{form}" if form else "",
        states=_states(record, identity),
    )


def _states(record: Element, identity: str) -> dict[str, object]:
    municipal = text_under(record, "publicatienaam") == "Gemeenteblad"
    answers = text_under(record, "subrubriek") == "Antwoord"
    title, creator = text_under(record, "title"), text_under(record, "creator")
    states: dict[str, object] = {
        "title": title,
        "date": text_under(record, "date"),
        "document_number": identity,
        "url": text_under(record, "preferredUrl"),
        "level": "gemeente" if municipal else "rijk",
        "kind": "kamerbrief" if "brief regering" in title.casefold() else "",
        "sender": f"Gemeente {creator}" if municipal else text_under(record, "indiener"),
    }
    if answers:  # of these, those who asked are named as who handed it in
        states |= {"kind": "antwoord op kamervragen", "sender": ""}
    if paper := _PAPER.fullmatch(identity):
        states["kamerstuk"] = {
            "dossier": " ".join(part for part in paper.group(1, 2) if part),
            "number": paper.group(3),
            "session": text_under(record, "vergaderjaar"),
            "chamber": _chamber(creator, paper.group(3)),
        }
    return {name: stated for name, stated in states.items() if stated}


def _chamber(creator: str, number: str) -> str:
    """Return the chamber that a paper is of by who made it, or else by its number."""
    named = next((one for one in CHAMBERS.values() if creator.startswith(one)), "")
    return named or (CHAMBERS["1"] if _LETTERS.fullmatch(number) else "")


def _quoted(text: str) -> str:
    """Return a term of CQL; quotes and backslashes in it are escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
