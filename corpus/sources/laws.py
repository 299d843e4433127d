"""Laws and regulations as they are in force (Basiswettenbestand), by SRU 1.2 of zoekservice.

Interface: www.overheid.nl/help/wet-en-regelgeving; the text is XML of repository.officiele-
overheidspublicaties.nl.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.sources.answers import sru_records, text_under
from corpus.sources.documents import Document, Page, Wish
from corpus.sources.web import Web
from corpus.untrusted_zip import Element

CITED = ("BWBR0035362", "BWBR0035733", "BWBR0036096", "BWBR0034925", "BWBR0035917")
"""What letters about the Wmo cite: Wmo 2015, its Uitvoeringsbesluit and Uitvoeringsregeling,
Jeugdwet and Wlz."""
_IDENTIFIER = re.compile(r"BWB[A-Z]\d{7}", re.IGNORECASE)


class Laws:
    """Searches laws by number or by words of their titles."""

    def __init__(self, web: Web, address: str) -> None:
        self._web, self._address = web, address

    def pages(self, wish: Wish, mark: str) -> Iterator[Page]:
        """Yield what is wanted as it is in force today, or what letters cite; there is no mark."""
        words = wish.query.split()
        numbered = words and all(_IDENTIFIER.fullmatch(word) for word in words)
        if words and not numbered:
            titles = wish.query.replace("\\", " ").replace('"', " ")
            yield from self._search(f'overheidbwb.titel any "{titles}"', wish)
            return
        for number in words or CITED:
            yield from self._search(f"dcterms.identifier={number.upper()}", Wish())

    def files(self, document: Document) -> tuple[Document, ...]:
        """Return the document: it is one file."""
        return (document,)

    def is_gone(self, document: Document) -> bool:
        """Whether its text is no longer there; an act that lapsed stays until then."""
        return self._web.lacks(document.address)

    def _search(self, condition: str, wish: Wish) -> Iterator[Page]:
        """Yield what meets a condition today; of several versions of an act the first counts."""
        today = date.today().isoformat()
        asked = {
            "x-connection": "BWB",
            "operation": "searchRetrieve",
            "version": "1.2",
            "query": f"{condition} and overheidbwb.geldigheidsdatum={today}",
        }
        seen: set[str] = set()
        for records in sru_records(self._web, self._address, asked):
            found = [_document(one) for one in records]
            new = [one for one in found if wish.allows(str(one.states["title"]), "")]
            first = {one.id: one for one in reversed(new) if one.id not in seen}
            seen |= first.keys()
            yield Page(tuple(reversed(first.values())))


def _document(record: Element) -> Document:
    identity = text_under(record, "identifier")
    return Document(
        identity,
        f"{text_under(record, 'toestand')} {text_under(record, 'modified')}",
        name=identity,
        address=text_under(record, "locatie_toestand"),
        ending=".xml",
        states={
            "title": text_under(record, "title"),
            "date": text_under(record, "geldigheidsperiode_startdatum"),
            "kind": text_under(record, "type"),
            "url": f"https://wetten.overheid.nl/{identity}",
            "level": "rijk",
        },
    )
