"""The OData interface (version 4) of the Tweede Kamer, in which can be searched.

Interface: opendata.tweedekamer.nl/documentatie/odata-api. Version 2.0 was announced to close on
1 October 2026; its address and the names of its attributes are settings, so that another version
can stand in for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corpus.sources.answers import day_of, json_from, with_query
from corpus.sources.documents import (
    CHANGED,
    ODATA_NAMES,
    Document,
    Page,
    SourceProblem,
    Unreachable,
    Wish,
)
from corpus.sources.download_check import ENDINGS
from corpus.sources.sync_feed import KINDS, chamber_states
from corpus.sources.web import Web

_SEARCHED = ("Onderwerp", "Titel")
_FULL = 250  # documents on a page, at most
_SIGNED = "Eerste ondertekenaar"


class OData:
    """Searches documents, what changed last coming last; ``names`` replace ``ODATA_NAMES``."""

    def __init__(self, web: Web, address: str, names: Mapping[str, str]) -> None:
        self._web, self._address = web, address
        self._named = {name: names.get(name, name) for name in ODATA_NAMES}

    def pages(self, wish: Wish, mark: str) -> Iterator[Page]:
        """Yield what changed since a moment (``GewijzigdOp``); the last page gives the next one."""
        name = self._named
        address = with_query(
            f"{self._address}/{name['Document']}",
            {
                "$filter": " and ".join(self._conditions(wish, mark)),
                "$orderby": f"{name['GewijzigdOp']} asc",
                "$expand": f"{name['DocumentActor']},{name['Kamerstukdossier']}",
            },
        )
        seen: set[str] = set()
        begin, count = address, 0
        while address:
            if address in seen:
                raise SourceProblem(f"de dienst geeft steeds dezelfde bladzijde. {CHANGED}")
            seen.add(address)
            found = self._ask(address)
            records = [one for one in found["value"] if isinstance(one, dict)]
            mark = max([mark, *(self._text(one, "GewijzigdOp") for one in records)])
            count += len(records)
            address = str(found.get("@odata.nextLink") or "")
            if address:
                self._web.check(address)
            elif len(records) >= _FULL:
                address = f"{begin}&$skip={count}"
            yield Page(tuple(self._document(one) for one in records), "" if address else mark)

    def files(self, document: Document) -> tuple[Document, ...]:
        """Return the document: it is one file."""
        return (document,)

    def is_gone(self, document: Document) -> bool:
        """Return that it is not: the interface tells what is withdrawn."""
        return False

    def _ask(self, address: str) -> dict[str, Any]:
        try:
            return json_from(self._web, address, "value")
        except Unreachable:
            raise
        except SourceProblem as cause:
            raise SourceProblem(
                f"deze versie van de dienst is gesloten of veranderd ({cause}). Gebruik wmo fetch "
                "tweedekamer, of zet in wmo.toml onder [sources] het nieuwe adres en nieuwe namen"
            ) from cause

    def _conditions(self, wish: Wish, mark: str) -> Iterator[str]:
        name = self._named
        kinds = " or ".join(f"{name['Soort']} eq {_quoted(kind)}" for kind in KINDS)
        yield f"({kinds})"
        for word in wish.words:
            fields = (f"contains(tolower({name[one]}),{_quoted(word)})" for one in _SEARCHED)
            yield f"({' or '.join(fields)})"
        if wish.dossier:
            number, _, addition = wish.dossier.partition("-")
            same = f"d/{name['Nummer']} eq {number}"
            same += f" and d/{name['Toevoeging']} eq {_quoted(addition)}" if addition else ""
            yield f"{name['Kamerstukdossier']}/any(d: {same})"
        if wish.since:  # the earliest beginning of that day in the Netherlands
            yield f"{name['Datum']} ge {wish.since}T00:00:00+02:00"
        if mark:
            yield f"{name['GewijzigdOp']} ge {mark}"

    def _text(self, record: Mapping[str, Any], name: str) -> str:
        found = record.get(self._named[name])
        return "" if found is None else str(found)

    def _document(self, record: Mapping[str, Any]) -> Document:
        identity, version = self._text(record, "Id"), self._text(record, "GewijzigdOp")
        if not identity or not version:
            raise SourceProblem(f"de dienst noemt de kenmerken van een document anders. {CHANGED}")
        if record.get(self._named["Verwijderd"]) is True:
            return Document(identity, version, removed=True)
        size, number = self._text(record, "ContentLength"), self._text(record, "DocumentNummer")
        dossiers = self._expanded(record, "Kamerstukdossier")
        dossier = " ".join(
            self._text(one, part) for one in dossiers[:1] for part in ("Nummer", "Toevoeging")
        ).strip()
        states = chamber_states(
            kind=self._text(record, "Soort"),
            number=number,
            title=self._text(record, "Onderwerp") or self._text(record, "Titel"),
            day=day_of(self._text(record, "Datum")),
            reference=self._text(record, "KenmerkAfzender"),
            paper=(dossier, self._text(record, "Volgnummer"), self._text(record, "Vergaderjaar")),
            chamber=self._text(record, "Kamer"),
        )
        sender = self._sender(record)
        return Document(
            identity,
            version,
            name=number or identity,
            address=f"{self._document_address(identity)}/{self._named['resource']}",
            ending=ENDINGS.get(self._text(record, "ContentType"), ""),
            size=int(size) if size.isdecimal() else 0,
            states={**states, **({"sender": sender} if sender else {})},
        )

    def _document_address(self, identity: str) -> str:
        return f"{self._address}/{self._named['Document']}({identity})"

    def _sender(self, record: Mapping[str, Any]) -> str:
        """Return name and office of who signed first."""
        for actor in self._expanded(record, "DocumentActor"):
            if self._text(actor, "Relatie") == _SIGNED:
                parts = (self._text(actor, "ActorNaam"), self._text(actor, "Functie"))
                return ", ".join(part for part in parts if part)
        return ""

    def _expanded(self, record: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
        found = record.get(self._named[name])
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _quoted(text: str) -> str:
    """Return a text as a string of OData; a quote in it is doubled."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
